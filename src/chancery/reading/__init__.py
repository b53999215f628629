"""From a file, a page or a text to an Article: what it says, and which of its lines are claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from chancery.reading import csv, html, jsonl, markdown, text
from chancery.reading.items import Collection, Item, Stream
from chancery.reading.source import Source, opened, whole
from chancery.reading.text import read_text
from chancery.records import Article

__all__ = ["COLLECTIONS", "READERS", "SUFFIXES", "Reader", "read_path", "read_text"]


class Reader(Protocol):
    """A reader of a format that is one article. Raises InputError where there is none."""

    def __call__(self, source: Source, *, language: str | None = None) -> Iterator[Article]: ...


READERS: Mapping[str, Reader] = {"text": text.read, "markdown": markdown.read, "html": html.read}
"""The formats that are one article, by name."""


def _feed(stream: Stream, *, language: str | None = None) -> Iterator[Item]:
    # Imported here: the XML parser and mail's dates are needed for feeds only.
    from chancery.reading import feed

    return feed.items(stream, language=language)


def _warc(stream: Stream, *, language: str | None = None) -> Iterator[Item]:
    from chancery.reading import warc

    return warc.items(stream, language=language)


COLLECTIONS: Mapping[str, Collection] = {
    "jsonl": jsonl.items,
    "csv": csv.items,
    "feed": _feed,
    "warc": _warc,
}
"""The formats that hold many articles, by name."""

SUFFIXES: Mapping[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".wet": "warc",
}
"""Which reader an extension, before `.gz`, asks for; anything else is looked into, and is else plain text."""

_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
_FEED = re.compile(
    rb"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)\s*)*<(?:rss|feed|(?:rdf:)?RDF)[\s>]", re.S
)
_JSON = re.compile(rb'\s*\{\s*"(?:text|title|url|date|authors|publisher)"\s*:')

SAMPLE = 2048
"""Bytes from the start that are looked at to tell a format."""


def read_path(
    path: str | Path,
    *,
    language: str | None = None,
    on_error: Callable[[str, Exception], None] | None = None,
) -> Iterator[Article]:
    """The articles in the file at path, on standard input for `-`, or at an http(s) address; gzip is unpacked.

    The extension decides how it is read, else its first bytes. A language named here is taken as given;
    otherwise only English passes. Raises InputError, whose message names the file and what is wrong. In a file of
    many articles, with `on_error`, an article that cannot be read is told to it by name and reason, and the rest goes
    on; without, the first such article raises.
    """
    with opened(path) as stream:
        form = _format(stream)
        if form not in COLLECTIONS:
            for article in READERS[form](whole(stream), language=language):
                yield replace(article, url=article.url or stream.url)
            return
        for item in COLLECTIONS[form](stream, language=language):
            try:
                article = item.read()
            except Exception as error:
                if on_error is None:
                    raise
                on_error(item.name, error)
            else:
                yield article


def _format(stream: Stream) -> str:
    suffix = Path((stream.path or "").lower().removesuffix(".gz")).suffix
    named = SUFFIXES.get(suffix)
    if named:
        return named
    start = stream.head[:SAMPLE]
    if start.startswith(b"WARC/"):
        return "warc"
    start = start.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf")
    if _PAGE.search(start):
        return "html"
    if _FEED.match(start):
        return "feed"
    if _JSON.match(start):
        return "jsonl"
    return "csv" if csv.is_header(start.decode("utf-8", "replace").partition("\n")[0]) else "text"
