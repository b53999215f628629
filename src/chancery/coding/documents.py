"""Texts that an article tells of (a letter, a poll, a communiqué) and who issued each.

A text speaks for whoever issued it. That is told once ("a letter from the union"), and later mentions ("the
letter", "it") are the same text; which one they mean, the language model's comparison of words decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from chancery.actors.cast import Cast
from chancery.coding.lexicon import Lexicon
from chancery.coding.sources import agent, source_of
from chancery.coding.tree import Tree
from chancery.coding.voice_words import VoiceWords, voice_words
from chancery.language.pairs import pairs

Actors = tuple[str, ...]

_INDEFINITE = frozenset({"a", "an", "another", "some", "one", "two", "three", "several", "any", "no", "each"})
_MAKERS = frozenset({"by", "from", "of"})
_SITES = frozenset({"on", "at"})
_PLACES = frozenset({"website", "site", "webpage", "page", "account", "blog", "channel", "feed"})
_OCCASIONS = frozenset({"at", "during", "after"})
_PUBLISHERS = frozenset({"media", "organization"})
"""Kinds of actor that a noun for a text may name itself: "the paper said", "The Morning Post"."""

_SILENT = 3
"""Sentences after the last mention of a text in which "it" may still mean it."""

_REACH = 40
"""Earlier mentions of texts that a later one is compared with, at most."""


class Documents:
    """The texts of one article. `named` gives the actors of the phrase that a word heads."""

    def __init__(self, tree: Tree, cast: Cast, lexicon: Lexicon, named: Callable[[int], Actors]) -> None:
        self.tree, self.cast, self.lexicon, self.named = tree, cast, lexicon, named
        self.words: VoiceWords = voice_words()
        self.pairs = pairs(tree.doc)
        self.mentions = [i for i in range(len(tree.pos)) if self._is_text(i)]
        self._stated = {i: self._issuers(i) for i in self.mentions}
        self._chain = self._chained()

    def holds(self, i: int) -> bool:
        """Whether the word i names a text."""
        return i in self._stated

    def issuer(self, i: int) -> Actors:
        """Who issued the text that i names: as told there, else at its nearest mention before or after."""
        if self._stated[i]:
            return self._stated[i]
        told = [m for m in self.mentions if self._chain[m] == self._chain[i] and self._stated[m]]
        told = told or self._below_headline(i)
        before = [m for m in told if m < i]
        return self._stated[(before or told)[-1 if before else 0]] if told else ()

    def _below_headline(self, i: int) -> list[int]:
        """The first telling of a text that a headline names without an article: "Poll: …"."""
        tree = self.tree
        if tree.sentence[i] > 0 or any(tree.dep[c] in ("det", "nmod", "amod") for c in tree.children[i]):
            return []
        same = (m for m in self.mentions if m > i and self._noun(m) == self._noun(i) and self._stated[m])
        return list(same)[:1]

    def meant_by(self, pronoun: int) -> int | None:
        """The text that "it" stands for, or None: a text named shortly before, liker to be meant than any actor."""
        tree = self.tree
        sentence = tree.sentence[pronoun]
        near = [
            m
            for m in self._before(pronoun)
            if sentence - tree.sentence[m] <= _SILENT and not self._governs(m, pronoun)
        ]
        if not near or self.pairs is None:
            return None
        others = [
            i
            for i in range(tree.sentence_start[max(sentence - _SILENT, 0)], pronoun)
            if i not in self._stated and self.cast.heads.get(i) and tree.pos[i] in ("NOUN", "PROPN", "PRON")
        ]
        scores = self.pairs.alike(pronoun, [*near, *others]).tolist()
        best = max(range(len(near)), key=scores.__getitem__)
        return near[best] if scores[best] > 0 and scores[best] >= max(scores) else None

    def _governs(self, m: int, pronoun: int) -> bool:
        """Whether both hang on one verb as its arguments: then they are two."""
        return self.tree.head[m] == self.tree.head[pronoun]

    def _before(self, i: int) -> Sequence[int]:
        at = bisect_left(self.mentions, i)
        return self.mentions[max(at - _REACH, 0) : at]

    def _is_text(self, i: int) -> bool:
        tree = self.tree
        noun = tree.lemma[i] if tree.lemma[i] in self.words.family else tree.form[i]
        if noun not in self.words.family or tree.pos[i] not in ("NOUN", "PROPN"):
            return False
        actors = [self.cast.actors[a] for a in self.cast.heads.get(i, ()) if a in self.cast.actors]
        if any(actor.kind in _PUBLISHERS or actor.known for actor in actors):
            return False
        return tree.pos[i] == "NOUN" or any(tree.dep[c] == "det" for c in tree.children[i])

    def _noun(self, i: int) -> str:
        return self.tree.lemma[i] if self.tree.lemma[i] in self.words.family else self.tree.form[i]

    def _chained(self) -> dict[int, int]:
        """For each mention the first mention of the same text."""
        chain: dict[int, int] = {}
        for i in self.mentions:
            earlier = self._antecedent(i)
            chain[i] = chain[earlier] if earlier is not None else i
        return chain

    def _antecedent(self, i: int) -> int | None:
        tree = self.tree
        determiners = {tree.form[c] for c in tree.children[i] if tree.dep[c] in ("det", "nummod")}
        possessed = any(tree.label[c] == "nmod:poss" for c in tree.children[i])
        if determiners & _INDEFINITE or not (determiners or possessed):
            return None
        fitting = [m for m in self._before(i) if self.words.alike(self._noun(m), self._noun(i))]
        if self._stated[i]:
            fitting = [m for m in fitting if not self._stated[m] or self._stated[m] == self._stated[i]]
        same = [m for m in fitting if self._noun(m) == self._noun(i)]
        if not fitting or (self.pairs is None and not same):
            return None
        if self.pairs is None:
            return same[-1]
        among = same or fitting
        scores = self.pairs.alike(i, among).tolist()
        best = max(range(len(among)), key=lambda n: (scores[n], n))
        near = tree.sentence[i] - tree.sentence[among[best]] <= _SILENT
        kin = near and self.words.kin(self._noun(i), self._noun(among[best]))
        return among[best] if same or kin or scores[best] > 0 else None

    def _issuers(self, i: int) -> Actors:
        """The actors that the text says issued the document there."""
        return self._in_phrase(i) or self._in_clause(i)

    def _in_phrase(self, i: int) -> Actors:
        """Whose it is by its own words: "NATO's communiqué", "a letter from", "a report issued by"."""
        tree, objective = self.tree, self._noun(i) in self.words.objective
        for child in tree.children[i]:
            found: Actors = ()
            if tree.label[child] == "nmod:poss":
                found = self.named(child)
            elif tree.dep[child] == "compound" and child < i:
                found = self.named(child) if not (objective and self._is_state(child)) else ()
            elif tree.dep[child] == "nmod" and tree.case(child) in _MAKERS:
                found = self.named(child) if tree.case(child) != "of" or self._makes(child, objective) else ()
            elif tree.dep[child] == "nmod" and tree.case(child) in _SITES:
                found = self._on_site(child)
            elif tree.dep[child] == "amod" and child < i and not objective:
                found = self.named(child)
            elif tree.dep[child] == "acl":
                found = self._made(child, i)
            if found:
                return found
        return ()

    def _on_site(self, i: int) -> Actors:
        """Whose site, account or channel a text stands on: "a document on the union's website"."""
        tree = self.tree
        if tree.lemma[i] not in _PLACES:
            return ()
        own = (c for c in tree.children[i] if tree.label[c] == "nmod:poss" or tree.dep[c] == "compound")
        return next((found for found in map(self.named, own) if found), ())

    def _is_state(self, i: int) -> bool:
        return any(actor.startswith("state:") for actor in self.named(i))

    def _makes(self, child: int, objective: bool) -> bool:
        """Whether "of" names a maker ("the statement of the ministry"), not what the text is about."""
        kinds = {self.cast.actors[a].kind for a in self.named(child) if a in self.cast.actors}
        return not objective and bool(kinds) and "people" not in kinds

    def _made(self, verb: int, i: int) -> Actors:
        """Who made it, of "issued by the ministry", "issued during the EU summit", "that the ministry issued"."""
        tree = self.tree
        if tree.lemma[verb] not in self.words.issue:
            return ()
        by = agent(tree, verb)
        if by is not None:
            return self.named(by)
        for child in tree.children[verb]:
            if tree.dep[child] == "obl" and tree.case(child) in _OCCASIONS:
                for part in tree.children[child]:
                    if tree.dep[part] in ("compound", "nmod", "amod") and self.named(part):
                        return self.named(part)
        source = source_of(tree, verb) if tree.label[verb] == "acl:relcl" else None
        return self.named(source[1]) if source is not None and source[1] != i else ()

    def _in_clause(self, i: int) -> Actors:
        """Whose it is by what somebody does with it: "she sent a letter", "said in a statement"."""
        tree, verb = self.tree, self.tree.head[i]
        if tree.pos[verb] != "VERB":
            return ()
        issues = tree.lemma[verb] in self.words.issue
        if tree.label[i] == "nsubj:pass" and issues:
            by = agent(tree, verb)
            return self.named(by) if by is not None else ()
        entry = self.lexicon.verbs.get(tree.lemma[verb])
        says = (
            entry is not None
            and entry.speech
            and tree.dep[i] == "obl"
            and tree.case(i) in ("in", "through", "via")
        )
        if not says and not (issues and tree.dep[i] == "obj"):
            return ()
        source = source_of(tree, verb)
        return self.named(source[1]) if source is not None and source[1] != i else ()
