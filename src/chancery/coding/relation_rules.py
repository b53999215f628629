"""The words for how actors stand to each other, read from data/relations.toml: checked and indexed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from chancery.coding.rule_files import After, checked, index, read
from chancery.errors import RuleError

FILE = "relations.toml"
FORMS = ("role", "bond", "verb", "adjective")
OBJECTS = ("actor", "organization", "state", "place")
_FIELDS = frozenset(
    {"id", "predicate", "form", "words", "with", "near", "change", "polarity", "starts", "ends", "symmetric"}
    | {"object", "yes", "no"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class RelationRule:
    """One way of saying a relation; its fields are explained at the head of the data file."""

    id: str
    predicate: str
    form: str
    words: tuple[str, ...]
    after: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    change: frozenset[str] = frozenset()
    polarity: bool = True
    starts: bool = False
    ends: bool = False
    symmetric: bool = False
    object: str = "actor"
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


Index = Mapping[str, tuple[tuple[RelationRule, After], ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class RelationLexicon:
    """All of the data file: rules by form and first word, and the word sets for bonds and offices."""

    rules: tuple[RelationRule, ...]
    forms: Mapping[str, Index]
    held: frozenset[str]
    becoming: frozenset[str]
    offices: frozenset[str]
    ranks: frozenset[str]
    persons_only: frozenset[str]
    former: frozenset[str]
    never: frozenset[str]
    ignored: frozenset[str]


def _rule(row: Mapping[str, Any]) -> RelationRule:
    allowed = {"form": FORMS, "object": (*OBJECTS, "")}
    name = checked(FILE, row, _FIELDS, allowed)
    if not row.get("words") or not row.get("predicate"):
        raise RuleError(f"coding/data/{FILE}: rule {name!r} lacks words or predicate")
    return RelationRule(
        id=name,
        predicate=row["predicate"],
        form=row["form"],
        words=tuple(row["words"]),
        after=frozenset(row.get("with", ())),
        near=frozenset(row.get("near", ())),
        change=frozenset(row.get("change", ())),
        polarity=bool(row.get("polarity", True)),
        starts=bool(row.get("starts")),
        ends=bool(row.get("ends")),
        symmetric=bool(row.get("symmetric")),
        object=row.get("object", "actor"),
        yes=tuple(row.get("yes", ())),
        no=tuple(row.get("no", ())),
    )


@cache
def relation_lexicon() -> RelationLexicon:
    """The data file, read once.

    Raises:
        RuleError: if a rule is malformed.
    """
    table = read(FILE)
    rules = tuple(_rule(row) for row in table["rule"])
    forms = {
        form: index((entry, rule) for rule in rules if rule.form == form for entry in rule.words)
        for form in FORMS
    }
    offices = table["offices"]
    return RelationLexicon(
        rules=rules,
        forms=forms,
        held=frozenset(table["held"]["verbs"]),
        becoming=frozenset(table["held"]["becoming"]),
        offices=frozenset(offices["heads"]),
        ranks=frozenset(offices["ranks"]),
        persons_only=frozenset(offices["persons_only"]),
        former=frozenset(offices["former"]),
        never=frozenset(offices["never"]),
        ignored=frozenset(offices["ignored"]),
    )
