"""The command that hands records on: every format, and what it refuses."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chancery import commands_export
from chancery.cli import app
from chancery.export import EXPORTERS, FILE_EXPORTERS, PathExporter, networks
from chancery.export.json import dump
from tests.dossiers import DOSSIER
from tests.export.scenes import HAPPENED

runner = CliRunner()


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text(dump(HAPPENED) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("form", sorted({*EXPORTERS, *FILE_EXPORTERS}))
def test_every_format_is_written(form: str, records: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    output = records.parent / "out"
    result = runner.invoke(app, ["export", form, str(records), "-o", str(output)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert output.is_dir() == (form in FILE_EXPORTERS and FILE_EXPORTERS[form].fills == "folder")
    assert sorted(path.name for path in records.parent.iterdir()) == ["out", "records.jsonl"]


def test_the_terminal_gets_what_the_file_gets(records: Path) -> None:
    output = records.parent / "out"
    runner.invoke(app, ["export", "gdelt", str(records), "-o", str(output)])
    assert runner.invoke(app, ["export", "gdelt", str(records)]).stdout == output.read_text(encoding="utf-8")


def test_from_a_pipe(records: Path) -> None:
    result = runner.invoke(app, ["export", "jsonl", "-"], input=records.read_text(encoding="utf-8"))
    assert json.loads(result.stdout)["article"]["id"] == "article:harbour"


def test_a_bad_line_is_named_and_the_rest_is_written(records: Path) -> None:
    with records.open("a", encoding="utf-8") as file:
        file.write('no json\n{"article": {"id": "x"}}\n[1]\n')
    result = runner.invoke(app, ["export", "jsonl", str(records)])
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert [f"line {number}:" in result.stderr for number in (1, 2, 3, 4)] == [False, True, True, True]


def test_an_article_is_exported_once(records: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.dna"
    result = runner.invoke(app, ["export", "dna", str(records), str(records), "-o", str(output)])
    assert "a second time" in result.stderr
    assert sqlite3.connect(output).execute("SELECT COUNT(*) FROM DOCUMENTS").fetchone() == (1,)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nonesuch", "RECORDS"], "no format 'nonesuch'"),
        (["csv", "RECORDS"], "csv is a folder; name it with -o"),
        (["dna", "RECORDS"], "dna is a file; name it with -o"),
        (["gdelt", "none.jsonl"], "none.jsonl: no such file"),
        (["gdelt", "RECORDS", "-o", "RECORDS"], "would destroy it"),
        (["dna", "RECORDS", "-o", "no/such/folder.dna"], "no such folder"),
        (["csv", "RECORDS", "-o", "FOLDER"], "exists and is no empty folder"),
        (["gexf", "--network", "friends", "RECORDS"], "no network 'friends'"),
        (["gdelt", "--network", "events", "RECORDS"], "goes with graphml and gexf"),
    ],
)
def test_what_is_refused(arguments: list[str], reason: str, records: Path) -> None:
    named = {"RECORDS": str(records), "FOLDER": str(records.parent)}
    before = records.read_bytes()
    result = runner.invoke(app, ["export", *(named.get(argument, argument) for argument in arguments)])
    assert result.exit_code == 2
    assert reason in result.stderr
    assert records.read_bytes() == before


def test_what_fails_leaves_the_old_file(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = records.parent / "out"
    output.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(commands_export.EXPORTERS, "gdelt", full)  # type: ignore[arg-type]
    result = runner.invoke(app, ["export", "gdelt", str(records), "-o", str(output)])
    assert (result.exit_code, output.read_text(encoding="utf-8")) == (2, "old")
    assert "No space left on device" in result.stderr
    assert len(list(records.parent.iterdir())) == 2


def test_what_fails_leaves_no_half_folder(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = records.parent / "tables"
    output.mkdir()

    def full(_: object, folder: Path) -> None:
        (folder / "half.csv").write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(commands_export.FILE_EXPORTERS, "csv", PathExporter("folder", full))  # type: ignore[arg-type]
    assert runner.invoke(app, ["export", "csv", str(records), "-o", str(output)]).exit_code == 2
    assert not list(output.iterdir())
    monkeypatch.undo()
    assert runner.invoke(app, ["export", "csv", str(records), "-o", str(output)]).exit_code == 0
    assert len(list(output.iterdir())) == 8


def test_the_networks_are_those_that_there_are() -> None:
    assert tuple(networks.NETWORKS) == commands_export.NETWORK_NAMES


def test_dossiers_come_back_as_they_were(records: Path) -> None:
    result = runner.invoke(app, ["export", "jsonl", str(records)])
    assert result.stdout == records.read_text(encoding="utf-8")
    assert DOSSIER.article.text == json.loads(result.stdout)["article"]["text"]
