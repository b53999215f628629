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
        ("Soldiers NOUN root 0 soldier\nfrom ADP case 4\nthe DET det 4\nfleet NOUN nmod 1", [(0, 1, "Organisation"), (2, 4, "Organisation")], {("BelongsTo", 0, 2)}),
        ("The DET det 2\narmy NOUN nsubj 3\nused VERB root 0 use\ngas NOUN obj 3\nagainst ADP case 6\nrebels NOUN obl 3 rebel",
         [(0, 2, "Organisation"), (3, 4, "Weapon"), (5, 6, "Organisation")], {("BelongsTo", 3, 0), ("FightingAgainst", 0, 5)}),
        ("The DET det 2\narmy NOUN nsubj 3\nwon VERB root 0 win\nagainst ADP case 5\nrebels NOUN obl 3 rebel", [(0, 2, "Organisation"), (4, 5, "Organisation")], set()),
        ("The DET det 2\narmy NOUN nsubj 3\nhas VERB root 0 have\ncontrol NOUN obj 3\nof ADP case 6\nOslo PROPN nmod 4",
         [(0, 2, "Organisation"), (5, 6, "Location")], {("InChargeOf", 0, 5)}),
        ("Ann PROPN nsubj 2\ncondemned VERB root 0 condemn\nBob~ PROPN nmod:poss 5\n's PART case 3\nraids NOUN obj 2 raid", [(0, 1, "Person"), (2, 3, "Person")], {("Dislikes", 0, 2)}),
        ("A DET det 2\nmeeting NOUN nsubj 6\nof ADP case 4\nNorway PROPN nmod 2\non ADP case 6\nOslo PROPN nmod 2", [(3, 4, "Organisation"), (5, 6, "Location")], set()),
        ("Rain NOUN nsubj 2\nfell VERB root 0 fall\nin ADP case 4\nOslo PROPN obl 2", [(3, 4, "Location")], set()),
    ],
)  # fmt: skip
def test_links(rows: str, spans: list[tuple[int, int, str]], expected: set[tuple[str, int, int]]) -> None:
    graph = Graph.of(make_doc(rows))
    found = entity_links(graph, entities(graph, spans))
    assert {(link.type, link.source.start, link.target.start) for link in found} == expected
