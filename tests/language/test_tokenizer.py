"""Words as UD English has them, and the text always whole."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

from chancery.language.tokenizer import make_tokenizer

TOKENIZER = make_tokenizer(spacy.blank("en"))


@pytest.fixture
def tokenizer() -> Tokenizer:
    return TOKENIZER


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a long-term plan", ["a", "long", "-", "term", "plan"]),
        ("non-members can't vote", ["non-members", "ca", "n't", "vote"]),
        ("the U.S.-led force", ["the", "U.S.", "-", "led", "force"]),
        ("Japan's and France’s", ["Japan", "'s", "and", "France", "’s"]),
        ("they’ve said", ["they", "’ve", "said"]),
        ("“No,” he said.", ["“", "No", ",", "”", "he", "said", "."]),
        ("on 2023-07-12 at 10:30", ["on", "2023-07-12", "at", "10:30"]),
        ("12-year-old and/or", ["12", "-", "year", "-", "old", "and", "/", "or"]),
        ("Mr. Kishida cannot", ["Mr.", "Kishida", "can", "not"]),
        ("read https://example.org/a-b.", ["read", "https://example.org/a-b", "."]),
        ("$5bn", ["$", "5", "bn"]),
        ("Spc. Ortega and Sgt. Lund", ["Spc.", "Ortega", "and", "Sgt.", "Lund"]),
    ],
)
def test_words(tokenizer: Tokenizer, text: str, words: list[str]) -> None:
    assert [token.text for token in tokenizer(text)] == words


@given(st.text(max_size=300))
def test_the_words_and_their_blanks_are_the_text(text: str) -> None:
    assert TOKENIZER(text).text == text


def test_words_are_the_same_whatever_was_read_before() -> None:
    text = "Mr. Lee didn't say so. The U.S. and Peru won't meet (on Monday); they'll \"wait\", he said."
    fresh = [token.text for token in make_tokenizer(spacy.blank("en"))(text)]
    tokenizer = make_tokenizer(spacy.blank("en"))
    for other in ("", "Peru won't", "said. Mr.", text[:40], text):
        tokenizer(other)
    assert [token.text for token in tokenizer(text)] == fresh
