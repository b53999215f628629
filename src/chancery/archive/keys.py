"""Numbers for what is said again and again: actors, what articles say of them, coders, issues."""

from __future__ import annotations

import sqlite3

from chancery.archive.columns import Context, Value, description_layout, text_in, text_out
from chancery.records import Actor, Record

MOST = 200_000
"""Entries of each kind that are kept in memory; some 30 MB, however large the archive."""


class Numbers:
    """The numbers of one archive, looked up once and remembered. After a rollback they must be forgotten."""

    def __init__(self, archive: sqlite3.Connection) -> None:
        self._archive = archive
        self._numbers: dict[str, int] = {}
        self._actors: dict[int, str] = {}
        self._descriptions: dict[tuple[Value, ...], int] = {}
        self._described: dict[int, Actor] = {}
        self._coders: dict[tuple[str, float | None], int] = {}
        self._coded: dict[int, tuple[str, float | None]] = {}
        self._issues: dict[str, int] = {}

    def forget(self) -> None:
        """Remember nothing: what was numbered since may not have been kept."""
        for known in (self._numbers, self._actors, self._descriptions, self._described):
            known.clear()
        self._coders.clear()
        self._coded.clear()
        self._issues.clear()

    def _room(self) -> None:
        if max(len(self._numbers), len(self._actors), len(self._descriptions), len(self._issues)) > MOST:
            self.forget()

    def find(self, actor_id: str) -> int | None:
        """The number of an actor, None where the archive has none of that id."""
        row = self._archive.execute("SELECT no FROM actors WHERE id = ?", (text_in(actor_id),)).fetchone()
        return None if row is None else int(row[0])

    def number(self, actor_id: str) -> int:
        """The number of an actor; a new one for who was never met."""
        known = self._numbers.get(actor_id)
        if known is None:
            self._room()
            known = self.find(actor_id)
            if known is None:
                known = self._insert("INSERT INTO actors (id) VALUES (?)", (text_in(actor_id),))
            self._numbers[actor_id] = known
        return known

    def actor(self, number: int) -> str:
        """The id of the actor with that number."""
        known = self._actors.get(number)
        if known is None:
            self._room()
            row = self._archive.execute("SELECT id FROM actors WHERE no = ?", (number,)).fetchone()
            if row is None:
                raise sqlite3.DatabaseError(f"database disk image is malformed: no actor {number}")
            known = self._actors[number] = str(text_out(row[0]))
        return known

    def description(self, actor: Actor, at: Context) -> int:
        """The number of what an article says of an actor."""
        row = (self.number(actor.id), *description_layout().put(actor, at))
        known = self._descriptions.get(row)
        if known is None:
            self._room()
            names = ", ".join(description_layout().names)
            same = self._archive.execute(
                f"SELECT no, actor, {names} FROM descriptions WHERE actor = ?", row[:1]
            )
            known = next((int(found[0]) for found in same if found[1:] == row), None)
            known = self._describe(row, actor) if known is None else known
            self._descriptions[row] = known
        return known

    def _describe(self, row: tuple[Value, ...], actor: Actor) -> int:
        names = ", ".join(description_layout().names)
        marks = ", ".join("?" * len(row))
        made = self._insert(f"INSERT INTO descriptions (actor, {names}) VALUES ({marks})", row)
        better = "" if actor.known else " AND description IS NULL"
        self._archive.execute(f"UPDATE actors SET description = ? WHERE no = ?{better}", (made, row[0]))
        return made

    def described(self, number: int, at: Context) -> Actor:
        """The actor that a description describes."""
        known = self._described.get(number)
        if known is None:
            names = ", ".join(description_layout().names)
            row = self._archive.execute(
                f"SELECT actor, {names} FROM descriptions WHERE no = ?", (number,)
            ).fetchone()
            if row is None:
                raise sqlite3.DatabaseError(f"database disk image is malformed: no description {number}")
            known = Actor(id=self.actor(row[0]), **description_layout().get(row[1:], at))
            if len(self._described) > MOST:
                self._described.clear()
            self._described[number] = known
        return known

    def coder(self, record: Record) -> int:
        """The number of a coder with its measured precision."""
        pair = (record.coder, record.confidence)
        known = self._coders.get(pair)
        if known is None:
            row = self._archive.execute(
                "SELECT no FROM coders WHERE coder = ? AND confidence IS ?", (text_in(pair[0]), pair[1])
            ).fetchone()
            known = row[0] if row else None
            if known is None:
                known = self._insert(
                    "INSERT INTO coders (coder, confidence) VALUES (?, ?)", (text_in(pair[0]), pair[1])
                )
            self._coders[pair] = known
        return known

    def coded(self, number: int) -> tuple[str, float | None]:
        """The coder and its measured precision with that number."""
        known = self._coded.get(number)
        if known is None:
            row = self._archive.execute(
                "SELECT coder, confidence FROM coders WHERE no = ?", (number,)
            ).fetchone()
            if row is None:
                raise sqlite3.DatabaseError(f"database disk image is malformed: no coder {number}")
            known = self._coded[number] = (str(text_out(row[0])), row[1])
        return known

    def issue(self, label: str) -> int:
        """The number of an issue by its label; a new one for a new label."""
        known = self._issues.get(label)
        if known is None:
            self._room()
            row = self._archive.execute("SELECT no FROM issues WHERE label = ?", (label,)).fetchone()
            known = row[0] if row else None
            if known is None:
                known = self._insert("INSERT INTO issues (label) VALUES (?)", (label,))
                self._archive.execute("INSERT INTO issue_index (rowid, label) VALUES (?, ?)", (known, label))
            self._issues[label] = known
        return known

    def _insert(self, sql: str, values: tuple[Value, ...]) -> int:
        made = self._archive.execute(sql, values).lastrowid
        assert made is not None
        return made
