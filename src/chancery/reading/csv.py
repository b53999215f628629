"""Tables: CSV with commas or semicolons, and TSV. The header names the fields; `text` must be among them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial

from chancery.errors import InputError
from chancery.reading import fields, source
from chancery.reading.items import Item, Stream, failing
from chancery.records import Article

DELIMITERS = (",", ";", "\t")
"""What stands between fields: a comma, what Excel writes where a comma is the decimal point, a tab."""

LONGEST_HEADER = 10_000
"""Characters of the first line; the names of the fields have fifty."""


def items(stream: Stream, *, language: str | None = None) -> Iterator[Item]:
    """The articles, row by row. Raises InputError for a header with an unknown field or without `text`."""
    # newline="" leaves line ends within quotation marks to the csv module.
    text = io.TextIOWrapper(stream.opened, encoding=_encoding(stream), errors="replace", newline="")
    first = text.readline(LONGEST_HEADER)
    header, delimiter = _header(first)
    if header is None:
        raise InputError(
            f"{stream.name}, line 1: the header is {first.strip()[:80]!r}; it names the fields, and 'text' is "
            f"one of them. Fields are {', '.join(fields.FIELDS)}"
        )
    unknown = [name for name in header if name not in fields.FIELDS]
    if unknown:
        raise InputError(
            f"{stream.name}, line 1: unknown field {unknown[0]!r}; fields are {', '.join(fields.FIELDS)}"
        )
    csv.field_size_limit(source.MOST_BYTES)
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    yield from _rows(rows, header, stream, language)


def _rows(
    rows: Iterator[list[str]], header: Sequence[str], stream: Stream, language: str | None
) -> Iterator[Item]:
    while True:
        # The reader counts the lines that it has taken; the header is not among them.
        number = rows.line_num + 2  # type: ignore[attr-defined]
        name = f"{stream.name}, line {number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield failing(name, f"no row of a table ({error})")
            continue
        if not any(row):
            continue
        if len(row) != len(header):
            yield failing(name, f"{len(row)} fields; the header has {len(header)}")
            continue
        path = f"{stream.path}:{number}" if stream.path else None
        yield Item(name, partial(_read, header, row, name, path, language))


def _read(
    header: Sequence[str], row: Sequence[str], name: str, path: str | None, language: str | None
) -> Article:
    return fields.article(dict(zip(header, row, strict=True)), name=name, path=path, language=language)


def is_header(line: str) -> bool:
    """Whether a first line is that of a table of articles: known fields only, `text` and another."""
    header, _ = _header(line)
    return header is not None and len(header) > 1 and all(name in fields.FIELDS for name in header)


def _header(line: str) -> tuple[list[str] | None, str]:
    """The fields that a line names with one of the delimiters, None where `text` is not among them."""
    for delimiter in DELIMITERS:
        try:
            (row,) = csv.reader([line.removeprefix("\ufeff")], delimiter=delimiter, strict=True)
        except (csv.Error, ValueError):
            continue
        names = [name.strip().lower() for name in row]
        if "text" in names and len(set(names)) == len(names):
            return names, delimiter
    return None, DELIMITERS[0]


def _encoding(stream: Stream) -> str:
    """UTF-8, UTF-16 with its mark, or the Western encoding that Excel writes."""
    if stream.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(stream.head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
