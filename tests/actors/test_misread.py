"""Words that a parse reads as something else: resolution goes by their spelling."""

from __future__ import annotations

from tests.actors.scene import cast_of, ids


def test_a_pronoun_read_as_a_name_is_a_pronoun_and_a_name_read_as_a_pronoun_a_name() -> None:
    doc, cast = cast_of(
        """
Karim PROPN nsubj 3 Karim Number=Sing
Haddad PROPN flat 1 Haddad Number=Sing
left VERB root 0 leave
. PUNCT punct 3

He PROPN nsubj 2 He Number=Sing
spoke VERB root 0 speak
. PUNCT punct 2

Haddad PRON nsubj 2 haddad
returned VERB root 0 return
. PUNCT punct 2
""",
        names={"Karim Haddad": "Person"},
    )
    assert ids(doc, cast, "He") == ids(doc, cast, "Karim") == ids(doc, cast, "Haddad", 1)


def test_the_name_beside_a_title_is_one_name_however_the_tree_joins_it() -> None:
    doc, cast = cast_of(
        """
Spokesman PROPN nsubj 4 Spokesman Number=Sing
Nick PROPN compound 3 Nick Number=Sing
Varga PROPN appos 1 Varga Number=Sing
objected VERB root 0 object
. PUNCT punct 4
""",
        names={"Nick": "Person"},
    )
    (found,) = set(ids(doc, cast, "Varga"))
    assert cast.actors[found].name == "Nick Varga"


def test_a_relative_clause_on_the_verb_is_of_whoever_stands_before_the_comma() -> None:
    doc, cast = cast_of(
        """
" PUNCT punct 4
No~ INTJ ccomp 4 no
" PUNCT punct 4
said VERB root 0 say
Varga~ PROPN nsubj 4 Varga Number=Sing
, PUNCT punct 7
who PRON nsubj 8 who PronType=Rel
left VERB advcl:relcl 4 leave
. PUNCT punct 4
""",
        names={"Varga": "Person"},
    )
    assert ids(doc, cast, "who") == ids(doc, cast, "Varga") != ()


def test_a_description_between_commas_is_of_the_name_before_it() -> None:
    doc, cast = cast_of("""
Norway PROPN nsubj 9 Norway Number=Sing
, PUNCT punct 5
the DET det 5 the
northern ADJ amod 5 northern
neighbour NOUN conj 1 neighbour Number=Sing
of ADP case 7 of
Sweden~ PROPN nmod 5 Sweden Number=Sing
, PUNCT punct 1
agreed VERB root 0 agree
. PUNCT punct 9
""")
    assert ids(doc, cast, "neighbour") == ("state:NOR",)


def test_a_list_stays_a_list() -> None:
    doc, cast = cast_of("""
Norway PROPN nsubj 6 Norway Number=Sing
and CCONJ cc 5 and
the DET det 5 the
northern ADJ amod 5 northern
neighbour NOUN conj 1 neighbour Number=Sing
agreed VERB root 0 agree
. PUNCT punct 6
""")
    assert ids(doc, cast, "neighbour") != ("state:NOR",)


def test_a_candidate_s_campaign_is_a_body_of_its_own() -> None:
    doc, cast = cast_of(
        """
The DET det 3 the
Varga PROPN compound 3 Varga Number=Sing
campaign NOUN nsubj 4 campaign Number=Sing
objected VERB root 0 object
. PUNCT punct 4

The DET det 2 the
campaign NOUN nsubj 3 campaign Number=Sing
said VERB root 0 say
so~ ADV advmod 3 so
. PUNCT punct 3
""",
        names={"Varga": "Person"},
    )
    (found,) = ids(doc, cast, "campaign")
    assert cast.actors[found].kind == "organization"
    assert ids(doc, cast, "campaign", 1) == (found,)


def test_a_campaign_against_something_is_no_body() -> None:
    doc, cast = cast_of(
        """
Varga~ PROPN nmod:poss 3 Varga Number=Sing
's PART case 1 's
campaign NOUN nsubj 6 campaign Number=Sing
against ADP case 5 against
graft NOUN nmod 3 graft Number=Sing
grew VERB root 0 grow
. PUNCT punct 6
""",
        names={"Varga": "Person"},
    )
    assert ids(doc, cast, "campaign") == ()


def test_the_fund_is_the_body_whose_name_ends_so() -> None:
    doc, cast = cast_of("""
The DET det 4 the
International PROPN amod 4 International
Monetary PROPN amod 4 Monetary
Fund PROPN nsubj 5 Fund Number=Sing
met VERB root 0 meet
. PUNCT punct 5

The DET det 2 the
fund NOUN nsubj 3 fund Number=Sing
warned VERB root 0 warn
. PUNCT punct 3
""")
    assert ids(doc, cast, "fund") == ids(doc, cast, "Fund") != ()
