"""PLOVER's gold standard records: examples of the CAMEO manual with their PLOVER type and mode.

An item is one record; its id is the record's. The records follow PLOVER 0.5 (2016), which still told DEMAND from
REQUEST, had FIGHT, INVESTIGATE and DISAPPROVE, counted every expressed intent as AGREE and a boycott's or
sanction's parent category by CAMEO: acts are labelled as that version would, from their CAMEO code, and modes
of its names are compared under today's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chancery.coding.acts import acts
from chancery.coding.graph import Graph
from chancery.coding.means import mode_of
from chancery.coding.rules import Code, codebook
from chancery.errors import InputError
from chancery.evaluate.given import between, spans_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from chancery.pipeline import Pipeline

_TYPES: Final = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_MODES: Final = {
    "demo-org": "demo", "demo-spon": "demo", "riot-spon": "riot", "riot-org": "riot", "strike-gen": "strike",
    "strike-lim": "strike", "strike-hun": "hunger", "host": "visit", "ban": "restrict", "confiscate": "seize",
    "detain": "arrest", "assassinate": "targeted", "political": "restrict",
}  # fmt: skip
_MODES_OF: Final = {
    ("THREATEN", "curfew"): "restrict",
    ("THREATEN", "martial-law"): "restrict",
    ("COERCE", "destroy"): "seize",
}
"""Modes that have another name, or none of their own, under that type today."""
_NO_MODE: Final = frozenset({"", "None", "other"})


def predict(path: Path, pipeline: Pipeline) -> Iterator[dict[str, Any]]:
    """A row a record: type, mode and CAMEO code of the act between its actors, and the rule that found it."""
    items = read(path)
    docs = pipeline.nlp.pipe(item["text"] for item in items)
    for item, doc in zip(items, docs, strict=True):
        yield row(item, doc)


def row(item: Mapping[str, Any], doc: Doc) -> dict[str, Any]:
    """The prediction for one record, from the parse of its text; all null where no rule fires."""
    graph, book = Graph.of(doc), codebook()
    sources, targets = (spans_of(item["text"], _names(item.get(key))) for key in ("source", "target"))
    chosen = between(graph, acts(graph, book), sources, targets, lambda act: bool(book.codes[act.code].type))
    if chosen is None:
        return {"id": item["id"], "type": None, "mode": None, "cameo": None, "rule": None}
    code = book.codes[chosen.code]
    return {
        "id": item["id"],
        "type": label(code),
        "mode": mode_of(graph, chosen, book),
        "cameo": code.cameo,
        "rule": chosen.rule,
    }


def read(path: Path) -> list[dict[str, Any]]:
    """The records of a file, or of the one in a folder; the leading note on the file is none."""
    file = path / "PLOVER_GSR_CAMEO.json" if path.is_dir() else path
    if not file.is_file():
        raise InputError(f"{file} is not a file; plover_gsr wants PLOVER_GSR_CAMEO.json or its folder")
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"{file}: not valid JSON: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(item, dict) and "event" in item for item in rows):
        raise InputError(f"{file} has no list of records with an event each")
    return [
        {**item, "id": f"{number}:{item.get('id')}"}
        for number, item in enumerate(rows)
        if item["event"] != "DOCUMENT"
    ]


def label(code: Code) -> str:
    """The type that the records' version gives a code: what is intended is agreed to, whatever it is."""
    return "AGREE" if code.cameo.startswith("03") else str(code.type)


def _names(entries: Any) -> list[str]:
    """The texts of the actors; a few records hold a bare string or nothing."""
    if not isinstance(entries, list):
        return []
    return [str(entry.get("actorText") or "") for entry in entries if isinstance(entry, dict)]


def gold_type(item: Mapping[str, Any]) -> str:
    """The type of a record under its present name."""
    return _TYPES.get(item["event"], str(item["event"]))


def gold_mode(item: Mapping[str, Any]) -> str | None:
    """The mode of a record under its present name, None where it has none that says something."""
    mode = str(item.get("mode"))
    if mode in _NO_MODE:
        return None
    return _MODES_OF.get((gold_type(item), mode)) or _MODES.get(mode, mode)


def measure(path: Path, rows: Sequence[Mapping[str, Any]]) -> dict[str, float | int]:
    """Shares of records with the right type, and of those that have a mode, with the right type and mode."""
    items = read(path)
    predicted = {found["id"]: found for found in rows}
    right = moded = both = answered = 0
    missed: Counter[str] = Counter()
    for item in items:
        found = predicted.get(item["id"]) or {}
        kind, mode = gold_type(item), gold_mode(item)
        good = found.get("type") == kind
        answered += found.get("type") is not None
        right += good
        moded += mode is not None
        both += good and mode is not None and found.get("mode") == mode
        missed["no act" if not found.get("type") else "another type"] += not good
    return {
        "items": len(items),
        "answered": answered,
        "type": right / len(items) if items else 0.0,
        "with_mode": moded,
        "type_and_mode": both / moded if moded else 0.0,
        "missed_no_act": missed["no act"],
        "missed_another_type": missed["another type"],
    }


__all__ = ["gold_mode", "gold_type", "label", "measure", "predict", "read", "row"]
