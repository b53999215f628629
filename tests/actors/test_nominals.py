"""Institutions of states, offices with a nationality, countries spoken of, plurals and quantities of people."""

from __future__ import annotations

import pytest

from tests.actors.scene import cast_of, ids


def test_an_office_of_one_country_is_nobody_of_another() -> None:
    doc, cast = cast_of("""
Norwegian ADJ amod 3 Norwegian Degree=Pos
Foreign PROPN compound 3 Foreign Number=Sing
Minister PROPN nmod:desc 4 Minister Number=Sing
Ilka PROPN nsubj 6 Ilka Number=Sing
Brandvold PROPN flat 4 Brandvold Number=Sing
spoke VERB root 0 speak
. PUNCT punct 6

The DET det 3 the
Danish ADJ amod 3 Danish Degree=Pos
minister NOUN nsubj 4 minister Number=Sing
agreed VERB root 0 agree
. PUNCT punct 4

The DET det 3 the
Norwegian ADJ amod 3 Norwegian Degree=Pos
minister NOUN nsubj 4 minister Number=Sing
left VERB root 0 leave
. PUNCT punct 4
""")
    ilka = ids(doc, cast, "Ilka")
    (danish,) = ids(doc, cast, "minister")
    assert danish != ilka[0]
    assert cast.actors[danish].country == "DNK"
    assert ids(doc, cast, "minister", 1) == ilka


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("French", "foreign ministry", "org:fra-foreign-ministry"),
        ("Chinese", "foreign ministry", "org:CN-MFA"),
    ],
)
def test_a_ministry_is_an_institution_of_its_state(first: str, second: str, expected: str) -> None:
    one, two = second.split()
    doc, cast = cast_of(f"""
The DET det 4 the
{first} ADJ amod 4 {first} Degree=Pos
{one} ADJ amod 4 {one}
{two} NOUN nsubj 5 {two} Number=Sing
objected VERB root 0 object
. PUNCT punct 5

The DET det 2 the
{two} NOUN nsubj 3 {two} Number=Sing
replied VERB root 0 reply
. PUNCT punct 3
""")
    assert ids(doc, cast, two) == (expected,)
    assert ids(doc, cast, two, 1) == (expected,)


def test_the_authorities_are_those_of_the_country_spoken_of() -> None:
    doc, cast = cast_of("""
India PROPN nsubj 2 India Number=Sing
closed VERB root 0 close
roads NOUN obj 2 road Number=Plur
in ADP case 5 in
India PROPN obl 2 India Number=Sing
. PUNCT punct 2

The DET det 2 the
authorities NOUN nsubj 3 authority Number=Plur
warned VERB root 0 warn
. PUNCT punct 3

This DET det 2 this
country NOUN nsubj 3 country Number=Sing
waits VERB root 0 wait
. PUNCT punct 3
""")
    (found,) = ids(doc, cast, "authorities")
    assert found == "org:ind-government"
    assert cast.actors[found].country == "IND"
    assert ids(doc, cast, "country") == ("state:IND",)


def test_a_government_by_who_leads_it() -> None:
    doc, cast = cast_of("""
The DET det 3 the
Merkel PROPN compound 3 Merkel Number=Sing
government NOUN nsubj 4 government Number=Sing
fell VERB root 0 fall
in ADP case 6 in
Germany PROPN obl 4 Germany Number=Sing
. PUNCT punct 4
""")
    assert ids(doc, cast, "government") == ("org:deu-government",)


def test_a_name_before_what_it_is() -> None:
    doc, cast = cast_of(
        """
The DET det 3 the
NATO PROPN compound 3 NATO Number=Sing
alliance NOUN nsubj 4 alliance Number=Sing
grew VERB root 0 grow
. PUNCT punct 4
""",
    )
    assert ids(doc, cast, "alliance") == ("org:NATO",)


def test_the_same_plural_said_again_is_the_same_people() -> None:
    doc, cast = cast_of("""
Plaintiffs NOUN nsubj 2 plaintiff Number=Plur
objected VERB root 0 object
. PUNCT punct 2

Later ADV advmod 3 later
plaintiffs NOUN nsubj 3 plaintiff Number=Plur
settled VERB root 0 settle
. PUNCT punct 3
""")
    assert ids(doc, cast, "Plaintiffs") == ids(doc, cast, "plaintiffs") != ()


def test_many_of_some_people_are_an_actor_of_their_own() -> None:
    doc, cast = cast_of("""
Many ADJ nsubj 5 many
of ADP case 4 of
the DET det 4 the
deputies NOUN nmod 1 deputy Number=Plur
left VERB root 0 leave
. PUNCT punct 5

Thousands NOUN nsubj 4 thousand Number=Plur
of ADP case 3 of
workers NOUN nmod 1 worker Number=Plur
cheered VERB root 0 cheer
. PUNCT punct 4
""")
    (many,) = ids(doc, cast, "Many")
    assert cast.actors[many].kind == "people"
    assert cast.actors[many].name == "many of the deputies"
    (workers,) = ids(doc, cast, "workers")
    assert ids(doc, cast, "Thousands") == (workers,)
    assert cast.actors[workers].name == "Thousands of workers"


def test_an_expert_on_a_country_is_not_of_it() -> None:
    doc, cast = cast_of("""
A DET det 3 a
China PROPN compound 3 China Number=Sing
scholar NOUN nsubj 4 scholar Number=Sing
disagreed VERB root 0 disagree
. PUNCT punct 4
""")
    (found,) = ids(doc, cast, "scholar")
    assert cast.actors[found].country is None


