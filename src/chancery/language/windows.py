"""Windows: an article cut into stretches that the encoder reads at once, one after the other, without padding.

Windows end where the text itself breaks (an empty line, a line, a sentence-final mark) whenever they can, so
that no sentence of ordinary length is cut, and running time grows linearly with length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.attrs import ORTH, SENT_START, SPACY
from spacy.tokens import Doc

from chancery.language.pieces import BLANK, LINE, NO_LETTERS, PARAGRAPH, Ints, Pieces, case_of, layout_of

_FINAL = frozenset(".!?。…")
_CLOSING = frozenset("\"'”’»)]")


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of words, begin to end among the document's words, as the encoder takes it."""

    begin: int
    end: int
    pieces: Ints
    case: Ints
    layout: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True, slots=True)
class Words:
    """A Doc's words without its white space: token index, layout and forced sentence start of each."""

    index: Sequence[int]
    texts: Sequence[str]
    layout: Sequence[int]
    forced: frozenset[int]


_case = lru_cache(maxsize=200_000)(case_of)


def words_of(doc: Doc) -> Words:
    """The words of a Doc; tokens whose `is_sent_start` is already True begin a sentence whatever the model says."""
    index: list[int] = []
    texts: list[str] = []
    layout: list[int] = []
    forced: set[int] = set()
    gap, force = "\n\n", True
    rows = doc.to_array([ORTH, SPACY, SENT_START]).tolist() if len(doc) else []
    strings = doc.vocab.strings
    known = {key: strings[key] for key in {row[0] for row in rows}}
    for number, (key, spaced, start) in enumerate(rows):
        text = known[key]
        force = force or (start == 1 and number > 0)
        if text.isspace():
            gap += text + " " if spaced else text
            continue
        if force:
            forced.add(len(index))
        index.append(number)
        texts.append(text)
        layout.append(GAPS[gap] if gap in GAPS else layout_of(gap))
        gap, force = " " if spaced else "", False
    return Words(index, texts, layout, frozenset(forced))


STOPPED = {title: f"{title}." for title in ("Mr", "Ms", "Mrs", "Dr", "Prof", "St")}
"""British papers print titles without the stop that the American treebanks have; the encoder sees it."""

GAPS = {"": 0, " ": BLANK, "\n": LINE, "\n\n": PARAGRAPH}


def _breaks(words: Words, pieces: Pieces, limit: int) -> list[tuple[int, int]]:
    """Ranges of words of at most limit pieces; each ends at the strongest break in its second half."""
    ranges: list[tuple[int, int]] = []
    begin = size = 0
    lines = sentence = 0
    texts, layout, forced = words.texts, words.layout, words.forced
    number = 0
    while number < len(texts):
        if number > begin:
            if number in forced or layout[number] == PARAGRAPH:
                lines = number
            before = texts[number - 1]
            if before[-1] in _FINAL or (before in _CLOSING and texts[number - 2][-1] in _FINAL):
                sentence = number
        count = len(pieces(STOPPED.get(texts[number], texts[number])))
        if size + count > limit and number > begin:
            end = lines if lines > begin else sentence if sentence > begin else number
            ranges.append((begin, end))
            begin = number = end
            size = 0
            continue
        size += count
        number += 1
    ranges.append((begin, len(texts)))
    return ranges


def windows_of(words: Words, pieces: Pieces, limit: int) -> Iterator[Window]:
    """The windows of a document's words, in order; together they hold every word once."""
    if not words.texts:
        return
    for begin, end in _breaks(words, pieces, limit - 2):
        ids = [pieces.start]
        case = [NO_LETTERS]
        layout = [PARAGRAPH]
        first: list[int] = []
        last: list[int] = []
        for number in range(begin, end):
            text = words.texts[number]
            split = pieces(STOPPED.get(text, text))
            first.append(len(ids))
            ids.extend(split)
            last.append(len(ids) - 1)
            case.extend([_case(text)] * len(split))
            layout.extend([words.layout[number] if number > begin else PARAGRAPH] * len(split))
        ids.append(pieces.end)
        case.append(NO_LETTERS)
        layout.append(BLANK)
        yield Window(
            begin,
            end,
            *(np.array(part, dtype=np.int64) for part in (ids, case, layout, first, last)),
        )
