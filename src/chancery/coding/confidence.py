"""The measured precision of each coder: the only source of a record's `confidence`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _table() -> Mapping[str, float]:
    rows = tomllib.loads((files("chancery.coding") / "data" / "confidence.toml").read_text(encoding="utf-8"))
    return {row["coder"]: float(row["precision"]) for row in rows.get("coder", [])}


def confidence(coder: str) -> float | None:
    """The precision of that coder on gold data, or None where nobody has measured it.

    A rule id such as `events/consult.meet` falls back to its family, `events/consult`, and to its coder, `events`.
    """
    table = _table()
    for name in (coder, coder.rpartition(".")[0], coder.partition("/")[0]):
        if name in table:
            return table[name]
    return None
