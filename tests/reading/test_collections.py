"""JSON lines and tables: articles with what is known of them; a bad one is named with its line, the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from chancery.errors import InputError
from chancery.reading import read_path
from chancery.reading import source as source_module
from chancery.records import Article, Published

TEXT = "The minister said on Monday that the talks would go on, and that she was glad of it."
OTHER = "The envoy told the press that the bridge would be closed, and that the toll was too high."


def read(path: Path | str) -> tuple[list[Article], list[str]]:
    """The articles, and the messages of those that failed."""
    failures: list[str] = []
    articles = list(read_path(path, on_error=lambda name, error: failures.append(str(error))))
    return articles, failures


def lines(*values: object) -> str:
    return "".join((value if isinstance(value, str) else json.dumps(value)) + "\n" for value in values)


def test_an_article_a_line_with_all_that_is_known(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    full = {
        "text": TEXT,
        "title": "Talks go on",
        "url": "https://quay.example/talks",
        "date": "2024-03-05T10:00:00+01:00",
        "authors": ["Ann Example", "Bo Example"],
        "publisher": "The Quay",
    }
    path.write_text(lines(full, "", {"text": OTHER, "title": None, "authors": "Cy Example; Di Example"}))
    first, second = read_path(path)
    assert (first.text, first.title, first.url) == (TEXT, "Talks go on", full["url"])
    assert first.authors == ("Ann Example", "Bo Example")
    assert (first.publisher, first.path) == ("The Quay", f"{path}:1")
    assert first.published == Published(
        date="2024-03-05", how="metadata", why="the date given with the article"
    )
    assert (second.authors, second.path) == (("Cy Example", "Di Example"), f"{path}:3")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no json", "line 2: no JSON"),
        ('{"text": "cut', "line 2: no JSON"),
        ("[1, 2]", "line 2: list; a JSON object with the field 'text' is wanted"),
        ({"title": "Only"}, "line 2: no text"),
        ({"text": "  "}, "line 2: no text"),
        ({"text": 7}, "line 2: text is 7; a string is wanted"),
        ({"text": OTHER, "body": "x"}, "line 2: unknown field 'body'; fields are text, title, url, date"),
        ({"text": OTHER, "date": "05/03/2024"}, "line 2: date is '05/03/2024'; write YYYY-MM-DD"),
        ({"text": OTHER, "date": "2024-13-01"}, "line 2: date is '2024-13-01'"),
        ({"text": OTHER, "url": "quay.example"}, "line 2: url is 'quay.example'; a whole address"),
        ({"text": OTHER, "authors": [1]}, "line 2: authors is"),
        ({"text": "Der Minister sagte, dass er nicht mit den Gesandten und der Presse spricht."}, "line 2: "),
    ],
)
def test_a_bad_line_fails_alone(tmp_path: Path, line: object, message: str) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(lines({"text": TEXT}, line, {"text": OTHER}), encoding="utf-8")
    articles, (failure,) = read(path)
    assert [article.text for article in articles] == [TEXT, OTHER]
    assert failure.startswith(f"{path}, {message}")
    with pytest.raises(InputError, match="line 2"):
        list(read_path(path))


def test_bytes_that_are_no_utf8_fail_alone(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"text": "caf\xe9"}\n' + lines({"text": TEXT}).encode())
    articles, (failure,) = read(path)
    assert len(articles) == 1
    assert "line 1: not UTF-8" in failure


def test_a_line_beyond_all_measure_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MOST_BYTES", 200)
    path = tmp_path / "news.jsonl"
    path.write_text(lines({"text": TEXT}, {"text": TEXT * 20}, {"text": OTHER}))
    articles, (failure,) = read(path)
    assert [article.text for article in articles] == [TEXT, OTHER]
    assert "line 2: longer than" in failure


def test_a_file_may_be_larger_than_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MOST_BYTES", 200)
    path = tmp_path / "news.jsonl"
    path.write_text(lines(*({"text": f"{TEXT} {number}"} for number in range(2000))))
    assert sum(1 for _ in read_path(path)) == 2000


def test_json_lines_from_a_pipe_are_known_by_their_look(monkeypatch: pytest.MonkeyPatch) -> None:
    data = "\ufeff" + lines({"title": "Talks", "text": TEXT}, {"text": OTHER})
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data.encode())))
    first, second = read_path("-")
    assert (first.title, first.path, second.text) == ("Talks", None, OTHER)


def test_a_pipe_that_gives_little_by_little(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self._rest = data

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            buffer[:1], self._rest = self._rest[:1], self._rest[1:]
            return 1 if self._rest else 0

    page = f"<!-- {'x' * 50} --><html><body><article><p>{TEXT}</p><p>{OTHER}</p></article></body></html>\n"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Slow(page.encode())))
    assert "<p>" not in next(read_path("-")).text


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_tables_as_spreadsheets_write_them(tmp_path: Path, separator: str, encoding: str) -> None:
    path = tmp_path / "news.csv"
    rows = [
        ["Title", "text", "date"],
        ["Café talks", f'"{TEXT}\nShe said ""no""; he said, yes."', "2024-03-05"],
        ["", f'"{OTHER}"', ""],
    ]
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    first, second = read_path(path)
    assert first.title == "Café talks"
    assert first.text == f'{TEXT}\nShe said "no"; he said, yes.'
    assert first.published.date == "2024-03-05"
    assert (second.text, second.title, second.path) == (OTHER, None, f"{path}:4")


def test_bad_rows_fail_alone(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f'text,date\n"{TEXT}",2024-03-05\nbroken\n"x"y,1\n"{OTHER}",soon\n"{OTHER}",\n')
    articles, failures = read(path)
    assert [article.text for article in articles] == [TEXT, OTHER]
    assert [failure.removeprefix(f"{path}, ")[:7] for failure in failures] == [
        "line 3:",
        "line 4:",
        "line 5:",
    ]
    assert "1 fields; the header has 2" in failures[0]
    assert "date is 'soon'" in failures[2]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("text,body", "line 1: unknown field 'body'; fields are text, title"),
        ("title,date", "line 1: the header is 'title,date'"),
        ("text,text", "line 1: the header is 'text,text'"),
    ],
)
def test_a_header_says_what_the_fields_are(tmp_path: Path, header: str, message: str) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f"{header}\na,b\n")
    with pytest.raises(InputError, match=message):
        list(read_path(path))


def test_a_field_may_be_longer_than_pythons_own_limit(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f'text\n"{TEXT * 3000}"\n')
    assert len(next(read_path(path)).text) > 131_072


def test_a_table_from_a_pipe_is_known_by_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(f'date,text\n,"{TEXT}"\n'.encode())))
    assert next(read_path("-")).text == TEXT


def test_a_text_that_speaks_of_tables_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(f"text, date and title\n\n{TEXT}")
    (article,) = read_path(path)
    assert TEXT in article.text


def test_gzip_of_anything(tmp_path: Path) -> None:
    for name, content in (
        ("news.jsonl.gz", lines({"text": TEXT})),
        ("news.csv.gz", f'text\n"{TEXT}"\n'),
        ("a.txt.gz", TEXT),
        ("no-suffix", lines({"text": TEXT})),
    ):
        path = tmp_path / name
        path.write_bytes(gzip.compress(content.encode()))
        assert next(read_path(path)).text == TEXT, name


def test_gzip_of_several_members(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(
        b"".join(gzip.compress(lines({"text": text}).encode()) for text in (TEXT, OTHER)) + b"\0" * 8
    )
    assert [article.text for article in read_path(path)] == [TEXT, OTHER]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(lines({"text": TEXT}).encode() + b" " * 50_000_000))
    with pytest.raises(InputError, match="unpacks to more than 100 times its size"):
        list(read_path(path))


@pytest.mark.parametrize("cut", [slice(0, -40), slice(0, 15)])
def test_half_a_gzip_file_is_named(tmp_path: Path, cut: slice) -> None:
    path = tmp_path / "half.jsonl.gz"
    texts = ({"text": f"{TEXT} {number * 7919 % 10_007}"} for number in range(3000))
    path.write_bytes(gzip.compress(lines(*texts).encode())[cut])
    with pytest.raises(InputError, match="ends too early"):
        list(read_path(path))


def test_a_damaged_gzip_file_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl.gz"
    path.write_bytes(
        gzip.compress(lines(*({"text": f"{TEXT} {n}"} for n in range(5000))).encode()) + b"garbage!"
    )
    found = []
    with pytest.raises(InputError, match="damaged gzip"):
        found.extend(read_path(path))
    reading = read_path(path)
    assert next(reading).text.startswith(TEXT)
