"""What an act hangs on: the word above it, how it hangs there, and the frame that this word may be."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.coding.graph import OBJECT_CONTROL, Graph, marked_to
from chancery.coding.roles import TRANSPARENT
from chancery.coding.rules import Frame
from chancery.coding.triggers import Triggers

_NOUN_LINKS: dict[str, frozenset[str]] = {
    "agree": frozenset({"to", "on", "upon", "in", "for"}),
    "refuse": frozenset({"to", "against"}),
    "fail": frozenset({"in", "on"}),
    "request": frozenset({"for", "to"}),
    "demand": frozenset({"for", "on"}),
    "threaten": frozenset({"of", "with", "against"}),
    "end": frozenset({"from", "out of", "to", "of", "off"}),
    "cancel": frozenset({"of", "on", "from", "out of"}),
    "allow": frozenset({"for", "to"}),
    "do": frozenset({"in", "with", "on", "to", "into", "for", "at", "as", "of"}),
    "undergo": frozenset({"under", "to"}),
    "deny": frozenset(),
    "doubt": frozenset({"for", "about"}),
}
"""The prepositions by which a frame takes a noun ("call for talks", "agree to a truce")."""
_PURPOSE = frozenset({"request", "demand", "agree", "refuse", "threaten", "fail", "decide", "doubt"})
"""Frames whose clause a parser may take for an adverbial one ("threatened to impose")."""
_CHARGES = frozenset({"of", "for", "from", "with"})
"""What leads in the deed that somebody is accused of or kept from ("accused Chad of attacking")."""
_LED = frozenset({"of", "for", "that"})
"""What leads in the clause of a noun ("the plan of leaving"); a bare participle belongs to another verb."""
_ADDRESSED = frozenset({"on", "upon", "for", "to"})
"""Where somebody stands who is asked to do something ("called on Chad to leave")."""
_OCCUR = frozenset({"start", "begin", "commence", "resume", "continue", "end"})
"""Verbs whose subject is what happens ("the truce began")."""
_STEPS = 4
"""Conjuncts and transparent nouns that are climbed at most on the way to the word above."""


@dataclass(frozen=True, slots=True)
class Link:
    """How something hangs on `word`: as a "clause", a "noun" (under `preposition`, if any) or a "purpose".

    `inside` is the word that hangs there: the act's own, or what it is coordinated with or counted by.
    """

    kind: str
    word: int
    inside: int
    preposition: str = ""


class Governors:
    """Finds, in one graph, what acts hang on."""

    def __init__(self, graph: Graph, triggers: Triggers) -> None:
        self.graph = graph
        self.triggers = triggers

    def link(self, node: int) -> Link | None:
        """What node hangs on, through coordination and transparent nouns ("a series of talks")."""
        graph = self.graph
        for _ in range(_STEPS):
            above = graph.head[node]
            if above == node:
                return None
            relation, dep = graph.rel[node], graph.dep[node]
            if relation == "conj":
                node = above
                continue
            if node in graph.arguments(above).object and graph.pos[node] == "NOUN" and relation != "acl":
                return Link("noun", above, node)
            if relation in ("xcomp", "ccomp", "csubj"):
                return Link("clause", above, node)
            if relation == "nsubj" and graph.lemma[above] in _OCCUR and not graph.children(above, "obj"):
                return Link("noun", above, node)
            if dep == "acl":
                if self._steers(above):
                    verb = graph.head[graph.head[above]] if graph.rel[above] == "conj" else graph.head[above]
                    return Link("clause", verb, node)
                told = marked_to(graph, node) or graph.introduced(node) & _LED or graph.tag[node] != "VBN"
                return Link("clause", above, node) if told and graph.pos[above] == "NOUN" else None
            if relation == "advcl" and dep != "advcl:relcl":
                if graph.tag[node] == "VBG" and graph.introduced(node) & _CHARGES:
                    return Link("clause", above, node)
                return Link("purpose", above, node, graph.case(node))
            if relation in ("obj", "iobj") or dep == "nsubj:pass":
                return Link("noun", above, node)
            if relation not in ("obl", "nmod") or dep == "nmod:poss":
                return None
            preposition = graph.case(node)
            if preposition == "of" and graph.lemma[above] in TRANSPARENT and graph.pos[above] == "NOUN":
                node = above
                continue
            return Link("noun", above, node, preposition)
        return None

    def _steers(self, noun: int) -> bool:
        """Whether a noun is the object of a verb that steers it ("ordered the ministry to …").

        What parsers then call the noun's clause is the verb's.
        """
        graph = self.graph
        if graph.rel[noun] == "conj":
            noun = graph.head[noun]
        verb = graph.head[noun]
        return graph.rel[noun] == "obj" and graph.pos[verb] == "VERB" and graph.lemma[verb] in OBJECT_CONTROL

    def frame(self, link: Link) -> Frame | None:
        """The frame that the word above is for what hangs on it so; None where it is none."""
        return next((frame for frame in self._frames(link.word) if self._takes(frame, link)), None)

    def _frames(self, word: int) -> tuple[Frame, ...]:
        graph, book = self.graph, self.triggers.book
        pos = graph.pos[word]
        if pos == "VERB":
            return book.frame_verbs.get(self.triggers.verb_key(word), ())
        if pos == "NOUN":
            return book.frame_nouns.get(graph.lemma[word], ())
        return book.frame_adjectives.get(graph.lemma[word], ()) if pos == "ADJ" else ()

    def _takes(self, frame: Frame, link: Link) -> bool:
        verbal = self.graph.pos[link.word] == "VERB"
        if link.kind == "noun":
            return self._takes_noun(frame, link)
        if "clause" not in frame.links or (verbal and not self.suits(frame, link.word, link.inside)):
            return False
        return link.kind == "clause" or (
            frame.kind in _PURPOSE
            and marked_to(self.graph, link.inside)
            and not self.graph.children(link.word, "xcomp")
        )

    def _takes_noun(self, frame: Frame, link: Link) -> bool:
        nominal = self.graph.pos[link.word] == "NOUN"
        if not link.preposition:
            wanted = bool(frame.prepositions) and self.graph.pos[link.word] == "VERB"
            return "noun" in frame.links and not nominal and not wanted
        if "preposition" not in frame.links:
            return False
        if frame.prepositions and not nominal:
            return link.preposition in frame.prepositions
        allowed = _NOUN_LINKS.get(frame.kind, frozenset())
        return link.preposition in allowed or (nominal and link.preposition in ("of", "for", "on", "to"))

    def suits(self, frame: Frame, verb: int, inside: int) -> bool:
        """Whether the clause headed by inside, below verb, is of the kind that the frame asks for."""
        if frame.clause == "any":
            return True
        if frame.clause == "to":
            return marked_to(self.graph, inside)
        if frame.clause == "wish":
            return self._wished(inside)
        return self._others(verb, inside) == (frame.clause == "object")

    def _wished(self, inside: int) -> bool:
        """Whether a clause says what is to be ("that he leave", "to leave", "should leave"), not what is."""
        graph = self.graph
        if graph.tag[inside] == "VB" or marked_to(graph, inside):
            return True
        return any(graph.tag[kid] in ("VB", "MD") for kid in graph.children(inside, "aux", "cop"))

    def _others(self, verb: int, inside: int) -> bool:
        """Whether a clause below verb tells what somebody else is to do, not the verb's own subject."""
        graph = self.graph
        arguments = graph.arguments(verb)
        if arguments.passive or graph.children(inside, "nsubj") or arguments.object or arguments.second:
            return True
        return any(
            preposition in _ADDRESSED and graph.ent[token] != "Temporal"
            for preposition, token in arguments.obliques
        )
