"""Networks by networkx's readers, and the weights of DNA's one-mode networks by hand."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from chancery.export import network_writer, networks
from chancery.export.agreement import agreement, ties
from chancery.records import Actor, Dossier
from tests.dossiers import DOSSIER, LATVIA, NORWAY, SOLBERG, UNION
from tests.export.scenes import HAPPENED, stance, written

DEBATE = replace(
    DOSSIER,
    positions=(
        stance(LATVIA, "opposes", "the toll", 1),
        stance(LATVIA, "opposes", "The Toll", 2),
        stance(NORWAY, "opposes", "the toll", 3),
        stance(NORWAY, "supports", "the bridge", 4),
        stance(UNION, "supports", "the toll", 5),
        stance(UNION, "supports", "the bridge", 6),
        stance(SOLBERG, "undecided", "the toll", 7),
    ),
)


def read(form: str, network: str, *dossiers: Dossier):  # type: ignore[no-untyped-def]
    networkx = pytest.importorskip("networkx")
    text = written(network_writer(form, network), *dossiers)
    if form == "graphml":
        return networkx.parse_graphml(text)
    return networkx.read_gexf(io.BytesIO(text.encode()))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_who_acts_on_whom(form: str) -> None:
    graph = read(form, "events", HAPPENED)
    assert graph.is_directed()
    assert set(graph.edges) == {(LATVIA, SOLBERG), (LATVIA, UNION), (NORWAY, LATVIA), (LATVIA, NORWAY)}
    assert graph.nodes[LATVIA]["label"] == "Latvia"
    assert graph.nodes[LATVIA]["country"] == "LVA"
    tie = graph.edges[LATVIA, SOLBERG]
    assert (tie["weight"], tie["verbal_conflict"], tie["material_conflict"]) == (1.0, 1, 0)
    assert (tie["types"], tie["goldstein"], tie["first"]) == ("REJECT 1", -4.0, "2024-03-05")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize(
    ("network", "weights"),
    [
        # Latvia opposes the toll twice, Norway once: 2 × 1. Norway and the Union support the bridge: 1 × 1.
        ("congruence", {(LATVIA, NORWAY): 2.0, (NORWAY, UNION): 1.0}),
        # The Union supports the toll once: 2 × 1 with Latvia, 1 × 1 with Norway.
        ("conflict", {(LATVIA, UNION): 2.0, (NORWAY, UNION): 1.0}),
    ],
)
def test_agreement_is_counted_as_dna_counts_it(
    form: str, network: str, weights: dict[tuple[str, str], float]
) -> None:
    graph = read(form, network, DEBATE)
    assert not graph.is_directed()
    found = {tuple(sorted(pair)): data["weight"] for *pair, data in graph.edges(data=True)}
    assert found == {tuple(sorted(pair)): weight for pair, weight in weights.items()}
    assert SOLBERG not in graph


def test_the_same_statement_in_two_articles_counts_twice() -> None:
    other = replace(DEBATE, article=replace(DEBATE.article, id="article:other"))
    graph = read("graphml", "conflict", DEBATE, other)
    assert graph.edges[NORWAY, UNION]["weight"] == 4.0


def test_average_activity_normalization() -> None:
    # Latvia has made two statements, Norway and the Union two each: every weight is halved.
    found = {
        (first, second): weight
        for first, second, weight in ties(agreement([DEBATE]), "congruence", "average")
    }
    assert found == {(LATVIA, NORWAY): 1.0, (NORWAY, UNION): 0.5}


def test_who_stands_where() -> None:
    graph = read("gexf", "affiliation", DEBATE)
    labels = {data["label"]: node for node, data in graph.nodes(data=True)}
    assert graph.edges[LATVIA, labels["the toll"]]["weight"] == -2.0
    assert graph.edges[LATVIA, labels["the toll"]]["opposes"] == 2
    assert graph.nodes[labels["the bridge"]]["kind"] == "concept"


def test_names_may_hold_anything() -> None:
    odd = Actor(id='person:"<&', name='A "B" <C> & \x0bD', kind="person")
    positions = (stance(odd.id, "supports", "the toll", 1), stance(LATVIA, "supports", "the toll", 2))
    dossier = replace(DOSSIER, actors=(*DOSSIER.actors, odd), positions=positions)
    for form in ("graphml", "gexf"):
        graph = read(form, "congruence", dossier)
        assert graph.nodes[odd.id]["label"] == 'A "B" <C> & D'


def test_every_network_of_nothing_is_a_file() -> None:
    for network in networks.NETWORKS:
        for form in ("graphml", "gexf"):
            assert len(read(form, network)) == 0
