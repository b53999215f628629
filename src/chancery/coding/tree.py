"""A parse as plain lists of integers and strings, so that rules can walk it quickly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from chancery.coding.lexicon import lexicon
from chancery.language.columns import columns

Range = tuple[int, int]
"""Half-open token indices."""


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
        read = columns(doc)
        pos, form = read.pos, read.lower
        of = lexicon().lemma
        lemma = [
            of(form[i], word or form[i], pos[i]) if pos[i] in ("VERB", "NOUN") else word or form[i]
            for i, word in enumerate(read.lemma)
        ]
        labels = {name: name.lower() for name in set(read.dep)}
        bare = {name: label.partition(":")[0] for name, label in labels.items()}
        low, high = _edges(read.head, pos)
        starts = [i for i, n in enumerate(read.sentence) if not i or n != read.sentence[i - 1]]
        return cls(
            doc=doc,
            form=form,
            lemma=lemma,
            pos=pos,
            dep=[bare[name] for name in read.dep],
            label=[labels[name] for name in read.dep],
            head=read.head,
            children=read.children,
            low=low,
            high=high,
            start=read.start,
            end=read.end,
            sentence=read.sentence,
            sentence_start=[*starts, len(pos)],
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
        while low[head[at]] > i and pos[i] != "SPACE":
            at = head[at]
            low[at] = i
    for i in range(size - 1, -1, -1):
        at = i
        while high[head[at]] < i and pos[i] != "SPACE":
            at = head[at]
            high[at] = i
    return low, high
