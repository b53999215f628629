"""Which of the acts of a sentence is the one between two given actors, as event sets mark them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chancery.coding.acts import Act
from chancery.coding.graph import Graph

Span = tuple[int, int]
"""Half-open characters of the text."""


def spans_of(text: str, names: Sequence[str]) -> list[Span]:
    """Where the first occurrence of each name stands in text; names that it has not are left out."""
    found = []
    for name in names:
        at = text.find(name.strip()) if name.strip() else -1
        if at >= 0:
            found.append((at, at + len(name.strip())))
    return found


def between(
    graph: Graph,
    found: Sequence[Act],
    sources: Sequence[Span],
    targets: Sequence[Span],
    counts: Callable[[Act], bool],
) -> Act | None:
    """The act that fits best as done by sources to targets, of those that count; None where there is none."""
    eligible = [act for act in found if counts(act)]
    return max(eligible, key=lambda act: (_fit(graph, act, sources, targets), -act.trigger), default=None)


def _fit(graph: Graph, act: Act, sources: Sequence[Span], targets: Sequence[Span]) -> float:
    actors = act.actors
    if act.speaker and actors and all(graph.pos[token] == "PRON" for token in actors):
        actors = (*actors, *act.speaker)
    score = 2.0 * match(graph, actors, sources) + 2.0 * match(graph, act.recipients, targets)
    score += 0.8 * match(graph, actors, targets) + 0.8 * match(graph, act.recipients, sources)
    score += 0.3 * match(graph, act.speaker, sources)
    if act.strong:
        score += 0.4
    if sources and targets:
        offset = graph.doc[act.trigger].idx
        low = min(sources[0][0], targets[0][0])
        high = max(sources[0][1], targets[0][1])
        score += 0.5 if low <= offset <= high else 0.0
    if act.mood.denied or act.mood.negated:
        score -= 0.7
    if act.mood.purpose:
        score -= 0.5
    return score - 0.05 * depth(graph, act.top)


def match(graph: Graph, tokens: Sequence[int], wanted: Sequence[Span]) -> float:
    """How surely one of the phrases headed by tokens is one of the wanted: 1 by its head, 0.6 by what it holds."""
    best = 0.0
    for token in tokens:
        offset = graph.doc[token].idx
        if any(start <= offset < end for start, end in wanted):
            return 1.0
        left, right = graph.doc[token].left_edge.idx, graph.doc[token].right_edge
        end_of = right.idx + len(right)
        if any(left <= start and end <= end_of for start, end in wanted):
            best = 0.6
    return best


def depth(graph: Graph, token: int) -> int:
    """How far a word is from the root of its sentence."""
    steps = 0
    while graph.head[token] != token and steps < 20:
        token, steps = graph.head[token], steps + 1
    return steps