def test_powers_of_a_president_are_no_actor() -> None:
    doc, cast = cast_of("""
Emergency NOUN compound 2 emergency Number=Sing
powers NOUN nsubj 3 power Number=Plur
ended VERB root 0 end
. PUNCT punct 3
""")
    assert ids(doc, cast, "powers") == ()


def test_officials_belong_to_the_body_and_country_that_the_text_names() -> None:
    doc, cast = cast_of("""
A DET det 2 a
spokesperson NOUN nsubj 8 spokesperson Number=Sing
for ADP case 7 for
the DET det 7 the
French ADJ amod 7 French Degree=Pos
foreign ADJ amod 7 foreign
ministry NOUN nmod 2 ministry Number=Sing
agreed VERB root 0 agree
. PUNCT punct 8

Officials NOUN nsubj 4 official Number=Plur
in ADP case 3 in
Seoul PROPN nmod 1 Seoul Number=Sing
declined VERB root 0 decline
. PUNCT punct 4

A DET det 4 a
senior ADJ amod 4 senior Degree=Pos
NATO PROPN compound 4 NATO Number=Sing
diplomat NOUN nsubj 5 diplomat Number=Sing
spoke VERB root 0 speak
. PUNCT punct 5
""")
    spokesperson, officials, diplomat = (
        cast.actors[ids(doc, cast, word)[0]] for word in ("spokesperson", "Officials", "diplomat")
    )
    assert (spokesperson.body, spokesperson.country) == ("org:fra-foreign-ministry", "FRA")
    assert (officials.body, officials.country, officials.kind) == ("state:KOR", "KOR", "people")
    assert (diplomat.body, diplomat.country, diplomat.sector) == ("org:NATO", None, "IGO")


def test_those_who_speak_for_a_body_are_a_group_of_that_body() -> None:
    doc, cast = cast_of("""
The DET det 3 the
NATO PROPN compound 3 NATO Number=Sing
heads NOUN nsubj 8 head Number=Plur
of ADP case 5 of
state NOUN nmod 3 state Number=Sing
and CCONJ cc 7 and
government NOUN conj 5 government Number=Sing
agreed VERB root 0 agree
. PUNCT punct 8
""")
    (found,) = ids(doc, cast, "heads")
    actor = cast.actors[found]
    assert (actor.id, actor.kind, actor.body) == (
        "people:nato-heads-of-state-and-government",
        "people",
        "org:NATO",
    )
    assert actor.name == "NATO heads of state and government"


def test_an_office_before_its_holder_is_named() -> None:
    doc, cast = cast_of("""
The DET det 3 the
foreign ADJ amod 3 foreign
minister NOUN nsubj 4 minister Number=Sing
left VERB root 0 leave
. PUNCT punct 4

Foreign PROPN compound 2 Foreign Number=Sing
Minister PROPN nmod:desc 3 Minister Number=Sing
Ilka PROPN nsubj 5 Ilka Number=Sing
Brandvold PROPN flat 3 Brandvold Number=Sing
returned VERB root 0 return
. PUNCT punct 5
""")
    assert ids(doc, cast, "minister") == ids(doc, cast, "Ilka") == ("person:ilka-brandvold",)


def test_that_country_is_the_one_named_last() -> None:
    doc, cast = cast_of("""
America PROPN nsubj 2 America Number=Sing
armed VERB root 0 arm
Ukraine PROPN obj 2 Ukraine Number=Sing
. PUNCT punct 2

America PROPN nsubj 2 America Number=Sing
helps VERB root 0 help
Ukraine PROPN obj 2 Ukraine Number=Sing
and CCONJ cc 5 and
trusts VERB conj 2 trust
that DET det 7 that
country NOUN obj 5 country Number=Sing
. PUNCT punct 2
""")
    assert ids(doc, cast, "country") == ("state:UKR",)


def test_a_government_whose_state_comes_after_it_is_named_with_it() -> None:
    doc, cast = cast_of("""
The DET det 2 the
government NOUN nsubj 7 government Number=Sing
of ADP case 6 of
the DET det 6 the
United PROPN compound 6 United Number=Sing
States PROPN nmod 2 States Number=Plur
agreed VERB root 0 agree
. PUNCT punct 7
""")
    (found,) = ids(doc, cast, "government")
    assert cast.actors[found].name == "Government of the United States"


def test_a_ministry_named_with_its_charge_is_an_institution_of_its_state() -> None:
    doc, cast = cast_of(
        """
The DET det 3 the
Greek PROPN compound 3 Greek Number=Sing
Ministry PROPN nsubj 6 Ministry Number=Sing
of ADP case 5 of
Culture PROPN nmod 3 Culture Number=Sing
agreed VERB root 0 agree
. PUNCT punct 6
""",
        names={"Greek Ministry of Culture": "Organisation"},
    )
    (found,) = ids(doc, cast, "Ministry")
    actor = cast.actors[found]
    assert (actor.id, actor.country, actor.body) == ("org:grc-ministry-of-culture", "GRC", "state:GRC")


def test_who_spoke_through_an_agency_goes_on_speaking() -> None:
    doc, cast = cast_of("""
Reuters PROPN nsubj 2 Reuters Number=Sing
reports VERB root 0 report
that SCONJ mark 5 that
Sweden PROPN nsubj 5 Sweden Number=Sing
denied VERB ccomp 2 deny
it PRON obj 5 it Number=Sing
. PUNCT punct 2

It PRON nsubj 2 it Number=Sing
said VERB root 0 say
so ADV advmod 2 so
. PUNCT punct 2
""")
    assert ids(doc, cast, "It") == ids(doc, cast, "Sweden")
