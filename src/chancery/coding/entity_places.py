"""Where entities are: phrases of place, and what a name with a place in it says."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.coding.entity_phrases import AGENTS, THINGS, Entity, EntityLink, Phrases, words


def places(phrases: Phrases) -> Iterator[EntityLink]:
    """Who and what is at, or away from, the places of a text."""
    for entity in phrases.found:
        if entity.type == "Location":
            yield from _located(phrases, entity)


def _located(phrases: Phrases, place: Entity) -> Iterator[EntityLink]:
    graph, sets = phrases.graph, words().sets
    head = place.head
    while graph.rel[head] == "conj":
        head = graph.head[head]
    governor = graph.head[head]
    outer = phrases.of.get(governor)
    if governor == head:
        return
    case = graph.case(head) or graph.case(place.head)
    if not case:
        near = graph.rel[head] in ("appos", "nmod", "compound", "flat")
        if near and outer is not None and outer.type == "Location" and outer != place:
            yield EntityLink("CoLocated", place, outer)
        return
    if case in sets["apart"]:
        for entity in _around(phrases, governor, case):
            yield EntityLink("Apart", entity, place)
    elif case in sets["located"] or (case == "of" and outer is not None and outer.type == "Location"):
        for entity in _around(phrases, governor, case):
            if entity.type in AGENTS or entity.type in THINGS or entity.type == "Location":
                yield EntityLink("CoLocated", entity, place)


def _around(phrases: Phrases, governor: int, case: str) -> list[Entity]:
    """The entities that a phrase of place under governor locates.

    Under a noun that is none, its owners ("the talks of Norway in Oslo"), but not with prepositions that rather
    say what it is about ("a meeting on Syria").
    """
    graph = phrases.graph
    outer = phrases.of.get(governor)
    if outer is not None and graph.pos[governor] != "VERB":
        return [outer]
    if graph.pos[governor] in ("NOUN", "PROPN", "ADJ"):
        return phrases.owners(governor) if case not in words().sets["topical"] else []
    return phrases.participants(governor)
