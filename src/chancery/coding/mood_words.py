"""Words that change what became of an act of speech, read from data/moods.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, kw_only=True, slots=True)
class MoodWords:
    """The lists of data/moods.toml; that file explains them."""

    never: frozenset[str]
    nobody: frozenset[str]
    refusal: frozenset[str]
    plan: frozenset[str]
    demand: frozenset[str]
    denial: frozenset[str]
    future: frozenset[str]
    maybe: frozenset[str]
    ought: frozenset[str]
    condition: frozenset[str]
    unsaid: frozenset[str]

    @property
    def verbs(self) -> frozenset[str]:
        """Every lemma that an infinitive hangs on."""
        return self.refusal | self.plan | self.demand | self.denial


@cache
def mood_words() -> MoodWords:
    """The lists that ship with the package."""
    table = tomllib.loads((files("chancery.coding") / "data" / "moods.toml").read_text(encoding="utf-8"))
    return MoodWords(**{field.name: frozenset(table[field.name]) for field in fields(MoodWords)})
