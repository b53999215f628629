"""Titles beside names: where they begin and end, and which gender they show."""

from __future__ import annotations

from chancery.actors import lexicon
from chancery.actors.words import Words

LONGEST_NAME = 5
"""Words of a person's name after a title; longer chains are names of bodies."""


SURNAMES = frozenset(
    """baron bishop cardinal constable count dean duke earl general judge justice king lord major marshal mayor noble
    page pope prince principal provost queen sergeant sheriff singer""".split()
)
"""Titles that are surnames as well: after "Mr" or a first name they are nobody's office."""


def title_inside(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """The tokens of a title inside a chain of proper nouns ("NATO Secretary General Jens Stoltenberg").

    What the office is of belongs to it: "Deputy Secretary of State Ann Lee", "Minister for Africa Ann Lee".
    """
    w, k = words, start
    best: tuple[int, int] | None = None
    while k < end:
        low = k
        has_head = False
        while k < end and (_of_title(w.lower[k]) or (w.text[k] == "-" and k > low)):
            has_head = has_head or w.lower[k] in lexicon.TITLE_HEADS or w.lower[k] in lexicon.HONORIFICS
            k += 1
        if k > low and has_head and not _surname(w, start, low, k, end):
            named = k == end and w.lower[low] in lexicon.HONORIFICS and w.lower[k - 1] in SURNAMES
            best = (low, k - 1 if named and k - low > 1 else k)
            break
        k = max(k, low + 1)
    if best is None:
        return None
    best = (best[0], _with_charge(w, best[1], end))
    rest = [w.lower[k] for k in range(best[1], end)]
    if len(rest) > LONGEST_NAME or any(word in lexicon.ORG_WORDS for word in rest):
        return None
    return best


def _surname(words: Words, start: int, low: int, high: int, end: int) -> bool:
    """Whether the title that ends a chain is a surname ("Larry King"): after a first name, and in a person's name."""
    w = words
    after_first = (
        high == end and high - low == 1 and low > start and w.lower[low - 1] in lexicon.first_names()
    )
    return after_first and w.ent[low] in ("Person", "PER")


def _with_charge(words: Words, start: int, end: int) -> int:
    """Where a title ends together with "of State" or "for the Middle East", which may follow its noun."""
    w, k = words, start
    if k >= end or w.lower[k] not in ("of", "for"):
        return start
    while k < end and (
        w.lower[k] in ("of", "for", "the", "and", ",", "&")
        or w.lower[k] in lexicon.OFFICE_BODIES
        or w.lower[k] in lexicon.PLACE_WORDS
        or w.lower[k] in lexicon.TITLE_MODIFIERS
    ):
        k += 1
    return k


def title_before(words: Words, start: int, *, person: bool = False) -> int:
    """Where the title begins that stands before a name ("prime minister Shinzo Abe"); the name's start if none.

    Before the name of a person any noun for one is a title, whatever the parse made of it ("botanist Ann Lee").
    """
    w, k = words, start
    while (
        k > 0
        and w.sent[k - 1] == w.sent[start]
        and w.pos[k - 1] in ("NOUN", "ADJ", "PROPN")
        and (
            _of_title(w.lower[k - 1])
            or ((w.dep[k - 1] == "nmod:desc" or (person and k == start)) and _says_who(w, k - 1))
        )
    ):
        k -= 1
    while k < start and w.lower[k] in ("then", "late", "acting", "former"):
        k += 1
    heads = lexicon.TITLE_HEADS | lexicon.HONORIFICS.keys()
    described = any(
        w.lower[i] in heads or w.dep[i] == "nmod:desc" or (person and _says_who(w, i))
        for i in range(k, start)
    )
    return k if described else start


def gender_shown(title: str) -> str:
    """The gender that a title shows: "m", "f", or nothing.

    >>> gender_shown("foreign minister mr"), gender_shown("spokeswoman"), gender_shown("envoy")
    ('m', 'f', '')
    """
    for word in title.split():
        shown = lexicon.HONORIFICS.get(word, "")
        if shown in ("m", "f"):
            return shown
        if word in lexicon.MALE_NOUNS:
            return "m"
        if word in lexicon.FEMALE_NOUNS:
            return "f"
    return ""


def _says_who(words: Words, i: int) -> bool:
    """Whether a word is a singular noun for a person."""
    singular = words.tag[i] not in ("NNS", "NNPS") and "Number=Plur" not in words.morph[i]
    return singular and lexicon.nouns().get(lexicon.noun_of(words.lower[i], words.lemma[i])) == "person"


def _of_title(word: str) -> bool:
    return word in lexicon.TITLE_HEADS or word in lexicon.TITLE_MODIFIERS or word in lexicon.HONORIFICS
