"""PLOVER's gold standard records: names of their version, the act between given actors, and the figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chancery.coding.rules import codebook
from chancery.errors import InputError
from chancery.evaluate import plover_gsr
from tests.build import make_doc

TORTURE: dict[str, Any] = {
    "id": "a",
    "event": "FIGHT",
    "mode": "torture",
    "text": "Chad tortured Niger",
    "source": [{"actorText": "Chad"}],
    "target": [{"actorText": "Niger"}],
}
DEMAND: dict[str, Any] = {**TORTURE, "id": "b", "event": "DEMAND", "mode": "", "target": "nobody"}
NOTE = {"id": "n", "event": "DOCUMENT"}
PARSE = "Chad PROPN nsubj 2\ntortured VERB root 0 torture\nNiger PROPN obj 2"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "PLOVER_GSR_CAMEO.json").write_text(json.dumps([NOTE, TORTURE, DEMAND]), encoding="utf-8")
    return tmp_path


def test_the_note_on_the_file_is_no_item_and_ids_are_unique(gold: Path) -> None:
    assert [item["id"] for item in plover_gsr.read(gold)] == ["1:a", "2:b"]


def test_types_and_modes_have_their_present_names() -> None:
    assert (plover_gsr.gold_type(TORTURE), plover_gsr.gold_type(DEMAND)) == ("ASSAULT", "REQUEST")
    assert plover_gsr.gold_mode({"event": "PROTEST", "mode": "strike-hun"}) == "hunger"
    assert plover_gsr.gold_mode({"event": "THREATEN", "mode": "curfew"}) == "restrict"
    assert plover_gsr.gold_mode(DEMAND) is None


def test_an_intent_is_agreed_to_whatever_it_is() -> None:
    codes = codebook().codes
    assert (plover_gsr.label(codes["0356"]), plover_gsr.label(codes["0871"])) == ("AGREE", "RETREAT")


def test_the_act_between_the_actors_is_told_with_its_rule(gold: Path) -> None:
    item = plover_gsr.read(gold)[0]
    found = plover_gsr.row(item, make_doc(PARSE))
    assert (found["type"], found["mode"], found["rule"]) == ("ASSAULT", "torture", "assault.torture")


def test_figures(gold: Path) -> None:
    rows = [{"id": "1:a", "type": "ASSAULT", "mode": "torture"}, {"id": "2:b", "type": None, "mode": None}]
    assert plover_gsr.measure(gold, rows) == {
        "items": 2,
        "answered": 1,
        "type": 0.5,
        "with_mode": 1,
        "type_and_mode": 1.0,
        "missed_no_act": 1,
        "missed_another_type": 0,
    }


@pytest.mark.parametrize(("text", "message"), [("{", "not valid JSON"), ("{}", "list of records")])
def test_another_file_is_refused_with_its_reason(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        plover_gsr.read(path)
