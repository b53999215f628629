"""The measure of re3d, on a document written for it; the published scorer gives the same figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chancery.errors import InputError
from chancery.evaluate import re3d

TEXT = "The army met rebels in Oslo, and the rebels met the army."


def entity(part: str, kind: str, confidence: float = 1.0) -> dict[str, Any]:
    begin = TEXT.index(part)
    return {
        "documentId": "d",
        "begin": begin,
        "end": begin + len(part),
        "type": kind,
        "confidence": confidence,
    }


def relation(source: str, target: str, kind: str) -> dict[str, Any]:
    a, b = TEXT.index(source), TEXT.index(target)
    ends = {"sourceBegin": a, "sourceEnd": a + len(source), "targetBegin": b, "targetEnd": b + len(target)}
    return {"documentId": "d", "type": kind, "confidence": 1.0, **ends}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "Source"
    folder.mkdir()
    entities = [entity("The army", "Organisation"), entity("Oslo", "Location"), entity("met", "Weapon", 0.1)]
    relations = [relation("The army", "rebels", "CommWith"), relation("rebels", "Oslo", "CoLocated")]
    for name, rows in (
        ("documents", [{"_id": "d", "text": TEXT}]),
        ("entities", entities),
        ("relations", relations),
    ):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.json").write_text(lines, encoding="utf-8")
    return tmp_path


def test_figures(gold: Path) -> None:
    army, rebels, oslo = (
        [TEXT.index(word), TEXT.index(word) + len(word)] for word in ("army", "rebels", "Oslo,")
    )
    row = {
        "document": "d",
        "entities": [
            {"begin": army[0], "end": army[1], "type": "Organisation"},
            {"begin": oslo[0], "end": oslo[1], "type": "Organisation"},
        ],
        "relations": [
            {"source": rebels, "target": army, "type": "CommWith"},
            {"source": oslo, "target": rebels, "type": "Apart"},
        ],
    }
    figures = re3d.measure(gold, [row])
    assert figures["documents"] == 1
    assert figures["entities_exact_f1"] == pytest.approx(0.5)
    assert figures["entities_overlap_f1"] == pytest.approx(0.5)
    assert figures["relations_lenient_f1"] == pytest.approx(0.5)
    assert figures["relations_strict_f1"] == pytest.approx(0.5)


def test_rejected_annotations_and_absent_documents(gold: Path) -> None:
    assert len(re3d.load(gold)["d"].entities) == 2
    assert re3d.measure(gold, [])["entities_exact_f1"] == 0


@pytest.mark.parametrize(
    ("part", "trimmed"), [("The army", "army"), (" Oslo,", "Oslo"), ("the rebels", "rebels"), (", ", ", ")]
)
def test_trimming(part: str, trimmed: str) -> None:
    text = f"x{part}x"
    begin, end = re3d.trim(text, 1, 1 + len(part))
    assert text[begin:end] == trimmed


def test_about_a_fifth_is_held_back() -> None:
    held = sum(re3d.held_back(str(n)) for n in range(1000))
    assert 150 < held < 250


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no documents"):
        re3d.load(tmp_path)
