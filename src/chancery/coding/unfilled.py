"""Frames with nothing known inside: "agreed to …", "refused to …", "said that Y must …" are acts by themselves."""

from __future__ import annotations

from dataclasses import replace

from chancery.coding.act import Act
from chancery.coding.framing import Framer
from chancery.coding.graph import Arguments, Graph, marked_to
from chancery.coding.modality import Mood, mood_of
from chancery.coding.rules import Frame
from chancery.coding.words import listed

_MUTE = listed(
    "say comment answer discuss disclose elaborate name specify speculate claim confirm identify reveal predict give"
)
"""What who "declines to" only keeps silent."""
_INNER = ("second", "object", "to", "with", "for", "from", "against")
"""Where the other party stands inside the clause of a frame."""


class Unfilled:
    """Finds the acts that frames are by themselves, after all others have been found."""

    def __init__(self, graph: Graph, framer: Framer) -> None:
        self.graph = graph
        self.framer = framer

    def act(self, token: int, frames: tuple[Frame, ...]) -> Act | None:
        graph = self.graph
        if token in self.framer.used or graph.pos[token] == "NOUN":
            return None
        arguments = graph.arguments(token)
        clauses = [kid for kid in graph.kids[token] if graph.rel[kid] in ("xcomp", "ccomp")]
        for frame in frames:
            if frame.kind == "say":
                act = self._must(token, arguments, clauses)
                if act is not None:
                    return act
                continue
            if frame.code is None:
                continue
            if not self._filled(frame, token, arguments, clauses):
                continue
            actors = arguments.subject
            if actors and frame.kind == "threaten" and not self.framer.parties.lead(list(actors), ()):
                continue
            slots: tuple[str, ...] = ("object", "on", "upon", "to", "with", "against", "from", "for", "of")
            recipients = self.framer.parties.recipients(arguments, slots, exclude=actors)
            mutual = graph.lemma[token] == "agree" and len(actors) > 1 and not recipients
            if not recipients and clauses and not mutual:
                inner = graph.arguments(clauses[0])
                recipients = tuple(t for t in inner.subject if t not in actors)
                recipients = self.framer.parties.lead(list(recipients), ()) or self.framer.parties.recipients(
                    inner, _INNER, exclude=actors
                )
            if mutual:
                actors, recipients = actors[:1], actors[1:]
            act = Act(
                rule=f"frame.{frame.id}",
                code=frame.code,
                trigger=token,
                top=token,
                verb=token,
                actors=actors,
                recipients=recipients,
                frames=(frame.id,),
                mutual=graph.lemma[token] == "agree",
                strong=False,
            )
            return self._framed_bare(act)
        return None

    def _filled(self, frame: Frame, token: int, arguments: Arguments, clauses: list[int]) -> bool:
        """Whether something stands where a frame wants its deed, though no rule knows what."""
        governors = self.framer.governors
        if frame.kind == "refuse" and any(self.graph.lemma[kid] in _MUTE for kid in clauses):
            return False
        suited = any(governors.suits(frame, token, kid) for kid in clauses)
        infinitive = any(marked_to(self.graph, kid) for kid in clauses)
        if frame.links == {"clause"}:
            return infinitive and suited
        if frame.prepositions:
            return (infinitive and suited) or self._under(arguments, frame.prepositions)
        if frame.id == "warn":
            return self._menaces(arguments, clauses)
        if frame.kind == "agree":
            agreed = self.graph.lemma[token] == "agree"
            return suited or (agreed and self._under(arguments, frozenset({"to", "on", "upon", "with"})))
        if frame.kind == "refuse":
            return infinitive or bool(arguments.object)
        return suited or bool(arguments.object or arguments.obliques)

    def _under(self, arguments: Arguments, prepositions: frozenset[str]) -> bool:
        return any(self.graph.ent[token] != "Temporal" for token in arguments.under(prepositions))

    def _menaces(self, arguments: Arguments, clauses: list[int]) -> bool:
        """Whether a warning tells somebody what to expect from whoever warns; a forecast threatens nobody."""
        graph = self.graph
        if any(graph.pos[token] != "PRON" for token in arguments.object) or arguments.under(
            frozenset({"against"})
        ):
            return True
        inner = [token for kid in clauses for token in graph.arguments(kid).surface]
        return any(graph.pos[token] == "PRON" or token in arguments.subject for token in inner)

    def _framed_bare(self, act: Act) -> Act | None:
        mood = mood_of(self.graph, act.trigger)
        link = self.framer.governors.link(act.trigger)
        if link is not None and link.kind == "clause":
            frame = self.framer.governors.frame(link)
            if frame is not None and frame.kind == "say":
                act = replace(act, speaker=self.graph.arguments(link.word).subject)
        if mood.negated:
            if act.code[:2] == "03":
                return replace(act, code="120", mood=Mood())
            return replace(act, mood=replace(mood, denied=True))
        return replace(act, mood=mood)

    def _must(self, token: int, arguments: Arguments, clauses: list[int]) -> Act | None:
        """ "X said that Y must …": a demand by X of Y, whatever Y must do."""
        graph = self.graph
        for clause in clauses:
            mood = mood_of(graph, clause)
            inner = graph.arguments(clause)
            if mood.modal != "must" or not arguments.subject:
                continue
            asked = inner.surface
            if not asked or all(graph.pos[t] == "PRON" for t in asked):
                continue
            return Act(
                rule="frame.must",
                code="100",
                trigger=clause,
                top=token,
                verb=token,
                actors=arguments.subject,
                recipients=self.framer.parties.lead(list(asked), ()) or asked,
                frames=("must",),
                strong=False,
            )
        return None
