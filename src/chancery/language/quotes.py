"""Quotation marks: which stretches of a text stand inside them, whatever marks the writer used.

Straight, curly, single and angled marks and the paired apostrophes and grave accents of older wires are
read. A mark that never closes ends with its paragraph; a quotation that opens again in the next paragraph
without having closed runs on. Nothing here raises: a stray mark costs at most its own paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Style = Literal["double", "single", "angle"]

_MARK = re.compile(r"""''|``|["“”„‟«»‹›‘’‚‛'`＂]""")
_DOUBLE = re.compile(r"""''|``|["“”„‟«»＂]""")
_SILENT = 3
"""How many paragraphs without a mark may lie between an opening mark and the one that closes it."""
_PARAGRAPH = re.compile(r"[^\n\r\u2029]+")
_STYLE: dict[str, Style] = dict.fromkeys(('"', "“", "”", "„", "‟", "''", "``", "＂"), "double")
_STYLE |= dict.fromkeys("«»‹›", "angle")
_STYLE |= dict.fromkeys("‘’‚‛'`", "single")
_ALWAYS_OPENS = frozenset("“„‟‘‚‛") | {"``"}
_ALWAYS_CLOSES = frozenset("”")
_BEFORE_OPENING = frozenset("([{<-–—―/|:;,=*_•>…") | frozenset("\"“„‟«‹‘'`")
_ELIDED = re.compile(r"(?:\d|(?:tis|twas|em|til|till|cause|n|bout|round|cos|cuz|nuff)\b)", re.IGNORECASE)
"""What may follow an apostrophe that opens nothing: '90s, 'tis, 'em, rock 'n' roll."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation within one paragraph, marks included: half-open offsets, and how it was marked.

    `depth` counts the quotations around it. Parts of one quotation that runs over paragraphs share `chain`.
    """

    start: int
    end: int
    style: Style
    closed: bool
    depth: int
    chain: int
    inside: tuple[int, int]
    """The offsets of what stands between the marks."""


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    style: Style


def _is_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()


def _may_open(text: str, start: int, end: int, low: int, high: int) -> bool:
    """Whether a mark at start:end has white space or opening punctuation before it and a word after it."""
    before = start == low or text[start - 1].isspace() or text[start - 1] in _BEFORE_OPENING
    return before and end < high and not text[end].isspace()


def _closes_single(text: str, end: int, high: int, later: bool) -> bool:
    """Whether an apostrophe that ends at `end`, with a single quotation open, closes it.

    After s before a small letter it is a plural possessive if a better candidate follows.
    """
    if _is_word(text, end) and end < high:
        return False
    possessive = end >= 2 and text[end - 2] in "sS" and end + 1 < high and text[end] == " "
    return not (possessive and text[end + 1].islower() and later)


class _Paragraph:
    """The quotations of one paragraph, found with a stack of open marks."""

    def __init__(self, text: str, low: int, high: int) -> None:
        self.text, self.low, self.high = text, low, high
        self.open: list[_Open] = []
        self.found: list[tuple[int, int, Style, bool, int, tuple[int, int]]] = []
        self.stray: Style | None = None
        """The style of the paragraph's first double mark, where that closes what opened before it."""

    def read(self) -> None:
        marks = [(m.group(), m.start(), m.end()) for m in _MARK.finditer(self.text, self.low, self.high)]
        ends = [end for mark, _, end in marks if mark in "'’" and not _is_word(self.text, end)]
        last_single = ends[-1] if ends else -1
        balance = sum(mark in "“„‟" for mark, _, _ in marks) == sum(mark == "”" for mark, _, _ in marks)
        for mark, start, end in marks:
            if _STYLE[mark] == "single":
                self._single(mark, start, end, end < last_single)
            else:
                self._double(mark, start, end, balance)

    def _single(self, mark: str, start: int, end: int, later: bool) -> None:
        inside = self.open and self.open[-1].style == "single"
        if inside and mark in "'’":
            touching = start > self.low and not self.text[start - 1].isspace()
            if touching and _closes_single(self.text, end, self.high, later):
                self._close(len(self.open) - 1, end, len(mark))
            return
        if inside or mark == "’" or _ELIDED.match(self.text, end):
            return
        if _may_open(self.text, start, end, self.low, self.high):
            self.open.append(_Open(mark, start, "single"))

    def _double(self, mark: str, start: int, end: int, balance: bool) -> None:
        style = _STYLE[mark]
        at = next((n for n in range(len(self.open) - 1, -1, -1) if self.open[n].style == style), None)
        opens = _may_open(self.text, start, end, self.low, self.high)
        touching = start > self.low and not self.text[start - 1].isspace()
        if at is None:
            inches = start > self.low and self.text[start - 1].isdigit()
            opens = opens if mark not in _ALWAYS_CLOSES else opens and start == self.low
            if not inches and (opens or mark in _ALWAYS_OPENS):
                self.open.append(_Open(mark, start, style))
            elif touching and not inches and not self.found:
                self.stray = self.stray or style
            return
        german = self.open[at].mark == "„" and mark == "“" and touching
        if mark in _ALWAYS_OPENS and not german:
            if not balance:
                self._close(at, start)
            self.open.append(_Open(mark, start, style))
        elif opens and not touching and mark not in _ALWAYS_CLOSES:
            self._close(at, start)
            self.open.append(_Open(mark, start, style))
        else:
            self._close(at, end, len(mark))

    def _close(self, at: int, end: int, closing: int = 0) -> None:
        """Close the quotation at that height of the stack; what stood open inside it opened nothing.

        `closing` is the width of the closing mark, 0 where it is missing.
        """
        opened = self.open[at]
        del self.open[at:]
        while not closing and end > opened.start and self.text[end - 1].isspace():
            end -= 1
        inside = (opened.start + len(opened.mark), end - closing)
        if inside[0] < inside[1]:
            self.found.append((opened.start, end, opened.style, closing > 0, at, inside))


