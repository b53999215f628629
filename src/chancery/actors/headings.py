"""Lines in Title Case, where capitals are no sign of a name: "NATO Cooperation in the North", "Latest Trade Debate"."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.actors import lexicon
from chancery.actors.naming import Name
from chancery.actors.words import Words

SMALL = frozenset(
    """about above across after against along amid among around before behind below beneath beside between beyond
    despite down during from inside into like near onto outside over past since than that through throughout toward
    towards under until upon versus when while with within without""".split()
)
"""Words of four letters and more that Title Case writes small."""

LETTERS, LEAST = 4, 3
"""From how many letters on Title Case writes every other word with a capital, and how many such words show it."""


def headings(words: Words) -> frozenset[int]:
    """The numbers of the lines (`Words.para`) whose longer words all have a capital."""
    telling: dict[int, set[str]] = {}
    plain: set[int] = set()
    for text, para in zip(words.text, words.para, strict=True):
        if len(text) < LETTERS or not text.isalpha() or text.lower() in SMALL:
            continue
        if text[0].isupper():
            telling.setdefault(para, set()).add(text)
        else:
            plain.add(para)
    return frozenset(para for para, found in telling.items() if len(found) >= LEAST and para not in plain)


def without_headings(words: Words, names: Sequence[Name]) -> list[Name]:
    """The names without those that only the capitals of a heading make.

    Kept are known names, places, those that the article's sentences name too, full names of people, acronyms, and
    bodies whose name no known name begins. Of the others the known names inside remain.
    """
    lines = headings(words)
    if not lines:
        return list(names)
    elsewhere = {word for name in names if words.para[name.start] not in lines for word in name.words}
    known = {name.start for name in names if any(one.kind != "demonym" for one in name.candidates)}
    kept: list[Name] = []
    for name in names:
        plain = name.candidates or name.title or words.para[name.start] not in lines
        plain = plain or name.kind in ("place", "thing")
        if plain or elsewhere.issuperset(name.words) or _is_whole(words, name, known):
            kept.append(name)
    inside = {k for name in kept if not name.modifier for k in range(name.start, name.end)}
    for name in kept:
        name.modifier = name.modifier and name.start in inside
    return kept


def _is_whole(words: Words, name: Name, known: set[int]) -> bool:
    """Whether a name that stands in headings alone is a person's full name, or a body's of several words."""
    if not name.label:
        return False
    if len(name.words) < 2:
        return words.text[name.start].isupper() and name.label == "organization"
    if name.kind == "person":
        return name.label == "person"
    bridged = "of" in name.words and lexicon.BRIDGE_WORDS.intersection(name.words)
    return name.kind == "organization" and (name.start not in known or bool(bridged))
