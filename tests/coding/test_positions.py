# ruff: noqa: E501

"""Who stands where: holders, stances, issues and reasons, on trees made by hand."""

from __future__ import annotations

import pytest

from chancery.coding import positions
from chancery.coding.stance_rules import lexicon
from chancery.coding.text import Text
from chancery.records import Position, Statement
from tests.coding.scene import scene

CHILE, NORWAY, PERU = "state:CHL", "state:NOR", "state:PER"

LIST_OF_HOLDERS = """
Norway~ PROPN nsubj 6
, PUNCT punct 3
Chile PROPN conj 1
and CCONJ cc 5
Peru PROPN conj 1
support VERB root 0
the DET det 8
plan NOUN obj 6
"""

PLAN_TAKEN_UP = """
Nobody PRON nsubj 2
mentioned VERB root 0 mention
a DET det 4
proposal NOUN obj 2
to PART mark 6
open VERB acl 4
a DET det 8
bank NOUN obj 6
in ADP case 10
Lima PROPN nmod 8
. PUNCT punct 2

Chile PROPN nsubj 2
opposes VERB root 0 oppose
the DET det 4
plan NOUN obj 2
. PUNCT punct 2

Norway PROPN nsubj 2
supports VERB root 0 support
it PRON obj 2
. PUNCT punct 2
"""


def code(text: Text, *found: Statement) -> list[Position]:
    coded = list(positions.code(text, found))
    for position in coded:
        for passage in (*position.evidence, position.issue.passage, *filter(None, [position.reason])):
            assert text.article.text[passage.start : passage.end] == passage.text
    return coded


def stands(coded: list[Position]) -> set[tuple[str, str, str]]:
    return {(position.holder, position.stance, position.issue.label) for position in coded}


def test_a_list_of_holders_is_a_position_each() -> None:
    coded = code(scene(LIST_OF_HOLDERS, {0: NORWAY, 2: CHILE, 4: PERU}))
    assert stands(coded) == {(state, "supports", "plan") for state in (NORWAY, CHILE, PERU)}
    assert len({position.issue.id for position in coded}) == 1
    assert len({position.id for position in coded}) == 3


def test_who_is_not_resolved_holds_nothing() -> None:
    assert code(scene(LIST_OF_HOLDERS, {})) == []


def test_the_plan_and_it_stand_for_the_proposal() -> None:
    coded = code(scene(PLAN_TAKEN_UP, {11: CHILE, 16: NORWAY}))
    assert stands(coded) == {(CHILE, "opposes", "a bank in Lima"), (NORWAY, "supports", "a bank in Lima")}
    assert len({position.issue.id for position in coded}) == 1
    assert coded[0].issue.passage.text == "a bank in Lima"
    assert [position.evidence[0].text for position in coded] == [
        "Chile opposes the plan",
        "Norway supports it",
    ]


