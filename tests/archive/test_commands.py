"""The commands over an archive: what they print where, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chancery import cli, commands_archive
from chancery.archive import Archive
from chancery.archive.place import default_archive
from chancery.records import Dossier, Passage, Published
from tests.archive.making import load, news, news_text, write_news
from tests.dossiers import DOSSIER


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(commands_archive, "load", load)
    monkeypatch.setenv("CHANCERY_ARCHIVE", str(tmp_path / "a.chancery"))
    write_news(tmp_path / "news", range(6))


def chancery(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=stdin)


def test_add_says_what_came_of_it(tmp_path: Path) -> None:
    result = chancery("add", tmp_path / "news")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"6 articles added. {tmp_path}/a.chancery holds 6 articles.\n"
    again = chancery("add", tmp_path / "news")
    assert (
        again.stderr
        == f"0 articles added, 6 documents done before. {tmp_path}/a.chancery holds 6 articles.\n"
    )
    assert chancery("add", "-q", tmp_path / "news").stderr == ""


def test_the_archive_in_the_folder_is_not_read_as_news(tmp_path: Path) -> None:
    result = chancery("add", "--archive", tmp_path / "news" / "x.chancery", tmp_path / "news")
    assert result.exit_code == 0
    assert chancery("add", "--archive", tmp_path / "news" / "x.chancery", tmp_path / "news").exit_code == 0


def test_standard_input(tmp_path: Path) -> None:
    assert "1 article added" in chancery("add", "-", stdin=news_text(77)).stderr
    assert "0 articles added, 1 there already" in chancery("add", "-", stdin=news_text(77)).stderr


def test_failures_are_named_listed_and_counted(tmp_path: Path) -> None:
    result = chancery("add", tmp_path / "news", tmp_path / "gone.txt")
    assert result.exit_code == 1
    assert f"chancery: {tmp_path}/gone.txt: no such file\n" in result.stderr
    assert "1 failed" in result.stderr
    listed = chancery("failures", "--clear")
    assert f"{tmp_path}/gone.txt: no such file" in listed.stdout
    assert listed.stderr == "1 document failed.\n"
    assert chancery("failures").stderr == "0 documents failed.\n"
    assert chancery("add", tmp_path / "gone.txt").exit_code == 2


def test_check(tmp_path: Path) -> None:
    assert chancery("check").exit_code == 2
    assert "no such archive" in chancery("check").stderr
    chancery("add", tmp_path / "news")
    assert chancery("check").stderr == f"{tmp_path}/a.chancery is whole: 6 articles, each as it was added.\n"
    data = (tmp_path / "a.chancery").read_bytes()
    (tmp_path / "a.chancery").write_bytes(data[: len(data) // 2])
    result = chancery("check")
    assert result.exit_code == 1
    assert result.stdout
    assert "is damaged" in result.stderr


def test_an_archive_that_is_none_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all, the harbour is open again.\n", encoding="utf-8")
    for command in (("add", tmp_path / "news"), ("failures",), ("check",)):
        result = chancery(*command, "--archive", tmp_path / "letter.txt")
        assert result.exit_code == 2, command
        assert "no archive of Chancery" in result.stderr
    assert "nothing matches" in chancery("add", tmp_path / "*.pdf").stderr
    assert chancery("add").exit_code == 2
    assert chancery("add", tmp_path / "news", "--jobs", "0").exit_code == 2


def test_where_the_archive_is_when_nobody_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert default_archive() == tmp_path / "a.chancery"
    monkeypatch.delenv("CHANCERY_ARCHIVE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert default_archive() == tmp_path / "data" / "chancery" / "archive.chancery"
    assert chancery("add", tmp_path / "news").exit_code == 0
    assert default_archive().is_file()
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/home/ann")
    assert default_archive() == Path("/home/ann/.local/share/chancery/archive.chancery")


@pytest.fixture
def filled(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.chancery") as archive:
        archive.add(DOSSIER)
        for number in range(16):
            archive.add(news(number))


ASKED = {
    "search": ("toll",),
    "statements": ("--speaker", "Norway"),
    "events": ("--between", "NOR", "Latvia"),
    "positions": ("--issue", "toll"),
    "relations": ("--of", "Norway"),
    "timeline": ("--actor", "Latvia"),
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("command", ASKED)
def test_answers_as_table_json_and_csv_hold_the_same(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    rows = json.loads(chancery(command, *ASKED[command], "-f", "json").stdout)
    assert rows
    table = list(csv.DictReader(io.StringIO(chancery(command, *ASKED[command], "-f", "csv").stdout)))
    assert [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows] == table
    printed = chancery(command, *ASKED[command])
    assert printed.exit_code == 0
    assert all(len(line) <= 120 for line in printed.stdout.splitlines())
    if command not in ("search", "positions"):
        assert all(row["id"].rpartition(":")[2][:9] in printed.stdout for row in rows)
    assert "there may be more (--limit)" in chancery(command, *ASKED[command], "-n", "1").stderr
    assert len(json.loads(chancery(command, *ASKED[command], "-n", "1", "-f", "json").stdout)) == 1


@pytest.mark.usefixtures("filled")
def test_positions_show_who_has_changed(tmp_path: Path) -> None:
    first = replace(
        DOSSIER, article=replace(DOSSIER.article, id="article:later", published=Published(date="2024-09"))
    )

    def again(passage: Passage) -> Passage:
        return first.article.passage(passage.start, passage.end)

    held = replace(
        DOSSIER.positions[0],
        stance="supports",
        evidence=tuple(map(again, DOSSIER.positions[0].evidence)),
        issue=replace(DOSSIER.positions[0].issue, passage=again(DOSSIER.positions[0].issue.passage)),
        reason=None,
    )
    with Archive(tmp_path / "a.chancery") as archive:
        archive.add(Dossier(article=first.article, actors=DOSSIER.actors, positions=(held,)))
    printed = chancery("positions", "--holder", "Latvia", "--text", "opposes the toll").stdout
    latest = printed.index("✓ supports")
    assert latest < printed.index("before that") < printed.index("✗ opposes")
    assert "2024-09-01" in printed
    assert "2024-03-05" in printed


@pytest.mark.usefixtures("filled")
def test_show_has_words_chain_rule_and_sources() -> None:
    printed = chancery("show", "statement:4").stdout
    assert "Reuters reports that [Latvia rejected the claim]." in " ".join(printed.split())
    assert "on the word of  Reuters (say: “reports”; statement:3)" in printed
    assert "found in        The Quay · Harbour talks end in Riga" in printed
    assert "statements/test; right in 75% of cases" in chancery("show", "statement:1").stdout
    record = news(3).positions[0]
    assert record.id in chancery("show", record.id[9:18]).stdout
    assert json.loads(chancery("show", record.id, "-f", "json").stdout)[0]["stance"] == "opposes"
    for wrong, said in (("event:ffff", "no record 'event:ffff'"), ("cat:1", "no kind of record 'cat'")):
        assert said in chancery("show", wrong).stderr


@pytest.mark.usefixtures("filled")
def test_nothing_found_is_said_and_is_no_failure() -> None:
    result = chancery("statements", "--speaker", "Norway", "--since", "2031")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing was found.\n")
    assert (
        json.loads(chancery("statements", "--speaker", "Norway", "--since", "2031", "-f", "json").stdout)
        == []
    )
    result = chancery("statements", "--speaker", "Atlantis")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "knows nobody by the name 'Atlantis'" in result.stderr


@pytest.mark.usefixtures("filled")
def test_correcting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANCERY_AUTHOR", "Ann")
    record = news(3).positions[0]
    result = chancery("correct", "edit", record.id[9:18], "stance=undecided", "--note", "so she says")
    assert (result.exit_code, result.stderr) == (0, "Correction 1: edited.\n")
    assert json.loads(chancery("show", record.id, "-f", "json").stdout)[0]["stance"] == "undecided"
    assert "made by         person/Ann" in chancery("show", record.id).stdout
    assert chancery("correct", "reject", record.id, "--author", "Bob").exit_code == 0
    assert chancery("show", record.id).exit_code == 2
    assert chancery("correct", "undo", "2").exit_code == 0
    assert chancery("show", record.id).exit_code == 0
    listed = chancery("correct", "log")
    assert f"Ann  edit {record.id}" in listed.stdout
    assert listed.stdout.splitlines()[0].endswith("applied — so she says")
    assert listed.stdout.splitlines()[1].endswith("undone")
    assert chancery("correct", "log", "--lost").stdout == ""
    article = news(3).article.id
    added = chancery(
        "correct", "add", article, "event", "type=AID", "trigger=Nobody knows", "evidence=Nobody knows"
    )
    assert added.exit_code == 0
    assert "AID" in chancery("events", "--type", "aid").stdout
    assert chancery("correct", "merge", "NOR", "Latvia").exit_code == 0
    assert chancery("correct", "rename", "LVA", "The Coast").exit_code == 0
    assert chancery("correct", "split", "state:LVA").exit_code == 0
    assert chancery("correct", "merge", "--issue", "the toll", "the harbour toll").exit_code == 0
    listed = chancery("correct", "log").stdout
    assert "merge actor state:NOR, state:LVA" in listed
    assert "rename actor state:LVA, “The Coast”" in listed
    assert "merge issue toll, harbour toll" in listed
    for wrong, said in (
        (("merge", "NOR", "Atlantis"), "knows nobody"),
        (("edit", record.id, "stance"), "write FIELD=VALUE"),
        (("edit", record.id, "stance=loud"), "allowed: supports"),
        (("add", article, "song", "x=y"), "no kind of record 'song'"),
        (("add", "article:x", "event", "type=AID"), "no article article:x"),
        (("add", article, "event", "type=AID"), "the field 'trigger' is missing"),
        (("undo", "77"), "no correction 77"),
        (("reject", "event:0000"), "no record"),
    ):
        result = chancery("correct", *wrong)
        assert result.exit_code == 2, wrong
        assert said in result.stderr


def test_recode(tmp_path: Path) -> None:
    chancery("add", tmp_path / "news")
    with Archive(default_archive()) as archive:
        dossier = next(archive.dossiers())
        archive.add(replace(dossier, statements=(), events=()), coded_by="0.0.1")
        archive.reject(dossier.positions[0].id, author="Ann")
    result = chancery("recode", "--jobs", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout == "1 article changed, 0 unchanged\nstatements: 1 new, 0 gone\nevents: 1 new, 0 gone\n"
    )
    assert chancery("recode").stdout == "0 articles changed, 0 unchanged\n"
    with Archive(default_archive()) as archive:
        assert archive.dossier(dossier.article.id) == replace(dossier, positions=())
