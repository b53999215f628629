"""One record, article or actor in full: what `chancery show` prints, and what people look at before they correct."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from chancery.archive.columns import KINDS, packed_id, text_out
from chancery.archive.reading import Read, RecordReader
from chancery.archive.schema import SHIFT
from chancery.errors import InputError
from chancery.records import Passage, Record, Statement

_PREFIX = re.compile(r"[0-9a-f]{4,16}")
OFFERED = 6
"""Records that an error offers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A place where an article was found."""

    path: str | None
    url: str | None
    publisher: str | None
    title: str | None
    published: str | None
    added: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    """A record with all that bears on it: its article, where that was found, and on whose word it stands.

    `chain` are the statements that it rests on, the nearest first.
    """

    kind: str
    read: Read
    chain: tuple[Read, ...]
    sources: tuple[Source, ...]


def find(archive: sqlite3.Connection, asked: str) -> tuple[str, int]:
    """The kind and number of the record of that id, of which the beginning of its digits is enough."""
    kind, _, digits = asked.strip().rpartition(":")
    if kind and kind not in KINDS:
        raise InputError(f"no kind of record {kind!r}; there are: {', '.join(KINDS)}")
    found = [
        (one, number)
        for one in ([kind] if kind else KINDS)
        for number in _numbers(archive, one, asked, digits)
    ]
    if not found:
        raise InputError(
            f"no record {asked!r}; give an id as the tables show it, or `chancery read` prints it in its JSON"
        )
    if len(found) > 1:
        choices = ", ".join(_id(archive, one, number) for one, number in found[:OFFERED])
        raise InputError(f"{asked!r} may be more than one record: {choices}")
    return found[0]


def _numbers(archive: sqlite3.Connection, kind: str, asked: str, digits: str) -> Iterator[int]:
    """Numbers of the records of a kind whose ids begin so; digits are the number that a digest is."""
    exact = archive.execute(
        f"SELECT no FROM {kind}s WHERE id = ? LIMIT 2", (packed_id(asked, kind),)
    ).fetchall()
    if exact or not _PREFIX.fullmatch(digits):
        yield from (row[0] for row in exact)
        return
    first = packed_id(f"{kind}:{digits.ljust(16, '0')}", kind)
    last = packed_id(f"{kind}:{digits.ljust(16, 'f')}", kind)
    sql = f"SELECT no FROM {kind}s WHERE id BETWEEN ? AND ? LIMIT 8"
    yield from (row[0] for row in archive.execute(sql, (first, last)))


def _id(archive: sqlite3.Connection, kind: str, number: int) -> str:
    return str(archive.execute(f"SELECT id FROM {kind} WHERE no = ?", (number,)).fetchone()[0])


def whole(archive: sqlite3.Connection, records: RecordReader, asked: str) -> Whole:
    """The record of that id with all that bears on it."""
    kind, number = find(archive, asked)
    (read,) = records.of(kind, [number])
    return Whole(
        kind=kind,
        read=read,
        chain=tuple(_chain(archive, records, read.record, number)),
        sources=tuple(sources(archive, number >> SHIFT)),
    )


def _chain(archive: sqlite3.Connection, records: RecordReader, record: Record, number: int) -> Iterator[Read]:
    """The statements that a record rests on, one on the other; each once, whatever they say of each other."""
    seen = {record.id}
    above = _above(record)
    while above is not None and above not in seen:
        seen.add(above)
        span = ((number >> SHIFT) << SHIFT, ((number >> SHIFT) + 1) << SHIFT)
        row = archive.execute(
            "SELECT no FROM statements WHERE id = ? AND no >= ? AND no < ?",
            (packed_id(above, "statement"), *span),
        ).fetchone()
        if row is None:
            return
        (read,) = records.of("statement", [row[0]])
        yield read
        above = _above(read.record)


def _above(record: Record) -> str | None:
    return record.attributed_to or (record.reported_by if isinstance(record, Statement) else None)


def sources(archive: sqlite3.Connection, article: int) -> Iterator[Source]:
    """Where an article was found, the first place first."""
    sql = "SELECT path, url, publisher, title, published, added FROM sources WHERE article = ? ORDER BY rowid"
    for row in archive.execute(sql, (article,)):
        path, url, publisher, title, published, added = map(text_out, row)
        yield Source(path=path, url=url, publisher=publisher, title=title, published=published, added=added)


def around(read: Read, passages: tuple[Passage, ...], width: int = 160) -> tuple[str, list[tuple[int, int]]]:
    """The words around passages, and where in them the passages are; cut between words, never within."""
    text = read.article.text
    start = max(0, min(passage.start for passage in passages) - width)
    end = min(len(text), max(passage.end for passage in passages) + width)
    start = text.find(" ", start) + 1 if start and " " in text[start : passages[0].start] else start
    end = text.rfind(" ", 0, end) if end < len(text) and text.rfind(" ", 0, end) > passages[-1].end else end
    return text[start:end], [(passage.start - start, passage.end - start) for passage in passages]
