"""Who does it to whom: the roles of an act, from the slots of its trigger to the actors that they lead to."""

from __future__ import annotations

from chancery.coding.act import Act
from chancery.coding.graph import Arguments, Graph
from chancery.coding.roles import actor_within, actorlike, named, temporal
from chancery.coding.rules import Codebook, Rule

RECIPIENT_PREPOSITIONS = (
    "against",
    "on",
    "to",
    "with",
    "into",
    "at",
    "upon",
    "toward",
    "towards",
    "over",
    "between",
    "among",
    "from",
    "in",
    "inside",
    "across",
    "near",
    "for",
    "of",
)
"""Where a recipient may stand, likeliest first, when a rule does not say."""
_SLOTS = frozenset({"subject", "object", "second"})
_PHRASES = frozenset({"obj", "obl", "nmod", "conj", "compound"})


class Parties:
    """Finds the roles of acts in one graph."""

    def __init__(self, graph: Graph, book: Codebook) -> None:
        self.graph = graph
        self.agents = book.classes["agent"]
        self.bodies = book.classes["body"]

    def atom(self, token: int, rule: Rule) -> Act:
        arguments = self.graph.arguments(token)
        if self.graph.pos[token] == "NOUN":
            actors, recipients = self._noun_roles(token, rule)
        else:
            actors = self._fill(rule.actor, arguments) if rule.actor else arguments.subject
            recipients = self.recipients(arguments, rule.recipient, exclude=actors, token=token)
            if rule.mutual and len(actors) > 1 and not self.lead(list(recipients), actors):
                recipients = ()
            if rule.mutual and not recipients and len(actors) > 1:
                actors, recipients = actors[:1], actors[1:]
        return Act(
            rule=rule.id,
            code=rule.code.cameo,
            trigger=token,
            top=token,
            verb=token,
            actors=actors,
            recipients=recipients,
            mode=rule.mode if rule.mode != rule.code.mode else None,
            mutual=rule.mutual,
            slots=rule.recipient,
            alone=rule.alone,
            framed=rule.framed,
            carried=rule.carried,
        )

    def implausible(self, act: Act) -> str | None:
        """Why an act makes no sense, None if it does: somebody takes part, and aid goes to somebody, not to a table.

        A shared act told by a noun needs two parties, or one that is many.
        """
        graph = self.graph
        if not self.lead([*act.actors, *act.recipients, *act.speaker], ()):
            return "nobody takes part"
        if act.framed and not act.frames:
            return "it counts only inside a frame, such as a demand"
        if act.code[:2] == "07" and act.recipients:
            somebody = self.lead(list(act.recipients), ()) or any(
                named(graph, token) or graph.lemma[token] in self.bodies.single for token in act.actors
            )
            return None if somebody else "aid that goes to nobody"
        if act.code == "190" and act.mutual and self._persons(act.actors) and self._persons(act.recipients):
            return "persons fight with words, not in wars"
        if act.mutual and act.code in ("040", "046") and graph.pos[act.trigger] == "NOUN":
            several = len(act.actors) + len(act.recipients) > 1
            if not several and not any(graph.tag[token] in ("NNS", "NNPS") for token in act.actors):
                return "one alone does not meet"
        return None

    def _persons(self, tokens: tuple[int, ...]) -> bool:
        """Whether all are persons by name: they fight with words, not in wars."""
        graph = self.graph
        return bool(tokens) and all(graph.ent[token] == "Person" for token in tokens)

    def _slot(self, slot: str, arguments: Arguments) -> list[int]:
        if slot == "subject":
            return list(arguments.subject)
        if slot == "object":
            return list(arguments.object)
        if slot == "second":
            return list(arguments.second)
        under = frozenset({slot, "of"} if slot == "out of" else {slot})
        return [more for token in arguments.under(under) for more in self.graph.conjoined(token)]

    def _fill(self, slots: tuple[str, ...], arguments: Arguments) -> tuple[int, ...]:
        for slot in slots:
            found = self._slot(slot, arguments)
            if found:
                return tuple(found)
        return ()

    def lead(self, tokens: list[int], exclude: tuple[int, ...]) -> tuple[int, ...]:
        found: dict[int, None] = {}
        for token in tokens:
            actor = actor_within(self.graph, token, self.agents)
            if actor is not None and actor not in exclude:
                found[actor] = None
        return tuple(found)

    def recipients(
        self,
        arguments: Arguments,
        slots: tuple[str, ...],
        *,
        exclude: tuple[int, ...],
        token: int | None = None,
    ) -> tuple[int, ...]:
        """The recipients: the first slot that leads to an actor, else the first slot that is filled.

        With a token, prepositional phrases are also sought further down, where parsers hang them amiss.
        """
        order = slots or ("second", "object", *RECIPIENT_PREPOSITIONS)
        for slot in order:
            tokens = self._slot(slot, arguments)
            led = self.lead(tokens, exclude) if tokens and not temporal(self.graph, tokens[0]) else ()
            if not led and token is not None and slot in slots and slot not in _SLOTS:
                led = self.lead(self.further(token, slot), exclude)
            if led:
                return led
        for slot in order[:3]:
            tokens = [token for token in self._slot(slot, arguments) if token not in exclude]
            if tokens and not self._temporal(tokens[0]):
                return tuple(tokens)
        return ()

    def further(self, token: int, preposition: str) -> list[int]:
        """The nominals with that preposition below what follows token, nearest first."""
        graph = self.graph
        found: list[int] = []
        below = [kid for kid in graph.kids[token] if kid > token and graph.rel[kid] in _PHRASES]
        for _ in range(3):
            deeper: list[int] = []
            for node in below:
                for kid in graph.kids[node]:
                    if kid > node and graph.rel[kid] in _PHRASES:
                        if graph.case(kid) == preposition:
                            found.extend(graph.conjoined(kid))
                        deeper.append(kid)
            if found:
                return found
            below = deeper
        return found

    def _temporal(self, token: int) -> bool:
        return temporal(self.graph, token) or self.graph.ent[token] in ("Quantity", "Money")

    def copular(self, token: int) -> bool:
        """Whether a noun is what something is said to be ("is a donor")."""
        graph = self.graph
        if not any(graph.rel[kid] == "cop" for kid in graph.kids[token]) or graph.case(token):
            return False
        return not any(graph.lemma[kid] in ("it", "this", "that") for kid in graph.children(token, "nsubj"))

    def _noun_roles(self, token: int, rule: Rule) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The roles that a noun trigger's own phrase fills: possessor, of, by, against, between …"""
        graph = self.graph
        arguments = graph.arguments(token)
        actors: list[int] = []
        recipients: list[int] = []
        for kid in graph.kids[token]:
            if graph.dep[kid] == "nmod:poss":
                (actors if rule.of != "object" else recipients).extend(graph.conjoined(kid))
        between = [m for t in arguments.under(frozenset({"between", "among"})) for m in graph.conjoined(t)]
        if len(between) > 1:
            return (between[0],), tuple(between[1:])
        if between:
            recipients.extend(between)
        by = [m for t in arguments.under(frozenset({"by"})) for m in graph.conjoined(t)]
        by = by or self.further(token, "by")
        actors.extend(by)
        if not actors and self.copular(token):
            actors.extend(arguments.surface)
        for target in arguments.under(frozenset({"of"})):
            spread = graph.conjoined(target)
            (actors if rule.of == "actor" and not actors else recipients).extend(spread)
        if not actors:
            for kid in graph.kids[token]:
                if graph.rel[kid] in ("compound", "amod") and actorlike(graph, kid, self.agents):
                    actors.append(kid)
        slots = rule.recipient or tuple(p for p in RECIPIENT_PREPOSITIONS if p != "of")
        led = self.lead(recipients, tuple(actors)) or self.recipients(
            arguments, slots, exclude=tuple(actors), token=token if rule.recipient else None
        )
        return self.lead(actors, ()), led

    def owners(self, word: int) -> tuple[int, ...]:
        graph = self.graph
        for kid in graph.kids[word]:
            if graph.dep[kid] == "nmod:poss":
                return graph.conjoined(kid)
        arguments = graph.arguments(word)
        by = arguments.under(frozenset({"by", "from"}))
        if by:
            return graph.conjoined(by[0])
        governor = graph.head[word]
        if governor != word and graph.rel[word] in ("obj", "obl") and graph.pos[governor] == "VERB":
            return graph.arguments(governor).subject
        for kid in graph.kids[word]:
            if graph.rel[kid] in ("compound", "amod") and actorlike(graph, kid, self.agents):
                return (kid,)
        return ()
