"""Word pieces: how words enter the encoder. A cache makes each distinct word cost its split only once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

MAX_PIECES = 8
"""Pieces kept of one word: the first half and the last half; longer ones are addresses or noise."""
CACHE = 200_000
"""Distinct words remembered; a year of one newspaper has fewer."""

LOWER, TITLE, UPPER, OTHER, NO_LETTERS = range(5)
GLUED, BLANK, LINE, PARAGRAPH = range(4)


def case_of(word: str) -> int:
    """The case class of a word: lower, Title (a lone capital too), UPPER, other, or no letters at all."""
    if word.islower():
        return LOWER
    if word.isupper():
        return TITLE if len(word) == 1 else UPPER
    if word.istitle():
        return TITLE
    if any(char.isalpha() for char in word):
        return TITLE if word[0].isupper() and word[1:].islower() else OTHER
    return NO_LETTERS


def layout_of(gap: str) -> int:
    """The layout class of the white space before a word."""
    if not gap:
        return GLUED
    breaks = gap.count("\n")
    return BLANK if breaks == 0 else LINE if breaks == 1 else PARAGRAPH


class Pieces:
    """WordPiece (Wu et al. 2016) over BERT's uncased vocabulary, as BERT applies it to single words."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        self.start, self.end, self.unknown = (self._ids[mark] for mark in ("[CLS]", "[SEP]", "[UNK]"))
        self._cache: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """The piece ids of one word: at least one, at most MAX_PIECES."""
        known = self._cache.get(word)
        if known is None:
            if len(self._cache) >= CACHE:
                self._cache.clear()
            known = self._cache[word] = self._split(word[:200])
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf", "Cc"))
        ids: list[int] = []
        run = ""
        for char in plain:
            if char.isalnum():
                run += char
                continue
            ids.extend(self._greedy(run))
            ids.extend(self._greedy(char))
            run = ""
        ids.extend(self._greedy(run))
        if len(ids) > MAX_PIECES:
            half = MAX_PIECES // 2
            ids = ids[:half] + ids[-half:]
        return tuple(ids) or (self.unknown,)

    def _greedy(self, run: str) -> list[int]:
        """Longest match first; a run with a part that the vocabulary lacks is one unknown piece."""
        ids: list[int] = []
        start = 0
        while start < len(run):
            for end in range(len(run), start, -1):
                found = self._ids.get(run[start:end] if start == 0 else "##" + run[start:end])
                if found is not None:
                    ids.append(found)
                    start = end
                    break
            else:
                return [self.unknown]
        return ids
