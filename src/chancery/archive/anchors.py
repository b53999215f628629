"""Where words stand: kept with their neighbours, found again in another edition of the text, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

NEIGHBOURS = 32
"""Characters that are kept on either side, as the Web Annotation standard's text quote selectors usually do."""

LONG = 24
"""Words so long (four or five) that stand once in a text are the same words, whatever stands around them."""

LEAST = 6
"""Characters of neighbours that must agree for shorter words: one word on one side."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """Words of a text, where they began, and what stood before and after them."""

    start: int
    exact: str
    before: str
    after: str


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of text[start:end]."""
    return Anchor(
        start=start,
        exact=text[start:end],
        before=text[max(0, start - NEIGHBOURS) : start],
        after=text[end : end + NEIGHBOURS],
    )


def locate(kept: Anchor, text: str) -> int | None:
    """Where those words begin in a text; None where they are gone, or could be in two places.

    >>> locate(anchor("Ann said no. Bob said no.", 17, 24), "Yes, Ann said no. Later Bob said no.")
    28
    """
    if text[kept.start : kept.start + len(kept.exact)] == kept.exact:
        agreed = _agreement(kept, text, kept.start)
        if agreed == len(kept.before) + len(kept.after):
            return kept.start
    found = sorted(((_agreement(kept, text, at), at) for at in _occurrences(kept.exact, text)), reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    agreed, at = found[0]
    alone = len(found) == 1 and len(kept.exact) >= LONG
    return at if alone or agreed >= LEAST else None


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _agreement(kept: Anchor, text: str, at: int) -> int:
    """Characters of neighbours that are the same, counted from the words outwards."""
    before = text[max(0, at - len(kept.before)) : at]
    end = at + len(kept.exact)
    after = text[end : end + len(kept.after)]
    return _alike(before[::-1], kept.before[::-1]) + _alike(after, kept.after)


def _alike(one: str, other: str) -> int:
    """Characters that two texts begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
