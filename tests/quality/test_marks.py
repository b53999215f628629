"""The marks made by hand fit the texts that they were made in, and the guideline counts them rightly."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from chancery.evaluate import positions, speakers
from chancery.evaluate.marked import marked

GUIDELINE = (Path(__file__).parents[2] / "docs" / "marking.md").read_text(encoding="utf-8")


@pytest.mark.quality
@pytest.mark.parametrize(("data", "of"), [(speakers.MARKS, "statements"), (positions.MARKS, "positions")])
def test_marks_begin_and_end_with_words(data: Path, of: str, corpora: Path) -> None:
    for document in marked(data, corpora, of):
        for start, end in (span for actor in document.actors.values() for span in actor.mentions):
            inside = document.text[start:end]
            assert inside == inside.strip()
            assert not (document.text[start - 1 : start + 1].isalnum() and start), document.name
            assert not document.text[end - 1 : end + 1].isalnum() or end == len(document.text), document.name


def test_the_guideline_counts_the_forms_of_the_marks() -> None:
    for data, part, names in (
        (speakers.MARKS, "## Speakers", "statements"),
        (positions.MARKS, "## Positions", "positions"),
    ):
        forms: Counter[str] = Counter()
        for mark in marks(data, names):
            forms[mark["form"]] += not mark.get("optional")
        table = GUIDELINE.partition(part)[2].partition("\n## ")[0]
        told: dict[str, int] = {}
        for row in re.findall(r"^\| (`.*`) \| ([\d, ]+) \|", table, flags=re.M):
            told.update(zip(re.findall(r"`(\w+)`", row[0]), map(int, row[1].split(", ")), strict=True))
        assert told == forms


def marks(data: Path, names: str) -> list[dict[str, str]]:
    """All marks of a data file."""
    import json

    return [
        mark for line in data.read_text(encoding="utf-8").splitlines() for mark in json.loads(line)[names]
    ]
