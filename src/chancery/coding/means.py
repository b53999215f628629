"""By what means violence was done, where the words around an act say so and its own word does not."""

from __future__ import annotations

from chancery.coding.act import Act
from chancery.coding.graph import Graph
from chancery.coding.rules import Codebook


def mode_of(graph: Graph, act: Act, book: Codebook) -> str | None:
    """The mode of an act: its rule's, its code's, or the means that its clause names ("killed in a car bombing")."""
    code = book.codes[act.code]
    mode = act.mode or code.mode
    if mode is not None or code.type != "ASSAULT":
        return mode
    words = _clause(graph, act.verb) | _clause(graph, act.trigger)
    return next((mode for mode, means in book.means.items() if means & words), None)


def _clause(graph: Graph, verb: int) -> frozenset[str]:
    """The lemmas of what hangs on a verb, without the clauses that stand beside it."""
    found: set[str] = set()
    stack = [verb]
    while stack:
        node = stack.pop()
        found.add(graph.lemma[node])
        stack.extend(
            kid
            for kid in graph.kids[node]
            if graph.rel[kid] not in ("ccomp", "parataxis", "advcl") and graph.dep[kid] != "acl:relcl"
        )
    return frozenset(found)
