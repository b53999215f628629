"""The precision of each rule of positions, as rows for confidence.toml.

    python benchmarks/position_confidence.py CORPORA

Measured on the articles whose positions were marked by hand (docs/marking.md): the share of a rule's positions that
are marked ones, borderline marks left out. Rules with fewer cases than FEWEST stand under all positions together.
"""

from __future__ import annotations

import sys
from pathlib import Path

from chancery.evaluate import positions
from chancery.pipeline import load

FEWEST = 10
"""Cases from which a rule has a figure of its own; with fewer, one case moves it by ten points."""

MEASURED = "43 articles marked by hand, chancery evaluate positions"


def main(corpora: Path) -> None:
    """Print a row for all positions, and one a rule that has enough cases."""
    figures = positions.measure(corpora, list(positions.predict(corpora, load())))
    rows = [("positions", figures["precision"], figures["given"])]
    for name, count in figures.items():
        coder = name.removeprefix("given ")
        if name.startswith("given positions/") and count >= FEWEST:
            rows.append((coder, figures[f"precision {coder}"], count))
    for coder, precision, count in rows:
        print("[[coder]]")
        print(f'coder = "{coder}"')
        print(f"precision = {precision:.2f}")
        print(f'measured = "{MEASURED}, n = {count}"\n')


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
