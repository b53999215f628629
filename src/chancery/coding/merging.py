"""One list of drafts from two sources: what the model marked, and what the rules found beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from chancery.coding.attribution_index import Layers
from chancery.coding.cue_entries import entry_of
from chancery.coding.drafts import Draft, Page, without
from chancery.coding.lexicon import Cue, Lexicon
from chancery.coding.mending import Mender, meet, resumed
from chancery.coding.nesting import parents
from chancery.coding.sources import asked, phrase, source_of
from chancery.coding.speech_acts import refused_act
from chancery.coding.tree import Range, Tree
from chancery.coding.verbs import person
from chancery.language.attribution import Attribution

MODEL: Final = "attribution-head"
_DOUBTED = frozenset({"verb", "adjective", "noun"})
_UNSURE = frozenset(
    {
        "intend",
        "believe",
        "describe",
        "say",
        "demand",
        "want",
        "ask",
        "show",
        "feel",
        "agree",
        "expect",
        "decide",
    }
    | {"know", "predict", "hope", "fear", "express"}
)
"""Acts for which rules alone are right less than one time in three on PolNeAR dev, or too rare there to tell."""

_NAMED = 9
"""Words that the name of an addressee has at most."""

_SUBJECTS = frozenset({"he", "she", "they", "we", "i"})

_EMPTY = frozenset({"ADP", "SCONJ", "PART", "DET", "AUX", "CCONJ"})
"""Parts of speech of words that hang a phrase on something: of two tops of a range, the other says what it is."""

_SEEMING = frozenset({"seem", "appear"})
"""Verbs behind which the cue's own verb stands ("appeared to suggest")."""

_LENDS = frozenset({"express", "say", "announce", "report"})
"""Acts of verbs that say little beside their object ("issued a warning")."""


def head_of(tree: Tree, part: Range) -> int:
    """The word of a range that the others hang on: the first with meaning of its own whose head lies outside it."""
    tops = [
        i
        for i in range(*part)
        if tree.pos[i] not in ("SPACE", "PUNCT")
        and (tree.head[i] == i or not part[0] <= tree.head[i] < part[1])
    ]
    return next((i for i in tops if tree.pos[i] not in _EMPTY), tops[0] if tops else part[0])


def _cue_head(tree: Tree, part: Range, words: Lexicon, by_head: dict[int, Draft]) -> int:
    """The word of a marked cue that says what act it is: one that the rules know, else its head."""
    top = head_of(tree, part)
    while tree.lemma[top] in _SEEMING:
        inner = tree.kid(top, "xcomp")
        if inner is None or not top < inner < part[1]:
            break
        top = inner
    if top in by_head:
        return top
    known = [i for i in range(*part) if i in by_head]
    if known:
        return known[0]
    for i in range(*part):
        if tree.pos[i] == "VERB" and entry_of(tree, i, words) is not None:
            return i
    return top


def _from_model(
    marked: Attribution, page: Page, words: Lexicon, by_head: dict[int, Draft], mender: Mender
) -> Draft:
    tree = page.tree
    marked = mender.cue(marked)
    i = _cue_head(tree, marked.cue, words, by_head)
    rule = by_head.get(i)
    entry = rule.entry if rule else None
    if entry is None:
        entry = _entry(tree, i, marked.cue, words)
    marked = mender.source(marked, rule)
    lent = _lent(marked, by_head, i) if entry is None or entry.act in _LENDS else None
    if lent is not None:
        entry = lent.entry
    elif entry is None:
        entry = next((words.nouns[noun] for noun in _nouns(tree, marked.cue) if noun in words.nouns), None)
    act = lent.act if lent else rule.act if rule else entry.act if entry else "say"
    draft = Draft(head=i, cue=marked.cue, act=act, rule=MODEL, entry=entry)
    draft.content = page.pieces(mender.content(marked), [marked.cue])
    idle = draft.content == [(marked.cue[1], marked.cue[1] + 1)] and tree.form[marked.cue[1]] == "it"
    if rule and (rule.rule == "phrase" or idle or not draft.content or _elsewhere(marked, rule, tree)):
        draft.content = rule.content
    if entry is not None and entry.object == "addressee":
        draft.content = _past_addressee(draft, page)
    if not rule and marked.source is None and tree.pos[i] == "VERB":
        named = source_of(tree, i)
        if named is not None and not draft.says(named[0]):
            draft.source, draft.source_head = phrase(tree, named[0], i), named[1]
    elif rule and rule.source and marked.source is None:
        draft.source, draft.source_head = rule.source, rule.source_head
    elif marked.source is not None:
        draft.source = marked.source
        draft.source_head = head_of(tree, marked.source)
        if rule and rule.source and rule.source_head is not None and meet(rule.source, marked.source):
            draft.source_head = rule.source_head
    if rule:
        draft.addressee = rule.addressee
    told = asked(tree, i)
    if told is not None:
        draft.addressee, draft.source, draft.source_head = told, None, None
    name_pronoun(draft, tree)
    if (
        rule
        and rule.around
        and tree.dep[i] == "advcl"
        and all(_in(part, rule.content) for part in draft.content)
    ):
        draft.content = rule.content
    if rule is None or not rule.content:
        draft.content = _untold(draft, tree)
    _part(draft, page)
    draft.content = resumed(draft, page, mender.cues)
    return draft


