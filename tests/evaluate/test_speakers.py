"""The measure of speakers, on a document written for it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chancery.evaluate import speakers

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

TEXT = (
    'Ida Solberg leads the port of Riga. "The harbour is open," she said.\n'
    "A spokesman for the port added that ships had left. It is feared that ice will come.\n"
    "Solberg and the port said that tolls would fall.\n"
)


def span(part: str, occurrence: int = 0) -> list[int]:
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(part, start + 1)
    return [start, start + len(part)]


ACTORS = {
    "1": {"kind": "person", "mentions": [span("Ida Solberg")]},
    "2": {"kind": "organization", "mentions": [span("the port")]},
    "3": {"kind": "anonymous", "mentions": [span("A spokesman")]},
}


def mark(form: str, source: list[int] | None, cue: str, content: str, **more: Any) -> dict[str, Any]:
    parts = {"source": [source] if source else [], "cue": [span(cue)], "content": [span(content)]}
    return {"form": form, **parts, "drawn": True, **more}


MARKS = [
    mark("pronoun", span("she"), "said", '"The harbour is open,"', speakers=[["1"]]),
    mark(
        "spokesperson",
        span("A spokesman for the port"),
        "added",
        "that ships had left",
        speakers=[["3"]],
        through=[["2"]],
    ),
    mark("missing", None, "feared", "that ice will come", speakers=[[]]),
    mark(
        "short_name",
        span("Solberg and the port"),
        "said that",
        "that tolls would fall",
        speakers=[["1", "2"]],
    ),
]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "paper" / "text"
    folder.mkdir(parents=True)
    (folder / "port.txt").write_text(TEXT, encoding="utf-8")
    sha = hashlib.sha256(TEXT.encode()).hexdigest()
    row = {"corpus": "paper", "document": "port", "sha256": sha, "actors": ACTORS, "statements": MARKS}
    (tmp_path / "marks.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path


def ours(n: int, speaker: str | None, via: list[int] | None = None) -> dict[str, Any]:
    """Our statement for the n-th mark."""
    parts = {part: MARKS[n][part] for part in ("source", "cue", "content")}
    return {**parts, "via": [via] if via else [], "speaker": speaker, "coder": "test"}


def row(*statements: dict[str, Any]) -> list[dict[str, Any]]:
    mentions = [
        [*span("Ida Solberg"), "p:ida"],
        [*span("the port"), "o:port"],
        [*span("A spokesman"), "p:spokesman"],
    ]
    actors = {name: {"known": False, "country": None} for name in ("p:ida", "o:port", "p:spokesman")}
    return [{"document": "port", "statements": list(statements), "actors": actors, "mentions": mentions}]


def measured(corpora: Path, *statements: dict[str, Any]) -> dict[str, float | int]:
    return speakers.measure(corpora, row(*statements), corpora / "marks.jsonl")


def test_everything_right(corpora: Path) -> None:
    found = measured(
        corpora,
        ours(0, "p:ida"),
        ours(1, "p:spokesman"),
        ours(2, None),
        ours(3, "p:ida"),
        ours(3, "o:port"),
    )
    assert found["accuracy"] == found["found"] == found["accuracy_found"] == 1.0
    assert found["statements"] == 4
    assert found["kind person"] == found["form missing"] == 1.0
    assert found["kind person count"] == 2


def test_unresolved_not_found_and_half_of_a_pair_are_wrong(corpora: Path) -> None:
    found = measured(corpora, ours(0, None), ours(2, "p:ida"), ours(3, "p:ida"))
    assert found["accuracy"] == 0.0
    assert found["found"] == 0.75
    assert found["accuracy_found"] == 0.0


def test_a_body_may_speak_through_its_spokesman_where_the_record_says_so(corpora: Path) -> None:
    assert measured(corpora, ours(1, "o:port"))["form spokesperson"] == 0.0
    through = ours(1, "o:port", via=span("A spokesman for the port"))
    assert measured(corpora, through)["form spokesperson"] == 1.0


def test_another_cue_or_another_content_is_another_statement(corpora: Path) -> None:
    elsewhere = {**ours(0, "p:ida"), "cue": [span("leads")]}
    assert measured(corpora, elsewhere)["found"] == 0.0
    short = {**ours(0, "p:ida"), "content": [span("open")]}
    assert measured(corpora, short)["found"] == 0.0


def test_nothing_predicted(corpora: Path) -> None:
    assert speakers.measure(corpora, [], corpora / "marks.jsonl")["accuracy"] == 0.0


@pytest.mark.model
def test_predictions_are_rows_for_the_measure(corpora: Path, pipeline: Pipeline) -> None:
    rows = list(speakers.predict(corpora, pipeline, corpora / "marks.jsonl"))
    assert json.loads(json.dumps(rows)) == rows
    assert speakers.measure(corpora, rows, corpora / "marks.jsonl")["statements"] == 4
