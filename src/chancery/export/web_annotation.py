"""W3C Web Annotation as JSON-LD: a collection with an annotation for every record, anchored in the article's text.

Each record is anchored twice: by offsets (TextPositionSelector, in code points as the standard has it) and by its
words with their neighbours (TextQuoteSelector), so that a reader can find it again in another edition.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from chancery.export.json import dossier_to_dict
from chancery.export.maker import maker
from chancery.records import (
    Answer,
    Article,
    Dossier,
    Event,
    Passage,
    Position,
    Record,
    Relation,
    Statement,
    actors_of,
)

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

NEIGHBOURS = 32
"""Characters before and after the quoted words: what Hypothesis and Apache Annotator keep."""


def write(dossiers: Iterable[Dossier], file: TextIO) -> None:
    """One AnnotationCollection whose first page holds all annotations, written one by one."""
    head = {
        "@context": CONTEXT,
        "id": "urn:chancery:collection",
        "type": "AnnotationCollection",
        "label": "The record of Chancery",
    }
    page = (
        '"first": {"id": "urn:chancery:collection:1", "type": "AnnotationPage", "startIndex": 0, "items": ['
    )
    file.write(json.dumps(head, ensure_ascii=False)[:-1] + ", " + page)
    total = 0
    for dossier in dossiers:
        for annotation in annotated(dossier):
            file.write((",\n" if total else "\n") + json.dumps(annotation, ensure_ascii=False))
            total += 1
        file.flush()
    file.write(f'\n]}}, "total": {total}}}\n')


def annotated(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """An annotation for each record of the dossier, statements first."""
    plain = dossier_to_dict(dossier)
    names = {actor.id: actor.name for actor in dossier.actors}
    of_id = {
        row["id"]: row
        for group in ("statements", "events", "positions", "relations", "answers")
        for row in plain[group]
    }
    for record in dossier.records():
        yield {
            "id": iri(record.id),
            "type": "Annotation",
            "motivation": "assessing" if isinstance(record, Position) else "classifying",
            "generator": {
                "id": f"urn:chancery:coder:{record.coder}",
                "type": "Software",
                "name": maker(),
            },
            "body": list(_bodies(record, of_id[record.id], names)),
            "target": [_target(passage, dossier.article) for passage in record.evidence],
        }


def iri(identity: str) -> str:
    """The id of a record, an article or an actor as an IRI."""
    return f"urn:chancery:{identity}"


def _bodies(record: Record, row: dict[str, Any], names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What kind of record it is, as a tag; who is in it; and all its fields as JSON."""
    yield {"type": "TextualBody", "purpose": "tagging", "value": _tag(record)}
    for name in _named(record, names):
        yield {"type": "TextualBody", "purpose": "identifying", "value": name}
    yield {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "application/json",
        "value": json.dumps(row, ensure_ascii=False),
    }


def _tag(record: Record) -> str:
    """The kind of the record and its most telling field: "statement: deny", "position: opposes"."""
    if isinstance(record, Statement):
        return f"statement: {record.act}"
    if isinstance(record, Event):
        return f"event: {record.type}"
    if isinstance(record, Position):
        return f"position: {record.stance}"
    if isinstance(record, Relation):
        return f"relation: {record.predicate}"
    if isinstance(record, Answer):
        return f"answer: {record.kind}"
    return "record"


def _named(record: Record, names: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(names[actor] for actor in actors_of(record) if actor in names))


def _target(passage: Passage, article: Article) -> dict[str, Any]:
    text = article.text
    return {
        "source": article.url or iri(article.id),
        "selector": [
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
            {
                "type": "TextQuoteSelector",
                "exact": passage.text,
                "prefix": text[max(0, passage.start - NEIGHBOURS) : passage.start],
                "suffix": text[passage.end : passage.end + NEIGHBOURS],
            },
        ],
    }
