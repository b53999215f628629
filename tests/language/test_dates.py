from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from chancery.language.dates import Anchor, Calendar
from chancery.records import Article, Block, Published
from tests.build import make_doc as build_doc

VOCAB = English().vocab
KISHIDA = Anchor(
    start=date(2021, 10, 4),
    end=date(2024, 10, 1),
    why="Fumio Kishida was prime minister of Japan 2021-10-04 to 2024-10-01",
)


def make_doc(rows: str) -> Doc:
    """As the shared builder, with words that know their lower case."""
    return build_doc(rows, VOCAB)


def flat(text: str) -> Doc:
    """Words with a verb at the head: what forms need, without a tree."""
    words = text.split()
    return Doc(
        VOCAB,
        words=words,
        pos=[
            "VERB" if word in PAST + FUTURE else "PROPN" if word[:1].isupper() else "NOUN" for word in words
        ],
        deps=["root" if index == 0 else "obl" for index in range(len(words))],
        heads=[0] * len(words),
        morphs=[
            "Tense=Past|VerbForm=Fin" if word in PAST else "VerbForm=Inf" if word in FUTURE else ""
            for word in words
        ],
        sent_starts=[index == 0 for index in range(len(words))],
    )


PAST = ["met", "agreed"]
FUTURE: list[str] = []


def calendar(doc: Doc, published: str | None = None, anchors: tuple[Anchor, ...] = ()) -> Calendar:
    known = Published(date=published, how="metadata", why="given") if published else Published()
    return Calendar.of(Article(id="article:1", text=doc.text, published=known), doc, anchors)


def dates(
    text: str, published: str | None = None, anchors: tuple[Anchor, ...] = ()
) -> list[tuple[str, str, str] | None]:
    doc = flat(text)
    return [
        (doc[entry.start : entry.end].text, entry.when.start or "", entry.when.end or "")
        if entry.when
        else None
        for entry in calendar(doc, published, anchors).expressions
    ]


@pytest.mark.parametrize(
    ("text", "found", "start", "end"),
    [
        ("met on July 12 , 2023 .", "July 12 , 2023", "2023-07-12", "2023-07-12"),
        ("met on 12 July 2023 .", "12 July 2023", "2023-07-12", "2023-07-12"),
        ("met on the 12th of July 2023 .", "12th of July 2023", "2023-07-12", "2023-07-12"),
        ("met on Wednesday , July 12 , 2023 .", "Wednesday , July 12 , 2023", "2023-07-12", "2023-07-12"),
        ("met on 2023-07-12 .", "2023-07-12", "2023-07-12", "2023-07-12"),
        ("met on 2023 - 07 - 12 .", "2023 - 07 - 12", "2023-07-12", "2023-07-12"),
        ("met on 13/07/2023 .", "13/07/2023", "2023-07-13", "2023-07-13"),
        ("met on 07 / 13 / 2023 .", "07 / 13 / 2023", "2023-07-13", "2023-07-13"),
        ("met on July 11 - 12 , 2023 .", "July 11 - 12 , 2023", "2023-07-11", "2023-07-12"),
        ("met in Sept. 2019 .", "Sept. 2019", "2019-09-01", "2019-09-30"),
        ("met in early March 2020 .", "early March 2020", "2020-03-01", "2020-03-11"),
        ("met in mid - July 2023 .", "mid - July 2023", "2023-07-11", "2023-07-21"),
        ("met at the end of 2019 .", "end of 2019", "2019-09-01", "2019-12-31"),
        ("met in 2019 .", "2019", "2019-01-01", "2019-12-31"),
        ("met from 2014 to 2016 .", "2014 to 2016", "2014-01-01", "2016-12-31"),
        ("met in 2014 - 16 .", "2014 - 16", "2014-01-01", "2016-12-31"),
        ("met in the 1990s .", "1990s", "1990-01-01", "1999-12-31"),
        ("met in the 19th century .", "19th century", "1801-01-01", "1900-12-31"),
        ("met in the summer of 2022 .", "summer of 2022", "2022-06-01", "2022-08-31"),
        ("met in the first quarter of 2023 .", "first quarter of 2023", "2023-01-01", "2023-03-31"),
        ("met in the second half of 2023 .", "second half of 2023", "2023-07-01", "2023-12-31"),
    ],
)
def test_dates_in_full_need_nothing_else(text: str, found: str, start: str, end: str) -> None:
    published = None if "century" not in text else "2023-07-13"
    assert dates(text, published) == [(found, start, end)]


