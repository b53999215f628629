"""Issues: what positions are about. A short label for a noun phrase, and one issue for all its mentions.

"A proposal to establish an office", later "the plan", "the proposal" and "it", are one issue. Nouns that can
stand for another (plan, move, step, …) are data; so are verbs of bringing into being, whose object is what
a plan is about.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from chancery.actors.cast import Cast
from chancery.actors.lexicon import SPEECH_VERBS
from chancery.coding.graph import Graph
from chancery.coding.labels import Labels
from chancery.coding.phrases import Range
from chancery.coding.stance_rules import Lexicon
from chancery.language.columns import columns
from chancery.records import Article, Issue, digest

DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "its", "his", "her", "their", "both"})
PRONOUNS = frozenset({"it", "this", "that", "they", "these", "those"})
POINTING = frozenset({"such", "this", "these", "that", "those"})
NEAR = 3
"""Sentences back in which a noun of the same class, or a pronoun, finds its issue."""
CENTRAL = frozenset({"nsubj", "obj", "root", "conj", "appos", "csubj"})
"""Relations of what a clause says something of."""
ABOUT = frozenset({"for", "of", "to", "on", "into", "against"})
"""Prepositions after which a plan or move says what it is about."""


@dataclass(slots=True)
class Met:
    """An issue as it was met: its record, the noun that names it, where, and its own words.

    `central` is what a pronoun can take up: what a stance is about, or what a clause says something of.
    """

    issue: Issue
    noun: str
    classes: frozenset[str]
    sentence: int
    words: frozenset[str]
    token: int
    central: bool = True


@dataclass(slots=True)
class Issues:
    """The issues of one article in the order of the text; asked for each target, it names one issue."""

    article: Article
    graph: Graph
    cast: Cast
    lexis: Lexicon
    sentences: Sequence[int]
    met: list[Met] = field(default_factory=list)
    labels: Labels = field(init=False)
    _scanned: int = 0

    def __post_init__(self) -> None:
        self.labels = Labels(self.graph, self.cast)

    def of(self, token: int, *, clause: bool = False) -> Issue | None:
        """The issue that the phrase headed by token names or stands for; None where a pronoun stays open.

        A target that denotes one actor is that actor.
        """
        self._scan(token)
        self._scanned = max(self._scanned, token + 1)
        graph = self.graph
        if not clause and graph.pos[token] in ("PRON", "DET"):
            return self._pronoun(token)
        if not clause:
            ids = self.actors(token)
            if len(ids) == 1:
                return self._actor(token, ids[0])
            earlier = self._earlier(token) or self._deed(token)
            if earlier is not None:
                self._again(earlier, token)
                return earlier.issue
        return self._new(token, clause=clause).issue

    def actors(self, token: int) -> tuple[str, ...]:
        """The ids of the actors that a target denotes, several for "both countries".

        A body met only here and by a common noun ("the partnership") is rather a thing that it is about.
        """
        ids = self.cast.heads.get(token, ())
        if self.graph.pos[token] != "NOUN":
            return ids
        return tuple(id for id in ids if self._somebody(id))

    def _somebody(self, actor_id: str) -> bool:
        actor = self.cast.actors.get(actor_id)
        return actor is not None and (
            actor.known or actor.kind in ("person", "state", "people", "armed_group")
        )

    def issue_of_actor(self, token: int, actor_id: str) -> Issue:
        """The issue that an actor is, named at token."""
        return self._actor(token, actor_id)

    def latest(self, token: int, classes: Collection[str]) -> Issue | None:
        """The last law, deal or plan that was met before a token and near it."""
        self._scan(token)
        for met in reversed(self.met):
            if self.sentences[token] - met.sentence > NEAR:
                break
            if met.classes.intersection(classes) and met.token < token:
                return met.issue
        return None

    def stands_for(self, token: int, classes: Collection[str]) -> bool:
        """Whether a pronoun stands for an issue of one of these classes."""
        issue = self.of(token)
        return issue is not None and any(
            met.issue.id == issue.id and met.classes.intersection(classes) for met in self.met
        )

    def _scan(self, until: int) -> None:
        """Meet the plans and proposals introduced before a token, so that "it" can mean them."""
        graph = self.graph
        for i in range(self._scanned, until):
            if graph.pos[i] != "NOUN" or i in self.cast.heads:
                continue
            classes = self._classes(graph.lemma[i])
            if not classes:
                continue
            earlier = self._earlier(i)
            central = graph.rel[i] in CENTRAL
            if earlier is not None:
                self._again(earlier, i, central=central)
            elif self._content(i) is not None:
                self._new(i).central = central
        self._scanned = max(self._scanned, until)

    def _classes(self, noun: str) -> frozenset[str]:
        return frozenset(name for name, words in self.lexis.shells.items() if noun in words)

    def _content(self, i: int) -> int | None:
        """The complement that says what a plan or move is ("to open an office", "for a truce"), if any."""
        graph = self.graph
        if (verb := self._infinitive(i)) is not None:
            return verb
        for kid in graph.kids[i]:
            relation = graph.rel[kid]
            if kid < i and relation in ("compound", "amod") and kid not in self.cast.heads:
                return kid
            if kid < i or graph.dep[kid] == "acl:relcl":
                continue
            if relation in ("acl", "ccomp") or (relation == "nmod" and graph.case(kid) in ABOUT):
                return kid
        return None

    def _of(self, clause: int) -> bool:
        graph = self.graph
        return any(
            graph.lemma[k] in ("of", "for") and graph.rel[k] in ("mark", "case") for k in graph.kids[clause]
        )

    def _infinitive(self, i: int) -> int | None:
        """The verb of "to open …" right after a noun, wherever a parser hangs it."""
        graph = self.graph
        if i + 1 >= len(graph.lemma) or graph.lemma[i + 1] != "to" or graph.pos[i + 1] != "PART":
            return None
        verb = graph.head[i + 1]
        return verb if verb > i and graph.rel[verb] in ("acl", "xcomp", "advcl") else None

    def _pronoun(self, token: int) -> Issue | None:
        graph = self.graph
        if graph.lemma[token] in PRONOUNS and graph.lemma[token] != "they":
            here = self.sentences[token]
            governor = graph.head[token]
            for met in reversed(self.met):
                if here - met.sentence > 1:
                    break
                named = met.noun and (met.classes or met.token not in self.cast.heads)
                fits = met.central and self._agree(token, met.token) and graph.head[met.token] != governor
                if named and fits and met.token != token:
                    self._again(met, token)
                    return met.issue
        ids = self.cast.heads.get(token, ()) if graph.lemma[token] not in ("this", "that") else ()
        if ids:
            return self._actor(token, ids[0]) if len(ids) == 1 else None
        before = self._subject_before(token) if graph.rel[token] == "nsubj" else None
        return self.of(before) if before is not None else None

    def _agree(self, pronoun: int, noun: int) -> bool:
        """Whether both are one thing or several, as far as tags tell."""
        many = self.graph.lemma[pronoun] in ("these", "those", "they")
        return not self.graph.tag[noun] or (self.graph.tag[noun] in ("NNS", "NNPS")) == many

    def _subject_before(self, token: int) -> int | None:
        """The thing that the sentence before is about, where a pronoun as subject can take it up."""
        graph, here = self.graph, self.sentences[token]
        many = graph.lemma[token] in ("they", "these", "those")
        for i in range(token - 1, -1, -1):
            if self.sentences[i] < here - 1:
                break
            if self.sentences[i] == here or graph.rel[i] not in ("root", "ccomp", "parataxis"):
                continue
            for subject in graph.arguments(i).surface[:1]:
                plural = graph.tag[subject] in ("NNS", "NNPS")
                if graph.pos[subject] == "NOUN" and subject not in self.cast.heads and plural == many:
                    return subject
        return None

    def _earlier(self, token: int) -> Met | None:
        """What a definite phrase without a complement of its own takes up."""
        noun = self.graph.lemma[token]
        words = self.labels.words(token)
        for met in reversed(self.met):
            if met.words == words and met.noun == noun and len(words) > 1:
                return met
        if not self._definite(token) or self._complement(token):
            return None
        classes, here = self._classes(noun), self.sentences[token]
        own = words - {noun}
        for met in reversed(self.met):
            if met.noun == noun and own <= met.words:
                return met
        if not classes or any(word.startswith(("state:", "person:", "org:")) for word in own):
            return None
        for met in reversed(self.met):
            if here - met.sentence > NEAR:
                break
            if met.classes & classes or ("any" in classes and met.classes and met.sentence >= here - 1):
                return met
        return None

    def _deed(self, token: int) -> Met | None:
        """What someone did in a sentence before, where "such actions" or "this move" takes it up.

        Its label says who does what ("Chile firing a missile"), its passage is the clause from subject to object.
        """
        graph = self.graph
        pointed = any(graph.lemma[k] in POINTING and k < token for k in graph.kids[token])
        if not pointed or not self._classes(graph.lemma[token]) & {"any", "attack"}:
            return None
        here = self.sentences[token]
        for i in range(token - 1, -1, -1):
            if here - self.sentences[i] > NEAR + 1:
                break
            if graph.pos[i] != "VERB" or self.sentences[i] == here or graph.lemma[i] in SPEECH_VERBS:
                continue
            arguments = graph.arguments(i)
            if arguments.inherited or arguments.passive or graph.rel[i] not in ("root", "conj", "parataxis"):
                continue
            if not arguments.object or not any(k in self.cast.heads for k in arguments.subject):
                continue
            subject, low = arguments.subject[0], self.labels.phrase(arguments.subject[0])[0]
            high = max(self.labels.phrase(k)[1] for k in arguments.object)
            start, end = _chars(graph, (low, high))
            done = self.labels.of(i, clause=True)[0]
            words = frozenset({graph.lemma[i], *(w for k in arguments.object for w in self.labels.words(k))})
            issue = Issue(
                id=digest("issue", " ".join(sorted(words))),
                label=f"{self.labels.name(subject)} {done}",
                passage=self.article.passage(start, end),
            )
            met = Met(issue, graph.lemma[token], frozenset({"any"}), self.sentences[i], words, i)
            self.met.append(met)
            return met
        return None

    def _definite(self, token: int) -> bool:
        return any(
            self.graph.lemma[kid] in DEFINITE
            and self.graph.rel[kid] in ("det", "nmod", "amod")
            and kid < token
            for kid in self.graph.kids[token]
        )

    def _complement(self, token: int) -> bool:
        graph = self.graph
        if self._infinitive(token) is not None:
            return True
        return any(
            kid > token
            and graph.rel[kid] in ("acl", "nmod", "ccomp", "amod")
            and graph.dep[kid] != "acl:relcl"
            for kid in graph.kids[token]
        )

    def _again(self, met: Met, token: int, *, central: bool = True) -> None:
        """Note that an issue was meant again, so that it is the nearest for what follows."""
        self.met.remove(met)
        again = Met(met.issue, met.noun, met.classes, self.sentences[token], met.words, token, central)
        self.met.append(again)

    def _actor(self, token: int, actor_id: str) -> Issue:
        actor = self.cast.actors.get(actor_id)
        low, high = self.labels.phrase(token)
        start, end = _chars(self.graph, (low, high))
        label = actor.name if actor else self.article.text[start:end]
        return Issue(id=digest("issue", actor_id), label=label, passage=self.article.passage(start, end))

    def _new(self, token: int, *, clause: bool = False) -> Met:
        core = token if clause else self._core(token)
        words = self.labels.words(core)
        if core != token and self._classes(self.graph.lemma[token]):
            for met in reversed(self.met):
                if met.words == words:
                    return met
        label, named = self.labels.of(core, clause=clause or self.graph.pos[core] == "VERB")
        start, end = _chars(self.graph, named)
        key = " ".join(sorted(words))
        issue = Issue(id=digest("issue", key), label=label, passage=self.article.passage(start, end))
        noun = "" if clause else self.graph.lemma[token]
        classes = frozenset() if clause else self._classes(noun) | self._classes(self.graph.lemma[core])
        met = Met(issue, noun, classes, self.sentences[token], words, token)
        for known in self.met:
            if known.issue.id == issue.id:
                met.issue = known.issue
        self.met.append(met)
        return met

    def _core(self, token: int) -> int:
        """What the phrase is really about: the office of "a proposal to establish an office"."""
        graph = self.graph
        for _ in range(3):
            if graph.lemma[token] not in self.lexis.creation_nouns:
                break
            inner = None
            verb = self._infinitive(token)
            if verb is not None and graph.lemma[verb] in self.lexis.creation_verbs:
                inner = self._made(verb)
            for kid in graph.kids[token] if inner is None else ():
                if kid < token:
                    continue
                if graph.rel[kid] == "acl" and graph.lemma[kid] in self.lexis.creation_verbs:
                    inner = self._made(kid)
                elif graph.rel[kid] in ("acl", "advcl") and graph.tag[kid] == "VBG" and self._of(kid):
                    return kid
                elif (
                    graph.rel[kid] == "nmod"
                    and graph.case(kid) in ("of", "for")
                    and graph.pos[kid] in ("NOUN", "PROPN")
                ):
                    inner = kid if kid not in self.cast.heads else None
                if inner is not None:
                    break
            if inner is None:
                break
            token = inner
        if graph.pos[token] == "VERB" and graph.lemma[token] in self.lexis.creation_verbs:
            made = self._made(token)
            return token if made is None else made
        return token

    def _made(self, verb: int) -> int | None:
        """What a verb of bringing into being brings about; a noun without preposition, however a parser calls it."""
        graph = self.graph
        objects = [k for k in graph.kids[verb] if k > verb and graph.rel[k] in ("obj", "obl", "nmod")]
        return next((k for k in objects if graph.rel[k] == "obj" or not graph.case(k)), None)


def _chars(graph: Graph, part: Range) -> tuple[int, int]:
    doc = graph.doc
    last = doc[part[1] - 1]
    return doc[part[0]].idx, last.idx + len(last)


def sentence_numbers(doc: Doc) -> list[int]:
    """The number of the sentence that holds each token."""
    return columns(doc).sentence