def test_an_issue_has_the_same_id_in_every_article() -> None:
    first = code(scene(LIST_OF_HOLDERS, {0: NORWAY}))[0]
    second = code(scene("\n" + LIST_OF_HOLDERS.replace("the DET", "The DET"), {0: NORWAY}))[0]
    assert first.issue.id == second.issue.id


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Norway PROPN nsubj 4\ndoes AUX aux 4 do\nnot PART advmod 4\nsupport VERB root 0\nit DET det 6\ntreaties NOUN obj 4 treaty",
         "opposes"),
        ("Norway PROPN nsubj 3\nmay AUX aux 3\nsupport VERB root 0\ntreaties NOUN obj 3 treaty", None),
        ("Norway PROPN nsubj 3\nshould AUX aux 3\nsupport VERB root 0\ntreaties NOUN obj 3 treaty", None),
        ("Norway PROPN nsubj 2\nrefused VERB root 0 refuse\nto PART mark 4\nsupport VERB xcomp 2\ntreaties NOUN obj 4 treaty",
         "opposes"),
        ("Norway PROPN nsubj 2\nvowed VERB root 0 vow\nto PART mark 4\noppose VERB xcomp 2\ntreaties NOUN obj 4 treaty",
         "opposes"),
        ("Norway PROPN nsubj 2\npretended VERB root 0 pretend\nto PART mark 4\noppose VERB xcomp 2\ntreaties NOUN obj 4 treaty",
         None),
        ("If SCONJ mark 3 if\nNorway PROPN nsubj 3\nopposes VERB advcl 5 oppose\ntreaties NOUN obj 3 treaty\nstop VERB root 0", None),
        ("Norway PROPN nsubj 4\nis AUX cop 4 be\nstrongly ADV advmod 4\nopposed ADJ root 0\nto ADP case 6\ntreaties NOUN obl 4 treaty",
         "opposes"),
        ("Norway PROPN nsubj 2\nvoiced VERB root 0 voice\nopposition NOUN obj 2\nto ADP case 5\ntreaties NOUN nmod 3 treaty",
         "opposes"),
        ("Norway PROPN nsubj 4\nis AUX cop 4 be\nagainst ADP case 4\ntreaties NOUN root 0 treaty", "opposes"),
        ("Norway PROPN nsubj 2\nvoted VERB root 0 vote\nagainst ADP case 4\ntreaties NOUN obl 2 treaty", "opposes"),
        ("Norway PROPN nsubj 2\nopposes VERB root 0 oppose\ntreaties NOUN obj 2 treaty\n? PUNCT punct 2", None),
    ],
)  # fmt: skip
def test_negation_modals_governors_and_conditions(rows: str, expected: str | None) -> None:
    coded = code(scene(rows, {0: NORWAY, 1: NORWAY} if rows.startswith("If") else {0: NORWAY}))
    assert [position.stance for position in coded] == ([expected] if expected else [])


def test_the_passive_holder_and_the_reason() -> None:
    coded = code(
        scene(
            """
            The DET det 2
            pact NOUN nsubj:pass 4
            was AUX aux:pass 4 be
            rejected VERB root 0 reject
            by ADP case 6
            Norway PROPN obl:agent 4
            because SCONJ mark 9
            it PRON nsubj 9
            threatens VERB advcl 4 threaten
            fishing NOUN obj 9
            """,
            {5: NORWAY},
        )
    )
    assert stands(coded) == {(NORWAY, "opposes", "pact")}
    assert coded[0].reason is not None
    assert coded[0].reason.text == "it threatens fishing"


def test_praise_for_something_gives_the_reason() -> None:
    coded = code(
        scene(
            "Norway PROPN nsubj 2\npraised VERB root 0 praise\nChile PROPN obj 2\nfor ADP case 6\nits PRON nmod:poss 6\ncourage NOUN obl 2",
            {0: NORWAY, 2: CHILE, 4: CHILE},
        )
    )
    assert stands(coded) == {(NORWAY, "supports", "CHL")}
    assert coded[0].reason is not None
    assert coded[0].reason.text == "its courage"


def test_an_actor_is_an_issue_with_one_id() -> None:
    rows = "Norway PROPN nsubj 2\npraised VERB root 0 praise\nChile PROPN obj 2\n. PUNCT punct 2"
    once = code(scene(rows, {0: NORWAY, 2: CHILE}))
    again = code(
        scene(
            rows.replace("praised VERB root 0 praise", "condemned VERB root 0 condemn"), {0: PERU, 2: CHILE}
        )
    )
    assert once[0].issue.id == again[0].issue.id


def test_nobody_supports_himself() -> None:
    rows = "Norway PROPN nsubj 2\npraised VERB root 0 praise\nNorway PROPN obj 2"
    assert code(scene(rows, {0: NORWAY, 2: NORWAY})) == []


def test_who_evaluates_holds_the_position() -> None:
    text = scene(
        """
        The DET det 2
        envoy NOUN nsubj 3
        said VERB root 0 say
        the DET det 5
        raids NOUN nsubj 6 raid
        violate VERB ccomp 3
        the DET det 8
        charter NOUN obj 6
        """,
        {1: "person:ann"},
    )
    article = text.article
    at = article.text.index("the raids")
    said = Statement(
        id="s1",
        evidence=(article.passage(0, len(article.text)),),
        coder="test",
        kind="indirect",
        act="say",
        cue=article.passage(10, 14),
        content=(article.passage(at, len(article.text)),),
        speaker="person:ann",
    )
    coded = code(text, said)
    assert stands(coded) == {("person:ann", "opposes", "raids")}
    assert coded[0].attributed_to == "s1"
    assert code(text) == [], "an author's own judgement is nobody's position"


