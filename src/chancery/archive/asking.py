"""What an archive can be asked. Each question gives typed rows, the latest first unless it says otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chancery.archive.columns import text_out
from chancery.archive.days import asked_day, iso_day
from chancery.archive.finder import LATEST, Part, Question
from chancery.archive.identity import group_of
from chancery.archive.naming import actors_named
from chancery.archive.rows import Hit
from chancery.archive.schema import ROLES_OF
from chancery.archive.words import phrases, words
from chancery.errors import InputError

if TYPE_CHECKING:
    from chancery.records import Modality, Stance

MODALITIES = ("happened", "ongoing", "planned", "threatened", "demanded", "denied", "hypothetical")
STANCES = ("supports", "opposes", "undecided")

OFFERED = 8
"""Issues, codes and so on that an error offers."""


def days(since: str | None, until: str | None) -> tuple[int, int]:
    """The days between which something is asked for."""
    first = 0 if since is None else asked_day(since, option="since")
    last = LATEST if until is None else asked_day(until, last=True, option="until")
    if first > last:
        raise InputError(f"nothing can be since {since} and until {until}: the first is later")
    return first, last


def meant(archive: sqlite3.Connection, name: str) -> tuple[int, ...]:
    """The numbers of the actor of that name or id, and of all whom people have said to be the same."""
    return group_of(archive, "actor", actors_named(archive, name))


def statements(
    archive: sqlite3.Connection,
    *,
    speaker: str | None,
    to: str | None,
    about: str | None,
    text: str | None,
    act: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
) -> list[int]:
    """Numbers of statements."""
    asked = ((speaker, "speaker"), (to, "addressee"), (about, "about"))
    parts = [Part(meant(archive, name), (role,)) for name, role in asked if name is not None]
    first, last = days(since, until)
    question = Question(
        kind="statement",
        parts=parts,
        match=None if text is None else phrases([text]),
        equal=_code(archive, "statement", "act", act),
        since=first,
        until=last,
        limit=_limited(limit),
    )
    return question.numbers(archive)


def events(
    archive: sqlite3.Connection,
    *,
    between: Sequence[str],
    actor: str | None,
    recipient: str | None,
    type: str | None,
    modality: Modality | None,
    text: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
) -> list[int]:
    """Numbers of events; those `between` some are those in which all of them have a part."""
    parts = [Part(meant(archive, name), ROLES_OF["event"]) for name in between]
    asked = ((actor, "actor"), (recipient, "recipient"))
    parts += [Part(meant(archive, name), (role,)) for name, role in asked if name is not None]
    first, last = days(since, until)
    question = Question(
        kind="event",
        parts=parts,
        match=None if text is None else phrases([text]),
        equal={
            **_code(archive, "event", "type", None if type is None else type.upper()),
            **_one_of(modality, MODALITIES, "modality"),
        },
        since=first,
        until=last,
        limit=_limited(limit),
    )
    return question.numbers(archive)


def positions(
    archive: sqlite3.Connection,
    *,
    holder: str | None,
    issue: str | None,
    stance: Stance | None,
    text: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
) -> list[int]:
    """Numbers of positions; an issue is asked for by words of its label."""
    parts = [] if holder is None else [Part(meant(archive, holder), ("holder",))]
    first, last = days(since, until)
    question = Question(
        kind="position",
        parts=parts,
        issues=None if issue is None else issues_named(archive, issue),
        match=None if text is None else phrases([text]),
        equal=_one_of(stance, STANCES, "stance"),
        since=first,
        until=last,
        limit=_limited(limit),
    )
    return question.numbers(archive)


def relations(
    archive: sqlite3.Connection,
    *,
    of: str | None,
    to: str | None,
    predicate: str | None,
    text: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
) -> list[int]:
    """Numbers of relations `of` an actor, on either side."""
    parts = [Part(meant(archive, name), ROLES_OF["relation"]) for name in (of, to) if name is not None]
    first, last = days(since, until)
    question = Question(
        kind="relation",
        parts=parts,
        match=None if text is None else phrases([text]),
        equal=_code(
            archive, "relation", "predicate", None if predicate is None else predicate.replace(" ", "_")
        ),
        since=first,
        until=last,
        limit=_limited(limit),
    )
    return question.numbers(archive)


def issues_named(archive: sqlite3.Connection, asked: str) -> list[int]:
    """The issues whose labels hold all those words, whatever their endings."""
    sql = "SELECT rowid FROM issue_index WHERE issue_index MATCH ?"
    found = [row[0] for row in archive.execute(sql, (words(asked),))]
    if found:
        return list(group_of(archive, "issue", found))
    any_word = words(asked).replace('" "', '" OR "')
    near = archive.execute(
        "SELECT label FROM issue_index WHERE issue_index MATCH ? ORDER BY rank LIMIT ?", (any_word, OFFERED)
    ).fetchall()
    hint = f" Near: {'; '.join(row[0] for row in near)}" if near else ""
    raise InputError(f"nobody takes a position on an issue called {asked!r}.{hint}")


def search(
    archive: sqlite3.Connection,
    asked: Sequence[str],
    *,
    since: str | None,
    until: str | None,
    limit: int | None,
) -> list[Hit]:
    """Articles with all those phrases in their title or text, the best first."""
    first, last = days(since, until)
    within = "" if since is None and until is None else " AND a.day BETWEEN ? AND ?"
    top = "" if _limited(limit) is None else f" LIMIT {int(limit or 0)}"
    sql = (
        "SELECT a.id, a.day, a.title, a.publisher, a.url, a.path, snippet(text_index, 1, '[', ']', ' … ', 24)"
        " FROM text_index JOIN articles a ON a.no = text_index.rowid"
        f" WHERE text_index MATCH ?{within} ORDER BY rank{top}"
    )
    values = (phrases(asked), *((max(first, 1), last) if within else ()))
    return [
        Hit(
            article_id=row[0],
            day=iso_day(row[1]),
            title=row[2],
            publisher=row[3],
            url=row[4],
            path=row[5],
            excerpt=row[6],
        )
        for row in (tuple(map(text_out, found)) for found in archive.execute(sql, values))
    ]


def _one_of(value: str | None, allowed: Iterable[str], what: str) -> dict[str, object]:
    if value is None:
        return {}
    if value not in allowed:
        raise InputError(f"no {what} {value!r}; there are: {', '.join(allowed)}")
    return {what: value}


def _code(archive: sqlite3.Connection, kind: str, column: str, value: str | None) -> dict[str, object]:
    """A test for a code that occurs; which ones do is said where it does not."""
    if value is None:
        return {}
    there = [row[0] for row in archive.execute(_OCCURRING.format(kind=kind, column=column))]
    if value not in there:
        raise InputError(
            f"no {kind} has the {column} {value!r}; the archive has: {', '.join(sorted(there)) or 'none'}"
        )
    return {column: value}


_OCCURRING = """
WITH RECURSIVE found (code) AS (
    SELECT min({column}) FROM {kind}s
    UNION ALL SELECT (SELECT min({column}) FROM {kind}s WHERE {column} > code) FROM found WHERE code IS NOT NULL
) SELECT code FROM found WHERE code IS NOT NULL
"""
"""The codes that occur, each found by one step in the index of that column."""


def _limited(limit: int | None) -> int | None:
    if limit is not None and limit < 1:
        raise InputError(f"limit {limit}: must be at least 1")
    return limit
