"""Who a noun phrase leads to: from the noun that fills a role to the actor-like word inside it.

Works on words alone, so that it serves noun phrases that no knowledge base holds. Mapping to actor ids is
a second step (`coding.events`).
"""

from __future__ import annotations

from collections.abc import Iterable

from chancery.coding.graph import Graph
from chancery.coding.rules import Words
from chancery.coding.words import listed

ACTOR = "<actor>"
"""The entry of a word class that stands for any name, pronoun or word for people and bodies."""

PERSON = "<person>"
"""The entry that stands for the name of a person."""
ANY = "<any>"
"""The entry that stands for anything: what verbs such as "confiscate" are about is always a public matter."""
PEOPLE = "<people>"
"""The entry that stands for the name of a people ("Syrians")."""

TRANSPARENT = listed(
    "series number batch dozen hundred thousand million round wave kind group member set string spate pair couple "
    "lot majority handful total flurry start beginning resumption launch continuation lack part variety range type "
    "form piece some most all many several case use act policy level amount conduct month week day package shipment "
    "convoy team bout barrage volley tranche list campaign effort attempt process proposal half third quarter "
    "portion share bulk rest remainder worth ton tonne kilo kilogram kg gram litre liter gallon barrel bag sack crate "
    "box truckload planeload load consignment stack pile cache dose unit percent % minority"
)
"""Nouns that stand for what their of-phrase names ("a series of talks")."""

SHELLS = listed(
    "program programme package project scheme regime shipment delivery convoy supply flight effort operation plan "
    "deal bill measure campaign request demand call offer"
)
"""Nouns that are of the kind their compound names ("aid programme", "arms shipment")."""

CALENDAR = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan. feb. aug. sept. oct. nov. dec. jan feb aug sept oct nov dec "
    "week month year day hour today yesterday tomorrow morning evening afternoon night weekend decade"
)
"""Words for times: never somebody."""

_ENTITIES = frozenset({"Person", "Organisation", "Location", "Nationality", "MilitaryPlatform"})
_PERSONAL = listed("i you he she it we they him her them us me who")
TITLED = listed(
    "agreement accord treaty pact protocol convention deal summit conference talk meeting process plan declaration "
    "roadmap framework declaration olympics"
)
"""Nouns whose name says where or on what they are, not whose ("the Paris agreement", "the Iran deal")."""
_TITLES = ("compound", "nmod", "flat", "appos")
DEEDS = listed(
    "attack assault raid strike airstrike bombing shelling invasion killing murder massacre execution abduction "
    "kidnapping arrest detention torture assassination shooting crackdown blockade siege offensive incursion "
    "occupation annexation expulsion ambush slaughter violence aggression persecution"
)
"""Nouns of violence: who is condemned for one is who did it, not whom it was done to."""
_DOERS = ("by", "from")
_NEAR = ("by", "from", "of")
"""Prepositions that are followed further down than one step."""
_OWNING = (
    "by",
    "from",
    "of",
    "against",
    "on",
    "with",
    "to",
    "between",
    "among",
    "into",
    "at",
    "in",
    "toward",
    "towards",
    "over",
    "for",
)


def temporal(graph: Graph, token: int) -> bool:
    """Whether a phrase says when ("on Sunday")."""
    return graph.ent[token] == "Temporal" or graph.lemma[token] in CALENDAR


def named(graph: Graph, token: int) -> bool:
    """Whether token is a name, a personal pronoun, or marked as an entity that can act."""
    pos = graph.pos[token]
    if pos == "PROPN":
        return (
            graph.ent[token] not in ("Temporal", "Quantity", "Money") and graph.lemma[token] not in CALENDAR
        )
    if pos == "PRON":
        return graph.lemma[token] in _PERSONAL
    if pos == "NOUN" and graph.doc[token].is_upper and len(graph.doc[token]) > 1:
        return True
    return graph.ent[token] in _ENTITIES and pos in ("NOUN", "ADJ", "X")


def actorlike(graph: Graph, token: int, agents: Words) -> bool:
    """Whether token names or denotes somebody or some body."""
    return named(graph, token) or (
        graph.pos[token] in ("NOUN", "NUM") and graph.lemma[token] in agents.single
    )


def actor_within(graph: Graph, token: int, agents: Words, depth: int = 3) -> int | None:
    """The actor-like word that the phrase of token leads to: itself, its owner, its modifier or complement."""
    if actorlike(graph, token, agents):
        return token
    if depth == 0:
        return None
    kids = graph.kids[token]
    for kid in kids:
        if graph.dep[kid] == "nmod:poss":
            found = actor_within(graph, kid, agents, depth - 1)
            if found is not None:
                return found
    for preposition in _DOERS if graph.lemma[token] in DEEDS else _OWNING if depth > 2 else _NEAR:
        for kid in kids:
            if graph.rel[kid] == "nmod" and graph.dep[kid] != "nmod:poss" and graph.case(kid) == preposition:
                found = actor_within(graph, kid, agents, depth - 1)
                if found is not None:
                    return found
    if graph.lemma[token] not in TITLED:
        for kid in kids:
            victim = graph.rel[kid] == "nmod" and graph.case(kid) and graph.lemma[token] in DEEDS
            if graph.rel[kid] in ("compound", "amod", "flat", "nmod") and named(graph, kid) and not victim:
                return kid
    for kid in kids:
        if graph.rel[kid] == "acl" and depth > 1:
            inner = graph.arguments(kid)
            for agent in (*inner.subject, *inner.object):
                if agent != token:
                    found = actor_within(graph, agent, agents, depth - 2)
                    if found is not None:
                        return found
    return None


def holds(graph: Graph, token: int, words: Words) -> bool:
    """Whether the noun phrase of token is of that class."""
    lemma = graph.lemma[token]
    if lemma in words.single:
        return True
    if ANY in words.single or (ACTOR in words.single and named(graph, token)):
        return True
    if PERSON in words.single and graph.ent[token] == "Person" and graph.pos[token] == "PROPN":
        return True
    if PEOPLE in words.single and graph.tag[token] == "NNPS":
        return True
    if graph.pos[token] == "PROPN" and any(
        graph.rel[kid] in _TITLES and graph.lemma[kid] in words.single for kid in graph.kids[token]
    ):
        return True  # "President Ruto" is a president
    if words.groups:
        phrase = _phrase(graph, token)
        if any(group <= phrase for group in words.groups):
            return True
    if lemma in SHELLS and any(
        graph.rel[kid] == "compound" and graph.lemma[kid] in words.single for kid in graph.kids[token]
    ):
        return True
    if lemma in TRANSPARENT or graph.pos[token] in ("NUM", "DET", "SYM"):
        for kid in graph.kids[token]:
            if graph.rel[kid] == "nmod" and graph.case(kid) == "of":
                return holds(graph, kid, words)
    return False


def _phrase(graph: Graph, token: int) -> frozenset[str]:
    found = {graph.lemma[token]}
    for kid in graph.kids[token]:
        if graph.rel[kid] in ("compound", "amod", "flat") or (
            graph.rel[kid] == "nmod" and graph.case(kid) in ("of", "")
        ):
            found.add(graph.lemma[kid])
            found.update(
                graph.lemma[more] for more in graph.kids[kid] if graph.rel[more] in ("compound", "amod")
            )
    return frozenset(found)


def any_holds(graph: Graph, tokens: Iterable[int], words: Words) -> bool:
    """Whether one of the tokens heads a noun phrase of that class."""
    return any(holds(graph, token, words) for token in tokens)
