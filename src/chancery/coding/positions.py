"""Positions: who supports, opposes or is undecided about what, with the reason that is given.

Stances come from the parse (stances.py), holders from the cast, issues from issues.py. What nobody resolved
holds is left out; so is what is only wished, doubted or made a condition.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from spacy.attrs import LENGTH, SPACY
from spacy.tokens import Doc

from chancery.coding.attribution_index import Layers, StatementIndex
from chancery.coding.confidence import confidence
from chancery.coding.graph import Graph
from chancery.coding.issues import Issues, sentence_numbers
from chancery.coding.labels import joint_with
from chancery.coding.phrases import Range, extent
from chancery.coding.reading_graph import graph_of
from chancery.coding.reasons import later_reasons
from chancery.coding.reported import Reported
from chancery.coding.stance_nouns import GRANTED
from chancery.coding.stance_rules import FILE, lexicon
from chancery.coding.stances import stances
from chancery.coding.taken import Taken
from chancery.coding.text import Text
from chancery.records import CLAIMS, Article, Issue, Passage, Position, Record, Statement, digest

FIRST_PERSON = frozenset({"we", "i", "us", "me", "our", "my"})
SECOND_PERSON = frozenset({"you", "your"})
UNSAID = frozenset({"deny"})
"""Acts of statements whose content is not what their speaker holds."""
MEASURES = ("law", "deal", "plan", "policy", "talks", "demand", "any")
"""The classes of nouns for what can be signed, passed or vetoed."""
LONG_NAME = 4
"""Words before a name's last that can be part of it ("Ban Ki-moon" is four)."""
NOBODY = "nobody who holds it is resolved"
UNSPOKEN = "a judgement or a need that no resolved speaker states: the article's own is nobody's position"
NO_ISSUE = "what it is about is no issue that the rule takes"
SHORT = 2
"""Words before a noun in its own phrase ("the strong support")."""
FAR = 30
"""Tokens between a holder and the cue beyond which they are cited as two passages."""


def code(text: Text, found: Sequence[Record]) -> Iterator[Position]:
    """The positions of an article, one for each holder and issue, in the order of the text."""
    yield from _Reader(text, found).positions()


