# ruff: noqa: E501

"""How actors stand to each other, and who holds which office, on trees made by hand."""

from __future__ import annotations

import pytest

from chancery.coding import relations
from chancery.coding.relation_rules import relation_lexicon
from chancery.coding.text import Text
from chancery.records import Office, Place, Relation
from tests.coding.scene import scene

NATO, JAPAN, KOREA, NORWAY = "org:NATO", "state:JPN", "state:KOR", "state:NOR"
ANN = "person:ann"


def code(text: Text) -> list[Relation]:
    coded = list(relations.code(text, ()))
    for relation in coded:
        for passage in relation.evidence:
            assert text.article.text[passage.start : passage.end] == passage.text
    return coded


def said(coded: list[Relation]) -> set[tuple[object, ...]]:
    return {(r.subject, r.predicate, r.object, r.polarity) for r in coded}


@pytest.mark.parametrize(
    ("rows", "heads", "expected"),
    [
        ("Japan PROPN nsubj 5\nis AUX cop 5 be\nnot PART advmod 5\na DET det 5\nmember NOUN root 0\nof ADP case 7\nNATO PROPN nmod 5",
         {0: JAPAN, 6: NATO}, {(JAPAN, "member_of", NATO, False)}),
        ("NATO PROPN compound 2\nmember NOUN nmod:desc 3\nNorway PROPN nsubj 4\nsent VERB root 0 send\nships NOUN obj 4 ship",
         {0: NATO, 2: NORWAY}, {(NORWAY, "member_of", NATO, True)}),
        ("Norway PROPN nsubj 5\nwants VERB aux 5 want\nwill AUX aux 5\nalso ADV advmod 5\njoin VERB root 0\nNATO PROPN obj 5",
         {0: NORWAY, 5: NATO}, set()),
        ("Norway PROPN nsubj 2\njoined VERB root 0 join\nNATO PROPN obj 2",
         {0: NORWAY, 2: NATO}, {(NORWAY, "member_of", NATO, True)}),
        ("Norway PROPN nsubj 2\njoined VERB root 0 join\nJapan PROPN obj 2", {0: NORWAY, 2: JAPAN}, set()),
        ("Japan PROPN nsubj:pass 3\nwas AUX aux:pass 3 be\ngranted VERB root 0 grant\nobserver NOUN compound 5\nstatus NOUN obj 3\nat ADP case 7\nNATO PROPN nmod 5",
         {0: JAPAN, 6: NATO}, {(JAPAN, "observer_at", NATO, True)}),
        ("Relations NOUN nsubj 7 relation\nbetween ADP case 3\nJapan PROPN nmod 1\nand CCONJ cc 5\nKorea PROPN conj 3\nhave AUX aux 7\nimproved VERB root 0 improve",
         {2: JAPAN, 4: KOREA}, {(JAPAN, "relations_improved_with", KOREA, True)}),
        ("Relations NOUN nsubj 7 relation\nbetween ADP case 3\nJapan PROPN nmod 1\nand CCONJ cc 5\nKorea PROPN conj 3\ncould AUX aux 7\nworsen VERB root 0",
         {2: JAPAN, 4: KOREA}, set()),
        ("Ann PROPN nsubj 2\nhas VERB root 0 have\na DET det 5\nwarm ADJ amod 5\nrelationship NOUN obj 2\nwith ADP case 7\nBob PROPN nmod 5",
         {0: ANN, 6: "person:bob"}, {(ANN, "friendly_with", "person:bob", True)}),
        ("Ann PROPN nsubj 2\nwants VERB root 0 want\na DET det 5\nwarm ADJ amod 5\nrelationship NOUN obj 2\nwith ADP case 7\nBob PROPN nmod 5",
         {0: ANN, 6: "person:bob"}, set()),
        ("Oslo~ PROPN nsubj 7\n, PUNCT punct 4\nthe DET det 4\ncapital NOUN appos 1\nof ADP case 6\nNorway PROPN nmod 4\nsleeps VERB root 0 sleep",
         {5: NORWAY}, {(NORWAY, "capital_of", Place(name="Oslo"), True)}),
        ("NATO PROPN nsubj:pass 3\nis AUX aux:pass 3 be\nbased VERB root 0 base\nin ADP case 5\nOslo PROPN obl 3",
         {0: NATO}, {(NATO, "based_in", Place(name="Oslo"), True)}),
        ("Japan PROPN nsubj 3\nis AUX aux 3 be\nfighting VERB root 0 fight\nKorea PROPN obj 3",
         {0: JAPAN, 3: KOREA}, {(JAPAN, "fighting", KOREA, True)}),
    ],
)  # fmt: skip
def test_relations(rows: str, heads: dict[int, str], expected: set[tuple[object, ...]]) -> None:
    assert said(code(scene(rows, heads))) == expected


def test_an_observer_of_nothing_named_observes_what_the_sentence_is_about() -> None:
    rows = """
    NATO PROPN nsubj 2
    met VERB root 0 meet
    observer NOUN compound 4
    countries NOUN obj 2 country
    such ADJ case 7
    as ADP fixed 5
    Japan PROPN nmod 4
    and CCONJ cc 9
    Korea PROPN conj 7
    """
    coded = code(scene(rows, {0: NATO, 6: JAPAN, 8: KOREA}))
    assert said(coded) == {(JAPAN, "observer_at", NATO, True), (KOREA, "observer_at", NATO, True)}


