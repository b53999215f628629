"""The precision of each family of event rules, as rows for confidence.toml.

    python benchmarks/event_confidence.py CORPORA

A family is the part of a rule's id before the stop (`accuse.criticize`); frames are one. Its precision is the share
of the sentences of PLV and of PLOVER's gold standard records for which it gave the act between the two marked
actors, and that act's type was the gold's.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from chancery.evaluate import plover_gsr, plv
from chancery.pipeline import Pipeline, load

MEASURED = "PLV and PLOVER's gold records, type of the act between the marked actors"


def outcomes(corpora: Path, pipeline: Pipeline) -> Iterator[tuple[str, bool]]:
    """For each sentence that a rule answered: the rule's family, and whether its type is the gold's."""
    records = corpora / "plover_gsr"
    for item, row in zip(plover_gsr.read(records), plover_gsr.predict(records, pipeline), strict=True):
        if row["rule"]:
            yield row["rule"].partition(".")[0], row["type"] == plover_gsr.gold_type(item)
    sentences = corpora / "plv" / "PLV_train.tsv"
    for entry, row in zip(plv.read(sentences), plv.predict(sentences, pipeline), strict=True):
        if row["rule"]:
            yield row["rule"].partition(".")[0], plv.same_type(row["root"], entry["gold_root"])


def main(corpora: Path) -> None:
    """Print a row a family, and one for all that families have too few cases to stand for themselves."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for family, good in outcomes(corpora, load()):
        for name in (f"events/{family}", "events"):
            total[name] += 1
            right[name] += good
    for name in sorted(total):
        print("[[coder]]")
        print(f'coder = "{name}"')
        print(f"precision = {right[name] / total[name]:.2f}")
        print(f'measured = "{MEASURED}, n = {total[name]}"\n')


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
