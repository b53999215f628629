"""Trees from arc scores: one root a sentence, no cycles, by construction (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def decode_tree(scores: Scores) -> list[int]:
    """The best head of every word: -1 for the root, else the index of a word of the same sentence.

    `scores` has a row a word; column 0 is the root and column k + 1 the word k. The result is always a tree with
    exactly one root: greedy where greedy already is one, the maximum spanning tree otherwise.
    """
    size = len(scores)
    scores = scores.copy()
    scores[np.arange(size), np.arange(1, size + 1)] = -np.inf
    # One root: the word that gains most by being it, compared with its best other head.
    others = scores[:, 1:].max(axis=1) if size > 1 else np.zeros(1, dtype=np.float32)
    root = int((scores[:, 0] - others).argmax()) if size > 1 else 0
    scores[:, 0] = -np.inf
    scores[root] = -np.inf
    scores[root, 0] = 0.0
    heads: list[int] = (scores.argmax(axis=1) - 1).tolist()
    if _cycle(heads):
        heads = _spanning_tree(scores.T.astype(np.float64), root)
    return heads


def behind_prepositions(heads: list[int], labels: list[int], case: int, compound: int, nmod: int) -> None:
    """Turn round what no noun phrase allows, in place: "embassy" as a compound of "Warsaw" in "embassy in Warsaw".

    A preposition stands before everything that hangs on its noun; a noun before it is therefore the head. `labels` are
    class numbers, three of which are named.
    """
    for preposition, noun in enumerate(heads):
        if labels[preposition] != case or noun <= preposition:
            continue
        before = [word for word in range(preposition) if heads[word] == noun]
        own = [word for word in before if labels[word] == compound]
        if not own:
            continue
        head = own[-1]
        heads[head], labels[head] = heads[noun], labels[noun]
        heads[noun], labels[noun] = head, nmod
        for word in before:
            if word != head:
                heads[word] = head


def _cycle(heads: list[int]) -> list[int]:
    """One cycle among the heads, or an empty list."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        node = start
        while node >= 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if node >= 0 and state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _spanning_tree(by_head: npt.NDArray[np.float64], root: int) -> list[int]:
    """Heads of the maximum spanning tree; `by_head[h + 1, d]` scores the arc from h to d (row 0 is the root)."""
    size = by_head.shape[1]
    scores = np.full((size + 1, size + 1), -np.inf)
    scores[:, 1:] = by_head
    heads = _edmonds(scores)
    return [int(head) - 1 for head in heads[1:]]


def _edmonds(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Chu-Liu-Edmonds over a matrix head by dependent with node 0 as the root; contracts one cycle a call."""
    count = len(scores)
    heads: npt.NDArray[np.int64] = scores.argmax(axis=0)
    heads[0] = -1
    cycle = _cycle([int(head) if head > 0 else -1 for head in heads])
    if not cycle:
        return heads
    inside = np.zeros(count, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    loop = np.array(cycle)
    own = scores[heads[loop], loop]
    entering = scores[np.ix_(outside, loop)] - own
    leaving = scores[np.ix_(loop, outside)]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[:-1, -1] = entering.max(axis=1)
    small[-1, :-1] = leaving.max(axis=0)
    solved = _edmonds(small)
    result: npt.NDArray[np.int64] = heads.copy()
    for place, node in enumerate(outside):
        if node == 0:
            continue
        head = solved[place]
        result[node] = loop[leaving[:, place].argmax()] if head == len(outside) else outside[head]
    head = solved[-1]
    result[loop[entering[head].argmax()]] = outside[head]
    return result
