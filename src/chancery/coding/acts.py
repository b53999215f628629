"""Acts in a parse: which words name an act, who does it to whom, and what the words around it make of it.

The result is still about words: token indices, a rule and a CAMEO code. `coding.events` turns acts into
records of resolved actors; `evaluate.plv` reads their noun phrases.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from chancery.coding.frames import COOPERATIVE, HOSTILE, compose
from chancery.coding.graph import Arguments, Graph, bare_verbs
from chancery.coding.modality import Mood, mood_of
from chancery.coding.roles import CALENDAR, TRANSPARENT, actor_within, actorlike, any_holds, holds
from chancery.coding.rules import Codebook, Frame, Rule

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
_BY = frozenset({"by"})
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


_SLOTS = frozenset({"subject", "object", "second"})
_PHRASES = frozenset({"obj", "obl", "nmod", "conj", "compound"})
_PURPOSE = frozenset({"request", "demand", "agree", "refuse", "threaten", "fail", "decide"})
"""Frames whose clause a parser may take for an adverbial one ("threatened to impose")."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """One act found: its rule, its CAMEO code after all frames, its trigger and its roles as tokens.

    `speaker` is who says so where a clause of speech holds the act; a pronoun in a role often means them.
    `top` is the outermost word that the act hangs on (its frame, else its trigger), `verb` the word whose
    tense and modifiers place it in time and space.
    """

    rule: str
    code: str
    trigger: int
    top: int
    verb: int
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    speaker: tuple[int, ...] = ()
    mode: str | None = None
    mutual: bool = False
    mood: Mood = field(default_factory=Mood)
    frames: tuple[str, ...] = ()
    strong: bool = True
    slots: tuple[str, ...] = ()
    alone: bool = True


class Reader:
    """Reads acts out of one graph; made for one text and thrown away."""

    def __init__(self, graph: Graph, book: Codebook) -> None:
        self.graph = graph
        self.book = book
        self.agents = book.classes["agent"]
        self.matters = book.classes["matter"]
        self.used: set[int] = set()
        self.near: tuple[int, int, frozenset[str]] | None = None
        self.keys: dict[int, str] = {}

    def acts(self) -> list[Act]:
        """The acts of the text, in the order of their triggers."""
        graph, book = self.graph, self.book
        found: list[Act] = []
        bare: list[tuple[int, tuple[Frame, ...]]] = []
        for token in range(len(graph.lemma)):
            pos = graph.pos[token]
            if pos == "VERB":
                if graph.rel[token] == "amod":
                    continue
                key = self._verb_key(token)
                rules = book.verbs.get(key)
                frames = book.frame_verbs.get(key)
            elif pos == "NOUN":
                rules, frames = book.nouns.get(graph.lemma[token]), book.frame_nouns.get(graph.lemma[token])
            elif pos == "ADJ":
                rules, frames = (
                    book.adjectives.get(graph.lemma[token]),
                    book.frame_adjectives.get(graph.lemma[token]),
                )
            else:
                continue
            if rules:
                for rule in rules:
                    if self._fits(token, rule):
                        act = self._atom(token, rule)
                        act = self._framed(act, noun=pos == "NOUN")
                        if act is not None:
                            found.append(act)
                        break
            if frames and graph.rel[token] != "amod":
                bare.append((token, frames))
        for token, frames in bare:
            act = self._bare(token, frames)
            if act is not None:
                found.append(act)
        found.sort(key=lambda act: act.trigger)
        return found

    # -- one rule at one word ------------------------------------------------------------------------------

    def _verb_key(self, token: int) -> str:
        """The trigger that a verb is looked up by: its lemma, with its particle where that is listed."""
        found = self.keys.get(token)
        if found is None:
            found = self.keys[token] = self._new_key(token)
        return found

    def _new_key(self, token: int) -> str:
        verbs, frames = self.book.verbs, self.book.frame_verbs
        lemma = self.graph.lemma[token]
        if lemma not in verbs and lemma not in frames:
            form = self.graph.doc[token].lower_
            irregular = self.book.irregular.get(form)
            for candidate in (irregular,) if irregular else bare_verbs(form):
                if candidate in verbs or candidate in frames:
                    lemma = candidate
                    break
        particle = self.graph.particle(token)
        if particle:
            key = f"{lemma} {particle}"
            if key in verbs or key in frames:
                return key
        return lemma

    def _fits(self, token: int, rule: Rule) -> bool:
        graph = self.graph
        arguments = graph.arguments(token)
        if rule.passive is not None and arguments.passive != rule.passive:
            return False
        if rule.object is not None and not any_holds(graph, self._objects(token, arguments), rule.object):
            return False
        if rule.forbid is not None and any_holds(graph, self._objects(token, arguments), rule.forbid):
            return False
        if rule.subject is not None and not any_holds(graph, arguments.subject, rule.subject):
            return False
        if rule.preposition and not any(
            preposition in rule.preposition
            and (
                not rule.preposition[preposition].single
                or holds(graph, target, rule.preposition[preposition])
            )
            for preposition, target in self._obliques(token, arguments)
        ):
            return False
        if rule.complement is not None and not any_holds(
            graph, self._complements(token, arguments), rule.complement
        ):
            return False
        if rule.loose and self.graph.pos[token] == "VERB" and not self._serious(rule, arguments):
            return False
        if rule.near and rule.near.isdisjoint(self._words_near(token)):
            return False
        return not (rule.clause and not graph.children(token, "ccomp", "xcomp", "advcl"))

    def _serious(self, rule: Rule, arguments: Arguments) -> bool:
        """Whether a verb that a rule takes with any object is about somebody or about a public matter.

        "He slammed the door" and "pillars support the roof" are not.
        """
        graph, agents = self.graph, self.agents
        violent = rule.code.cameo[:2] in ("18", "19", "20")
        if arguments.object and not any(
            actor_within(graph, token, agents) is not None or holds(graph, token, self.matters)
            for token in arguments.object
        ):
            return False
        return (
            violent
            or not arguments.subject
            or any(actor_within(graph, token, agents) is not None for token in arguments.subject)
        )

    def _complements(self, token: int, arguments: Arguments) -> list[int]:
        """What is said of an object: predicates of the verb, and adjectives that the parse hung elsewhere."""
        graph = self.graph
        found = graph.children(token, "xcomp", "advcl", "ccomp", "obl", "obj", "advmod")
        for kid in arguments.object:
            found.extend(graph.children(kid, "acl", "amod", "appos", "nmod"))
        return found

    def _words_near(self, token: int) -> frozenset[str]:
        """The lemmas of the sentence of token."""
        if self.near is None or not self.near[0] <= token < self.near[1]:
            sentence = self.graph.doc[token].sent
            words = frozenset(self.graph.lemma[sentence.start : sentence.end])
            self.near = (sentence.start, sentence.end, words)
        return self.near[2]

    def _obliques(self, token: int, arguments: Arguments) -> tuple[tuple[str, int], ...]:
        """The prepositional phrases of a word; of a noun also those of the verb that governs it."""
        graph = self.graph
        governor = graph.head[token]
        if graph.pos[token] == "NOUN" and graph.rel[token] == "obj" and graph.pos[governor] == "VERB":
            return (*arguments.obliques, *graph.arguments(governor).obliques)
        return arguments.obliques

    def _objects(self, token: int, arguments: Arguments) -> tuple[int, ...]:
        if self.graph.pos[token] == "NOUN":
            modifiers = [
                kid
                for kid in self.graph.kids[token]
                if self.graph.rel[kid] in ("compound", "amod") or self.graph.dep[kid] == "nmod:poss"
            ]
            return (*arguments.under(frozenset({"of", "on", "for", "in", "to", "from"})), *modifiers)
        return arguments.object

    def _atom(self, token: int, rule: Rule) -> Act:
        arguments = self.graph.arguments(token)
        if self.graph.pos[token] == "NOUN":
            actors, recipients = self._noun_roles(token, rule)
        else:
            actors = self._fill(rule.actor, arguments) if rule.actor else arguments.subject
            recipients = self._recipients(arguments, rule.recipient, exclude=actors, token=token)
            if rule.mutual and len(actors) > 1 and not self._lead(list(recipients), actors):
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
        )

    def _slot(self, slot: str, arguments: Arguments) -> list[int]:
        if slot == "subject":
            return list(arguments.subject)
        if slot == "object":
            return list(arguments.object)
        if slot == "second":
            return list(arguments.second)
        return [more for token in arguments.under(frozenset({slot})) for more in self.graph.conjoined(token)]

    def _fill(self, slots: tuple[str, ...], arguments: Arguments) -> tuple[int, ...]:
        for slot in slots:
            found = self._slot(slot, arguments)
            if found:
                return tuple(found)
        return ()

    def _lead(self, tokens: list[int], exclude: tuple[int, ...]) -> tuple[int, ...]:
        found: dict[int, None] = {}
        for token in tokens:
            actor = actor_within(self.graph, token, self.agents)
            if actor is not None and actor not in exclude:
                found[actor] = None
        return tuple(found)

    def _recipients(
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
            if tokens and not self._temporal(tokens[0]):
                led = self._lead(tokens, exclude)
                if led:
                    return led
        if token is not None:
            for slot in slots:
                if slot not in _SLOTS:
                    led = self._lead(self._further(token, slot), exclude)
                    if led:
                        return led
        for slot in order[:3]:
            tokens = [token for token in self._slot(slot, arguments) if token not in exclude]
            if tokens and not self._temporal(tokens[0]):
                return tuple(tokens)
        return ()

    def _further(self, token: int, preposition: str) -> list[int]:
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
        return (
            self.graph.ent[token] in ("Temporal", "Quantity", "Money") or self.graph.lemma[token] in CALENDAR
        )

    def _copular(self, token: int) -> bool:
        """Whether a noun is what something is said to be ("is a donor")."""
        return any(self.graph.rel[kid] == "cop" for kid in self.graph.kids[token])

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
        by = [m for t in arguments.under(_BY) for m in graph.conjoined(t)]
        actors.extend(by)
        if not actors and self._copular(token):
            actors.extend(arguments.surface)
        for target in arguments.under(frozenset({"of"})):
            spread = graph.conjoined(target)
            (actors if rule.of == "actor" and not actors else recipients).extend(spread)
        if not actors:
            for kid in graph.kids[token]:
                if graph.rel[kid] in ("compound", "amod") and actorlike(graph, kid, self.agents):
                    actors.append(kid)
        slots = rule.recipient or tuple(p for p in RECIPIENT_PREPOSITIONS if p != "of")
        led = self._lead(recipients, tuple(actors)) or self._recipients(
            arguments, slots, exclude=tuple(actors), token=token if rule.recipient else None
        )
        return self._lead(actors, ()), led

    # -- the words around it -------------------------------------------------------------------------------

    def _governor(self, node: int) -> tuple[str, str, int] | None:
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

    def _frame_at(self, word: int, link: str, preposition: str) -> Frame | None:
        graph, book = self.graph, self.book
        pos = graph.pos[word]
        if pos == "VERB":
            frames = book.frame_verbs.get(self._verb_key(word), ())
        elif pos == "NOUN":
            frames = book.frame_nouns.get(graph.lemma[word], ())
        elif pos == "ADJ":
            frames = book.frame_adjectives.get(graph.lemma[word], ())
        else:
            return None
        if pos == "VERB" and self._telephones(word):
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

    def _telephones(self, word: int) -> bool:
        """Whether "call" has somebody as its object: then it asks for nothing by itself."""
        if self.graph.lemma[word] != "call" or self._verb_key(word) != "call":
            return False
        arguments = self.graph.arguments(word)
        return bool(arguments.object) and not arguments.under(frozenset({"on", "upon", "for"}))

    def _framed(self, act: Act, *, noun: bool) -> Act | None:
        """The act as the words around it have it; None where they leave no act."""
        graph = self.graph
        node, grounded = act.trigger, not noun or self._copular(act.trigger)
        moods = Mood()
        if grounded:
            moods = mood_of(graph, node)
        for _ in range(6):
            step = self._governor(node)
            if step is None:
                break
            link, preposition, word = step
            frame = self._frame_at(word, link, preposition)
            if frame is None:
                rules = self.book.verbs.get(self._verb_key(word)) if graph.pos[word] == "VERB" else None
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
        graph = self.graph
        kind = frame.kind
        arguments = graph.arguments(word)
        verbal = graph.pos[act.trigger] != "NOUN"
        code = compose(kind, act.code)
        if kind == "agree" and not verbal and not grounded and act.code == "051":
            code = act.code  # "pledged support" gives it; "pledged to support" only intends it
        if code is None:
            return None
        if graph.pos[word] == "NOUN":
            subject = self._owners(word)
        else:
            subject = arguments.subject
        actors, recipients = act.actors, act.recipients
        if kind == "undergo":
            givers = [t for p in ("from", "by", "at") for t in arguments.under(frozenset({p}))]
            givers += self._further(word, "from")
            actors = self._lead(givers, ()) or actors
            recipients = subject or recipients
        elif kind == "do":
            if not grounded:
                owners = actors
                actors = subject or actors
                if not recipients:
                    recipients = self._recipients(
                        arguments,
                        act.slots or tuple(RECIPIENT_PREPOSITIONS[:-1]),
                        exclude=(*actors, act.trigger),
                        token=word,
                    ) or self._recipients(
                        arguments, tuple(RECIPIENT_PREPOSITIONS[:-1]), exclude=(*actors, act.trigger)
                    )
                    recipients = tuple(token for token in recipients if token != act.trigger)
                    if arguments.second:
                        recipients = arguments.second
                if not recipients and act.mutual:
                    if len(actors) > 1:
                        actors, recipients = actors[:1], actors[1:]
                    elif owners and owners != actors:
                        recipients = owners
        elif kind in ("request", "demand"):
            asked = tuple(
                t for t in arguments.object if t != act.trigger and actorlike(graph, t, self.agents)
            )
            if not asked:
                asked = self._lead(
                    [
                        t
                        for p in ("on", "upon", "to", "from", "with")
                        for t in arguments.under(frozenset({p}))
                        if t != act.trigger
                    ],
                    (),
                )
            inner = tuple(t for t in act.actors if t not in subject)
            actors, recipients = subject, asked or inner or tuple(t for t in recipients if t not in subject)
        elif kind == "allow":
            inner = tuple(t for t in act.actors if t not in subject)
            actors, recipients = subject, (inner or recipients)
        elif kind == "decide":
            actors = subject or actors
        elif kind in ("agree", "refuse", "fail", "threaten", "end", "cancel"):
            inner = tuple(t for t in act.actors if t not in subject)
            rest = tuple(t for t in recipients if t not in subject)
            if subject:
                actors = subject
            if kind == "refuse" and graph.pos[act.trigger] == "NOUN":
                rest = inner or rest
            recipients = rest or inner
            if not recipients:
                recipients = tuple(
                    t
                    for t in self._recipients(
                        arguments,
                        ("second", "with", "to", "on", "against", "from", "for", "in", "of"),
                        exclude=(*actors, act.trigger),
                    )
                    if t != act.trigger
                )
            if act.mutual and not recipients and len(actors) > 1:
                actors, recipients = actors[:1], actors[1:]
        return replace(
            act,
            code=code,
            actors=actors,
            recipients=recipients,
            top=word,
            verb=word if graph.pos[word] != "NOUN" and not grounded else act.verb,
            mode=act.mode if code == act.code else None,
            frames=(*act.frames, frame.id) if kind not in ("do",) else act.frames,
        )

    def _owners(self, word: int) -> tuple[int, ...]:
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

    def _timed(self, act: Act, mood: Mood) -> Act | None:
        """What tense and negation make of the act: a meeting to come is an agreement, a refused one a rejection."""
        code, frames = act.code, act.frames
        root = code[:2]
        framed = any(name not in ("say", "must") for name in frames)
        if "must" in frames:
            return replace(act, mood=Mood())
        if mood.negated:
            willed = mood.future or mood.modal in ("would", "can", "could")
            if root in COOPERATIVE and (
                willed or framed or root in ("08",) or act.rule.startswith(("yield", "aid.accept"))
            ):
                refused = compose("refuse", code)
                if refused is None:
                    return None
                return replace(act, code=refused, mode=None, frames=(*frames, "not"), mood=Mood())
            return replace(act, mood=replace(mood, denied=True))
        if mood.future and not framed:
            if root in COOPERATIVE and root != "03":
                intended = compose("agree", code)
                if intended is not None:
                    return replace(act, code=intended, mode=None, frames=(*frames, "will"), mood=mood)
            if root in HOSTILE and root != "13":
                threat = compose("threaten", code)
                if threat is not None:
                    return replace(act, code=threat, mode=None, frames=(*frames, "will"), mood=mood)
        return replace(act, mood=mood)

    # -- frames with nothing known inside ------------------------------------------------------------------

    def _bare(self, token: int, frames: tuple[Frame, ...]) -> Act | None:
        graph = self.graph
        if token in self.used or graph.pos[token] == "NOUN" or self._telephones(token):
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
            if frame.links == {"clause"} and not any(self._infinitive(kid) for kid in clauses):
                continue
            if frame.kind == "agree" and not (
                clauses or arguments.second or arguments.under(frozenset({"to", "on", "upon", "with"}))
            ):
                continue
            if frame.kind == "threaten" and not (clauses or arguments.obliques or arguments.object):
                continue
            if frame.kind == "refuse" and not (clauses or arguments.object):
                continue
            if frame.kind in ("request", "demand") and not (
                clauses or arguments.object or arguments.obliques
            ):
                continue
            actors = arguments.subject
            slots: tuple[str, ...] = ("object", "on", "upon", "to", "with", "against", "from", "for", "of")
            recipients = self._recipients(arguments, slots, exclude=actors)
            if not recipients and clauses:
                inner = graph.arguments(clauses[0])
                recipients = tuple(t for t in inner.subject if t not in actors)
                recipients = self._lead(list(recipients), ()) or self._recipients(inner, (), exclude=actors)
            if frame.kind == "agree" and not recipients and len(actors) > 1:
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
                mutual=frame.kind == "agree",
                strong=False,
            )
            return self._framed_bare(act)
        return None

    def _infinitive(self, token: int) -> bool:
        graph = self.graph
        return any(graph.rel[kid] == "mark" and graph.lemma[kid] == "to" for kid in graph.kids[token])

    def _framed_bare(self, act: Act) -> Act | None:
        mood = mood_of(self.graph, act.trigger)
        step = self._governor(act.trigger)
        if step is not None and step[0] == "clause":
            frame = self._frame_at(step[2], "clause", "")
            if frame is not None and frame.kind == "say":
                act = replace(act, speaker=self.graph.arguments(step[2]).subject)
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
                recipients=self._lead(list(asked), ()) or asked,
                frames=("must",),
                strong=False,
            )
        return None


def acts(graph: Graph, book: Codebook) -> list[Act]:
    """The acts of a parsed text, in the order of their triggers."""
    return Reader(graph, book).acts()
