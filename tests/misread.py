"""Sentences of rules that the shipped model parses wrongly: known failures, each with what goes wrong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

ROWS = (Path(__file__).parent / "misread.tsv").read_text(encoding="utf-8").splitlines()
MISREAD = dict(row.split("\t", 1) for row in ROWS if row and not row.startswith("#"))
"""Sentence to reason. A sentence that is read rightly again fails its test until its row is deleted."""


def cases(rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    """The rows of a parametrised test, each ending in its sentence; misread ones are expected to fail."""
    return [
        pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=MISREAD[row[-1]]))
        if row[-1] in MISREAD
        else row
        for row in rows
    ]