class _Reader:
    """One article being read for positions."""

    def __init__(self, text: Text, found: Sequence[Record]) -> None:
        self.text = text
        self.doc = text.doc
        self.graph = graph_of(text.doc)
        self.sentences = sentence_numbers(text.doc)
        self.said = StatementIndex.of(found)
        self.statements = {record.id: record for record in found if isinstance(record, Statement)}
        cues = (statement.cue for statement in self.statements.values())
        self.cues: Layers[int] = Layers.of((n, [(cue.start, cue.end)]) for n, cue in enumerate(cues))
        self.starts, self.ends = _edges(self.doc)
        self.heads = {**text.cast.heads, **self._voices()}
        cast = replace(text.cast, heads=self.heads)
        self.issues = Issues(
            article=text.article, graph=self.graph, cast=cast, lexis=lexicon(), sentences=self.sentences
        )
        self.claims = claims(text.article)

    def positions(self) -> Iterator[Position]:
        made: dict[tuple[str, str, str, bool], Position] = {}
        given = later_reasons(self.graph, self.sentences)
        issues: dict[int, list[Issue]] = {}
        for taken in self._in_order():
            here = self.sentences[taken.cue]
            holders = self._holders(taken)
            why = NOBODY if not holders and not taken.spoken else UNSPOKEN if not holders else NO_ISSUE
            for issue, actor in self._targets(taken, issues.get(here, [])):
                if actor is None:
                    issues.setdefault(here, []).append(issue)
                for holder in holders:
                    if holder == actor:
                        why = "nobody has a position on themselves"
                        continue
                    position = self._position(taken, holder, issue, given.get(here))
                    key = (holder, issue.id, taken.stance, taken.former)
                    made[key] = _joined(made[key], position) if key in made else position
                    self._note(taken, made[key].id)
                    why = ""
            if why:
                self._note(taken, None, why)
        yield from made.values()

    def _note(self, taken: Taken, position: str | None, why: str = "") -> None:
        """Tell the trace, where there is one, which position a stance made, or why it made none."""
        trace = self.text.trace
        if trace is not None and position is not None:
            trace.make(position, [f"{FILE}#{taken.rule.id}"], [self._cite((taken.cue, taken.cue + 1))])
        elif trace is not None:
            trace.miss("position", f"{FILE}#{taken.rule.id}", taken.cue, why, fitted=True)

    def _in_order(self) -> list[Taken]:
        """The stances of what the article claims; in a sentence those that leave their issue to it come last."""
        found = []
        trace = self.text.trace
        for taken in stances(self.graph, actors=self.heads, reported=self._reported(), trace=trace):
            if self._asked(taken.cue):
                self._note(taken, None, "a question")
            elif self._claimed(taken.cue):
                found.append(taken)
        return sorted(found, key=lambda taken: (self.sentences[taken.cue], not taken.targets))

    def _asked(self, token: int) -> bool:
        """Whether a question holds the token: the next mark that ends a sentence asks."""
        here, sentences = self.sentences[token], self.sentences
        for i in range(token + 1, len(sentences)):
            if sentences[i] != here or self.graph.lemma[i] in (".", "!", "?"):
                return sentences[i] == here and self.graph.lemma[i] == "?"
        return False

    def _voices(self) -> dict[int, tuple[str, ...]]:
        """Whom an unresolved "I", "we" and "you" of somebody's words denote: who speaks, who is spoken to."""
        found: dict[int, tuple[str, ...]] = {}
        for i, lemma in enumerate(self.graph.lemma):
            if self.graph.pos[i] != "PRON" or self.text.cast.heads.get(i):
                continue
            start, end = self.starts[i], self.ends[i]
            if lemma in FIRST_PERSON:
                speaker = self._speaker(start, end)
            elif lemma in SECOND_PERSON:
                heard = (self.statements[one].addressee for one in self.said.chain(start, end))
                speaker = next((one for one in heard if one), None)
            else:
                continue
            if speaker:
                found[i] = (speaker,)
        return found

    def _reported(self) -> list[Reported]:
        """The statements that somebody makes, as token ranges."""
        found = []
        for statement in self.statements.values():
            if statement.speaker and not statement.negated and statement.modality == "happened":
                found.append(
                    Reported(self._tokens(statement.cue), [self._tokens(part) for part in statement.content])
                )
        return found

    def _tokens(self, passage: Passage) -> Range:
        return bisect_right(self.ends, passage.start), bisect_left(self.starts, passage.end)

    def _claimed(self, token: int) -> bool:
        return inside(self.claims, self.doc[token].idx)

    def _holders(self, taken: Taken) -> list[str]:
        """Who takes the stance, as actor ids; whoever speaks, for judgements.

        Where no holder is resolved and the cue is that of a statement, whoever makes it.
        """
        cue = self.doc[taken.cue]
        if taken.spoken:
            speaker = self._speaker(cue.idx, cue.idx + len(cue))
            return [speaker] if speaker else []
        found: dict[str, None] = {}
        for token in taken.holders:
            found.update(dict.fromkeys(self._named(token)))
        carried = bool(taken.targets) or taken.head != taken.cue
        for token in (taken.cue, taken.head) if carried and not found else ():
            found.update(dict.fromkeys(self._cued(self.starts[token], self.ends[token])))
        return list(found)

    def _named(self, token: int) -> tuple[str, ...]:
        """Whom a holder's head denotes; else the name that it is a part of or that stands beside it."""
        heads, graph = self.heads, self.graph
        if heads.get(token) or graph.pos[token] not in ("NOUN", "PROPN"):
            return heads.get(token, ())
        for kid in graph.kids[token]:
            near = graph.rel[kid] == "compound" and 0 < token - kid <= LONG_NAME
            beside = near or graph.rel[kid] in ("flat", "appos")
            ids = heads.get(kid, ())
            # The rest of a name, or the body whose meeting it is ("the NATO summit welcomed it").
            meant = not near or (bool(ids) and ids[0].startswith(self._owning(token)))
            if beside and len(ids) == 1 and graph.pos[kid] == "PROPN" and meant:
                return ids
        return ()

    def _owning(self, token: int) -> tuple[str, ...]:
        """Of what kind a name before a noun is that can hold what the noun is said to hold."""
        if self.graph.lemma[token].lower() in self.issues.lexis.shells["talks"]:
            return ("org:",)
        named = self.graph.pos[token] == "PROPN" or self.graph.ent[token] == "Person"
        return ("person:",) if named else ()

    def _cued(self, start: int, end: int) -> Iterator[str]:
        """Who makes the statements whose cue is there."""
        made = list(self.statements.values())
        for number in sorted(self.cues.over(start, end)):
            speaker = made[number].speaker
            if speaker:
                yield speaker

    def _speaker(self, start: int, end: int) -> str | None:
        """Who speaks here: the speaker of the innermost statement, unless it was not made."""
        for inner in self.said.chain(start, end):
            statement = self.statements[inner]
            if statement.cue.start <= start < statement.cue.end:
                # What the word itself reports is not by whom it is said.
                continue
            if statement.negated or statement.act in UNSAID:
                return None
            if statement.speaker or not self._passes(statement):
                return statement.speaker
        return None

    def _targets(self, taken: Taken, near: Sequence[Issue]) -> Iterator[tuple[Issue, str | None]]:
        """The issues of a stance, each with the actor that it is, if it is one.

        What a stance leaves to its context is the issue of another stance in its sentence.
        """
        if not taken.targets and (beside := self._beside(taken)) is not None:
            token, actor_id = beside
            yield self.issues.issue_of_actor(token, actor_id), actor_id
        elif not taken.targets and self._left_open(taken):
            implied = near[-1] if near else self.issues.latest(taken.cue, MEASURES)
            if implied is not None and not self._names(implied, taken.cue):
                yield implied, None
        joint = {member for token in taken.targets for member in joint_with(self.graph, token)}
        for token in taken.targets:
            if token in joint or self._vague(taken, token):
                continue
            ids = () if taken.clause else self.issues.actors(token)
            if (ids and taken.rule.about in ("thing", "measure")) or not self._fits(taken, token):
                continue
            if len(ids) > 1:
                for actor_id in ids:
                    yield self.issues.issue_of_actor(token, actor_id), actor_id
                continue
            issue = self.issues.of(token, clause=taken.clause)
            if issue is not None:
                yield issue, ids[0] if ids else None

    def _names(self, issue: Issue, token: int) -> bool:
        """Whether an issue is the phrase that a noun heads: support is no issue of itself."""
        before = self.starts[token] - issue.passage.start
        return (
            before >= 0
            and len(issue.passage.text[:before].split()) <= SHORT
            and (self.starts[token] < issue.passage.end)
        )

    def _beside(self, taken: Taken) -> tuple[int, str] | None:
        """Whom somebody meets in the same breath ("met the envoy and expressed their support")."""
        graph = self.graph
        word = taken.head if taken.head >= 0 else taken.cue
        verb = word if graph.pos[word] == "VERB" else graph.head[word]
        left_open = graph.lemma[taken.cue] in self.issues.lexis.light["implied"]
        if not left_open or graph.rel[verb] != "conj" or graph.pos[graph.head[verb]] != "VERB":
            return None
        if graph.arguments(verb).object and taken.cue not in graph.arguments(verb).object:
            return None  # "met the envoy and thanked Norway for its support": another's
        arguments = graph.arguments(graph.head[verb])
        for token in (*arguments.object, *arguments.under(frozenset({"with", "to"}))):
            ids = self.heads.get(token, ())
            if len(ids) == 1 and token < verb:
                return token, ids[0]
        return None

    def _left_open(self, taken: Taken) -> bool:
        """Whether a stance leaves its issue to its context; "his support" may as well be what he enjoys."""
        graph, noun = self.graph, self.graph.lemma[taken.cue]
        owned = any(graph.dep[token] == "nmod:poss" for token in taken.holders)
        implied = noun in self.issues.lexis.light["implied"] and graph.case(taken.cue) != "with"
        return implied and graph.rel[taken.cue] != "conj" and not (owned and noun in GRANTED)

    def _vague(self, taken: Taken, token: int) -> bool:
        """Whether a target names no issue: "things", "the way", a clause of an auxiliary alone."""
        if taken.clause:
            return self.graph.pos[token] == "AUX"
        return self.graph.lemma[token] in self.issues.lexis.duty["dummies"] and not any(
            self.graph.rel[kid] in ("acl", "ccomp", "nmod") and self.graph.dep[kid] != "acl:relcl"
            for kid in self.graph.kids[token]
        )

    def _passes(self, statement: Statement) -> bool:
        """Whether what a statement without a speaker says is said by whoever makes the one around it.

        So it is for "we think" and for "this shows".
        """
        if statement.source is None:
            return False
        first = statement.source.text.split()[0].lower()
        return statement.act == "show" or first in FIRST_PERSON or first in ("this", "that", "these", "it")

    def _fits(self, taken: Taken, token: int) -> bool:
        """Whether the rule allows the target."""
        about = taken.rule.about
        if about == "measure unless denied":
            return taken.stance != taken.rule.stance or self._measure(token)
        return about != "measure" or self._measure(token)

    def _measure(self, token: int) -> bool:
        """Whether a target can be signed, passed or vetoed: a law, a deal, a plan, or a name that is no actor."""
        if self.graph.pos[token] == "PRON":
            return self.issues.stands_for(token, MEASURES)
        shells = self.issues.lexis.shells
        if any(self.graph.lemma[token] in shells[kind] for kind in MEASURES):
            return True
        return self.graph.pos[token] == "PROPN" and token not in self.text.cast.heads

    def _position(self, taken: Taken, holder: str, issue: Issue, later: Range | None) -> Position:
        evidence = self._evidence(taken)
        cue = self.doc[taken.cue]
        coder = f"positions/{taken.rule.id}"
        reason = taken.reason or later
        told = self.doc[taken.head if taken.head >= 0 else taken.cue]
        return Position(
            id=digest("position", self.text.article.id, cue.idx, holder, taken.stance, issue.id),
            evidence=evidence,
            coder=coder,
            confidence=confidence(coder),
            attributed_to=self.said.innermost(told.idx, told.idx + len(told)),
            holder=holder,
            stance=taken.stance,
            issue=issue,
            reason=self._cite(reason) if reason else None,
            date=self.text.calendar.of_token(cue),
            former=taken.former,
        )

    def _evidence(self, taken: Taken) -> tuple[Passage, ...]:
        """The words from holder to issue; the holder apart where it stands far off."""
        parts = [extent_of_phrase(self.graph, token) for token in taken.targets]
        if taken.spoken:
            parts.append(extent_of_phrase(self.graph, taken.cue))
        holders = [extent_of_phrase(self.graph, token) for token in taken.holders]
        low = min([taken.cue, *(part[0] for part in parts)])
        high = max([taken.cue + 1, *(part[1] for part in parts)])
        near = [part for part in holders if low - part[1] < FAR and part[0] - high < FAR]
        low = min([low, *(part[0] for part in near)])
        high = max([high, *(part[1] for part in near)])
        cited = [self._cite((low, high))]
        if holders and not near:
            cited.insert(0, self._cite(holders[0]))
        return tuple(cited)

    def _cite(self, part: Range) -> Passage:
        last = self.doc[part[1] - 1]
        return self.text.article.passage(self.doc[part[0]].idx, last.idx + len(last))


