"""Capitals and seats that stand for governments: "Moscow rejected the offer", but not "in Moscow"."""

from __future__ import annotations

from chancery.actors import lexicon
from chancery.actors.naming import Name
from chancery.actors.words import Words

INSIDE = frozenset(
    ["in", "at", "near", "inside", "outside", "around", "across", "throughout", "through", "within"]
)


def stands_for_government(words: Words, name: Name) -> bool:
    """Whether a capital or seat stands for its government here, by its place in the sentence.

    "Moscow rejected the offer", "relations between Seoul and Tokyo", "a partnership with Seoul", "Moscow's demands";
    but not "in Moscow", "Vilnius, the capital of Lithuania", "Seoul is a large city".
    """
    w, head = words, name.head
    while w.dep[head] == "conj" and w.head[head] < head:
        head = w.head[head]
    dep, governor = w.dep[head], w.head[head]
    cases = {w.lower[c] for c in w.children[head] if w.dep[c] == "case" and c < head}
    # The word before counts as well: it is right where a parse has gone wrong.
    before = name.start - 1 if name.start and w.lower[name.start - 1] != "the" else name.start - 2
    if before >= 0:
        if w.lower[before] in INSIDE:
            return False
        if w.lower[before] == "between" or (
            w.lower[before] == "and" and "between" in w.lower[max(0, before - 4) : before]
        ):
            return True
    if cases & INSIDE or any(w.dep[c] == "appos" and _is_place(w, c) for c in w.children[head]):
        return False
    if dep in ("nsubj", "nsubj:pass", "obl:agent", "nsubj:outer"):
        if w.pos[governor] not in ("VERB", "AUX"):
            return not (w.pos[governor] == "NOUN" and _is_place(w, governor)) and w.pos[governor] == "ADJ"
        if dep == "nsubj:pass":
            return w.lemma[governor] in lexicon.SPEECH_VERBS
        return w.lemma[governor] not in lexicon.PLACE_VERBS
    if dep in ("nmod:poss", "nmod", "compound", "amod"):
        if "between" in cases:
            return True
        if cases - {"with", "of", "by", "against", "toward", "towards", "for"} and dep == "nmod":
            return False
        return w.lemma[governor] in lexicon.GOVERNMENTAL or lexicon.nouns().get(w.lemma[governor]) == "state"
    if dep in ("obj", "iobj"):
        return w.lemma[governor] in lexicon.ADDRESSING_VERBS
    if dep == "obl":
        return bool(cases & {"with", "between", "by", "against"})
    return False


def _is_place(words: Words, i: int) -> bool:
    return lexicon.nouns().get(words.lemma[i]) == "place"
