"""Names of bodies: acronyms in brackets, words of other kinds inside, and what is no body."""

from __future__ import annotations

from tests.actors.scene import cast_of, ids


def test_an_acronym_in_brackets_is_that_of_the_name_before_it() -> None:
    doc, cast = cast_of(
        """
The DET det 4 the
Northern PROPN amod 3 Northern
Commission PROPN nsubj 9 Commission Number=Sing
of ADP case 5 of
Herring PROPN nmod 3 Herring Number=Sing
( PUNCT punct 7
CoH PROPN appos 3 CoH Number=Sing
) PUNCT punct 7
objected VERB root 0 object
. PUNCT punct 9
""",
        names={"Northern Commission of Herring": "Organisation", "CoH": "Organisation"},
    )
    assert ids(doc, cast, "CoH") == ids(doc, cast, "Commission") != ()


def test_a_coalition_of_one_state_is_not_the_known_one_without_its_adjective() -> None:
    doc, cast = cast_of(
        """
The DET det 4 the
Syrian ADJ amod 4 Syrian
Arab ADJ amod 4 Arab
Coalition PROPN nsubj 5 Coalition Number=Sing
objected VERB root 0 object
. PUNCT punct 5
""",
        names={"Syrian Arab Coalition": "Organisation"},
    )
    assert ids(doc, cast, "Coalition") != ("org:SAUDICOAL",)


def test_a_body_whose_name_holds_a_state_stays_whole() -> None:
    doc, cast = cast_of(
        """
The DET det 4 the
KLM PROPN compound 4 KLM Number=Sing
China PROPN compound 4 China Number=Sing
Institute PROPN nsubj 5 Institute Number=Sing
objected VERB root 0 object
. PUNCT punct 5
""",
        names={"KLM": "Organisation", "China Institute": "Location"},
    )
    (found,) = ids(doc, cast, "Institute")
    assert cast.actors[found].name == "KLM China Institute"


def test_countries_are_not_an_army() -> None:
    doc, cast = cast_of("""
The DET det 3 the
Norwegian ADJ amod 3 Norwegian
army NOUN nsubj 4 army Number=Sing
trains VERB root 0 train
. PUNCT punct 4

Those DET det 2 that
countries NOUN nsubj 3 country Number=Plur
agreed VERB root 0 agree
. PUNCT punct 3
""")
    assert ids(doc, cast, "countries") != ids(doc, cast, "army")


def test_a_poll_is_no_actor() -> None:
    doc, cast = cast_of(
        """
Poll~ PROPN nsubj 4 Poll Number=Sing
: PUNCT punct 1
Voters NOUN nsubj 4 voter Number=Plur
waver VERB root 0 waver
""",
        names={"Poll": "Person"},
    )
    assert ids(doc, cast, "Poll") == ()


def test_parents_who_belong_to_somebody_are_not_the_last_two_people() -> None:
    doc, cast = cast_of(
        """
Pavel PROPN nsubj 3 Pavel Number=Sing
Orlik PROPN flat 1 Orlik Number=Sing
told VERB root 0 tell
Ana PROPN obj 3 Ana Number=Sing
. PUNCT punct 3

Both DET det:predet 3 both
her PRON nmod:poss 3 her Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs
parents NOUN nsubj 4 parent Number=Plur
knew VERB root 0 know
. PUNCT punct 4
""",
        names={"Pavel Orlik": "Person", "Ana": "Person"},
    )
    assert set(ids(doc, cast, "parents")) & set(ids(doc, cast, "Pavel")) == set()


def test_a_legal_person_is_a_body() -> None:
    doc, cast = cast_of(
        """
Orlik PROPN nsubj 6 Orlik Number=Sing
, PUNCT punct 5
a DET det 5 a
legal ADJ amod 5 legal
person NOUN appos 1 person Number=Sing
objected VERB root 0 object
. PUNCT punct 6
""",
        names={"Orlik": "Person"},
    )
    (found,) = ids(doc, cast, "Orlik")
    assert cast.actors[found].kind == "organization"


def test_a_nickname_in_quotation_marks_stands_inside_a_name() -> None:
    doc, cast = cast_of(
        """
Pavel PROPN nsubj 6 Pavel Number=Sing
"~ PUNCT punct 3
Ace~ PROPN flat 1 Ace Number=Sing
" PUNCT punct 3
Orlik PROPN flat 1 Orlik Number=Sing
left VERB root 0 leave
. PUNCT punct 6
""",
        names={"Pavel": "Person", "Ace": "Person", "Orlik": "Person"},
    )
    assert {cast.actors[one].name for word in ("Pavel", "Orlik") for one in ids(doc, cast, word)} == {
        "Pavel Ace Orlik"
    }


def test_a_ship_is_nobody() -> None:
    doc, cast = cast_of(
        """
HMS PROPN compound 2 HMS Number=Sing
Lark PROPN nsubj 3 Lark Number=Sing
sailed VERB root 0 sail
. PUNCT punct 3
""",
        names={"HMS": "Organisation", "Lark": "Person"},
    )
    assert not cast.actors, ids(doc, cast, "Lark")
