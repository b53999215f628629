"""Lemma scripts: what is made for a pair gives that pair back, and generalises by endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.lemmas import apply_script, lemma_of, lemma_script

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


KNOWN = {"accusation", "capture", "pass", "base", "stop", "die", "deny", "focus", "visit"}


@pytest.mark.parametrize(
    ("word", "script", "xpos", "lemma"),
    [
        ("accusations", "L1+e", "NNS", "accusation"),
        ("Accusations", "L1+", "NNS", "accusation"),
        ("recaptured", "L2+", "VBD", "recapture"),
        ("deplored", "L1+", "VBD", "deplore"),
        ("divulged", "L2+", "VBD", "divulge"),
        ("handled", "L2+", "VBD", "handle"),
        ("stopped", "L2+", "VBD", "stop"),
        ("denies", "L1+", "VBZ", "deny"),
        ("dies", "L3+y", "VBZ", "die"),
        ("passes", "L1+", "VBZ", "pass"),
        ("bases", "L2+", "NNS", "base"),
        ("focused", "L1+", "VBN", "focus"),
        ("went", "L4+go", "VBD", "go"),
        ("fed", "L2+eed", "VBD", "feed"),
        ("visit", "L2+", "VB", "visit"),
    ],
)
def test_an_ending_leaves_few_lemmas_open(word: str, script: str, xpos: str, lemma: str) -> None:
    upos = "NOUN" if xpos == "NNS" else "VERB"
    assert lemma_of(word, script, upos, xpos, {}, KNOWN) == lemma


def test_what_the_treebanks_have_comes_first() -> None:
    forms = {("saw", "VERB"): "see"}
    assert lemma_of("Saw", "L0+", "VERB", "VBD", forms, {"see"}) == "see"
    assert lemma_of("saw", "L0+", "NOUN", "NN", forms, {"see"}) == "saw"
