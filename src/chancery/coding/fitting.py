"""Whether a rule fits at a word: what it asks of the slots around its trigger."""

from __future__ import annotations

from chancery.coding.graph import Arguments, Graph
from chancery.coding.roles import actor_within, any_holds, holds, temporal
from chancery.coding.rules import BROAD, Codebook, Rule
from chancery.language.columns import sentence_of

VIOLENT = ("18", "19", "20")
"""CAMEO's categories of violence, which weapons and blasts do too, and which need no public matter to count."""


NO_OBJECT = "it asks for another object"
NO_SUBJECT = "it asks for another subject"
FORBIDDEN = "an object that it forbids"
NO_PHRASE = "it asks for a phrase that is not there"
NO_COMPLEMENT = "it asks for something said of the object"
NOT_NEAR = "it asks for one of certain words in the sentence"
NOT_WITH = "a word in the sentence that it does not go with"
NO_PURPOSE = "it asks for a clause below"
"""Why a rule does not fit; `wanted` adds the words."""

SHOWN = 4
"""Words of a slot that an explanation names."""


def wanted(rule: Rule, why: str) -> str:
    """Some of the words that a rule asks for where it does not fit for that reason, if they are few enough to tell."""
    slots = {
        NO_OBJECT: rule.object,
        NO_SUBJECT: rule.subject,
        FORBIDDEN: rule.forbid,
        NO_COMPLEMENT: rule.complement,
    }
    slot = slots.get(why)
    words = sorted(slot.single) + [" ".join(sorted(group)) for group in slot.groups] if slot else []
    words += sorted({NOT_NEAR: rule.near, NOT_WITH: rule.unless, NO_PURPOSE: rule.purpose}.get(why, ()))
    if why == NO_PHRASE:
        words = list(rule.preposition)
    if len(words) > BROAD:
        return ""
    return ", ".join(words[:SHOWN]) + (", …" if len(words) > SHOWN else "")