@pytest.mark.parametrize(
    ("text", "found", "start", "end"),
    [
        ("met yesterday .", "yesterday", "2023-07-12", "2023-07-12"),
        ("met today .", "today", "2023-07-13", "2023-07-13"),
        ("met the day before yesterday .", "day before yesterday", "2023-07-11", "2023-07-11"),
        ("met on Wednesday .", "Wednesday", "2023-07-12", "2023-07-12"),
        ("met on Thursday .", "Thursday", "2023-07-13", "2023-07-13"),
        ("met on Friday .", "Friday", "2023-07-07", "2023-07-07"),
        ("met last Thursday .", "last Thursday", "2023-07-06", "2023-07-06"),
        ("met on Monday morning .", "Monday morning", "2023-07-10", "2023-07-10"),
        ("met on Wednesday of last week .", "Wednesday of last week", "2023-07-05", "2023-07-05"),
        ("met on Wednesday the 12th .", "Wednesday the 12th", "2023-07-12", "2023-07-12"),
        ("met this morning .", "this morning", "2023-07-13", "2023-07-13"),
        ("met last night .", "last night", "2023-07-12", "2023-07-12"),
        ("met earlier in the week .", "earlier in the week", "2023-07-10", "2023-07-13"),
        ("met earlier this month .", "earlier this month", "2023-07-01", "2023-07-13"),
        ("met late last year .", "late last year", "2022-09-01", "2022-12-31"),
        ("met this week .", "this week", "2023-07-10", "2023-07-16"),
        ("met last week .", "last week", "2023-07-03", "2023-07-09"),
        ("met last month .", "last month", "2023-06-01", "2023-06-30"),
        ("met last year .", "last year", "2022-01-01", "2022-12-31"),
        ("met over the past two years .", "past two years", "2021-07-13", "2023-07-13"),
        ("met over the past year .", "past year", "2022-07-13", "2023-07-13"),
        ("met three days ago .", "three days ago", "2023-07-10", "2023-07-10"),
        ("met two weeks ago .", "two weeks ago", "2023-06-26", "2023-07-02"),
        ("met three months ago .", "three months ago", "2023-04-01", "2023-04-30"),
        ("met five years ago .", "five years ago", "2018-01-01", "2018-12-31"),
        ("met some months ago .", "some months ago", "2022-08-13", "2023-05-13"),
        ("met a couple of days ago .", "a couple of days ago", "2023-07-10", "2023-07-11"),
        ("met two and a half years ago .", "two and a half years ago", "2021-01-01", "2021-01-31"),
        ("met on July 12 .", "July 12", "2023-07-12", "2023-07-12"),
        ("met on December 3 .", "December 3", "2022-12-03", "2022-12-03"),
        ("met in March .", "March", "2023-03-01", "2023-03-31"),
        ("met in late March .", "late March", "2023-03-21", "2023-03-31"),
        ("met last March .", "last March", "2023-03-01", "2023-03-31"),
        ("met in March of last year .", "March of last year", "2022-03-01", "2022-03-31"),
        ("met on January 20 next year .", "January 20 next year", "2024-01-20", "2024-01-20"),
        ("met last summer .", "last summer", "2022-06-01", "2022-08-31"),
        ("met next week .", "next week", "2023-07-17", "2023-07-23"),
    ],
)
def test_what_leans_on_the_day_of_publication(text: str, found: str, start: str, end: str) -> None:
    expected = None if text == "met next week ." else (found, start, end)
    assert dates(text, "2023-07-13") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "You may 12 times say so",
        "They march 3 miles",
        "He counted 2000 people",
        "It cost $ 2014 in all",
        "The fall of the government hurt",
        "She met Super Tuesday voters",
        "It took three days longer",
        "He arrived two years earlier than expected",
        "In the last minute it failed",
        "At the end of the day it failed",
        "It was on 03/04/2023 or so",
        "A new day began",
    ],
)
def test_what_is_no_date(text: str) -> None:
    doc = make_doc(
        "\n".join(f"{word} {'NOUN' if word[:1].islower() else 'PROPN'} dep 0" for word in text.split())
    )
    assert [entry for entry in calendar(doc, "2023-07-13").expressions if entry.when] == []


