"""What entities do to one another: verbs, nouns of deeds, roles and opinions."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.coding.entity_phrases import AGENTS, THINGS, Entity, EntityLink, Phrases, words
from chancery.coding.opinions import speakers
from chancery.coding.stances import stances


def deeds(phrases: Phrases) -> Iterator[EntityLink]:
    """Who fights, helps, meets, commands and belongs to whom."""
    graph = phrases.graph
    listed = words()
    for i, pos in enumerate(graph.pos):
        lemma = graph.lemma[i]
        if pos == "VERB":
            yield from _verb(phrases, i)
        elif pos in ("NOUN", "PROPN"):
            for kind in listed.nouns.get(lemma, ()):
                yield from _noun(phrases, i, kind)
            if lemma in listed.roles:
                yield from _role(phrases, i, listed.roles[lemma])
            if lemma in listed.deeds:
                yield from _deed(phrases, i, listed.deeds[lemma])
    yield from _sources(phrases)
    yield from _opinions(phrases)


def _verb(phrases: Phrases, i: int) -> Iterator[EntityLink]:
    graph, listed = phrases.graph, words()
    lemma, arguments = graph.lemma[i], graph.arguments(i)
    subjects, objects = phrases.at(arguments.subject), phrases.at(arguments.object)
    if lemma in listed.sets["members"]:
        for member in objects:
            for body in phrases.at(arguments.surface):
                if _fits("BelongsTo", member, body):
                    yield EntityLink("BelongsTo", member, body)
    if lemma in listed.sets["meets"] and len(subjects) > 1:
        yield from (EntityLink("CommWith", subjects[0], other) for other in subjects[1:])
    if lemma in listed.sets["uses"]:
        # What somebody uses belongs to them.
        for source in subjects:
            yield from (EntityLink("BelongsTo", thing, source) for thing in objects if thing.type in THINGS)
    kinds = list(listed.verbs.get(lemma, ()))
    if lemma not in listed.sets["peaceful"]:
        kinds.append(("FightingAgainst", "against"))
    for kind, preposition in kinds:
        targets = objects
        if preposition:
            named = [t for case, t in arguments.obliques if case == preposition.rpartition(" ")[2]]
            targets = phrases.at([k for t in named for k in graph.conjoined(t)])
        for source in subjects:
            for target in targets:
                if _fits(kind, source, target):
                    yield EntityLink(kind, source, target)


def _fits(kind: str, source: Entity, target: Entity) -> bool:
    """Whether entities of these types can stand so to each other."""
    if kind == "CommWith":
        return source.type in AGENTS and target.type in AGENTS
    if kind == "AlliesOf":
        return source.type == "Organisation" and target.type == "Organisation"
    if kind == "BelongsTo":
        return target.type == "Organisation" and source.type != "Location"
    if kind == "InChargeOf":
        return source.type in AGENTS and target.type in AGENTS | THINGS | {"Location"}
    return source.type in AGENTS | THINGS and target.type in AGENTS | THINGS | {"Location"}


def _noun(phrases: Phrases, i: int, kind: str) -> Iterator[EntityLink]:
    """ "Strikes of the army against rebels", "a meeting of Ann with Bob", "support for the rebels"."""
    graph, sets = phrases.graph, words().sets
    cases = {"FightingAgainst": sets["opposed"], "AlliesOf": sets["allied"]}.get(
        kind, frozenset({"with", "between"})
    )
    targets = phrases.behind(i, *cases)
    sources = phrases.owners(i)
    inner = phrases.of.get(i)
    if inner is not None and inner.type in THINGS:
        sources = [inner]
    verb = graph.head[i]
    if graph.pos[verb] == "VERB" and graph.rel[i] in ("obj", "obl") and not sources:
        sources = phrases.at(graph.arguments(verb).subject)
        if not targets:
            obliques = [t for case, t in graph.arguments(verb).obliques if case in cases - {"on"}]
            targets = phrases.at(obliques)
    for source in sources:
        for target in targets:
            if _fits(kind, source, target):
                yield EntityLink(kind, source, target)


def _role(phrases: Phrases, i: int, kind: str) -> Iterator[EntityLink]:
    """ "Commander of the unit", "a member of the coalition": the noun itself, else by apposition or copula."""
    graph = phrases.graph
    own = phrases.of.get(i)
    bodies = phrases.behind(i, "of", "in", "from", "for", "with")
    if not bodies:
        bodies = phrases.owners(i, "")
    bearers = [own] if own is not None else []
    if not bearers and graph.rel[i] == "appos":
        bearers = phrases.at((graph.head[i],))
    elif not bearers and any(graph.rel[kid] == "cop" for kid in graph.kids[i]):
        bearers = phrases.at(graph.arguments(i).surface)
    elif not bearers and graph.case(i) == "as":
        bearers = phrases.at(graph.arguments(graph.head[i]).surface)
    for bearer in bearers:
        for body in bodies:
            inside = bearer.start <= body.start and body.end <= bearer.end
            if not inside and (body.type in AGENTS or (kind == "InChargeOf" and body.type == "Location")):
                yield EntityLink(kind, bearer, body)


def _deed(phrases: Phrases, i: int, kind: str) -> Iterator[EntityLink]:
    """ "The army's capture of the town", "has control of the town", "the use of gas by the army"."""
    graph = phrases.graph
    objects = phrases.behind(i, "of", "over")
    doers = [one for one in phrases.owners(i, "by") if one not in objects]
    verb = graph.head[i]
    if not doers and graph.pos[verb] == "VERB" and graph.rel[i] == "obj":
        doers = phrases.at(graph.arguments(verb).subject)
    for doer in doers:
        for thing in objects:
            if kind == "BelongsTo":
                if thing.type in THINGS:
                    yield EntityLink("BelongsTo", thing, doer)
            elif thing != doer and _fits(kind, doer, thing):
                yield EntityLink(kind, doer, thing)


def _sources(phrases: Phrases) -> Iterator[EntityLink]:
    """ "Soldiers from the 3rd Battalion": they belong to it."""
    for entity in phrases.found:
        if entity.type in AGENTS | {"MilitaryPlatform", "Vehicle"}:
            for body in phrases.behind(entity.head, "from"):
                if body.type == "Organisation" and body.start > entity.end - 1:
                    yield EntityLink("BelongsTo", entity, body)


def _opinions(phrases: Phrases) -> Iterator[EntityLink]:
    """Who is for and against whom; between bodies, support is alliance and is left to the verbs.

    Who is against what is somebody's is against them ("condemned the regime's raids").
    """
    graph = phrases.graph
    for taken in stances(graph):
        if taken.stance == "undecided":
            continue
        kind = "Likes" if taken.stance == "supports" else "Dislikes"
        holders = speakers(graph, taken.cue) if taken.spoken else taken.holders
        targets = phrases.at(taken.targets)
        if not targets and kind == "Dislikes" and not taken.clause:
            targets = [one for token in taken.targets for one in phrases.owners(token, "")]
        for source in phrases.at(holders):
            for target in targets:
                bodies = source.type == target.type == "Organisation"
                if source.type in AGENTS and target.type in AGENTS and not (bodies and kind == "Likes"):
                    yield EntityLink(kind, source, target)
