"""What titles mean: which office a phrase names, in which sector, and for whom its holder speaks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

from chancery.errors import RuleError

SpeaksFor = Literal["state", "body", "principal", "none"]
_ALLOWED: tuple[SpeaksFor, ...] = ("state", "body", "principal", "none")


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """One meaning of a title.

    `role` is what `Knowledge.holder` is asked for; `speaks_for` says whose word the holder's is; `single`
    whether a body has one holder at a time; `states` limits the meaning to these states (ISO alpha-3).
    """

    role: str
    sector: str
    speaks_for: SpeaksFor
    single: bool
    states: frozenset[str]


@cache
def roles() -> Mapping[str, tuple[Role, ...]]:
    """Title phrase (small letters, blanks for hyphens) to its meanings, those limited to some states first.

    >>> [meaning.role for meaning in roles()["secretary of state"]]
    ['foreign_minister']
    """
    text = (files("chancery.actors") / "data" / "roles.toml").read_text(encoding="utf-8")
    found: dict[str, list[Role]] = {}
    for number, entry in enumerate(tomllib.loads(text)["role"], start=1):
        if entry["speaks_for"] not in _ALLOWED:
            raise RuleError(
                f"actors/data/roles.toml: entry {number}: {entry['role']} speaks for {entry['speaks_for']!r}."
                f" Allowed: {', '.join(_ALLOWED)}"
            )
        role = Role(
            role=entry["role"],
            sector=entry["sector"],
            speaks_for=cast(SpeaksFor, entry["speaks_for"]),
            single=entry["single"],
            states=frozenset(entry.get("of", ())),
        )
        for title in entry["titles"]:
            found.setdefault(title, []).append(role)
    return MappingProxyType(
        {title: tuple(sorted(meanings, key=lambda one: not one.states)) for title, meanings in found.items()}
    )


def role_of(title: str, state: str | None = None) -> Role | None:
    """The meaning of a title for a state (ISO alpha-3), or None where it has none there.

    Without a state, a meaning that holds everywhere comes before one that is limited to some states.

    >>> role_of("Foreign Secretary", "GBR").role, role_of("Secretary-General").role
    ('foreign_minister', 'head')
    >>> role_of("chancellor", "FRA") is None
    True
    """
    meanings = roles().get(" ".join(title.lower().replace("-", " ").replace(".", "").split()), ())
    if state is None:
        return next((one for one in reversed(meanings) if not one.states), meanings[0] if meanings else None)
    return next((one for one in meanings if not one.states or state in one.states), None)
