"""Speakers as actors: whether a statement's speaker is who the source means, on statements marked by hand.

An item is one document; PATH is the folder of the corpora (it holds polnear/dev, gum/dev, gum/train). The marks are
in `data/speakers.jsonl`, the guideline in docs/marking.md. A marked statement is found where one of ours shares a word
with its cue and has a content Dice of at least 0.5, as in PolNeAR's measure. It is right where its speakers are the
marked ones, all of them; where nobody can be named, where it has no speaker. Not found and unresolved are wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chancery.evaluate.marked import DATA, Identity, MarkedDocument, actor_rows, article, choices, marked
from chancery.evaluate.polnear import Page

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline
    from chancery.records import Passage, Statement

MARKS = DATA / "speakers.jsonl"
LEAST = 0.5
"""Dice of the contents from which on two statements are one, as PolNeAR's scorer has it."""


def predict(path: Path, pipeline: Pipeline, marks: Path = MARKS) -> Iterator[dict[str, Any]]:
    """A row a document: all its statements with their speakers, its actors and mentions."""
    documents = marked(marks, path, "statements")
    articles = (article(document) for document in documents)
    for document, dossier in zip(documents, pipeline.pipe(articles), strict=True):
        statements = [_statement(one) for one in dossier.statements]
        yield {"document": document.name, "statements": statements, **actor_rows(dossier)}


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "source": _spans(statement.source),
        "cue": _spans(statement.cue),
        "content": [[part.start, part.end] for part in statement.content],
        "via": _spans(statement.via),
        "speaker": statement.speaker,
        "coder": statement.coder,
    }


def _spans(passage: Passage | None) -> list[list[int]]:
    return [[passage.start, passage.end]] if passage else []


def judge(document: MarkedDocument, row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each marked statement with what it is (`kind`, `form`, `drawn`), whether it was `found` and is `right`."""
    page, identity = Page(document.text), Identity(document, row)
    for mark in document.marks:
        ours = found(page, mark, row["statements"])
        wanted = choices(mark["speakers"])
        speakers = sorted({one["speaker"] for one in ours if one["speaker"]})
        right = bool(ours) and any(identity.exactly(speakers, keys) for keys in wanted)
        if ours and not right and any(overlap(one["via"], mark["source"]) for one in ours):
            right = any(identity.exactly(speakers, keys) for keys in choices(mark.get("through", ())))
        first = mark["speakers"][0]
        yield {
            "document": document.name,
            "cue": mark["cue"],
            "kind": document.actors[first[0]].kind if first else "none",
            "form": mark["form"],
            "drawn": mark["drawn"],
            "found": bool(ours),
            "right": right,
            "speakers": speakers,
        }


def found(
    page: Page, mark: Mapping[str, Any], statements: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Our statement that is the marked one; several where one sentence has several speakers."""
    wanted = page.marked(mark)
    best: list[Mapping[str, Any]] = []
    most = 0.0
    for one in statements:
        given = page.marked(one)
        alike = page.alike(wanted, given)
        if alike < LEAST:
            continue
        if best and all(best[0][part] == one[part] for part in ("source", "cue", "content")):
            best.append(one)
        elif alike > most:
            best, most = [one], alike
    return best


def overlap(some: Sequence[Sequence[int]], others: Sequence[Sequence[int]]) -> bool:
    """Whether any of these spans shares a character with any of those."""
    return any(a < d and c < b for a, b in some for c, d in others)


def measure(path: Path, rows: Sequence[dict[str, Any]], marks: Path = MARKS) -> dict[str, float | int]:
    """Accuracy over all marks, over those found, and by the actor's kind and the source's form, with counts."""
    given = {row["document"]: row for row in rows}
    judged = [
        one
        for document in marked(marks, path, "statements")
        for one in judge(
            document, given.get(document.name) or {"statements": [], "actors": {}, "mentions": []}
        )
    ]
    figures: dict[str, float | int] = {"statements": len(judged)}
    figures["found"] = share(judged, "found")
    figures["accuracy"] = share(judged, "right")
    figures["accuracy_found"] = share([one for one in judged if one["found"]], "right")
    figures["accuracy_drawn"] = share([one for one in judged if one["drawn"]], "right")
    for part in ("kind", "form"):
        counts = Counter(one[part] for one in judged)
        for name in sorted(counts):
            some = [one for one in judged if one[part] == name]
            figures[f"{part} {name}"] = share(some, "right")
            figures[f"{part} {name} found"] = share([one for one in some if one["found"]], "right")
            figures[f"{part} {name} count"] = counts[name]
    return figures


def share(some: Sequence[Mapping[str, Any]], part: str) -> float:
    """The share of these of which that is true."""
    return sum(bool(one[part]) for one in some) / len(some) if some else 0.0
