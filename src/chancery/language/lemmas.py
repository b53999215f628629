"""Lemmas: an edit of the word that a classifier chooses (Straka 2018, UDPipe 2), held against what English allows.

Words that the treebanks have take their lemma from there; of others, a regular ending leaves only a few lemmas open,
and an edit that gives none of these is a slip.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

Forms = Mapping[tuple[str, str], str]
"""Lemmas by form (lower case) and part of speech."""

ENDINGS = {"NNS": "s", "VBZ": "s", "VBD": "ed", "VBN": "ed", "VBG": "ing"}
"""The regular ending of a word with this tag (Penn)."""
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_VOWELS = frozenset("aeiou")
_MUTE = re.compile(
    r"(?:[cuv]|[^tz]z|[^aeioulrw]l|[^o]ur|[^aeo]at|is|us|ut|ag|dg|[ln]s|[^u]rs|rg|lg|eng|(?:ch|r)ang)$"
)
"""Stems that English writes with a mute e: no word ends in these letters, or hardly any verb does."""
_PREFIXES = ("re", "un", "dis", "mis", "over", "out", "under", "pre", "co", "de", "counter")


def lemma_script(word: str, lemma: str) -> str:
    """The edit that turns word into lemma: case, how many final characters go, what is put in their place.

    >>> lemma_script("Countries", "country")
    'L3+y'
    >>> apply_script("Ministries", "L3+y")
    'ministry'
    """
    for case, base in (("K", word), ("L", word.lower())):
        shared = 0
        while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
            shared += 1
        if shared and (shared == len(lemma) or len(base) - shared <= 5):
            return f"{case}{len(base) - shared}+{lemma[shared:]}"
    return f"={lemma}"


def apply_script(word: str, script: str) -> str:
    """The lemma that a script makes of a word; a script that does not fit leaves the word in lower case."""
    if script[0] == "=":
        return script[1:]
    base = word.lower() if script[0] == "L" else word
    cut, _, tail = script[1:].partition("+")
    count = int(cut)
    if count > len(base):
        return word.lower()
    return (base[: len(base) - count] + tail) or word


def lemma_of(word: str, script: str, upos: str, xpos: str, forms: Forms, lemmas: Collection[str]) -> str:
    """The lemma of a word: the treebanks', else what the script makes of it if its ending allows that.

    `lemmas` are words that are known as lemmas; of several that an ending allows, a known one comes first.

    >>> lemma_of("accusations", "K5+e", "NOUN", "NNS", {}, {"accusation"})
    'accusation'
    """
    low = word.lower()
    known = forms.get((low, upos))
    if known is not None:
        return known
    made = apply_script(word, script)
    if low in lemmas and made.lower() not in lemmas:
        return low
    ending = ENDINGS.get(xpos)
    if ending is None or not low.endswith(ending) or len(low) < len(ending) + 2:
        return made
    allowed = _before(low, ending)
    attested = [one for one in allowed if _attested(one, lemmas)]
    if attested:
        return made if made in attested else attested[0]
    return made if made in allowed and not _MUTE.search(made) else allowed[0]


def _attested(lemma: str, lemmas: Collection[str]) -> bool:
    """Whether a lemma is known, or what a prefix was put before ("recapture")."""
    return lemma in lemmas or any(
        lemma.startswith(prefix) and lemma[len(prefix) :].removeprefix("-") in lemmas for prefix in _PREFIXES
    )


def _before(low: str, ending: str) -> list[str]:
    """The words that could have got this regular ending, the likeliest first."""
    if ending == "s":
        if low.endswith("ies") and len(low) > 4:
            return [low[:-3] + "y", low[:-1]]
        return [low[:-2], low[:-1]] if low.endswith("es") and low[:-2].endswith(_HISSING) else [low[:-1]]
    stem = low.removesuffix(ending)
    if ending == "ed" and stem.endswith("i"):
        return [stem[:-1] + "y", stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return [stem, stem[:-1]] if stem[-1] in "sl" else [stem[:-1], stem]
    return [stem + "e", stem] if _MUTE.search(stem) else [stem, stem + "e"]