def test_every_rule_shows_what_it_codes() -> None:
    for rule in lexicon().rules:
        assert rule.deed or (rule.yes and rule.no), rule.id


def test_a_reason_given_in_the_next_sentence() -> None:
    rows = """
    Norway PROPN nsubj 2
    opposes VERB root 0 oppose
    whaling NOUN obj 2
    . PUNCT punct 2

    The DET det 2
    reason NOUN nsubj 3
    is VERB root 0 be
    that SCONJ mark 6
    whales NOUN nsubj 6 whale
    matter VERB ccomp 3
    . PUNCT punct 3
    """
    coded = code(scene(rows, {0: NORWAY}))
    assert coded[0].reason is not None
    assert coded[0].reason.text == "whales matter"


def test_a_reason_given_in_the_next_sentence_whatever_the_tree() -> None:
    rows = """
    Norway PROPN nsubj 2
    opposes VERB root 0 oppose
    whaling NOUN obj 2
    . PUNCT punct 2

    The DET det 2
    reason NOUN root 0
    given VERB acl 2 give
    is AUX cop 7 be
    that SCONJ mark 9
    it PRON nsubj 7
    believes VERB acl 2 believe
    whales NOUN nsubj 9 whale
    matter VERB ccomp 7
    . PUNCT punct 2
    """
    coded = code(scene(rows, {0: NORWAY}))
    assert coded[0].reason is not None
    assert coded[0].reason.text == "it believes whales matter"


def saying(
    text: Text,
    content: str,
    speaker: str | None,
    *,
    cue: str = "said",
    act: str = "say",
    heard: str | None = None,
    source: str | None = None,
) -> Statement:
    """A statement of that speaker with that content."""
    article = text.article
    at, start = article.text.index(cue), article.text.index(content)
    return Statement(
        id=f"{act}:{content}",
        evidence=(article.passage(start, start + len(content)),),
        coder="test",
        kind="indirect",
        act=act,
        cue=article.passage(at, at + len(cue)),
        content=(article.passage(start, start + len(content)),),
        source=article.passage(article.text.index(source), article.text.index(source) + len(source))
        if source
        else None,
        speaker=speaker,
        addressee=heard,
    )


MUST_SIGN = "Ann PROPN nsubj 2\nsaid VERB root 0 say\nChile PROPN nsubj 5\nmust AUX aux 5\nsign VERB ccomp 2 sign _ VB\npacts NOUN obj 5 pact"


def test_what_must_be_is_held_by_who_says_so() -> None:
    text = scene(MUST_SIGN, {0: "person:ann", 2: CHILE})
    assert stands(code(text, saying(text, "Chile must sign pacts", "person:ann"))) == {
        ("person:ann", "supports", "pacts")
    }
    assert code(text) == []


def test_nobody_holds_what_they_deny() -> None:
    text = scene(MUST_SIGN, {0: "person:ann", 2: CHILE})
    assert code(text, saying(text, "Chile must sign pacts", "person:ann", act="deny")) == []


def test_what_we_think_or_this_shows_is_said_by_the_one_around_it() -> None:
    rows = "Ann PROPN nsubj 2\nsaid VERB root 0 say\nthis PRON nsubj 4\nshows VERB ccomp 2 show\nraids NOUN nsubj 7 raid\nare AUX cop 7 be\nwrong ADJ ccomp 4"
    text = scene(rows, {0: "person:ann"})
    outer = saying(text, "this shows raids are wrong", "person:ann")
    inner = saying(text, "raids are wrong", None, cue="shows", act="show", source="this")
    assert stands(code(text, outer, inner)) == {("person:ann", "opposes", "raids")}


