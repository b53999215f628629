"""Entities of a text as the rules that link them see them: what a phrase denotes, whose a noun is, who takes part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from chancery.coding.graph import Graph
from chancery.coding.rule_files import read

AGENTS = frozenset({"Person", "Organisation"})
THINGS = frozenset({"Weapon", "Vehicle", "MilitaryPlatform"})


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity: half-open token indices, its type, and the token that heads it."""

    start: int
    end: int
    type: str
    head: int


@dataclass(frozen=True, slots=True)
class EntityLink:
    """One relation between two entities, in the order that its type asks for."""

    type: str
    source: Entity
    target: Entity


@dataclass(frozen=True, slots=True)
class Words:
    """The words of data/entity_links.toml."""

    verbs: Mapping[str, tuple[tuple[str, str], ...]]
    nouns: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, str]
    deeds: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]


@cache
def words() -> Words:
    """The data file, read once."""
    table = read("entity_links.toml")
    verbs: dict[str, list[tuple[str, str]]] = {}
    for kind, entries in table["verbs"].items():
        for entry in entries:
            lemma, _, preposition = entry.partition(" ")
            verbs.setdefault(lemma, []).append((kind, preposition))
    nouns: dict[str, list[str]] = {}
    for kind, entries in table["nouns"].items():
        for lemma in entries:
            nouns.setdefault(lemma, []).append(kind)
    return Words(
        verbs={lemma: tuple(found) for lemma, found in verbs.items()},
        nouns={lemma: tuple(found) for lemma, found in nouns.items()},
        roles={lemma: kind for kind, entries in table["roles"].items() for lemma in entries},
        deeds={lemma: kind for kind, entries in table["deeds"].items() for lemma in entries},
        sets={name: frozenset(entries) for name, entries in table["sets"].items()},
    )


class Phrases:
    """One text's entities, found by the words of its phrases."""

    def __init__(self, graph: Graph, found: Sequence[Entity]) -> None:
        self.graph = graph
        self.found = found
        self.of: dict[int, Entity] = {}
        for entity in found:
            for i in range(entity.start, entity.end):
                self.of.setdefault(i, entity)

    def at(self, tokens: Sequence[int]) -> list[Entity]:
        """The entities that phrases denote: the one their head is in."""
        found: dict[Entity, None] = {}
        for token in tokens:
            entity = self.of.get(token)
            if entity is not None:
                found[entity] = None
        return list(found)

    def behind(self, i: int, *prepositions: str) -> list[Entity]:
        """The entities that hang on one of the prepositions under i, conjuncts included."""
        graph = self.graph
        tokens = [
            member
            for kid in graph.kids[i]
            if graph.rel[kid] in ("nmod", "obl") and graph.case(kid) in prepositions
            for member in graph.conjoined(kid)
        ]
        return self.at(tokens)

    def participants(self, verb: int) -> list[Entity]:
        """The subject and objects of a verb and of the verbs coordinated with it."""
        graph = self.graph
        found: dict[Entity, None] = {}
        verbs = [
            verb,
            *(kid for kid in graph.kids[verb] if graph.rel[kid] == "conj" and graph.pos[kid] == "VERB"),
        ]
        for one in verbs:
            arguments = graph.arguments(one)
            found.update(dict.fromkeys(self.at((*arguments.subject, *arguments.object))))
        return list(found)

    def owners(self, noun: int, *prepositions: str) -> list[Entity]:
        """Whose a noun is: by possessive, a name before it, or "by" and "of" (or the given prepositions)."""
        graph = self.graph
        found: dict[Entity, None] = {}
        for kid in graph.kids[noun]:
            before = kid < noun and graph.rel[kid] in ("nmod", "compound", "amod")
            after = (
                kid > noun and graph.rel[kid] == "nmod" and graph.case(kid) in (prepositions or ("by", "of"))
            )
            if before or after:
                for entity in self.at(graph.conjoined(kid)):
                    if entity.type in AGENTS:
                        found[entity] = None
        return list(found)
