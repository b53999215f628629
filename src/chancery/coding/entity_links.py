"""Relations between the entities of a text, typed as dstl's re3d does: who is where, whose, against whom.

Where relations.py links actors for the record, this links any two entity spans that the language model marked
(weapons, places and quantities too). Pure syntax over a Graph, with the words of data/entity_links.toml.
"""

from __future__ import annotations

from collections.abc import Sequence

from chancery.coding.entity_deeds import deeds
from chancery.coding.entity_names import names
from chancery.coding.entity_phrases import Entity, EntityLink, Phrases
from chancery.coding.entity_places import places
from chancery.coding.graph import Graph

SYMMETRIC = frozenset({"CoLocated", "Apart", "IsSynonymOf", "FightingAgainst", "AlliesOf", "CommWith"})

__all__ = ["SYMMETRIC", "Entity", "EntityLink", "entities", "entity_links"]


def entities(graph: Graph, spans: Sequence[tuple[int, int, str]]) -> list[Entity]:
    """Entities from token spans, each with its head: the first token whose governor stands outside."""
    found = []
    for start, end, kind in spans:
        head = next(
            (i for i in range(start, end) if not start <= graph.head[i] < end or graph.head[i] == i), end - 1
        )
        found.append(Entity(start, end, kind, head))
    return found


def entity_links(graph: Graph, found: Sequence[Entity]) -> list[EntityLink]:
    """The relations of a text between the given entities, each once, in the order of their sources."""
    phrases = Phrases(graph, found)
    made: dict[tuple[str, Entity, Entity], EntityLink] = {}
    for link in (*places(phrases), *names(phrases), *deeds(phrases)):
        pair = (link.source, link.target)
        if link.source == link.target:
            continue
        if link.type in SYMMETRIC and pair[1].start < pair[0].start:
            pair = (pair[1], pair[0])
        made.setdefault((link.type, *pair), EntityLink(link.type, *pair))
    fought = {
        frozenset((link.source, link.target)) for link in made.values() if link.type == "FightingAgainst"
    }
    plainest = (
        link
        for link in made.values()
        # Who fights somebody is not said to dislike them as well.
        if link.type != "Dislikes" or frozenset((link.source, link.target)) not in fought
    )
    return sorted(plainest, key=lambda link: (link.source.start, link.target.start, link.type))
