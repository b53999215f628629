"""Reviewing: records drawn for people to look at, and how often each coder was right by what they said."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chancery.archive.columns import KINDS, packed_id
from chancery.archive.corrections import Correction
from chancery.errors import InputError

Z = 1.959964
"""The normal deviate of intervals that hold the true share in 95 of 100 cases."""

_PRIME = 2147483647


@dataclass(frozen=True, kw_only=True, slots=True)
class Precision:
    """How many of a coder's records people have looked at and found right, with Wilson's 95 % interval."""

    coder: str
    reviewed: int
    right: int
    edited: int
    rejected: int
    precision: float
    low: float
    high: float


def precision(corrections: Iterable[Correction]) -> list[Precision]:
    """By coder, the most reviewed first. Of several verdicts on a record the last counts; additions are none."""
    verdicts: dict[tuple[str, str], tuple[str, str]] = {}
    for one in corrections:
        if one.kind not in KINDS:
            continue
        coder = str(one.target["fields"].get("coder", "")) if one.action != "add" else ""
        if one.action != "add" and (one.kind, one.target["fields"]["id"]) in verdicts:
            coder = verdicts[one.kind, one.target["fields"]["id"]][0]  # an edited record is a person's by now
        if coder and not coder.startswith("person/"):
            verdicts[one.kind, one.target["fields"]["id"]] = (coder, one.action)
    counted: dict[str, list[str]] = defaultdict(list)
    for coder, action in verdicts.values():
        counted[coder].append(action)
    rows = [_row(coder, actions) for coder, actions in counted.items()]
    return sorted(rows, key=lambda row: (-row.reviewed, row.coder))


def _row(coder: str, actions: Sequence[str]) -> Precision:
    right = actions.count("confirm")
    low, high = interval(right, len(actions))
    return Precision(
        coder=coder,
        reviewed=len(actions),
        right=right,
        edited=actions.count("edit"),
        rejected=actions.count("reject"),
        precision=right / len(actions),
        low=low,
        high=high,
    )


def interval(right: int, of: int) -> tuple[float, float]:
    """Wilson's interval for a share.

    >>> [round(end, 3) for end in interval(8, 10)]
    [0.49, 0.943]
    """
    share, square = right / of, Z * Z / of
    middle, half = share + square / 2, Z * math.sqrt(share * (1 - share) / of + square / (4 * of))
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def drawn(
    archive: sqlite3.Connection, number: int, *, kind: str | None, coder: str | None, seed: int
) -> list[tuple[str, int]]:
    """Kinds and numbers of records drawn at random that nobody has reviewed; the same seed draws the same."""
    if number < 1:
        raise InputError(f"a sample of {number}: must be at least 1")
    if kind is not None and kind not in KINDS:
        raise InputError(f"no kind of record {kind!r}; there are: {', '.join(KINDS)}")
    coders = _coders(archive, coder)
    marks = ", ".join("?" * len(coders))
    found: list[tuple[int, str, int]] = []
    for one in [kind] if kind else list(KINDS):
        seen = [packed_id(row[0], one) for row in archive.execute(_SEEN, (one,))]
        sql = (
            f"SELECT (no % {_PRIME} * ?) % {_PRIME} AS place, no FROM {one}s WHERE coded IN ({marks})"
            f" AND id NOT IN ({', '.join('?' * len(seen))}) ORDER BY place LIMIT ?"
        )
        values = (2 * (seed % 1_000_000) + 48271, *coders, *seen, number)
        found += [(place, one, no) for place, no in archive.execute(sql, values)]
    return [(one, no) for _, one, no in sorted(found)[:number]]


_SEEN = """
SELECT json_extract(target, '$.fields.id') FROM corrections WHERE kind = ? AND action <> 'undo'
"""


def _coders(archive: sqlite3.Connection, coder: str | None) -> list[int]:
    """Numbers of the coders that are meant, people apart: those of that name, or whose name begins so."""
    rows = archive.execute("SELECT no, coder FROM coders WHERE coder NOT LIKE 'person/%'").fetchall()
    found = [no for no, name in rows if coder is None or str(name).startswith(coder)]
    if coder is not None and not found:
        there = ", ".join(sorted({str(name) for _, name in rows})[:30])
        raise InputError(f"no coder {coder!r}; the archive has: {there}")
    return found
