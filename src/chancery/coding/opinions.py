"""Directed opinion: whether one of two marked phrases of a sentence is for or against the other.

Stances and deeds from stances.py, with both ends marked beforehand; the cast tells which pronouns are meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chancery.coding.graph import Graph
from chancery.coding.phrases import Range, extent
from chancery.coding.positions import extent_of_phrase
from chancery.coding.stances import Taken, stances
from chancery.language.pairs import Pairs
from chancery.records import Stance

Heads = Mapping[int, tuple[str, ...]]
HEAD = "opinion-head"
STANCES: Mapping[str, Stance] = {"for": "supports", "against": "opposes"}
SURE = 0.4
"""Probability from which the model's opinion counts; chosen on the validation part of directed opinion."""
SAYING = frozenset({"ccomp", "parataxis", "advcl", "conj", "dep"})


@dataclass(frozen=True, slots=True)
class Opinion:
    """Who is for or against whom: `forward` when the first marked phrase is the holder."""

    stance: Stance
    forward: bool
    rule: str
    cue: int
    score: float


def opinion(graph: Graph, heads: Heads, first: Range, second: Range) -> Opinion | None:
    """The plainest opinion between two marked token ranges, or None.

    A stance whose holder or target is the marked phrase itself is plainer than one in whose phrases the
    mark only takes part ("Trump's failed legislation").
    """
    best: Opinion | None = None
    for taken in stances(graph, deeds=True):
        if taken.stance == "undecided":
            continue
        holders = taken.holders or (speakers(graph, taken.cue) if taken.rule.evaluation else ())
        for a, b, forward in ((first, second, True), (second, first, False)):
            held, aimed = _inside(graph, heads, holders, a), _aimed(graph, heads, taken, b)
            if held and aimed:
                score = held + aimed - (0.5 if taken.rule.deed else 0)
                if best is None or score > best.score:
                    best = Opinion(taken.stance, forward, taken.rule.id, taken.cue, score)
    return best


def felt(pairs: Pairs, first: Range, second: Range) -> Opinion | None:
    """What the language model sees between two marked token ranges, where it is sure enough of it; or None."""
    best: Opinion | None = None
    for forward, (holder, target) in ((True, (first, second)), (False, (second, first))):
        shares = pairs.between("opinion", range(*holder), range(*target))
        for label, stance in STANCES.items():
            score = shares.get(label, 0.0)
            if score >= SURE and (best is None or score > best.score):
                best = Opinion(stance, forward, HEAD, holder[0], score)
    return best


def speakers(graph: Graph, i: int) -> tuple[int, ...]:
    """Who says the clause that holds i: the subjects of the verb that it is the complement of."""
    for _ in range(8):
        governor = graph.head[i]
        for kid in graph.kids[i]:
            if graph.rel[kid] == "parataxis" and graph.pos[kid] == "VERB":
                subject = graph.arguments(kid).surface
                if subject:
                    return subject
        if governor == i:
            return ()
        if graph.rel[i] == "ccomp" and graph.pos[governor] == "VERB":
            return graph.arguments(governor).surface
        i = governor
    return ()


def _inside(graph: Graph, heads: Heads, tokens: Iterable[int], mark: Range) -> float:
    """How plainly one of the tokens is the marked phrase: 2 itself, less as a part of it."""
    ids = {actor for i in range(*mark) for actor in heads.get(i, ())}
    best = 0.0
    for token in tokens:
        if mark[0] <= token < mark[1]:
            return 2.0
        if ids and ids & set(heads.get(token, ())):
            best = max(best, 1.8)
            continue
        low, high = extent_of_phrase(graph, token)
        if low <= mark[0] and mark[1] <= high:
            inner = _top(graph, mark)
            direct = graph.head[inner] == token and graph.dep[inner] in (
                "nmod:poss",
                "compound",
                "flat",
                "amod",
            )
            best = max(best, 1.5 if direct or graph.rel[inner] == "appos" else 1.0)
        elif any(mark[0] <= kid < mark[1] for kid in graph.kids[token] if graph.rel[kid] == "appos"):
            best = max(best, 1.6)
    return best


def _top(graph: Graph, mark: Range) -> int:
    """The head of the marked words."""
    for i in range(*mark):
        if not mark[0] <= graph.head[i] < mark[1] or graph.head[i] == i:
            return i
    return mark[0]


def _aimed(graph: Graph, heads: Heads, taken: Taken, mark: Range) -> float:
    if not taken.clause:
        return _inside(graph, heads, taken.targets, mark)
    for token in taken.targets:
        low, high = extent(graph, token)
        if low <= mark[0] and mark[1] <= high:
            return 1.0
    return 0.0
