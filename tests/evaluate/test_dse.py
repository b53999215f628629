"""The measure of directed opinion, on items written for it; the published scorer gives the same figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from chancery.errors import InputError
from chancery.evaluate import dse
from chancery.pipeline import Pipeline

ITEMS = """\
[Norway] praised [Chile] for its courage.\tNorway\tChile\t1
The [Chile]an raid was condemned by [Norway].\tChile\tNorway\t4
[Norway] and [Chile] lie far apart.\tNorway\tChile\t0
[Norway] criticised [Chile].\tNorway\tChile\t3
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.txt"
    path.write_text(ITEMS, encoding="utf-8")
    return path


def test_marks_are_taken_out_and_keep_their_places(gold: Path) -> None:
    items = list(dse.load(gold))
    assert [item.text[slice(*item.first)] for item in items if item.first] == [
        "Norway",
        "Chile",
        "Norway",
        "Norway",
    ]
    assert [item.text[slice(*item.second)] for item in items if item.second] == [
        "Chile",
        "Norway",
        "Chile",
        "Chile",
    ]
    assert all("[" not in item.text for item in items)


def test_figures(gold: Path) -> None:
    rows = [{"id": 0, "label": 1}, {"id": 1, "label": 3}, {"id": 2, "label": 1}]
    figures = dse.measure(gold, rows)
    assert figures["items"] == 4
    assert figures["opinion_precision"] == pytest.approx(1 / 3)
    assert figures["opinion_recall"] == pytest.approx(1 / 3)
    assert figures["polarity_f1"] == pytest.approx(2 / 3)
    assert figures["detection_f1"] == pytest.approx(2 / 3)
    assert figures["macro_f1"] == pytest.approx((0 + 2 / 3 + 0 + 0) / 4)


def test_everything_right_is_one(gold: Path) -> None:
    figures = dse.measure(gold, [{"id": item.id, "label": item.label} for item in dse.load(gold)])
    assert figures["opinion_f1"] == figures["macro_f1"] == figures["accuracy"] == 1


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text("no tabs here\n", encoding="utf-8")
    with pytest.raises(InputError, match="tab-separated"):
        list(dse.load(path))


@pytest.mark.model
def test_plain_opinions_are_found(gold: Path, pipeline: Pipeline) -> None:
    rows = list(dse.predict(gold, pipeline))
    assert [row["label"] for row in rows] == [1, 4, 0, 3]
    assert rows[1]["positions"] == [{"source": "Norway", "target": "Chile", "polarity": "oppose"}]
