"""What goes into an archive comes out of it, once, whole."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.archive import Archive
from chancery.errors import ArchiveError, InputError
from chancery.records import Dossier, Explanation, Office, Place
from tests.archive.making import any_dossiers, news
from tests.dossiers import DOSSIER, RELATIONS


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "news.chancery")


def test_a_dossier_comes_back_as_it_went_in(archive: Archive) -> None:
    assert archive.add(DOSSIER) == "added"
    assert archive.dossier(DOSSIER.article.id) == DOSSIER
    assert list(archive.dossiers()) == [DOSSIER]


def test_explanations_are_not_kept(archive: Archive) -> None:
    sentence = DOSSIER.article.passage(0, 25)
    archive.add(replace(DOSSIER, explanations=(Explanation(sentence=sentence, note="a headline"),)))
    assert archive.dossier(DOSSIER.article.id) == DOSSIER
    assert archive.add(DOSSIER) == "unchanged"


def dump(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('text_index', 'record_index')"
    )
    tables = [row[0] for row in archive.reader.execute(query)]
    return {table: archive.reader.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def test_the_same_again_changes_nothing(archive: Archive) -> None:
    archive.add(DOSSIER, coded_by="1")
    before = dump(archive)
    assert archive.add(DOSSIER, coded_by="1") == "unchanged"
    assert dump(archive) == before


def test_another_reading_takes_the_place_of_the_first(archive: Archive) -> None:
    fewer = replace(DOSSIER, statements=DOSSIER.statements[:1], answers=(), events=())
    archive.add(news(1))
    archive.add(DOSSIER)
    archive.add(news(2))
    assert archive.add(fewer) == "replaced"
    assert [archive.dossier(key) for key in archive.article_ids()] == [news(1), fewer, news(2)]
    assert archive.add(DOSSIER) == "replaced"
    assert list(archive.dossiers()) == [news(1), DOSSIER, news(2)]


def test_replacing_leaves_no_trace_in_the_indexes(archive: Archive, tmp_path: Path) -> None:
    straight = Archive(tmp_path / "straight.chancery")
    straight.add(DOSSIER)
    archive.add(DOSSIER)
    archive.add(replace(DOSSIER, positions=(), mentions=DOSSIER.mentions[:2]))
    archive.add(DOSSIER)
    for table in ("parts", "stances", "casts", "mentions"):
        query = f"SELECT * FROM {table} ORDER BY 1, 2"
        assert archive.reader.execute(query).fetchall() == straight.reader.execute(query).fetchall()
    for word in ("harbour", "open", "toll", "reuters"):
        for index in ("text_index", "record_index"):
            query = f"SELECT rowid FROM {index} WHERE {index} MATCH ?"
            found = archive.reader.execute(query, (word,)).fetchall()
            assert found == straight.reader.execute(query, (word,)).fetchall()


@settings(max_examples=60, deadline=None)
@given(st.lists(any_dossiers(), min_size=1, max_size=3))
def test_any_dossier_comes_back(tmp_path_factory: pytest.TempPathFactory, dossiers: list[Dossier]) -> None:
    with Archive(tmp_path_factory.mktemp("a") / "x.chancery") as archive:
        last = {}
        for dossier in dossiers:
            archive.add(dossier)
            last[dossier.article.id] = dossier
        assert {dossier.article.id: dossier for dossier in archive.dossiers()} == last


@pytest.mark.parametrize("number", [-0.0, 0, 3, -7.5])
def test_numbers_come_back_equal_and_are_no_damage(archive: Archive, number: float) -> None:
    dossier = replace(DOSSIER, events=(replace(DOSSIER.events[0], goldstein=number),))
    archive.add(dossier)
    assert archive.dossier(dossier.article.id) == dossier


@pytest.mark.parametrize(
    "value", ["state:NOR", Office(title="envoy"), Office(title="", body="x"), Place(name="")]
)
def test_each_kind_of_object_of_a_relation(archive: Archive, value: str | Office | Place) -> None:
    dossier = replace(DOSSIER, relations=(replace(RELATIONS[0], object=value),))
    archive.add(dossier)
    assert archive.dossier(dossier.article.id) == dossier


def test_words_of_another_article_are_refused(archive: Archive) -> None:
    with pytest.raises(InputError, match="cites words that are not there"):
        archive.add(replace(DOSSIER, article=replace(DOSSIER.article, text="x" * 900)))
    with pytest.raises(ArchiveError, match="no such archive"):
        len(archive)


def test_one_text_found_twice_is_one_article_with_two_sources(archive: Archive) -> None:
    archive.add(DOSSIER)
    other = replace(DOSSIER.article, publisher="The Lighthouse", path="b.txt")
    assert archive.add_source(other)
    assert archive.add_source(other)
    assert not archive.add_source(news(5).article)
    rows = archive.sql("SELECT article_id, publisher FROM source ORDER BY publisher")
    assert [row["publisher"] for row in rows] == ["The Lighthouse", "The Quay"]
    assert len(archive) == 1


def test_a_field_that_a_later_version_adds_becomes_a_column(archive: Archive) -> None:
    archive.add(DOSSIER)
    archive.close()
    with sqlite3.connect(archive.path) as connection:
        for view in ("statement", "event", "position", "relation", "answer"):
            connection.execute(f"DROP VIEW {view}")
        connection.execute("ALTER TABLE positions DROP COLUMN former")
        connection.execute("ALTER TABLE events DROP COLUMN goldstein")
    archive.add(news(1))
    assert archive.dossier(DOSSIER.article.id) == DOSSIER
    assert archive.dossier(news(1).article.id) == news(1)


def test_views_show_names_words_and_ids(archive: Archive) -> None:
    archive.add(DOSSIER)
    (row,) = archive.sql("SELECT * FROM position")
    assert row["holder"] == "state:LVA"
    assert row["holder_name"] == "Latvia"
    assert row["issue_passage"] == row["issue_label"] == "the toll"
    assert row["evidence"] == "Latvia opposes the toll"
    assert row["reason"] == "it hurts trade"
    assert row["day"] == "2024-03-05"
    said = archive.sql("SELECT id, content, speaker_name, addressee FROM statement ORDER BY id")
    assert said[0] == {
        "id": "statement:1",
        "content": '"the harbour is open."',
        "speaker_name": "Ida Solberg",
        "addressee": "state:LVA",
    }
    (event,) = archive.sql("SELECT * FROM event")
    assert event["evidence"] == "Harbour talks … told Latvia"
    assert event["actors"] == '["state:NOR","state:LVA"]'
    assert event["recipients_names"] == "Latvia"
    assert archive.sql('SELECT "from", "to" FROM answer') == [{"from": "statement:4", "to": "statement:2"}]
    assert archive.sql("SELECT object_title, object_body FROM relation WHERE object_title IS NOT NULL") == [
        {"object_title": "envoy", "object_body": "state:NOR"}
    ]
    assert archive.sql("SELECT count(*) AS n FROM mention WHERE actor = 'state:NOR'") == [{"n": 3}]


def test_sql_changes_nothing_and_reads_nothing_else(archive: Archive, tmp_path: Path) -> None:
    archive.add(DOSSIER)
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE t (x)").connection.close()
    for query in (
        "DELETE FROM articles",
        "DROP TABLE texts",
        "PRAGMA user_version = 9",
        "PRAGMA query_only = 0",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        f"ATTACH '{other}' AS other",
        "BEGIN IMMEDIATE",
    ):
        with pytest.raises((ArchiveError, InputError)):
            archive.sql(query)
    assert archive.dossier(DOSSIER.article.id) == DOSSIER
    assert archive.sql("SELECT count(*) AS n FROM text_index WHERE text_index MATCH ?", ["harbour"]) == [
        {"n": 1}
    ]
