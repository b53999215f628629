"""Which files have been added, so that an interrupted run goes on where it stopped; and what could not be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from chancery.archive.archive import Archive
from chancery.archive.clock import now
from chancery.archive.columns import text_in, text_out
from chancery.archive.connection import guarded

Stamp = tuple[int, int]
"""A file's size and the nanosecond it was last changed: another stamp, another content."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lost:
    """A document, or an article in it, that could not be added: its name, the reason, and when."""

    document: str
    reason: str
    met: str


@dataclass(slots=True)
class _Open:
    """A file under way: its articles that are not kept yet, and whether all of it could be read."""

    stamp: Stamp | None
    waiting: set[str] = field(default_factory=set)
    articles: int = 0
    read: bool = False
    whole: bool = True


class Ledger:
    """The files of one run. A file is done when all its articles are kept; it is noted then and not before."""

    def __init__(self, archive: Archive, coded_by: str) -> None:
        self._archive = archive
        self._coded_by = coded_by
        self._open: dict[str, _Open] = {}
        self._files_of: dict[str, list[str]] = {}

    def is_done(self, path: str) -> bool:
        """Whether the file was added by this version and is still the same."""
        found = stamp(path)
        if found is None:
            return False
        with guarded(self._archive.path):
            row = self._archive.reader.execute(
                "SELECT size, modified FROM files WHERE path = ? AND coded_by = ?",
                (key(path), self._coded_by),
            ).fetchone()
        return row is not None and tuple(row) == found

    def begin(self, path: str) -> None:
        """The file is going to be read."""
        self._open[path] = _Open(stamp(path))

    def expect(self, path: str, article_id: str) -> None:
        """An article of the file is going to be coded."""
        self._open[path].waiting.add(article_id)
        self._open[path].articles += 1
        self._files_of.setdefault(article_id, []).append(path)

    def has_been_read(self, path: str, *, whole: bool) -> bool:
        """The file has given all its articles; True when nothing of it is under way any more."""
        file = self._open[path]
        file.read, file.whole = True, file.whole and whole
        return self._close(path)

    def settled(self, article_id: str, *, kept: bool) -> list[str]:
        """The article is kept, or has failed; gives the files that are through with that."""
        through = []
        for path in dict.fromkeys(self._files_of.pop(article_id, ())):
            file = self._open[path]
            file.waiting.discard(article_id)
            file.whole = file.whole and kept
            if self._close(path):
                through.append(path)
        return through

    def _close(self, path: str) -> bool:
        file = self._open[path]
        if not file.read or file.waiting:
            return False
        del self._open[path]
        if file.whole:
            self._note_done(path, file)
        return True

    def _note_done(self, path: str, file: _Open) -> None:
        with self._archive.writing() as (archive, _):
            archive.execute("DELETE FROM failures WHERE document = ?", (text_in(key(path)),))
            if file.stamp is not None and file.stamp == stamp(path):
                archive.execute(
                    "INSERT OR REPLACE INTO files (path, size, modified, coded_by, articles) VALUES (?, ?, ?, ?, ?)",
                    (text_in(key(path)), *file.stamp, self._coded_by, file.articles),
                )

    def note_failure(self, document: str, place: str, reason: str) -> None:
        """Keep why a document, or the article `place` in it, could not be added."""
        with self._archive.writing() as (archive, _):
            archive.execute(
                "INSERT OR REPLACE INTO failures (document, place, reason, met) VALUES (?, ?, ?, ?)",
                (text_in(key(document)), place, text_in(reason), now()),
            )


def failures(archive: Archive) -> Iterator[Lost]:
    """What could not be added and has not been since, the latest last."""
    with guarded(archive.path):
        rows = archive.reader.execute(
            "SELECT document, reason, met FROM failures ORDER BY met, document"
        ).fetchall()
    for document, reason, met in rows:
        yield Lost(document=text_out(document), reason=text_out(reason), met=met)


def forget_failures(archive: Archive) -> None:
    """Drop the list of what could not be added."""
    with archive.writing() as (writer, _):
        writer.execute("DELETE FROM failures")


def stamp(path: str) -> Stamp | None:
    """The stamp of a file; None for what is none (standard input, an address, what is not there)."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns


def key(path: str) -> str:
    """The name by which a document is known: a file's full path, anything else as it was given."""
    return path if path == "-" or "://" in path else os.path.abspath(path)  # noqa: PTH100
