"""Directed opinion: what the model sees between two marks, and what a stance between them adds to it."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc

from chancery.coding.graph import Graph
from chancery.coding.opinions import HEAD, Opinion, opinion
from chancery.language.pairs import Layer, Pairs
from tests.build import make_doc

OPPOSED = """
Norway PROPN nsubj 2
opposes VERB root 0 oppose _ VBZ
Chile PROPN obj 2
"""
ATTACKED = """
Norway PROPN nsubj 2
attacked VERB root 0 attack _ VBD
Chile PROPN obj 2
"""
MET = """
Norway PROPN nsubj 2
met VERB root 0 meet _ VBD
Chile PROPN obj 2
"""


def seeing(doc: Doc, *, favour: float, against: float) -> Pairs:
    """A model that gives these shares to the first word's opinion of the last, and none to the other way round."""
    size = len(doc)
    left, right = np.zeros((size, 2), dtype=np.float16), np.zeros((size, 2), dtype=np.float16)
    left[0], right[-1] = (1, 0), (0, 1)
    none = 1 - favour - against
    # Only the first word before the last makes both halves of the hidden layer count.
    weight = np.array([[0, *(np.log(x / none) for x in (favour, against))]] * 2, dtype=np.float32) / 2
    layer = Layer(("none", "for", "against"), weight, np.array([0, -9, -9], dtype=np.float32))
    shifted = Layer(layer.labels, weight + np.array([[0, 4.5, 4.5]] * 2, dtype=np.float32), layer.bias)
    return Pairs(np.arange(size, dtype=np.int32), left, left, left, right, {"opinion": shifted})


def found(rows: str, *, favour: float | None = None, against: float = 0.01) -> Opinion | None:
    doc = make_doc(rows)
    model = None if favour is None else seeing(doc, favour=favour, against=against)
    return opinion(Graph.of(doc), {}, (0, 1), (len(doc) - 1, len(doc)), model)


@pytest.mark.parametrize(
    ("rows", "stance", "rule"),
    [(OPPOSED, "opposes", "oppose"), (ATTACKED, "opposes", "harm")],
)
def test_without_a_model_the_words_decide(rows: str, stance: str, rule: str) -> None:
    one = found(rows)
    assert one is not None
    assert (one.stance, one.rule, one.forward) == (stance, rule, True)


def test_without_a_model_and_without_such_words_there_is_none() -> None:
    assert found(MET) is None


def test_the_model_alone_decides_where_it_is_sure() -> None:
    one = found(MET, favour=0.6)
    assert one is not None
    assert (one.stance, one.rule, one.forward) == ("supports", HEAD, True)
    assert found(MET, favour=0.2) is None


def test_a_stance_adds_to_what_the_model_sees() -> None:
    one = found(OPPOSED, favour=0.01, against=0.1)
    assert one is not None
    assert (one.stance, one.rule) == ("opposes", "oppose")
    assert one.score == pytest.approx(0.45, abs=0.01)


def test_a_model_that_is_sure_overrules_a_stance() -> None:
    one = found(OPPOSED, favour=0.8)
    assert one is not None
    assert (one.stance, one.rule) == ("supports", HEAD)


def test_a_deed_adds_less_than_a_stance() -> None:
    assert found(ATTACKED, favour=0.01, against=0.05) is None
    assert found(OPPOSED, favour=0.01, against=0.05) is not None