def test_future_tense_looks_ahead() -> None:
    doc = make_doc("""
        Ministers NOUN nsubj 3
        will AUX aux 3 will VerbForm=Fin
        meet VERB root 0 meet VerbForm=Inf
        on ADP case 5
        Monday PROPN obl 3
        and CCONJ cc 8
        again ADV advmod 8
        in ADP case 9
        March PROPN conj 5
        . PUNCT punct 3
    """)
    found = [entry.when for entry in calendar(doc, "2023-07-13").expressions]
    assert [(when.start, when.end) for when in found if when] == [
        ("2023-07-17", "2023-07-17"),
        ("2024-03-01", "2024-03-31"),
    ]


def test_a_date_on_a_noun_is_told_by_the_words_above_it() -> None:
    rows = """
        Markets NOUN nsubj 2
        rise VERB root 0 rise Tense=Pres|VerbForm=Fin
        {before} ADP case 5
        the DET det 5
        vote NOUN obl 2
        on ADP case 7
        Saturday PROPN nmod 5
        . PUNCT punct 2
    """
    for word, day in (("before", "2023-07-15"), ("after", "2023-07-08"), ("on", "2023-07-08")):
        (entry,) = calendar(make_doc(rows.format(before=word)), "2023-07-13").expressions
        assert entry.when is not None
        assert entry.when.start == day, word


def test_later_is_told_from_the_date_before() -> None:
    assert dates(
        "met on May 3 , 2021 . Three days later met again . The next day agreed .", "2023-07-13"
    ) == [
        ("May 3 , 2021", "2021-05-03", "2021-05-03"),
        ("Three days later", "2021-05-06", "2021-05-06"),
        ("next day", "2021-05-07", "2021-05-07"),
    ]


def test_a_fronted_year_governs_what_follows() -> None:
    assert dates("In 2014 they met . On March 18 they met", "2016-09-12")[1:] == [
        ("March 18", "2014-03-18", "2014-03-18")
    ]


def test_a_month_of_publication_fixes_months_but_no_weekday() -> None:
    assert dates("met last month and on Monday .", "2023-07") == [
        ("last month", "2023-06-01", "2023-06-30"),
        None,
    ]


def test_nothing_is_guessed_where_nothing_fixes_it() -> None:
    assert dates("met on Wednesday , July 12 , and earlier in the week .") == [None, None]
    assert calendar(flat("met on July 12 .")).published == Published()


