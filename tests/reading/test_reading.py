from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from chancery.errors import InputError
from chancery.reading import COLLECTIONS, READERS, SUFFIXES, read_path
from chancery.reading import source as source_module

TEXT = "The minister said on Monday that the talks would go on, and that she was glad of it."


def test_every_suffix_has_a_reader() -> None:
    assert set(SUFFIXES.values()) <= {*READERS, *COLLECTIONS}


def test_a_file_is_read_by_its_suffix_or_by_what_is_in_it(tmp_path: Path) -> None:
    plain, marked, page = tmp_path / "a.txt", tmp_path / "a.md", tmp_path / "a"
    plain.write_text(TEXT, encoding="utf-8")
    marked.write_text(f"# Talks go on\n\n{TEXT}", encoding="utf-8")
    page.write_text(
        f"<html><body><article><p>{TEXT}</p><p>{TEXT} Again.</p></article></body></html>", encoding="utf-8"
    )
    assert next(read_path(plain)).text == TEXT
    assert next(read_path(marked)).title == "Talks go on"
    assert "<p>" not in next(read_path(page)).text


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode("utf-16"))))
    (article,) = read_path("-")
    assert article.text == TEXT
    assert article.path is None


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "missing.txt: no such file"),
        ("empty.txt", b"", "empty.txt: empty"),
        ("blank.txt", b" \n \n", "blank.txt: empty"),
        ("file.txt", b"%PDF-1.4", "file.txt: this is a PDF"),
        ("file.md", bytes(range(256)) * 30, "binary"),
        (
            "deutsch.txt",
            b"Der Minister sagte, dass er nicht mit den Gesandten und der Presse sprechen wird.",
            "German",
        ),
    ],
)
def test_bad_files_are_named_with_what_is_wrong(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(read_path(path))


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder; name the files in it"):
        list(read_path(tmp_path))


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_path("a\x00b"))


def test_more_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MOST_BYTES", 50)
    path = tmp_path / "long.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="larger than"):
        list(read_path(path))