class Fitter:
    """Holds rules against the words of one graph."""

    def __init__(self, graph: Graph, book: Codebook) -> None:
        self.graph = graph
        self.agents = book.classes["agent"]
        self.matters = book.classes["matter"]
        self._near: tuple[int, int, frozenset[str]] | None = None

    def misfit(self, token: int, rule: Rule) -> str | None:
        """Why a rule does not fit at a word, by the first thing that it asks for and does not find; None if it fits."""
        graph = self.graph
        arguments = graph.arguments(token)
        if rule.passive is not None and arguments.passive != rule.passive:
            return "it asks for the passive" if rule.passive else "it does not take the passive"
        if rule.object is not None and not any_holds(graph, self._objects(token, arguments), rule.object):
            return NO_OBJECT
        if rule.forbid is not None and any_holds(graph, self._objects(token, arguments), rule.forbid):
            return FORBIDDEN
        if rule.subject is not None and not any_holds(graph, self._subjects(token), rule.subject):
            return NO_SUBJECT
        if rule.subject is None and graph.pos[token] == "VERB" and not self._somebody(rule, arguments):
            return "its subject is nobody"
        if rule.preposition and self._under(token, rule, arguments) is None:
            return NO_PHRASE
        if rule.complement is not None and not any_holds(
            graph, self._complements(token, arguments), rule.complement
        ):
            return NO_COMPLEMENT
        violent = rule.code.cameo[:2] in VIOLENT
        if rule.bare and (
            arguments.second or graph.children(token, "xcomp", "ccomp") or len(arguments.object) > 1
        ):
            return "it wants one object and nothing said of it"
        if rule.loose and graph.pos[token] == "VERB" and not violent and not self._serious(arguments):
            return "its object is neither somebody nor a public matter"
        if rule.near and rule.near.isdisjoint(self._words_near(token)):
            return NOT_NEAR
        if rule.unless and not rule.unless.isdisjoint(self._words_near(token)):
            return NOT_WITH
        if rule.purpose and rule.purpose.isdisjoint(self._purposes(token, arguments)):
            return NO_PURPOSE
        if rule.clause and not graph.children(token, "ccomp", "xcomp", "advcl"):
            return "no clause below"
        return None

    def occasion(self, token: int, rule: Rule) -> int:
        """The word that names the act: what the rule's preposition names, where that is an occasion."""
        found = self._under(token, rule, self.graph.arguments(token)) if rule.occasion else None
        return token if found is None else found

    def _under(self, token: int, rule: Rule, arguments: Arguments) -> int | None:
        """What stands under a preposition as the rule asks, or None."""
        for preposition, target in self._obliques(token, arguments):
            words = rule.preposition.get(preposition)
            if words is None or temporal(self.graph, target):
                continue
            if not words.single or holds(self.graph, target, words):
                return target
        return None

    def _serious(self, arguments: Arguments) -> bool:
        """Whether a verb that a rule takes with any object is about somebody or about a public matter.

        "He slammed the door" and "pillars support the roof" are not.
        """
        graph, agents = self.graph, self.agents
        return not arguments.object or any(
            actor_within(graph, token, agents) is not None or holds(graph, token, self.matters)
            for token in arguments.object
        )

    def _somebody(self, rule: Rule, arguments: Arguments) -> bool:
        """Whether the subject, if there is one, leads to somebody; for violence, weapons and blasts do too."""
        return (
            rule.code.cameo[:2] in VIOLENT
            or not arguments.subject
            or any(actor_within(self.graph, token, self.agents) is not None for token in arguments.subject)
        )

    def _subjects(self, token: int) -> tuple[int, ...]:
        """The subjects of a verb; of a noun, those of the verb that it is object of."""
        graph = self.graph
        governor = graph.head[token]
        if graph.pos[token] == "NOUN" and graph.rel[token] == "obj":
            return graph.arguments(governor).subject
        return graph.arguments(token).subject

    def _complements(self, token: int, arguments: Arguments) -> list[int]:
        """What is said of an object: predicates of the verb, and adjectives that the parse hung elsewhere."""
        graph = self.graph
        found = graph.children(token, "xcomp", "advcl", "ccomp", "obj", "advmod")
        found += [kid for kid in graph.children(token, "obl") if graph.case(kid) in ("", "as")]
        for kid in arguments.object:
            found.extend(graph.children(kid, "acl", "amod", "appos", "nmod"))
        return found

    def _purposes(self, token: int, arguments: Arguments) -> set[str]:
        """The verbs of the clauses below a verb or below its objects: what somebody is to do, or what for."""
        graph = self.graph
        below = graph.children(token, "xcomp", "advcl", "ccomp")
        for kid in (*arguments.object, *arguments.second):
            below.extend(graph.children(kid, "acl"))
        return {graph.lemma[kid] for kid in below}

    def _words_near(self, token: int) -> frozenset[str]:
        """The lemmas of the sentence of token."""
        if self._near is None or not self._near[0] <= token < self._near[1]:
            low, high = sentence_of(self.graph.doc, token)
            self._near = (low, high, frozenset(self.graph.lemma[low:high]))
        return self._near[2]

    def _obliques(self, token: int, arguments: Arguments) -> tuple[tuple[str, int], ...]:
        """The prepositional phrases of a word; of a noun also those of its verb, of a verb also its objects'."""
        graph = self.graph
        governor = graph.head[token]
        if graph.pos[token] == "NOUN" and graph.rel[token] == "obj" and graph.pos[governor] == "VERB":
            return (*arguments.obliques, *graph.arguments(governor).obliques)
        if graph.pos[token] == "VERB":
            heads = (*arguments.object, *(token for _, token in arguments.obliques))
            return (*arguments.obliques, *self._hung_below(heads))
        return arguments.obliques

    def _hung_below(self, tokens: tuple[int, ...], depth: int = 3) -> list[tuple[str, int]]:
        """The prepositional phrases that a parser may have hung on objects, or on what hangs on these."""
        if not tokens or depth == 0:
            return []
        graph = self.graph
        found = [pair for token in tokens for pair in graph.arguments(token).obliques]
        further = tuple(kid for token in tokens for kid in graph.children(token, "nmod", "obl", "appos"))
        return found + self._hung_below(further, depth - 1)

    def _objects(self, token: int, arguments: Arguments) -> tuple[int, ...]:
        if self.graph.pos[token] == "NOUN":
            modifiers = [
                kid
                for kid in self.graph.kids[token]
                if self.graph.rel[kid] in ("compound", "amod") or self.graph.dep[kid] == "nmod:poss"
            ]
            return (*arguments.under(frozenset({"of", "on", "for", "in", "to", "from"})), *modifiers)
        return (*arguments.object, *arguments.second)
