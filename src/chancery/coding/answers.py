"""Answers: how the statements of an article meet, where the text itself says that they do.

A rule never guesses from disagreement alone: something has to say "rebutted the claims", "in response",
"echoed her", or two speakers have to address each other in turn.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from chancery.coding.attribution_index import Layers
from chancery.coding.confidence import confidence
from chancery.coding.text import Text
from chancery.coding.voice_words import voice_words
from chancery.errors import RuleError
from chancery.records import Answer, AnswerKind, Passage, Record, Statement, digest

_FILE = "data/answers.toml"
_KINDS: tuple[AnswerKind, ...] = ("rebuts", "echoes", "answers")
_FIELDS = frozenset({"id", "kind", "acts", "verbs", "phrases", "words", "nouns", "yes", "no"})
_REACH = 12
"""How many speakers' turns back an answer may look for what it meets."""

_DIALOGUE = 400
"""Characters between two statements of speakers who address each other, for the second to be a reply."""

_MARKED = frozenset({"the", "these", "those", "such", "that", "this", "his", "her", "their", "its", "both"})


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerRule:
    """One entry of data/answers.toml; that file explains the fields."""

    id: str
    kind: AnswerKind
    acts: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


def read_rules(text: str) -> tuple[AnswerRule, ...]:
    """The rules that a TOML text holds."""
    rules = []
    for row in tomllib.loads(text).get("answer", []):
        unknown = row.keys() - _FIELDS
        if unknown or row.get("kind") not in _KINDS or not (row.get("yes") and row.get("no")):
            raise RuleError(
                f"{_FILE}: rule {row.get('id')!r} has kind {row.get('kind')!r} and "
                f"unknown fields {sorted(unknown)}. "
                f"Kinds: {', '.join(_KINDS)}; fields: {', '.join(sorted(_FIELDS))}; yes and no are needed"
            )
        rules.append(
            AnswerRule(
                id=row["id"],
                kind=row["kind"],
                acts=frozenset(row.get("acts", ())),
                verbs=frozenset(row.get("verbs", ())),
                phrases=tuple(row.get("phrases", ())),
                words=frozenset(row.get("words", ())),
                nouns=frozenset(row.get("nouns", ())),
                yes=tuple(row["yes"]),
                no=tuple(row["no"]),
            )
        )
    return tuple(rules)


@cache
def rules() -> tuple[AnswerRule, ...]:
    """The rules that ship with the package."""
    return read_rules((files("chancery.coding") / _FILE).read_text(encoding="utf-8"))


def code(text: Text, found: Sequence[Record]) -> Iterator[Answer]:
    """The answers between the statements found so far."""
    statements = [record for record in found if isinstance(record, Statement)]
    if len(statements) > 1:
        yield from _Meeting(text, statements).answers()


