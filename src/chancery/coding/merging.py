"""One list of drafts from two sources: what the model marked, and what the rules found beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chancery.coding.attribution_index import Layers
from chancery.coding.drafts import Draft, Page
from chancery.coding.dressing import LENDS, MODEL, dressed
from chancery.coding.lexicon import Lexicon
from chancery.coding.mending import Mender
from chancery.coding.nesting import parents
from chancery.coding.speech_acts import refused_act
from chancery.coding.tree import Tree
from chancery.coding.verbs import person
from chancery.language.attribution import Attribution

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


_HANGING = frozenset({"advcl", "xcomp", "acl", "obl", "nmod", "amod", "csubj"})


_DEEDS = frozenset({"report", "announce", "confirm", "admit", "welcome", "answer"})
"""Acts whose verbs are deeds as well: companies report profits, parliaments confirm judges, hosts welcome guests."""


def merge(marked: Sequence[Attribution], ruled: Sequence[Draft], page: Page, words: Lexicon) -> list[Draft]:
    """The model's attributions, dressed with what the rules know of their cues, and the rules' own drafts.

    A rule's draft goes where the model marked its cue, or marked the same content from another cue.
    """
    by_head = {draft.head: draft for draft in ruled}
    labels = {i for i, draft in by_head.items() if draft.rule == "label"}
    marked = [one for one in marked if not labels & set(range(*one.cue))]
    mender = Mender(page, marked)
    merged = [dressed(one, page, words, by_head, mender) for one in marked if one.content]
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
            good = draft.rule not in _DOUBTED or not _doubtful(draft, tree)
        if good:
            kept.append(draft)
    return kept


def _doubtful(draft: Draft, tree: Tree) -> bool:
    """Whether a rule alone found what is oftener no statement: an act by nobody, a deed, what somebody does to do it.

    A verb that hangs on another one ("flew there | to support them", "a vote | admitting Chile") tells a deed; of acts
    that a thing may be done with as well ("reported a profit"), a clause has to say what is said.
    """
    i = draft.head
    if draft.source is None or draft.act in _UNSURE:
        return True
    if draft.rule != "verb" or tree.pos[i] != "VERB":
        return False
    finite = tree.doc[i].tag_ in ("VBD", "VBZ", "VBP") or any(tree.dep[c] == "aux" for c in tree.children[i])
    hangs = tree.dep[i] in _HANGING and tree.label[i] != "acl:relcl" and not finite
    clause = any(tree.pos[k] in ("VERB", "AUX") for low, high in draft.content for k in range(low, high))
    return hangs or (draft.act in _DEEDS and not clause)


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
        if thing is not None and thing in voices and draft.act in LENDS and draft.rule != MODEL:
            gone.add(i)
        if thing is not None and thing in by_head and by_head[thing].rule == "noun":
            if draft.act in LENDS:
                draft.act = by_head[thing].act
            if draft.says(thing):
                gone.add(thing)
    kept = [draft for i, draft in by_head.items() if i not in gone]
    return sorted(kept, key=lambda draft: (draft.cue[0], draft.head))
