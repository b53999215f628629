"""Whom a pronoun cannot mean by where it stands: not who stands beside it, nor who speaks the words that it is in."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from chancery.actors import chains as c
from chancery.actors.mentions import FIRST_SINGULAR, NOMINAL, PRONOUN, Ref
from chancery.actors.words import Words

Rows = npt.NDArray[np.intp]

OBLIQUE, REFLEXIVE = 3, 3
"""The first role that is neither subject nor object; the form of a pronoun that means the subject itself."""


def disjoint(ref: Ref, rows: Rows, table: c.Table, words: Words) -> Rows:
    """The rows without what a pronoun cannot mean because it stands beside it as subject or object of one verb.

    "Whom he was to meet", "she wanted to see her": two people (Chomsky's principle B).
    """
    if ref.form == NOMINAL or ref.role >= OBLIQUE or ref.pronoun % 4 == REFLEXIVE:
        return rows
    verb = _subject_verb(ref.governor, words)
    beside = (table[rows, c.SENT] == ref.sent) & (table[rows, c.ROLE] < OBLIQUE)
    for place in np.flatnonzero(beside).tolist():
        beside[place] = _subject_verb(int(table[rows[place], c.GOVERNOR]), words) == verb
    kept: Rows = rows[~beside]
    return kept


def apart(ref: Ref, words: Words) -> int:
    """The word with which a phrase is coordinated by "and", so that both cannot mean the same; -1 where none is."""
    w, k = words, ref.head
    joined = w.dep[k] == "conj" and any(w.lower[child] == "and" for child in w.children[k])
    return w.head[k] if joined and w.pos[w.head[k]] in ("NOUN", "PROPN", "PRON") else -1


def _subject_verb(verb: int, words: Words) -> int:
    """The verb whose subject an infinitive shares: "wanted" of "wanted to see"; the verb itself if it shares none."""
    for _ in range(4):
        above = words.head[verb]
        if words.dep[verb] != "xcomp" or any(words.dep[k] in ("obj", "iobj") for k in words.children[above]):
            break
        verb = above
    return verb


class Quoted:
    """Which quotations of a text are the very words of their speaker, whom "he" in them does not mean.

    They say "I", or are a whole clause that begins with a capital. In 'he said he "would not leave his house"' the
    words were fitted into the writer's sentence, and "his" is the speaker's.
    """

    def __init__(self, words: Words) -> None:
        self.w = words
        self.direct: set[int] = set()
        begun: set[int] = set()
        for i, quote in enumerate(words.quote):
            if not quote or quote not in words.speaker_of:
                continue
            if words.lower[i] in FIRST_SINGULAR:
                self.direct.add(quote)
            if quote not in begun and words.text[i][:1].isalnum():
                begun.add(quote)
                if words.text[i][0].isupper() and self._whole(i, quote):
                    self.direct.add(quote)

    def _whole(self, i: int, quote: int) -> bool:
        """Whether the word that heads a quotation heads a clause."""
        w, k = self.w, i
        while w.quote[w.head[k]] == quote and w.head[k] != k:
            k = w.head[k]
        return w.dep[k] in ("ccomp", "root", "parataxis")

    def speaker(self, ref: Ref) -> int:
        """The word for whoever speaks the quotation that a pronoun of the third person stands in, or -1."""
        if ref.form != PRONOUN or ref.quote not in self.direct:
            return -1
        return self.w.speaker_of.get(ref.quote, -1)
