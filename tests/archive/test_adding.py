"""Adding documents: never twice, never lost, whatever happens to the processes that do it."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from chancery.adding import Adder, documents
from chancery.archive import Archive
from chancery.archive.check import check
from chancery.archive.ledger import failures
from chancery.errors import ArchiveError, InputError
from chancery.reading import read_path
from tests.archive.making import load, news_text, read_news, write_news


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_news(tmp_path / "news", range(40))
    return tmp_path / "news"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "a.chancery")


def adder(archive: Archive, **options: object) -> Adder:
    return Adder(archive, load, **{"coded_by": "1", **options})  # type: ignore[arg-type]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_is_added_once(archive: Archive, folder: Path, jobs: int) -> None:
    summary = adder(archive, jobs=jobs).add(documents([str(folder)]))
    assert (summary.added, summary.articles, summary.failures) == (40, 40, [])
    for path in sorted(folder.iterdir()):
        (article,) = read_path(path)
        assert archive.dossier(article.id) == read_news(article)
    again = adder(archive, jobs=jobs).add(documents([str(folder)]))
    assert (again.articles, again.passed_over) == (0, 40)
    assert len(archive) == 40


def test_a_changed_file_is_read_again_and_others_are_not(archive: Archive, folder: Path) -> None:
    adder(archive).add(documents([str(folder)]))
    (folder / "00003.txt").write_text(news_text(303), encoding="utf-8")
    os.utime(folder / "00004.txt")
    summary = adder(archive).add(documents([str(folder)]))
    assert (summary.added, summary.had, summary.passed_over) == (1, 1, 38)
    assert len(archive) == 41


def test_one_text_in_two_files_is_coded_once(archive: Archive, folder: Path) -> None:
    for name in ("copy.txt", "00000-copy.txt"):
        (folder / name).write_text(news_text(0), encoding="utf-8")
    for jobs in (2, 1):
        summary = adder(archive, jobs=jobs).add(documents([str(folder)]))
    assert summary.passed_over == 42
    assert len(archive) == 40
    paths = archive.sql("SELECT path FROM source WHERE path LIKE '%copy%' OR path LIKE '%00000%'")
    assert len(paths) == 3


def test_another_version_codes_anew(archive: Archive, folder: Path) -> None:
    adder(archive).add(documents([str(folder)]))
    summary = adder(archive, coded_by="2").add(documents([str(folder)]))
    assert (summary.unchanged, summary.had) == (40, 0)
    summary = adder(archive, coded_by="2", again=True).add(documents([str(folder)]))
    assert (summary.unchanged, summary.passed_over) == (40, 0)
    assert len(archive.sql("SELECT * FROM source")) == 40


@pytest.mark.parametrize("jobs", [1, 2])
def test_failures_are_kept_until_they_are_mended(archive: Archive, folder: Path, jobs: int) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "00007.txt").write_text(
        news_text(7) + "\nKABOOM, said the envoys to the press.\n", encoding="utf-8"
    )
    summary = adder(archive, jobs=jobs).add([*documents([str(folder)]), str(folder / "gone.txt")])
    assert summary.added == 39
    lost = {Path(one.document).name: one.reason for one in failures(archive)}
    assert lost.keys() == {"empty.txt", "00007.txt", "gone.txt"}
    assert "no such file" in lost["gone.txt"]
    assert "ValueError: no such luck" in lost["00007.txt"]
    (folder / "empty.txt").write_text(news_text(99), encoding="utf-8")
    (folder / "00007.txt").write_text(news_text(7), encoding="utf-8")
    assert adder(archive, jobs=jobs).add(documents([str(folder)])).added == 2
    assert [Path(one.document).name for one in failures(archive)] == ["gone.txt"]


def test_what_paths_mean(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "a.txt").write_text("x", encoding="utf-8")
    (folder / "deep").mkdir()
    (folder / "deep" / "a[1].txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(folder)
    everything = list(documents(["."]))
    assert len(everything) == 41
    assert list(documents(["*.txt", "00001.txt"])) == [f"{number:05}.txt" for number in range(40)]
    assert list(documents(["**/a*.txt"])) == ["deep/a[1].txt"]
    assert list(documents(["deep/a[1].txt", "-", "https://example.org/feed"])) == [
        "deep/a[1].txt",
        "-",
        "https://example.org/feed",
    ]
    with pytest.raises(InputError, match="nothing matches"):
        list(documents(["*.pdf"]))


def test_a_coding_process_that_dies_is_said_and_nothing_is_lost(archive: Archive, folder: Path) -> None:
    (folder / "00033.txt").write_text(
        news_text(33) + "DIE, they said to one another at last.\n", encoding="utf-8"
    )
    with pytest.raises(Exception, match="ended from outside"):
        adder(archive, jobs=2).add(documents([str(folder)]))
    assert list(check(archive.path)) == []
    (folder / "00033.txt").write_text(news_text(33), encoding="utf-8")
    adder(archive, jobs=2).add(documents([str(folder)]))
    assert len(archive) == 40


def start(path: Path, folder: Path, *options: str, pause: float = 0.0) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "tests.archive.making",
        "add",
        "--archive",
        str(path),
        str(folder),
        *options,
    ]
    environment = {**os.environ, "CHANCERY_TEST_PAUSE": str(pause)}
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
        # A shell that runs the tests in the background has its children ignore the signal.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
    )


def test_killed_at_any_moment(tmp_path: Path, kills: int) -> None:
    write_news(tmp_path / "news", range(8 * kills))
    path = tmp_path / "a.chancery"
    chance = random.Random(7)
    kept, cut_short = 0, 0
    for round_ in range(kills):
        process = start(path, tmp_path / "news", "--jobs", "1", pause=0.03)
        time.sleep(chance.uniform(0.2, 1.4))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        cut_short += process.returncode == -signal.SIGKILL
        assert held(path) >= kept
        kept = held(path)
        if kept and round_ % 5 == 4:
            assert list(check(path)) == []
    _, said = start(path, tmp_path / "news", "--jobs", "1").communicate()
    assert f"holds {8 * kills:,} articles" in said
    assert cut_short == kills  # there was always something left to add
    assert list(check(path)) == []
    with Archive(path) as archive:
        assert list(archive.dossiers()) == [read_news(dossier.article) for dossier in archive.dossiers()]


def test_killing_the_writer_ends_the_coders(tmp_path: Path, folder: Path) -> None:
    process = start(tmp_path / "a.chancery", folder, "--jobs", "2", pause=0.2)
    deadline = time.monotonic() + 30
    while len(_children(process.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.1)
    children = _children(process.pid)
    assert len(children) >= 3  # two that code, and the one that counts semaphores
    process.kill()
    process.communicate()
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def held(path: Path) -> int:
    """Articles in an archive that is perhaps being made at this moment."""
    try:
        with Archive(path) as archive:
            return len(archive)
    except ArchiveError as error:
        assert "empty" in str(error) or "no such archive" in str(error)  # noqa: PT017
        return 0


def test_ctrl_c_keeps_what_was_coded(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.chancery"
    process = start(path, folder, "--jobs", "2", pause=0.5)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        time.sleep(0.1)
        if held(path):
            break
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    kept = re.search(r"Interrupted; (\d+) articles? kept", said)
    assert kept, said
    assert "Traceback" not in said
    assert len(Archive(path)) >= int(kept[1]) > 0


def test_two_at_once_both_succeed_and_readers_never_wait(tmp_path: Path) -> None:
    write_news(tmp_path / "one", range(150))
    write_news(tmp_path / "two", range(100, 250))
    path = tmp_path / "a.chancery"
    writers = [start(path, tmp_path / name, "--jobs", "1") for name in ("one", "two")]
    longest, seen = 0.0, 0
    while any(writer.poll() is None for writer in writers):
        begun = time.monotonic()
        number = held(path)
        longest = max(longest, time.monotonic() - begun)
        assert number >= seen
        seen = number
    for writer in writers:
        _, said = writer.communicate()
        assert writer.returncode == 0, said
    assert len(Archive(path)) == 250
    assert list(check(path)) == []
    assert longest < 5  # a writer that is waited for would be waited for to its end


def test_recoding_changes_what_a_new_version_says_and_keeps_corrections(
    archive: Archive, folder: Path
) -> None:
    adder(archive).add(documents([str(folder)]))
    (first, second, *_) = archive.dossiers()
    archive.reject(first.positions[0].id, author="Ann")
    archive.add(replace(second, events=()), coded_by="1")
    summary = adder(archive, coded_by="2").recode()
    assert (summary.replaced, summary.unchanged, dict(summary.new), dict(summary.gone)) == (
        1,
        39,
        {"event": 1},
        {},
    )
    assert list(archive.articles(but_by="2")) == []
    assert archive.dossier(second.article.id) == second
    assert archive.dossier(first.article.id).positions == ()
    assert adder(archive, coded_by="2").recode().articles == 0
    assert adder(archive, coded_by="2", again=True, jobs=2).recode().unchanged == 40
    assert len(archive.sql("SELECT * FROM source")) == 40


def test_the_place_of_a_file_is_the_same_from_everywhere(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    adder(archive).add(["00001.txt"])
    assert adder(archive).add([str(folder / "00001.txt")]).passed_over == 1
    assert adder(archive, again=True).add(["../news/00002.txt", "00003.txt"]).added == 2
    paths = {row["path"] for row in archive.sql("SELECT path FROM source")}
    assert paths == {str(folder / f"0000{number}.txt") for number in (1, 2, 3)}


def test_nothing_but_sqlite_opens_the_file(archive: Archive, folder: Path) -> None:
    """Closing a handle of one's own drops SQLite's locks: two that added at once lost what one of them had written."""
    opened: list[str] = []
    sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
    adder(archive).add(documents([str(folder)]))
    len(Archive(archive.path))
    list(check(archive.path))
    assert any(path.endswith("00001.txt") for path in opened)
    assert not [path for path in opened if path.startswith(str(archive.path))]
