"""The words that take sides, read from data/positions.toml: checked, and indexed by lemma and word form."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from chancery.errors import RuleError
from chancery.records import Stance

FILE = "coding/data/positions.toml"
_FIELDS = frozenset(
    {
        "id",
        "stance",
        "negated",
        "verbs",
        "nouns",
        "adjectives",
        "prepositions",
        "clause",
        "evaluation",
        "deed",
    }
    | {"about", "reason", "yes", "no"}
)
_NEGATED = (*get_args(Stance), "none")


@dataclass(frozen=True, kw_only=True, slots=True)
class StanceRule:
    """One way of standing somewhere; its fields are explained at the head of the data file."""

    id: str
    stance: Stance
    negated: Stance | None = None
    clause: bool = False
    evaluation: bool = False
    deed: bool = False
    things_only: bool = False
    reason: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule as one of its words sets it off; `after` are the prepositions or particles that must follow."""

    rule: StanceRule
    after: tuple[tuple[str, ...], ...] = ()


Index = Mapping[str, tuple[Trigger, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """All of the data file, indexed: verbs and nouns by lemma, adjectives by form, the rest as sets."""

    rules: tuple[StanceRule, ...]
    verbs: Index
    nouns: Index
    adjectives: Index
    prepositions: Index
    governors: Mapping[str, str]
    light_active: frozenset[str]
    light_passive: frozenset[str]
    shells: Mapping[str, frozenset[str]]
    creation_verbs: frozenset[str]
    creation_nouns: frozenset[str]
    reason_marks: frozenset[str]
    reason_prepositions: frozenset[str]
    reason_participles: frozenset[str]
    reason_nouns: frozenset[str]


def _rule(row: Mapping[str, Any]) -> StanceRule:
    name = row.get("id")
    unknown = set(row) - _FIELDS
    if not name or unknown:
        raise RuleError(
            f"{FILE}: rule {name!r} has fields {sorted(unknown)}. Fields: {', '.join(sorted(_FIELDS))}"
        )
    stance, negated = row.get("stance", ""), row.get("negated", "none")
    if stance not in get_args(Stance) or negated not in _NEGATED:
        raise RuleError(
            f"{FILE}: rule {name!r} has stance {stance!r}, negated {negated!r}. Allowed: {_NEGATED}"
        )
    about = row.get("about", "any")
    if about not in ("any", "thing"):
        raise RuleError(f"{FILE}: rule {name!r} has about = {about!r}. Allowed: any, thing")
    return StanceRule(
        id=name,
        stance=stance,
        negated=None if negated == "none" else negated,
        clause=bool(row.get("clause")),
        evaluation=bool(row.get("evaluation")),
        deed=bool(row.get("deed")),
        things_only=about == "thing",
        reason=tuple(row.get("reason", ())),
        yes=tuple(row.get("yes", ())),
        no=tuple(row.get("no", ())),
    )


def _index(pairs: Iterable[tuple[str, StanceRule]]) -> Index:
    """By first word; what follows it ("opposition to|against") becomes the alternatives of `after`."""
    index: dict[str, list[Trigger]] = {}
    for entry, rule in pairs:
        first, *rest = entry.split()
        after = tuple(tuple(word.split("|")) for word in rest)
        index.setdefault(first, []).append(Trigger(rule, after))
    # The longest entry decides: "speak out against" before "speak against".
    return {
        word: tuple(sorted(found, key=lambda t: (-len(t.after), t.rule.deed)))
        for word, found in index.items()
    }


@cache
def lexicon() -> Lexicon:
    """The data file, read once.

    Raises:
        RuleError: if a rule or table is malformed.
    """
    text = (files("chancery.coding") / "data" / "positions.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    rows = [(row, _rule(row)) for row in table["rule"]]
    governors = {word: kind for kind, words in table["governors"].items() for word in words}
    reasons = table["reasons"]

    def index(column: str) -> Index:
        return _index((entry, rule) for row, rule in rows for entry in row.get(column, ()))

    phrases: dict[str, tuple[Trigger, ...]] = {}
    for row, rule in rows:
        for phrase in row.get("prepositions", ()):
            phrases[phrase] = (Trigger(rule),)
    return Lexicon(
        rules=tuple(rule for _, rule in rows),
        verbs=index("verbs"),
        nouns=index("nouns"),
        adjectives=index("adjectives"),
        prepositions=phrases,
        governors=governors,
        light_active=frozenset(table["light"]["active"]),
        light_passive=frozenset(table["light"]["passive"]),
        shells={name: frozenset(words) for name, words in table["shells"].items()},
        creation_verbs=frozenset(table["creation"]["verbs"]),
        creation_nouns=frozenset(table["creation"]["nouns"]),
        reason_marks=frozenset(reasons["marks"]),
        reason_prepositions=frozenset(reasons["prepositions"]),
        reason_participles=frozenset(reasons["participles"]),
        reason_nouns=frozenset(reasons["nouns"]),
    )
