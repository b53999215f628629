"""A party's members of parliament, and a state's people."""

from __future__ import annotations

import pytest

from tests.actors.scene import cast_of, ids

VOTED = """
{first} {pos} {dep} 2 {first}
{second} {noun} nsubj 3 {lemma} Number=Plur
objected VERB root 0 object
. PUNCT punct 3

They PRON nsubj 2 they Number=Plur|Person=3|PronType=Prs
left VERB root 0 leave
. PUNCT punct 2

America PROPN nsubj 2 America Number=Sing
waits VERB root 0 wait
. PUNCT punct 2
"""


@pytest.mark.parametrize(
    ("first", "pos", "second", "lemma", "expected"),
    [
        ("Republican", "ADJ", "senators", "senator", "people:us-gop-senators"),
        ("Senate", "PROPN", "Republicans", "Republican", "people:us-gop-senators"),
        ("House", "PROPN", "Democrats", "Democrat", "people:us-dem-representatives"),
    ],
)
def test_members_of_a_chamber_are_a_people_of_their_party(
    first: str, pos: str, second: str, lemma: str, expected: str
) -> None:
    rows = VOTED.format(
        first=first,
        pos=pos,
        dep="amod" if pos == "ADJ" else "compound",
        second=second,
        lemma=lemma,
        noun="NOUN" if second.islower() else "PROPN",
    )
    doc, cast = cast_of(rows)
    assert ids(doc, cast, second) == (expected,)
    assert ids(doc, cast, "They") == (expected,)
    actor = cast.actors[expected]
    assert (actor.kind, actor.country, actor.body) == ("people", "USA", f"org:US-{expected[10:13].upper()}")


def test_a_party_stays_the_party() -> None:
    doc, cast = cast_of(VOTED.format(
        first="Many", pos="ADJ", dep="amod", second="Republicans", lemma="Republican", noun="PROPN"
    ))  # fmt: skip
    assert ids(doc, cast, "Republicans") == ("org:US-GOP",)


def test_the_people_of_a_state_are_those_who_bear_its_name() -> None:
    doc, cast = cast_of("""
Norwegians PROPN nsubj 2 Norwegian Number=Plur
vote VERB root 0 vote
. PUNCT punct 2

The DET det 3 the
Norwegian ADJ amod 3 Norwegian
people NOUN nsubj 4 people Number=Plur
know VERB root 0 know
. PUNCT punct 4
""")
    assert ids(doc, cast, "people") == ids(doc, cast, "Norwegians")


def test_the_federal_government_is_that_of_the_state_spoken_of() -> None:
    doc, cast = cast_of("""
Canada PROPN nsubj 2 Canada Number=Sing
closed VERB root 0 close
roads NOUN obj 2 road Number=Plur
in ADP case 5 in
Canada PROPN obl 2 Canada Number=Sing
. PUNCT punct 2

The DET det 3 the
federal ADJ amod 3 federal
government NOUN nsubj 4 government Number=Sing
agreed VERB root 0 agree
. PUNCT punct 4
""")
    assert ids(doc, cast, "government") == ("org:can-government",)


def test_nouns_written_small_are_no_names() -> None:
    doc, cast = cast_of("""
The DET det 2 the
states PROPN nsubj 3 state Number=Plur
sued VERB root 0 sue
. PUNCT punct 3
""")
    assert ids(doc, cast, "states") != ("state:USA",)
