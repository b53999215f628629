"""What an archive can be asked from Python: each question gives typed rows, the latest first."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chancery.archive import asking
from chancery.archive.columns import text_out
from chancery.archive.connection import guarded
from chancery.archive.finder import Part, Question
from chancery.archive.reading import (
    RecordReader,
    event_row,
    moment,
    position_row,
    relation_row,
    statement_row,
)
from chancery.archive.reviewed import drawn
from chancery.archive.rows import EventRow, Hit, Moment, PositionRow, RelationRow, StatementRow
from chancery.archive.schema import ROLES_OF
from chancery.archive.whole import Whole, whole
from chancery.archive.words import phrases
from chancery.errors import InputError

if TYPE_CHECKING:
    from chancery.records import Modality, Stance


class Questions(ABC):
    """The questions. Actors are asked for by name or id, days as 2023, 2023-07 or 2023-07-12.

    `since` and `until` go by a record's day: the first of its own date, or else the day its article appeared.
    `text` is a phrase in the words of the record. What is not known is an InputError that says what is.
    """

    path: Path

    @property
    @abstractmethod
    def reader(self) -> sqlite3.Connection:
        """The connection that reads."""

    @property
    @abstractmethod
    def records(self) -> RecordReader:
        """What reads records by their numbers."""

    @abstractmethod
    def snapshot(self) -> AbstractContextManager[sqlite3.Connection]:
        """All reading within sees one state."""

    def search(
        self, *phrases: str, since: str | None = None, until: str | None = None, limit: int | None = 50
    ) -> list[Hit]:
        """Articles whose title or text holds every one of those phrases, the best first.

        A phrase that ends in `*` is the beginning of words. Accents and capitals do not matter.
        """
        with guarded(self.path), self.snapshot() as reader:
            return asking.search(reader, phrases, since=since, until=until, limit=limit)

    def statements(
        self,
        *,
        speaker: str | None = None,
        to: str | None = None,
        about: str | None = None,
        text: str | None = None,
        act: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> list[StatementRow]:
        """Who said what: by who speaks, to whom, about whom (named in what is said), by act and words."""
        with guarded(self.path), self.snapshot() as reader:
            found = asking.statements(
                reader,
                speaker=speaker,
                to=to,
                about=about,
                text=text,
                act=act,
                since=since,
                until=until,
                limit=limit,
            )
            return [statement_row(self.records, read) for read in self.records.of("statement", found)]

    def events(
        self,
        *,
        between: Sequence[str] = (),
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,
        modality: Modality | None = None,
        text: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> list[EventRow]:
        """What happened: `between` actors who all have a part in it, or by who does it and whom it concerns."""
        with guarded(self.path), self.snapshot() as reader:
            found = asking.events(
                reader,
                between=between,
                actor=actor,
                recipient=recipient,
                type=type,
                modality=modality,
                text=text,
                since=since,
                until=until,
                limit=limit,
            )
            return [event_row(self.records, read) for read in self.records.of("event", found)]

    def positions(
        self,
        *,
        holder: str | None = None,
        issue: str | None = None,
        stance: Stance | None = None,
        text: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> list[PositionRow]:
        """Who stands where; an issue is asked for by the words of its label, whatever their endings."""
        with guarded(self.path), self.snapshot() as reader:
            found = asking.positions(
                reader,
                holder=holder,
                issue=issue,
                stance=stance,
                text=text,
                since=since,
                until=until,
                limit=limit,
            )
            return [position_row(self.records, read) for read in self.records.of("position", found)]

    def relations(
        self,
        *,
        of: str | None = None,
        to: str | None = None,
        predicate: str | None = None,
        text: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> list[RelationRow]:
        """How actors stand to each other: those `of` an actor, on either side, perhaps `to` another."""
        with guarded(self.path), self.snapshot() as reader:
            found = asking.relations(
                reader,
                of=of,
                to=to,
                predicate=predicate,
                text=text,
                since=since,
                until=until,
                limit=limit,
            )
            return [relation_row(self.records, read) for read in self.records.of("relation", found)]

    def timeline(
        self,
        *,
        actor: str | None = None,
        text: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> list[Moment]:
        """What happened, was said and was held, the earliest first, from every kind of record; only what has a day."""
        first, last = asking.days(since, until)
        with guarded(self.path), self.snapshot() as reader:
            found: list[Moment] = []
            for kind, roles in ROLES_OF.items():
                question = Question(
                    kind=kind,
                    parts=[] if actor is None else [Part(asking.meant(reader, actor), roles)],
                    match=None if text is None else phrases([text]),
                    since=max(first, 1),
                    until=last,
                    limit=limit,
                    oldest_first=True,
                )
                reads = self.records.of(kind, question.numbers(reader))
                found += [moment(self.records, read) for read in reads]
        found.sort(key=lambda row: row.day or "")
        return found if limit is None else found[:limit]

    def sample(
        self, number: int, *, kind: str | None = None, coder: str | None = None, seed: int = 1
    ) -> list[Moment]:
        """Records drawn at random for review, of those that nobody has reviewed; the same seed draws the same."""
        with guarded(self.path), self.snapshot() as reader:
            chosen = drawn(reader, number, kind=kind, coder=coder, seed=seed)
            reads = [self.records.of(one, [no])[0] for one, no in chosen]
            return [moment(self.records, read) for read in reads]

    def show(self, record_id: str) -> Whole:
        """A record by its id, or by the first digits of it, with its article, its sources and on whose word it is."""
        with guarded(self.path), self.snapshot() as reader:
            return whole(reader, self.records, record_id)

    def sql(self, query: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows that a query over the documented views gives. Nothing can be changed by it, nor other files read."""
        with guarded(self.path):
            self.reader.set_authorizer(_allowed)
            try:
                found = self.reader.execute(query, parameters)
                if found.description is None:
                    raise InputError("the query gives no rows; ask with SELECT")
                names = [column[0] for column in found.description]
                return [dict(zip(names, map(text_out, row), strict=True)) for row in found.fetchall()]
            finally:
                self.reader.set_authorizer(None)


_DENIED = frozenset((sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH, sqlite3.SQLITE_TRANSACTION))
_ASKS = frozenset(("table_info", "data_version"))
"""The pragmas that only tell; the connection itself lets nothing be written."""


def _allowed(action: int, *what: str | None) -> int:
    """Whether a query may do that; not attach other files, nor set anything."""
    sets = action == sqlite3.SQLITE_PRAGMA and what[0] not in _ASKS
    return sqlite3.SQLITE_DENY if action in _DENIED or sets else sqlite3.SQLITE_OK
