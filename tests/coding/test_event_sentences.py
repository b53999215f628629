"""The event rules as a whole, on sentences of every type: the right type, the right parties, and nothing else.

The sentences were written for this test, not for a rule: they vary actors, voice, tense and construction, and the
near misses share the rules' words. The language model misreads some; these shares hold with every model so far.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from chancery.coding.acts import Act, acts
from chancery.coding.graph import Graph
from chancery.coding.rules import codebook
from chancery.pipeline import Pipeline

pytestmark = pytest.mark.model

ROWS = [
    tuple(row.split("\t"))
    for row in (Path(__file__).parent / "event_sentences.tsv").read_text(encoding="utf-8").splitlines()
    if row and not row.startswith("#")
]
TYPES_FLOOR, PARTIES_FLOOR, MISSES_FLOOR = 0.93, 0.87, 0.97


@cache
def found(pipeline: Pipeline) -> list[tuple[tuple[str, ...], Graph, list[Act]]]:
    book = codebook()
    graphs = [Graph.of(doc) for doc in pipeline.nlp.pipe(row[3] for row in ROWS)]
    return [
        (row, graph, [act for act in acts(graph, book) if book.codes[act.code].type])
        for row, graph in zip(ROWS, graphs, strict=True)
    ]


def told(row: tuple[str, ...]) -> bool:
    return not row[0].startswith("!") and row[0] != "NONE"


def names(graph: Graph, tokens: tuple[int, ...], word: str) -> bool:
    """Whether one of the phrases holds the word; an empty word is in all."""
    return not word or any(word in [part.text for part in graph.doc[token].subtree] for token in tokens)


def test_events_of_every_type_are_found(pipeline: Pipeline) -> None:
    codes = codebook().codes
    rows = [(row, here) for row, _, here in found(pipeline) if told(row)]
    missed = [row for row, here in rows if row[0] not in {codes[act.code].type for act in here}]
    assert {row[0] for row, _ in rows} == set(codebook().modes)
    assert 1 - len(missed) / len(rows) >= TYPES_FLOOR, "\n".join(map(str, missed))


def test_their_parties_are_found(pipeline: Pipeline) -> None:
    codes = codebook().codes
    rows = [one for one in found(pipeline) if told(one[0]) and (one[0][1] or one[0][2])]
    missed = [
        row
        for row, graph, here in rows
        if not any(
            codes[act.code].type == row[0]
            and names(graph, act.actors + act.speaker, row[1])
            and names(graph, act.recipients, row[2])
            for act in here
        )
    ]
    assert 1 - len(missed) / len(rows) >= PARTIES_FLOOR, "\n".join(map(str, missed))


def test_near_misses_are_left_alone(pipeline: Pipeline) -> None:
    codes = codebook().codes
    rows = [(row, here) for row, _, here in found(pipeline) if not told(row)]
    wrong = [
        row
        for row, here in rows
        if (here if row[0] == "NONE" else row[0][1:] in {codes[act.code].type for act in here})
    ]
    assert 1 - len(wrong) / len(rows) >= MISSES_FLOOR, "\n".join(map(str, wrong))
