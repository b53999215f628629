"""Which entry of the lexicon a verb has in its clause, and which of its words make up the cue."""

from __future__ import annotations

from chancery.coding.lexicon import Cue, Lexicon
from chancery.coding.tree import Range, Tree


def entry_of(tree: Tree, i: int, words: Lexicon) -> tuple[Cue, int | None] | None:
    """The lexicon's entry for the verb i, and the particle or preposition that makes it a phrasal verb."""
    lemma = tree.lemma[i]
    second = words.phrasal.get(lemma)
    if second:
        for child in tree.children[i]:
            particle = tree.dep[child] in ("compound", "advmod") or tree.form[child] == "it"
            if particle and tree.form[child] in second:
                return second[tree.form[child]], child
            if tree.dep[child] in ("obl", "advcl", "ccomp") and tree.doc[child].ent_type_ != "Temporal":
                for case in tree.children[child]:
                    if tree.dep[case] in ("case", "mark") and tree.form[case] in second:
                        return second[tree.form[case]], case
    entry = words.verbs.get(lemma)
    return (entry, None) if entry else None


def cue_span(tree: Tree, i: int, last: int | None = None) -> Range:
    """The cue's own words: auxiliaries, negation, adverbs before it; a particle or preposition after it."""
    low = i
    own = {c for c in tree.children[i] if tree.dep[c] in ("aux", "cop", "advmod") and tree.pos[c] != "SPACE"}
    while low - 1 in own and tree.low[low - 1] == low - 1:
        low -= 1
    while low < i and tree.dep[low] == "advmod" and tree.form[low] not in ("not", "n't", "never", "also"):
        low += 1
    high = i + 1
    for child in tree.children[i]:
        if child == high and (tree.label[child] == "compound:prt" or tree.form[child] in ("not", "n't")):
            high = child + 1
    if last is not None and high <= last <= high + 1:
        high = last + 1
    return low, high
