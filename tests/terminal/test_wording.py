from __future__ import annotations

import doctest

import pytest

from chancery.records import Actor, Article, Dossier, Mention, When
from chancery.terminal import wording
from chancery.terminal.wording import Names, clip, dates, quoted, third_person, visible


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2023-07-12", "2023-07-12", "12 July 2023"),
        ("2023-02-01", "2023-02-28", "February 2023"),
        ("2024-02-01", "2024-02-28", "1–28 February 2024"),
        ("2023-12-01", "2023-12-31", "December 2023"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2021-01-01", "2023-12-31", "2021–2023"),
        ("2023-06-28", "2023-07-02", "28 June – 2 July 2023"),
        ("2022-12-30", "2023-01-02", "30 December 2022 – 2 January 2023"),
        ("2022", "2023", "2022 – 2023"),
        ("2023-07-12", None, "since 12 July 2023"),
        ("2004-01-01", None, "since 2004"),
        (None, "2023-07", "until July 2023"),
        (None, None, ""),
    ],
)
def test_dates(start: str | None, end: str | None, words: str) -> None:
    assert dates(When(start=start, end=end)) == words


def test_no_date() -> None:
    assert dates(None) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("met", "“met”"),
        ('"No way."', "“No way.”"),
        ("“No way.”", "“No way.”"),
        ('"No," he said, "way"', "“‘No,’ he said, ‘way’”"),
        ('of "trust" in it', "“of ‘trust’ in it”"),
        ("«Non»", "“Non”"),
        ('observer."', "“observer.”"),
        ("line\n  break", "“line break”"),
    ],
)
def test_quoted(text: str, expected: str) -> None:
    assert quoted(text) == expected


def test_clip_cuts_after_a_word() -> None:
    assert clip("one two three", 9) == "one two…"
    assert clip("one two", 9) == "one two"
    assert clip("onetwothreefour", 9) == "onetwoth…"


def test_visible_keeps_letters_of_every_script_and_drops_controls() -> None:
    assert visible("naïve\tعربي 日本\u200d\x00\x9b") == "naïve عربي 日本\u200d"


@pytest.mark.parametrize(
    ("verb", "expected"), [("say", "says"), ("accuse", "accuses"), ("reply", "replies"), ("pass", "passes")]
)
def test_third_person(verb: str, expected: str) -> None:
    assert third_person(verb) == expected


def test_doctests() -> None:
    assert doctest.testmod(wording).failed == 0


def test_a_country_has_its_name_and_a_body_the_acronym_that_the_article_uses() -> None:
    article = Article(id="a", text="OECD experts met. OECD said no. Mr Dahl left.")
    club = Actor(
        id="org:OECD", name="Organisation for Economic Co-operation and Development", kind="organization"
    )
    dahl = Actor(id="person:dahl-1", name="Dahl", kind="person", country="KOR")
    mentions = tuple(
        Mention(passage=article.passage(start, start + 4), form="name", actor_id=actor)
        for start, actor in ((0, club.id), (18, club.id), (35, dahl.id))
    )
    names = Names(Dossier(article=article, actors=(club, dahl), mentions=mentions))
    assert names.of("org:OECD") == "OECD"
    assert names.of(dahl.id) == "Dahl"
    assert names.country(dahl) == "South Korea"
    assert names.of("org:unheard") == "org:unheard"