def test_you_are_who_is_spoken_to_and_we_who_speaks() -> None:
    rows = "Ann PROPN nsubj 2\nsaid VERB root 0 say\nWe PRON nsubj 4 we\npraise VERB ccomp 2\nyour PRON nmod:poss 6\nhelp NOUN obj 4"
    text = scene(rows, {0: "person:ann", 1: CHILE})
    coded = code(text, saying(text, "We praise your help", "person:ann", heard=CHILE))
    assert stands(coded) == {("person:ann", "supports", "CHL’s help")}


def test_a_holder_that_the_cast_does_not_know_is_who_makes_the_statement() -> None:
    rows = "Others NOUN nsubj 2 other\ncondemned VERB root 0 condemn\nraids NOUN obj 2 raid"
    text = scene(rows, {})
    assert stands(code(text, saying(text, "raids", NORWAY, cue="condemned", act="condemn"))) == {
        (NORWAY, "opposes", "raids")
    }


def test_opposition_without_an_issue_is_to_what_the_sentence_is_about() -> None:
    rows = "Norway PROPN nsubj 2\nbacks VERB root 0 back\nwhaling NOUN obj 2\ndespite ADP case 6\nthe DET det 6\nopposition NOUN obl 2\nof ADP case 8\nChile PROPN nmod 6"
    coded = code(scene(rows, {0: NORWAY, 7: CHILE}))
    assert stands(coded) == {(NORWAY, "supports", "whaling"), (CHILE, "opposes", "whaling")}
    assert len({position.issue.id for position in coded}) == 1


def test_support_that_somebody_has_is_no_position_of_theirs() -> None:
    rows = "Norway PROPN nsubj 2\nopposes VERB root 0 oppose\nwhaling NOUN obj 2\nbut CCONJ cc 6\nits PRON nmod:poss 6\nsupport NOUN nsubj 7\nfell VERB conj 2 fall"
    assert stands(code(scene(rows, {0: NORWAY, 4: NORWAY}))) == {(NORWAY, "opposes", "whaling")}


@pytest.mark.parametrize(("noun", "coded"), [("treaty", True), ("bridge", False)])
def test_only_laws_and_deals_are_passed_as_positions(noun: str, coded: bool) -> None:
    rows = f"Norway PROPN nsubj 2\npassed VERB root 0 pass\nthe DET det 4\n{noun} NOUN obj 2"
    assert bool(code(scene(rows, {0: NORWAY}))) == coded


def test_what_once_was_is_another_position() -> None:
    rows = "Norway PROPN nsubj 3\nonce ADV advmod 3\nbacked VERB root 0 back _ VBD\nwhaling NOUN obj 3\n. PUNCT punct 3\n\nNorway PROPN nsubj 2\nbacks VERB root 0 back _ VBZ\nwhaling NOUN obj 2"
    coded = code(scene(rows, {0: NORWAY, 5: NORWAY}))
    assert [position.former for position in coded] == [True, False]
    assert len({position.issue.id for position in coded}) == 1


def test_a_pronoun_takes_up_what_the_sentence_before_is_about() -> None:
    rows = "Raids NOUN nsubj 2 raid _ NNS\ncontinue VERB root 0\n. PUNCT punct 2\n\nThey PRON nsubj 3 they\nare AUX cop 3 be\nwrong ADJ root 0"
    text = scene(rows, {})
    said = saying(text, "Raids continue . They are wrong", "person:ann", cue="continue")
    assert stands(code(text, said)) == {("person:ann", "opposes", "raids")}


def test_what_somebody_offers_is_on_the_word_of_who_tells_of_the_offer() -> None:
    rows = "Norway PROPN nsubj 2\noffered VERB root 0 offer\nPeru PROPN iobj 2\nsupport NOUN obj 2"
    text = scene(rows, {0: NORWAY, 2: PERU})
    (position,) = code(text, saying(text, "Peru support", NORWAY, cue="offered", act="promise"))
    assert (position.holder, position.stance, position.attributed_to) == (NORWAY, "supports", None)