def _edges(doc: Doc) -> tuple[list[int], list[int]]:
    """Where each token begins and ends, in characters."""
    starts, ends, at = [], [], 0
    for length, blank in doc.to_array([LENGTH, SPACY]).tolist() if len(doc) else ():
        starts.append(at)
        ends.append(at + length)
        at += length + blank
    return starts, ends


def extent_of_phrase(graph: Graph, token: int) -> Range:
    """The tokens of a phrase, without relative clauses, asides and what is coordinated with it."""
    leave = [
        kid
        for kid in graph.kids[token]
        if graph.dep[kid] == "acl:relcl"
        or graph.rel[kid] in ("parataxis", "conj", "advcl", "cop", "nsubj", "appos")
    ]
    return extent(graph, token, without=leave)


def inside(parts: Sequence[Range], at: int) -> bool:
    """Whether a character stands in one of some stretches, which come in order and apart."""
    n = bisect_right(parts, at, key=itemgetter(0)) - 1
    return n >= 0 and at < parts[n][1]


def claims(article: Article) -> list[Range]:
    """The stretches of an article whose sentences it claims: all of it where no blocks are marked."""
    if not article.blocks:
        return [(0, len(article.text))]
    return [(block.start, block.end) for block in article.blocks if block.kind in CLAIMS]


def _joined(first: Position, second: Position) -> Position:
    """One position taken twice: the first, with all the evidence and what only the second tells."""
    known = {(passage.start, passage.end) for passage in first.evidence}
    more = tuple(p for p in second.evidence if (p.start, p.end) not in known)
    return Position(
        id=first.id,
        evidence=(*first.evidence, *more),
        coder=first.coder,
        confidence=first.confidence,
        attributed_to=first.attributed_to if second.attributed_to else None,
        holder=first.holder,
        stance=first.stance,
        issue=first.issue,
        reason=first.reason or second.reason,
        date=first.date or second.date,
        former=first.former,
    )
