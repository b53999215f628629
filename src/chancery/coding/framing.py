"""What the words around an act make of it: frames, speech, tense and negation."""

from __future__ import annotations

from dataclasses import replace

from chancery.coding.act import Act
from chancery.coding.frames import COOPERATIVE, HOSTILE, compose
from chancery.coding.graph import OBJECT_CONTROL, Graph, marked_to
from chancery.coding.modality import Mood, mood_of
from chancery.coding.parties import RECIPIENT_PREPOSITIONS, Parties
from chancery.coding.roles import TRANSPARENT, actorlike
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
_PURPOSE = frozenset({"request", "demand", "agree", "refuse", "threaten", "fail", "decide"})
"""Frames whose clause a parser may take for an adverbial one ("threatened to impose")."""


_WILLED = frozenset({"agree", "refuse", "fail", "threaten", "end", "cancel"})
_WILLED_SLOTS = ("second", "with", "to", "on", "against", "from", "for", "in", "of")

Tokens = tuple[int, ...]


class Framer:
    """Reads the frames around acts in one graph, and remembers which frames it has used."""

    def __init__(self, graph: Graph, triggers: Triggers, parties: Parties) -> None:
        self.graph = graph
        self.triggers = triggers
        self.parties = parties
        self.used: set[int] = set()

    def governor(self, node: int) -> tuple[str, str, int] | None:
        """What node hangs on: (link, preposition, word), through coordination and transparent nouns."""
        graph = self.graph
        for _ in range(4):
            governor = graph.head[node]
            if governor == node:
                return None
            relation, dep = graph.rel[node], graph.dep[node]
            if relation == "conj":
                node = governor
                continue
            if relation in ("xcomp", "ccomp", "csubj"):
                return "clause", "", governor
            if dep == "acl" and self._steers(governor):
                return "clause", "", graph.head[governor]
            if dep == "acl" and graph.pos[governor] == "NOUN":
                return "clause", "", governor
            if relation == "advcl" and dep != "advcl:relcl":
                return "purpose", graph.case(node), governor
            if relation in ("obj", "iobj") or dep == "nsubj:pass":
                return "noun", "", governor
            if dep == "acl:relcl":
                return None
            if relation in ("obl", "nmod") and dep != "nmod:poss":
                preposition = graph.case(node)
                if (
                    preposition == "of"
                    and graph.lemma[governor] in TRANSPARENT
                    and graph.pos[governor] == "NOUN"
                ):
                    node = governor
                    continue
                return "noun", preposition, governor
            return None
        return None

    def _steers(self, noun: int) -> bool:
        """Whether a noun is the object of a verb that steers it ("ordered the ministry to …").

        What parsers then call the noun's clause is the verb's.
        """
        graph = self.graph
        verb = graph.head[noun]
        return graph.rel[noun] == "obj" and graph.pos[verb] == "VERB" and graph.lemma[verb] in OBJECT_CONTROL

    def frame_at(self, word: int, link: str, preposition: str) -> Frame | None:
        graph, book = self.graph, self.triggers.book
        pos = graph.pos[word]
        if pos == "VERB":
            frames = book.frame_verbs.get(self.triggers.verb_key(word), ())
        elif pos == "NOUN":
            frames = book.frame_nouns.get(graph.lemma[word], ())
        elif pos == "ADJ":
            frames = book.frame_adjectives.get(graph.lemma[word], ())
        else:
            return None
        if pos == "VERB" and self.triggers.telephones(word):
            return None
        for frame in frames:
            if link == "purpose":
                if frame.kind in _PURPOSE and "clause" in frame.links and not graph.children(word, "xcomp"):
                    return frame
                continue
            if (link if not preposition else "preposition") not in frame.links:
                continue
            if link == "noun" and preposition:
                allowed = _NOUN_LINKS.get(frame.kind, frozenset())
                if pos == "NOUN":
                    allowed = allowed | {"of", "for", "on", "to"}
                if preposition not in allowed:
                    continue
            elif link == "noun" and pos == "NOUN":
                continue
            return frame
        return None

    def framed(self, act: Act, *, noun: bool) -> Act | None:
        """The act as the words around it have it; None where they leave no act."""
        graph = self.graph
        node, grounded = act.trigger, not noun or self.parties.copular(act.trigger)
        moods = Mood()
        if grounded:
            moods = mood_of(graph, node)
            if graph.rel[node] in ("advcl", "acl") and marked_to(graph, node):
                moods = replace(moods, decided=True)  # "flew there to meet": the purpose, not yet the deed
        for _ in range(6):
            step = self.governor(node)
            if step is None:
                break
            link, preposition, word = step
            frame = self.frame_at(word, link, preposition)
            if frame is None:
                rules = (
                    self.triggers.book.verbs.get(self.triggers.verb_key(word))
                    if graph.pos[word] == "VERB"
                    else None
                )
                if (
                    noun
                    and not grounded
                    and rules is None
                    and graph.pos[word] == "VERB"
                    and link == "noun"
                    and not preposition
                ):
                    act = replace(act, verb=word)
                break
            if frame.kind == "say" and graph.pos[word] == "VERB":
                act = self._said(act, word, moods)
                node = word
                continue
            changed = self._apply(act, frame, word, grounded=grounded)
            if changed is None:
                return None
            act = changed
            grounded = grounded or graph.pos[word] != "NOUN"
            self.used.add(word)
            if graph.pos[word] != "NOUN":
                moods = moods.within(mood_of(graph, word), frame.kind)
            node = word
        if not grounded and not self._stands_alone(act):
            return None
        if not grounded and graph.negated(act.trigger):
            return None
        return self._timed(act, moods)

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
        if code is None:
            return None
        owned = graph.pos[word] == "NOUN"
        subject = self.parties.owners(word) if owned else graph.arguments(word).subject
        actors, recipients = act.actors, act.recipients
        if kind == "undergo":
            actors, recipients = self._given(act, word, subject)
        elif kind == "do":
            if not grounded:
                actors, recipients = self._done(act, word, subject)
        elif kind in ("request", "demand"):
            actors, recipients = subject, self._asked(act, word, subject)
        elif kind == "allow":
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
            frames=act.frames if kind == "do" else (*act.frames, frame.id),
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
        actors, recipients = subject or act.actors, act.recipients
        if not recipients:
            outside = (*actors, act.trigger)
            rest = RECIPIENT_PREPOSITIONS[:-1]
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
                    return None
                return replace(act, code=refused, mode=None, frames=(*act.frames, "not"), mood=Mood())
            return replace(act, mood=replace(mood, denied=True))
        if mood.future and not framed:
            kind = "agree" if root in COOPERATIVE and root != "03" else "threaten" if root in HOSTILE else ""
            changed = compose(kind, act.code) if kind and root != "13" else None
            if changed is not None:
                return replace(act, code=changed, mode=None, frames=(*act.frames, "will"), mood=mood)
        return replace(act, mood=mood)
