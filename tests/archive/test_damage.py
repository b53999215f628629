"""What can befall the file: each is found and said, and nothing is lost by saying it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from chancery.archive import VERSION, Archive
from chancery.archive.check import check
from chancery.errors import ArchiveError
from tests.archive.making import news


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.chancery"
    with Archive(path) as archive:
        for number in range(60):
            archive.add(news(number))
    return path


def test_a_whole_archive_has_no_faults(path: Path) -> None:
    assert list(check(path)) == []


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.6, 0.95])
def test_a_truncated_file_is_found(path: Path, share: float) -> None:
    os.truncate(path, int(path.stat().st_size * share))
    try:
        faults = list(check(path))
    except ArchiveError as error:
        faults = [str(error)]
    assert faults
    with pytest.raises(ArchiveError), Archive(path) as archive:
        list(archive.dossiers())


def test_any_changed_word_is_found(path: Path) -> None:
    data = path.read_bytes()
    found = 0
    for word in (
        b"Report 7 from the coast",
        b"rejects the fishing pact",
        b"the day of the article",
        b"CONSULT",
    ):
        start = data.find(word)
        while start >= 0:
            path.write_bytes(data[: start + 2] + bytes([data[start + 2] ^ 1]) + data[start + 3 :])
            assert list(check(path)), (word, start)
            found += 1
            start = data.find(word, start + len(data) // 9)
    assert found > 4


@pytest.mark.parametrize("page", [1, 2, 5, 11, 23])
def test_a_page_of_rubbish_is_found(path: Path, page: int) -> None:
    data = bytearray(path.read_bytes())
    data[page * 4096 : (page + 1) * 4096] = bytes(range(1, 256)) * 16 + bytes(16)
    path.write_bytes(bytes(data))
    assert list(check(path))


def test_a_damaged_article_is_not_handed_out(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE positions SET stance = 'supports' WHERE no >> 20 = 3")
    with pytest.raises(ArchiveError, match="is damaged"), Archive(path) as archive:
        archive.dossier(news(2).article.id)
    assert list(check(path)) == [
        f"article {news(2).article.id}: its text or its records are not those that were added"
    ]


def test_a_newer_archive_is_refused_and_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    for use in (lambda archive: archive.add(news(1)), len):
        with pytest.raises(ArchiveError, match="made by a newer version"), Archive(path) as archive:
            use(archive)
    assert path.read_bytes() == before


def test_other_files_are_refused_and_left_as_they_are(tmp_path: Path) -> None:
    database, letter = tmp_path / "other.db", tmp_path / "letter.txt"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE t (x)")
    letter.write_text("Dear all, the harbour is open.\n" * 40, encoding="utf-8")
    for file, said in (
        (database, "no archive of Chancery"),
        (letter, "no archive of Chancery"),
        (tmp_path, "a folder"),
    ):
        before = file.read_bytes() if file.is_file() else b""
        for use in (lambda archive: archive.add(news(1)), len):
            with pytest.raises(ArchiveError, match=said), Archive(file) as archive:
                use(archive)
        assert not file.is_file() or file.read_bytes() == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no folder"):
        Archive(tmp_path / "no" / "a.chancery").add(news(1))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB, where this machine lets one be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_loses_nothing(small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "news.chancery"
    kept = 0
    with Archive(path) as archive:
        try:
            while kept < 5000:
                archive.add(news(kept))
                kept += 1
        except ArchiveError as error:
            assert "the disk is full" in str(error)  # noqa: PT017
    assert kept > 10
    with Archive(path) as archive:  # on the disk that is still full
        assert [dossier.article.id for dossier in archive.dossiers()] == [
            news(n).article.id for n in range(kept)
        ]
    moved = tmp_path / "moved.chancery"
    for part in small_disk.iterdir():
        shutil.copy(part, tmp_path / part.name.replace("news", "moved"))
    with Archive(moved) as archive:
        assert archive.add(news(kept)) == "added"
        assert len(archive) == kept + 1
    assert list(check(moved)) == []


def test_a_disk_that_cannot_be_written_can_be_read(small_disk: Path) -> None:
    path = small_disk / "news.chancery"
    with Archive(path) as archive:
        archive.add(news(1))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with Archive(path) as archive:
        assert archive.dossier(news(1).article.id) == news(1)
        with pytest.raises(ArchiveError, match="cannot be written"):
            archive.add(news(2))
    assert list(check(path)) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_file_can_be_read(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    with Archive(path) as archive:
        assert archive.dossier(news(1).article.id) == news(1)
        with pytest.raises(ArchiveError, match="cannot be written"):
            archive.add(news(99))
    path.parent.chmod(0o755)
