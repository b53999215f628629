"""Whether the act that a cue reports took place: negation, refusal, and modality."""

from __future__ import annotations

from chancery.coding.cue_entries import entry_of
from chancery.coding.lexicon import Cue, Lexicon
from chancery.coding.mood_words import mood_words
from chancery.coding.tree import Tree
from chancery.records import Modality

_WORDS = mood_words()
_SHOWN = frozenset({"support", "oppose", "agree", "doubt"})
"""Acts without speech that one may refuse as one refuses to speak; "refused to hear witnesses" is none."""

_LONGEST = 4
"""Governors above governors ("wants to ask him to say"), at most."""


def governor(tree: Tree, i: int) -> int | None:
    """The word that an infinitive cue depends on ("declined" of "declined to say"), or None."""
    if tree.dep[i] == "xcomp":
        return tree.head[i]
    if tree.dep[i] == "conj" and tree.dep[tree.head[i]] == "xcomp":
        return tree.head[tree.head[i]]
    return None


def nobody(tree: Tree, i: int) -> bool:
    """Whether the phrase headed by i denotes nobody: "no minister", "neither side", "nobody", "no one"."""
    if tree.form[i] in _WORDS.nobody or (tree.form[i] == "one" and i > 0 and tree.form[i - 1] == "no"):
        return True
    return any(tree.form[c] in ("no", "neither") and tree.dep[c] in ("det", "cc") for c in tree.children[i])


def negated(tree: Tree, i: int) -> bool:
    """Whether the act did not take place: "did not say", "declined to say", "nobody said", "no statement".

    Two negations cancel: "did not refuse to say" counts as said.
    """
    own = any(
        tree.form[c] in _WORDS.never
        and tree.dep[c] in ("advmod", "det", "cc", "aux", "discourse", "mark", "preconj")
        for c in tree.children[i]
        if c < i
    )
    own ^= any(tree.dep[c] in ("nsubj", "obj") and nobody(tree, c) for c in tree.children[i])
    if not own and (_short_of(tree, i) or _not_yet(tree, i)):
        own = True
    above = governor(tree, i)
    if above is not None and tree.lemma[above] in _WORDS.refusal:
        own ^= not negated(tree, above)
    elif above is not None and tree.pos[above] in ("VERB", "ADJ", "AUX"):
        own ^= negated(tree, above)
    return own


def _short_of(tree: Tree, i: int) -> bool:
    """Whether "short of" or "instead of" stands right before a gerund: "stopped short of saying"."""
    return tree.form[i - 1] == "of" and i > 1 and tree.form[i - 2] in ("short", "instead")


def _not_yet(tree: Tree, i: int) -> bool:
    """Whether "yet to" stands before the infinitive: "has yet to say"."""
    return i > 1 and tree.form[i - 1] == "to" and tree.form[i - 2] == "yet"


def modality(tree: Tree, i: int, depth: int = 0) -> Modality:
    """Whether the act happened, or is planned, threatened, demanded, denied or merely supposed.

    "would not comment" is what a newspaper writes of one who did not: it happened (and is negated).
    """
    aux = {tree.form[c] for c in tree.children[i] if tree.dep[c] == "aux"}
    if aux & _WORDS.future or (aux & {"is", "are"} and _to_be(tree, i)):
        return "planned"
    if aux & _WORDS.ought and not _asked(tree, i):
        return "demanded"
    if aux & _WORDS.maybe and not ({"would", "could", "can", "ca"} & aux and negated(tree, i)):
        return "hypothetical"
    if tree.doc[i].morph.get("Mood", []) == ["Imp"]:
        return "demanded"
    if _asked(tree, i):
        return "hypothetical"
    above = governor(tree, i)
    if above is not None and depth < _LONGEST:
        return _governed(tree, above, depth)
    if tree.dep[i] == "ccomp" and tree.lemma[tree.head[i]] in _WORDS.denial:
        return "denied"
    if tree.dep[i] == "advcl" and tree.marks(i) & _WORDS.condition:
        return "hypothetical"
    borrows = tree.dep[i] == "conj" and not any(tree.dep[c] == "nsubj" for c in tree.children[i])
    if borrows and depth < _LONGEST:
        return modality(tree, tree.head[i], depth + 1)
    return "happened"


def _governed(tree: Tree, above: int, depth: int) -> Modality:
    """The modality of an act that depends on the word `above`."""
    lemma = tree.lemma[above]
    if lemma == "threaten":
        return "threatened"
    if lemma in _WORDS.denial:
        return "denied"
    if lemma in _WORDS.demand:
        return "demanded"
    if lemma in _WORDS.plan or tree.form[above] in _WORDS.plan:
        return "planned"
    return modality(tree, above, depth + 1)


def _to_be(tree: Tree, i: int) -> bool:
    """Whether the verb is an infinitive after "is": "the two are to issue a statement"."""
    return "to" in tree.marks(i) and not any(tree.label[c] == "aux:pass" for c in tree.children[i])


def _asked(tree: Tree, i: int) -> bool:
    """Whether the verb is what a direct question asks: "Did the minister say so?"."""
    low, high = tree.bounds(i)
    last = high - 1
    while last > low and (tree.pos[last] == "SPACE" or tree.form[last] in ('"', "”", "'", "’", ")")):
        last -= 1
    if tree.form[last] != "?" or tree.dep[i] != "root":
        return False
    first = min((c for c in tree.children[i] if tree.dep[c] in ("aux", "cop")), default=i)
    who = next((c for c in tree.children[i] if tree.dep[c] == "nsubj"), None)
    return who is not None and first < who < i


def refused_act(tree: Tree, i: int, lexicon: Lexicon) -> tuple[int, Cue] | None:
    """The act that the verb i refuses or fails to do ("say" of "declined to say"), if it reports one."""
    if tree.lemma[i] not in _WORDS.refusal:
        return None
    inner = tree.kid(i, "xcomp")
    if inner is None or tree.pos[inner] != "VERB":
        return None
    known = entry_of(tree, inner, lexicon)
    spoken = known is not None and (known[0].speech or known[0].act in _SHOWN)
    return (inner, known[0]) if known is not None and spoken else None
