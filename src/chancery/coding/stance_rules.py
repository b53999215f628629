"""The words that take sides, read from data/positions.toml: checked, and indexed by lemma and word form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from chancery.coding.rule_files import After, checked, index, read
from chancery.records import Stance

FILE = "positions.toml"
WORDS = (
    "verbs",
    "asks",
    "that",
    "commits",
    "intransitives",
    "nouns",
    "agents",
    "qualities",
    "adjectives",
    "prepositions",
)
"""The fields of a rule that hold words."""
_FIELDS = frozenset(
    {"id", "stance", "negated", "clause", "evaluation", "deed", "about", "reason", "yes", "no", *WORDS}
)
_ALLOWED = {
    "stance": get_args(Stance),
    "negated": (*get_args(Stance), "none", ""),
    "about": ("any", "thing", "measure", "measure unless denied", ""),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class StanceRule:
    """One way of standing somewhere; its fields are explained at the head of the data file."""

    id: str
    stance: Stance
    negated: Stance | None = None
    clause: bool = False
    evaluation: bool = False
    deed: bool = False
    about: str = "any"
    reason: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


Trigger = tuple[StanceRule, After]
"""A rule as one of its words sets it off, and the prepositions or particles that must follow."""
Index = Mapping[str, tuple[Trigger, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """All of the data file: `by` finds rules by field and word (adjectives by form, the rest by lemma)."""

    rules: tuple[StanceRule, ...]
    by: Mapping[str, Index]
    governors: Mapping[str, str]
    unreal: frozenset[str]
    light: Mapping[str, frozenset[str]]
    onward: frozenset[str]
    ending: Mapping[str, tuple[tuple[None, After], ...]]
    ending_nouns: frozenset[str]
    duty: Mapping[str, frozenset[str]]
    judging: Mapping[str, tuple[tuple[None, After], ...]]
    shells: Mapping[str, frozenset[str]]
    creation_verbs: frozenset[str]
    creation_nouns: frozenset[str]
    reason_marks: frozenset[str]
    reason_prepositions: frozenset[str]
    reason_participles: frozenset[str]
    reason_nouns: frozenset[str]

    def rule(self, name: str) -> StanceRule:
        """The rule of that id."""
        return next(rule for rule in self.rules if rule.id == name)

    def verbs(self) -> Iterator[str]:
        """Every verb that the file names."""
        for field in ("verbs", "asks", "that", "commits", "intransitives"):
            yield from self.by[field]
        yield from (*self.governors, *sorted(self.unreal), *sorted(self.onward), *self.ending, *self.judging)
        for words in (self.light, self.duty):
            yield from (word for name in words for word in sorted(words[name]) if name not in _NOUNS)
        yield from sorted(self.creation_verbs | self.reason_participles)

    def nouns(self) -> Iterator[str]:
        """Every noun that the file names."""
        for field in ("nouns", "agents", "qualities"):
            yield from self.by[field]
        for words in (*self.shells.values(), self.ending_nouns, self.creation_nouns, self.reason_nouns):
            yield from sorted(words)
        yield from sorted(self.light["absence"] | self.duty["dummies"])


_NOUNS = frozenset({"absence", "implied", "dummies", "modals"})


def _rule(row: Mapping[str, Any]) -> StanceRule:
    name = checked(FILE, row, _FIELDS, _ALLOWED)
    negated = row.get("negated", "none")
    return StanceRule(
        id=name,
        stance=row["stance"],
        negated=None if negated == "none" else negated,
        clause=bool(row.get("clause")),
        evaluation=bool(row.get("evaluation")),
        deed=bool(row.get("deed")),
        about=row.get("about", "any"),
        reason=tuple(row.get("reason", ())),
        yes=tuple(row.get("yes", ())),
        no=tuple(row.get("no", ())),
    )


@cache
def lexicon() -> Lexicon:
    """The data file, read once.

    Raises:
        RuleError: if a rule or table is malformed.
    """
    table = read(FILE)
    rows = [(row, _rule(row)) for row in table["rule"]]
    by: dict[str, Index] = {
        field: index(((entry, rule) for row, rule in rows for entry in row.get(field, ())), _last)
        for field in WORDS
        if field != "prepositions"
    }
    # A prepositional phrase is looked up whole.
    by["prepositions"] = {
        phrase: ((rule, ()),) for row, rule in rows for phrase in row.get("prepositions", ())
    }
    governors = {
        word: kind for kind, words in table["governors"].items() if kind != "unreal" for word in words
    }
    aims, reasons, creation = table["aims"], table["reasons"], table["creation"]
    return Lexicon(
        rules=tuple(rule for _, rule in rows),
        by=by,
        governors=governors,
        unreal=frozenset(table["governors"]["unreal"]),
        light=_sets(table["light"]),
        onward=frozenset(aims["onward"]),
        ending=index((entry, None) for entry in aims["ending"]),
        ending_nouns=frozenset(aims["nouns"]),
        duty=_sets(table["duty"]),
        judging=index((entry, None) for entry in table["judging"]["verbs"]),
        shells=_sets(table["shells"]),
        creation_verbs=frozenset(creation["verbs"]),
        creation_nouns=frozenset(creation["nouns"]),
        reason_marks=frozenset(reasons["marks"]),
        reason_prepositions=frozenset(reasons["prepositions"]),
        reason_participles=frozenset(reasons["participles"]),
        reason_nouns=frozenset(reasons["nouns"]),
    )


def _last(rule: StanceRule) -> bool:
    """Deeds after stances, where a word is listed as both."""
    return rule.deed


def _sets(table: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}
