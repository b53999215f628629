"""Word pieces: known words whole, others in parts, nothing lost and nothing too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.pieces import (
    BLANK,
    GLUED,
    LINE,
    LOWER,
    MAX_PIECES,
    NO_LETTERS,
    OTHER,
    PARAGRAPH,
    TITLE,
    UPPER,
    Pieces,
    case_of,
    layout_of,
)

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "summit",
    "minister",
    "##s",
    "un",
    "##ion",
    "-",
    ".",
    "u",
    "s",
    "e",
]


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "split"),
    [
        ("Summit", ["summit"]),
        ("ministers", ["minister", "##s"]),
        ("union", ["un", "##ion"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("é", ["e"]),
        ("xyz", ["[UNK]"]),
        ("\u200e", ["[UNK]"]),
    ],
)
def test_words_split_as_bert_splits_them(pieces: Pieces, word: str, split: list[str]) -> None:
    assert [VOCABULARY[n] for n in pieces(word)] == split


@given(st.text(min_size=1, max_size=400))
def test_every_word_has_at_least_one_piece_and_never_many(word: str) -> None:
    found = Pieces(VOCABULARY)(word)
    assert 1 <= len(found) <= MAX_PIECES
    assert all(0 <= n < len(VOCABULARY) for n in found)


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("treaty", LOWER),
        ("Treaty", TITLE),
        ("NATO", UPPER),
        ("A", TITLE),
        ("McCarthy", OTHER),
        ("12", NO_LETTERS),
        ("12th", LOWER),
    ],
)
def test_case_classes(word: str, case: int) -> None:
    assert case_of(word) == case


@pytest.mark.parametrize(
    ("gap", "layout"), [("", GLUED), (" ", BLANK), ("\n", LINE), (" \n ", LINE), ("\n\n", PARAGRAPH)]
)
def test_layout_classes(gap: str, layout: int) -> None:
    assert layout_of(gap) == layout
