"""What the words around an act make of it: frames, speech, tense and negation."""

from __future__ import annotations

from dataclasses import replace

from chancery.coding.act import Act
from chancery.coding.frames import COOPERATIVE, HOSTILE, compose
from chancery.coding.governing import Governors, Link
from chancery.coding.graph import Graph
from chancery.coding.modality import Mood, mood_of
from chancery.coding.parties import RECIPIENT_PREPOSITIONS, Parties
from chancery.coding.roles import actorlike
from chancery.coding.rules import Frame
from chancery.coding.triggers import Triggers

_DESIRE = "desire"
_SPEECH = ("05", "11")
"""Acts done by saying so: "I want to thank" thanks."""
_PROMISE = "030"
_PLAIN = frozenset({"do", "undergo", "decide", "doubt"})
"""Kinds of frames that leave an act what it is."""
_WORDS = ("09", "11", "12")
"""What is only intended here has no category of its own: it stays what it is, and planned."""
_WILLED = frozenset({"agree", "refuse", "fail", "threaten", "end", "cancel"})
_WILLED_SLOTS = ("second", "with", "to", "on", "against", "from", "for", "in", "of")

_TOGETHER = ("with", "between", "among", "to")
"""Where the other party of a shared act stands."""
_DEPTH = 6
"""Frames around an act that are read at most."""

Tokens = tuple[int, ...]


