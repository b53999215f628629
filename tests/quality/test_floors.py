"""The quality gate: what is measured on development data may not fall below the floors in floors.toml.

A floor is the figure of an accepted version, less what chance moves it by. It is raised when a version is
better and lowered only with a line in the changelog. The digest tells that the data are those that it was
measured on.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chancery.evaluate import GOLD, files_of

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

FLOORS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "floors.toml").read_text(encoding="utf-8")
).get("gate", [])


@pytest.mark.quality
@pytest.mark.parametrize("gate", FLOORS, ids=[f"{gate['gold']}:{gate['path']}" for gate in FLOORS])
def test_floor(gate: dict[str, Any], corpora: Path, pipeline: Pipeline, record_property: Any) -> None:
    path = corpora / gate["path"]
    assert files_of(path), f"{path}: not there; the gate measures {gate['gold']} on it"
    gold = GOLD[gate["gold"]]
    assert gold.digest(path) == gate["sha256"], f"{path}: not the data that the floors were measured on"
    measures = gold.measure(path, list(gold.predict(path, pipeline)))
    record_property("measures", measures)
    below = {
        name: f"{measures.get(name)} < {floor}"
        for name, floor in gate["floors"].items()
        if not measures.get(name, 0) >= floor
    }
    assert not below


def test_every_gate_names_a_gold_format_and_a_floor() -> None:
    for gate in FLOORS:
        assert gate["gold"] in GOLD
        assert gate["floors"]
        assert len(gate["sha256"]) == 64
