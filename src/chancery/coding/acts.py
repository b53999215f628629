"""Acts in a parse: which words name an act, who does it to whom, and what the words around it make of it.

The result is still about words: token indices, a rule and a CAMEO code. `coding.events` turns acts into
records of resolved actors; `evaluate.plv` reads their noun phrases.
"""

from __future__ import annotations

from chancery.coding.act import Act
from chancery.coding.fitting import Fitter
from chancery.coding.framing import Framer
from chancery.coding.graph import Graph
from chancery.coding.parties import Parties
from chancery.coding.rules import Codebook, Frame
from chancery.coding.triggers import TRIGGERING, Triggers
from chancery.coding.unfilled import Unfilled


def acts(graph: Graph, book: Codebook) -> list[Act]:
    """The acts of a parsed text, in the order of their triggers: one rule a word, the most exacting first."""
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
            if fitter.fits(token, rule):
                act = framer.framed(parties.atom(token, rule), noun=graph.pos[token] == "NOUN")
                if act is not None and parties.plausible(act):
                    found.append(act)
                break
    for token, frames in frames_at:
        act = unfilled.act(token, frames)
        if act is not None:
            found.append(act)
    return sorted(_once(found, graph), key=lambda act: act.trigger)


def _once(found: list[Act], graph: Graph) -> list[Act]:
    """The acts without those that a noun tells again under the verb that tells them ("conducted strikes")."""
    told = {(act.trigger, act.code[:2]) for act in found if graph.pos[act.trigger] == "VERB"}
    return [act for act in found if act.top == act.trigger or (act.top, act.code[:2]) not in told]


__all__ = ["Act", "acts"]
