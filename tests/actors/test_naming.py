"""Where names begin and end, what kind of actor each names, and whom a short name may denote."""

from __future__ import annotations

import pytest

from tests.actors.scene import cast_of, ids


def test_one_kind_for_all_uses_of_a_name() -> None:
    doc, cast = cast_of(
        """
Orvelle~ PROPN nsubj 5 Orvelle Number=Sing
, PUNCT punct 1
a DET det 4 a
publisher NOUN appos 1 company Number=Sing
gained VERB root 0 gain
. PUNCT punct 5

Orvelle PROPN nsubj 2 Orvelle Number=Sing
lost VERB root 0 lose
. PUNCT punct 2
""",
        names={"Orvelle": "Person"},
    )
    (first,) = ids(doc, cast, "Orvelle")
    assert ids(doc, cast, "Orvelle", 1) == (first,)


def test_a_body_named_after_a_person_is_a_body() -> None:
    doc, cast = cast_of(
        """
The DET det 4 the
Anna PROPN compound 4 Anna Number=Sing
Okafor PROPN compound 4 Okafor Number=Sing
Foundation PROPN nsubj 8 Foundation Number=Sing
for ADP case 7 for
the DET det 7 the
Arts PROPN nmod 4 Arts Number=Plur
praised VERB root 0 praise
Anna PROPN obj 8 Anna Number=Sing
Okafor PROPN flat 9 Okafor Number=Sing
. PUNCT punct 8
""",
        names={"Anna Okafor Foundation for the Arts": "Organisation"},
    )
    assert ids(doc, cast, "Foundation") == ("org:anna-okafor-foundation-for-the-arts",)
    assert ids(doc, cast, "Okafor", 1) == ("person:anna-okafor",)


def test_a_noun_before_a_persons_name_is_a_title() -> None:
    doc, cast = cast_of(
        """
Botanist NOUN nsubj 4 botanist Number=Sing
Ilka PROPN dep 4 Ilka Number=Sing
Brandvold PROPN flat 2 Brandvold Number=Sing
agreed VERB root 0 agree
. PUNCT punct 4
""",
        names={"Ilka Brandvold": "Person"},
    )
    assert ids(doc, cast, "Botanist") == ids(doc, cast, "Ilka") == ("person:ilka-brandvold",)
    assert len(cast.actors) == 1


def test_the_charge_of_an_office_is_no_part_of_the_name() -> None:
    doc, cast = cast_of(
        """
Minister PROPN nsubj 7 Minister Number=Sing
for ADP case 4 for
the DET det 4 the
Sahel PROPN nmod 1 Sahel Number=Sing
Ilka PROPN flat 1 Ilka Number=Sing
Brandvold PROPN flat 1 Brandvold Number=Sing
agreed VERB root 0 agree
. PUNCT punct 7
""",
        names={"Ilka Brandvold": "Person"},
    )
    assert ids(doc, cast, "Brandvold") == ("person:ilka-brandvold",)


def test_capitalised_plurals_for_people_are_no_bodies() -> None:
    doc, cast = cast_of("""
Republican ADJ amod 2 Republican Degree=Pos
Senators PROPN nsubj 3 Senators Number=Plur
objected VERB root 0 object
. PUNCT punct 3
""")
    (found,) = ids(doc, cast, "Senators")
    assert cast.actors[found].kind == "people"


def test_a_ship_is_no_actor() -> None:
    doc, cast = cast_of("""
HMS PROPN compound 2 HMS Number=Sing
Orvelle PROPN nsubj 3 Orvelle Number=Sing
sailed VERB root 0 sail
. PUNCT punct 3
""")
    assert ids(doc, cast, "Orvelle") == ()


SHORT = """
{name} PROPN nsubj 2 {name} Number=Sing
refused VERB root 0 refuse
. PUNCT punct 2

{rest}
"""
KREMLIN = """
Relations NOUN nsubj 4 relation Number=Plur
with ADP case 3 with
{state} PROPN nmod 1 {state} Number=Sing
cooled VERB root 0 cool
. PUNCT punct 4
"""