class TestInference:
    def test_a_weekday_and_an_office_leave_one_year(self) -> None:
        doc = flat("met on Wednesday , July 12 . met earlier in the week . met on July 11th .")
        found = calendar(doc, anchors=(KISHIDA,))
        assert (found.published.date, found.published.how) == ("2023-07", "inferred")
        assert "July 12 is a Wednesday in 2017, 2023 and 2028" in found.published.why
        assert KISHIDA.why in found.published.why
        assert [(entry.when.start, entry.when.end) for entry in found.expressions if entry.when] == [
            ("2023-07-12", "2023-07-12"),
            ("2023-07-10", "2023-07-12"),
            ("2023-07-11", "2023-07-11"),
        ]
        assert all("2023" in entry.when.why for entry in found.expressions if entry.when)

    def test_without_a_weekday_three_years_are_left_and_none_is_chosen(self) -> None:
        assert calendar(flat("met on July 12 ."), anchors=(KISHIDA,)).published.date is None

    def test_offices_that_meet_in_one_year_are_enough(self) -> None:
        truss = Anchor(start=date(2022, 9, 6), end=date(2022, 10, 25), why="Liz Truss was prime minister")
        found = calendar(flat("met on October 3 ."), anchors=(KISHIDA, truss))
        assert found.published.date == "2022-10"
        assert "Liz Truss" in found.published.why
        assert "Kishida" not in found.published.why

    def test_an_office_of_another_time_does_not_disturb(self) -> None:
        thatcher = Anchor(
            start=date(1979, 5, 4), end=date(1990, 11, 28), why="Margaret Thatcher was prime minister"
        )
        stoltenberg = Anchor(start=date(2014, 10, 1), end=date(2024, 10, 1), why="Jens Stoltenberg led NATO")
        found = calendar(flat("met on Wednesday , July 12 ."), anchors=(thatcher, KISHIDA, stoltenberg))
        assert found.published.date == "2023-07"

    def test_a_year_told_as_past_sets_a_floor(self) -> None:
        office = Anchor(start=date(2014, 1, 1), end=date(2024, 12, 31), why="X was president 2014 to 2024")
        found = calendar(flat("met in 2019 . met on Wednesday , July 12 ."), anchors=(office,))
        assert found.published.date == "2023-07"
        assert "2019" in found.published.why

    def test_two_offices_alone_can_fix_the_year_but_one_cannot(self) -> None:
        truss = Anchor(start=date(2022, 9, 6), end=date(2022, 10, 25), why="Liz Truss was prime minister")
        assert calendar(flat("The ministers met ."), anchors=(truss,)).published.date is None
        assert calendar(flat("The ministers met ."), anchors=(truss, KISHIDA)).published.date == "2022"

    def test_a_full_date_with_its_weekday_is_the_present_of_the_text(self) -> None:
        found = calendar(flat("met on Monday , May 3 , 2021 , and on May 5 ."))
        assert found.published.date == "2021-05"
        assert [entry.when.start for entry in found.expressions if entry.when] == ["2021-05-03", "2021-05-05"]

    def test_a_full_date_alone_is_not_but_lends_its_year(self) -> None:
        found = calendar(flat("met on May 3 , 1921 , and on May 5 ."))
        assert found.published.date is None
        assert [entry.when.start for entry in found.expressions if entry.when] == ["1921-05-03", "1921-05-05"]

    def test_a_dateline_fixes_the_day(self) -> None:
        doc = flat("OSLO , July 12 ( AP ) - They met on Wednesday , July 12 , and on Tuesday .")
        article = Article(id="a", text=doc.text, blocks=(Block(kind="dateline", start=0, end=23),))
        found = Calendar.of(article, doc, [KISHIDA])
        assert found.published.date == "2023-07-12"
        assert "dateline" in found.published.why
        assert found.expressions[-1].when is not None
        assert found.expressions[-1].when.start == "2023-07-11"

    def test_offices_that_only_touch_do_not_agree(self) -> None:
        obama = Anchor(start=date(2009, 1, 20), end=date(2017, 1, 20), why="Barack Obama was president")
        trump = Anchor(start=date(2017, 1, 20), end=None, why="Donald Trump was president")
        assert calendar(flat("The ministers met ."), anchors=(obama, trump)).published.date is None

    def test_what_the_article_states_is_kept(self) -> None:
        found = calendar(flat("met on Wednesday , July 12 ."), "2017-07-13", anchors=(KISHIDA,))
        assert found.published.date == "2017-07-13"
        assert [entry.when.start for entry in found.expressions if entry.when] == ["2017-07-12"]


