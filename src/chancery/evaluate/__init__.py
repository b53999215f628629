"""Measuring: gold data in the formats that others use, and how far the records agree with it.

`GOLD` names the formats. Each is one module with `predict(path, pipeline)`, which gives a row an item as the
scorers for that format read them, and `measure(path, rows)`, which gives the headline figures. A module is
imported when it is asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

Row = dict[str, Any]
Measures = dict[str, float | int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Gold:
    """One gold format: what it holds, and the module that reads it."""

    name: str
    about: str

    def predict(self, path: Path, pipeline: Pipeline) -> Iterator[Row]:
        """A row of predictions for each item under path."""
        rows: Iterator[Row] = self._module().predict(path, pipeline)
        return rows

    def measure(self, path: Path, rows: Sequence[Row]) -> Measures:
        """The headline figures of those rows against the gold under path."""
        measures: Measures = self._module().measure(path, rows)
        return measures

    def digest(self, path: Path) -> str:
        """Which data a figure was measured on: of marks that come with Chancery, themselves; else what is there."""
        marks: Path | None = getattr(self._module(), "MARKS", None)
        return digest_of(path if marks is None else marks)

    def _module(self) -> Any:
        return import_module(f"chancery.evaluate.{self.name}")


GOLD: Mapping[str, Gold] = {
    gold.name: gold
    for gold in (
        Gold(
            name="polnear",
            about="attributions: source, cue, content (brat files; a folder such as polnear/dev)",
        ),
        Gold(name="plv", about="event types by PLOVER (a tab-separated file such as plv/PLV_train.tsv)"),
        Gold(
            name="plover_gsr",
            about="event types and modes by PLOVER (PLOVER_GSR_CAMEO.json or the folder plover_gsr)",
        ),
        Gold(
            name="petrarch2",
            about="events of PETRARCH2's unit tests (PETR.UnitTest.records.xml or the folder petrarch2)",
        ),
        Gold(name="dse", about="directed opinion between two entities (a text file such as dse/valid.txt)"),
        Gold(name="re3d", about="entities and relations (the folder re3d)"),
        Gold(
            name="conllu",
            about="sentences, words, tags, lemmas and trees (a .conllu file or a folder of them)",
        ),
        Gold(
            name="speakers",
            about="who speaks, on statements marked by hand (the folder of polnear, gum and re3d)",
        ),
        Gold(
            name="positions",
            about="who is for and against what, in articles marked by hand (the folder of polnear, gum and re3d)",
        ),
        Gold(name="coref", about="who is meant: GUM's entities and coreference (a .conllu file or a folder)"),
    )
}


def files_of(path: Path) -> list[Path]:
    """The file, all files of the folder, or those that the pattern fits, in a fixed order."""
    found = path.rglob("*") if path.is_dir() else path.parent.glob(path.name)
    return sorted(part for part in found if part.is_file())


def digest_of(path: Path) -> str:
    """SHA-256 over the names and contents of gold data: which data a figure was measured on."""
    total = hashlib.sha256()
    for part in files_of(path):
        total.update(part.relative_to(path.parent).as_posix().encode())
        total.update(hashlib.sha256(part.read_bytes()).digest())
    return total.hexdigest()


__all__ = ["GOLD", "Gold", "Measures", "Row", "digest_of", "files_of"]
