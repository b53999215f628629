"""What the language model adds to the scorer of antecedents: one score a chain from its references."""

from __future__ import annotations

import numpy as np
import pytest

from chancery.actors.chains import Chains
from chancery.actors.mentions import NAME, Ref
from chancery.actors.ranker import EMPTY, HEADS, alike, heads_of
from chancery.language.pairs import Pairs


def made() -> Pairs:
    """Token 0 is 1 like token 1 and 3 like token 2; nothing is known of token 3."""
    later = np.array([[1], [0], [0]], dtype=np.float16)
    earlier = np.array([[0], [1], [3]], dtype=np.float16)
    row = np.array([0, 1, 2, -1], dtype=np.int32)
    return Pairs(row, later=later, earlier=earlier, left=later, right=later, layers={})


def test_a_chain_is_as_alike_as_its_references_together() -> None:
    one, both, none = alike(made(), 0, [[1], [1, 2], [3]])
    assert one == pytest.approx(1.0)
    assert both == pytest.approx(np.log(np.exp(1) + np.exp(3)), abs=1e-4)
    assert none == EMPTY


def test_no_chain_is_compared_without_words() -> None:
    assert alike(made(), 0, [[], [2]]).tolist() == pytest.approx([EMPTY, 3.0])


def test_a_long_chain_stands_by_its_first_and_its_last_references() -> None:
    state = Chains(4)
    chain = state.new()
    for head in range(20):
        state.add(Ref(head=head, start=head, end=head + 1, form=NAME), chain)
    assert heads_of(chain) == [0, *range(21 - HEADS, 20)]


def test_a_group_never_spoken_of_as_one_stands_by_its_members() -> None:
    state = Chains(4)
    first, second = state.new(), state.new()
    for head, chain in ((3, first), (5, second)):
        state.add(Ref(head=head, start=head, end=head + 1, form=NAME), chain)
    ref = Ref(head=3, start=3, end=6, form=NAME)
    assert heads_of(state.together([first, second], ref)) == [3, 5]
