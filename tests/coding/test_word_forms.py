"""The forms of trigger words: which word a form comes from, whatever the language model calls its lemma."""

from __future__ import annotations

import pytest

from chancery.coding.graph import Graph
from chancery.coding.word_forms import WordForms, verb_forms
from tests.build import make_doc

FORMS = WordForms.of(
    verbs=("rap", "rape", "blow", "expel", "visit", "find", "found", "free", "deny", "die", "hang"),
    nouns=("tie", "gas", "supply"),
    irregular={"blew": "blow", "found": "find", "hung": "hang"},
)


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("raped", "rape"),
        ("rapped", "rap"),
        ("blew", "blow"),
        ("expelled", "expel"),
        ("visited", "visit"),
        ("freed", "free"),
        ("denies", "deny"),
        ("dying", "die"),
        ("hanged", "hang"),
        ("hung", "hang"),
    ],
)
def test_a_form_leads_to_its_verb(form: str, verb: str) -> None:
    assert FORMS.verbs[form] == (verb,)


def test_a_form_of_two_verbs_leads_to_both() -> None:
    assert set(FORMS.verbs["found"]) == {"find", "found"}


def test_a_short_verb_doubles_and_does_nothing_else() -> None:
    assert "stoped" not in set(verb_forms("stop"))


def test_lemmas_are_mended_only_where_they_are_none_of_the_codebook() -> None:
    rows = "ties NOUN root 0 ty\nraped VERB dep 1 rap\nfound VERB dep 1 found\nskies NOUN dep 1 sky"
    graph = Graph.of(make_doc(rows))
    FORMS.mend(graph)
    assert graph.lemma == ["tie", "rape", "found", "sky"]
