"""Questions to an archive: by actors, words, days and codes; and what is said to a question that cannot be answered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from chancery.archive import Archive
from chancery.errors import ChanceryError, InputError
from chancery.records import Actor, Mention
from tests.archive.making import news
from tests.dossiers import DOSSIER


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("asking") / "a.chancery")
    archive.add(DOSSIER)
    for number in range(64):
        archive.add(news(number))
    return archive


def test_statements_by_speaker_and_addressee(archive: Archive) -> None:
    rows = archive.statements(speaker="Ida Solberg")
    assert {(row.act, row.addressee_name, row.content) for row in rows} == {
        ("say", "Latvia", '"the harbour is open."'),
        ("deny", None, "that Oslo had wavered"),
    }
    assert {row.speaker for row in archive.statements(to="Latvia")} == {"person:ida-solberg", "state:NOR"}
    assert [row.id for row in archive.statements(speaker="Ida Solberg", about="Norway")] == ["statement:2"]
    assert [row.id for row in archive.statements(speaker="Ida Solberg", act="say")] == ["statement:1"]


def test_about_means_named_in_what_is_said(archive: Archive) -> None:
    (row,) = archive.statements(about="Norway")
    assert row.content == "that Oslo had wavered"
    assert [row.id for row in archive.statements(about="Latvia")] == ["statement:3"]


def test_days(archive: Archive) -> None:
    rows = archive.statements(speaker="Norway", since="2024-02", until="2024-02-10")
    assert rows
    assert all("2024-02-01" <= (row.day or "") <= "2024-02-10" for row in rows)
    days = [row.day for row in archive.statements(speaker="Norway")]
    assert days == sorted(days, reverse=True)
    assert len(archive.statements(speaker="Norway", limit=3)) == 3


def test_events_between(archive: Archive) -> None:
    rows = archive.events(between=["NOR", "Latvia"], type="consult")
    assert len(rows) == 17
    for row in rows:
        assert {*row.actors.split("; "), *row.recipients.split("; ")} - {""} == {"state:NOR", "state:LVA"}
    planned = archive.events(between=["NOR", "LVA"], modality="planned")
    assert [row.id for row in planned] == ["event:1"]
    assert archive.events(between=["NOR", "CHN"]) != archive.events(between=["NOR", "LVA"])


def test_positions_by_words_of_the_issue(archive: Archive) -> None:
    assert {row.issue for row in archive.positions(issue="tolls harbour")} == {"the harbour toll"}
    assert {row.issue for row in archive.positions(issue="toll")} == {"the harbour toll", "the toll"}
    assert [row.reason for row in archive.positions(holder="LVA", issue="toll") if row.reason] == [
        "it hurts trade"
    ]
    assert archive.positions(stance="supports") == []
    assert len(archive.positions(text="fishing pact")) == 16


def test_relations_of_either_side(archive: Archive) -> None:
    assert {row.id for row in archive.relations(of="Norway")} == {"relation:1", "relation:2"}
    assert [row.object_name for row in archive.relations(of="Ida Solberg", predicate="based in")] == ["Oslo"]
    (row,) = archive.relations(of="Norway", to="European Union")
    assert (row.polarity, row.since) == (False, "2024-03-05")


def test_search(archive: Archive) -> None:
    (hit,) = archive.search("harbour talks", "REUTERS")
    assert hit.article_id == DOSSIER.article.id
    assert "[Reuters reports]" in archive.search("reuters rep*")[0].excerpt
    assert archive.search("talks harbour") == []
    assert len(archive.search("Riga", limit=None)) == 65
    assert len(archive.search("Riga", until="2024-01-05", limit=None)) == 5


def test_a_timeline_goes_forward(archive: Archive) -> None:
    rows = archive.timeline(actor="Latvia", since="2024-02", limit=40)
    assert len(rows) == 40
    assert [row.day for row in rows] == sorted(row.day or "" for row in rows)
    assert {row.kind for row in archive.timeline(text="harbour")} >= {"statement", "event"}
    assert {row.kind for row in archive.timeline(actor="NOR")} == {
        "statement",
        "event",
        "position",
        "relation",
    }


def test_actors_by_what_articles_call_them(archive: Archive) -> None:
    by_name = archive.statements(speaker="norway")
    assert archive.statements(speaker="Oslo") == by_name == archive.statements(speaker="state:NOR")


def test_a_name_of_two_is_asked_back(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.chancery")
    other = Actor(id="person:ida-solberg-2", name="Ida Solberg", kind="person", country="SWE")
    archive.add(DOSSIER)
    passage = news(1).article.passage(0, 6)
    mentions = (*news(1).mentions, Mention(passage=passage, form="name", actor_id=other.id))
    archive.add(replace(news(1), actors=(*news(1).actors, other), mentions=mentions))
    with pytest.raises(
        InputError, match=r"more than one actor.*: person:ida-solberg \(Ida Solberg, 1 article\); "
    ):
        archive.statements(speaker="Ida Solberg")
    assert archive.statements(speaker="person:ida-solberg")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda a: a.statements(speaker="Solberg"), r"Near: person:ida-solberg \(Ida Solberg"),
        (lambda a: a.statements(speaker="Norwy"), "knows nobody by the name 'Norwy'. Near: state:NOR"),
        (lambda a: a.statements(speaker="x' OR 1=1 --"), "knows nobody"),
        (lambda a: a.statements(since="12 July"), "since '12 July' is no date; write it as 2023"),
        (lambda a: a.statements(until="2023-02-30"), "is no date"),
        (lambda a: a.statements(since="2024", until="2023"), "the first is later"),
        (
            lambda a: a.statements(act="sing"),
            "no statement has the act 'sing'; the archive has: deny, reject, say",
        ),
        (lambda a: a.events(type="DANCE"), "the archive has: CONSULT"),
        (lambda a: a.positions(stance="maybe"), "there are: supports, opposes, undecided"),
        (lambda a: a.positions(issue="harbour bridge"), "called 'harbour bridge'. Near: .*harbour toll"),
        (lambda a: a.positions(issue="zebra"), "called 'zebra'"),
        (lambda a: a.search("..."), "no word to search for"),
        (lambda a: a.search("riga", limit=0), "at least 1"),
        (lambda a: a.sql("SELEC 1"), "syntax error"),
    ],
)
def test_questions_that_cannot_be_answered(archive: Archive, asked, said: str) -> None:
    with pytest.raises(ChanceryError, match=said):
        asked(archive)


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE articles; --", '" OR "', "NEAR(a b)", "title:x", "a AND", "*", "^a", "riga\0"]
)
def test_no_argument_is_ever_a_query(archive: Archive, text: str) -> None:
    for ask in (
        lambda: archive.search(text),
        lambda: archive.positions(issue=text),
        lambda: archive.events(text=text),
    ):
        with suppress(InputError):  # never an ArchiveError, which is what SQLite's complaints become
            ask()
    assert len(archive) == 65
