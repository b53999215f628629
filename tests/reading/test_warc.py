"""WARC files: pages are read, everything else is passed over, damage is named."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from chancery.errors import InputError
from chancery.reading import read_path
from chancery.reading import source as source_module
from chancery.records import Article

TEXT = "The minister said on Monday that the talks would go on, and that she was glad of it."
OTHER = "The envoy told the press that the bridge would be closed, and that the toll was too high."
PAGE = f"<html><body><article><h1>Talks</h1><p>{TEXT}</p><p>{OTHER}</p></article></body></html>".encode()


def record(content: bytes, kind: str = "response", uri: str = "https://quay.example/1", **more: str) -> bytes:
    """One record of a WARC file."""
    header = {"WARC-Type": kind, "WARC-Target-URI": uri, "WARC-Date": "2024-03-05T10:00:00Z"}
    header |= (
        {"Content-Type": "application/http; msgtype=response"} | more | {"Content-Length": str(len(content))}
    )
    lines = "".join(f"{name}: {value}\r\n" for name, value in header.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + content + b"\r\n\r\n"


def response(body: bytes, status: str = "200 OK", **header: str) -> bytes:
    """An HTTP response with HTML; `_` in a name stands for `-`."""
    fields = {"Content-Type": "text/html; charset=utf-8"}
    fields |= {name.replace("_", "-"): value for name, value in header.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def read(path: Path, *records: bytes) -> tuple[list[Article], list[str]]:
    path.write_bytes(b"".join(records))
    failures: list[str] = []
    return list(read_path(path, on_error=lambda name, error: failures.append(str(error)))), failures


def test_pages_are_read_and_the_rest_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    articles, failures = read(
        path,
        record(b"software: test\r\n", "warcinfo", "", **{"Content-Type": "application/warc-fields"}),
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(response(PAGE)),
        record(response(b"\x89PNG", Content_Type="image/png")),
        record(response(PAGE, "404 Not Found")),
        record(response(PAGE), uri="dns:quay.example"),
        record(b"", "metadata"),
    )
    assert not failures
    (article,) = articles
    assert TEXT in article.text
    assert "<p>" not in article.text
    assert (article.url, article.path) == ("https://quay.example/1", f"{path}:3")
    assert article.published.date is None


def test_gzip_by_record(tmp_path: Path) -> None:
    records = [gzip.compress(record(response(PAGE.replace(b"Talks", title)))) for title in (b"One", b"Two")]
    articles, _ = read(tmp_path / "crawl.warc.gz", *records)
    assert [article.title for article in articles] == ["One", "Two"]


def test_a_crawl_is_known_by_its_look(tmp_path: Path) -> None:
    assert len(read(tmp_path / "crawl", record(response(PAGE)))[0]) == 1


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
        (PAGE, {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE, wbits=-15), {"Content_Encoding": "deflate"}),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), {"Transfer_Encoding": "chunked"}),
        (
            b"10\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n" % (PAGE[:16], len(PAGE) - 16, PAGE[16:]),
            {"Transfer_Encoding": "chunked"},
        ),
        (PAGE, {"Transfer_Encoding": "chunked"}),
    ],
)
def test_what_the_transfer_did_is_undone(tmp_path: Path, body: bytes, header: dict[str, str]) -> None:
    (article,), failures = read(tmp_path / "crawl.warc", record(response(body, **header)))
    assert not failures
    assert article.text.endswith(OTHER)


def test_the_servers_encoding_counts(tmp_path: Path) -> None:
    page = PAGE.decode().replace("Talks", "Łódź talks").encode("iso-8859-2")
    (article,), _ = read(
        tmp_path / "crawl.warc", record(response(page, Content_Type="text/html; charset=ISO-8859-2"))
    )
    assert article.title == "Łódź talks"


def test_texts_of_a_crawl(tmp_path: Path) -> None:
    plain = record(f"{TEXT}\n\n{OTHER}".encode(), "conversion", **{"Content-Type": "text/plain"})
    (article,), _ = read(tmp_path / "crawl.warc.wet", plain)
    assert (article.text, article.url) == (f"{TEXT}\n\n{OTHER}", "https://quay.example/1")


def test_pages_without_an_article_fail_alone(tmp_path: Path) -> None:
    empty = b"<html><body><a href=/>Home</a></body></html>"
    articles, failures = read(
        tmp_path / "crawl.warc",
        record(response(empty), uri="https://quay.example/empty"),
        record(response(PAGE, Content_Encoding="br")),
        record(response(PAGE)),
    )
    assert len(articles) == 1
    assert "record 1 (https://quay.example/empty): no article" in failures[0]
    assert "packed as br" in failures[1]


def test_a_bomb_inside_a_record_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MOST_BYTES", 5000)
    bomb = gzip.compress(b"<html>" + b" " * 1_000_000)
    articles, (failure,) = read(
        tmp_path / "crawl.warc", record(response(bomb, Content_Encoding="gzip")), record(response(PAGE))
    )
    assert len(articles) == 1
    assert "unpacks to more than" in failure


def test_a_record_beyond_all_measure_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MOST_BYTES", 5000)
    articles, _ = read(
        tmp_path / "crawl.warc", record(response(PAGE + b" " * 100_000)), record(response(PAGE))
    )
    assert len(articles) == 1


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: data[:-60], "ends within a record"),
        (lambda data: data + b"nonsense\r\n", "where a record should begin"),
        (lambda data: data.replace(b"Content-Length: ", b"Content-Length: x", 1), "damaged: a record of"),
        (lambda data: data + b"WARC/1.0\r\nWARC-Type: response\r\n", "does not end"),
    ],
)
def test_damage_is_named(tmp_path: Path, damage: object, message: str) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(damage(record(response(PAGE))))  # type: ignore[operator]
    with pytest.raises(InputError, match=message):
        list(read_path(path))


def test_written_by_another_tool(tmp_path: Path) -> None:
    warcio = pytest.importorskip("warcio")
    from io import BytesIO

    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as file:
        writer = warcio.warcwriter.WARCWriter(file, gzip=True)
        for number in range(3):
            headers = warcio.statusandheaders.StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"
            )
            body = BytesIO(PAGE.replace(b"Talks", b"Number %d" % number))
            address = f"https://quay.example/{number}"
            writer.write_record(
                writer.create_warc_record(address, "response", payload=body, http_headers=headers)
            )
    assert [article.title for article in read_path(path)] == ["Number 0", "Number 1", "Number 2"]
