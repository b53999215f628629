"""Short articles whose statements and answers are known, through the whole pipeline; the articles are in told.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from chancery.pipeline import Pipeline
from chancery.reading import read_path
from chancery.records import Dossier, Statement
from tests.coding.test_said import GAP, told

pytestmark = pytest.mark.model

ARTICLES = tomllib.loads((Path(__file__).parent / "told.toml").read_text(encoding="utf-8"))["article"]


def case(row: Mapping[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=row["misread"])] if "misread" in row else []
    return pytest.param(row, id=row["name"], marks=marks)


def read(pipeline: Pipeline, text: str, folder: Path) -> Dossier:
    file = folder / "article.md"
    file.write_text(text.strip() + "\n", encoding="utf-8")
    return pipeline(next(iter(read_path(file))))


def label(statement: Statement) -> str:
    """The cue, and the beginning of the content: what names a statement in the table."""
    return f"{statement.cue.text} {statement.content[0].text}"


def find(dossier: Dossier, row: Mapping[str, Any]) -> Statement:
    begins = row.get("content", "").split(GAP)[0]
    found = [one for one in dossier.statements if row["cue"] in one.cue.text]
    exact = [one for one in found if one.content[0].text == begins]
    assert found, [label(one) for one in dossier.statements]
    return (exact or found)[0]


@pytest.mark.parametrize("row", [case(row) for row in ARTICLES])
def test_what_an_article_tells(pipeline: Pipeline, row: Mapping[str, Any], tmp_path: Path) -> None:
    dossier = read(pipeline, row["text"], tmp_path)
    if not row.get("said"):
        assert [label(one) for one in dossier.statements] == []
    by_id = {one.id: one for one in dossier.statements}
    for said in row.get("said", ()):
        one = find(dossier, said)
        outer = by_id.get(one.reported_by or "")
        given = told(one, dossier) | {
            "cue": said["cue"],
            "within": outer.cue.text if outer else "-",
            "place": one.place.name if one.place else "-",
            "date": one.date.start if one.date else "-",
        }
        assert {name: given[name] for name in said} == dict(said)
        assert one.attributed_to == one.reported_by


@pytest.mark.parametrize("row", [case(row) for row in ARTICLES if "misread" not in row])
def test_what_answers_what(pipeline: Pipeline, row: Mapping[str, Any], tmp_path: Path) -> None:
    dossier = read(pipeline, row["text"], tmp_path)
    names = {one.id: label(one) for one in dossier.statements}
    given = {(answer.kind, names[answer.from_id], names[answer.to_id]) for answer in dossier.answers}
    wanted = [(answer["kind"], answer["from"], answer["to"]) for answer in row.get("answer", ())]
    for kind, start, end in wanted:
        assert any(k == kind and a.startswith(start) and b.startswith(end) for k, a, b in given), (
            kind,
            start,
            given,
        )
    assert len(given) == len(wanted), given
