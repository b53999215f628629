"""Acts in a parse: which words name an act, who does it to whom, and what the words around it make of it.

The result is still about words: token indices, a rule and a CAMEO code. `coding.events` turns acts into
records of resolved actors; `evaluate.plv` reads their noun phrases.
"""

from __future__ import annotations

from dataclasses import replace

from chancery.coding.act import Act
from chancery.coding.fitting import VIOLENT, Fitter, wanted
from chancery.coding.framing import Framer
from chancery.coding.graph import Graph
from chancery.coding.parties import Parties
from chancery.coding.rules import Codebook, Frame
from chancery.coding.trace import Trace
from chancery.coding.triggers import TRIGGERING, Triggers
from chancery.coding.unfilled import Unfilled

TOLD = "told by the act beside it, which says more"
EMPTY = "a frame, and no act stands in it"
"""Why an act, and why a frame, comes to nothing."""

_AIMS = ("02", "10", "11", "12", "14")
"""CAMEO's categories of what protests are held for: demands, complaints, refusals."""
_BLUNT = frozenset({"110", "120"})
"""Refusals that say no more than no: what is refused says more ("opposed mediation")."""


def acts(graph: Graph, book: Codebook, trace: Trace | None = None) -> list[Act]:
    """The acts of a parsed text, in the order of their triggers: one rule a word, the most exacting first."""
    book.forms.mend(graph)
    triggers, parties, fitter = Triggers(graph, book), Parties(graph, book), Fitter(graph, book)
    framer = Framer(graph, triggers, parties)
    unfilled = Unfilled(graph, framer)
    found: list[Act] = []
    frames_at: list[tuple[int, tuple[Frame, ...]]] = []
    for token, pos in enumerate(graph.pos):
        if pos not in TRIGGERING:
            continue
        rules, frames = triggers.at(token)
        if frames and graph.rel[token] != "amod":
            frames_at.append((token, frames))
        for rule in rules:
            why = fitter.misfit(token, rule)
            fits = why is None
            if fits:
                act = framer.framed(parties.atom(token, rule), noun=graph.pos[token] == "NOUN")
                why = framer.why if act is None else parties.implausible(act)
                if act is not None and why is None:
                    found.append(replace(act, trigger=fitter.occasion(token, rule)))
            if trace is not None and why is not None:
                entry = f"{rule.file}#{rule.id}"
                trace.miss("event", entry, token, why, wants=wanted(rule, why), fitted=fits)
            if fits:
                break
    for token, frames in frames_at:
        act = unfilled.act(token, frames)
        if act is not None:
            found.append(act)
        elif trace is not None and token not in framer.used:
            for frame in frames:
                trace.miss("event", f"{frame.file}#{frame.id}", token, EMPTY)
    kept = _once(_protests(_together(found, graph), graph), graph)
    if trace is not None:
        _dropped(found, kept, trace, book)
    return sorted(kept, key=lambda act: act.trigger)


def _dropped(found: list[Act], kept: list[Act], trace: Trace, book: Codebook) -> None:
    """Note which acts other acts tell as well."""
    left = {(act.trigger, act.rule) for act in kept}
    for act in found:
        if (act.trigger, act.rule) not in left:
            for entry in entries(act, book)[:1]:
                trace.miss("event", entry, act.trigger, TOLD, fitted=True)


def entries(act: Act, book: Codebook) -> list[str]:
    """The entries of the codebook that made an act, its own rule first; "events/will" and the like are in the code."""
    rules = {rule.id: rule for rule in book.rules if rule.id == act.rule}
    frames = {frame.id: frame for frame in book.frames}
    names = [act.rule] if act.rule in rules else []
    found = [f"{rules[name].file}#{name}" for name in names]
    for name in dict.fromkeys((*([] if names else [act.rule.removeprefix("frame.")]), *act.frames)):
        found.append(f"{frames[name].file}#{name}" if name in frames else f"events/{name}")
    return found


def _together(found: list[Act], graph: Graph) -> list[Act]:
    """The acts, violence that a participle goes on to tell joined to the violence before it.

    "Attacked a post, killing four officers" is one attack, on both.
    """
    violent = {act.verb: act for act in found if act.code[:2] in VIOLENT}
    kept = {id(act): act for act in found}
    for act in found:
        outer = violent.get(graph.head[act.trigger])
        joined = graph.rel[act.trigger] == "advcl" and graph.tag[act.trigger] == "VBG"
        if outer is None or not joined or act.code[:2] not in VIOLENT or id(outer) not in kept or act.frames:
            continue
        others = tuple(token for token in act.recipients if token not in outer.recipients)
        whole = kept[id(outer)]
        kept[id(outer)] = replace(whole, recipients=(*whole.recipients, *others))
        kept.pop(id(act))
    return list(kept.values())


def _protests(found: list[Act], graph: Graph) -> list[Act]:
    """The acts, each protest with the addressee of what it is held for, which is no act of its own.

    "Students marched to demand the resignation of the minister" tells of one event, against the minister
    (PLOVER 3.12.2).
    """
    aims: dict[int, Act] = {}
    for act in found:
        if act.code[:2] in _AIMS and act.mood.purpose:
            aims.setdefault(graph.head[act.top], act)
    kept = {id(act): act for act in found}
    for act in found:
        aim = aims.get(act.verb) if act.code[:2] == "14" else None
        if aim is not None and aim is not act:
            kept.pop(id(aim), None)
            kept[id(act)] = replace(act, recipients=act.recipients or aim.recipients)
    return list(kept.values())


def _once(found: list[Act], graph: Graph) -> list[Act]:
    """The acts without those that a noun tells again under the verb that tells them ("conducted strikes").

    A rule that asked for the noun as its verb's object has said more about it than the noun can ("lodged a
    protest" is no march), unless a frame made the noun's act more exact ("rejected talks").
    """
    verbs = {act.trigger: act.code for act in found if graph.pos[act.trigger] == "VERB"}
    kept, blunt = [], set()
    for act in found:
        outer = verbs.get(act.top) if act.top != act.trigger else None
        if outer in _BLUNT and act.code[:2] == "12" and len(act.code) > 2 and act.code not in _BLUNT:
            blunt.add(act.top)
        elif outer is not None:
            nominal = graph.pos[act.trigger] == "NOUN"
            if outer[:2] == act.code[:2] or (nominal and not act.frames):
                continue
        kept.append(act)
    return [act for act in kept if act.trigger not in blunt]


__all__ = ["Act", "acts", "entries"]