def _paragraphs(text: str) -> Iterable[tuple[int, int]]:
    for match in _PARAGRAPH.finditer(text):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip())
        end = match.start() + len(piece.rstrip())
        if start < end:
            yield start, end


def quotes(text: str, paragraphs: Sequence[tuple[int, int]] | None = None) -> tuple[Quote, ...]:
    """The quotations of a text, in order; by default every line is a paragraph.

    >>> [text[q.start:q.end] for text in ['He said "no" and “yes, \\'maybe\\'.”'] for q in quotes(text)]
    ['"no"', "“yes, 'maybe'.”", "'maybe'"]
    >>> [q.closed for q in quotes('"One.\\n"Two."')], len({q.chain for q in quotes('"One.\\n"Two."')})
    ([False, True], 1)
    """
    found: list[Quote] = []
    chain = 0
    running: _Open | None = None
    silent: list[tuple[int, int]] = []
    for low, high in paragraphs if paragraphs is not None else _paragraphs(text):
        reader = _Paragraph(text, low, high)
        reader.read()
        goes_on = False
        if running is not None:
            if reader.stray == running.style:
                found.extend(Quote(*part, running.style, False, 0, chain, part) for part in silent)
                reader = _Paragraph(text, low, high)
                reader.open.append(_Open("", low, running.style))
                reader.read()
                goes_on = True
            elif len(silent) < _SILENT and not _DOUBLE.search(text, low, high):
                silent.append((low, high))
                continue
            else:
                first = _MARK.match(text, low, high)
                goes_on = not silent and first is not None and _STYLE[first.group()] == running.style
        left_open = next((mark for mark in reader.open if mark.style != "single"), None)
        if left_open is None and reader.open and reader.open[0].mark == "‘" and reader.open[0].start == low:
            left_open = reader.open[0]
        if left_open is not None:
            reader._close(reader.open.index(left_open), high)
        for start, end, style, closed, depth, inside in sorted(reader.found):
            if not (goes_on and start == low):
                chain += 1
            found.append(Quote(start, end, style, closed, depth, chain, inside))
        running, silent = left_open, []
    return tuple(found)


class QuoteMap:
    """The quotations of a text, for look-up by offset; "outer" ones stand in no other."""

    def __init__(self, found: Iterable[Quote]) -> None:
        found = tuple(found)
        self.outer = tuple(quote for quote in found if quote.depth == 0)
        self._starts = [quote.start for quote in self.outer]
        self._inner = tuple(quote for quote in found if quote.depth == 1)
        self._inner_starts = [quote.start for quote in self._inner]

    @classmethod
    def of(cls, text: str, paragraphs: Sequence[tuple[int, int]] | None = None) -> QuoteMap:
        """The outermost quotations of that text."""
        return cls(quotes(text, paragraphs))

    def at(self, offset: int) -> Quote | None:
        """The outermost quotation, marks included, that holds the character at offset."""
        n = bisect_right(self._starts, offset) - 1
        return self.outer[n] if n >= 0 and offset < self.outer[n].end else None

    def within(self, start: int, end: int) -> tuple[Quote, ...]:
        """The outermost quotations that share a character with start:end, in order."""
        n = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        while n < len(self.outer) and self.outer[n].start < end:
            if self.outer[n].end > start:
                found.append(self.outer[n])
            n += 1
        return tuple(found)

    def holds(self, offset: int, around: Quote | None = None) -> bool:
        """Whether the character stands in an outer quotation other than `around`, or in one inside that."""
        quote = self.at(offset)
        if quote is None or quote is not around:
            return quote is not None
        n = bisect_right(self._inner_starts, offset) - 1
        return n >= 0 and offset < self._inner[n].end
