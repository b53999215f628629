"""Relations between the entities of a text, typed as dstl's re3d does: who is where, whose, against whom.

Where relations.py links actors for the record, this links any two entity spans that the language model marked
(weapons, places and quantities too). Pure syntax over a Graph, with the words of data/entity_links.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chancery.coding.graph import Graph
from chancery.coding.relation_rules import relation_lexicon
from chancery.coding.stances import stances

AGENTS = frozenset({"Person", "Organisation"})
THINGS = frozenset({"Weapon", "Vehicle", "MilitaryPlatform"})
SYMMETRIC = frozenset({"CoLocated", "Apart", "IsSynonymOf", "FightingAgainst", "AlliesOf", "CommWith"})


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
class _Words:
    verbs: Mapping[str, tuple[tuple[str, str], ...]]
    nouns: Mapping[str, tuple[str, ...]]
    members: frozenset[str]
    meets: frozenset[str]
    located: frozenset[str]
    apart: frozenset[str]
    opposed: frozenset[str]
    allied: frozenset[str]


@cache
def _words() -> _Words:
    table = tomllib.loads(
        (files("chancery.coding") / "data" / "entity_links.toml").read_text(encoding="utf-8")
    )
    verbs: dict[str, list[tuple[str, str]]] = {}
    plain = {"members", "meets"}
    for kind, entries in table["verbs"].items():
        for entry in entries if kind not in plain else ():
            lemma, _, preposition = entry.partition(" ")
            verbs.setdefault(lemma, []).append((kind, preposition))
    nouns: dict[str, list[str]] = {}
    for kind, entries in table["nouns"].items():
        for lemma in entries:
            nouns.setdefault(lemma, []).append(kind)
    prepositions = {name: frozenset(words) for name, words in table["prepositions"].items()}
    return _Words(
        verbs={lemma: tuple(found) for lemma, found in verbs.items()},
        nouns={lemma: tuple(found) for lemma, found in nouns.items()},
        members=frozenset(table["verbs"]["members"]),
        meets=frozenset(table["verbs"]["meets"]),
        located=prepositions["located"],
        apart=prepositions["apart"],
        opposed=prepositions["opposed"],
        allied=prepositions["allied"],
    )


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
    linker = _Linker(graph, found)
    made: dict[tuple[str, Entity, Entity], EntityLink] = {}
    for link in linker.links():
        pair = (link.source, link.target)
        if link.source == link.target:
            continue
        if link.type in SYMMETRIC and pair[1].start < pair[0].start:
            pair = (pair[1], pair[0])
        made.setdefault((link.type, *pair), EntityLink(link.type, *pair))
    return sorted(made.values(), key=lambda link: (link.source.start, link.target.start, link.type))


class _Linker:
    """One text's entities being linked."""

    def __init__(self, graph: Graph, found: Sequence[Entity]) -> None:
        self.graph = graph
        self.found = found
        self.words = _words()
        self.of: dict[int, Entity] = {}
        for entity in found:
            for i in range(entity.start, entity.end):
                self.of.setdefault(i, entity)

    def links(self) -> Iterator[EntityLink]:
        for entity in self.found:
            if entity.type == "Location":
                yield from self._located(entity)
            elif entity.type in ("Quantity", "Nationality"):
                yield from self._attributes(entity)
            yield from self._same(entity)
            if entity.type in AGENTS | {"Nationality"}:
                yield from self._owned(entity)
        for i, pos in enumerate(self.graph.pos):
            if pos == "VERB":
                yield from self._verb(i)
            elif pos in ("NOUN", "PROPN") and self.graph.lemma[i] in self.words.nouns:
                yield from self._noun(i)
        yield from self._opinions()

    def _at(self, tokens: Sequence[int]) -> list[Entity]:
        """The entities that phrases denote: the one their head is in."""
        found: dict[Entity, None] = {}
        for token in tokens:
            entity = self.of.get(token)
            if entity is not None:
                found[entity] = None
        return list(found)

    def _located(self, place: Entity) -> Iterator[EntityLink]:
        graph = self.graph
        head = place.head
        while graph.rel[head] == "conj":
            head = graph.head[head]
        governor = graph.head[head]
        outer = self.of.get(governor)
        if governor == head:
            return
        case = graph.case(head) or graph.case(place.head)
        if not case:
            near = graph.rel[head] in ("appos", "nmod", "compound", "flat")
            if near and outer is not None and outer.type == "Location" and outer != place:
                yield EntityLink("CoLocated", place, outer)
            return
        if case in self.words.apart:
            for entity in self._around(governor):
                yield EntityLink("Apart", entity, place)
        elif case in self.words.located or (case == "of" and outer is not None and outer.type == "Location"):
            for entity in self._around(governor):
                if entity.type in AGENTS or entity.type in THINGS or entity.type == "Location":
                    yield EntityLink("CoLocated", entity, place)

    def _around(self, governor: int) -> list[Entity]:
        """The entities that a phrase of place under governor locates."""
        graph = self.graph
        outer = self.of.get(governor)
        if outer is not None and graph.pos[governor] != "VERB":
            return [outer]
        if graph.pos[governor] in ("NOUN", "PROPN", "ADJ"):
            owned = self._owners(governor)
            if owned:
                return owned
            verb = graph.head[governor]
            return self._participants(verb) if graph.pos[verb] == "VERB" else []
        return self._participants(governor)

    def _participants(self, verb: int) -> list[Entity]:
        """The subject and objects of a verb and of the verbs coordinated with it."""
        graph = self.graph
        found: dict[Entity, None] = {}
        verbs = [
            verb,
            *(kid for kid in graph.kids[verb] if graph.rel[kid] == "conj" and graph.pos[kid] == "VERB"),
        ]
        for one in verbs:
            arguments = graph.arguments(one)
            found.update(dict.fromkeys(self._at((*arguments.subject, *arguments.object))))
        return list(found)

    def _owners(self, noun: int) -> list[Entity]:
        """Whose a noun is: by possessive, a name before it, or "of" and "by"."""
        graph = self.graph
        found: dict[Entity, None] = {}
        for kid in graph.kids[noun]:
            before = kid < noun and graph.rel[kid] in ("nmod", "compound", "amod")
            after = kid > noun and graph.rel[kid] == "nmod" and graph.case(kid) in ("by", "of")
            if before or after:
                for entity in self._at(graph.conjoined(kid)):
                    if entity.type in AGENTS:
                        found[entity] = None
        return list(found)

    def _attributes(self, entity: Entity) -> Iterator[EntityLink]:
        graph = self.graph
        owner = self.of.get(graph.head[entity.head])
        if (
            owner is not None
            and owner != entity
            and graph.rel[entity.head] in ("nummod", "det", "amod", "compound", "nmod")
        ):
            yield EntityLink("HasAttrOf", owner, entity)
            return
        for kid in graph.kids[entity.head]:
            inner = self.of.get(kid)
            if inner is not None and inner != entity and graph.rel[kid] == "nmod" and graph.case(kid) == "of":
                yield EntityLink("HasAttrOf", inner, entity)

    def _same(self, entity: Entity) -> Iterator[EntityLink]:
        """Appositions, names in brackets, titles beside names: the same thing said twice."""
        graph = self.graph
        other = self._beside(entity)
        if other is not None:
            yield EntityLink("IsSynonymOf", entity, other)
            return
        for kid in graph.kids[entity.head]:
            other = self.of.get(kid)
            if other is None or other == entity or other.type != entity.type or other.type == "Quantity":
                continue
            if graph.rel[kid] == "appos" and kid == other.head:
                yield EntityLink("IsSynonymOf", entity, other)

    def _beside(self, entity: Entity) -> Entity | None:
        """What stands right after in brackets, after "also known as", or as a name after a title and a comma."""
        doc = self.graph.doc
        k = entity.end
        between = []
        while k < len(doc) and k < entity.end + 6 and k not in self.of:
            between.append(doc[k].text.lower())
            k += 1
        other = self.of.get(k)
        if other is None or other.type != entity.type or not between or other.start != k:
            return None
        words = " ".join(word for word in between if word not in (",", "the"))
        closed = other.end < len(doc) and doc[other.end].text == ")"
        if words in ("(", "( arabic :") and closed and entity.type != "Location":
            return other
        if words in ("also known as", "( also known as", "known as", "( or", "formerly", "officially"):
            return other
        if entity.type != "Person" or "," not in between or words:
            return None
        titles = relation_lexicon().offices
        titled = [any(self.graph.lemma[i] in titles for i in range(x.start, x.end)) for x in (entity, other)]
        return other if titled[0] != titled[1] else None

    def _owned(self, entity: Entity) -> Iterator[EntityLink]:
        """What a possessive or a name before a noun says to be someone's."""
        graph = self.graph
        governor = graph.head[entity.head]
        owned = self.of.get(governor)
        if owned is None or owned == entity or governor < entity.head:
            return
        if graph.dep[entity.head] == "nmod:poss" or graph.rel[entity.head] in ("compound", "amod", "nmod"):
            if owned.type in THINGS or owned.type == "Location":
                if entity.type == "Nationality" or entity.end > owned.start:
                    return
                yield EntityLink("InChargeOf", entity, owned)
            elif owned.type in AGENTS and entity.type in AGENTS and entity.end <= owned.start:
                yield EntityLink("BelongsTo", owned, entity)

    def _verb(self, i: int) -> Iterator[EntityLink]:
        graph, lemma = self.graph, self.graph.lemma[i]
        if (
            lemma not in self.words.verbs
            and lemma not in self.words.members
            and lemma not in self.words.meets
        ):
            return
        arguments = graph.arguments(i)
        subjects, objects = self._at(arguments.subject), self._at(arguments.object)
        if lemma in self.words.members:
            for member in objects:
                for body in self._at(arguments.surface):
                    if self._fits("BelongsTo", member, body):
                        yield EntityLink("BelongsTo", member, body)
        if lemma in self.words.meets and len(subjects) > 1:
            yield from (EntityLink("CommWith", subjects[0], other) for other in subjects[1:])
        for kind, preposition in self.words.verbs.get(lemma, ()):
            targets = objects
            if preposition:
                phrases = [t for case, t in arguments.obliques if case == preposition.rpartition(" ")[2]]
                targets = self._at([k for t in phrases for k in graph.conjoined(t)])
            for source in subjects:
                for target in targets:
                    if self._fits(kind, source, target):
                        yield EntityLink(kind, source, target)

    def _fits(self, kind: str, source: Entity, target: Entity) -> bool:
        if kind in ("CommWith", "AlliesOf"):
            return source.type in AGENTS and target.type in AGENTS
        if kind == "BelongsTo":
            return target.type == "Organisation" and source.type != "Location"
        if kind == "InChargeOf":
            return source.type in AGENTS and target.type in AGENTS | THINGS | {"Location"}
        return source.type in AGENTS | THINGS and target.type in AGENTS | THINGS | {"Location"}

    def _noun(self, i: int) -> Iterator[EntityLink]:
        graph = self.graph
        for kind in self.words.nouns[graph.lemma[i]]:
            if kind in ("InChargeOf", "BelongsTo"):
                yield from self._role(i, kind)
                continue
            cases = {"FightingAgainst": self.words.opposed, "AlliesOf": self.words.allied}.get(
                kind, frozenset({"with", "between"})
            )
            targets = [
                member
                for kid in graph.kids[i]
                if graph.rel[kid] == "nmod" and graph.case(kid) in cases
                for member in graph.conjoined(kid)
            ]
            sources = self._owners(i)
            inner = self.of.get(i)
            if inner is not None and inner.type in THINGS:
                sources = [inner]
            verb = graph.head[i]
            if graph.pos[verb] == "VERB" and graph.rel[i] in ("obj", "obl") and not sources:
                sources = self._at(graph.arguments(verb).subject)
                if not targets:
                    targets = [t for case, t in graph.arguments(verb).obliques if case in cases - {"on"}]
            for source in sources:
                for target in self._at(targets):
                    if self._fits(kind, source, target):
                        yield EntityLink(kind, source, target)

    def _role(self, i: int, kind: str) -> Iterator[EntityLink]:
        """ "commander of the unit", "a member of the coalition": by apposition or copula."""
        graph = self.graph
        bodies = [
            member
            for kid in graph.kids[i]
            if graph.rel[kid] == "nmod" and graph.case(kid) in ("of", "in", "from", "for")
            for member in graph.conjoined(kid)
        ]
        bearers = self._at((i,))
        if graph.rel[i] == "appos":
            bearers = self._at((graph.head[i],)) or bearers
        elif any(graph.rel[kid] == "cop" for kid in graph.kids[i]):
            bearers = self._at(graph.arguments(i).surface) or bearers
        elif graph.case(i) == "as":
            bearers = self._at(graph.arguments(graph.head[i]).surface)
        for bearer in bearers:
            for body in self._at(bodies):
                if body.type in AGENTS or (kind == "InChargeOf" and body.type == "Location"):
                    yield EntityLink(kind, bearer, body)

    def _opinions(self) -> Iterator[EntityLink]:
        for taken in stances(self.graph):
            if taken.stance == "undecided":
                continue
            kind = "Likes" if taken.stance == "supports" else "Dislikes"
            for source in self._at(taken.holders):
                for target in self._at(taken.targets):
                    if source.type in AGENTS and target.type in AGENTS:
                        yield EntityLink(kind, source, target)
