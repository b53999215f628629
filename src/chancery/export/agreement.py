"""Who agrees on what: positions as Discourse Network Analyzer codes them, and the networks that it makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from chancery.records import Actor, Article, Dossier, Office, Passage, Position

MOST_TEXT = 190
"""Characters of a short text in DNA, whose tables refuse 191 and more."""

Normalization = Literal["no", "average"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Coding:
    """A position in DNA's terms: who (a person, an organization or both), on which concept, agreeing or not."""

    position: Position
    article: Article
    holder: Actor
    person: Actor | None
    organization: Actor | None
    concept: str
    agreement: bool
    passage: Passage


def codings(dossier: Dossier) -> Iterator[Coding]:
    """The positions of a dossier that DNA's boolean agreement can hold.

    Leaves out the undecided, and what somebody thought formerly.
    """
    actors = {actor.id: actor for actor in dossier.actors}
    for position in dossier.positions:
        holder = actors.get(position.holder)
        if holder is None or position.stance == "undecided" or position.former:
            continue
        person, organization = _parties(holder, dossier, actors)
        yield Coding(
            position=position,
            article=dossier.article,
            holder=holder,
            person=person,
            organization=organization,
            concept=short(position.issue.label),
            agreement=position.stance == "supports",
            passage=position.evidence[0],
        )


def short(text: str) -> str:
    """The text on one line, cut at a word to what DNA's short texts hold."""
    text = " ".join(text.split())
    if len(text) <= MOST_TEXT:
        return text
    return text[: MOST_TEXT - 1].rsplit(" ", 1)[0] + "…"


def _parties(
    holder: Actor, dossier: Dossier, actors: Mapping[str, Actor]
) -> tuple[Actor | None, Actor | None]:
    """The person and the organization; a person's organization is the one they belong to or hold office in."""
    if holder.kind != "person":
        return None, holder
    bodies = [holder.body]
    bodies += [
        relation.object.body
        for relation in dossier.relations
        if relation.subject == holder.id and relation.polarity and isinstance(relation.object, Office)
    ]
    return holder, next((actors[body] for body in bodies if body is not None and body in actors), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """How often each holder takes each side on each concept: counts by holder id, concept and side."""

    holders: Mapping[str, Actor]
    concepts: tuple[str, ...]
    counts: Mapping[tuple[str, str, bool], int]


def agreement(dossiers: Iterable[Dossier]) -> Agreement:
    """The statements on every concept counted. Concepts are joined by their label, whatever its capitals."""
    holders: dict[str, Actor] = {}
    concepts: dict[str, str] = {}
    counts: Counter[tuple[str, str, bool]] = Counter()
    for dossier in dossiers:
        for coding in codings(dossier):
            holders.setdefault(coding.holder.id, coding.holder)
            concept = concepts.setdefault(coding.concept.casefold(), coding.concept)
            counts[coding.holder.id, concept, coding.agreement] += 1
    return Agreement(holders=holders, concepts=tuple(concepts.values()), counts=counts)


def ties(
    found: Agreement, kind: Literal["congruence", "conflict"], normalization: Normalization = "no"
) -> Iterator[tuple[str, str, float]]:
    """The weighted ties between holders, without those of weight 0.

    As DNA computes one-mode networks with a boolean qualifier: over all concepts, the product of how often the one
    and the other take the same side (congruence) or opposite sides (conflict), every statement counted. `average`
    divides by the mean number of statements that the two have made.
    """
    activity: Counter[str] = Counter()
    for (holder, _, _), count in found.counts.items():
        activity[holder] += count
    for first, second in combinations(found.holders, 2):
        weight = sum(
            found.counts.get((first, concept, side), 0)
            * found.counts.get((second, concept, side if kind == "congruence" else not side), 0)
            for concept in found.concepts
            for side in (False, True)
        )
        if weight:
            scale = 1.0 if normalization == "no" else (activity[first] + activity[second]) / 2
            yield first, second, weight / scale
