"""Answers: how the statements of an article meet, where the text itself says that they do.

A rule never guesses from disagreement alone: something has to say "rebutted the claims", "in response",
"echoed her", or two speakers have to address each other in turn.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from chancery.coding.answer_rules import AnswerRule, nouns, read_rules, rules
from chancery.coding.attribution_index import Layers
from chancery.coding.confidence import confidence
from chancery.coding.text import Text
from chancery.coding.voice_words import voice_words
from chancery.language.columns import columns, sentence_of
from chancery.records import Answer, Passage, Record, Statement, digest

_REACH = 12
"""How many speakers' turns back an answer may look for what it meets."""

_DIALOGUE = 400
"""Characters between two statements of speakers who address each other, for the second to be a reply."""

_NEAR = 2
"""Paragraphs back to the statement that a bare "replied" or "in response" answers."""

_MARKED = frozenset({"the", "these", "those", "such", "that", "this", "his", "her", "their", "its", "both"})
_OWNED = ("nmod:poss", "nmod", "compound", "amod")
_GOES_ON = frozenset({"continue", "add", "go"})
_LABEL = "statements/label"
ENTRIES = "answers.toml"
UNMET = "no statement of somebody else before it is plainly what it meets"
_DOES = frozenset({"react"})
"""Verbs of answering that may mean a deed, and answer somebody only where they name them or what they said."""


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
        self.of_cue: dict[Passage, list[Statement]] = {}
        for one in self.statements:
            self.of_cue.setdefault(one.cue, []).append(one)
        self.columns = columns(self.doc)
        self.heads = [self._head(one.cue) for one in self.statements]
        self.head_of = {one.id: head for one, head in zip(self.statements, self.heads, strict=True)}
        spans = ((n, [(p.start, p.end) for p in one.content]) for n, one in enumerate(self.statements))
        self.layers: Layers[int] = Layers.of(spans)
        self.telling: dict[str | None, set[str]] = {}
        """For each speaker the statements that tell what they say: those are not what they answer."""
        for one in self.statements:
            if one.reported_by and one.speaker:
                self.telling.setdefault(one.speaker, set()).add(one.reported_by)
        self.paragraphs = [block.start for block in text.article.blocks] or [0]

    def answers(self) -> Iterator[Answer]:
        done: set[tuple[str, str]] = set()
        for n, statement in enumerate(self.statements):
            for rule, targets, evidence in self._met(n):
                for target in self._jointly(targets):
                    pair = statement.id, target.id
                    if pair not in done and target.id != statement.id:
                        done.add(pair)
                        yield self._answer(statement, target, rule, evidence)

    def _jointly(self, targets: Sequence[Statement]) -> Iterator[Statement]:
        """The statements, each with those that others make with the same words."""
        for target in targets:
            yield from self.of_cue[target.cue]

    def _answer(
        self, one: Statement, other: Statement, rule: AnswerRule, evidence: Sequence[Passage]
    ) -> Answer:
        coder = f"answers/{rule.id}"
        key = digest("answer", self.text.article.id, one.id, other.id, rule.kind)
        if self.text.trace is not None:
            self.text.trace.make(key, [f"{ENTRIES}#{rule.id}"], evidence)
        return Answer(
            id=key,
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
                elif self.text.trace is not None:
                    at = self._range(evidence[0])[0]
                    self.text.trace.miss("answer", f"{ENTRIES}#{rule.id}", at, UNMET, fitted=True)
        previous = self._turn_before(n) or self._question_before(n)
        if dialogue is not None and previous is not None:
            yield dialogue, [previous], [previous.cue, statement.cue]

    def _shown(self, rule: AnswerRule, one: Statement, head: Token) -> list[Passage]:
        """What shows that the statement answers by this rule; empty where nothing does."""
        if one.negated or one.modality not in ("happened", "ongoing"):
            return []
        if one.act in rule.acts or head.lemma_.lower() in rule.verbs:
            if not rule.about or self._about(one) is not None:
                return [one.cue, *one.content[:1]]
            return []
        if rule.words:
            return self._worded(rule, one)
        above = self.by_id.get(one.reported_by or "")
        sentence = self.columns.sentence
        if above is not None and sentence[self.head_of[above.id].i] == sentence[head.i]:
            return []
        return self._phrased(rule, head)

    def _worded(self, rule: AnswerRule, one: Statement) -> list[Passage]:
        lemma = self.columns.lemma
        for part in one.content:
            for k in self._range(part):
                if lemma[k] in rule.words and not _negated(self.doc[k]):
                    return [one.cue, part]
        return []

    def _phrased(self, rule: AnswerRule, head: Token) -> list[Passage]:
        if not rule.phrases:
            return []
        low = self.columns.start[sentence_of(self.doc, head.i)[0]]
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

    def _about(self, one: Statement) -> Token | None:
        """The noun for something said that heads what a denial is about ("the claims")."""
        for part in one.content:
            tokens = self._tokens(part)
            inside = {token.i for token in tokens}
            for token in tokens:
                if token.lemma_.lower() in nouns() and token.head.i not in inside:
                    return token
            if len(tokens) == 1 and tokens[0].text.lower() == "that":
                return tokens[0]
        return None

    def _discredited(self, rule: AnswerRule, one: Statement) -> Token | None:
        """The noun for something said that the content calls false ("the accusations are baseless")."""
        for part in one.content:
            tokens = self._tokens(part)
            bad = [token for token in tokens if token.lemma_.lower() in rule.words]
            for token in tokens:
                said = token.lemma_.lower() in nouns() and any(
                    child.text.lower() in _MARKED or child.dep_ == "nmod:poss" for child in token.children
                )
                if said and any(token.head in (word, word.head) for word in bad):
                    return token
        return None

    def _targets(self, rule: AnswerRule, n: int, head: Token) -> list[Statement]:
        """The earlier statements that this one meets: of whom it names, of the text it names, or the last."""
        one = self.statements[n]
        earlier = self._candidates(n)
        noun = self._about(one) if rule.about else self._discredited(rule, one) if rule.words else None
        if noun is not None:
            acts = nouns().get(noun.lemma_.lower())
            earlier = [other for other in earlier if not acts or other.act in acts]
            beside = [other for other in earlier if self._head(other.cue).sent == noun.sent]
            if beside and any(child.text.lower() in ("a", "an") for child in noun.children):
                return beside[:1]
        texts = self._texts_named(one)
        if texts:
            of_text = [other for other in earlier if self._through(other) & texts]
            if of_text or (rule.words and noun is None):
                return self._run(of_text)
        many = noun is not None and "Plur" in noun.morph.get("Number", [])
        named = self._named(one, noun, head, rule)
        if named:
            theirs = [other for other in earlier if other.speaker in named]
            return self._just_told(theirs) if many else theirs[:1]
        if rule.kind == "answers":
            return self._replied_to(one, head, earlier)
        if rule.kind == "echoes":
            return self._echoed(one, earlier)
        if rule.words and noun is None:
            return []
        shared = [other for other in earlier if self._shares(one, other)]
        if noun is not None:
            shared = self._meant(noun, one, earlier) or shared
        return self._just_told(shared) if many else shared[:1]

    def _meant(self, noun: Token, one: Statement, earlier: Sequence[Statement]) -> list[Statement]:
        """The statements whose act is what the noun says ("the offer"), near ones first of those that it could be."""
        acts = nouns().get(noun.lemma_.lower(), frozenset()) - {"say"}
        exact = [other for other in earlier if other.act in acts]
        shared = [other for other in exact if self._shares(one, other)]
        near = [other for other in exact if self._paragraph(one) - self._paragraph(other) <= _NEAR]
        return [self._inside(other, acts) for other in shared or near]

    def _inside(self, other: Statement, acts: frozenset[str]) -> Statement:
        """What a report tells, where that is what the noun means: who accuses is not the medium that reports it."""
        meant = acts - {"report"}
        if other.act in meant:
            return other
        return next(
            (one for one in self.statements if one.reported_by == other.id and one.act in meant), other
        )

    def _replied_to(self, one: Statement, head: Token, earlier: Sequence[Statement]) -> list[Statement]:
        """What a bare reply answers: the question of its own sentence, else the statement just before it."""
        before = self.text.article.text[self.doc[head.sent.start].idx : head.idx].lower()
        if "asked" in before:
            asked = [other for other in earlier if other.act == "ask"]
            return [other for other in asked if self._head(other.cue).sent == head.sent][:1]
        far = not earlier or self._paragraph(one) - self._paragraph(earlier[0]) > _NEAR
        return [] if far or head.lemma_.lower() in _DOES else [self._outer(earlier[0], one)]

    def _echoed(self, one: Statement, earlier: Sequence[Statement]) -> list[Statement]:
        """What a quoted agreement with nobody named agrees with: the statement just before it."""
        if one.kind != "direct" or not earlier or self._paragraph(one) - self._paragraph(earlier[0]) > 1:
            return []
        return [self._outer(earlier[0], one)]

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
            if other.id in self.telling.get(one.speaker, ()):
                continue
            if not found or found[-1].speaker != other.speaker:
                turns += 1
            if turns > _REACH:
                break
            found.append(other)
        return found

    def _run(self, candidates: Sequence[Statement]) -> list[Statement]:
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

    def _just_told(self, candidates: Sequence[Statement]) -> list[Statement]:
        """Of that run, what stands in the last paragraph, and in those before it that it goes on from."""
        run = self._run(candidates)
        told = run[:1]
        for other in run[1:]:
            goes_on = self._head(told[-1].cue).lemma_.lower() in _GOES_ON
            if self._paragraph(other) != self._paragraph(told[-1]) and not goes_on:
                break
            told.append(other)
        return told

    def _paragraph(self, one: Statement) -> int:
        return bisect_right(self.paragraphs, one.cue.start)

    def _texts_named(self, one: Statement) -> frozenset[str]:
        """The lemmas of the documents that its content speaks of ("the communiqué disregarded …")."""
        return frozenset(
            noun
            for part in one.content
            for token in self._tokens(part)
            if (noun := _text_noun(token)) and any(child.text.lower() in _MARKED for child in token.children)
        )

    def _through(self, other: Statement) -> frozenset[str]:
        """The lemmas of the document that a statement was made through."""
        if other.via is None:
            return frozenset()
        return frozenset(noun for token in self._tokens(other.via) if (noun := _text_noun(token)))

    def _named(self, one: Statement, noun: Token | None, head: Token, rule: AnswerRule) -> frozenset[str]:
        """The actors whose words are meant: "Anna's claim", "agreed with Anna", "responding to Anna"."""
        found: set[str] = set()
        if noun is not None:
            for child in noun.children:
                if child.dep_ in _OWNED:
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

    def _question_before(self, n: int) -> Statement | None:
        """The question in the turn before this one, in a transcript ("Q: Why now? MS BERG: Because …")."""
        one = self.statements[n]
        if one.coder != _LABEL:
            return None
        before = next((other for other in reversed(self.statements[:n]) if other.coder == _LABEL), None)
        if before is None or before.speaker == (one.speaker or ""):
            return None
        last = before.content[-1].end
        return before if "?" in self.text.article.text[last - 2 : last + 2] else None

    def _head(self, cue: Passage) -> Token:
        tokens = self._tokens(cue)
        inside = {token.i for token in tokens}
        verbs = [token for token in tokens if token.pos_ == "VERB"]
        return next((token for token in verbs or tokens if token.head.i not in inside), tokens[0])

    def _tokens(self, passage: Passage) -> list[Token]:
        return [self.doc[k] for k in self._range(passage)]

    def _range(self, passage: Passage) -> range:
        """The indices of the tokens that a passage touches."""
        starts = self.columns.start
        return range(max(bisect_right(starts, passage.start) - 1, 0), bisect_left(starts, passage.end))


def _text_noun(token: Token) -> str | None:
    """The noun for a text that the token is, whatever the lemmatiser made of it."""
    words = (token.lemma_.lower(), token.text.lower())
    return (
        next((word for word in words if word in voice_words().family), None) if token.pos_ == "NOUN" else None
    )


def _negated(token: Token) -> bool:
    return any(child.text.lower() in ("not", "n't", "never", "no") for child in token.children)


__all__ = ["AnswerRule", "code", "read_rules", "rules"]
