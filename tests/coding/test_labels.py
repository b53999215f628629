# ruff: noqa: E501

"""How issues are called, on trees made by hand."""

from __future__ import annotations

import pytest

from chancery.actors.cast import Cast
from chancery.coding.graph import Graph
from chancery.coding.labels import Labels
from chancery.records import Actor
from tests.build import make_doc

NORWAY = "state:NOR"


@pytest.mark.parametrize(
    ("rows", "token", "clause", "label", "named"),
    [
        ("Norway PROPN nsubj 2\nbacked VERB root 0 back\nthe DET det 5\nnew ADJ amod 5\npact NOUN obj 2\nwith ADP case 7\nChile PROPN nmod 5\nthat PRON nsubj 9\nholds VERB acl:relcl 5 hold",
         4, False, "new pact with Chile", "the new pact with Chile"),
        ("Norway PROPN nsubj 2\nbacked VERB root 0 back\nits PRON nmod:poss 4\nplan NOUN obj 2", 3, False, "Norway’s plan", "its plan"),
        ("Norway PROPN nsubj 2\nvowed VERB root 0 vow\nto PART mark 4 to _ TO\nresume VERB xcomp 2 resume _ VB\nthe DET det 6\ntalks NOUN obj 4 talk\nby ADP case 8\nMay PROPN obl 4",
         3, True, "resuming the talks by May", "resume the talks by May"),
        ("laws NOUN nsubj:pass 4 law\nmust AUX aux 4\nbe AUX aux:pass 4\nchanged VERB root 0 change _ VBN\nto PART mark 6 to _ TO\nhelp VERB advcl 4 help _ VB\nfarmers NOUN obj 6 farmer",
         3, True, "changing laws to help farmers", "laws must be changed to help farmers"),
        ("Chile PROPN nsubj 4\nmust AUX aux 4\nbe AUX cop 4\nready ADJ root 0\nfor ADP case 6\nwar NOUN obl 4", 3, True, "being ready for war", "ready for war"),
        ("Voters NOUN nsubj 2 voter\nworry VERB root 0\nabout SCONJ mark 6\nwhat PRON obj 6\nthey PRON nsubj 6\nsee VERB advcl 2 see _ VBP\nabroad ADV advmod 6", 5, True, "what they see abroad", "see abroad"),
        ("Norway PROPN nsubj 2\nvowed VERB root 0 vow\nto PART mark 4 to _ TO\ngive VERB xcomp 2 give _ VB\nin ADP compound:prt 4", 3, True, "giving in", "give in"),
        # A parser hangs the first half of a hyphenated noun, with what stands before it, on the verb.
        ("Norway PROPN nsubj 2\nfeared VERB root 0 fear\nChile PROPN nmod:poss 8\n's PART case 3\nslow ADJ amod 6\nwind~ NOUN obj 2\n-~ PUNCT punct 6\ndown NOUN obj 2", 7, False, "Chile 's slow wind-down", "Chile 's slow wind-down"),
    ],
)  # fmt: skip
def test_labels(rows: str, token: int, clause: bool, label: str, named: str) -> None:
    doc = make_doc(rows)
    cast = Cast(
        actors={NORWAY: Actor(id=NORWAY, name="Norway", kind="state")}, heads={2: (NORWAY,), 0: (NORWAY,)}
    )
    text, (start, end) = Labels(Graph.of(doc), cast).of(token, clause=clause)
    assert text == label
    assert doc[start:end].text == named


def test_a_long_phrase_is_cut_before_what_does_not_fit() -> None:
    phrases = "\n".join(f"of ADP case {n}\npart{n} NOUN nmod 2" for n in range(4, 44, 2))
    text, _ = Labels(Graph.of(make_doc("The DET det 2\nplan NOUN root 0\n" + phrases)), Cast()).of(1)
    assert text.startswith("plan of part4 of part6")
    assert len(text.split()) < 20
