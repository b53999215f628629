"""CSV by the standard library's reader, Parquet by pyarrow's: everything that the records hold is there."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from chancery.export.columns import tables
from chancery.export.tables import write_csv, write_parquet
from tests.dossiers import ACTORS, DOSSIER, EVENT, STATEMENTS, TEXT

NAMES = ["articles", "actors", "mentions", "statements", "events", "positions", "relations", "answers"]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_there_is_a_table_for_every_kind_of_record(tmp_path: Path) -> None:
    write_csv([DOSSIER], tmp_path)
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(NAMES)
    assert [table.name for table in tables()] == NAMES


def test_csv_holds_the_text_with_its_lines(tmp_path: Path) -> None:
    write_csv([DOSSIER], tmp_path)
    (article,) = read(tmp_path / "articles.csv")
    assert article["text"] == TEXT
    assert (article["published"], article["published_how"]) == ("2024-03-05", "inferred")
    assert json.loads(article["blocks"])[0] == {"kind": "title", "start": 0, "end": 25}


def test_csv_rows_cite_their_words(tmp_path: Path) -> None:
    write_csv([DOSSIER], tmp_path)
    rows = read(tmp_path / "statements.csv")
    assert [row["id"] for row in rows] == [statement.id for statement in STATEMENTS]
    for row in rows:
        assert row["article"] == DOSSIER.article.id
        assert TEXT[int(row["cue_start"]) : int(row["cue_end"])] == row["cue_text"]
        for passage in json.loads(row["evidence"]):
            assert TEXT[passage["start"] : passage["end"]] == passage["text"]
    assert (rows[0]["place"], rows[0]["place_country"], rows[0]["date_from"]) == ("Riga", "LVA", "2024-03-05")
    assert (rows[1]["place"], rows[1]["date_from"], rows[1]["negated"]) == ("", "", "false")


def test_csv_lists_and_relations(tmp_path: Path) -> None:
    write_csv([DOSSIER], tmp_path)
    (event,) = read(tmp_path / "events.csv")
    assert event["actors"].split("|") == list(EVENT.actors)
    office, member, place = read(tmp_path / "relations.csv")
    assert (office["object_office"], office["object_body"], office["object"]) == ("envoy", "state:NOR", "")
    assert (member["object"], member["polarity"], member["valid_from"]) == ("org:EU", "false", "2024-03-05")
    assert (place["object_place"], place["object_country"]) == ("Oslo", "NOR")


def test_parquet_read_by_pyarrow(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet([DOSSIER, DOSSIER], tmp_path)
    found = {name: parquet.read_table(tmp_path / f"{name}.parquet") for name in NAMES}
    assert found["actors"].num_rows == 2 * len(ACTORS)
    statement = found["statements"].to_pylist()[0]
    assert statement["content"] == [
        {"start": p.start, "end": p.end, "text": p.text} for p in STATEMENTS[0].content
    ]
    assert statement["negated"] is False
    event = found["events"].to_pylist()[0]
    assert event["actors"] == list(EVENT.actors)
    assert event["place"] is event["goldstein"] is None


def test_parquet_and_csv_have_the_same_columns(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet([DOSSIER], tmp_path)
    write_csv([DOSSIER], tmp_path)
    for name in NAMES:
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == parquet.read_schema(tmp_path / f"{name}.parquet").names


def test_parquet_of_nothing_has_its_tables(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet([], tmp_path)
    assert parquet.read_table(tmp_path / "events.parquet").num_rows == 0
