"""The knowledge base: what it holds, how names are found, and when offices and memberships held."""

from __future__ import annotations

import time
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from chancery.actors.entries import tenures
from chancery.actors.knowledge import TABLES, Knowledge, knowledge
from chancery.actors.names import fits_case, key
from chancery.actors.roles import role_of, roles

SUMMER = date(2023, 7, 12)


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return knowledge()


def found(known: Knowledge, text: str) -> list[tuple[str, set[str]]]:
    hits = list(known.find(text))
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(one.end <= two.start for one, two in pairwise(hits))
    return [(hit.text, {one.id for one in hit.candidates}) for hit in hits]


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("Delegates of Turkiye left early.", "Turkiye", "state:TUR"),
        ("Officials in Côte d'Ivoire agreed.", "Côte d'Ivoire", "state:CIV"),
        ("Officials in Cote d’Ivoire agreed.", "Cote d’Ivoire", "state:CIV"),
        ("The Elysee gave no comment.", "Elysee", "state:FRA"),
        ("A note from the U.S. reached them.", "U.S.", "state:USA"),
        ("Aides of Yoon Suk Yeol replied.", "Yoon Suk Yeol", "person:yoon-suk-yeol"),
        ("Aides of Yoon Suk-Yeol replied.", "Yoon Suk-Yeol", "person:yoon-suk-yeol"),
        ("Aides of Kishida Fumio replied.", "Kishida Fumio", "person:fumio-kishida"),
        ("Then Zelensky spoke.", "Zelensky", "person:volodymyr-zelenskyy"),
        ("Then Zelenskiy spoke.", "Zelenskiy", "person:volodymyr-zelenskyy"),
        ("It hit Kiev at noon.", "Kiev", "state:UKR"),
        ("A letter to Erdogan was read.", "Erdogan", "person:recep-tayyip-erdogan"),
        ("Envoys met Ansar Allah there.", "Ansar Allah", "group:HOUTHIS"),
        ("According to Yonhap, it rained.", "Yonhap", "media:YONHAP"),
        ("NORTH KOREA FIRES ROCKET", "NORTH KOREA", "state:PRK"),
        ("The Knesset rose at ten.", "Knesset", "org:IL-KNESSET"),
        ("Fighters of al-Shabaab fled.", "al-Shabaab", "group:ALSHABAAB"),
    ],
)
def test_names_are_found_as_news_writes_them(known: Knowledge, text: str, name: str, actor: str) -> None:
    assert (name, {actor}) in [(one, ids & {actor}) for one, ids in found(known, text)]


@pytest.mark.parametrize(
    "text",
    [
        "who told us that it is so",
        "The turkey was cold and the chad hung loose.",
        "JOIN US NOW TODAY",
        "WHO SAID THAT HERE",
        "You may pay or you may leave.",
        "May was warm.",
        "Unatoned guilt",
    ],
)
def test_ordinary_words_are_not_names(known: Knowledge, text: str) -> None:
    assert found(known, text) == []


def test_an_acronym_is_matched_letter_for_letter(known: Knowledge) -> None:
    assert found(known, "The WHO warned the US and the AU.") == [
        ("WHO", {"org:WHO"}),
        ("US", {"state:USA"}),
        ("AU", {"org:AU"}),
    ]


def test_the_longest_name_wins_and_inner_names_are_not_repeated(known: Knowledge) -> None:
    assert found(known, "South Korea and North Korea met; Equatorial Guinea did not.") == [
        ("South Korea", {"state:KOR"}),
        ("North Korea", {"state:PRK"}),
        ("Equatorial Guinea", {"state:GNQ"}),
    ]


def test_names_that_states_share_have_all_of_them_as_candidates(known: Knowledge) -> None:
    assert {one.id for one in known.lookup("Congo")} >= {"state:COG", "state:COD"}
    assert {one.id for one in known.lookup("Korea")} >= {"state:KOR", "state:PRK"}
    assert {one.id for one in known.lookup("Guinea")} == {"state:GIN"}


def test_a_surname_that_is_a_word_needs_a_title(known: Knowledge) -> None:
    assert ("May", {"person:theresa-may"}) in found(known, "Then Prime Minister May resigned.")
    assert {one.id for one in known.surnamed("May")} >= {"person:theresa-may"}


def test_capitals_and_seats_are_marked_as_such(known: Knowledge) -> None:
    assert {one.kind for one in known.lookup("Seoul")} == {"capital"}
    for seat in ("Kremlin", "Foggy Bottom", "Pentagon", "Blue House", "Downing Street", "White House"):
        assert {one.kind for one in known.lookup(seat)} == {"seat"}, seat


@pytest.mark.parametrize(
    ("role", "body", "on", "person"),
    [
        ("head_of_government", "state:JPN", SUMMER, "person:fumio-kishida"),
        ("prime_minister", "state:JPN", date(2025, 11, 1), "person:sanae-takaichi"),
        ("president", "state:KOR", SUMMER, "person:yoon-suk-yeol"),
        ("president", "state:FRA", SUMMER, "person:emmanuel-macron"),
        ("prime_minister", "state:FRA", SUMMER, "person:elisabeth-borne"),
        ("head", "org:NATO", SUMMER, "person:jens-stoltenberg"),
        ("head", "org:NATO", date(2025, 1, 1), "person:mark-rutte"),
        ("foreign_minister", "state:USA", date(2003, 2, 5), "person:colin-powell"),
        ("foreign_minister", "state:USA", SUMMER, "person:antony-blinken"),
        ("defence_minister", "state:DEU", SUMMER, "person:boris-pistorius"),
        ("head_of_government", "state:DEU", date(2010, 1, 1), "person:angela-merkel"),
        ("head_of_government", "state:USA", date(2012, 1, 1), "person:barack-obama"),
        ("monarch", "state:GBR", SUMMER, "person:charles-iii"),
        ("foreign_minister", "state:CHN", date(2023, 6, 1), "person:qin-gang"),
        ("chief_cabinet_secretary", "state:JPN", SUMMER, "person:hirokazu-matsuno"),
        ("head_of_government", "state:TUR", SUMMER, "person:recep-tayyip-erdogan"),
        ("head_of_state", "state:BEL", date(1850, 1, 1), None),
    ],
)
def test_who_held_an_office_on_a_day(
    known: Knowledge, role: str, body: str, on: date, person: str | None
) -> None:
    assert known.holder(role, body, on) == person


