"""One happening, one event: what is put together and what is kept apart."""

from __future__ import annotations

from typing import Any

from chancery.coding.merge import merged
from chancery.records import Article, Event, When

ARTICLE = Article(id="a", text="They met. They met again. He praised her. He praised her.")
JULY_11, JULY_12 = When(start="2023-07-11", end="2023-07-11"), When(start="2023-07-12", end="2023-07-12")


def event(start: int, end: int, **fields: Any) -> Event:
    passage = ARTICLE.passage(start, end)
    values: dict[str, Any] = {"type": "CONSULT", "actors": ("state:JPN", "org:NATO"), **fields}
    return Event(id=f"event:{start}", evidence=(passage,), coder="events/x", trigger=passage, **values)


def test_two_reports_of_one_meeting_are_one_event_with_both_passages() -> None:
    (found,) = merged([event(0, 9), event(10, 25, date=JULY_11)])
    assert [passage.text for passage in found.evidence] == ["They met.", "They met again."]
    assert found.date == JULY_11


def test_a_meeting_named_with_fewer_parties_joins_the_fuller_one() -> None:
    parties = ("state:JPN", "org:NATO", "state:KOR")
    (found,) = merged([event(0, 9), event(10, 25, actors=parties)])
    assert found.actors == parties


def test_other_dates_are_other_meetings() -> None:
    assert len(merged([event(0, 9, date=JULY_11), event(10, 25, date=JULY_12)])) == 2


def test_a_visit_is_not_a_meeting() -> None:
    visit = event(10, 25, mode="visit", actors=("state:JPN",), recipients=("org:NATO",))
    assert len(merged([event(0, 9), visit])) == 2


def test_what_did_not_happen_is_kept_apart() -> None:
    assert len(merged([event(0, 9), event(10, 25, modality="denied")])) == 2


def test_praise_in_other_words_is_praised_twice() -> None:
    roles: dict[str, Any] = {"type": "SUPPORT", "actors": ("a",), "recipients": ("b",)}
    assert len(merged([event(0, 9, **roles), event(26, 41, **roles)])) == 2
    assert len(merged([event(26, 41, **roles), event(42, 57, **roles)])) == 1


def test_on_the_authors_word_when_one_telling_is() -> None:
    (found,) = merged([event(0, 9, attributed_to="statement:1"), event(10, 25)])
    assert found.attributed_to is None


def test_an_agreement_told_of_both_parties_and_of_one_with_the_other_is_one() -> None:
    signed: dict[str, Any] = {"type": "SUPPORT", "cameo": "057"}
    (found,) = merged(
        [event(0, 9, **signed), event(10, 25, **signed, actors=("org:NATO",), recipients=("state:JPN",))]
    )
    assert found.actors == ("state:JPN", "org:NATO")
