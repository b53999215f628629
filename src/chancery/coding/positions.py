"""Positions: who supports, opposes or is undecided about what, with the reason that is given.

Stances come from the parse (stances.py), holders from the cast, issues from issues.py. What nobody resolved
holds is left out; so is what is only wished, doubted or made a condition.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from spacy.tokens import Doc

from chancery.coding.attribution_index import StatementIndex
from chancery.coding.confidence import confidence
from chancery.coding.graph import Graph
from chancery.coding.issues import HYPHENS, Issues, sentence_numbers
from chancery.coding.phrases import Range, extent
from chancery.coding.reading_graph import graph_of
from chancery.coding.reasons import later_reasons
from chancery.coding.stance_rules import lexicon
from chancery.coding.stances import Taken, stances
from chancery.coding.text import Text
from chancery.records import CLAIMS, Article, Issue, Passage, Position, Record, Statement, digest

FIRST_PERSON = frozenset({"we", "i", "us", "me", "our", "my"})
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
        self.issues = Issues(
            article=text.article, graph=self.graph, cast=text.cast, lexis=lexicon(), sentences=self.sentences
        )
        self.claims = claims(text.article)
        self.asked = {self.sentences[i] for i, lemma in enumerate(self.graph.lemma) if lemma == "?"}

    def positions(self) -> Iterator[Position]:
        made: dict[tuple[str, str, str], Position] = {}
        given = later_reasons(self.graph, self.sentences)
        for taken in stances(self.graph):
            if self.sentences[taken.cue] in self.asked or not self._claimed(taken.cue):
                continue
            holders = self._holders(taken)
            for issue, actor in self._targets(taken, bool(holders)):
                for holder in holders:
                    if holder == actor:
                        continue
                    position = self._position(taken, holder, issue, given.get(self.sentences[taken.cue]))
                    key = (holder, issue.id, taken.stance)
                    made[key] = _joined(made[key], position) if key in made else position
        yield from made.values()

    def _claimed(self, token: int) -> bool:
        return inside(self.claims, self.doc[token].idx)

    def _holders(self, taken: Taken) -> list[str]:
        """Who takes the stance, as actor ids; whoever speaks, for evaluations and for "we" and "I"."""
        cue = self.doc[taken.cue]
        speaker = self._speaker(cue.idx, cue.idx + len(cue))
        if taken.rule.evaluation:
            return [speaker] if speaker else []
        found: dict[str, None] = {}
        for token in self._nearest(taken):
            ids = self.text.cast.heads.get(token, ())
            if not ids and self.graph.lemma[token] in FIRST_PERSON and speaker:
                ids = (speaker,)
            found.update(dict.fromkeys(ids))
        return list(found)

    def _nearest(self, taken: Taken) -> tuple[int, ...]:
        """The holders, but only the nearest list of them where a parse gives a clause two subjects."""
        lists: dict[int, list[int]] = {}
        for token in taken.holders:
            top = token
            while self.graph.rel[top] == "conj" and self.graph.head[top] in taken.holders:
                top = self.graph.head[top]
            lists.setdefault(top, []).append(token)
        if len(lists) < 2:
            return taken.holders
        return tuple(lists[min(lists, key=lambda top: (abs(taken.cue - top), top))])

    def _speaker(self, start: int, end: int) -> str | None:
        """Who speaks here: the speaker of the innermost statement, unless it was not made."""
        inner = self.said.innermost(start, end)
        statement = self.statements[inner] if inner else None
        return statement.speaker if statement and not statement.negated else None

    def _targets(self, taken: Taken, wanted: bool) -> Iterator[tuple[Issue, str | None]]:
        """The issues of a stance, each with the actor that it is, if it is one."""
        if not wanted:
            return
        joint = {member for token in taken.targets for member in self.issues.joint(token)}
        for token in taken.targets:
            if token in joint:
                continue
            ids = () if taken.clause else self.issues.actors(token)
            if ids and taken.rule.things_only:
                continue
            if len(ids) > 1:
                for actor_id in ids:
                    yield self.issues.issue_of_actor(token, actor_id), actor_id
                continue
            issue = self.issues.of(token, clause=taken.clause)
            if issue is not None:
                yield issue, ids[0] if ids else None

    def _position(self, taken: Taken, holder: str, issue: Issue, later: Range | None) -> Position:
        evidence = self._evidence(taken)
        cue = self.doc[taken.cue]
        coder = f"positions/{taken.rule.id}"
        reason = taken.reason or later
        return Position(
            id=digest("position", self.text.article.id, cue.idx, holder, taken.stance, issue.id),
            evidence=evidence,
            coder=coder,
            confidence=confidence(coder),
            attributed_to=self.said.innermost(cue.idx, cue.idx + len(cue)),
            holder=holder,
            stance=taken.stance,
            issue=issue,
            reason=self._cite(reason) if reason else None,
            date=self.text.calendar.of_token(cue),
        )

    def _evidence(self, taken: Taken) -> tuple[Passage, ...]:
        """The words from holder to issue; the holder apart where it stands far off."""
        parts = [extent_of_phrase(self.graph, token) for token in taken.targets]
        if taken.rule.evaluation:
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


def extent_of_phrase(graph: Graph, token: int) -> Range:
    """The tokens of a phrase, without relative clauses, asides and what is coordinated with it."""
    leave = [
        kid
        for kid in graph.kids[token]
        if graph.dep[kid] == "acl:relcl"
        or graph.rel[kid] in ("parataxis", "conj", "advcl", "cop", "nsubj", "appos")
    ]
    return extent(graph, token, without=leave)


def joined_words(doc: Doc, tokens: Sequence[int]) -> str:
    """The words at some indices as one would print them; a hyphen between two of them is kept."""
    words: list[str] = []
    for n, i in enumerate(tokens):
        words.append(doc[i].text)
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        if after == i + 2 and doc[i + 1].text in HYPHENS and not doc[i].whitespace_:
            words.append(doc[i + 1].text)
        elif after is not None and (doc[i].whitespace_ or after != i + 1):
            words.append(" ")
    return " ".join("".join(words).split())


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
    )
