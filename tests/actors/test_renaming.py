"""Other names of somebody: in a clause after a noun, in brackets after a body, after a word for a name."""

from __future__ import annotations

from tests.actors.scene import cast_of, ids


def test_a_clause_names_whom_a_noun_describes() -> None:
    doc, cast = cast_of(
        """
Pavel PROPN nsubj 3 Pavel Number=Sing
Orlik PROPN flat 1 Orlik Number=Sing
resigned VERB root 0 resign
. PUNCT punct 3

They PRON nsubj 2 they Number=Plur|Person=3|PronType=Prs
hired VERB root 0 hire
a DET det 4 a
clerk NOUN obj 2 clerk Number=Sing
called VERB acl 4 call VerbForm=Part
Orlik~ PROPN xcomp 5 Orlik Number=Sing
. PUNCT punct 2
""",
        names={"Pavel Orlik": "Person"},
    )
    assert ids(doc, cast, "clerk") == ids(doc, cast, "Pavel")


def test_brackets_hold_the_acronym_of_a_body_described_before() -> None:
    doc, cast = cast_of(
        """
The DET det 2 the
federation NOUN nsubj 9 federation Number=Sing
of ADP case 5 of
Polish ADJ amod 5 Polish
dockers NOUN nmod 2 docker Number=Plur
( PUNCT punct 7
ZDP PROPN appos 5 ZDP Number=Sing
) PUNCT punct 7
objected VERB root 0 object
. PUNCT punct 9
""",
        names={"ZDP": "Organisation"},
    )
    assert ids(doc, cast, "federation") == ids(doc, cast, "ZDP") != ()
    assert ids(doc, cast, "dockers") != ids(doc, cast, "ZDP")


def test_a_name_under_which_somebody_is_known_is_theirs() -> None:
    doc, cast = cast_of(
        """
Abu PROPN nsubj 3 Abu Number=Sing
Jad PROPN flat 1 Jad Number=Sing
escaped VERB root 0 escape
. PUNCT punct 3

Karim PROPN nsubj 9 Karim Number=Sing
Haddad~ PROPN flat 1 Haddad Number=Sing
, PUNCT punct 5
better ADV advmod 5 well
known VERB acl 1 know VerbForm=Part
by ADP case 8 by
his PRON nmod:poss 8 his Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs
pseudonym NOUN obl 5 pseudonym Number=Sing
Abu PROPN appos 8 Abu Number=Sing
Jad~ PROPN flat 9 Jad Number=Sing
, PUNCT punct 5
fled VERB root 0 flee
. PUNCT punct 12
""".replace("nsubj 9 Karim", "nsubj 12 Karim"),
        names={"Abu Jad": "Person", "Karim Haddad": "Person"},
    )
    assert ids(doc, cast, "Karim") == ids(doc, cast, "Abu")
    assert ids(doc, cast, "his") == ids(doc, cast, "Abu")


def test_a_state_behind_of_is_no_part_of_a_full_name() -> None:
    doc, cast = cast_of(
        """
President NOUN nmod:desc 2 president Number=Sing
Ann PROPN nsubj 6 Ann Number=Sing
Lee PROPN flat 2 Lee Number=Sing
of ADP case 5 of
Chile PROPN nmod 2 Chile Number=Sing
resigned VERB root 0 resign
. PUNCT punct 6
""",
        names={"Ann Lee of Chile": "Person"},
    )
    assert [cast.actors[one].name for one in ids(doc, cast, "Lee")] == ["Ann Lee"]


def test_commas_set_a_name_off_behind_what_an_office_is_of() -> None:
    # The parse hangs the name on the state; the commas tell.
    doc, cast = cast_of(
        """
The DET det 2 the
president NOUN nsubj 10 president Number=Sing
of ADP case 5 of
South PROPN compound 5 South Number=Sing
Sudan PROPN flat 7 Sudan Number=Sing
, PUNCT punct 7
Ann PROPN appos 11 Ann Number=Sing
Lee PROPN flat 7 Lee Number=Sing
, PUNCT punct 2
lost VERB root 0 lose
ground NOUN obj 10 ground Number=Sing
. PUNCT punct 10
""",
        names={"Ann Lee": "Person"},
    )
    assert ids(doc, cast, "president") == ids(doc, cast, "Lee")