class _Meeting:
    """The statements of one text, and what of each the others can be matched with."""

    def __init__(self, text: Text, statements: Sequence[Statement]) -> None:
        self.text, self.doc, self.cast = text, text.doc, text.cast
        self.statements = sorted(statements, key=lambda one: (one.cue.start, one.id))
        self.by_id = {one.id: one for one in self.statements}
        self.heads = [self._head(one.cue) for one in self.statements]
        spans = ((n, [(p.start, p.end) for p in one.content]) for n, one in enumerate(self.statements))
        self.layers: Layers[int] = Layers.of(spans)

    def answers(self) -> Iterator[Answer]:
        done: set[tuple[str, str]] = set()
        for n, statement in enumerate(self.statements):
            for rule, targets, evidence in self._met(n):
                for target in targets:
                    pair = statement.id, target.id
                    if pair not in done and target.id != statement.id:
                        done.add(pair)
                        yield self._answer(statement, target, rule, evidence)

    def _answer(
        self, one: Statement, other: Statement, rule: AnswerRule, evidence: Sequence[Passage]
    ) -> Answer:
        coder = f"answers/{rule.id}"
        return Answer(
            id=digest("answer", self.text.article.id, one.id, other.id, rule.kind),
            evidence=tuple(evidence),
            coder=coder,
            confidence=confidence(coder),
            attributed_to=one.reported_by,
            from_id=one.id,
            to_id=other.id,
            kind=rule.kind,
        )

    def _met(self, n: int) -> Iterator[tuple[AnswerRule, list[Statement], list[Passage]]]:
        """The rules that statement n fulfils, with the statements that it meets."""
        statement, head = self.statements[n], self.heads[n]
        dialogue = None
        for rule in rules():
            if rule.kind == "answers":
                dialogue = rule
            evidence = self._shown(rule, statement, head)
            if evidence:
                targets = self._targets(rule, n, head)
                if targets:
                    yield rule, targets, evidence
        previous = self._turn_before(n)
        if dialogue is not None and previous is not None:
            yield dialogue, [previous], [previous.cue, statement.cue]

    def _shown(self, rule: AnswerRule, one: Statement, head: Token) -> list[Passage]:
        """What shows that the statement answers by this rule; empty where nothing does."""
        if one.negated:
            return []
        if one.act in rule.acts or head.lemma_.lower() in rule.verbs:
            if not rule.nouns or self._about(one, rule.nouns) is not None:
                return [one.cue, *one.content[:1]]
            return []
        if rule.words:
            return self._worded(rule, one)
        above = self.by_id.get(one.reported_by or "")
        if above is not None and self._head(above.cue).sent == head.sent:
            return []
        return self._phrased(rule, head)

    def _worded(self, rule: AnswerRule, one: Statement) -> list[Passage]:
        for part in one.content:
            for token in self._tokens(part):
                if token.lemma_.lower() in rule.words and not _negated(token):
                    return [one.cue, part]
        return []

    def _phrased(self, rule: AnswerRule, head: Token) -> list[Passage]:
        if not rule.phrases:
            return []
        sentence = self._sentence(head)
        low = self.doc[sentence[0]].idx
        before = self.text.article.text[low : head.idx]
        lowered = before.lower()
        if len(lowered) != len(before):
            return []
        for phrase in rule.phrases:
            at = lowered.find(phrase)
            if 0 <= at <= 3 or (at > 0 and lowered[at - 1] in " ,"):
                cited = self.text.article.passage(low + at, low + at + len(phrase))
                return [cited, self.text.article.passage(head.idx, head.idx + len(head))]
        return []

    def _about(self, one: Statement, nouns: frozenset[str]) -> Token | None:
        """The noun for something said that heads what a denial is about ("the claims")."""
        for part in one.content:
            tokens = self._tokens(part)
            inside = {token.i for token in tokens}
            for token in tokens:
                if token.lemma_.lower() in nouns and token.head.i not in inside:
                    return token
            for token in tokens[:1]:
                if token.text.lower() == "that" and len(tokens) == 1:
                    return token
        return None

    def _targets(self, rule: AnswerRule, n: int, head: Token) -> list[Statement]:
        """The earlier statements that this one meets: of whom it names, of the text it names, or the last."""
        one = self.statements[n]
        earlier = self._candidates(n)
        noun = self._about(one, rule.nouns) if rule.nouns else None
        texts = self._texts_named(one)
        named = self._named(one, noun, head, rule)
        if texts:
            of_text = [c for c in earlier if self._through(c) & texts]
            if of_text or rule.words:
                return self._run(of_text)
        if named:
            return self._run([c for c in earlier if c.speaker in named])[
                : 1 if rule.kind != "rebuts" else None
            ]
        if rule.words or rule.kind == "echoes":
            return []
        if rule.kind == "answers":
            return [self._outer(earlier[0], one)] if earlier else []
        shared = [c for c in earlier if self._shares(one, c)] or []
        many = noun is not None and "Plur" in noun.morph.get("Number", [])
        return self._run(shared) if many else shared[:1]

    def _outer(self, other: Statement, one: Statement) -> Statement:
        """The outermost statement that a candidate is told in, short of the one that answers."""
        while other.reported_by in self.by_id:
            above = self.by_id[other.reported_by]
            if above.id == one.id or above.speaker == one.speaker:
                break
            other = above
        return other

    def _candidates(self, n: int) -> list[Statement]:
        """Earlier statements by others that neither hold this one nor stand in it, latest first."""
        one = self.statements[n]
        around = set(self.layers.at(one.cue.start)) if one.reported_by else set()
        found: list[Statement] = []
        turns = 0
        for m in range(n - 1, -1, -1):
            other = self.statements[m]
            if m in around or other.reported_by == one.id or other.cue == one.cue:
                continue
            if other.speaker is not None and other.speaker == one.speaker:
                continue
            if not found or found[-1].speaker != other.speaker:
                turns += 1
            if turns > _REACH:
                break
            found.append(other)
        return found

    def _run(self, candidates: list[Statement]) -> list[Statement]:
        """The latest candidate and those of the same speaker and text just before it."""
        if not candidates:
            return []
        first = candidates[0]
        run: list[Statement] = []
        for other in candidates:
            if other.speaker != first.speaker:
                break
            if other.reported_by is None or other.reported_by == first.reported_by:
                run.append(other)
        return run or [first]

    def _texts_named(self, one: Statement) -> frozenset[str]:
        """The lemmas of the documents that its content speaks of ("the communiqué disregarded …")."""
        return frozenset(
            token.lemma_.lower()
            for part in one.content
            for token in self._tokens(part)
            if token.lemma_.lower() in voice_words().family
            and token.pos_ == "NOUN"
            and any(child.text.lower() in _MARKED for child in token.children)
        )

    def _through(self, other: Statement) -> frozenset[str]:
        """The lemmas of the document that a statement was made through."""
        if other.via is None:
            return frozenset()
        tokens = self._tokens(other.via)
        return frozenset(
            token.lemma_.lower() for token in tokens if token.lemma_.lower() in voice_words().family
        )

    def _named(self, one: Statement, noun: Token | None, head: Token, rule: AnswerRule) -> frozenset[str]:
        """The actors whose words are meant: "Anna's claim", "agreed with Anna", "responding to Anna"."""
        found: set[str] = set()
        if noun is not None:
            for child in noun.children:
                if child.dep_ in ("nmod:poss", "nmod", "compound", "amod"):
                    found.update(self.cast.with_conjuncts(child))
        elif rule.kind in ("echoes", "answers"):
            for child in head.children:
                if child.dep_.partition(":")[0] in ("obj", "obl") and child.dep_ != "obl:unmarked":
                    found.update(self.cast.with_conjuncts(child))
                    for owner in child.children:
                        if owner.dep_ in ("nmod:poss", "nmod"):
                            found.update(self.cast.with_conjuncts(owner))
        found.discard(one.speaker or "")
        return frozenset(found)

    def _shares(self, one: Statement, other: Statement) -> bool:
        """Whether the other statement speaks of this one's speaker, or of an actor that this one names."""
        mine = {one.speaker} | self._actors(one)
        return bool(mine & (self._actors(other) | self._countries(other)))

    def _actors(self, one: Statement) -> set[str | None]:
        found: set[str | None] = set()
        for part in one.content:
            for token in self._tokens(part):
                found.update(self.cast.at(token))
        return found

    def _countries(self, other: Statement) -> set[str | None]:
        """Every actor of the article that belongs to a state that the statement names."""
        states = {actor for actor in self._actors(other) if actor and actor.startswith("state:")}
        countries = {self.cast.actors[state].country for state in states if state in self.cast.actors}
        return {a.id for a in self.cast.actors.values() if a.country is not None and a.country in countries}

    def _turn_before(self, n: int) -> Statement | None:
        """The statement that this one replies to, where two speakers address each other in turn."""
        one = self.statements[n]
        if one.speaker is None or one.addressee is None:
            return None
        for m in range(n - 1, max(n - 4, -1), -1):
            other = self.statements[m]
            if one.cue.start - other.cue.end > _DIALOGUE or other.reported_by != one.reported_by:
                return None
            if other.speaker == one.addressee and other.addressee == one.speaker:
                return other
        return None

    def _head(self, cue: Passage) -> Token:
        tokens = self._tokens(cue)
        inside = {token.i for token in tokens}
        verbs = [token for token in tokens if token.pos_ == "VERB"]
        return next((token for token in verbs or tokens if token.head.i not in inside), tokens[0])

    def _tokens(self, passage: Passage) -> list[Token]:
        span = self.doc.char_span(passage.start, passage.end, alignment_mode="expand")
        return list(span) if span is not None else []

    def _sentence(self, token: Token) -> tuple[int, int]:
        sentence = token.sent
        return sentence.start, sentence.end


def _negated(token: Token) -> bool:
    return any(child.text.lower() in ("not", "n't", "never", "no") for child in token.children)
