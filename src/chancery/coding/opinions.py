"""Directed opinion: whether one of two marked phrases of a sentence is for or against the other.

The language model gives each side and direction a share; a stance that stances.py reads between the two adds to its
own. Where no model has run, stances and deeds alone decide. Both ends are marked beforehand; the cast tells which
pronouns are meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chancery.coding.graph import Graph
from chancery.coding.phrases import Range, extent
from chancery.coding.positions import extent_of_phrase
from chancery.coding.stances import stances
from chancery.coding.taken import Taken
from chancery.language.pairs import Pairs
from chancery.records import Stance

Heads = Mapping[int, tuple[str, ...]]
HEAD = "opinion-head"
STANCES: Mapping[str, Stance] = {"for": "supports", "against": "opposes"}
SURE = 0.28
"""Share from which an opinion counts; what a stance between the marks, and one between the very phrases, adds.

The three were chosen on the validation part of directed opinion, from where its figures are level: halves of it drawn
by lot choose any near these. A deed adds only where it stands between the very phrases.
"""
READ = 0.15
PLAINLY = 0.2
ITSELF = 2.0
"""How plainly a token is a marked phrase when it stands in it."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Who is for or against whom: `forward` when the first marked phrase is the holder."""

    stance: Stance
    forward: bool
    rule: str
    cue: int
    score: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """A stance or deed as it stands between the marked phrases, and how plainly each of its ends is one."""

    taken: Taken
    forward: bool
    held: float
    aimed: float

    def alone(self) -> float:
        """How far it decides by itself: a stance before a deed."""
        return self.held + self.aimed - (0.5 if self.taken.rule.deed else 0)

    def added(self) -> float:
        """What it adds to the model's share."""
        plainly = PLAINLY if self.held == self.aimed == ITSELF else 0.0
        return plainly if self.taken.rule.deed else READ + plainly


def opinion(
    graph: Graph, heads: Heads, first: Range, second: Range, pairs: Pairs | None = None
) -> Opinion | None:
    """The likeliest opinion between two marked token ranges, or None.

    Without the model's scores the plainest: a stance whose holder or target is the marked phrase itself is plainer than
    one in whose phrases the mark only takes part ("Trump's failed legislation").
    """
    seen = list(_between(graph, heads, first, second))
    if pairs is not None:
        return _weighed(seen, pairs, first, second)
    best = max(seen, key=_Seen.alone, default=None)
    return None if best is None else _read(best, best.alone())


def _weighed(seen: Iterable[_Seen], pairs: Pairs, first: Range, second: Range) -> Opinion | None:
    """The opinion whose share and stance weigh most together, where they are sure enough."""
    read: dict[tuple[Stance, bool], _Seen] = {}
    for one in seen:
        key = one.taken.stance, one.forward
        if key not in read or one.added() > read[key].added():
            read[key] = one
    best: Opinion | None = None
    for forward, (holder, target) in ((True, (first, second)), (False, (second, first))):
        shares = pairs.between("opinion", range(*holder), range(*target))
        for label, stance in STANCES.items():
            known = read.get((stance, forward))
            score = shares.get(label, 0.0) + (known.added() if known else 0.0)
            if score >= SURE and (best is None or score > best.score):
                by_model = Opinion(stance, forward, HEAD, holder[0], score)
                best = _read(known, score) if known else by_model
    return best


def _read(one: _Seen, score: float) -> Opinion:
    return Opinion(one.taken.stance, one.forward, one.taken.rule.id, one.taken.cue, score)


def _between(graph: Graph, heads: Heads, first: Range, second: Range) -> Iterator[_Seen]:
    """The stances and deeds whose holder is or has part in one marked phrase, and whose target in the other."""
    for taken in stances(graph, deeds=True):
        if taken.stance == "undecided":
            continue
        holders = taken.holders or (speakers(graph, taken.cue) if taken.spoken else ())
        for a, b, forward in ((first, second, True), (second, first, False)):
            held, aimed = _inside(graph, heads, holders, a), _aimed(graph, heads, taken, b)
            if held and aimed:
                yield _Seen(taken, forward, held, aimed)


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
            return ITSELF
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