class TestClauses:
    DOC = """
        On ADP case 2
        Monday PROPN obl 4
        she PRON nsubj 4
        said VERB root 0 say Tense=Past|VerbForm=Fin
        that SCONJ mark 7
        envoys NOUN nsubj 7
        met VERB ccomp 4 meet Tense=Past|VerbForm=Fin
        and CCONJ cc 9
        talked VERB conj 7 talk Tense=Past|VerbForm=Fin
        at ADP case 12
        a DET det 12
        summit NOUN obl 7
        on ADP case 14
        May PROPN nmod 12
        3 NUM nummod 14
        . PUNCT punct 4
    """

    def test_a_date_belongs_to_its_own_clause(self) -> None:
        doc = make_doc(self.DOC)
        found = calendar(doc, "2023-05-11")
        said, met, talked, summit, envoys = doc[3], doc[6], doc[8], doc[11], doc[5]
        when = {token.text: found.of_token(token) for token in (said, met, talked, summit, envoys)}
        assert {word: day.start for word, day in when.items() if day} == {
            "said": "2023-05-08",
            "met": "2023-05-03",
            "talked": "2023-05-03",
            "summit": "2023-05-03",
            "envoys": "2023-05-03",
        }

    def test_what_was_said_on_monday_did_not_happen_on_monday(self) -> None:
        doc = make_doc("""
            She PRON nsubj 2
            said VERB root 0 say Tense=Past|VerbForm=Fin
            on ADP case 4
            Monday PROPN obl 2
            that SCONJ mark 7
            envoys NOUN nsubj 7
            met VERB ccomp 2 meet Tense=Past|VerbForm=Fin
            . PUNCT punct 2
        """)
        assert calendar(doc, "2023-05-11").of_token(doc[6]) is None

    def test_a_when_clause_shares_its_date(self) -> None:
        doc = make_doc("""
            When SCONJ advmod 3
            they PRON nsubj 3
            met VERB advcl 8 meet Tense=Past|VerbForm=Fin
            on ADP case 5
            Monday PROPN obl 3
            , PUNCT punct 3
            he PRON nsubj 8
            smiled VERB root 0 smile Tense=Past|VerbForm=Fin
            . PUNCT punct 8
        """)
        found = calendar(doc, "2023-05-11").of_token(doc[7])
        assert found is not None
        assert found.start == "2023-05-08"

    @pytest.mark.parametrize(
        ("word", "start", "end"),
        [("since", "2014-01-01", None), ("until", None, "2014-12-31"), ("in", "2014-01-01", "2014-12-31")],
    )
    def test_since_and_until_leave_one_end_open(self, word: str, start: str | None, end: str | None) -> None:
        doc = make_doc(f"""
            They PRON nsubj 2
            served VERB root 0 serve Tense=Past|VerbForm=Fin
            {word} ADP case 4
            2014 NUM obl 2
            . PUNCT punct 2
        """)
        found = calendar(doc).of_token(doc[1])
        assert found is not None
        assert (found.start, found.end) == (start, end)

    SUMMIT = """
        Leaders NOUN nsubj 2
        met VERB root 0 meet Tense=Past|VerbForm=Fin
        at ADP case 5
        the DET det 5
        summit NOUN obl 2
        on ADP case 7
        {day} PROPN nmod 5
        . PUNCT punct 2

        During ADP case 3
        {the} DET det 3
        summit NOUN obl 5
        rebels NOUN nsubj 5
        fired VERB root 0 fire Tense=Past|VerbForm=Fin
        . PUNCT punct 5
    """

    @pytest.mark.parametrize(
        ("day", "the", "days"),
        [
            ("Tuesday", "the", ("2023-05-09", "2023-05-11")),
            ("Monday", "the", ("2023-05-08", "2023-05-08")),
            ("Monday", "a", None),
            ("2019", "the", None),
        ],
    )
    def test_a_gathering_that_is_dated_once_dates_what_happened_during_it(
        self, day: str, the: str, days: tuple[str, str] | None
    ) -> None:
        doc = make_doc(self.SUMMIT.format(day=day, the=the))
        found = calendar(doc, "2023-05-11").of_token(doc[12])
        assert (found and (found.start, found.end)) == days

    def test_at_gives_the_date_among_tokens(self) -> None:
        doc = make_doc(self.DOC)
        found = calendar(doc, "2023-05-11")
        assert found.at(4, 8) is None
        when = found.at(8, 15)
        assert when is not None
        assert when.start == "2023-05-03"


LISTED = """
the a of in on last next this July May 12 12th 31 Wednesday week years ago later earlier 2019 1990s early
mid - , and to three some today tomorrow summer first quarter half met will 2023-07-12 99
night that end century spring . few
"""
WORDS = st.sampled_from(LISTED.split())
PUBLISHED = st.sampled_from([None, "2023-07-13", "2023-07", "2023", "1900-01-01"])


@given(st.lists(WORDS, min_size=1, max_size=25), PUBLISHED)
def test_any_words_give_expressions_in_order_with_dates_in_order(
    words: list[str], published: str | None
) -> None:
    doc = flat(" ".join(words))
    end = 0
    for entry in calendar(doc, published, (KISHIDA,)).expressions:
        assert end <= entry.start < entry.end <= len(doc)
        end = entry.end
        if entry.when and entry.when.start and entry.when.end:
            assert date.fromisoformat(entry.when.start) <= date.fromisoformat(entry.when.end)
            assert entry.when.why


def test_the_word_lists_load_from_the_package() -> None:
    assert (Path(__file__).parents[2] / "src/chancery/language/data/date_words.toml").is_file()
