"""Correcting an archive from Python: reject, edit, add, undo; what was corrected, and what has lost its words."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chancery.archive import correcting, store
from chancery.archive.clock import now
from chancery.archive.columns import text_in
from chancery.archive.connection import guarded
from chancery.archive.corrections import Correction, Fate, built, changed, frozen
from chancery.archive.identity import Thing, keys_of, settle
from chancery.archive.keys import Numbers
from chancery.archive.naming import actors_named
from chancery.archive.reading import RecordReader
from chancery.archive.reviewed import Precision, precision
from chancery.archive.schema import SHIFT
from chancery.archive.whole import find
from chancery.errors import InputError
from chancery.records import Article, Dossier, Record, digest

ACTOR_FIELDS = frozenset({"speaker", "addressee", "holder", "subject", "actors", "recipients"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A correction as the log has it, whether it was undone, and what became of it, article by article."""

    correction: Correction
    undone: bool
    fates: Mapping[str, Fate]


class Correcting(ABC):
    """The corrections. Each is one entry of a log that only grows; `undo` is an entry too."""

    path: Path

    @property
    @abstractmethod
    def reader(self) -> sqlite3.Connection:
        """The connection that reads."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[tuple[sqlite3.Connection, Numbers]]:
        """One transaction."""

    def confirm(self, record_id: str, *, author: str, note: str = "") -> int:
        """Say that a record is right, so that the precision of its coder can be told (`precision`)."""
        with self.writing() as (archive, keys):
            kind, record, article, no = _found(archive, keys, record_id)
            target = frozen(record, article)
            number = correcting.enter(archive, now(), author, note, "confirm", kind, article.id, target, None)
            correcting.again(archive, keys, no, now())
            return number

    def reject(self, record_id: str, *, author: str, note: str = "") -> int:
        """Say that a record is wrong: it is no longer found. Gives the number of the correction."""
        with self.writing() as (archive, keys):
            kind, record, article, no = _found(archive, keys, record_id)
            target = frozen(record, article)
            number = correcting.enter(archive, now(), author, note, "reject", kind, article.id, target, None)
            correcting.again(archive, keys, no, now())
            return number

    def edit(self, record_id: str, changes: Mapping[str, Any], *, author: str, note: str = "") -> int:
        """Say what a record should be: fields by their names in JSON, words for passages, names or ids for actors."""
        with self.writing() as (archive, keys):
            kind, record, article, no = _found(archive, keys, record_id)
            wanted = changed(record, article, _resolved(archive, changes), author)
            target, kept = frozen(record, article), frozen(wanted, article)
            number = correcting.enter(archive, now(), author, note, "edit", kind, article.id, target, kept)
            correcting.again(archive, keys, no, now())
            return number

    def put(
        self, article_id: str, kind: str, values: Mapping[str, Any], *, author: str, note: str = ""
    ) -> int:
        """Add a record that the machine has missed. It cites words of the article, as every record does."""
        with self.writing() as (archive, keys):
            row = archive.execute("SELECT no FROM articles WHERE id = ?", (text_in(article_id),)).fetchone()
            if row is None:
                raise InputError(f"{self.path}: no article {article_id}")
            article = store.read_article(archive, keys, row[0])[0]
            given = _resolved(archive, values)
            new_id = digest(kind, article.id, author, *(f"{name}={given[name]}" for name in sorted(given)))
            kept = frozen(built(kind, article, given, new_id, author), article)
            number = correcting.enter(archive, now(), author, note, "add", kind, article.id, kept, kept)
            correcting.again(archive, keys, row[0], now())
            return number

    def merge(self, first: str, *others: str, author: str, note: str = "", of: Thing = "actor") -> int:
        """Say that several actors (or issues) are one, which the first gives its id and name."""
        with self.writing() as (archive, _):
            keys = list(dict.fromkeys(keys_of(archive, of, (first, *others))))
            if len(keys) < 2:
                raise InputError(f"{first!r} and the others are one {of} already")
            return self._settled(archive, author, note, "merge", of, {"keys": keys})

    def split(self, name: str, *, author: str, note: str = "", of: Thing = "actor") -> int:
        """Say that an actor or an issue, which was merged with others, stands for itself. Give it by its own id."""
        with self.writing() as (archive, _):
            keys = keys_of(archive, of, (name,))
            return self._settled(archive, author, note, "split", of, {"keys": keys})

    def rename(self, name: str, new: str, *, author: str, note: str = "", of: Thing = "actor") -> int:
        """Say what an actor or an issue is to be called in answers."""
        if not new.strip():
            raise InputError("the new name is empty")
        with self.writing() as (archive, _):
            keys = keys_of(archive, of, (name,))
            return self._settled(
                archive, author, note, "rename", of, {"keys": keys, "name": " ".join(new.split())}
            )

    def _settled(
        self, archive: sqlite3.Connection, author: str, note: str, action: str, of: Thing, target: object
    ) -> int:
        number = correcting.enter(archive, now(), author, note, action, of, "", target, None)
        settle(archive, of)
        return number

    def undo(self, number: int, *, author: str, note: str = "") -> int:
        """Take a correction back. Nothing is deleted: the log has both."""
        with self.writing() as (archive, keys):
            known = {entry.number: undone for entry, undone in correcting.log(archive)}
            if number not in known:
                raise InputError(f"no correction {number}; `chancery correct log` lists them")
            if known[number]:
                raise InputError(f"correction {number} was undone before")
            articles = archive.execute("SELECT article FROM fates WHERE correction = ?", (number,)).fetchall()
            made = correcting.enter(archive, now(), author, note, "undo", "", "", number, None)
            for (no,) in articles:
                correcting.again(archive, keys, no, now())
            settle(archive, "actor")
            settle(archive, "issue")
            return made

    def corrections(self) -> list[Entry]:
        """All corrections, the first first, with what became of each."""
        with guarded(self.path):
            became = correcting.fates(self.reader)
            return [
                Entry(correction=entry, undone=undone, fates=became.get(entry.number, {}))
                for entry, undone in correcting.log(self.reader)
            ]

    def lost_corrections(self) -> list[Entry]:
        """Corrections whose words are gone from an edition of their article: for a person to review."""
        return [entry for entry in self.corrections() if not entry.undone and "lost" in entry.fates.values()]

    def precision(self) -> list[Precision]:
        """How often each coder is right, by the records that people have confirmed, edited or rejected."""
        return precision(entry.correction for entry in self.corrections() if not entry.undone)

    def original(self, article_id: str) -> Dossier:
        """What the machine said of an article, without corrections."""
        with guarded(self.path):
            row = self.reader.execute(
                "SELECT no FROM articles WHERE id = ?", (text_in(article_id),)
            ).fetchone()
            if row is None:
                raise InputError(f"{self.path}: no article {article_id}")
            return correcting.machine(self.reader, Numbers(self.reader), row[0])


def _found(archive: sqlite3.Connection, keys: Numbers, record_id: str) -> tuple[str, Record, Article, int]:
    kind, number = find(archive, record_id)
    (read,) = RecordReader(archive, keys).of(kind, [number])
    return kind, read.record, read.article, number >> SHIFT


def _resolved(archive: sqlite3.Connection, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the ids of actors who are given by name; an id of nobody known is taken as it is."""
    return {name: _ids(archive, value) if name in ACTOR_FIELDS else value for name, value in values.items()}


def _ids(archive: sqlite3.Connection, value: Any) -> Any:
    if not isinstance(value, str) or not value:
        return value
    named = [part.strip() for part in value.split(";")]
    ids = []
    for name in named:
        if ":" in name:
            ids.append(name)
            continue
        (number,) = actors_named(archive, name)
        ids.append(str(archive.execute("SELECT id FROM actors WHERE no = ?", (number,)).fetchone()[0]))
    return ";".join(ids)
