"""Where phrases begin and end in a Graph, in tokens."""

from __future__ import annotations

from chancery.coding.graph import Graph

Range = tuple[int, int]
"""Half-open token indices."""


def extent(graph: Graph, head: int, *, without: list[int] | None = None) -> Range:
    """The first and last token below head, without the given children and edge punctuation (half-open)."""
    left_out = set(without or ())
    low = high = head
    stack = [head]
    while stack:
        node = stack.pop()
        low, high = min(low, node), max(high, node)
        stack.extend(kid for kid in graph.kids[node] if kid not in left_out and kid != node)
    while low < head and (graph.pos[low] in ("PUNCT", "SPACE") or low in left_out):
        low += 1
    while high > head and graph.pos[high] in ("PUNCT", "SPACE"):
        high -= 1
    return low, high + 1
