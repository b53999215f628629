"""Pair scores are put together from halves: who is alike, what stands between two names."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from chancery.language.pairs import Layer, Pairs, pairs


def made() -> Pairs:
    """Four tokens; the second denotes nothing. Halves are two wide."""
    half = np.array([[1, 0], [0, 1], [1, 1]], dtype=np.float16)
    layer = Layer(
        ("none", "for"), np.array([[0, 1], [0, 1]], dtype=np.float32), np.zeros(2, dtype=np.float32)
    )
    row = np.array([0, -1, 1, 2], dtype=np.int32)
    return Pairs(row, later=half, earlier=half, left=half, right=half, layers={"opinion": layer})


def test_alike_is_the_product_of_the_halves() -> None:
    assert made().alike(3, [0, 2, 3]).tolist() == [1.0, 1.0, 2.0]


def test_a_token_of_which_nothing_is_known_is_like_nothing() -> None:
    assert made().alike(3, [0, 1]).tolist() == [1.0, -np.inf]
    assert made().alike(1, [0, 2]).tolist() == [-np.inf, -np.inf]


def test_between_gives_probabilities_over_the_labels() -> None:
    shares = made().between("opinion", range(0, 1), range(2, 4))
    assert sum(shares.values()) == pytest.approx(1.0)
    # Left (1, 0) and the mean of right, (0.5, 1): 2.5 for "for", 0 for "none".
    assert shares["for"] == pytest.approx(1 / (1 + np.exp(-2.5)))


def test_nothing_stands_between_words_that_denote_nothing() -> None:
    assert made().between("opinion", range(1, 2), range(2, 4)) == {"none": 1.0}


def test_a_doc_that_the_model_has_not_read_has_no_pairs() -> None:
    assert pairs(Doc(Vocab(), words=["Talks", "ended"])) is None
