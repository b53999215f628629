"""The rules for answers, read from data/answers.toml: what shows an answer, and which act a noun may mean."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chancery.errors import RuleError
from chancery.records import AnswerKind

FILE = "data/answers.toml"
KINDS: tuple[AnswerKind, ...] = ("rebuts", "echoes", "answers")
_FIELDS = frozenset({"id", "kind", "acts", "verbs", "phrases", "words", "about", "yes", "no"})


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerRule:
    """One entry of data/answers.toml; that file explains the fields."""

    id: str
    kind: AnswerKind
    acts: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    about: bool = False
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


def read_rules(text: str) -> tuple[AnswerRule, ...]:
    """The rules that a TOML text holds."""
    rules = []
    for row in tomllib.loads(text).get("answer", []):
        unknown = row.keys() - _FIELDS
        if unknown or row.get("kind") not in KINDS or not (row.get("yes") and row.get("no")):
            raise RuleError(
                f"{FILE}: rule {row.get('id')!r} has kind {row.get('kind')!r} and "
                f"unknown fields {sorted(unknown)}. "
                f"Kinds: {', '.join(KINDS)}; fields: {', '.join(sorted(_FIELDS))}; yes and no are needed"
            )
        rules.append(
            AnswerRule(
                id=row["id"],
                kind=row["kind"],
                acts=frozenset(row.get("acts", ())),
                verbs=frozenset(row.get("verbs", ())),
                phrases=tuple(row.get("phrases", ())),
                words=frozenset(row.get("words", ())),
                about=bool(row.get("about", False)),
                yes=tuple(row["yes"]),
                no=tuple(row["no"]),
            )
        )
    return tuple(rules)


def read_nouns(text: str) -> Mapping[str, frozenset[str]]:
    """Nouns for something said, each with the acts that it may mean; no acts: any."""
    found: dict[str, frozenset[str]] = {}
    for row in tomllib.loads(text).get("noun", []):
        for word in row["words"]:
            if word in found:
                raise RuleError(f"{FILE}: noun {word!r} stands in two entries; keep one")
            found[word] = frozenset(row["acts"])
    return found


@cache
def _shipped() -> str:
    return (files("chancery.coding") / FILE).read_text(encoding="utf-8")


@cache
def rules() -> tuple[AnswerRule, ...]:
    """The rules that ship with the package."""
    return read_rules(_shipped())


@cache
def nouns() -> Mapping[str, frozenset[str]]:
    """The nouns that ship with the package."""
    return read_nouns(_shipped())
