"""What somebody wants done, from the clause that says it: the issue, and whether they want it or its end."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.coding.graph import Graph
from chancery.coding.rule_files import After
from chancery.coding.settling import denied
from chancery.coding.taken import OPPOSITE, Scope
from chancery.records import Stance

CLAUSAL = frozenset({"xcomp", "advcl", "ccomp", "acl", "csubj"})
PAIR = 2
STEPS = 6
"""Verbs that are looked through on the way to the issue ("to continue to try to stop")."""


@dataclass(frozen=True, slots=True)
class Aim:
    """An issue as token indices, and the stance towards it; `clause` where the issue is a clause."""

    stance: Stance
    targets: tuple[int, ...]
    clause: bool


def aim(scope: Scope, verb: int, stance: Stance) -> Aim:
    """The issue of a clause that somebody takes a stance towards.

    "To stop the raids" turns the stance round and is about the raids, "to continue to talk" about talking,
    "to open a bank" about the bank.
    """
    graph, lexis = scope.graph, scope.lexis
    for _ in range(STEPS):
        if denied(graph, verb):
            stance = OPPOSITE[stance]
        arguments = graph.arguments(verb)
        objects = arguments.object or (arguments.surface if arguments.passive else ())
        inner = _inner(graph, verb)
        if graph.lemma[verb] in lexis.onward or graph.doc[verb].text.lower() in lexis.onward:
            if inner is None:
                break
            verb = inner
            continue
        ended = _ended(scope, verb)
        if ended is not None:
            target, clause = ended
            stance = OPPOSITE[stance]
            if not clause:
                return Aim(stance, target, False)
            verb = target[0]
            continue
        things = tuple(k for k in objects if k not in scope.actors and graph.pos[k] in ("NOUN", "PROPN"))
        if graph.lemma[verb] in lexis.creation_verbs and things and len(things) == len(objects):
            return of_nouns(scope, things, stance)
        break
    return Aim(stance, (verb,), True)


def of_nouns(scope: Scope, targets: tuple[int, ...], stance: Stance) -> Aim:
    """The issue of noun phrases: "an end to the raids" is about the raids, and turns the stance round."""
    graph = scope.graph
    if len(targets) == 1 and graph.lemma[targets[0]] in scope.lexis.ending_nouns:
        noun = targets[0]
        for kid in graph.kids[noun]:
            if kid > noun and graph.rel[kid] in ("nmod", "obl") and graph.case(kid) in ("to", "of"):
                joined = graph.conjoined(kid)
                # Of a longer list a parser cannot say what is to end and what is wanted beside the end.
                return Aim(OPPOSITE[stance], joined if len(joined) <= PAIR else (kid,), False)
    return Aim(stance, targets, False)


def _ended(scope: Scope, verb: int) -> tuple[tuple[int, ...], bool] | None:
    """What a verb of ending ends: noun phrases, or (True) a clause; None where it is no such verb."""
    graph = scope.graph
    for _, after in scope.lexis.ending.get(graph.lemma[verb], ()):
        found = _behind(graph, verb, after)
        if found is not None:
            return found
    return None


def _behind(graph: Graph, verb: int, after: After) -> tuple[tuple[int, ...], bool] | None:
    arguments = graph.arguments(verb)
    preposition = ""
    at = verb
    for alternatives in after:
        at = next(
            (k for k in range(at + 1, min(at + 4, len(graph.lemma))) if graph.lemma[k] in alternatives), -1
        )
        if at < 0:
            return None
        preposition = graph.lemma[at]
    for kid in graph.kids[verb]:
        if kid < verb or graph.rel[kid] not in CLAUSAL or graph.tag[kid] != "VBG":
            continue
        marks = {graph.lemma[k] for k in graph.kids[kid] if graph.rel[k] in ("mark", "case")}
        if preposition in marks if preposition else not marks or "from" in marks:
            return (kid,), True
    particle = bool(preposition) and graph.particle(verb) == preposition
    if preposition and not particle:
        objects = tuple(k for t in arguments.under(frozenset((preposition,))) for k in graph.conjoined(t))
    else:
        objects = arguments.object
    return (objects, False) if objects else None


def _inner(graph: Graph, verb: int) -> int | None:
    """The complement of a verb that says nothing by itself."""
    return next(
        (
            kid
            for kid in graph.kids[verb]
            if kid > verb
            and graph.rel[kid] in ("xcomp", "ccomp", "advcl")
            and graph.pos[kid] in ("VERB", "ADJ")
        ),
        None,
    )
