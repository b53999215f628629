"""Issues: what positions are about. A short label for a noun phrase, and one issue for all its mentions.

"A proposal to establish an office", later "the plan", "the proposal" and "it", are one issue. Nouns that can
stand for another (plan, move, step, …) are data; so are verbs of bringing into being, whose object is what
a plan is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from chancery.actors.cast import Cast
from chancery.actors.lexicon import SPEECH_VERBS
from chancery.coding.graph import Graph
from chancery.coding.phrases import Range, extent
from chancery.coding.stance_rules import Lexicon
from chancery.language.columns import columns
from chancery.records import Article, Issue, digest

DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "its", "his", "her", "their", "both"})
STRIPPED = frozenset({"the", "this", "that", "these", "those", "such", "any", "both", "all"})
PRONOUNS = frozenset({"it", "this", "that", "they", "these", "those"})
HYPHENS = frozenset({"-", "–", "‑"})
LONGEST = 12
"""Words in a label: what fits one line of a table beside a name and a stance."""
POINTING = frozenset({"such", "this", "these", "that", "those"})
NEAR = 3
"""Sentences back in which a noun of the same class, or a pronoun, finds its issue."""
ABOUT = frozenset({"for", "of", "to", "on", "into", "against"})
"""Prepositions after which a plan or move says what it is about."""
LEFT_OUT = frozenset(
    {"appos", "parataxis", "advcl", "cop", "nsubj", "aux", "dep", "discourse", "orphan", "csubj"}
)


@dataclass(slots=True)
class Met:
    """An issue as it was met: its record, the noun that names it, where, and its own words."""

    issue: Issue
    noun: str
    classes: frozenset[str]
    sentence: int
    words: frozenset[str]
    token: int


@dataclass(slots=True)
class Issues:
    """The issues of one article in the order of the text; asked for each target, it names one issue."""

    article: Article
    graph: Graph
    cast: Cast
    lexis: Lexicon
    sentences: Sequence[int]
    met: list[Met] = field(default_factory=list)
    _scanned: int = 0

    def of(self, token: int, *, clause: bool = False) -> Issue | None:
        """The issue that the phrase headed by token names or stands for; None where a pronoun stays open.

        A target that denotes one actor is that actor.
        """
        self._scan(token)
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
            if earlier is not None:
                self._again(earlier, i)
            elif self._content(i) is not None:
                self._new(i)
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
                if here - met.sentence > NEAR - 1:
                    break
                if met.noun and met.token != token and graph.head[met.token] != governor:
                    self._again(met, token)
                    return met.issue
        ids = self.cast.heads.get(token, ())
        return self._actor(token, ids[0]) if len(ids) == 1 else None

    def _earlier(self, token: int) -> Met | None:
        """What a definite phrase without a complement of its own takes up."""
        noun = self.graph.lemma[token]
        words = self._words(token)
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

        Its label is that clause from its subject to its object.
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
            low = self._phrase(arguments.subject[0])[0]
            high = max(self._phrase(k)[1] for k in arguments.object)
            start, end = _chars(graph, (low, high))
            words = frozenset({graph.lemma[i], *(w for k in arguments.object for w in self._words(k))})
            issue = Issue(
                id=digest("issue", " ".join(sorted(words))),
                label=" ".join(self.article.text[start:end].split()),
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

    def _again(self, met: Met, token: int) -> None:
        """Note that an issue was meant again, so that it is the nearest for what follows."""
        self.met.remove(met)
        self.met.append(Met(met.issue, met.noun, met.classes, self.sentences[token], met.words, token))

    def _actor(self, token: int, actor_id: str) -> Issue:
        actor = self.cast.actors.get(actor_id)
        low, high = self._phrase(token)
        start, end = _chars(self.graph, (low, high))
        label = actor.name if actor else self.article.text[start:end]
        return Issue(id=digest("issue", actor_id), label=label, passage=self.article.passage(start, end))

    def _new(self, token: int, *, clause: bool = False) -> Met:
        core = token if clause else self._core(token)
        words = self._words(core)
        if core != token and self._classes(self.graph.lemma[token]):
            for met in reversed(self.met):
                if met.words == words:
                    return met
        label, named = self._label(core)
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
                inner = next((k for k in graph.kids[verb] if graph.rel[k] == "obj"), None)
            for kid in graph.kids[token] if inner is None else ():
                if kid < token:
                    continue
                if graph.rel[kid] == "acl" and graph.lemma[kid] in self.lexis.creation_verbs:
                    inner = next((k for k in graph.kids[kid] if graph.rel[k] == "obj"), None)
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
            return next((k for k in graph.kids[token] if graph.rel[k] == "obj"), token)
        return token

    def joint(self, token: int) -> tuple[int, ...]:
        """What is coordinated with a noun before a complement that both share ("expansion and renewal of it")."""
        graph = self.graph
        last = max((k for k in graph.kids[token] if graph.rel[k] == "nmod"), default=token)
        members = tuple(k for k in graph.kids[token] if graph.rel[k] == "conj" and token < k < last)
        words = [k for member in members for k in graph.kids[member] if graph.rel[k] == "cc"]
        return (*members, *words) if members else ()

    def _phrase(self, token: int) -> Range:
        pieces = self._pieces(token)
        return min(pieces), max(pieces) + 1

    def _pieces(self, token: int) -> list[int]:
        """The words of a phrase, without clauses and asides; a long one is cut."""
        graph = self.graph
        first = [token]
        optional: list[tuple[int, list[int]]] = []
        joint = self.joint(token)
        for kid in graph.kids[token]:
            relation = graph.rel[kid]
            if relation in LEFT_OUT or relation in ("case", "mark") or graph.dep[kid] == "acl:relcl":
                continue
            if kid > token and relation in ("nmod", "compound", "list") and graph.doc[kid - 1].text == ",":
                continue
            if relation == "nmod" and kid > token and not graph.case(kid) and graph.pos[kid] == "NOUN":
                continue
            if relation in ("cc", "conj") and kid not in joint:
                continue
            if relation == "punct":
                if kid < token - 1 or graph.doc[kid].text not in ("-", "–", "'", "’", '"', "”", "“"):
                    continue
                if graph.doc[kid].text in ('"', "“", "”"):
                    continue
            low, high = extent(graph, kid)
            part = list(range(low, high))
            if token in part:
                part = [kid]
            if kid > token and relation in ("nmod", "acl", "obl", "xcomp", "ccomp", "obj"):
                optional.append((kid, part))
            else:
                first.extend(part)
        size = len(first)
        for _, part in sorted(optional):
            if size + len(part) > LONGEST + 4 and size > 1:
                break
            first.extend(part)
            size += len(part)
        return sorted(set(first))

    def _label(self, token: int) -> tuple[str, Range]:
        """The label of a phrase and the tokens that name it."""
        graph, doc = self.graph, self.graph.doc
        pieces = self._pieces(token)
        named = (pieces[0], pieces[-1] + 1)
        while len(pieces) > 1 and self._strips(pieces[0], token):
            pieces = pieces[1:]
        while len(pieces) > 1 and graph.pos[pieces[-1]] in ("PUNCT", "SPACE", "ADP", "CCONJ"):
            pieces = pieces[:-1]
        words = []
        for i in pieces:
            if graph.pos[i] == "SPACE":
                words.append(" ")
                continue
            text = self._owner(i) or doc[i].text
            if i == pieces[0] and graph.pos[i] in ("DET", "ADJ", "NOUN", "VERB", "ADV") and text.istitle():
                text = text.lower()
            hyphen = i + 2 in pieces and i + 1 not in pieces and doc[i + 1].text in HYPHENS
            gap = "-" if hyphen else " " if doc[i].whitespace_ or i + 1 not in pieces else ""
            words.append(text + gap)
        return " ".join("".join(words).split()), named

    def _strips(self, i: int, token: int) -> bool:
        """Whether a label drops the word it would begin with: punctuation, a definite article."""
        graph = self.graph
        if graph.pos[i] in ("PUNCT", "SPACE", "SCONJ", "ADP"):
            return True
        return graph.lemma[i] in STRIPPED and graph.head[i] == token

    def _owner(self, i: int) -> str | None:
        """A possessive pronoun, spelled out where it is known whose it is."""
        if self.graph.dep[i] != "nmod:poss" or self.graph.pos[i] != "PRON":
            return None
        ids = self.cast.heads.get(i, ())
        actor = self.cast.actors.get(ids[0]) if len(ids) == 1 else None
        return f"{actor.name}’s" if actor else None

    def _words(self, token: int) -> frozenset[str]:
        """The words that tell one issue from another: content lemmas, with actors by id."""
        graph = self.graph
        found = set()
        for i in self._pieces(token):
            ids = self.cast.heads.get(i, ())
            if len(ids) == 1:
                found.add(ids[0])
            elif graph.pos[i] in ("NOUN", "PROPN", "ADJ", "VERB", "NUM") and graph.lemma[i] not in STRIPPED:
                found.add(graph.lemma[i])
        return frozenset(found or {graph.lemma[token]})


def _chars(graph: Graph, part: Range) -> tuple[int, int]:
    doc = graph.doc
    last = doc[part[1] - 1]
    return doc[part[0]].idx, last.idx + len(last)


def sentence_numbers(doc: Doc) -> list[int]:
    """The number of the sentence that holds each token."""
    return columns(doc).sentence
