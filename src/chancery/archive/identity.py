"""Who is the same as whom, and which issue as which, as people have said: merged, split, renamed, in the same log.

The log says it; two columns of `actors` and `issues` hold what follows from it, and are made anew after every entry.
Articles keep the ids that they were coded with, so that coding them again changes nothing in this.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Literal

from chancery.archive.columns import text_in
from chancery.archive.finding import issue_label
from chancery.archive.naming import actors_named
from chancery.errors import InputError

Thing = Literal["actor", "issue"]

_KEY = {"actor": "id", "issue": "label"}

_ENTRIES = """
SELECT action, target FROM corrections WHERE kind = ? AND action <> 'undo'
AND no NOT IN (SELECT CAST(target AS INTEGER) FROM corrections WHERE action = 'undo') ORDER BY no
"""


def keys_of(archive: sqlite3.Connection, thing: Thing, names: Iterable[str]) -> list[str]:
    """The ids of actors, or the labels of issues, that are meant; InputError for what the archive does not have."""
    if thing == "actor":
        return [_actor_id(archive, actors_named(archive, name)[0]) for name in names]
    found = []
    for name in names:
        label = issue_label(name)
        if archive.execute("SELECT 1 FROM issues WHERE label = ?", (label,)).fetchone() is None:
            raise InputError(
                f"no issue is called {name!r}; `chancery positions --issue WORD` shows their labels"
            )
        found.append(label)
    return found


def _actor_id(archive: sqlite3.Connection, number: int) -> str:
    return str(archive.execute("SELECT id FROM actors WHERE no = ?", (number,)).fetchone()[0])


def settle(archive: sqlite3.Connection, thing: Thing) -> None:
    """Make the groups and names follow from the log."""
    groups: list[list[str]] = []
    renamed: dict[str, str] = {}
    for action, target in archive.execute(_ENTRIES, (thing,)).fetchall():
        said = json.loads(target)
        if action == "merge":
            groups = _merged(groups, said["keys"])
        elif action == "split":
            groups = _split(groups, said["keys"])
        else:
            renamed[said["keys"][0]] = said["name"]
    table, key = f"{thing}s", _KEY[thing]
    archive.execute(
        f"UPDATE {table} SET same_as = NULL, renamed = NULL WHERE coalesce(same_as, renamed) IS NOT NULL"
    )
    for first, *others in groups:
        for other in others:
            archive.execute(
                f"UPDATE {table} SET same_as = (SELECT no FROM {table} WHERE {key} = ?) WHERE {key} = ?",
                (text_in(first), text_in(other)),
            )
    for one, name in renamed.items():
        archive.execute(f"UPDATE {table} SET renamed = ? WHERE {key} = ?", (name, text_in(one)))


def _merged(groups: list[list[str]], keys: Sequence[str]) -> list[list[str]]:
    """The groups with those that hold any of the keys made one, which the first of the keys leads."""
    touched = [group for group in groups if set(group) & set(keys)]
    one = list(dict.fromkeys((*keys, *(key for group in touched for key in group))))
    return [*(group for group in groups if group not in touched), one]


def _split(groups: list[list[str]], keys: Sequence[str]) -> list[list[str]]:
    """The groups without the keys, each of which stands for itself again."""
    left = [[key for key in group if key not in keys] for group in groups]
    return [group for group in left if len(group) > 1]


def group_of(archive: sqlite3.Connection, thing: Thing, numbers: Iterable[int]) -> tuple[int, ...]:
    """Those numbers and all that are the same as one of them."""
    table = f"{thing}s"
    found: dict[int, None] = {}
    for number in numbers:
        row = archive.execute(f"SELECT coalesce(same_as, no) FROM {table} WHERE no = ?", (number,)).fetchone()
        first = number if row is None else int(row[0])
        found[first] = None
        others = archive.execute(f"SELECT no FROM {table} WHERE same_as = ?", (first,))
        found |= dict.fromkeys(int(other[0]) for other in others)
    return tuple(found)
