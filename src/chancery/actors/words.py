"""A Doc as plain columns: read once, so that resolution walks lists of str and int, not Token objects."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.attrs import ENT_IOB
from spacy.tokens import Doc

from chancery.actors import lexicon
from chancery.language.columns import columns

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
QUOTES = frozenset(['"', "“", "”", "„", "«", "»", "``", "''"])
CLOSING_QUOTES = frozenset(["”", "»", "''"])


PERSONAL = frozenset(
    """he him his himself she her hers herself they them their theirs themselves He Him His Himself She Her Hers Herself
    They Them Their Theirs Themselves""".split()
)
"""Pronouns of the third person that are nothing else, however the parse reads them."""

PRONOUNS = frozenset(
    """all another any anybody anyone anything both each either everybody everyone everything few former he her hers
    herself him himself his i it its itself latter many me mine most much my myself neither nobody none nothing one ones
    oneself other others our ours ourselves plenty several she some somebody someone something such that their theirs
    them themselves there these they this those us we what whatever which whichever who whoever whom whomever whose you
    your yours yourself yourselves""".split()
)
"""Every word that can be a pronoun; any other that is written with a capital is a name."""

ACRONYMS = frozenset(["WHO", "US"])
"""Acronyms that are pronouns when they are written small."""

DOTTED = re.compile(r"(?:[A-Z]\.){2,}")
TIMES = frozenset(["A.M.", "P.M.", "A.D.", "B.C."])


@lru_cache(maxsize=4096)
def features(morph: str) -> dict[str, str]:
    """UD features as a dict, from "Gender=Masc|Number=Sing"."""
    return dict(part.split("=", 1) for part in morph.split("|") if "=" in part)


def _pos(word: str, pos: str) -> str:
    """The part of speech of a word, where its spelling does not tell another than the parse.

    >>> _pos("He", "PROPN"), _pos("Trump", "PRON"), _pos("WHO", "PRON"), _pos("F.B.I.", "NOUN"), _pos("it", "PRON")
    ('PRON', 'PROPN', 'PROPN', 'PROPN', 'PRON')
    """
    if pos == "PROPN" and word in PERSONAL:
        return "PRON"
    if pos == "PRON" and (
        word in ACRONYMS or (word.istitle() and len(word) > 2 and word.lower() not in PRONOUNS)
    ):
        return "PROPN"
    if pos in ("NOUN", "ADJ") and DOTTED.fullmatch(word) and word not in TIMES:
        return "PROPN"
    return pos


class Words:
    """The columns of one Doc, and what follows from them at once: children, sentences, clauses, quotations."""

    def __init__(self, doc: Doc) -> None:
        read = columns(doc)
        n = self.n = len(doc)
        self.text = read.text
        # Marks of writing direction and other characters that nobody sees do not tell one word from another.
        self.lower = [word if word.isascii() else word.strip(UNSEEN) for word in read.lower]
        self.lemma = [lemma or low for lemma, low in zip(read.lemma, self.lower, strict=True)]
        self.tag, self.dep, self.morph = read.tag, read.dep, read.morph
        self.pos = [_pos(word, pos) for word, pos in zip(read.text, read.pos, strict=True)]
        self.head, self.children = read.head, read.children
        self.start, self.end, self.sent = read.start, read.end, read.sentence
        self.ent, self.ent_iob = read.ent, doc.to_array(ENT_IOB).tolist() if n else []
        if "names" in doc.spans:
            self._names(doc)
        self.para = self._paragraphs()
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

    def _paragraphs(self) -> list[int]:
        """For each token, how many breaks of a line stand before it."""
        found: list[int] = []
        paragraph = 0
        for pos, text in zip(self.pos, self.text, strict=True):
            if pos == "SPACE" and "\n" in text:
                paragraph += 1
            found.append(paragraph)
        return found

    def _clauses(self) -> list[int]:
        """For each token, the head of the clause that it stands in (itself, where it heads one)."""
        head, pos = self.head, self.pos
        heads_one = [
            dep in CLAUSE_DEPS or head[k] == k or (dep == "conj" and pos[k] in ("VERB", "AUX"))
            for k, dep in enumerate(self.dep)
        ]
        clause = [-1] * self.n
        for i in range(self.n):
            path: list[int] = []
            k = i
            while clause[k] < 0 and not heads_one[k] and len(path) <= self.n:
                path.append(k)
                k = head[k]
            top = clause[k] = clause[k] if clause[k] >= 0 else k
            for member in path:
                clause[member] = top
        return clause

    def _quotes(self) -> list[int]:
        """For each token, the number of the quotation that holds it, 0 outside; a paragraph's end closes one."""
        quote = [0] * self.n
        current, count, paragraph = 0, 0, 0
        for i, (word, here) in enumerate(zip(self.text, self.para, strict=True)):
            if here != paragraph:
                paragraph, current = here, 0
            quote[i] = current
            if word in QUOTES:
                if word in CLOSING_QUOTES or (word == '"' and current):
                    current = 0
                else:
                    count += 1
                    quote[i] = current = count
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

    def right_edge(self, i: int) -> int:
        """The last word of all that depends on a word, marks at its end left out."""
        edge = i
        for child in self.children[i]:
            if child > i and self.dep[child] != "punct":
                edge = max(edge, self.right_edge(child))
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
