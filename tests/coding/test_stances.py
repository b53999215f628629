# ruff: noqa: E501

"""Who takes which side on what, as words of a tree made by hand: verbs, nouns, judgements, duties and what changes them."""

from __future__ import annotations

import pytest

from chancery.coding.graph import Graph
from chancery.coding.reported import Reported
from chancery.coding.stances import stances
from chancery.coding.taken import Taken
from tests.build import make_doc

Found = set[tuple[str, str, tuple[str, ...], tuple[str, ...]]]


def taken(rows: str, actors: set[int] | None = None, reported: list[Reported] | None = None) -> list[Taken]:
    graph = Graph.of(make_doc(rows))
    return stances(graph, actors=actors or set(), reported=reported or [])


def read(rows: str, actors: set[int] | None = None, reported: list[Reported] | None = None) -> Found:
    """Rule, stance, holders (`says` for whoever says so) and targets of each stance."""
    doc = make_doc(rows)
    return {
        (
            one.rule.id,
            one.stance,
            ("says",) if one.spoken else tuple(doc[i].text for i in one.holders),
            tuple(doc[i].text for i in one.targets),
        )
        for one in taken(rows, actors, reported)
    }


URGED = """
Norway PROPN nsubj 2
urged VERB root 0 urge
Chile PROPN obj 2
to PART mark 5 to _ TO
{verb} VERB xcomp 2 {verb} _ VB
the DET det 7
talks NOUN obj 5 talk
"""
INSISTED = """
Norway PROPN nsubj 2
insisted VERB root 0 insist
that SCONJ mark 5
Chile PROPN nsubj 5 Chile _ NNP
{verb} ccomp 2 {lemma}
the DET det 7
raids NOUN obj 5 raid
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (URGED.format(verb="resume"), {("request", "supports", ("Norway",), ("resume",))}),
        (URGED.format(verb="cease"), {("request", "opposes", ("Norway",), ("talks",))}),
        (
            INSISTED.format(verb="cease VERB", lemma="cease _ VB"),
            {("request", "opposes", ("Norway",), ("raids",))},
        ),
        (INSISTED.format(verb="ceases VERB", lemma="cease _ VBZ"), set()),
    ],
)
def test_what_is_asked_of_somebody_is_the_issue_and_an_end_turns_the_stance_round(
    rows: str, expected: Found
) -> None:
    assert read(rows, {0, 2, 3}) == expected


def test_who_insists_that_somebody_back_something_backs_it() -> None:
    rows = INSISTED.format(verb="back VERB", lemma="back _ VB")
    assert read(rows) == {("support", "supports", ("Norway",), ("raids",))}


def test_who_is_urged_to_back_something_shares_the_stance_with_who_urges() -> None:
    assert read(URGED.format(verb="back")) == {("support", "supports", ("Norway",), ("talks",))}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Norway PROPN nsubj 2\npledged VERB root 0 pledge\nto PART mark 4 to _ TO\nimpose VERB xcomp 2 impose _ VB\nsanctions NOUN obj 4 sanction",
         {("pledge", "supports", ("Norway",), ("sanctions",))}),
        ("Norway PROPN nsubj 2\npromised VERB root 0 promise\nto PART mark 4 to _ TO\nlift VERB xcomp 2 lift _ VB\nsanctions NOUN obj 4 sanction",
         {("pledge", "opposes", ("Norway",), ("sanctions",))}),
        ("Norway PROPN nsubj 3\nis AUX aux:pass 3 be\ncommitted VERB root 0 commit\nto ADP mark 5\ndefeating VERB advcl 3 defeat _ VBG\npiracy NOUN obj 5",
         {("support", "opposes", ("Norway",), ("piracy",))}),
        ("Norway PROPN nsubj 2\nstressed VERB root 0 stress\nthe DET det 4\nneed NOUN obj 2\nfor ADP case 7\na DET det 7\ntruce NOUN nmod 4",
         {("stressed-need", "supports", ("Norway",), ("truce",))}),
        ("Norway PROPN nsubj 2\nfeared VERB root 0 fear\nthe DET det 4\nneed NOUN obj 2\nfor ADP case 7\na DET det 7\ntruce NOUN nmod 4", set()),
        ("Norway PROPN nsubj 2\ncalled VERB root 0 call\nfor ADP case 5\nan DET det 5\nend NOUN obl 2\nto ADP case 7\nraids NOUN nmod 5 raid",
         {("advocate", "opposes", ("Norway",), ("raids",))}),
    ],
)  # fmt: skip
def test_pledges_needs_and_ends(rows: str, expected: Found) -> None:
    assert read(rows) == expected


@pytest.mark.parametrize(
    ("rows", "stance"),
    [
        ("Norway PROPN nsubj 4\ndoes AUX aux 4 do\nnot PART advmod 4\nback VERB root 0\nit DET det 6\npacts NOUN obj 4 pact", "opposes"),
        ("Norway PROPN nsubj 5\nno DET advmod 3\nlonger ADV advmod 5 long\nreally ADV advmod 5\nbacks VERB root 0 back\npacts NOUN obj 5 pact", "opposes"),
        ("Norway PROPN nsubj 3\nmight AUX aux 3\nback VERB root 0\npacts NOUN obj 3 pact", None),
        ("Norway PROPN nsubj 3\nwould AUX aux 3\nback VERB root 0\npacts NOUN obj 3 pact", "supports"),
        ("Norway PROPN nsubj 4\nwould AUX aux 4\nhave AUX aux 4\nbacked VERB root 0 back\npacts NOUN obj 4 pact", None),
        ("Norway PROPN nsubj 3\nwould AUX aux 3\nback VERB root 0\npacts NOUN obj 3 pact\nif SCONJ mark 7\nChile PROPN nsubj 7\npaid VERB advcl 3 pay", None),
        ("Norway PROPN nsubj 3\nwould AUX aux 3\nback VERB root 0\npacts NOUN obj 3 pact\nif SCONJ mark 6\nelected VERB advcl 3 elect", "supports"),
        ("Ann PROPN nsubj 2\ndenied VERB root 0 deny\nthat SCONJ mark 5\nNorway PROPN nsubj 5\nbacks VERB ccomp 2 back\npacts NOUN obj 5 pact", None),
        ("Ann PROPN nsubj 4\ndid AUX aux 4 do\nnot PART advmod 4\nsay VERB root 0\nNorway PROPN nsubj 6\nbacks VERB ccomp 4 back\npacts NOUN obj 6 pact", None),
        ("Norway PROPN nsubj 2\ndoes AUX root 0 do\nnot PART advmod 2\nand CCONJ cc 6\nnever ADV advmod 6\nback VERB conj 2 back _ VB\npacts NOUN obj 6 pact", "opposes"),
        ("Norway PROPN nsubj 2\nstopped VERB root 0 stop\nshort ADV advmod 2\nof ADP mark 5\nbacking VERB xcomp 2 back _ VBG\npacts NOUN obj 5 pact", None),
        ("Norway PROPN nsubj 4\nnot PART advmod 4\nonly ADV advmod 4\nbacks VERB root 0 back\npacts NOUN obj 4 pact", "supports"),
    ],
)  # fmt: skip
def test_denial_possibility_and_condition(rows: str, stance: str | None) -> None:
    assert [one.stance for one in taken(rows) if one.rule.id == "support"] == ([stance] if stance else [])


@pytest.mark.parametrize(
    "rows",
    [
        "Norway PROPN nsubj 3\nonce ADV advmod 3\nbacked VERB root 0 back _ VBD\npacts NOUN obj 3 pact",
        "Norway PROPN nsubj 2\nused VERB root 0 use _ VBD\nto PART mark 4 to _ TO\nback VERB xcomp 2 back _ VB\npacts NOUN obj 4 pact",
        "Norway~ PROPN nmod:poss 4\n's PART case 1\nformer ADJ amod 4\nsupport NOUN root 0\nfor ADP case 6\npacts NOUN nmod 4 pact",
    ],
)
def test_what_somebody_once_held(rows: str) -> None:
    assert [(one.stance, one.former) for one in taken(rows)] == [("supports", True)]


def test_dropped_opposition_is_none_any_more() -> None:
    rows = "Norway PROPN nsubj 2\ndropped VERB root 0 drop\nits PRON nmod:poss 4\nopposition NOUN obj 2\nto ADP case 6\npacts NOUN nmod 4 pact"
    assert read(rows) == {("oppose", "undecided", ("its",), ("pacts",))}


def test_a_lack_of_support_is_no_support() -> None:
    rows = "A DET det 2\nlack NOUN root 0\nof ADP case 4\nsupport NOUN nmod 2\nfor ADP case 6\nAnn PROPN nmod 4\namong ADP case 8\nvoters NOUN nmod 4 voter"
    assert read(rows, {5, 7}) == {("support", "opposes", ("voters",), ("Ann",))}


@pytest.mark.parametrize(
    ("rows", "actors", "expected"),
    [
        ("Chile~ PROPN nsubj 8\n, PUNCT punct 4\na DET det 4\ncritic NOUN appos 1\nof ADP case 7\nthe DET det 7\npact NOUN nmod 4\nleft VERB root 0 leave",
         {0}, {("oppose", "opposes", ("Chile",), ("pact",))}),
        ("Supporters NOUN nsubj 9 supporter\nof ADP case 4\nthe DET det 4\npact NOUN nmod 1\nsuch ADJ case 7\nas ADP fixed 5\nAnn PROPN nmod 1\nsoon ADV advmod 9\nleft VERB root 0 leave",
         {0, 6}, {("support", "supports", ("Ann",), ("pact",))}),
        ("Ann~ PROPN nsubj 6\n, PUNCT punct 5\na DET det 5\nPeru PROPN compound 5\nsupporter NOUN appos 1\nleft VERB root 0 leave",
         {0, 3}, {("support", "supports", ("Ann",), ("Peru",))}),
        ("Peru PROPN compound 2\nsupporters NOUN nsubj 3 supporter\nleft VERB root 0 leave", {0, 1}, set()),
        ("Ann PROPN nsubj 2\nhas VERB root 0 have\nthe DET det 4\nbacking NOUN obj 2\nof ADP case 6\nPeru PROPN nmod 4",
         {0, 5}, {("support", "supports", ("Peru",), ("Ann",))}),
        ("Ann PROPN nsubj 2\nspoke VERB root 0 speak\nin ADP case 4\nsupport NOUN obl 2\nof ADP case 6\ntalks NOUN nmod 4 talk",
         {0}, {("support", "supports", ("Ann",), ("talks",))}),
    ],
)  # fmt: skip
def test_who_a_noun_says_to_take_sides(rows: str, actors: set[int], expected: Found) -> None:
    assert read(rows, actors) == expected


def test_who_is_named_with_like_holds_the_same() -> None:
    rows = "Chile~ PROPN nsubj 5\n, PUNCT punct 4\nlike ADP case 4\nPeru PROPN nmod 1\nbacks VERB root 0 back\npacts NOUN obj 5 pact"
    assert read(rows) == {("support", "supports", ("Chile", "Peru"), ("pacts",))}


def test_a_list_of_which_only_the_last_is_the_subject_is_one_list() -> None:
    rows = "Chile~ PROPN vocative 6\n, PUNCT punct 1\nPeru PROPN conj 1\nand CCONJ cc 5\nothers NOUN nsubj 6 other\nback VERB root 0\nit PRON obj 6"
    assert read(rows) == {("support", "supports", ("Chile", "Peru", "others"), ("it",))}


SAID = "Ann PROPN nsubj 2\nsaid VERB root 0 say\n{rest}"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("raids NOUN nsubj 5 raid\nwere AUX cop 5 be\nunacceptable ADJ ccomp 2", {("fault", "opposes", ("says",), ("raids",))}),
        ("raids NOUN nsubj 6 raid\nwere AUX cop 6 be\nnot PART advmod 6\nunacceptable ADJ ccomp 2", set()),
        ("raids NOUN nsubj 7 raid\nwere AUX cop 7 be\na DET det 7\nbad ADJ amod 7\nidea NOUN ccomp 2", {("fault", "opposes", ("says",), ("raids",))}),
        ("pacts NOUN nsubj 6 pact\nwere AUX cop 6 be\nnot PART advmod 6\nfair ADJ ccomp 2", {("merit", "opposes", ("says",), ("pacts",))}),
        ("it PRON expl 6\nwas AUX cop 6 be\ntoo ADV advmod 6\nearly ADJ ccomp 2\nto PART mark 8 to _ TO\ntalk VERB csubj 6 talk _ VB", {("fault", "opposes", ("says",), ("talk",))}),
        ("it PRON expl 5\nis AUX cop 5 be\nright ADJ ccomp 2\nthat SCONJ mark 8\nboth PRON nsubj 8\ntalk VERB ccomp 5 talk _ VBP", {("merit", "supports", ("says",), ("talk",))}),
        ("the DET det 4\nweather NOUN nsubj 6\nwas AUX cop 6 be\nterrible ADJ ccomp 2", set()),
        ("plans NOUN nsubj 6 plan\ndo AUX aux 6\nnot PART advmod 6\nwork VERB ccomp 2", {("merit", "opposes", ("says",), ("plans",))}),
        ("a DET det 4\ntruce NOUN nsubj:pass 6\nis AUX aux:pass 6 be\nneeded VERB ccomp 2 need _ VBN", {("need", "supports", ("says",), ("truce",))}),
    ],
)  # fmt: skip
def test_judgements_are_of_whoever_says_them(rest: str, expected: Found) -> None:
    assert read(SAID.format(rest=rest)) == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("Chile PROPN nsubj 5\nmust AUX aux 5\nsign VERB ccomp 2 sign _ VB", {("duty", "supports", ("says",), ("sign",))}),
        ("bans NOUN nsubj:pass 6 ban\nshould AUX aux 6\nbe AUX aux:pass 6\nlifted VERB ccomp 2 lift _ VBN", {("duty", "opposes", ("says",), ("bans",))}),
        ("bans NOUN nsubj:pass 7 ban\nshould AUX aux 7\nnot PART advmod 7\nbe AUX aux:pass 7\nlifted VERB ccomp 2 lift _ VBN", {("duty", "supports", ("says",), ("bans",))}),
        ("Chile PROPN nsubj 4\nneeds VERB ccomp 2 need _ VBZ\nto PART mark 6 to _ TO\nsign VERB xcomp 4 sign _ VB", {("duty", "supports", ("says",), ("sign",))}),
        ("I PRON nsubj 5\nmust AUX aux 5\nsign VERB ccomp 2 sign _ VB", set()),
        ("Chile PROPN nsubj 6\nmust AUX aux 6\nhave AUX aux 6\nsigned VERB ccomp 2 sign _ VBN", set()),
        ("wins NOUN nsubj 5 win\nshould AUX aux 5\nhelp VERB ccomp 2 help _ VB\nAnn PROPN obj 5", set()),
        ("there PRON expl 5\nmust AUX aux 5\nbe VERB ccomp 2\nno DET det 7\nimpunity NOUN nsubj 5", {("duty", "opposes", ("says",), ("impunity",))}),
        ("Chile PROPN nsubj 5\nmust AUX aux 5\nback VERB ccomp 2 back _ VB\nit PRON obj 5", {("support", "supports", ("says",), ("it",))}),
        ("Chile PROPN nsubj 6\nmust AUX aux 6\nbe AUX cop 6\nfair ADJ ccomp 2", set()),
    ],
)  # fmt: skip
def test_what_must_be_is_wanted_by_whoever_says_so(rest: str, expected: Found) -> None:
    assert read(SAID.format(rest=rest)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Ann PROPN nsubj 2\ncalled VERB root 0 call\nit DET det 4\nruling NOUN obj 2\ndangerous ADJ xcomp 2", {("fault", "opposes", ("Ann",), ("ruling",))}),
        ("Ann PROPN nsubj 2\ndescribed VERB root 0 describe\nit DET det 4\nruling NOUN obj 2\nas ADP case 6\nhistoric ADJ obl 2", {("merit", "supports", ("Ann",), ("ruling",))}),
        ("Ann PROPN nsubj 4\ndid AUX aux 4 do\nnot PART advmod 4\ncall VERB root 0\nruling NOUN obj 4\nfair ADJ xcomp 4", set()),
        ("Ann PROPN nsubj 2\ncondemned VERB root 0 condemn\nwhat PRON obj 2\nshe PRON nsubj 5\ncalled VERB acl:relcl 3 call\na DET det 7\nfarce NOUN xcomp 5",
         {("condemn", "opposes", ("Ann",), ("farce",))}),
    ],
)  # fmt: skip
def test_what_somebody_calls_something(rows: str, expected: Found) -> None:
    assert read(rows) == expected


def test_the_content_of_a_statement_is_the_issue_where_the_parse_shows_none() -> None:
    rows = "Norway PROPN nsubj 2\ncondemned VERB root 0 condemn\nthe DET det 4\nlaunch NOUN nsubj 6\nas SCONJ mark 6\nfired VERB advcl 2 fire"
    assert read(rows) == set()
    assert read(rows, reported=[Reported((1, 2), [(2, 4)])]) == {("condemn", "opposes", (), ("launch",))}


def test_the_to_of_an_infinitive_is_no_preposition() -> None:
    rows = "Norway PROPN nsubj 2\nagreed VERB root 0 agree\nto PART mark 4 to _ TO\nprint VERB xcomp 2 print _ VB\nbooks NOUN obj 4 book"
    assert read(rows) == set()


def test_what_somebody_is_kept_from_is_opposed_not_they() -> None:
    rows = "Norway PROPN nsubj 2\nopposed VERB root 0 oppose\nbanks NOUN obj 2 bank\nfrom SCONJ mark 5\nhiring VERB advcl 2 hire _ VBG\nstrangers NOUN obj 5 stranger"
    assert read(rows) == {("oppose", "opposes", ("Norway",), ("hiring",))}


THANKED = """
Norway PROPN nsubj 2
values VERB root 0 value _ VBZ
your PRON nmod:poss 4
support NOUN obj 2
for ADP case 6
Chile PROPN nmod 4
, PUNCT punct 9
your PRON nmod:poss 9
money NOUN conj 6
and CCONJ cc 12
the DET det 12
fact NOUN conj 4
"""


def test_what_is_joined_to_a_noun_of_support_is_not_what_it_is_for() -> None:
    found = {one.rule.id: one for one in taken(THANKED)}
    assert found["support"].targets == (5,)
