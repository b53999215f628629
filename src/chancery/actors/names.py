"""How names are compared: words of a text, folded so that case, diacritics and kinds of hyphen do not matter.

The knowledge base is compiled with the same functions that read articles, so that both sides always agree.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
"""A word of a name: letters and digits with their combining marks. Hyphens, apostrophes and stops separate."""

PARTICLES = frozenset(
    "al el de da do dos das del della di der den van von ter ten ben bin bint ibn abu of the and y e i la le les du"
    " ul ud ur as ash at ad an for on in to d l".split()
)
"""Words that names write small as often as capital ("Xavier de Vries", "Omar al-Hashimi", "League of ...")."""


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


def fits_case(found: list[str], known: list[str]) -> bool:
    """Whether words found in a text are written as a name of these words would be.

    Each word that the name writes with a capital has to have one; particles may be small. Whole capitals
    ("JAPAN FORWARD") fit any name.

    >>> fits_case(["Turkey"], ["Turkey"]), fits_case(["turkey"], ["Turkey"])
    (True, False)
    """
    return all(
        not name[0].isupper() or word[0].isupper() or (position > 0 and name.lower() in PARTICLES)
        for position, (word, name) in enumerate(zip(found, known, strict=False))
    )
