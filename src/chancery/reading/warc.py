"""WARC: the web pages of a crawl. Responses with HTML are read as pages; everything else is passed over."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from chancery.errors import InputError
from chancery.reading import html, source, text
from chancery.reading.encoding import in_utf8
from chancery.reading.items import Item, Stream
from chancery.reading.source import Source
from chancery.reading.streams import CHUNK, GZIP
from chancery.records import Article

LONGEST_HEADER = 1 << 16
"""Bytes of the header of a record or of a response; servers refuse longer ones."""

PAGES = ("text/html", "application/xhtml+xml")
PLAIN = "text/plain"


@dataclass(frozen=True, slots=True)
class _Record:
    """A record's header, names in lower case, and its content."""

    header: Mapping[str, str]
    content: bytes

    @property
    def address(self) -> str:
        return self.header.get("warc-target-uri", "").strip("<>")


def items(stream: Stream, *, language: str | None = None) -> Iterator[Item]:
    """The pages in the order of the file. Raises InputError where the file is damaged or ends too early."""
    for number, record in enumerate(_records(stream.opened, stream.name), start=1):
        if record is not None and _is_page(record):
            name = f"{stream.name}, record {number} ({record.address})"
            path = f"{stream.path}:{number}" if stream.path else None
            yield Item(name, partial(_read, record, name, path, language))


def _records(opened: BinaryIO, name: str) -> Iterator[_Record | None]:
    """Each record, None for those that are too large or of no use."""
    while True:
        line = opened.readline(LONGEST_HEADER)
        if not line:
            return
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise InputError(f"{name}: damaged: {line[:40]!r} where a record should begin")
        header = _header(opened, name)
        length = header.get("content-length", "")
        if not length.isdecimal():
            raise InputError(f"{name}: damaged: a record of {length or 'unknown'!r} bytes")
        wanted = header.get("warc-type") in ("response", "resource", "conversion")
        if wanted and int(length) <= source.MOST_BYTES:
            yield _Record(header, _exactly(opened, int(length), name))
        else:
            _pass_over(opened, int(length), name)
            yield None


def _header(opened: BinaryIO, name: str) -> dict[str, str]:
    """The named fields up to an empty line; lines that go on are joined."""
    found: dict[str, str] = {}
    last, size = "", 0
    while True:
        line = opened.readline(LONGEST_HEADER)
        size += len(line)
        if not line or size > LONGEST_HEADER:
            raise InputError(f"{name}: damaged: the header of a record does not end")
        if not line.strip():
            return found
        if line[:1] in b" \t" and last:
            found[last] += " " + line.decode("utf-8", "replace").strip()
            continue
        field, _, value = line.decode("utf-8", "replace").partition(":")
        last = field.strip().lower()
        found[last] = value.strip()


def _exactly(opened: BinaryIO, length: int, name: str) -> bytes:
    parts = []
    while length:
        part = opened.read(min(length, CHUNK))
        if not part:
            raise InputError(f"{name}: ends within a record; the file is incomplete")
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _pass_over(opened: BinaryIO, length: int, name: str) -> None:
    while length:
        part = opened.read(min(length, CHUNK))
        if not part:
            raise InputError(f"{name}: ends within a record; the file is incomplete")
        length -= len(part)


def _is_page(record: _Record) -> bool:
    """Whether a record holds a page that was found: HTML, with status 200 where there is one."""
    if record.header.get("warc-type") != "response":
        kind = _media_type(record.header.get("content-type", ""))
        return kind in PAGES or kind == PLAIN
    if not record.address.lower().startswith(("http:", "https:")):
        return False
    status, header, _ = _response(record.content)
    return status == 200 and _media_type(header.get("content-type", "")) in PAGES


def _media_type(value: str) -> str:
    return value.partition(";")[0].strip().lower()


def _response(content: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, header and body of an HTTP response; status 0 where it is none."""
    head, _, body = content.partition(b"\r\n\r\n")
    if not body and b"\n\n" in content:
        head, _, body = content.partition(b"\n\n")
    first, *rest = head[:LONGEST_HEADER].decode("latin-1").splitlines() or [""]
    match = re.match(r"HTTP/\S+\s+(\d{3})", first)
    pairs = (line.partition(":") for line in rest)
    header = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return int(match[1]) if match else 0, header, body


def _read(record: _Record, name: str, path: str | None, language: str | None) -> Article:
    if record.header.get("warc-type") == "response":
        _, header, body = _response(record.content)
        body = _decoded(body, header, name)
    else:
        header, body = dict(record.header), record.content
    body = in_utf8(body, header.get("content-type", ""))
    reader = text.read if _media_type(header.get("content-type", "")) == PLAIN else html.read
    made = next(reader(Source(name=name, data=body), language=language))
    return replace(made, url=made.url or record.address or None, path=path)


def _decoded(body: bytes, header: Mapping[str, str], name: str) -> bytes:
    """The body without what the transfer did to it: chunks, and packing up to the size of a document."""
    if "chunked" in header.get("transfer-encoding", "").lower():
        body = _joined(body)
    packing = header.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        return body
    if packing == "deflate":
        return _inflated(body, name)
    if packing in ("gzip", "x-gzip"):
        # Some crawlers write the unpacked body and leave the header as it was.
        return _inflated(body, name) if body.startswith(GZIP) else body
    raise InputError(f"{name}: packed as {packing}; gzip and deflate are read")


def _joined(body: bytes) -> bytes:
    """The chunks of a body joined; a body that was joined before it was written is left as it is."""
    parts: list[bytes] = []
    at = 0
    while True:
        size, separator, _ = body[at : at + 64].partition(b"\r\n")
        digits = size.split(b";")[0].strip()
        if not separator or not re.fullmatch(rb"[0-9a-fA-F]{1,8}", digits):
            return body if not parts else b"".join(parts)
        length = int(digits, 16)
        if not length:
            return b"".join(parts)
        start = at + len(size) + 2
        parts.append(body[start : start + length])
        at = start + length + 2


def _inflated(body: bytes, name: str) -> bytes:
    """Unpack gzip or deflate, with zlib's header or without, up to the size of a document."""
    for bits in (47, -15):
        unpacking = zlib.decompressobj(wbits=bits)
        try:
            data = unpacking.decompress(body, source.MOST_BYTES + 1)
        except zlib.error:
            continue
        if len(data) > source.MOST_BYTES:
            raise InputError(f"{name}: unpacks to more than {source.MOST_BYTES // 1_000_000} MB")
        return data
    raise InputError(f"{name}: packed, but damaged")
