"""From a file, a page or a text to an Article: what it says, and which of its lines are claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from chancery.reading import html, markdown, text
from chancery.reading.source import Source, open_source
from chancery.reading.text import read_text
from chancery.records import Article

__all__ = ["READERS", "SUFFIXES", "Reader", "read_path", "read_text"]


class Reader(Protocol):
    """A reader of one format: the articles that a source holds. Raises InputError where it holds none."""

    def __call__(self, source: Source, *, language: str | None = None) -> Iterator[Article]: ...


READERS: Mapping[str, Reader] = {"text": text.read, "markdown": markdown.read, "html": html.read}
"""The formats that are read, by name."""

SUFFIXES: Mapping[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".shtml": "html",
}
"""Which reader an extension asks for; anything else is looked into, and is plain text if it is no page."""

_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)


def read_path(path: str | Path, *, language: str | None = None) -> Iterator[Article]:
    """The articles in the file at path, or on standard input for `-`.

    The extension decides how it is read, else its first bytes. A language named here is taken as given;
    otherwise only English passes. Raises InputError, whose message names the file and what is wrong.
    """
    source = open_source(path)
    return READERS[_format(source)](source, language=language)


def _format(source: Source) -> str:
    named = SUFFIXES.get(source.suffix)
    if named:
        return named
    head = source.data[:2048].replace(b"\x00", b"")
    return "html" if _PAGE.search(head) else "text"
