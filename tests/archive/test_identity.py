"""Actors and issues that people have merged, split and renamed: one in every answer, whatever is coded again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from chancery.archive import Archive
from chancery.archive.check import check
from chancery.errors import InputError
from tests.archive.making import news
from tests.dossiers import DOSSIER

ANN = {"author": "Ann"}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "a.chancery")
    archive.add(DOSSIER)
    for number in range(16):
        archive.add(news(number))
    return archive


def speakers(archive: Archive, name: str) -> set[str | None]:
    return {row.speaker for row in archive.statements(speaker=name)}


def test_merged_actors_are_one_in_questions_and_answers(archive: Archive) -> None:
    apart = len(archive.statements(speaker="Norway")), len(archive.statements(speaker="Latvia"))
    number = archive.merge("Norway", "state:LVA", **ANN)
    for name in ("Norway", "Latvia", "LVA"):
        assert len(archive.statements(speaker=name)) == sum(apart)
        assert speakers(archive, name) == {"state:NOR"}
    assert {row.holder_name for row in archive.positions(holder="Latvia")} == {"Norway"}
    assert archive.dossier(DOSSIER.article.id) == DOSSIER
    archive.add(replace(DOSSIER, notices=()))
    assert len(archive.statements(speaker="LVA")) == sum(apart)
    archive.undo(number, **ANN)
    assert speakers(archive, "Latvia") == {"state:LVA"}
    assert list(check(archive.path)) == []


def test_groups_grow_and_are_split(archive: Archive) -> None:
    archive.merge("NOR", "LVA", **ANN)
    archive.merge("JPN", "CHN", **ANN)
    archive.merge("LVA", "CHN", **ANN)
    assert speakers(archive, "Japan") == {"state:LVA"}
    assert len(archive.statements(speaker="Japan")) == len(archive.statements()) - 3
    archive.split("state:LVA", **ANN)
    assert speakers(archive, "Latvia") == {"state:LVA"}
    assert speakers(archive, "Japan") == speakers(archive, "Norway") == {"state:CHN"}
    with pytest.raises(InputError, match="one actor already"):
        archive.merge("NOR", "state:NOR", **ANN)


def test_renamed_actors_and_issues(archive: Archive) -> None:
    archive.rename("Latvia", "Republic of Latvia", **ANN)
    assert {row.speaker_name for row in archive.statements(speaker="Latvia")} == {"Republic of Latvia"}
    assert archive.sql("SELECT name FROM actor WHERE id = 'state:LVA'") == [{"name": "Republic of Latvia"}]
    archive.rename("the toll", "Harbour toll of 2024", of="issue", **ANN)
    assert [row.issue for row in archive.positions(holder="LVA", text="hurts trade")] == [
        "Harbour toll of 2024"
    ]


def test_merged_issues_are_asked_for_by_either_name(archive: Archive) -> None:
    both = {row.id for row in archive.positions(issue="toll")}
    pact = {row.id for row in archive.positions(issue="pact")}
    archive.merge("the harbour toll", "The fishing pact", of="issue", **ANN)
    assert {row.id for row in archive.positions(issue="pact")} == both - {"position:1"} | pact
    assert {row.issue for row in archive.positions(issue="fishing")} == {"harbour toll"} | {
        row.issue for row in archive.positions(issue="harbour toll")
    }
    with pytest.raises(InputError, match="no issue is called 'the bridge'"):
        archive.merge("the harbour toll", "the bridge", of="issue", **ANN)


def test_every_step_is_in_the_log(archive: Archive) -> None:
    archive.merge("NOR", "LVA", author="Ann", note="for a test")
    archive.rename("NOR", "The North", author="Bob")
    entries = [entry.correction for entry in archive.corrections()]
    assert [(one.action, one.kind, one.author, one.target["keys"]) for one in entries] == [
        ("merge", "actor", "Ann", ["state:NOR", "state:LVA"]),
        ("rename", "actor", "Bob", ["state:NOR"]),
    ]
    assert archive.lost_corrections() == []
    assert archive.precision() == []