def test_such_acts_are_what_somebody_did_before() -> None:
    rows = (
        "Peru PROPN nsubj 2\nfired VERB root 0 fire _ VBD\na DET det 4\nmissile NOUN obj 2\n. PUNCT punct 2\n\n"
        "Norway PROPN nsubj 2\ncondemned VERB root 0 condemn\nsuch ADJ amod 4\nactions NOUN obj 2 action"
    )
    (position,) = code(scene(rows, {0: PERU, 5: NORWAY}))
    assert position.issue.label == "PER firing a missile"
    assert position.issue.passage.text == "Peru fired a missile"


def test_a_question_in_the_same_quotation_takes_no_position_away() -> None:
    rows = (
        "Norway PROPN nsubj 2\nbacked VERB root 0 back\nthe DET det 4\nplan NOUN obj 2\n. PUNCT punct 2\n"
        "Why ADV advmod 8\nnot PART advmod 8\nnow ADV parataxis 2\n? PUNCT punct 2"
    )
    assert stands(code(scene(rows, {0: NORWAY}))) == {(NORWAY, "supports", "plan")}
    asked = "Norway PROPN nsubj 2\nbacked VERB root 0 back\nthe DET det 4\nplan NOUN obj 2\n? PUNCT punct 2"
    assert code(scene(asked, {0: NORWAY})) == []


def test_what_somebody_found_is_an_issue() -> None:
    rows = (
        "Norway PROPN nsubj 2\ncondemned VERB root 0 condemn\nwhat PRON obj 2\nPeru PROPN nsubj 5\n"
        "did VERB acl:relcl 3 do _ VBD"
    )
    (position,) = code(scene(rows, {0: NORWAY, 3: PERU}))
    assert position.issue.label == "what Peru did"


def test_who_is_only_a_name_before_a_noun_does_not_hold_its_stance() -> None:
    rows = (
        "The DET det 3\nHill PROPN compound 3\n{noun} NOUN nsubj 4\nwelcomed VERB root 0 welcome\n"
        "the DET det 6\nplan NOUN obj 4"
    )
    assert code(scene(rows.format(noun="campaign"), {1: "person:hill"})) == []
    coded = code(scene(rows.format(noun="summit"), {1: "org:NATO"}))
    assert stands(coded) == {("org:NATO", "supports", "plan")}


def test_whom_somebody_meets_is_whom_they_express_support_for() -> None:
    rows = (
        "Norway PROPN nsubj 2\nmet VERB root 0 meet\nPeru PROPN obj 2\nand CCONJ cc 5\n"
        "expressed VERB conj 2 express\nits PRON nmod:poss 7\nsupport NOUN obj 5"
    )
    assert stands(code(scene(rows, {0: NORWAY, 2: PERU, 5: NORWAY}))) == {(NORWAY, "supports", "PER")}


def test_those_of_whom_it_is_said_which_are_nothing_met_before() -> None:
    rows = (
        "Peru PROPN nsubj 2\nbacked VERB root 0 back\nthe DET det 4\nraids NOUN obj 2 raid\n. PUNCT punct 2\n\n"
        "Norway PROPN nsubj 2\ncondemned VERB root 0 condemn\nthose PRON obj 2\nwho PRON nsubj 5\nlied VERB acl:relcl 3 lie"
    )
    assert stands(code(scene(rows, {0: PERU, 5: NORWAY, 7: "people:liars"}))) == {
        (PERU, "supports", "raids"),
        (NORWAY, "opposes", "liars"),
    }


def test_thanks_for_anothers_support_support_nobody_met_before() -> None:
    rows = """
    Chile PROPN nsubj 2
    met VERB root 0 meet
    Kenya PROPN obj 2
    and CCONJ cc 5
    thanked VERB conj 2 thank
    Norway PROPN obj 5
    for ADP case 9
    its PRON nmod:poss 9
    support NOUN obl 5
    . PUNCT punct 2
    """
    coded = code(scene(rows, {0: "state:CHL", 2: "state:KEN", 5: NORWAY, 7: NORWAY}))
    assert not [one for one in coded if one.holder == NORWAY]
