"""Quantities of people: "many of the deputies", "thousands of workers", "one of my aides", "those who object".

The noun after "of" says who is meant, the word before it how many; the tree has them the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass

from chancery.actors import lexicon
from chancery.actors.words import Words

MANY = frozenset(
    """hundred thousand million billion dozen score lot number majority minority couple handful bunch plenty rest
    half third quarter percent % proportion share portion range variety scores lots dozens hundreds thousands millions
    billions tens plethora host majorities numbers""".split()
)
"""Nouns that count or measure what follows them."""

SOME = frozenset(
    """many some most all several few both none each any much more fewer enough two three four five six seven eight nine
    ten half others another""".split()
)
ONE = frozenset(["one", "1"])
WHOLE = frozenset(["all", "both", "most", "each"])
"""Quantities that mean the group as such; after the others a part of it is meant."""

SKIPPED = frozenset(["none", "any", "each", "neither", "much"])
COUNTING_POS = frozenset(["DET", "ADJ", "NUM", "PRON"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """The word that heads a quantity in the tree, whether it picks one, and whether it means the whole group."""

    head: int
    one: bool
    whole: bool


def quantities(words: Words) -> dict[int, Quantity]:
    """The noun that says who is meant, by its token, to the quantity before it."""
    w = words
    found: dict[int, Quantity] = {}
    for i in range(w.n):
        low = w.lower[i]
        noun = w.pos[i] == "NOUN" and (low in MANY or w.lemma[i] in MANY)
        word = w.pos[i] in COUNTING_POS and low in SOME | ONE and low not in SKIPPED
        counted = _counted(w, i) if noun or word else None
        if counted is not None:
            found[counted] = Quantity(i, low in ONE, low in WHOLE)
    return found


def _counted(words: Words, i: int) -> int | None:
    """The noun for people after "of" that a quantity counts."""
    w = words
    for child in w.children[i]:
        if child < i or w.dep[child] not in ("nmod", "obl") or w.pos[child] != "NOUN":
            continue
        if not any(w.dep[k] == "case" and w.lower[k] == "of" for k in w.children[child]):
            continue
        noun = lexicon.noun_of(w.lower[child], w.lemma[child])
        plural = w.tag[child] in ("NNS", "NNPS") or "Number=Plur" in w.morph[child] or noun == "people"
        if plural and lexicon.nouns().get(noun) in ("person", "people", "organization", "state"):
            return child
    return None


def stands_for_people(words: Words, i: int) -> bool:
    """Whether a word without a noun stands for people: "those who object"."""
    w = words
    if w.lower[i] != "those" or w.pos[i] not in ("PRON", "DET"):
        return False
    for child in w.children[i]:
        if w.dep[child] == "acl:relcl" and any(w.lower[k] == "who" for k in w.children[child]):
            return True
    return False
