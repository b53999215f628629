"""Measures the records against all gold data and writes the table of the README.

    python benchmarks/accuracy.py CORPORA              measure, keep docs/accuracy.json, write the table
    python benchmarks/accuracy.py CORPORA --only plv   measure one format again

    python benchmarks/accuracy.py CORPORA --floors     also raise the floors of the quality gate

A floor (tests/quality/floors.toml) is what was measured, less SLACK. One that would fall is left as it is and named,
unless --lower says that it may; say why in the changelog.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "docs" / "accuracy.json"
README = ROOT / "README.md"
FLOORS = ROOT / "tests" / "quality" / "floors.toml"
HEAD = """\
# Floors of the quality gate, written by `python benchmarks/accuracy.py CORPORA --floors`: for each gold format and
# path under the corpora's folder, the digest of the data and the least value of each measure.
"""
SLACK = 0.01
"""What a floor leaves for chance: another processor rounds int8 arithmetic differently."""

Figures = dict[str, dict[str, float | int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the table: a measure of a gold set, in words; `others` have what in the same unit, if it is known."""

    gold: str
    path: str
    measure: str
    words: str
    others: str = ""


LINES = tuple(
    Line(gold=group["gold"], path=group["path"], **line)
    for group in tomllib.loads((Path(__file__).parent / "accuracy.toml").read_text(encoding="utf-8"))["set"]
    for line in group["line"]
)


def measured(corpora: Path, only: str | None) -> Figures:
    """The measures of every gold set of the table, by format and path."""
    from chancery.evaluate import GOLD
    from chancery.pipeline import load

    pipeline = load()
    figures: Figures = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    for gold, path in dict.fromkeys((line.gold, line.path) for line in LINES):
        if only in (None, gold):
            rows = list(GOLD[gold].predict(corpora / path, pipeline))
            found = GOLD[gold].measure(corpora / path, rows)
            figures[f"{gold} {path}"] = {name: round(value, 4) for name, value in found.items()}
            print(gold, path, json.dumps(figures[f"{gold} {path}"]), file=sys.stderr)
    return figures


def table(figures: Figures) -> str:
    """The table in Markdown."""
    rows = ["| what | `chancery evaluate` | % | others |", "|---|---|---|---|"]
    for line in LINES:
        value = figures[f"{line.gold} {line.path}"][line.measure]
        percent = value if line.gold == "conllu" else 100 * value
        rows.append(f"| {line.words} | `{line.gold} {line.path}` | {percent:.1f} | {line.others} |")
    return "\n".join(rows)


def with_table(readme: str, rows: str) -> str:
    """The README with these rows between its marks."""
    return re.sub(
        r"(<!-- accuracy -->\n).*?(<!-- /accuracy -->)",
        lambda match: f"{match[1]}{rows}\n{match[2]}",
        readme,
        flags=re.S,
    )


def raised(figures: Figures, corpora: Path, lower: bool) -> str:
    """The floors file for these figures: every line of the table, grouped by gold set."""
    from chancery.evaluate import GOLD

    before = {
        (gate["gold"], gate["path"], name): value
        for gate in tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("gate", [])
        for name, value in gate["floors"].items()
    }
    parts = [HEAD]
    for gold, path in dict.fromkeys((line.gold, line.path) for line in LINES):
        digest = GOLD[gold].digest(corpora / path)
        parts.append(f'\n[[gate]]\ngold = "{gold}"\npath = "{path}"\nsha256 = "{digest}"\n[gate.floors]\n')
        for name in [line.measure for line in LINES if (line.gold, line.path) == (gold, path)]:
            value = figures[f"{gold} {path}"][name]
            floor = round(value - SLACK * (100 if value > 1 else 1), 3)
            old = before.get((gold, path, name), floor)
            if floor < old and not lower:
                print(
                    f"{gold} {path}: {name} would fall from {old} to {floor}; left as it is", file=sys.stderr
                )
                floor = old
            parts.append(f'"{name}" = {floor}\n')
    return "".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--only", metavar="FORMAT")
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--lower", action="store_true")
    arguments = parser.parse_args()
    figures = measured(arguments.corpora, arguments.only)
    KEPT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    README.write_text(with_table(README.read_text(encoding="utf-8"), table(figures)), encoding="utf-8")
    print(table(figures))
    if arguments.floors:
        FLOORS.write_text(raised(figures, arguments.corpora, arguments.lower), encoding="utf-8")


if __name__ == "__main__":
    main()
