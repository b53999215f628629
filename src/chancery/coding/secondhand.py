"""Words at second hand: "KCNA quoted her as saying that …" is a report by one of what the other said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chancery.coding.cue_entries import entry_of
from chancery.coding.drafts import Draft, Page
from chancery.coding.lexicon import Lexicon
from chancery.coding.sources import agent, passive, phrase, source_of
from chancery.coding.tree import Tree

_QUOTING = frozenset({"quote", "cite", "report"})


def second_hand(drafts: Iterable[Draft], page: Page, words: Lexicon) -> Iterator[Draft]:
    """The drafts, with two for what somebody is quoted as saying: who quotes, and within that who said it.

    Where nobody is named who quotes ("was quoted as saying"), there is only who said it.
    """
    found = list(drafts)
    tree = page.tree
    by_head = {draft.head: draft for draft in found}
    gone: set[int] = set()
    added: list[Draft] = []
    for draft in found:
        saying = _saying(tree, draft.head)
        who = _quoted(tree, draft.head) if saying is not None else None
        if saying is None or who is None:
            continue
        inner = by_head.get(saying) or _new(tree, saying, words)
        own = phrase(tree, who, draft.head)
        told = inner.content or page.pieces(draft.content, [own, (saying - 1, saying + 1)])
        if not told:
            continue
        inner.source, inner.source_head, inner.content = own, who, told
        gone.add(inner.head)
        added.append(inner)
        quoting = agent(tree, draft.head) if passive(tree, draft.head) else None
        named = source_of(tree, draft.head) if quoting is None else (quoting, quoting)
        if passive(tree, draft.head) and quoting is None:
            inner.cue = (min(draft.cue[0], saying), saying + 1)
            gone.add(draft.head)
            continue
        draft.act, draft.content, inner.within = "report", list(told), draft.head
        if named is not None:
            draft.source, draft.source_head = phrase(tree, named[0], draft.head), named[1]
    yield from (draft for draft in found if draft.head not in gone)
    yield from added


def _saying(tree: Tree, i: int) -> int | None:
    """The "saying" of "quoted her as saying"."""
    if tree.pos[i] != "VERB" or tree.lemma[i] not in _QUOTING:
        return None
    return next(
        (
            c
            for c in tree.children[i]
            if c > i and tree.form[c] in ("saying", "stating") and tree.form[c - 1] == "as"
        ),
        None,
    )


def _quoted(tree: Tree, i: int) -> int | None:
    """Who is quoted: the object, or the subject of the passive."""
    return tree.kid(i, "nsubj") if passive(tree, i) else tree.kid(i, "obj", "iobj")


def _new(tree: Tree, i: int, words: Lexicon) -> Draft:
    known = entry_of(tree, i, words)
    return Draft(head=i, cue=(i, i + 1), act="say", rule="verb", entry=known[0] if known else None)
