"""The measure of positions, on a document written for it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chancery.evaluate import positions

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

TEXT = (
    "Norway supports the harbour plan. Chile called for an end to the tolls. Peru, which calls the scheme a "
    "mistake, may still praise Norway.\n"
)


def span(part: str, occurrence: int = 0) -> list[int]:
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(part, start + 1)
    return [start, start + len(part)]


ACTORS = {
    "1": {"kind": "state", "id": "state:NOR", "mentions": [span("Norway")]},
    "2": {"kind": "state", "id": "state:CHL", "mentions": [span("Chile")]},
    "3": {"kind": "state", "id": "state:PER", "mentions": [span("Peru")]},
}
PLAN = [span("the harbour plan"), span("the scheme")]
MARKS = [
    {
        "holder": ["1"],
        "words": [span("supports")],
        "ways": [{"stance": "supports", "issue": PLAN}],
        "form": "verb",
    },
    {
        "holder": ["2"],
        "words": [span("called for")],
        "ways": [
            {"stance": "supports", "issue": [span("an end to")]},
            {"stance": "opposes", "issue": [span("the tolls")]},
        ],
        "form": "demand",
    },
    {
        "holder": ["3"],
        "words": [span("a mistake")],
        "ways": [{"stance": "opposes", "issue": PLAN}],
        "form": "evaluation",
    },
    {
        "holder": ["3"],
        "words": [span("praise")],
        "ways": [{"stance": "supports", "issue": [], "actors": ["1"]}],
        "form": "verb",
        "optional": True,
    },
]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "paper" / "text"
    folder.mkdir(parents=True)
    (folder / "plan.txt").write_text(TEXT, encoding="utf-8")
    sha = hashlib.sha256(TEXT.encode()).hexdigest()
    row = {"corpus": "paper", "document": "plan", "sha256": sha, "actors": ACTORS, "positions": MARKS}
    (tmp_path / "marks.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path


def ours(holder: str, stance: str, issue: list[int], actor: str | None = None) -> dict[str, Any]:
    made = {"holder": holder, "stance": stance, "issue": issue, "issue_actor": actor}
    return {**made, "evidence": [issue], "coder": "positions/test"}


def measured(corpora: Path, *found: dict[str, Any]) -> dict[str, float | int]:
    row = {"document": "plan", "positions": list(found), "actors": {}, "mentions": []}
    return positions.measure(corpora, [row], corpora / "marks.jsonl")


NORWAY = ours("state:NOR", "supports", span("plan"))
CHILE = ours("state:CHL", "opposes", span("tolls"))
PERU = ours("state:PER", "opposes", span("the harbour plan"))


def test_everything_right(corpora: Path) -> None:
    figures = measured(corpora, NORWAY, CHILE, PERU)
    for name in ("precision", "recall", "f1", "stance_f1", "recall worded", "recall evaluation"):
        assert figures[name] == 1.0
    assert figures["gold"] == figures["given"] == 3
    assert figures["precision positions/test"] == 1.0


def test_an_issue_may_be_said_in_either_way_but_not_turned_round(corpora: Path) -> None:
    assert measured(corpora, ours("state:CHL", "supports", span("an end")))["precision"] == 1.0
    turned = measured(corpora, ours("state:CHL", "supports", span("tolls")))
    assert turned["precision"] == 0.0
    assert turned["given"] == 1
    assert measured(corpora, ours("state:NOR", "opposes", span("plan")))["wrong stance"] == 1


def test_kinds_of_error(corpora: Path) -> None:
    figures = measured(
        corpora,
        ours("state:CHL", "supports", span("plan")),
        ours("state:NOR", "supports", span("tolls")),
        ours("state:SWE", "undecided", span("Chile")),
    )
    assert (figures["wrong holder"], figures["wrong issue"], figures["wrong none"]) == (1, 1, 1)
    assert figures["precision"] == figures["recall"] == 0.0
    assert figures["stance_recall"] == pytest.approx(2 / 3)


def test_optional_marks_are_neither_missed_nor_wrong(corpora: Path) -> None:
    praise = ours("state:PER", "supports", span("Norway", 1), "state:NOR")
    figures = measured(corpora, NORWAY, praise)
    assert figures["precision"] == 1.0
    assert figures["given"] == figures["optional"] == 1
    assert figures["recall"] == pytest.approx(1 / 3)


def test_nothing_predicted(corpora: Path) -> None:
    figures = positions.measure(corpora, [], corpora / "marks.jsonl")
    assert figures["recall"] == figures["precision"] == figures["f1"] == 0.0
    assert figures["gold"] == 3


@pytest.mark.model
def test_predictions_are_rows_for_the_measure(corpora: Path, pipeline: Pipeline) -> None:
    rows = list(positions.predict(corpora, pipeline, corpora / "marks.jsonl"))
    assert json.loads(json.dumps(rows)) == rows
    assert positions.measure(corpora, rows, corpora / "marks.jsonl")["documents"] == 1
