"""Attributions that break off, from hand-made parses: cues without verbs, sources and contents cut or run on."""

from __future__ import annotations

import pytest

from chancery.coding import statements
from chancery.coding.drafts import Page
from chancery.coding.mending import Mender
from chancery.coding.text import Text
from chancery.language.attribution import Attribution
from chancery.records import Block
from tests.build import make_doc
from tests.coding.test_statements import text_of

HELPED = """
Anna PROPN nsubj 3
has AUX aux 3
praised VERB root 0 praise
Tom PROPN obj 3
for ADP case 7
his PRON nmod:poss 7
drive NOUN obl 3
to PART mark 9
end VERB acl 7
the DET det 11
war~ NOUN obj 9
. PUNCT punct 3

It PRON nsubj 2
goes VERB root 0 go
on~ ADP compound:prt 2
. PUNCT punct 2
"""

ROW = """
Anna PROPN nsubj 2
said VERB root 0 say
Oslo PROPN nsubj 4
lied~ VERB ccomp 2 lie
, PUNCT punct 6
cheated~ VERB conj 4 cheat
, PUNCT punct 9
and CCONJ cc 9
left~ VERB conj 4 leave
. PUNCT punct 2
"""

HYPHEN = """
Anna PROPN nsubj 2
announced VERB root 0 announce
a DET det 7
self~ NOUN compound 6
-~ PUNCT punct 6
made ADJ amod 7
plan~ NOUN obj 2
. PUNCT punct 2
"""

PLANS = """
Anna PROPN nsubj 2
plans VERB root 0 plan
to PART mark 4
sell VERB xcomp 2
the DET det 6
ship~ NOUN obj 4
. PUNCT punct 2
"""

INSERTED = """
It PRON nsubj 3
would AUX aux 3
help~ VERB root 0
, PUNCT punct 3
she PRON nsubj 6
said~ VERB parataxis 3 say
, PUNCT punct 3
in ADP case 10
many ADJ amod 10
ways~ NOUN obl 3 way
. PUNCT punct 3
"""

HELD = """
In ADP case 3
past ADJ amod 3
weeks NOUN obl 5
forces NOUN nsubj 5
held VERB root 0 hold
the DET det 7
town~ NOUN obj 5
, PUNCT punct 5
Anna PROPN nsubj 10
said~ VERB parataxis 5 say
. PUNCT punct 5
"""

JOINED = """
Anna PROPN nsubj 2
said VERB root 0 say _ VBD
Oslo PROPN nsubj 4
lied VERB ccomp 2 lie _ VBD
and CCONJ cc 6
left~ VERB conj 2 leave _ VBD
. PUNCT punct 2
"""

CLAIM = """
His PRON nmod:poss 2
claim NOUN nsubj 6
that SCONJ mark 5
Oslo PROPN nsubj 5
lied VERB acl 2 lie
angered VERB root 0 anger
Tom~ PROPN obj 6
. PUNCT punct 6
"""

CALM = """
Anna PROPN nsubj 3
was AUX cop 3
calm ADJ root 0
when ADV advmod 5
asked~ VERB advcl 3 ask
, PUNCT punct 7
saying VERB advcl 3 say
nothing PRON nsubj 9
changed~ VERB ccomp 7
. PUNCT punct 3
"""

PROUD = """
Friends NOUN nsubj 3
are AUX cop 3
proud ADJ root 0
of ADP case 5
Tom~ PROPN obl 3
. PUNCT punct 3
"""


def page_of(text: Text) -> Page:
    return statements.open_page(text)


def words(page: Page, part: tuple[int, int]) -> str:
    start, end = page.tree.chars(part)
    return page.text[start:end]


def test_a_cue_is_not_its_auxiliary() -> None:
    page = page_of(text_of(make_doc(HELPED)))
    one = Mender(page, ()).cue(Attribution(cue=(1, 2), content=((2, 7),)))
    assert words(page, one.cue) == "has praised"
    assert [words(page, part) for part in one.content] == ["Tom for his drive"]


def test_a_source_keeps_to_the_sentence_of_its_cue() -> None:
    page = page_of(text_of(make_doc(HELPED)))
    mender = Mender(page, ())
    assert mender.source(Attribution(cue=(2, 3), source=(0, 14)), None).source == (0, 12)
    assert mender.source(Attribution(cue=(2, 3), source=(12, 14)), None).source == (12, 14)


