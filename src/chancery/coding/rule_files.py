"""What the rule files of positions and relations share: reading them, checking their fields, finding rules by word.

An entry is a word, then the words that must follow it, alternatives parted by "|" ("opposition to|against").
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from importlib.resources import files
from typing import Any, TypeVar

from chancery.errors import RuleError

After = tuple[tuple[str, ...], ...]
"""For each word that must follow, its alternatives."""

R = TypeVar("R")


def read(name: str) -> Mapping[str, Any]:
    """The tables of a file in coding/data."""
    return tomllib.loads((files("chancery.coding") / "data" / name).read_text(encoding="utf-8"))


def checked(
    name: str, row: Mapping[str, Any], fields: Collection[str], allowed: Mapping[str, Collection[str]]
) -> str:
    """The id of a rule that has only these fields, and in those with a list of values one of them.

    Raises:
        RuleError: if it has another field or value, or no id.
    """
    rule = row.get("id")
    unknown = set(row) - set(fields)
    if not rule or unknown:
        raise RuleError(
            f"coding/data/{name}: rule {rule!r} has fields {sorted(unknown)}. Fields: {', '.join(sorted(fields))}"
        )
    for field, values in allowed.items():
        if row.get(field, "") not in values:
            raise RuleError(
                f"coding/data/{name}: rule {rule!r} has {field} = {row.get(field)!r}. "
                f"Allowed: {', '.join(sorted(values))}"
            )
    return str(rule)


def index(
    entries: Iterable[tuple[str, R]], order: Callable[[R], Any] = lambda rule: 0
) -> Mapping[str, tuple[tuple[R, After], ...]]:
    """Rules by the first word of their entries; the longest entry comes first ("speak out against")."""
    found: dict[str, list[tuple[R, After]]] = {}
    for entry, rule in entries:
        first, *rest = entry.split()
        found.setdefault(first, []).append((rule, tuple(tuple(word.split("|")) for word in rest)))
    return {
        word: tuple(sorted(rules, key=lambda pair: (-len(pair[1]), order(pair[0]))))
        for word, rules in found.items()
    }
