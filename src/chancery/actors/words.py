"""A Doc as plain columns: read once, so that resolution walks lists of str and int, not Token objects."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, ORTH, POS, SENT_START, TAG
from spacy.tokens import Doc

from chancery.actors import lexicon

_COLUMNS = [ORTH, LEMMA, POS, TAG, DEP, HEAD, MORPH, ENT_TYPE, ENT_IOB, SENT_START]

CLAUSE_DEPS = frozenset(
    [
        "root",
        "ccomp",
        "xcomp",
        "advcl",
        "advcl:relcl",
        "acl",
        "acl:relcl",
        "parataxis",
        "csubj",
        "csubj:pass",
        "csubj:outer",
        "list",
    ]
)
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
OPENING_QUOTES = frozenset("“„«‘‘``")
CLOSING_QUOTES = frozenset("”»''")


@lru_cache(maxsize=4096)
def features(morph: str) -> dict[str, str]:
    """UD features as a dict, from "Gender=Masc|Number=Sing"."""
    return dict(part.split("=", 1) for part in morph.split("|") if "=" in part)


class Words:
    """The columns of one Doc, and what follows from them at once: children, sentences, clauses, quotations."""

    def __init__(self, doc: Doc) -> None:
        strings = doc.vocab.strings
        table = doc.to_array(_COLUMNS)
        n = len(doc)

        def text(column: int) -> list[str]:
            values, inverse = np.unique(table[:, column], return_inverse=True)
            words = [strings[int(value)] if value else "" for value in values]
            return [words[k] for k in inverse.tolist()]

        self.n = n
        self.text, self.lemma = text(0), text(1)
        # Marks of writing direction and other characters that nobody sees do not tell one word from another.
        self.lower = [word.lower().strip(UNSEEN) for word in self.text]
        self.pos, self.tag, self.dep, self.morph = text(2), text(3), text(4), text(6)
        self.lemma = [lemma.lower() or low for lemma, low in zip(self.lemma, self.lower, strict=True)]
        self.head: list[int] = (table[:, 5].astype(np.int64) + np.arange(n)).tolist()
        self.ent, self.ent_iob = text(7), table[:, 8].tolist()
        if "names" in doc.spans:
            self._names(doc)
        self.start = [token.idx for token in doc]
        self.end = [start + len(word) for start, word in zip(self.start, self.text, strict=True)]
        self.children: list[list[int]] = [[] for _ in range(n)]
        self.sent: list[int] = []
        self.para: list[int] = []
        self._walk(table[:, 9].astype(np.int64).tolist())
        self.clause = self._clauses()
        self.quote = self._quotes()
        self.reporting = self._reporting()
        self.speaker_of = {
            quote: subject
            for quote, verb in self.reporting.items()
            if (subject := self._subject(verb)) is not None
        }

    def _names(self, doc: Doc) -> None:
        """Prefer the model's spans of names to its entities, which hold descriptions as well."""
        self.ent, self.ent_iob = [""] * self.n, [2] * self.n
        for span in doc.spans["names"]:
            for k in range(span.start, span.end):
                self.ent[k], self.ent_iob[k] = span.label_, 1
            self.ent_iob[span.start] = 3

    def _walk(self, starts: list[int]) -> None:
        sentence, paragraph = -1, 0
        for i in range(self.n):
            if starts[i] == 1 or i == 0:
                sentence += 1
            if self.pos[i] == "SPACE":
                if "\n" in self.text[i]:
                    paragraph += 1
            elif self.head[i] != i:
                self.children[self.head[i]].append(i)
            self.sent.append(sentence)
            self.para.append(paragraph)

    def _clauses(self) -> list[int]:
        """For each token, the head of the clause that it stands in (itself, where it heads one)."""
        clause = [-1] * self.n
        for i in range(self.n):
            path = []
            k = i
            while clause[k] < 0:
                path.append(k)
                dep = self.dep[k]
                if (
                    dep in CLAUSE_DEPS
                    or self.head[k] == k
                    or (dep == "conj" and self.pos[k] in ("VERB", "AUX"))
                ):
                    clause[k] = k
                    break
                if len(path) > self.n:
                    clause[k] = k
                    break
                k = self.head[k]
            top = clause[k]
            for member in path:
                clause[member] = top
        return clause

    def _quotes(self) -> list[int]:
        """For each token, the number of the quotation that holds it, 0 outside; a paragraph's end closes one."""
        quote = [0] * self.n
        current, count, paragraph = 0, 0, 0
        for i in range(self.n):
            word = self.text[i]
            if self.para[i] != paragraph:
                paragraph, current = self.para[i], 0
            if word in ('"', "“", "”", "„", "«", "»", "``", "''"):
                closes = word in ("”", "»", "''") or (word == '"' and current)
                if closes:
                    quote[i] = current
                    current = 0
                else:
                    count += 1
                    current = count
                    quote[i] = current
                continue
            quote[i] = current
        return quote

    def _reporting(self) -> dict[int, int]:
        """For each quotation, the verb of speech that governs it or stands beside it, by the parse."""
        verbs: dict[int, int] = {}
        for k in range(self.n):
            quote = self.quote[k]
            if not quote or quote in verbs:
                continue
            head = self.head[k]
            if self.quote[head] != quote and self.lemma[head] in lexicon.SPEECH_VERBS:
                verbs[quote] = head
                continue
            for child in self.children[k]:
                if (
                    self.dep[child] == "parataxis"
                    and self.quote[child] != quote
                    and self.lemma[child] in lexicon.SPEECH_VERBS
                ):
                    verbs[quote] = child
                    break
        return verbs

    def _subject(self, verb: int) -> int | None:
        return next((k for k in self.children[verb] if self.dep[k] in ("nsubj", "nsubj:outer")), None)

    def feature(self, i: int, name: str) -> str:
        """The UD feature of that name, empty where the token has none."""
        return features(self.morph[i]).get(name, "")

    def left_edge(self, i: int) -> int:
        """Where the noun phrase headed by i begins, without clauses and punctuation on its left."""
        edge = i
        for child in self.children[i]:
            if child < i and self.dep[child] in _PHRASE_DEPS:
                edge = min(edge, self.left_edge(child))
        return edge


_PHRASE_DEPS = frozenset(
    [
        "det",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "nmod",
        "nmod:desc",
        "det:predet",
        "advmod",
        "flat",
        "case:poss",
        "punct",
    ]
) - {"punct"}