@pytest.mark.parametrize(
    ("rows", "cue", "content", "whole"),
    [
        (HELPED, (1, 3), [(3, 8)], ["Tom for his drive to end the war"]),
        (HELPED, (1, 3), [(3, 4), (5, 7)], ["Tom for his drive to end the war"]),
        (HELPED, (1, 3), [(3, 15)], ["Tom for his drive to end the war ."]),
        (HELPED, (1, 3), [(12, 15), (3, 7)], ["Tom for his drive to end the war"]),
        (ROW, (1, 2), [(2, 6)], ["Oslo lied, cheated, and left"]),
        (HYPHEN, (1, 2), [(2, 4)], ["a self-made plan"]),
        (HYPHEN, (1, 2), [(6, 7)], ["a self-made plan"]),
        (PLANS, (1, 2), [(4, 6)], ["to sell the ship"]),
        (JOINED, (1, 2), [(2, 6)], ["Oslo lied"]),
    ],
)
def test_a_content_is_whole(
    rows: str, cue: tuple[int, int], content: list[tuple[int, int]], whole: list[str]
) -> None:
    page = page_of(text_of(make_doc(rows)))
    parts = Mender(page, ()).content(Attribution(cue=cue, source=(0, 1), content=tuple(content)))
    assert [words(page, part).replace("war.", "war .") for part in parts] == whole


def test_a_content_before_its_tag_begins_with_its_clause() -> None:
    page = page_of(text_of(make_doc(HELD)))
    (part,) = Mender(page, ()).content(Attribution(cue=(9, 10), source=(8, 9), content=((5, 7),)))
    assert words(page, part) == "In past weeks forces held the town"


def test_what_a_claim_does_is_no_part_of_it() -> None:
    page = page_of(text_of(make_doc(CLAIM)))
    (part,) = Mender(page, ()).content(Attribution(cue=(1, 2), source=(0, 1), content=((2, 7),)))
    assert words(page, part) == "that Oslo lied"


def test_a_source_is_somebody_not_a_clause() -> None:
    page = page_of(text_of(make_doc(CALM)))
    assert Mender(page, ()).source(Attribution(cue=(6, 7), source=(0, 5)), None).source == (0, 1)


def test_a_cue_is_not_its_copula() -> None:
    page = page_of(text_of(make_doc(PROUD)))
    one = Mender(page, ()).cue(Attribution(cue=(1, 2), source=(0, 1), content=((2, 5),)))
    assert (words(page, one.cue), [words(page, part) for part in one.content]) == ("are proud of", ["Tom"])


def test_another_cue_is_not_reached_over() -> None:
    page = page_of(text_of(make_doc(HELPED)))
    mender = Mender(page, [Attribution(cue=(8, 9))])
    (part,) = mender.content(Attribution(cue=(1, 3), content=((3, 7),)))
    assert words(page, part) == "Tom for his drive to"


def test_words_of_another_paragraph_are_not_what_a_cue_reports() -> None:
    doc = make_doc(HELPED)
    blocks = (
        Block(kind="paragraph", start=0, end=doc[11].idx + 1),
        Block(kind="paragraph", start=doc[12].idx, end=len(doc.text)),
    )
    page = page_of(text_of(doc, blocks=blocks))
    assert Mender(page, ()).content(Attribution(cue=(13, 14), content=((3, 7),))) == []


def test_what_goes_on_behind_an_inserted_cue_is_said_too() -> None:
    doc = make_doc(INSERTED)
    doc._.attributions = (Attribution(cue=(5, 6), source=(4, 5), content=((0, 3),)),)
    (one,) = statements.code(text_of(doc), ())
    assert [part.text for part in one.content] == ["It would help", "in many ways"]


def test_source_cue_and_content_share_no_word() -> None:
    doc = make_doc(PLANS)
    doc._.attributions = (Attribution(cue=(1, 2), source=(0, 2), content=((0, 6),)),)
    (one, *_) = statements.code(text_of(doc), ())
    assert (one.source.text if one.source else None, one.cue.text) == ("Anna", "plans")
    assert [part.text for part in one.content] == ["to sell the ship"]
