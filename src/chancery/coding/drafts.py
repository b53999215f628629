"""Statements in the making: token ranges found by a rule or by the model, not yet tied to actors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chancery.coding.lexicon import Cue
from chancery.coding.tree import Range, Tree
from chancery.language.quotes import Quote, QuoteMap

_SMALL_WORDS = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PRON", "AUX"})
"""Parts of speech of words that titles may write in small letters."""

_LONGEST_TITLE = 12
"""Words of a title, at most."""

_KEEPS = frozenset("\"“”„‟«»‹›‘’'`()[]$£€#@%") | {"''", "``", "...", "…"}
"""Punctuation that may begin or end a passage."""


@dataclass(slots=True)
class Draft:
    """One statement in the making. `head` is the word that the cue turns on (its verb, noun or adjective).

    `source_head` is the word whose actor speaks: not always inside `source` ("the envoy, who said").
    `addressee` is the word for who is told, where a rule knows it, and `heard` the actor, once resolved.
    `known` are the speakers, where a rule knows them without a word that denotes them.
    `within` is the head of the draft that tells this one, where its cue does not lie in that one's content.
    `around`: the content is the clause that the cue is set into ("as she put it").
    """

    head: int
    cue: Range
    act: str
    rule: str
    content: list[Range] = field(default_factory=list)
    source: Range | None = None
    source_head: int | None = None
    addressee: int | None = None
    entry: Cue | None = None
    heard: str | None = None
    known: tuple[str, ...] = ()
    around: bool = False
    within: int | None = None

    @property
    def words(self) -> int:
        """How many tokens the content has."""
        return sum(high - low for low, high in self.content)

    def says(self, i: int) -> bool:
        """Whether token i lies in the content."""
        return any(low <= i < high for low, high in self.content)


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules read: the tree, the quotations of the text, and where tokens and quotations meet."""

    tree: Tree
    quotes: QuoteMap
    text: str
    blocks: tuple[int, ...] = ()
    """Where the blocks of the article begin; empty where they are not known."""

    def paragraph(self, i: int) -> int:
        """The number of the paragraph that token i stands in."""
        return bisect_right(self.blocks, self.tree.start[i])

    def tokens(self, start: int, end: int) -> Range:
        """The tokens that share a character with start:end."""
        return bisect_right(self.tree.end, start), bisect_left(self.tree.start, end)

    def quote_at(self, i: int) -> Quote | None:
        """The outermost quotation that token i stands in."""
        return self.quotes.at(self.tree.start[i])

    def trim(self, part: Range) -> Range | None:
        """The range without white space and edge punctuation; None where nothing is left."""
        low, high = part
        tree = self.tree
        while low < high and _loose(tree, low):
            low += 1
        while high > low and _loose(tree, high - 1) and not self._ends_quote(high - 1):
            high -= 1
        return (low, high) if low < high else None

    def pieces(self, parts: Iterable[Range], holes: Sequence[Range] = ()) -> list[Range]:
        """The ranges without the holes, trimmed, joined where they touch, in order."""
        left: list[Range] = []
        for part in parts:
            left.extend(without(part, holes))
        joined: list[Range] = []
        for low, high in sorted(left):
            if joined and low <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
            else:
                joined.append((low, high))
        trimmed = (self.trim(part) for part in joined)
        return [part for part in trimmed if part and any(self._word(i) for i in range(*part))]

    def snap(self, parts: Iterable[Range], outside: int) -> list[Range]:
        """The ranges widened to whole quotations, save those that hold the token `outside` (the cue)."""
        widened: list[Range] = []
        for low, high in parts:
            for quote in self.quotes.within(self.tree.start[low], self.tree.end[high - 1]):
                if not quote.start <= self.tree.start[outside] < quote.end:
                    first, last = self.tokens(quote.start, quote.end)
                    low, high = min(low, first), max(high, last)
            widened.append((low, high))
        return widened

    def titled(self, part: Range, least: int = 2) -> bool:
        """Whether the range is a quotation that reads like a title: "The Long Road to Peace".

        `least` is how many words have to begin with a capital.
        """
        tree = self.tree
        quote = self.quotes.at(tree.start[part[0]])
        if quote is None or self.tokens(quote.start, quote.end) != part:
            return False
        words = [i for i in range(*part) if tree.pos[i] not in ("PUNCT", "SPACE", "SYM")]
        telling = [self.text[tree.start[i]] for i in words if tree.pos[i] not in _SMALL_WORDS]
        capitals = all(letter.isupper() or letter.isdigit() for letter in telling)
        return len(telling) >= least and len(words) <= _LONGEST_TITLE and capitals

    def _ends_quote(self, i: int) -> bool:
        """Whether i is the last word of a quotation that lacks its closing mark."""
        quote = self.quotes.at(self.tree.start[i])
        return quote is not None and not quote.closed and self.tree.end[i] == quote.end

    def _word(self, i: int) -> bool:
        return self.tree.pos[i] not in ("PUNCT", "SPACE", "SYM")


def _loose(tree: Tree, i: int) -> bool:
    return tree.pos[i] == "SPACE" or (tree.pos[i] == "PUNCT" and tree.form[i] not in _KEEPS)


def without(part: Range, holes: Sequence[Range]) -> list[Range]:
    """What is left of a range without the holes."""
    left = [part]
    for low, high in holes:
        left = [
            piece
            for first, last in left
            for piece in ((first, min(last, low)), (max(first, high), last))
            if piece[0] < piece[1]
        ]
    return left
