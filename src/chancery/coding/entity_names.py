"""Entities that are the same or measure one another: names in brackets, appositions, titles, numbers."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.coding.entity_phrases import AGENTS, THINGS, Entity, EntityLink, Phrases
from chancery.coding.relation_rules import relation_lexicon

KNOWN_AS = frozenset({"also known as", "( also known as", "known as", "( or", "formerly", "officially"})


def names(phrases: Phrases) -> Iterator[EntityLink]:
    """Which entities of a text are the same, whose they are, and what their numbers and nationalities are."""
    for entity in phrases.found:
        if entity.type in ("Quantity", "Nationality"):
            yield from _attributes(phrases, entity)
        yield from _same(phrases, entity)
        if entity.type in AGENTS | {"Nationality"}:
            yield from _owned(phrases, entity)


def _attributes(phrases: Phrases, entity: Entity) -> Iterator[EntityLink]:
    graph = phrases.graph
    owner = phrases.of.get(graph.head[entity.head])
    if owner is not None and owner != entity:
        beside = graph.rel[entity.head] in ("nummod", "det", "amod", "compound", "nmod")
        within = entity.start >= owner.start and entity.end <= owner.end
        measured = owner.type != "Quantity" and not (within and entity.type == "Nationality")
        if beside and measured:
            yield EntityLink("HasAttrOf", owner, entity)
            return
    for kid in graph.kids[entity.head]:
        inner = phrases.of.get(kid)
        if inner is not None and inner != entity and graph.rel[kid] == "nmod" and graph.case(kid) == "of":
            yield EntityLink("HasAttrOf", inner, entity)


def _same(phrases: Phrases, entity: Entity) -> Iterator[EntityLink]:
    """Appositions, names in brackets, titles beside names, copulas: the same thing said twice."""
    graph = phrases.graph
    other = _beside(phrases, entity)
    if other is not None:
        yield EntityLink("IsSynonymOf", entity, other)
        return
    for kid in graph.kids[entity.head]:
        other = phrases.of.get(kid)
        if other is None or other == entity or other.type != entity.type or other.type == "Quantity":
            continue
        if graph.rel[kid] == "appos" and kid == other.head and not _joint(phrases, kid):
            yield EntityLink("IsSynonymOf", entity, other)
    if entity.type in AGENTS and any(graph.rel[kid] == "cop" for kid in graph.kids[entity.head]):
        subject = phrases.at(graph.arguments(entity.head).surface[:1])
        if len(subject) == 1 and subject[0].type == entity.type:
            yield EntityLink("IsSynonymOf", subject[0], entity)


def _joint(phrases: Phrases, token: int) -> bool:
    """Whether an apposition is rather the next member of a list, or an example ("notably Norway")."""
    graph = phrases.graph
    return any(graph.rel[kid] in ("cc", "advmod", "case") for kid in graph.kids[token])


def _beside(phrases: Phrases, entity: Entity) -> Entity | None:
    """What stands right after in brackets, after "also known as", or as a name after a title and a comma."""
    graph, doc = phrases.graph, phrases.graph.doc
    k = entity.end
    between = []
    while k < len(doc) and k < entity.end + 6 and k not in phrases.of:
        between.append(doc[k].text.lower())
        k += 1
    other = phrases.of.get(k)
    if other is None or other.type != entity.type or not between or other.start != k:
        return None
    words = " ".join(word for word in between if word not in (",", "the"))
    closed = other.end < len(doc) and doc[other.end].text == ")"
    if words in ("(", "( arabic :") and closed and entity.type != "Location":
        return other
    if words in KNOWN_AS:
        return other
    if entity.type != "Person" or "," not in between or words:
        return None
    titles = relation_lexicon().offices
    titled = [any(graph.lemma[i] in titles for i in range(x.start, x.end)) for x in (entity, other)]
    pronoun = any(graph.pos[x.head] == "PRON" for x in (entity, other))
    return other if titled[0] != titled[1] and not pronoun else None


def _owned(phrases: Phrases, entity: Entity) -> Iterator[EntityLink]:
    """What a possessive or a name before a noun says to be someone's."""
    graph = phrases.graph
    governor = graph.head[entity.head]
    owned = phrases.of.get(governor)
    if owned is None or owned == entity or governor < entity.head:
        return
    if graph.dep[entity.head] == "nmod:poss" or graph.rel[entity.head] in ("compound", "amod", "nmod"):
        if owned.type in THINGS or owned.type == "Location":
            if entity.type == "Nationality" or entity.end > owned.start:
                return
            yield EntityLink("InChargeOf", entity, owned)
        elif owned.type in AGENTS and entity.type == "Organisation" and entity.end <= owned.start:
            yield EntityLink("BelongsTo", owned, entity)