def test_one_person_under_several_spellings_is_one_entry(known: Knowledge) -> None:
    for one, two in [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Joseph R. Biden", "Joe Biden"),
        ("Mohammad bin Salman", "Mohammed bin Salman"),
    ]:
        assert {hit.id for hit in known.lookup(one)} == {hit.id for hit in known.lookup(two)} != set()


def test_members_come_and_go(known: Knowledge) -> None:
    def members(body: str, on: date) -> set[str]:
        return {one.member for one in known.members(body, on) if one.status == "member"}

    assert "state:FIN" in members("org:NATO", SUMMER)
    assert "state:SWE" not in members("org:NATO", SUMMER)
    assert len(members("org:NATO", SUMMER)) == 31
    assert len(members("org:EU", SUMMER)) == 27
    assert "state:GBR" in members("org:EU", date(2015, 1, 1))
    permanent = [one for one in known.members("org:UNSC", SUMMER) if one.status == "permanent_member"]
    assert {one.member for one in permanent} == {
        "state:CHN",
        "state:FRA",
        "state:GBR",
        "state:RUS",
        "state:USA",
    }
    standing = {one.status for one in known.memberships("state:JPN", SUMMER) if one.body == "org:NATO"}
    assert standing == {"partner"}
    assert len(members("org:UN", SUMMER)) == 193


def test_slips_are_forgiven_in_long_names_only(known: Knowledge) -> None:
    assert {one.id for one in known.fuzzy("Stoltenbeg")} == {"person:jens-stoltenberg"}
    assert {one.id for one in known.fuzzy("Ukriane")} == {"state:UKR"}
    assert known.fuzzy("Nigeria") == ()
    assert known.fuzzy("Chna") == ()
    assert known.fuzzy("NAOT") == ()


def test_an_open_office_is_trusted_for_a_term_only() -> None:
    (office,) = tenures("person:x", "minister|Minister of Fish|ISL|2019-01-01||list", {"list": "2022-12-31"})
    assert office.covers(date(2024, 1, 1))
    assert not office.covers(date(2018, 1, 1))
    assert not office.covers(date(2031, 1, 1))
    assert office.end is None


def test_every_row_has_a_source_and_a_day(known: Knowledge) -> None:
    for one in known:
        entry = known.get(one)
        assert entry is not None
        assert known.source(entry.source) != entry.source, one
        assert len(entry.as_of) == 10, one
        for tenure in known.offices(one):
            assert known.source(tenure.source) != tenure.source, one
            assert known.get(tenure.body) is not None, one


def test_it_covers_what_it_promises(known: Knowledge) -> None:
    kinds: dict[str, int] = {}
    for one in known:
        entry = known.get(one)
        assert entry is not None
        kinds[entry.kind] = kinds.get(entry.kind, 0) + 1
    assert kinds["armed_group"] >= 100
    assert kinds["media"] >= 80
    sectors = [entry.sector for one in known if one.startswith("org:") and (entry := known.get(one))]
    assert sectors.count("IGO") >= 150
    states = [one for one in known if one.startswith("state:") and known.memberships(one)]
    for one in states:
        assert {"name", "demonym"} <= {alias.kind for alias in known.aliases(one)}, one


def test_a_description_names_leaders_offices_and_sources(known: Knowledge) -> None:
    told = known.describe("NATO", SUMMER)
    assert told is not None
    assert "Secretary General: Jens Stoltenberg" in str(told)
    assert "en.wikipedia.org" in str(told)
    person = known.describe("Stoltenberg")
    assert person is not None
    assert [one.body for one in person.offices][-1] == "org:NATO"
    assert known.describe("Nobody Ofthatname") is None


def test_titles_mean_offices() -> None:
    secretary = role_of("Secretary of State")
    assert secretary is not None
    assert (secretary.role, secretary.sector, secretary.speaks_for) == ("foreign_minister", "GOV", "state")
    assert role_of("Chancellor", "DEU") is not None
    assert role_of("Chancellor", "FRA") is None
    assert all(title == title.lower() for title in roles())


def test_names_are_folded_the_same_on_both_sides() -> None:
    assert key("Łukasz Żółć-Ünal") == "lukasz zolc unal"
    assert fits_case(["Ursula", "Von", "Der"], ["Ursula", "von", "der"])
    assert not fits_case(["poland"], ["Poland"])


def test_tables_are_small_and_load_fast() -> None:
    data = files("chancery.actors") / "data"
    tables = {name: (data / f"{name}.tsv").read_text(encoding="utf-8") for name in TABLES}
    assert sum(len(text.encode()) for text in tables.values()) < 4_000_000
    before = time.process_time()
    Knowledge(**tables)
    assert time.process_time() - before < 0.35


def test_a_sentence_that_begins_after_a_title_is_no_name(known: Knowledge) -> None:
    assert found(known, "They met the president. He left. May came.") == []
    assert [text for text, _ in found(known, "They met Gov. Bush there.")] == ["Bush"]
