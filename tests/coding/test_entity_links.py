"""Relations between entity spans, on trees made by hand."""

from __future__ import annotations

# ruff: noqa: E501
import pytest

from chancery.coding.entity_links import entities, entity_links
from chancery.coding.graph import Graph
from tests.build import make_doc


@pytest.mark.parametrize(
    ("rows", "spans", "expected"),
    [
        ("The DET det 2\narmy NOUN nsubj 3\nattacked VERB root 0 attack\nrebels NOUN obj 3 rebel\nnear ADP case 6\nOslo PROPN obl 3",
         [(0, 2, "Organisation"), (3, 4, "Organisation"), (5, 6, "Location")],
         {("FightingAgainst", 0, 3), ("CoLocated", 0, 5), ("CoLocated", 3, 5)}),
        ("Two NUM nummod 2 two\ntanks NOUN nsubj 3 tank\nleft VERB root 0 leave",
         [(0, 1, "Quantity"), (1, 2, "MilitaryPlatform")], {("HasAttrOf", 1, 0)}),
        ("Democratic PROPN amod 2\nForces PROPN root 0\n( PUNCT punct 4\nSDF~ PROPN appos 2\n) PUNCT punct 4",
         [(0, 2, "Organisation"), (3, 4, "Organisation")], {("IsSynonymOf", 0, 3)}),
        ("Ann PROPN nsubj 2\nmet VERB root 0 meet\nBob PROPN obj 2",
         [(0, 1, "Person"), (2, 3, "Person")], {("CommWith", 0, 2)}),
        ("Ann~ PROPN root 0\n, PUNCT punct 3\ncommander NOUN appos 1\nof ADP case 6\nthe DET det 6\nfleet NOUN nmod 3",
         [(0, 1, "Person"), (4, 6, "Organisation")], {("InChargeOf", 0, 4)}),
        ("Rain NOUN nsubj 2\nfell VERB root 0 fall\nin ADP case 4\nOslo PROPN obl 2", [(3, 4, "Location")], set()),
    ],
)  # fmt: skip
def test_links(rows: str, spans: list[tuple[int, int, str]], expected: set[tuple[str, int, int]]) -> None:
    graph = Graph.of(make_doc(rows))
    found = entity_links(graph, entities(graph, spans))
    assert {(link.type, link.source.start, link.target.start) for link in found} == expected
