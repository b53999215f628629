"""Sentences whose statements are known, a row a statement, through the whole pipeline; the table is said.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chancery.pipeline import Pipeline
from chancery.records import Article, Dossier, Statement

pytestmark = pytest.mark.model

FIELDS = 10
GAP = " … "


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row of the table; its head explains the columns. `silent`: nothing is said in the sentence."""

    text: str
    source: str = ""
    speaker: str = ""
    cue: str = ""
    content: str = ""
    act: str = ""
    mood: str = ""
    to: str = ""
    via: str = ""
    misread: str = ""

    @property
    def silent(self) -> bool:
        return not self.cue


def rows() -> list[Row]:
    lines = (Path(__file__).parent / "said.tsv").read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    names = ("text", "source", "speaker", "cue", "content", "act", "mood", "to", "via", "misread")
    return [Row(**dict(zip(names, line, strict=False))) for line in table]


def case(row: Row) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=row.misread)] if row.misread else []
    return pytest.param(row, id=f"{row.text} [{row.cue}]", marks=marks)


ROWS = rows()


def called(dossier: Dossier, actor_id: str | None) -> str:
    actor = dossier.actor(actor_id) if actor_id else None
    return actor.name if actor else "-"


def told(statement: Statement, dossier: Dossier) -> dict[str, str]:
    """A statement as the table writes it."""
    mood = "" if statement.modality == "happened" else statement.modality
    return {
        "source": statement.source.text if statement.source else "-",
        "speaker": called(dossier, statement.speaker),
        "content": GAP.join(part.text for part in statement.content),
        "act": statement.act,
        "mood": "not" if statement.negated else mood,
        "to": called(dossier, statement.addressee),
        "via": statement.via.text if statement.via else "-",
    }


@pytest.mark.parametrize("row", [case(row) for row in ROWS if not row.silent])
def test_what_is_said(pipeline: Pipeline, row: Row) -> None:
    dossier = pipeline(Article(id="a", text=row.text))
    found = [one for one in dossier.statements if row.cue in one.cue.text]
    assert found, [one.cue.text for one in dossier.statements]
    given = told(found[0], dossier)
    tested = {"speaker", "to", "via"}
    wanted = {name: getattr(row, name) for name in given if name not in tested or getattr(row, name)}
    assert {name: given[name] for name in wanted} == wanted
    for passage in found[0].evidence:
        assert row.text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize("row", [case(row) for row in ROWS if row.silent])
def test_what_is_no_speech(pipeline: Pipeline, row: Row) -> None:
    assert [one.cue.text for one in pipeline(Article(id="a", text=row.text)).statements] == []


def test_the_table_is_sound() -> None:
    assert len(ROWS) >= 150
    assert all(
        row.content.replace(GAP, "") == "" or row.text.find(row.content.split(GAP)[0]) >= 0 for row in ROWS
    )
    keys = [(row.text, row.cue) for row in ROWS]
    assert len(keys) == len(set(keys))
