"""Lemma scripts: what is made for a pair gives that pair back, and generalises by endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.lemmas import apply_script, lemma_script

WORDS = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_a_script_gives_its_own_lemma_back(word: str, lemma: str) -> None:
    assert apply_script(word, lemma_script(word, lemma)) == lemma


@pytest.mark.parametrize(
    ("word", "lemma", "other", "its_lemma"),
    [
        ("Countries", "country", "ministries", "ministry"),
        ("announced", "announce", "invaded", "invade"),
        ("met", "meet", "met", "meet"),
        ("Talks", "talk", "summits", "summit"),
    ],
)
def test_a_script_serves_words_with_the_same_ending(
    word: str, lemma: str, other: str, its_lemma: str
) -> None:
    assert apply_script(other, lemma_script(word, lemma)) == its_lemma


def test_a_script_that_does_not_fit_leaves_the_word() -> None:
    assert apply_script("An", "L5+x") == "an"