class Framer:
    """Reads the frames around acts in one graph, and remembers which frames it has used."""

    def __init__(self, graph: Graph, triggers: Triggers, parties: Parties) -> None:
        self.graph = graph
        self.triggers = triggers
        self.parties = parties
        self.governors = Governors(graph, triggers)
        self.used: set[int] = set()
        self.why = ""
        """Why the last act that came to nothing did."""

    def framed(self, act: Act, *, noun: bool) -> Act | None:
        """The act as the words around it have it; None where they leave no act."""
        graph = self.graph
        node = act.trigger
        grounded = not noun or (not act.carried and self.parties.copular(node))
        moods = mood_of(graph, node) if grounded else Mood(negated=graph.negated(node))
        for _ in range(_DEPTH):
            link = self.governors.link(node)
            if link is None:
                break
            word = link.word
            frame = self.governors.frame(link)
            if frame is None:
                if noun and not grounded and self._carries(link):
                    act = replace(act, verb=word)
                break
            if frame.kind == "say" and graph.pos[word] == "VERB":
                act = self._said(act, word, moods)
                moods = replace(moods, tried=moods.tried or graph.negated(word))
                node = word
                continue
            if frame.kind == "agree" and moods.negated and act.code[:2] not in COOPERATIVE:
                act = replace(act, code=_PROMISE)  # "promised not to block": not to do harm is a promise too
            changed = self._apply(act, frame, word, grounded=grounded)
            if changed is None:
                self.why = f"inside “{graph.form[word]}” it is no act (frames.toml#{frame.id})"
                return None
            act = changed
            grounded = grounded or graph.pos[word] != "NOUN"
            self.used.add(word)
            if not (frame.id == _DESIRE and self._performs(act, word)):
                outer = Mood() if graph.pos[word] == "NOUN" else mood_of(graph, word)
                moods = moods.within(outer, frame.kind)
                if frame.kind == "agree" and act.code[:2] in _WORDS:
                    moods = replace(moods, decided=True)
            node = word
        if not grounded and not self._stands_alone(act):
            self.why = "a noun that no verb carries, without both its parties"
            return None
        if not grounded and graph.negated(act.trigger):
            self.why = "a noun that is denied"
            return None
        return self._timed(act, moods)

    def _carries(self, link: Link) -> bool:
        """Whether a verb that means nothing by itself carries a noun as its object ("saw an attack")."""
        graph = self.graph
        return (
            graph.pos[link.word] == "VERB"
            and link.kind == "noun"
            and not link.preposition
            and self.triggers.verb_key(link.word) not in self.triggers.book.verbs
        )

    def _performs(self, act: Act, word: int) -> bool:
        """Whether who says "I want to" thereby does it: thanks, praise, blame."""
        first = (self.graph.lemma[token] in ("i", "we") for token in self.graph.arguments(word).subject)
        return act.code[:2] in _SPEECH and any(first)

    def _stands_alone(self, act: Act) -> bool:
        """Whether a noun that no verb carries still tells of an act: only with both its roles."""
        return act.alone and bool(act.actors) and bool(act.recipients)

    def _said(self, act: Act, word: int, moods: Mood) -> Act:
        """The act inside a clause of speech: who says it, and what a "must" in it asks for."""
        self.used.add(word)
        arguments = self.graph.arguments(word)
        speaker = arguments.subject
        if moods.modal == "must" and speaker and act.code[:2] not in ("10", "02"):
            code = compose("demand", compose("end", act.code) or act.code if moods.negated else act.code)
            if code is not None:
                return replace(
                    act, code=code, actors=speaker, recipients=act.actors or act.recipients,
                    speaker=speaker, top=word, mode=None, frames=(*act.frames, "must"),
                )  # fmt: skip
        return replace(act, speaker=act.speaker or speaker, top=act.top)

    def _apply(self, act: Act, frame: Frame, word: int, *, grounded: bool) -> Act | None:
        """The act inside one frame: its code by the table of frames, its roles by the kind of frame."""
        graph, kind = self.graph, frame.kind
        code = compose(kind, act.code)
        nominal = graph.pos[act.trigger] == "NOUN"
        if kind == "agree" and nominal and not grounded and act.code in ("051", "055", "081"):
            code = act.code  # "pledged support" gives it; "pledged to support" only intends it
        if kind == "agree" and not nominal and act.code == "057":
            code = "032"  # "agreed a deal" makes it; "agreed to sign a deal" has yet to
        if code is None:
            return None
        owned = graph.pos[word] == "NOUN"
        subject = self.parties.owners(word) if owned else graph.arguments(word).subject
        actors, recipients = act.actors, act.recipients
        if kind == "undergo":
            actors, recipients = self._given(act, word, subject)
        elif kind == "do":
            if not grounded and act.carried and self.triggers.verb_key(word) not in act.carried:
                return None
            if not grounded:
                actors, recipients = self._done(act, word, subject)
        elif kind in ("request", "demand"):
            actors, recipients = subject, self._asked(act, word, subject)
        elif kind == "allow":
            if subject and not self.parties.lead(list(subject), ()):
                return None
            inner = tuple(token for token in act.actors if token not in subject)
            actors, recipients = subject, inner or recipients
        elif kind == "decide":
            actors = subject or actors
        elif kind in _WILLED:
            actors, recipients = self._willed(act, word, subject, kind)
        carried = not owned and not grounded
        return replace(
            act,
            code=code,
            actors=actors,
            recipients=recipients,
            top=word,
            verb=word if carried else act.verb,
            mode=act.mode if code == act.code else None,
            frames=act.frames if kind in _PLAIN else (*act.frames, frame.id),
        )

    def _given(self, act: Act, word: int, subject: Tokens) -> tuple[Tokens, Tokens]:
        """The roles under a verb of receiving: whoever it comes from acts, its subject receives."""
        arguments = self.graph.arguments(word)
        givers = [token for name in ("from", "by", "at") for token in arguments.under(frozenset({name}))]
        givers += self.parties.further(word, "from")
        return self.parties.lead(givers, ()) or act.actors, subject or act.recipients

    def _done(self, act: Act, word: int, subject: Tokens) -> tuple[Tokens, Tokens]:
        """The roles of a noun under a light verb: the verb's subject acts; its phrases may name the other."""
        arguments, parties = self.graph.arguments(word), self.parties
        subject = tuple(token for token in subject if token != act.trigger)
        actors, recipients = subject or act.actors, act.recipients
        if not recipients:
            outside = (*actors, act.trigger)
            rest = _TOGETHER if act.mutual else RECIPIENT_PREPOSITIONS[:-1]
            recipients = arguments.second or (
                parties.recipients(arguments, act.slots or rest, exclude=outside, token=word)
                or parties.recipients(arguments, rest, exclude=outside)
            )
            recipients = tuple(token for token in recipients if token != act.trigger)
        if not recipients and act.mutual:
            if len(actors) > 1:
                return actors[:1], actors[1:]
            if act.actors and act.actors != actors:
                return actors, act.actors
        return actors, recipients

    def _asked(self, act: Act, word: int, subject: Tokens) -> Tokens:
        """Who is asked: the object of asking, who stands under "on" or "from", else who is to do it."""
        arguments, parties = self.graph.arguments(word), self.parties
        asked = tuple(
            token
            for token in arguments.object
            if token != act.trigger and actorlike(self.graph, token, parties.agents)
        )
        if asked:
            return asked
        under = [
            token
            for name in ("on", "upon", "to", "from", "with")
            for token in arguments.under(frozenset({name}))
            if token != act.trigger
        ]
        inner = tuple(token for token in act.actors if token not in subject)
        return (
            parties.lead(under, ())
            or inner
            or tuple(token for token in act.recipients if token not in subject)
        )

    def _willed(self, act: Act, word: int, subject: Tokens, kind: str) -> tuple[Tokens, Tokens]:
        """The roles of what is agreed to, refused, stopped or threatened: the will is the subject's."""
        arguments = self.graph.arguments(word)
        inner = tuple(token for token in act.actors if token not in subject)
        rest = tuple(token for token in act.recipients if token not in subject)
        actors = subject or act.actors
        if kind == "refuse" and self.graph.pos[act.trigger] == "NOUN":
            rest = inner or rest
        recipients = rest or inner
        if not recipients:
            found = self.parties.recipients(arguments, _WILLED_SLOTS, exclude=(*actors, act.trigger))
            recipients = tuple(token for token in found if token != act.trigger)
        if act.mutual and not recipients and len(actors) > 1:
            return actors[:1], actors[1:]
        return actors, recipients

    def _timed(self, act: Act, mood: Mood) -> Act | None:
        """What tense and negation make of the act.

        A meeting to come is an agreement, an attack to come a threat, a refused release a rejection.
        """
        root = act.code[:2]
        framed = any(name not in ("say", "must") for name in act.frames)
        if "must" in act.frames:
            return replace(act, mood=Mood())
        if mood.negated:
            willed = mood.future or mood.modal in ("would", "can", "could")
            if root in COOPERATIVE and (willed or framed or root == "08"):
                refused = compose("refuse", act.code)
                if refused is None:
                    self.why = "denied, and its refusal is no act"
                    return None
                return replace(act, code=refused, mode=None, frames=(*act.frames, "not"), mood=Mood())
            return replace(act, mood=replace(mood, denied=True))
        if mood.future and not framed:
            kind = "agree" if root in COOPERATIVE and root != "03" else "threaten" if root in HOSTILE else ""
            changed = compose(kind, act.code) if kind and root != "13" else None
            if changed is not None:
                return replace(act, code=changed, mode=None, frames=(*act.frames, "will"), mood=mood)
        return replace(act, mood=mood)
