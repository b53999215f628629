"""What a noun phrase says of whom it denotes: how definite it is, how many they are, and of what kind."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.actors import lexicon
from chancery.actors.quantities import Quantity
from chancery.actors.words import Words

INDEFINITE, THE, DEMONSTRATIVE, POSSESSED, BARE, EACH = range(6)
DETERMINERS = {
    "the": THE, "both": THE, "this": DEMONSTRATIVE, "that": DEMONSTRATIVE, "these": DEMONSTRATIVE,
    "those": DEMONSTRATIVE, "a": INDEFINITE, "an": INDEFINITE, "another": INDEFINITE, "some": INDEFINITE,
    "any": INDEFINITE,
}  # fmt: skip
MODIFIERS = frozenset(["amod", "compound", "nmod", "acl", "acl:relcl", "nummod", "nmod:desc", "flat"])
PLURAL_NOUNS = frozenset(["people", "police", "troops"])
MANY_ONLY = frozenset(["other", "generation", "local", "neutral", "moderate", "regular", "independent"])
"""Words that denote people in the plural only ("others", "locals")."""

FOCUS = frozenset(
    """about almost also around especially even including just least mainly mostly nearly only over particularly perhaps
    primarily roughly""".split()
)
"""Words before a phrase that say nothing of whom it denotes."""

POWERS = frozenset(
    """big colonial european eastern foreign global great imperial imperialist leading major middle military naval
    nuclear occupying regional super victorious western world""".split()
)
"""Beside these "powers" are states; other powers are rights or forces ("emergency powers")."""

SUBSTANCES = frozenset(
    ["nerve", "chemical", "biological", "cleaning", "blister", "toxic", "causative", "warfare"]
)
"""Beside these an "agent" is no person."""

PERSONS_BESIDE = {
    "figure": frozenset(
        """business central community controversial cultural government influential key leading media military
        opposition party political prominent public rebel religious senior top tribal""".split()
    ),
    "source": frozenset(
        """administration anonymous army congressional defence defense diplomatic government industry intelligence local
        medical military ministry official opposition palace party police political presidential rebel security senior
        unidentified unnamed well-placed""".split()
    ),
}
"""Nouns that denote people beside some modifiers ("a senior figure", "diplomatic sources")."""


ELECTORAL = frozenset(
    """congressional election electoral general gubernatorial leadership mayoral own parliamentary presidential primary
    re-election reelection republican democratic senate""".split()
)
"""What may stand before "campaign" where it is somebody's staff, and not a fight for or against something."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One noun phrase; `kind` is one of the lexicon's classes of nouns."""

    start: int
    lemma: str
    kind: str
    plural: bool
    definite: int
    modifiers: frozenset[str]
    predicate: bool


def read_phrase(words: Words, i: int, quantity: Quantity | None = None) -> Phrase:
    """The phrase that the noun at i heads, or the noun that a quantity before it counts."""
    w = words
    lemma = "those" if w.lower[i] == "those" else lexicon.noun_of(w.lower[i], w.lemma[i])
    definite, modifiers, predicate, negated = _determined(w, i)
    plural = "Number=Plur" in w.morph[i] or w.tag[i] in ("NNS", "NNPS") or lemma in PLURAL_NOUNS
    start = w.left_edge(i) if lemma != "those" else i
    if quantity is not None:
        start = w.left_edge(quantity.head)
        plural = not quantity.one
        if not quantity.whole:
            definite = INDEFINITE
    while start < i and w.lower[start] in FOCUS:
        start += 1
    kind = "thing" if negated else _kind(w, i, lemma, plural, modifiers)
    bare = definite == BARE and not plural and not modifiers
    if bare and kind == "organization" and w.pos[i] == "NOUN":
        # "Took office", "project power": a bare singular is no body.
        kind = "thing"
    return Phrase(start, lemma, kind, plural, definite, modifiers, predicate)


def _determined(words: Words, i: int) -> tuple[int, frozenset[str], bool, bool]:
    """Definiteness, modifiers, whether the phrase is an indefinite predicate, and whether there is no such thing."""
    w = words
    definite, predicate, negated = BARE, False, False
    modifiers: list[str] = []
    for child in w.children[i]:
        dep, low = w.dep[child], w.lower[child]
        if dep in ("det", "det:predet"):
            definite = DETERMINERS.get(low, EACH if definite == BARE else definite)
            negated = negated or low in ("no", "neither")
        elif dep == "cop" and definite != THE:
            predicate = True
        elif dep == "nmod:poss":
            definite = POSSESSED
            modifiers.append(w.lemma[child])
        elif dep in MODIFIERS:
            modifiers.append(w.lemma[child])
    return definite, frozenset(modifiers), predicate, negated


def _kind(words: Words, i: int, lemma: str, plural: bool, modifiers: frozenset[str]) -> str:
    w = words
    if lemma == "those":
        return "people"
    kind = lexicon.nouns().get(lemma, "thing")
    if (lemma in MANY_ONLY and not plural) or (lemma == "agent" and modifiers & SUBSTANCES):
        return "thing"
    if lemma == "power":
        if not modifiers & POWERS:
            return "thing"
        return "people" if plural else "state"
    if lemma == "campaign" and not plural and _runs_for_office(w, i, modifiers):
        return "organization"
    if lemma in PERSONS_BESIDE:
        says = lemma == "source" and w.dep[i] == "nsubj" and w.lemma[w.head[i]] in lexicon.SPEECH_VERBS
        return "person" if says or modifiers & PERSONS_BESIDE[lemma] else "thing"
    if (
        lemma == "mission"
        and not modifiers & {"diplomatic", "permanent", "trade"}
        and not _state_beside(w, i)
    ):
        return "thing"
    if w.pos[i] == "PROPN" or kind in ("thing", "group"):
        if lemma in lexicon.TITLE_HEADS:
            return "person"
        if lemma in lexicon.ORG_WORDS and w.pos[i] == "PROPN":
            return "organization"
    return kind


def _runs_for_office(words: Words, i: int, modifiers: frozenset[str]) -> bool:
    """Whether a campaign is a candidate's or party's staff: it is called by a name ("the Lee campaign") or speaks."""
    w = words
    called = {k for k in w.children[i] if w.dep[k] in ("compound", "nmod:poss") and k < i}
    names = {k for k in called if w.pos[k] == "PROPN" or w.lower[k] in ("his", "her", "their", "candidate")}
    others = modifiers - {w.lemma[k] for k in names} - ELECTORAL
    if others or any(w.dep[k] in ("nmod", "acl") for k in w.children[i]):
        return False
    speaks = w.dep[i] == "nsubj" and w.lemma[w.head[i]] in lexicon.SPEECH_VERBS
    return speaks or any(w.dep[k] == "compound" and w.ent[k] in ("Person", "PER") for k in names)


def _state_beside(words: Words, i: int) -> bool:
    """Whether a capitalised word stands right before a noun or owns it ("the Chinese mission", "Iran's mission")."""
    w = words
    return any(
        w.dep[k] in ("amod", "compound", "nmod:poss") and w.text[k][:1].isupper() and k < i
        for k in w.children[i]
    )
