"""How alike two texts are: the share of their runs of words that they have in common."""

from __future__ import annotations

RUN = 4
"""Words of a run; A. Broder et al., "Syntactic clustering of the Web" (1997), take runs of so few for short texts."""

EDITION = 0.5
"""The share from which texts are "roughly the same", in the same paper."""


def resemblance(one: str, other: str) -> float:
    """The share of the runs of words of two texts that are in both, from 0 to 1; capitals do not matter.

    >>> resemblance("The envoys met in Riga on Monday.", "The envoys met in Riga on Tuesday.")
    0.6
    """
    first, second = _runs(one), _runs(other)
    together = first | second
    return len(first & second) / len(together) if together else 1.0


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return {tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))} if words else set()
