"""A stance as words take it, and what the rules that find one look at."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from chancery.coding.graph import Graph
from chancery.coding.phrases import Range
from chancery.coding.stance_rules import FILE, Lexicon, StanceRule
from chancery.coding.trace import Trace
from chancery.records import Stance

OPPOSITE: dict[Stance, Stance] = {"supports": "opposes", "opposes": "supports", "undecided": "undecided"}
"""The stance towards a thing of who takes that stance towards its end."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One text as stances are looked for in it; `actors` are the tokens that denote somebody."""

    graph: Graph
    lexis: Lexicon
    actors: Container[int] = frozenset()
    deeds: bool = False
    trace: Trace | None = None

    def left(self, taken: Taken, why: str) -> None:
        """Note why a stance that words take is none after all."""
        if self.trace is not None:
            self.trace.miss("position", f"{FILE}#{taken.rule.id}", taken.cue, why, fitted=True)


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance taken in the text.

    `holders` and `targets` are the heads of noun phrases, conjuncts included. Where it is `spoken`, whoever says
    it holds it and holders are empty. `clause` is set where the target is a clause, headed by that verb. No
    target means that the text leaves it to its context ("despite the resistance of the Church"). `former` is a
    stance that somebody had once. `head` is the word of the clause that settles whether it is taken.
    """

    rule: StanceRule
    stance: Stance
    cue: int
    holders: tuple[int, ...]
    targets: tuple[int, ...]
    clause: bool = False
    reason: Range | None = None
    spoken: bool = False
    former: bool = False
    head: int = -1
