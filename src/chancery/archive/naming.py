"""Who is meant by a name: the actors of an archive by id, by name, and by what articles call them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from chancery.archive.columns import text_out
from chancery.errors import InputError

SURE = 0.9
"""The share of articles in which a name must mean one actor to be taken for it; else both are offered."""

OFFERED = 6
"""Actors or names that an error offers."""


_NAMED = """
SELECT DISTINCT d.actor FROM called c JOIN descriptions d ON d.actor = c.actor
WHERE c.name = ? AND d.name = ? COLLATE NOCASE
"""


def actors_named(archive: sqlite3.Connection, name: str) -> tuple[int, ...]:
    """The numbers of the actor of that id or name. InputError where nobody is, or more than one may be, meant.

    An id ("org:NATO"), an id without its kind ("NATO"), the actor's name, or what articles call it, in this order.
    """
    asked = " ".join(name.split())
    row = archive.execute("SELECT no FROM actors WHERE id = ?", (asked,)).fetchone()
    if row is not None:
        return (int(row[0]),)
    kinds = ("state", "org", "person", "group", "media", "people")
    ids = [
        f"{kind}:{form}" for kind in kinds for form in dict.fromkeys((asked, asked.upper(), asked.lower()))
    ]
    marks = ", ".join("?" * len(ids))
    found = [row[0] for row in archive.execute(f"SELECT no FROM actors WHERE id IN ({marks})", ids)]
    if not found:
        found = [row[0] for row in archive.execute(_NAMED, (asked.casefold(), asked))]
    if len(found) != 1:
        return _called(archive, asked, found)
    return (int(found[0]),)


def _called(archive: sqlite3.Connection, name: str, among: Sequence[int]) -> tuple[int, ...]:
    """The actor whom articles mostly call so; `among` are those whose name it is, if there are any."""
    rows = archive.execute(_CALLED, (name.casefold(),)).fetchall()
    if among:
        among = [_first(archive, actor) for actor in among]
        rows = [row for row in rows if row[0] in among] or [(actor, 1) for actor in dict.fromkeys(among)]
    total = sum(row[1] for row in rows)
    if rows and rows[0][1] >= SURE * total:
        return (int(rows[0][0]),)
    if rows:
        choices = "; ".join(_who(archive, row[0], row[1]) for row in rows[:OFFERED])
        raise InputError(f"{name!r} may be more than one actor. Ask by id: {choices}")
    near = _near(archive, name)
    hint = f" Near: {'; '.join(near)}" if near else " `chancery search` finds words in the texts"
    raise InputError(f"the archive knows nobody by the name {name!r}.{hint}")


_CALLED = """
SELECT coalesce(k.same_as, k.no), sum(c.articles) FROM called c JOIN actors k ON k.no = c.actor
WHERE c.name = ? GROUP BY 1 ORDER BY 2 DESC, 1
"""


def _first(archive: sqlite3.Connection, actor: int) -> int:
    """The actor whom people have said that this one is."""
    return int(
        archive.execute("SELECT coalesce(same_as, no) FROM actors WHERE no = ?", (actor,)).fetchone()[0]
    )


def _who(archive: sqlite3.Connection, actor: int, articles: int) -> str:
    row = archive.execute(
        "SELECT k.id, coalesce(k.renamed, d.name) FROM actors k"
        " LEFT JOIN descriptions d ON d.no = k.description WHERE k.no = ?",
        (actor,),
    ).fetchone()
    return f"{text_out(row[0])} ({text_out(row[1])}, {articles} article{'' if articles == 1 else 's'})"


def _near(archive: sqlite3.Connection, name: str) -> list[str]:
    """Actors that are called by a name with the same beginning, or with one of its words."""
    start = name.casefold()[: max(3, len(name) - 2)]
    rows = archive.execute(_BEGINNING, (start, OFFERED)).fetchall()
    rows = rows or archive.execute(_HOLDING, (name.casefold(), OFFERED)).fetchall()
    return [_who(archive, actor, articles) for actor, articles in rows]


_BEGINNING = """
SELECT actor, sum(articles) FROM called WHERE name >= ?1 AND name < ?1 || char(1114111)
GROUP BY actor ORDER BY 2 DESC LIMIT ?2
"""

_HOLDING = (
    "SELECT actor, sum(articles) FROM called WHERE instr(name, ?1) GROUP BY actor ORDER BY 2 DESC LIMIT ?2"
)
