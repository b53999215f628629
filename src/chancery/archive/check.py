"""Whether an archive is whole: SQLite's own checks, and then every article against its checksum."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from chancery.archive.archive import Archive
from chancery.archive.columns import KINDS
from chancery.archive.connection import connect_reader
from chancery.archive.schema import SHIFT
from chancery.archive.store import digest_of, read
from chancery.errors import ArchiveError, ChanceryError

MOST_NAMED = 20
"""Faults of the file that are listed; a damaged file has thousands."""


def check(path: Path, *, on_article: Callable[[], None] = lambda: None) -> Iterator[str]:
    """What is wrong with the archive at path, each in words; nothing for one that is whole.

    Reads everything. Raises ArchiveError where there is no archive to check.
    """
    try:
        connect_reader(path).close()
    except ArchiveError as error:
        cause = error.__cause__
        if isinstance(cause, sqlite3.DatabaseError) and cause.sqlite_errorname != "SQLITE_NOTADB":
            yield str(error)
            return
        raise
    with Archive(path) as archive:
        try:
            faults = list(_structure(archive.reader))
            yield from faults
            yield from _articles(archive, on_article)
            if not faults:
                yield from _strays(archive.reader)
        except sqlite3.DatabaseError as error:
            yield f"the file cannot be read to its end: {error}"


def _structure(reader: sqlite3.Connection) -> Iterator[str]:
    for (said,) in reader.execute(f"PRAGMA integrity_check({MOST_NAMED})"):
        if said != "ok":
            yield f"the file's structure: {said}"


def _articles(archive: Archive, on_article: Callable[[], None]) -> Iterator[str]:
    rows = archive.reader.execute("SELECT no, id, digest FROM articles ORDER BY no").fetchall()
    for no, article_id, kept in rows:
        on_article()
        try:
            dossier = read(archive.reader, archive.numbers, no)
        except (sqlite3.DatabaseError, ChanceryError, ValueError, TypeError, KeyError, IndexError) as error:
            yield f"article {article_id}: cannot be read ({error})"
            continue
        if digest_of(dossier) != kept:
            yield f"article {article_id}: its text or its records are not those that were added"


def _strays(reader: sqlite3.Connection) -> Iterator[str]:
    """Rows of articles that are not there, which no transaction leaves behind."""
    for table in ("casts", "mentions", *(f"{kind}s" for kind in KINDS), "parts", "stances"):
        sql = f"SELECT count(*) FROM {table} WHERE no >> {SHIFT} NOT IN (SELECT no FROM articles)"
        count = reader.execute(sql).fetchone()[0]
        if count:
            yield f"{count} rows of {table} belong to no article"
    lost = reader.execute("SELECT count(*) FROM articles WHERE no NOT IN (SELECT no FROM texts)").fetchone()[
        0
    ]
    if lost:
        yield f"{lost} articles have no text"
