"""What became of an act of speech: negation and modality, from hand-made parses."""

from __future__ import annotations

import pytest

from chancery.coding.speech_acts import modality, negated, nobody
from chancery.coding.tree import Tree
from tests.build import make_doc

PLAIN = "Anna PROPN nsubj 2\nsaid VERB root 0 say\nso ADV advmod 2"
NEVER = "Anna PROPN nsubj 3\nnever ADV advmod 3\nsaid VERB root 0 say\nso ADV advmod 3"
NOBODY = "Nobody PRON nsubj 2\nsaid VERB root 0 say\nso ADV advmod 2"
NO_ONE = "No DET det 2\nminister NOUN nsubj 3\nsaid VERB root 0 say\nso ADV advmod 3"
NOTHING = "Anna PROPN nsubj 2\nsaid VERB root 0 say\nnothing PRON obj 2"
WITHOUT = "Anna PROPN nsubj 2\nleft VERB root 0 leave\nwithout SCONJ mark 4\nsaying VERB advcl 2 say\nso ADV advmod 4"
YET = "Anna PROPN nsubj 2\nhas VERB root 0 have\nyet ADV advmod 5\nto PART mark 5\nsay VERB xcomp 2\nso ADV advmod 5"
SHORT = (
    "Anna PROPN nsubj 2\nstopped VERB root 0 stop\nshort ADV advmod 2\nof SCONJ mark 5\n"
    "saying VERB advcl 3 say\nso ADV advmod 5"
)
DECLINED = "Anna PROPN nsubj 2\ndeclined VERB root 0 decline\nto PART mark 4\nsay VERB xcomp 2"
NOT_REFUSED = (
    "Anna PROPN nsubj 4\ndid AUX aux 4\nnot PART advmod 4\n"
    "refuse VERB root 0\nto PART mark 6\nsay VERB xcomp 4"
)
NEITHER = "Anna PROPN nsubj 3\nneither CCONJ advmod 3\nsaid VERB root 0 say\nnor CCONJ cc 5\nwrote VERB conj 3 write"


def said(rows: str) -> tuple[Tree, int]:
    """The tree, and its word for saying: the last verb."""
    tree = Tree.of(make_doc(rows))
    return tree, max(i for i, pos in enumerate(tree.pos) if pos == "VERB")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (PLAIN, False),
        (NEVER, True),
        (NOBODY, True),
        (NO_ONE, True),
        (NOTHING, True),
        (WITHOUT, True),
        (YET, True),
        (SHORT, True),
        (DECLINED, True),
        (NOT_REFUSED, False),
        (NEITHER, True),
    ],
)
def test_negation(rows: str, expected: bool) -> None:
    assert negated(*said(rows)) is expected


@pytest.mark.parametrize(
    ("verb", "lemma", "expected"),
    [
        ("plans", "plan", "planned"),
        ("promised", "promise", "planned"),
        ("threatened", "threaten", "threatened"),
        ("asked", "ask", "demanded"),
        ("denied", "deny", "denied"),
        ("began", "begin", "happened"),
    ],
)
def test_what_an_infinitive_hangs_on(verb: str, lemma: str, expected: str) -> None:
    rows = f"Anna PROPN nsubj 2\n{verb} VERB root 0 {lemma}\nto PART mark 4\nsay VERB xcomp 2"
    assert modality(*said(rows)) == expected


@pytest.mark.parametrize(
    ("auxiliary", "expected"),
    [
        ("will", "planned"),
        ("may", "hypothetical"),
        ("must", "demanded"),
        ("has", "happened"),
        ("'d", "hypothetical"),
    ],
)
def test_auxiliaries(auxiliary: str, expected: str) -> None:
    assert modality(*said(f"Anna PROPN nsubj 3\n{auxiliary} AUX aux 3\nsay VERB root 0")) == expected


def test_what_a_question_asks_is_open() -> None:
    rows = "Did AUX aux 3\nAnna PROPN nsubj 3\nsay VERB root 0\nso~ ADV advmod 3\n? PUNCT punct 3"
    assert modality(*said(rows)) == "hypothetical"


def test_an_infinitive_after_is_lies_ahead() -> None:
    assert modality(*said("Anna PROPN nsubj 4\nis AUX aux 4\nto PART mark 4\nsay VERB root 0")) == "planned"


def test_nobody() -> None:
    tree = Tree.of(make_doc("No DET det 2\none PRON nsubj 3\nsaid VERB root 0 say"))
    assert nobody(tree, 1)
    assert not nobody(Tree.of(make_doc(PLAIN)), 0)