def _in(part: Range, others: Sequence[Range]) -> bool:
    return any(low <= part[0] and part[1] <= high for low, high in others)


def _untold(draft: Draft, tree: Tree) -> list[Range]:
    """The content without whoever is spoken to: "tweeted to | Mr Hill" tells nothing of what was said."""
    entry = draft.entry
    if entry is None or not entry.speech or "to" in entry.preps:
        return draft.content
    told = [tree.span(c) for c in tree.kids(draft.head, "obl") if tree.case(c) == "to" and person(tree, c)]
    return [part for part in draft.content if not _in(part, told)]


def _entry(tree: Tree, i: int, cue: Range, words: Lexicon) -> Cue | None:
    """The entry of a cue's head; its second word is looked for in the cue, where the parse hangs it elsewhere."""
    if tree.pos[i] != "VERB":
        return words.nouns.get(tree.lemma[i]) or words.adjectives.get(tree.lemma[i])
    second = words.phrasal.get(tree.lemma[i], {})
    phrasal = next((second[tree.form[k]] for k in range(i + 1, cue[1]) if tree.form[k] in second), None)
    found = entry_of(tree, i, words)
    return phrasal or (found[0] if found else None)


def _nouns(tree: Tree, cue: Range) -> Iterator[str]:
    """The nouns of a cue, last first: "has had such reservations about"."""
    return (tree.lemma[i] for i in reversed(range(*cue)) if tree.pos[i] == "NOUN")


def _lent(marked: Attribution, by_head: dict[int, Draft], i: int) -> Draft | None:
    """The noun of a cue whose verb only lends it a subject: "voiced | concern about", "issued | a warning"."""
    nouns = (by_head[k] for k in range(*marked.cue) if k != i and k in by_head)
    return next((draft for draft in nouns if draft.rule == "noun"), None)


def _part(draft: Draft, page: Page) -> None:
    """Let source, cue and content share no word: who is named is not said; what is all that is said names nobody."""
    if draft.source is None:
        return
    pieces = [page.trim(piece) for piece in without(draft.source, [draft.cue])]
    source = next((piece for piece in pieces if piece is not None), None)
    left = page.pieces(draft.content, [draft.cue, source]) if source else []
    if source is None or (draft.content and not left):
        draft.source = draft.source_head = None
        return
    draft.source, draft.content = source, left


def _elsewhere(marked: Attribution, rule: Draft, tree: Tree) -> bool:
    """Whether the model looked for the content in other sentences, and the rule found some beside the cue."""
    home = tree.sentence[marked.cue[0]]
    if any(tree.sentence[low] <= home <= tree.sentence[high - 1] for low, high in marked.content):
        return False
    return any(tree.sentence[low] == home for low, _ in rule.content)


def _past_addressee(draft: Draft, page: Page) -> list[Range]:
    """The content without the one who is told: "told | Mr Hill | that talks had failed"."""
    tree, after = page.tree, draft.cue[1]
    if not draft.content or draft.content[0][0] != after:
        return draft.content
    for i in range(after + 1, min(after + _NAMED, draft.content[0][1])):
        if tree.form[i] == "that" or page.quote_at(i) is not page.quote_at(after):
            return [(i, draft.content[0][1]), *draft.content[1:]]
        if tree.pos[i] not in ("PROPN", "NOUN", "ADJ", "DET", "PUNCT", "ADP"):
            break
    return draft.content


def name_pronoun(draft: Draft, tree: Tree) -> None:
    """Make a personal pronoun right before the cue its source: it can be nothing but its subject."""
    i, source = draft.cue[0] - 1, draft.source
    if tree.pos[draft.head] != "VERB" or i < 0 or tree.form[i] not in _SUBJECTS or tree.dep[i] == "conj":
        return
    if tree.sentence[i] == tree.sentence[i + 1] and source != (i, i + 1):
        draft.source, draft.source_head = (i, i + 1), i
        draft.content = [part for piece in draft.content for part in _without(piece, i)]


def _without(piece: Range, i: int) -> list[Range]:
    """The piece without its first word if that is i."""
    return [(i + 1, piece[1])] if piece[0] == i and piece[1] > i + 1 else [piece]


