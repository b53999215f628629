"""Directed opinion: who of two marked entities is for or against the other (Park, Pan and Joo 2021).

A line is a sentence with both entities in square brackets, their names, and a label: 0 none, 1 the first is
for the second, 2 the second for the first, 3 the first against the second, 4 the second against the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chancery.actors import resolve
from chancery.coding.opinions import opinion
from chancery.coding.reading_graph import graph_of
from chancery.errors import InputError
from chancery.language import parse
from chancery.language.dates import Calendar
from chancery.language.pairs import pairs
from chancery.records import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from chancery.pipeline import Pipeline

BRACKETED = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One sentence without its brackets, where its two entities stand (half-open), and the gold label."""

    id: int
    text: str
    first: tuple[int, int] | None
    second: tuple[int, int] | None
    label: int


def load(path: Path) -> Iterator[Item]:
    """The items of a file, in order; `id` counts lines from 0."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 4 or columns[3] not in ("0", "1", "2", "3", "4"):
                raise InputError(
                    f"{path}:{number + 1}: not an item of directed opinion; wanted: sentence, first entity, "
                    "second entity and a label from 0 to 4, tab-separated"
                )
            text, marks = _unmarked(columns[0])
            first = next((mark for mark in marks if text[slice(*mark)] == columns[1]), None)
            second = next((m for m in marks if text[slice(*m)] == columns[2] and m != first), None)
            yield Item(id=number, text=text, first=first, second=second, label=int(columns[3]))


def _unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without brackets, and where the bracketed words stand in it."""
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []
    at = size = 0
    for match in BRACKETED.finditer(text):
        before, inside = text[at : match.start()], match.group(1)
        pieces += (before, inside)
        size += len(before)
        marks.append((size, size + len(inside)))
        size += len(inside)
        at = match.end()
    pieces.append(text[at:])
    return "".join(pieces), marks


def predict(path: Path, pipeline: Pipeline) -> Iterator[dict[str, Any]]:
    """A row an item: the label, and in words who is for or against whom."""
    for item in load(path):
        yield row(item, pipeline)


def row(item: Item, pipeline: Pipeline) -> dict[str, Any]:
    """The prediction for one item; label 0 where the marks are missing or nothing is found."""
    nothing: dict[str, Any] = {"id": item.id, "label": 0, "positions": []}
    if item.first is None or item.second is None or not item.text.strip():
        return nothing
    article = Article(id=f"dse:{item.id}", text=item.text)
    doc = parse(pipeline.nlp, article)
    calendar = Calendar.of(article, doc)
    cast = resolve(article, doc, calendar, pipeline.knowledge)
    first, second = _tokens(doc, item.first), _tokens(doc, item.second)
    if first is None or second is None:
        return nothing
    found = opinion(graph_of(doc), cast.heads, first, second, pairs(doc))
    if found is None:
        return nothing
    source, target = (item.first, item.second) if found.forward else (item.second, item.first)
    polarity = "support" if found.stance == "supports" else "oppose"
    position = {
        "source": item.text[slice(*source)],
        "target": item.text[slice(*target)],
        "polarity": polarity,
    }
    label = (1 if found.stance == "supports" else 3) + (0 if found.forward else 1)
    return {"id": item.id, "label": label, "positions": [position], "rule": found.rule}


def _tokens(doc: Doc, mark: tuple[int, int]) -> tuple[int, int] | None:
    """The tokens that overlap a stretch of characters."""
    inside = [token.i for token in doc if token.idx < mark[1] and token.idx + len(token) > mark[0]]
    return (inside[0], inside[-1] + 1) if inside else None


def measure(path: Path, rows: Sequence[dict[str, Any]]) -> dict[str, float | int]:
    """Figures over the five labels: items, macro F1, and for opinions precision, recall and F1.

    Opinion counts an item as found when polarity and direction are right, polarity without direction,
    detection as opinion or none.
    """
    predicted = {int(row["id"]): int(row.get("label", 0)) for row in rows}
    pairs = [(item.label, predicted.get(item.id, 0)) for item in load(path)]
    labels = sorted({gold for gold, _ in pairs})
    gold, guessed = Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    right = Counter(g for g, p in pairs if g == p)
    per_label = [_f1(right[label], guessed[label], gold[label]) for label in labels]
    figures: dict[str, float | int] = {
        "items": len(pairs),
        "macro_f1": sum(per_label) / len(per_label) if per_label else 0.0,
        "accuracy": sum(right.values()) / len(pairs) if pairs else 0.0,
    }
    opined, found = sum(g > 0 for g, _ in pairs), sum(p > 0 for _, p in pairs)
    hits = sum(g == p for g, p in pairs if g)
    figures["opinion_precision"] = hits / found if found else 0.0
    figures["opinion_recall"] = hits / opined if opined else 0.0
    figures["opinion_f1"] = _f1(hits, found, opined)
    figures["polarity_f1"] = _f1(sum((g + 1) // 2 == (p + 1) // 2 for g, p in pairs if g), found, opined)
    figures["detection_f1"] = _f1(sum(g > 0 and p > 0 for g, p in pairs), found, opined)
    return figures


def _f1(right: int, guessed: int, gold: int) -> float:
    return 2 * right / (guessed + gold) if right else 0.0
