"""Discourse Network Analyzer: the tables that it makes itself, statements on the right words, and back."""

from __future__ import annotations

import base64
import csv
import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from chancery.errors import InputError
from chancery.export import dna, dna_read, dna_schema
from chancery.export.agreement import short
from chancery.export.utf16 import Utf16
from tests.dossiers import DOSSIER, LATVIA, NORWAY, SOLBERG, TEXT
from tests.export.scenes import stance, with_text, written

# As Discourse Network Analyzer 3.0 declares them.
COLUMNS = {
    "SETTINGS": "Property Value",
    "DOCUMENTS": "ID Title Text Coder Author Source Section Notes Type Date",
    "STATEMENTTYPES": "ID Label Red Green Blue",
    "VARIABLES": "ID Variable DataType StatementTypeId",
    "VARIABLELINKS": "ID SourceVariableId TargetVariableId",
    "REGEXES": "Label Red Green Blue",
    "CODERRELATIONS": "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "DATABOOLEAN": "ID StatementId VariableId Value",
    "DATAINTEGER": "ID StatementId VariableId Value",
    "DATASHORTTEXT": "ID StatementId VariableId Entity",
    "DATALONGTEXT": "ID StatementId VariableId Value",
    "ENTITIES": "ID VariableId Value Red Green Blue ChildOf",
    "ATTRIBUTEVARIABLES": "ID VariableId AttributeVariable",
    "ATTRIBUTEVALUES": "ID EntityId AttributeVariableId AttributeValue",
}
PERMISSIONS = (
    "AddDocuments EditDocuments DeleteDocuments ImportDocuments AddStatements EditStatements DeleteStatements "
    "EditAttributes EditRegex EditStatementTypes EditCoders EditCoderRelations ViewOthersDocuments "
    "EditOthersDocuments ViewOthersStatements EditOthersStatements"
)

