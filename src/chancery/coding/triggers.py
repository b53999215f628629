"""Which rules and frames a word may set off: look-ups of one text's words in the codebook."""

from __future__ import annotations

from chancery.coding.graph import Graph
from chancery.coding.rules import Codebook, Frame, Rule

TRIGGERING = frozenset({"VERB", "NOUN", "ADJ"})
"""Parts of speech that rules and frames are triggered by."""

_NEVER = frozenset({"compound", "case", "fixed", "mark", "cc"})
"""Relations in which a noun names no act: "attack helicopters", "thanks to"."""


class Triggers:
    """The codebook as seen from the words of one graph."""

    def __init__(self, graph: Graph, book: Codebook) -> None:
        self.graph = graph
        self.book = book
        self._keys: dict[int, str] = {}

    def at(self, token: int) -> tuple[tuple[Rule, ...], tuple[Frame, ...]]:
        """The rules and the frames that token may set off; a participle used as an adjective sets off none."""
        graph, book = self.graph, self.book
        pos = graph.pos[token]
        if pos == "VERB" and graph.rel[token] != "amod":
            key = self.verb_key(token)
            return book.verbs.get(key, ()), book.frame_verbs.get(key, ())
        lemma = graph.lemma[token]
        if pos == "NOUN" and graph.rel[token] not in _NEVER:
            return book.nouns.get(lemma, ()), book.frame_nouns.get(lemma, ())
        if pos == "ADJ":
            return book.adjectives.get(lemma, ()), book.frame_adjectives.get(lemma, ())
        return (), ()

    def verb_key(self, token: int) -> str:
        """The trigger that a verb is looked up by: its lemma, with its particle where that is listed."""
        found = self._keys.get(token)
        if found is None:
            found = self._keys[token] = self._new_key(token)
        return found

    def _new_key(self, token: int) -> str:
        verbs, frames = self.book.verbs, self.book.frame_verbs
        lemma = self.graph.lemma[token]
        particle = self.graph.particle(token)
        if particle:
            key = f"{lemma} {particle}"
            if key in verbs or key in frames:
                return key
        return lemma
