from __future__ import annotations

from datetime import date

import pytest

from chancery.actors import knowledge
from chancery.actors.anchors import anchors


def spans(text: str) -> dict[str, tuple[date | None, date | None]]:
    return {one.why.partition(" was ")[0]: (one.start, one.end) for one in anchors(text, knowledge())}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The President of South Korea, Yoon Suk-Yeol, was there.", "Yoon Suk-yeol"),
        ("Emmanuel Macron, France's president, was there.", "Emmanuel Macron"),
        ("NATO Secretary General Jens Stoltenberg said so.", "Jens Stoltenberg"),
    ],
)
def test_an_office_beside_a_full_name_bounds_the_date(text: str, name: str) -> None:
    (start, _end) = spans(text)[name]
    assert start is not None
    assert start.year >= 2014


@pytest.mark.parametrize(
    "text",
    [
        "The former President of South Korea, Yoon Suk-Yeol, was there.",
        "Emmanuel Macron was there. The president of a club said so.",
        "Jens Stoltenberg met the press.",
        "King Emmanuel Macron",
    ],
)
def test_no_office_no_bound(text: str) -> None:
    assert spans(text) == {}


def test_the_reason_names_office_body_and_days() -> None:
    (anchor,) = anchors("South Korean President Yoon Suk-yeol spoke.", knowledge())
    assert anchor.why.startswith("Yoon Suk-yeol was President of South Korea 2022-05-10 to ")
    assert anchor.start == date(2022, 5, 10)