def test_an_observer_of_nothing_named_may_observe_another_body_than_it_is_no_member_of() -> None:
    rows = """
    Japan~ PROPN nsubj:pass 12
    , PUNCT punct 7
    which PRON nsubj 7
    is AUX cop 7 be
    not PART advmod 7
    a DET det 7
    member NOUN acl:relcl 1
    of ADP case 9
    NATO~ PROPN nmod 7
    , PUNCT punct 7
    was AUX aux:pass 12 be
    invited VERB root 0 invite
    as ADP case 15
    an DET det 15
    observer NOUN obl 12
    . PUNCT punct 12
    """
    coded = code(scene(rows, {0: JAPAN, 2: JAPAN, 8: NATO}))
    assert said(coded) == {(JAPAN, "member_of", NATO, False)}


@pytest.mark.parametrize(
    ("rows", "heads", "title", "body"),
    [
        ("Japan~ PROPN nmod:poss 4\n's PART case 1\nPrime PROPN compound 4\nMinister~ PROPN root 0\n, PUNCT punct 6\nAnn PROPN appos 4\nSmith PROPN flat 6",
         {0: JAPAN, 5: ANN}, "Prime Minister", JAPAN),
        ("Chief PROPN compound 3\nCabinet PROPN compound 3\nSecretary PROPN nmod:desc 4\nAnn PROPN root 0\nSmith PROPN flat 4",
         {3: ANN}, "Chief Cabinet Secretary", None),
        ("The DET det 2\nPresident PROPN root 0\nof ADP case 4\nNorway~ PROPN nmod 2\n, PUNCT punct 6\nAnn PROPN appos 2",
         {3: NORWAY, 5: ANN}, "President", NORWAY),
        ("She PRON nsubj 4\nis AUX cop 4 be\nthe DET det 4\ncoordinator NOUN root 0\nfor ADP case 6\nfishing NOUN nmod 4\nof ADP case 9\nthe DET det 9\ngovernment NOUN nmod 4\nof ADP case 11\nNorway PROPN nmod 9",
         {0: ANN, 8: NORWAY, 10: NORWAY}, "coordinator for fishing", NORWAY),
        ("Ann~ PROPN nsubj 7\n, PUNCT punct 5\nNorway~ PROPN nmod:poss 5\n's PART case 3\npresident~ NOUN appos 1\n, PUNCT punct 5\nleft VERB root 0 leave",
         {0: ANN, 2: NORWAY}, "president", NORWAY),
    ],
)  # fmt: skip
def test_offices(rows: str, heads: dict[int, str], title: str, body: str | None) -> None:
    coded = code(scene(rows, heads))
    assert said(coded) == {(ANN, "holds_office", Office(title=title, body=body), True)}


def test_a_secretary_general_holds_the_office_of_the_body_before() -> None:
    rows = "NATO PROPN compound 2\nSecretary PROPN nmod:desc 3\nGeneral~ PROPN root 0\n, PUNCT punct 5\nAnn PROPN appos 2"
    coded = code(scene(rows, {0: NATO, 4: ANN}))
    assert said(coded) == {(ANN, "holds_office", Office(title="Secretary General", body=NATO), True)}


def test_a_capital_stands_before_its_comma_wherever_a_parser_hangs_it() -> None:
    rows = "Ann PROPN nsubj 2\nleft VERB root 0 leave\nthe DET det 4\nsummit NOUN obj 2\nin ADP case 6\nOslo~ PROPN nmod 4\n, PUNCT punct 9\nthe DET det 9\ncapital NOUN appos 4\nof ADP case 11\nNorway PROPN nmod 9"
    assert said(code(scene(rows, {0: ANN, 10: NORWAY}))) == {(NORWAY, "capital_of", Place(name="Oslo"), True)}


def test_a_former_office_is_not_held() -> None:
    rows = "former ADJ amod 2\npresident PROPN nmod:desc 3\nAnn PROPN nsubj 5\nSmith PROPN flat 3\nleft VERB root 0 leave"
    coded = code(scene(rows, {2: ANN}))
    assert [relation.predicate for relation in coded] == ["held_office"]


def test_a_candidate_holds_no_office() -> None:
    rows = "presidential ADJ amod 2\ncandidate NOUN nmod:desc 3\nAnn PROPN nsubj 4\nleft VERB root 0 leave"
    assert code(scene(rows, {2: ANN})) == []


def test_what_is_said_twice_is_one_relation_with_both_passages() -> None:
    rows = "Norway PROPN nsubj 2\njoined VERB root 0 join\nNATO PROPN obj 2\n. PUNCT punct 2"
    coded = code(scene(rows + "\n\n" + rows, {0: NORWAY, 2: NATO, 4: NORWAY, 6: NATO}))
    assert len(coded) == 1
    assert len(coded[0].evidence) == 2


def test_every_rule_shows_what_it_codes() -> None:
    for rule in relation_lexicon().rules:
        assert rule.yes, rule.id
        assert rule.no, rule.id