def merge(marked: Sequence[Attribution], ruled: Sequence[Draft], page: Page, words: Lexicon) -> list[Draft]:
    """The model's attributions, dressed with what the rules know of their cues, and the rules' own drafts.

    A rule's draft goes where the model marked its cue, or marked the same content from another cue.
    """
    by_head = {draft.head: draft for draft in ruled}
    mender = Mender(page, marked)
    merged = [_from_model(one, page, words, by_head, mender) for one in marked if one.content]
    merged = [draft for draft in merged if draft.content and not _of_a_person(draft, page.tree)]
    merged = [draft for draft in merged if not _told_again(draft, merged, page.tree)]
    taken = {i for draft in merged for i in range(*draft.cue)}
    said = Layers.of((n, draft.content) for n, draft in enumerate(merged))
    for draft in ruled:
        if draft.head in taken or any(i in taken for i in range(*draft.cue)):
            continue
        low, high = draft.content[0]
        same = (merged[n] for n in said.over(low, high))
        joined = page.tree.head[draft.head] if page.tree.dep[draft.head] == "conj" else -1
        again = (
            2 * draft.words > other.words and not other.says(draft.head)
            for other in same
            if other.head != joined
        )
        if draft.rule != "label" and any(again):
            continue
        merged.append(draft)
    return merged


def _of_a_person(draft: Draft, tree: Tree) -> bool:
    """Whether the cue's object is a person, where it may be none: "questioned the boy"."""
    return (
        draft.entry is not None
        and not draft.entry.animate
        and any(person(tree, c) for c in tree.kids(draft.head, "obj"))
    )


def _told_again(draft: Draft, others: Sequence[Draft], tree: Tree) -> bool:
    """Whether a bare preposition was taken for a cue ("In a report, …") beside the cue that the words belong to."""
    if (
        any(tree.pos[i] not in ("ADP", "SCONJ", "DET", "PART") for i in range(*draft.cue))
        or draft.rule != MODEL
    ):
        return False
    mine = {i for part in draft.content for i in range(*part)}
    return any(
        2 * len(mine & {i for part in other.content for i in range(*part)}) > len(mine)
        for other in others
        if other is not draft and tree.pos[other.head] == "VERB" and not draft.says(other.head)
    )


def trusted(drafts: Sequence[Draft], tree: Tree) -> list[Draft]:
    """The drafts without those that a rule alone found, outside all others, and that are oftener wrong than right.

    Measured on PolNeAR dev: of what the model did not mark, rules over verbs, adjectives and nouns get one in
    four right, and fewer for the acts listed. Inside another statement, where no model looks, they stay.
    """
    kept = []
    for draft, outer in zip(drafts, parents(drafts), strict=True):
        if outer is not None:
            good = not _astray(draft, drafts[outer], tree)
        else:
            good = draft.rule not in _DOUBTED or (draft.source is not None and draft.act not in _UNSURE)
        if good:
            kept.append(draft)
    return kept


def _astray(draft: Draft, outer: Draft, tree: Tree) -> bool:
    """Whether a nested draft has a subject of its own outside the words that it should be part of."""
    i = draft.source_head
    own = i is not None and tree.head[i] == draft.head and tree.dep[i] == "nsubj"
    return draft.rule != MODEL and i is not None and own and not outer.says(i)


def settle(drafts: Iterable[Draft], tree: Tree, words: Lexicon) -> list[Draft]:
    """The drafts in text order, without those that say again what another says.

    The act that somebody declined to do is no statement of its own; a verb that lends its subject to a cue
    noun ("expressed concern") takes the noun's act and the noun's own draft goes; "issued a statement" goes
    where the statement says something itself.
    """
    by_head: dict[int, Draft] = {}
    for draft in drafts:
        held = by_head.get(draft.head)
        if held is None or (held.rule != MODEL and held.words < draft.words):
            by_head[draft.head] = draft
    gone: set[int] = set()
    voices = {draft.source_head for draft in by_head.values()}
    for i, draft in by_head.items():
        inner = refused_act(tree, i, words)
        if inner is not None:
            gone.add(inner[0])
            draft.act, draft.entry = inner[1].act, inner[1]
        thing = tree.kid(i, "obj") if tree.pos[i] == "VERB" else None
        if thing is not None and thing in voices and draft.act in _LENDS and draft.rule != MODEL:
            gone.add(i)
        if thing is not None and thing in by_head and by_head[thing].rule == "noun":
            if draft.act in _LENDS:
                draft.act = by_head[thing].act
            if draft.says(thing):
                gone.add(thing)
    kept = [draft for i, draft in by_head.items() if i not in gone]
    return sorted(kept, key=lambda draft: (draft.cue[0], draft.head))
