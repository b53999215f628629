"""Trees are trees, whatever the scores; and the best ones where that can be checked by trying all."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.trees import behind_prepositions, decode_tree


def is_tree(heads: list[int]) -> bool:
    if heads.count(-1) != 1:
        return False
    for start in range(len(heads)):
        node, steps = start, 0
        while node != -1:
            node, steps = heads[node], steps + 1
            if steps > len(heads):
                return False
    return True


@given(st.integers(1, 30), st.integers(0, 10_000))
def test_any_scores_give_one_tree_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    assert is_tree(decode_tree(scores))


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_with_its_root_given_the_tree_is_the_best_of_all(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    heads = decode_tree(scores)
    root = heads.index(-1)

    def total(candidate: tuple[int, ...]) -> float:
        return sum(float(scores[d, h + 1]) for d, h in enumerate(candidate))

    trees = [
        candidate
        for candidate in product(range(-1, size), repeat=size)
        if candidate[root] == -1 and is_tree(list(candidate))
    ]
    assert np.isclose(total(tuple(heads)), max(map(total, trees)), atol=1e-5)


def test_a_cycle_in_the_greedy_choice_is_broken_where_it_costs_least() -> None:
    # 0 and 1 prefer each other; 2 is the root, and 1 loses less by hanging on it.
    scores = np.array([[-9, -9, 5, 1], [-9, 5, -9, 3], [4, -9, -9, -9]], dtype=np.float32)
    assert decode_tree(scores) == [1, 2, -1]


def test_one_word_is_its_own_sentence() -> None:
    assert decode_tree(np.zeros((1, 2), dtype=np.float32)) == [-1]


def test_a_noun_before_a_preposition_is_the_head() -> None:
    # the embassy in Warsaw refused: "embassy" was taken for a compound of "Warsaw"
    case, compound, nmod, det, subject, root = range(6)
    heads, labels = [1, 3, 3, 4, -1], [det, compound, case, subject, root]
    behind_prepositions(heads, labels, case, compound, nmod)
    assert heads == [1, 4, 3, 1, -1]
    assert labels == [det, subject, case, nmod, root]


def test_compounds_behind_their_preposition_stay() -> None:
    # refused in Warsaw city
    case, compound, nmod, oblique, root = range(5)
    heads, labels = [-1, 3, 3, 0], [root, case, compound, oblique]
    behind_prepositions(heads, labels, case, compound, nmod)
    assert heads == [-1, 3, 3, 0]
