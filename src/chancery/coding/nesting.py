"""Reports inside reports: which draft each draft is told by."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.coding.attribution_index import Layers
from chancery.coding.drafts import Draft


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the position of the innermost other draft whose content holds its cue, or None.

    Two drafts that hold each other's cue are not nested in one another by their cue alone: the one with less
    content is inside. The result has no cycles.
    """
    places = {draft.head: n for n, draft in enumerate(drafts)}
    layers = Layers.of((n, draft.content) for n, draft in enumerate(drafts))
    found: list[int | None] = []
    for n, draft in enumerate(drafts):
        outer = (
            m
            for m in layers.at(draft.head)
            if m != n and (not draft.says(drafts[m].head) or (drafts[m].words, m) > (draft.words, n))
        )
        found.append(places.get(draft.within) if draft.within is not None else next(outer, None))
    return [None if _circular(n, found) else above for n, above in enumerate(found)]


def _circular(n: int, above: Sequence[int | None]) -> bool:
    seen = {n}
    at = above[n]
    while at is not None:
        if at in seen:
            return True
        seen.add(at)
        at = above[at]
    return False
