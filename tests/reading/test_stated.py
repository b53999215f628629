from __future__ import annotations

from datetime import date

import pytest

from chancery.reading.stated import absolute_date, is_date_line, stated_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published July 13, 2023", date(2023, 7, 13)),
        ("13 July 2023", date(2023, 7, 13)),
        ("the 13th of July, 2023", date(2023, 7, 13)),
        ("2023-07-13T10:00:00Z", date(2023, 7, 13)),
        ("Sept. 4, 2019 10:15 GMT", date(2019, 9, 4)),
        ("13.7.2023", date(2023, 7, 13)),
        ("February 30, 2023", None),
        ("July 13", None),
        ("Marchy 3, 2020", None),
    ],
)
def test_full_dates(text: str, day: date | None) -> None:
    assert absolute_date(text) == day


@pytest.mark.parametrize(
    ("line", "only"),
    [
        ("Wednesday, July 12, 2023", True),
        ("Published: 13 July 2023, 10:15 GMT", True),
        ("Last updated on 2023-07-13 at 8:00 am", True),
        ("On July 12, 2023 they met again.", False),
        ("The pact of July 12, 2023", False),
    ],
)
def test_date_lines(line: str, only: bool) -> None:
    assert is_date_line(line) is only


def test_a_label_can_be_asked_for() -> None:
    assert is_date_line("Published July 12, 2023", labelled=True)
    assert not is_date_line("Wednesday, July 12, 2023", labelled=True)


def test_publication_goes_before_an_update() -> None:
    published = stated_date(["Updated July 15, 2023", "Published July 13, 2023"])
    assert (published.date, published.how) == ("2023-07-13", "stated")
    assert "Published July 13, 2023" in published.why


def test_an_update_is_better_than_nothing() -> None:
    assert stated_date(["Updated July 15, 2023"]).date == "2023-07-15"


def test_nothing_stated_is_unknown() -> None:
    assert stated_date(["By Anna Berg"]).how == "unknown"
