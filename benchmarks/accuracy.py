"""Measures the records against all gold data and writes the table of the README.

    python benchmarks/accuracy.py CORPORA              measure, keep docs/accuracy.json, write the table
    python benchmarks/accuracy.py CORPORA --only plv   measure one format again

`--floors` prints the floors that the quality gate (tests/quality/floors.toml) would have.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "docs" / "accuracy.json"
README = ROOT / "README.md"
SLACK = 0.01
"""What a floor leaves for chance: another processor rounds int8 arithmetic differently."""

Figures = dict[str, dict[str, float | int]]


NEWS = "gum/dev/GUM_news_*.conllu"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the table: a measure of a gold set, in words."""

    gold: str
    path: str
    measure: str
    words: str


LINES = (
    Line(gold="conllu", path=NEWS, measure="sentences", words="sentences found, F1"),
    Line(gold="conllu", path=NEWS, measure="upos", words="parts of speech, F1"),
    Line(gold="conllu", path=NEWS, measure="las", words="trees: head and relation of each word (LAS), F1"),
    Line(gold="conllu", path="gum/dev", measure="las", words="the same on all genres"),
    Line(gold="coref", path="gum/dev", measure="accuracy", words="pronouns and titles, the right actor"),
    Line(gold="coref", path="gum/dev", measure="pronouns accuracy", words="of these, pronouns"),
    Line(gold="polnear", path="polnear/dev", measure="attribution_f1", words="statements found, F1"),
    Line(
        gold="polnear",
        path="polnear/dev",
        measure="with_source_f1",
        words="statements with the right source, F1",
    ),
    Line(gold="plv", path="plv/PLV_train.tsv", measure="root_macro_f1", words="event type (15), macro F1"),
    Line(gold="plv", path="plv/PLV_train.tsv", measure="class_macro_f1", words="event class (4), macro F1"),
    Line(gold="dse", path="dse/valid.txt", measure="opinion_f1", words="who is for or against whom, F1"),
    Line(
        gold="re3d", path="re3d", measure="held_back_entities_overlap_f1", words="entities, overlapping, F1"
    ),
    Line(
        gold="re3d", path="re3d", measure="held_back_relations_lenient_f1", words="relations, overlapping, F1"
    ),
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
    rows = ["| what | measured on | % |", "|---|---|---|"]
    for line in LINES:
        value = figures[f"{line.gold} {line.path}"][line.measure]
        percent = value if line.gold == "conllu" else 100 * value
        rows.append(f"| {line.words} | `{line.gold}` {line.path} | {percent:.1f} |")
    return "\n".join(rows)


def with_table(readme: str, rows: str) -> str:
    """The README with these rows between its marks."""
    return re.sub(
        r"(<!-- accuracy -->\n).*?(<!-- /accuracy -->)",
        lambda match: f"{match[1]}{rows}\n{match[2]}",
        readme,
        flags=re.S,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--only", metavar="FORMAT")
    parser.add_argument("--floors", action="store_true")
    arguments = parser.parse_args()
    figures = measured(arguments.corpora, arguments.only)
    KEPT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    README.write_text(with_table(README.read_text(encoding="utf-8"), table(figures)), encoding="utf-8")
    print(table(figures))
    if arguments.floors:
        for line in LINES:
            value = figures[f"{line.gold} {line.path}"][line.measure]
            print(f"{line.gold} {line.path}: {line.measure} = {value - SLACK:.3f}")


if __name__ == "__main__":
    main()
