"""How names are compared: words of a text, folded so that case, diacritics and hyphens do not matter.

The knowledge base is compiled with the same functions that read articles, so that both sides always agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
"""A word of a name: letters and digits with their combining marks; hyphens, apostrophes, stops separate."""

Span = tuple[int, int, str]
"""A word found in a text: half-open offsets and the word."""

_PARTICLES = """
al el de da do dos das del della di der den van von ter ten ben bin bint ibn abu of the and y e i la le les du ul
ud ur as ash at ad an for on in to d l"""
PARTICLES = frozenset(_PARTICLES.split())
"""Words that names write small as often as capital ("Xavier de Vries", "Omar al-Hashimi")."""

WORDLIKE = frozenset(["US", "WHO", "IS", "IT", "AU", "UN", "AM", "CAR", "ICE", "CAN", "CARE", "ACT", "AID"])
"""Acronyms that a sentence in capitals may spell as plain words, so that capitals prove nothing there."""

_ADDRESS = """
mr mrs ms sir lord dame president minister secretary chancellor premier senator sen governor gov general gen
ambassador speaker chairman director adviser advisor commissioner king queen prince admiral colonel prime envoy
spokesman spokeswoman spokesperson justice judge marshal commander chief leader"""
ADDRESS = frozenset(_ADDRESS.split())
"""Words before a surname that make a name even of an ordinary word ("Prime Minister May")."""

ABBREVIATED = frozenset(["mr", "mrs", "ms", "sen", "gov", "gen"])
"""Forms of address that end in a stop; after any other word a stop ends the sentence."""

JOINTS = frozenset(
    [" ", "-", "\u00a0", "\n", "\u2010", "\u2011", "\u2013", "'", "\u2019", "\u02bc", "\u2018", "`"]
)
"""What may stand between two words of a name, whatever its own spelling has there."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The form in which a word is compared: ASCII letters, small.

    >>> fold("Élysée"), fold("Erdoğan"), fold("Łódź")
    ('elysee', 'erdogan', 'lodz')
    """
    return word.lower() if word.isascii() else anyascii(word).lower()


def words(text: str) -> list[str]:
    """The folded words of a name.

    >>> words("Yoon Suk-Yeol"), words("Côte d'Ivoire"), words("U.S.")
    (['yoon', 'suk', 'yeol'], ['cote', 'd', 'ivoire'], ['u', 's'])
    """
    return [fold(word) for word in WORD.findall(text)]


def key(text: str) -> str:
    """The folded words of a name, joined by single blanks: what the knowledge base looks names up by."""
    return " ".join(words(text))


def fits_case(found: Sequence[str], known: Sequence[str]) -> bool:
    """Whether words found in a text are written as a name of these words would be.

    Each word that the name writes with a capital has to have one; particles inside may be small. Capitals
    throughout ("JAPAN FORWARD") fit any name.

    >>> fits_case(["Turkey"], ["Turkey"]), fits_case(["turkey"], ["Turkey"])
    (True, False)
    """
    return all(
        not name[0].isupper() or word[0].isupper() or (position > 0 and name.lower() in PARTICLES)
        for position, (word, name) in enumerate(zip(found, known, strict=False))
    )


def written_as(text: str, window: Sequence[Span], name: str) -> bool:
    """Whether the words of the window are joined and capitalised in the text as that name may be."""
    for (_, end, word), (start, _, _) in pairwise(window):
        gap = text[end:start]
        if gap in JOINTS or (gap in {". ", "."} and (len(word) <= 2 or f"{word}." in name)):
            continue
        if gap.strip() in {",", "&", "/", "'", "."} and gap.strip() in name:
            continue
        return False
    return fits_case([word for _, _, word in window], _words_as_written(name))


@lru_cache(maxsize=16384)
def _words_as_written(name: str) -> tuple[str, ...]:
    return tuple(WORD.findall(name))


def shouted(spans: Sequence[Span], position: int, acronym: str) -> bool:
    """Whether an acronym that is also a word stands among capitals, where it may be just that word."""
    if acronym not in WORDLIKE:
        return False
    nearby = [
        word for _, _, word in (*spans[max(0, position - 2) : position], *spans[position + 1 : position + 3])
    ]
    loud = [word for word in nearby if word.isupper() and len(word) > 2]
    return len(loud) >= 2 or (bool(nearby) and len(loud) == len(nearby))
