"""Lemma scripts: a lemma as an edit of its word, so that a classifier can choose one (Straka 2018, UDPipe 2)."""

from __future__ import annotations


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