@pytest.mark.parametrize(
    ("name", "state", "known"),
    [
        ("Kim", None, False),
        ("Kim", "Pyongyang", False),
        ("Lavrov", "Russia", True),
        ("Assad", "Syria", True),
        ("Assad", None, False),
    ],
)
def test_a_surname_alone_needs_the_articles_support(name: str, state: str | None, known: bool) -> None:
    rest = KREMLIN.format(state=state) if state else "Rain NOUN nsubj 2 rain\nfell VERB root 0 fall"
    doc, cast = cast_of(SHORT.format(name=name, rest=rest))
    (found,) = ids(doc, cast, name)
    assert cast.actors[found].known is known


def test_a_first_surname_of_two_is_enough() -> None:
    doc, cast = cast_of("""
Valdira PROPN nsubj 4 Valdira Number=Sing
Quintero PROPN flat 1 Quintero Number=Sing
Robles PROPN flat 1 Robles Number=Sing
spoke VERB root 0 speak
. PUNCT punct 4

Quintero PROPN nsubj 2 Quintero Number=Sing
left VERB root 0 leave
. PUNCT punct 2
""")
    assert ids(doc, cast, "Quintero", 1) == ("person:valdira-quintero-robles",)


@pytest.mark.parametrize(
    ("state", "expected"), [("France", "org:FR-SENATE"), ("Libya", None), ("America", "org:US-SENATE")]
)
def test_a_name_that_several_states_use_is_that_of_the_state_spoken_of(
    state: str, expected: str | None
) -> None:
    doc, cast = cast_of(f"""
In ADP case 2 in
{state} PROPN obl 5 {state} Number=Sing
the DET det 4 the
Senate PROPN nsubj 5 Senate Number=Sing
refused VERB root 0 refuse
. PUNCT punct 5
""")
    found = ids(doc, cast, "Senate")
    assert (found == (expected,)) if expected else not any(cast.actors[one].known for one in found)


def test_a_full_name_with_a_slip_joins_only_whom_the_article_speaks_of() -> None:
    rows = """
Michael PROPN nsubj 3 Michael Number=Sing
Murillo PROPN flat 1 Murillo Number=Sing
scored VERB root 0 score
in ADP case 5 in
America PROPN obl 3 America Number=Sing
. PUNCT punct 3
"""
    doc, cast = cast_of(rows)
    assert ids(doc, cast, "Murillo") == ("person:michael-murillo",)


def test_words_that_only_say_what_kind_of_body_is_meant_are_no_name() -> None:
    doc, cast = cast_of("""
The DET det 2 the
Department PROPN nsubj 3 Department Number=Sing
declined VERB root 0 decline
. PUNCT punct 3
""")
    (found,) = ids(doc, cast, "Department")
    assert found.startswith("org:department-")
    assert cast.actors[found].name == "the Department"


def test_the_commission_is_the_only_body_with_that_word() -> None:
    doc, cast = cast_of(
        """
The DET det 3 the
European PROPN compound 3 European Number=Sing
Commission PROPN nsubj 4 Commission Number=Sing
spoke VERB root 0 speak
. PUNCT punct 4

The DET det 2 the
Commission PROPN nsubj 3 Commission Number=Sing
declined VERB root 0 decline
. PUNCT punct 3
""",
        names={"European Commission": "Organisation"},
    )
    assert ids(doc, cast, "Commission") == ids(doc, cast, "Commission", 1)


def test_honorifics_and_parties_of_legislators_are_nobody() -> None:
    _, cast = cast_of("""
Sen. PROPN nsubj 5 Sen. Number=Sing
( PUNCT punct 3
D-Mo PROPN appos 1 D-Mo Number=Sing
) PUNCT punct 3
left VERB root 0 leave
. PUNCT punct 5
""")
    assert not cast.actors
