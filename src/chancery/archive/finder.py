"""One question as SQL: which records of a kind have those actors, words, days, and fields, the latest first.

Only names of tables and columns of our own stand in the SQL; everything that was asked is a parameter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chancery.archive.schema import ROLES

LATEST = 99999999
"""A day after all others."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some actor (the numbers under which one is kept) in one of some roles."""

    actors: tuple[int, ...]
    roles: tuple[str, ...]


@dataclass(kw_only=True)
class Question:
    """What is asked of one kind of record."""

    kind: str
    parts: list[Part] = field(default_factory=list)
    match: str | None = None
    issues: Sequence[int] | None = None
    equal: dict[str, object] = field(default_factory=dict)
    since: int = 0
    until: int = LATEST
    limit: int | None = None
    oldest_first: bool = False

    def numbers(self, archive: sqlite3.Connection) -> list[int]:
        """The numbers of the records that answer it."""
        sql, values = self.sql()
        return [row[0] for row in archive.execute(sql, values)]

    def sql(self) -> tuple[str, list[object]]:
        """The query: it walks the shortest list that leads to its records, which is that of an actor or an issue."""
        tests: list[str] = []
        values: list[object] = []
        if self.parts:
            source, day = self._walk_part(tests, values)
        elif self.issues is not None:
            source, day = self._walk_issues(tests, values)
        else:
            source, day = f"{self.kind}s r", "r.day"
        for part in self.parts[1:]:
            tests.append(
                f"EXISTS (SELECT 1 FROM parts q WHERE q.actor IN ({_marks(part.actors)}) AND q.role IN "
                f"({_marks(part.roles)}) AND q.day = {day} AND q.no = r.no)"
            )
            values += [*part.actors, *map(ROLES.index, part.roles)]
        if self.parts and self.issues is not None:
            tests.append(
                f"EXISTS (SELECT 1 FROM stances s WHERE s.issue IN ({_marks(self.issues)}) "
                f"AND s.day = {day} AND s.no = r.no)"
            )
            values += self.issues
        if self.match is not None:
            tests.append("r.no IN (SELECT rowid FROM record_index WHERE record_index MATCH ?)")
            values.append(self.match)
        for column, value in self.equal.items():
            tests.append(f"r.{column} = ?")
            values.append(value)
        return self._whole(source, day, tests, values)

    def _whole(
        self, source: str, day: str, tests: list[str], values: list[object]
    ) -> tuple[str, list[object]]:
        if self.since > 0 or self.until < LATEST:
            tests.append(f"{day} BETWEEN ? AND ?")
            values += [max(self.since, 1), self.until]
        where = f" WHERE {' AND '.join(tests)}" if tests else ""
        order = "ASC" if self.oldest_first else "DESC"
        limit = "" if self.limit is None else f" LIMIT {int(self.limit)}"
        one = "" if self._is_single() else "DISTINCT "
        return (
            f"SELECT {one}r.no, {day} FROM {source}{where} ORDER BY {day} {order}, r.no {order}{limit}",
            values,
        )

    def _is_single(self) -> bool:
        """Whether no record can come up twice."""
        if self.parts:
            return len(self.parts[0].actors) == len(self.parts[0].roles) == 1
        return True

    def _walk_part(self, tests: list[str], values: list[object]) -> tuple[str, str]:
        first = self.parts[0]
        tests.append(f"p.actor IN ({_marks(first.actors)}) AND p.role IN ({_marks(first.roles)})")
        values += [*first.actors, *map(ROLES.index, first.roles)]
        return f"parts p JOIN {self.kind}s r ON r.no = p.no", "p.day"

    def _walk_issues(self, tests: list[str], values: list[object]) -> tuple[str, str]:
        assert self.issues is not None
        tests.append(f"p.issue IN ({_marks(self.issues)})")
        values += self.issues
        return f"stances p JOIN {self.kind}s r ON r.no = p.no", "p.day"


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
