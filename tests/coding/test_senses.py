"""Senses of cues, from hand-made parses: what is an act of speech or thought here, and which act."""

from __future__ import annotations

import pytest

from chancery.coding import statements
from chancery.coding.drafts import Draft
from chancery.coding.lexicon import lexicon
from chancery.coding.senses import Senses
from chancery.coding.statements import open_page
from chancery.coding.verbs import VerbRules
from chancery.language.attribution import Attribution
from tests.build import make_doc
from tests.coding.test_statements import text_of

GRANTED = """
Anna PROPN nsubj:pass 3
was AUX aux:pass 3
granted VERB root 0 grant _ VBN
a DET det 5
visa~ NOUN obj 3
. PUNCT punct 3
"""

THREATENS = """
The DET det 2
{who} NOUN nsubj 3
threatens VERB root 0 threaten _ VBZ
to PART mark 5
ruin VERB xcomp 3 ruin _ VB
us~ PRON obj 5
. PUNCT punct 3
"""

SUSPECTS = """
Anna PROPN nsubj 2
suspects VERB root 0 suspect _ VBZ
that SCONJ mark 5
talks NOUN nsubj 5
failed~ VERB ccomp 2 fail _ VBD
. PUNCT punct 2
"""

SUGGESTS = """
{who} {pos} nsubj 2
suggested VERB root 0 suggest _ VBD
that SCONJ mark 5
talks NOUN nsubj 5
{verb}~ VERB ccomp 2 fail _ {tag}
. PUNCT punct 2
"""

NO_MENTION = """
There PRON expl 2
was VERB root 0 be _ VBD
no DET det 4
mention NOUN nsubj 2
of ADP case 7
the DET det 7
truce~ NOUN nmod 4
. PUNCT punct 2
"""

ATTENTION = """
Anna PROPN nsubj 2
pays VERB root 0 pay _ VBZ
attention NOUN obj 2
to ADP case 6
the DET det 6
debate~ NOUN obl 2
. PUNCT punct 2
"""

WHO = """
Who PRON nsubj 2
denied VERB root 0 deny _ VBD
the DET det 4
report~ NOUN obj 2
? PUNCT punct 2
"""

RULED = """
The DET det 2
court NOUN nsubj 3
appointed VERB root 0 appoint _ VBD
two NUM nummod 5
judges~ NOUN obj 3
. PUNCT punct 3
"""

FILED = """
The DET det 2
union NOUN nsubj 3
filed VERB root 0 file _ VBD
a DET det 5
motion NOUN obj 3
to PART mark 7
unseal VERB acl 5 unseal _ VB
them~ PRON obj 7
. PUNCT punct 3
"""


def draft(rows: str, verb: int) -> tuple[Senses, Draft]:
    text = text_of(make_doc(rows), {"Anna": ("anna",)})
    page = open_page(text)
    found = VerbRules(page, lexicon()).draft(verb)
    assert found is not None
    return Senses(page, text.cast), found


def acts(rows: str, one: Attribution) -> list[str]:
    """The acts of what the model marked so."""
    doc = make_doc(rows)
    doc._.attributions = (one,)
    return [statement.act for statement in statements.code(text_of(doc, {"Anna": ("anna",)}), ())]


def test_what_is_given_is_not_said() -> None:
    assert acts(GRANTED, Attribution(cue=(1, 3), content=((0, 1), (3, 5)))) == []


@pytest.mark.parametrize(
    ("who", "speaks"), [("drought", False), ("minister", True), ("campaign", True), ("letter", True)]
)
def test_things_do_not_threaten(who: str, speaks: bool) -> None:
    senses, found = draft(THREATENS.format(who=who), 2)
    assert senses.speaks(found) is speaks


def test_who_suspects_that_something_failed_accuses_nobody() -> None:
    senses, found = draft(SUSPECTS, 1)
    assert senses.act(found) == "believe"


@pytest.mark.parametrize(
    ("who", "pos", "verb", "tag", "act"),
    [
        ("Anna", "PROPN", "failed", "VBD", "say"),
        ("Anna", "PROPN", "resume", "VB", "propose"),
        ("Figures", "NOUN", "failed", "VBD", "show"),
    ],
)
def test_what_suggesting_is_depends_on_who_does_it_and_how(
    who: str, pos: str, verb: str, tag: str, act: str
) -> None:
    senses, found = draft(SUGGESTS.format(who=who, pos=pos, verb=verb, tag=tag), 1)
    assert senses.act(found) == act


@pytest.mark.parametrize(
    ("rows", "one"),
    [
        (NO_MENTION, Attribution(cue=(1, 5), content=((5, 7),))),
        (ATTENTION, Attribution(cue=(1, 4), source=(0, 1), content=((4, 6),))),
        (WHO, Attribution(cue=(1, 2), source=(0, 1), content=((2, 4),))),
        (RULED, Attribution(cue=(2, 3), source=(0, 2), content=((3, 5),))),
    ],
)
def test_what_is_no_statement(rows: str, one: Attribution) -> None:
    assert acts(rows, one) == []


def test_a_text_that_is_issued_says_something() -> None:
    assert acts(FILED, Attribution(cue=(2, 3), source=(0, 2), content=((3, 8),))) == ["propose"]
