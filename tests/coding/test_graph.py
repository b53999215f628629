"""Who stands where around a predicate: voices, relative clauses, control, coordination."""

from __future__ import annotations

import pytest

from chancery.coding.graph import Graph, singular
from tests.build import make_doc

ACTIVE = """
Police NOUN nsubj 2
arrested VERB root 0 arrest
two NUM nummod 4
students NOUN obj 2 student
"""
PASSIVE = """
Students NOUN nsubj:pass 3 student
were AUX aux:pass 3 be
arrested VERB root 0 arrest
by ADP case 5
police NOUN obl:agent 3
"""
RELATIVE = """
Rebels NOUN nsubj 6 rebel
who PRON nsubj 3
attacked VERB acl:relcl 1 attack
the DET det 5
camp NOUN obj 3
fled VERB root 0 flee
"""
CONTROL = """
Brazil PROPN nsubj 2
urged VERB root 0 urge
Bolivia PROPN obj 2
to PART mark 5
release VERB xcomp 2
them PRON obj 5 they
"""
COORDINATED = """
France PROPN nsubj 4
and CCONJ cc 3
Spain PROPN conj 1
met VERB root 0 meet
and CCONJ cc 6
signed VERB conj 4 sign
"""


@pytest.mark.parametrize(
    ("rows", "predicate", "subject", "object_"),
    [
        (ACTIVE, 1, (0,), (3,)),
        (PASSIVE, 2, (4,), (0,)),
        (RELATIVE, 2, (0,), (4,)),
        (CONTROL, 4, (2,), (5,)),
        (COORDINATED, 3, (0, 2), ()),
        (COORDINATED, 5, (0, 2), ()),
    ],
)
def test_arguments(rows: str, predicate: int, subject: tuple[int, ...], object_: tuple[int, ...]) -> None:
    found = Graph.of(make_doc(rows)).arguments(predicate)
    assert (found.subject, found.object) == (subject, object_)


def test_a_dateline_called_subject_is_not_believed() -> None:
    rows = "KABUL PROPN nsubj 4\n- PUNCT punct 1\nRebels NOUN nsubj 4 rebel\nfled VERB root 0 flee"
    assert Graph.of(make_doc(rows)).arguments(3).subject == (2,)


def test_a_preposition_inside_a_long_name_is_found() -> None:
    rows = "from ADP case 2\nSecretary PROPN flat 3\nJens PROPN root 0"
    assert Graph.of(make_doc(rows)).case(2) == "from"


@pytest.mark.parametrize(
    ("plural", "one"), [("supplies", "supply"), ("troops", "troop"), ("clashes", "clash"), ("axes", "ax")]
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one
