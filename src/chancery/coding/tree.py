"""A parse as plain lists of integers and strings, so that rules can walk it quickly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS, SENT_START, SPACY
from spacy.tokens import Doc

from chancery.coding.lexicon import lexicon

Range = tuple[int, int]
"""Half-open token indices."""

_HALF = 1 << 63
"""spaCy hands out relative heads as unsigned numbers: from here on they are negative."""


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """One Doc's words: forms in lower case, lemmas, tags, relations (with and without subtype) and tree.

    `children` leaves out white space. `low` and `high` are the first and last word of each subtree.
    """

    doc: Doc
    form: Sequence[str]
    lemma: Sequence[str]
    pos: Sequence[str]
    dep: Sequence[str]
    label: Sequence[str]
    head: Sequence[int]
    children: Sequence[Sequence[int]]
    low: Sequence[int]
    high: Sequence[int]
    start: Sequence[int]
    end: Sequence[int]
    sentence: Sequence[int]
    sentence_start: Sequence[int]

    @classmethod
    def of(cls, doc: Doc) -> Tree:
        """The tree of a parsed Doc; words that the lexicon knows have its lemma, whatever the Doc's says."""
        words_known = lexicon()
        size = len(doc)
        rows = doc.to_array([ORTH, LEMMA, POS, DEP, HEAD, SENT_START, SPACY]).tolist() if size else []
        strings = doc.vocab.strings
        words: dict[int, str] = {}

        def text(key: int) -> str:
            value = words.get(key)
            if value is None:
                value = words[key] = strings[key] if key else ""
            return value

        form = [text(row[0]).lower() for row in rows]
        pos = [text(row[2]) for row in rows]
        dep = [text(row[3]) for row in rows]
        head = [i + row[4] if row[4] < _HALF else i + row[4] - 2 * _HALF for i, row in enumerate(rows)]
        children: list[list[int]] = [[] for _ in range(size)]
        sentence = [0] * size
        sentence_start: list[int] = []
        start, at = [], 0
        for row in rows:
            start.append(at)
            at += len(text(row[0])) + row[6]
        for i in range(size):
            if not sentence_start or rows[i][5] == 1:
                sentence_start.append(i)
            sentence[i] = len(sentence_start) - 1
            if head[i] != i and pos[i] != "SPACE":
                children[head[i]].append(i)
        low, high = _edges(head, pos)
        return cls(
            doc=doc,
            form=form,
            lemma=[
                words_known.lemma(form[i], text(row[1]).lower() or form[i], pos[i])
                for i, row in enumerate(rows)
            ],
            pos=pos,
            dep=[name.partition(":")[0].lower() for name in dep],
            label=[name.lower() for name in dep],
            head=head,
            children=children,
            low=low,
            high=high,
            start=start,
            end=[at + len(text(row[0])) for at, row in zip(start, rows, strict=True)],
            sentence=sentence,
            sentence_start=[*sentence_start, size],
        )

    def kids(self, i: int, *names: str) -> Iterator[int]:
        """The children of i whose relation, without subtype, is one of names."""
        return (child for child in self.children[i] if self.dep[child] in names)

    def kid(self, i: int, *names: str) -> int | None:
        """The first such child, or None."""
        return next(self.kids(i, *names), None)

    def span(self, i: int) -> Range:
        """The subtree of i, from its first to its last word."""
        return self.low[i], self.high[i] + 1

    def under(self, i: int, ancestor: int) -> bool:
        """Whether i is ancestor or stands below it."""
        steps = 0
        while i != ancestor:
            if self.head[i] == i or steps > 200:
                return False
            i, steps = self.head[i], steps + 1
        return True

    def case(self, i: int) -> str:
        """The first preposition that hangs on the phrase headed by i, or an empty string."""
        return next((self.form[child] for child in self.children[i] if self.dep[child] == "case"), "")

    def marks(self, i: int) -> frozenset[str]:
        """The subordinating words of the clause headed by i."""
        return frozenset(self.form[child] for child in self.kids(i, "mark"))

    def chars(self, part: Range) -> tuple[int, int]:
        """The characters that a token range covers."""
        return self.start[part[0]], self.end[part[1] - 1]

    def bounds(self, i: int) -> Range:
        """The tokens of the sentence that holds i."""
        n = self.sentence[i]
        return self.sentence_start[n], self.sentence_start[n + 1]


def _edges(head: Sequence[int], pos: Sequence[str]) -> tuple[list[int], list[int]]:
    """The first and last word of every subtree: each word climbs until an ancestor reaches as far already."""
    size = len(head)
    low, high = list(range(size)), list(range(size))
    for i in range(size):
        at = i
        while pos[i] != "SPACE" and low[head[at]] > i:
            at = head[at]
            low[at] = i
    for i in range(size - 1, -1, -1):
        at = i
        while pos[i] != "SPACE" and high[head[at]] < i:
            at = head[at]
            high[at] = i
    return low, high