STANCES = (
    stance(LATVIA, "opposes", "the toll", 1),
    stance(SOLBERG, "supports", "the toll", 2),
    stance(NORWAY, "undecided", "the toll", 3),
    stance(NORWAY, "supports", "the toll", 4, former=True),
)
SOME = replace(DOSSIER, positions=STANCES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "project.dna"
    dna.write([SOME], made)
    return made


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def test_the_tables_are_those_of_dna(path: Path) -> None:
    for table, columns in COLUMNS.items():
        assert [row[1] for row in query(path, f"PRAGMA table_info({table})")] == columns.split(), table
    coders = [row[1] for row in query(path, "PRAGMA table_info(CODERS)")]
    assert coders[:8] == "ID Name Red Green Blue Refresh FontSize Password".split()
    assert coders[12:] == [f"Permission{name}" for name in PERMISSIONS.split()]


def test_the_database_is_sound(path: Path) -> None:
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    assert query(path, "PRAGMA foreign_key_check") == []


def test_dna_sees_its_third_version(path: Path) -> None:
    ((version,),) = query(path, "SELECT Value FROM SETTINGS WHERE Property = 'version'")
    assert str(version).startswith("3")


def test_every_statement_has_every_variable(path: Path) -> None:
    statements = query(path, "SELECT COUNT(*) FROM STATEMENTS")[0][0]
    assert statements == 2
    assert query(path, "SELECT COUNT(*) FROM DATASHORTTEXT") == [(3 * 2,)]
    assert query(path, "SELECT COUNT(*) FROM DATABOOLEAN") == [(2,)]
    entities = query(path, "SELECT COUNT(*) FROM ENTITIES")[0][0]
    assert query(path, "SELECT COUNT(*) FROM ATTRIBUTEVALUES") == [(3 * int(str(entities)),)]


def test_statements_as_dna_joins_them(path: Path) -> None:
    rows = query(
        path,
        """SELECT Variable, Value FROM STATEMENTS
        JOIN DATASHORTTEXT ON StatementId = STATEMENTS.ID JOIN ENTITIES ON ENTITIES.ID = Entity
        JOIN VARIABLES ON VARIABLES.ID = DATASHORTTEXT.VariableId ORDER BY STATEMENTS.ID, VARIABLES.ID""",
    )
    assert rows == [
        ("person", ""),
        ("organization", "Latvia"),
        ("concept", "the toll"),
        ("person", "Ida Solberg"),
        ("organization", "Norway"),
        ("concept", "the toll"),
    ]
    assert query(path, "SELECT Value FROM DATABOOLEAN ORDER BY StatementId") == [(0,), (1,)]


def test_the_document_and_its_date(path: Path) -> None:
    ((title, text, author, source, date),) = query(
        path, "SELECT Title, Text, Author, Source, Date FROM DOCUMENTS"
    )
    assert (title, text, author, source) == (DOSSIER.article.title, TEXT, "Ann Example", "The Quay")
    assert date == 1_709_596_800


def test_the_password_is_digested_as_dna_checks_it(path: Path) -> None:
    stored = base64.b64decode(str(query(path, "SELECT Password FROM CODERS WHERE ID = 1")[0][0]))
    salt, value = stored[:16], stored[16:]
    again = hashlib.sha256(salt + dna_schema.PASSWORD.encode()).digest()
    for _ in range(100_000 - 1):
        again = hashlib.sha256(again).digest()
    assert (len(value), value) == (32, again)


def test_offsets_are_javas_and_come_back_as_ours(tmp_path: Path) -> None:
    dossier = with_text(DOSSIER, "🏴 and 🎉: ")
    made = tmp_path / "wide.dna"
    dna.write([dossier], made)
    ((start, stop, text),) = query(made, "SELECT Start, Stop, Text FROM STATEMENTS JOIN DOCUMENTS")
    java = str(text).encode("utf-16-le")
    words = java[2 * int(str(start)) : 2 * int(str(stop))].decode("utf-16-le")
    assert words == "Latvia opposes the toll"
    (read,) = dna_read.read(made)
    assert (read.passage.start, read.passage.end) == (
        dossier.positions[0].evidence[0].start,
        dossier.positions[0].evidence[0].end,
    )


@pytest.mark.parametrize("text", ["", "plain", "a😀b", "😀😀", "é😀\n𝔸x"])
def test_offsets_in_both_directions(text: str) -> None:
    units = Utf16(text)
    for offset in range(len(text) + 1):
        java = len(text[:offset].encode("utf-16-le")) // 2
        assert units.from_code_points(offset) == java
        assert units.to_code_points(java) == offset


def test_what_was_written_is_read_back(path: Path) -> None:
    first, second = dna_read.read(path)
    assert (first.organization, first.person, first.concept, first.stance) == (
        "Latvia",
        None,
        "the toll",
        "opposes",
    )
    assert (second.person, second.organization, second.stance) == ("Ida Solberg", "Norway", "supports")
    assert first.passage.text == "Latvia opposes the toll"
    assert first.article.published.date == "2024-03-05"
    assert first.article.authors == ("Ann Example",)
    assert first.coder == "Chancery"
    assert first.notes == {"organization": LATVIA, "concept": "issue:the toll"}
    assert second.notes == {"person": SOLBERG, "organization": NORWAY, "concept": "issue:the toll"}


def test_statements_of_a_human_coder_and_of_other_types(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO CODERS (ID, Name, Password) VALUES (3, 'Vera', 'x')")
        database.execute("INSERT INTO STATEMENTS VALUES (9, 2, 1, 0, 13, 3)")
        database.execute(
            "INSERT INTO DATALONGTEXT (StatementId, VariableId, Value) VALUES (9, 5, 'headline')"
        )
    note = next(dna_read.read(path))
    assert (note.coder, note.statement_type, note.passage.text) == ("Vera", "Annotation", "Harbour talks")
    assert note.values == {"note": "headline"}
    assert note.stance is None


def test_a_month_and_an_unknown_date(tmp_path: Path) -> None:
    month = with_text(DOSSIER, "")
    unknown = replace(DOSSIER.article, published=type(DOSSIER.article.published)())
    assert dna.epoch(month.article) == 1_709_251_200
    assert dna.epoch(unknown) == 0


def test_long_labels_are_cut_at_a_word() -> None:
    label = "the proposal to " + "widen " * 50
    assert len(short(label)) <= 190
    assert short(label).endswith("widen…")


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "note.dna").write_text("no database", encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "old.dna")) as database, database:
        database.execute("CREATE TABLE SETTINGS (Property TEXT, Value TEXT)")
        database.execute("INSERT INTO SETTINGS VALUES ('version', '2.0 beta 25')")
    for name, reason in (("note.dna", "no database"), ("old.dna", "version 3"), ("none.dna", "no such file")):
        with pytest.raises(InputError, match=reason):
            list(dna_read.read(tmp_path / name))


def test_the_event_list_read_as_csv() -> None:
    text = written(dna.write_event_list, SOME)
    header, *rows = csv.reader(text.splitlines(), delimiter=";", strict=True)
    assert (
        header
        == (
            "statement_id time person organization concept agreement start_position stop_position text coder "
            "document_id document_title document_author document_source document_section document_type"
        ).split()
    )
    assert rows[0][:6] == ["1", "2024-03-05 00:00:00", "", "Latvia", "the toll", "0"]
    assert rows[0][8] == "Latvia opposes the toll"


def test_the_event_list_has_no_separator_within_a_text() -> None:
    dossier = replace(SOME, positions=(stance(LATVIA, "opposes", 'tolls; "fees"', 1),))
    row = list(csv.reader(written(dna.write_event_list, dossier).splitlines(), delimiter=";"))[1]
    assert row[4] == "tolls, 'fees'"
