"""Events as rows: who did what to whom, on which day, in CAMEO's codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chancery.export import coded
from chancery.records import Actor, Published, When
from tests.dossiers import ARTICLE, DOSSIER, LATVIA, NORWAY, SOLBERG, UNION
from tests.export.scenes import HAPPENED, MEETING, MONTH, REJECTION


def pairs(*events: object) -> list[tuple[str, str | None]]:
    dossier = replace(DOSSIER, events=events)
    return [(row.actor.id, row.recipient.id if row.recipient else None) for row in coded.rows(dossier)]


def test_what_did_not_take_place_is_no_row() -> None:
    assert not pairs(*(replace(REJECTION, modality=m) for m in ("planned", "denied", "hypothetical")))


def test_each_actor_acts_on_each_recipient() -> None:
    assert pairs(REJECTION) == [(LATVIA, SOLBERG), (LATVIA, UNION)]


def test_who_meets_acts_in_both_directions() -> None:
    assert pairs(MEETING) == [(NORWAY, LATVIA), (LATVIA, NORWAY)]


def test_who_protests_side_by_side_acts_on_nobody() -> None:
    assert pairs(replace(MEETING, type="PROTEST")) == [(NORWAY, None), (LATVIA, None)]


def test_nobody_acts_on_themselves() -> None:
    assert pairs(replace(REJECTION, recipients=(LATVIA,))) == [(LATVIA, None)]


def test_an_actor_whom_the_dossier_lacks_is_no_row() -> None:
    assert not pairs(replace(REJECTION, actors=("state:XYZ",)))


def test_numbers_are_stable_positive_and_distinct() -> None:
    numbers = [row.number for row in coded.rows(HAPPENED)]
    assert numbers == [row.number for row in coded.rows(HAPPENED)]
    assert len(set(numbers)) == len(numbers)
    assert all(0 <= number < 2**63 for number in numbers)


@pytest.mark.parametrize(
    ("date", "published", "day"),
    [
        (When(start="2024-03-05", end="2024-03-05"), "2024-03-06", "2024-03-05"),
        (None, "2024-03-06", "2024-03-06"),
        (None, "2024-03", None),
        (MONTH, "2024-03-06", None),
        (When(start=None, end="2024-03-05"), "2024-03-06", None),
    ],
)
def test_the_day_is_never_made_up(date: When | None, published: str, day: str | None) -> None:
    article = replace(ARTICLE, published=Published(date=published))
    assert coded.event_day(replace(REJECTION, date=date), article) == day


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (Actor(id="state:NOR", name="Norway", kind="state", country="NOR", sector="GOV"), "NOR"),
        (Actor(id="person:x", name="X", kind="person", country="NOR", sector="GOV"), "NORGOV"),
        (Actor(id="media:x", name="X", kind="media", country="GBR", sector="JRN"), "GBRMED"),
        (Actor(id="org:NATO", name="NATO", kind="organization", sector="IGO"), "IGONAT"),
        (Actor(id="group:x", name="X", kind="armed_group", country="COL"), "COLREB"),
        (Actor(id="people:x", name="crowds", kind="people"), ""),
        (Actor(id="person:y", name="Y", kind="person", country="NOR", sector="PRM"), "NOR"),
    ],
)
def test_actors_in_cameos_codes(actor: Actor, code: str) -> None:
    assert coded.cameo_actor(actor) == code


def test_countries_have_fips_codes_and_names() -> None:
    assert (coded.fips("DEU"), coded.country_name("DEU")) == ("GM", "Germany")
    assert (coded.fips("SRB"), coded.fips(None), coded.country_name("XXX")) == ("RI", "", "")


def test_a_field_holds_no_tab_and_no_line_end() -> None:
    assert coded.tsv(["a\tb\nc", None, 0]) == "a b c\t\t0\n"
