"""Words for texts, channels and those who speak for others, read from data/voices.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FILE = "data/voices.toml"


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceWords:
    """The lists of data/voices.toml; that file explains them. `family` has each document's families by number."""

    family: Mapping[str, frozenset[int]]
    objective: frozenset[str]
    issue: frozenset[str]
    norms: frozenset[str]
    channels: frozenset[str]
    through: frozenset[str]
    audiences: frozenset[str]
    speaking: frozenset[str]
    spokespeople: frozenset[str]
    aides: frozenset[str]
    collective: frozenset[str]
    bodies: frozenset[str]
    officers: frozenset[str]
    no_labels: frozenset[str]
    continuing: frozenset[str]

    @property
    def documents(self) -> frozenset[str]:
        """Every noun for a text that somebody issued."""
        return frozenset(self.family)

    def alike(self, one: str, other: str) -> bool:
        """Whether one noun may stand for the text that the other named.

        >>> voice_words().alike("poll", "survey"), voice_words().alike("poll", "letter")
        (True, False)
        """
        return self.kin(one, other) or 0 in self.family[one] or 0 in self.family[other]

    def kin(self, one: str, other: str) -> bool:
        """Whether both nouns are for texts of one kind."""
        return one == other or bool(self.family[one] & self.family[other])


def read_voices(text: str) -> VoiceWords:
    """The lists that a TOML text holds."""
    table = tomllib.loads(text)
    family: dict[str, set[int]] = {}
    for number, nouns in enumerate(table["documents"]["families"]):
        for noun in nouns:
            family.setdefault(noun, set()).add(number)
    documents, channels, people = table["documents"], table["channels"], table["people"]
    return VoiceWords(
        family={noun: frozenset(numbers) for noun, numbers in family.items()},
        objective=frozenset(documents["objective"]),
        issue=frozenset(documents["issue"]),
        norms=frozenset(documents["norms"]),
        channels=frozenset(channels["words"]),
        through=frozenset(channels["through"]),
        audiences=frozenset(channels["audiences"]),
        speaking=frozenset(channels["speaking"]),
        spokespeople=frozenset(people["spokespeople"]),
        aides=frozenset(people["aides"]),
        collective=frozenset(people["collective"]),
        bodies=frozenset(people["bodies"]),
        officers=frozenset(people["officers"]),
        no_labels=frozenset(table["labels"]["no"]),
        continuing=frozenset(people["continuing"]),
    )


@cache
def voice_words() -> VoiceWords:
    """The lists that ship with the package."""
    return read_voices((files("chancery.coding") / _FILE).read_text(encoding="utf-8"))
