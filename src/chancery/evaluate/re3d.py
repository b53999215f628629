"""re3d: entities and relations in documents on Syria and Iraq, as its JSON files mark them.

An item is one document. Figures follow the published scorer for this data: annotations below a confidence of
0.5 are left out, spans are trimmed of white space, edge punctuation and a leading article, and matched one to
one. `overlap` wants one shared character and the type, `exact` the same span; relations are `lenient` where
the type is right and both ends overlap, and symmetric types have no order.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chancery.coding.entity_links import SYMMETRIC, entities, entity_links
from chancery.coding.issues import sentence_numbers
from chancery.coding.reading_graph import graph_of
from chancery.coding.related import related
from chancery.errors import InputError
from chancery.language import parse
from chancery.language.pairs import pairs
from chancery.records import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from chancery.pipeline import Pipeline

LOWEST_CONFIDENCE = 0.5
"""Below it are candidates that the annotators rejected."""

_EDGE = " \t\r\n\u00a0,.;:!?\"'\u2018\u2019\u201c\u201d()[]"
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)

Span = tuple[int, int]
Entity = tuple[int, int, str]
Related = tuple[Span, Span, str]


def held_back(document_id: str) -> bool:
    """Whether a document of re3d is kept out of training and measured on: about one in five, by its id.

    >>> held_back("001C9C3F3DFE16B4921B1E906F66E161")
    False
    """
    return hashlib.sha256(document_id.encode()).digest()[0] % 5 == 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One document with its gold entities and relations (offsets as given, not trimmed)."""

    id: str
    text: str
    entities: set[Entity] = field(default_factory=set)
    relations: set[Related] = field(default_factory=set)


def load(path: Path) -> dict[str, Document]:
    """The documents under a folder of re3d (or one source of it), by id.

    Raises:
        InputError: if no documents.json is there.
    """
    folders = (
        [path]
        if (path / "documents.json").is_file()
        else sorted(p.parent for p in path.glob("*/documents.json"))
    )
    documents: dict[str, Document] = {}
    for folder in folders:
        for row in _lines(folder / "documents.json"):
            documents[row["_id"]] = Document(id=row["_id"], text=row["text"])
        for row in _lines(folder / "entities.json"):
            if row["confidence"] >= LOWEST_CONFIDENCE:
                documents[row["documentId"]].entities.add((row["begin"], row["end"], row["type"]))
        for row in _lines(folder / "relations.json"):
            if row["confidence"] >= LOWEST_CONFIDENCE:
                source, target = (
                    (row["sourceBegin"], row["sourceEnd"]),
                    (row["targetBegin"], row["targetEnd"]),
                )
                documents[row["documentId"]].relations.add((source, target, row["type"]))
    if not documents:
        raise InputError(f"{path}: no documents.json there; wanted is the folder re3d or one of its sources")
    return dict(sorted(documents.items()))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def predict(path: Path, pipeline: Pipeline) -> Iterator[dict[str, Any]]:
    """A row a document: its entities as the language model marks them, and the relations between them."""
    for document in load(path).values():
        if document.text.strip():
            yield row(document.id, parse(pipeline.nlp, Article(id=document.id, text=document.text)))


def row(name: str, doc: Doc) -> dict[str, Any]:
    """The predictions for one parsed document."""
    graph = graph_of(doc)
    found = entities(graph, [(ent.start, ent.end, ent.label_) for ent in doc.ents])
    links, seen = list(entity_links(graph, found)), pairs(doc)
    if seen is not None:
        links = list(related(seen, found, sentence_numbers(doc), links))

    def span(start: int, end: int) -> list[int]:
        return [doc[start].idx, doc[end - 1].idx + len(doc[end - 1])]

    return {
        "document": name,
        "entities": [{"begin": ent.start_char, "end": ent.end_char, "type": ent.label_} for ent in doc.ents],
        "relations": [
            {
                "source": span(link.source.start, link.source.end),
                "target": span(link.target.start, link.target.end),
                "type": link.type,
            }
            for link in links
        ],
    }


def measure(path: Path, rows: Sequence[dict[str, Any]]) -> dict[str, float | int]:
    """F1 of entities and relations, over all documents and over those held back from training."""
    documents = load(path)
    predicted = {row["document"]: row for row in rows}
    back = {name: document for name, document in documents.items() if held_back(name)}
    figures: dict[str, float | int] = {}
    for prefix, some in (("", documents), ("held_back_", back)):
        if not some or (prefix and len(some) == len(documents)):
            continue
        figures[f"{prefix}documents"] = len(some)
        for name, value in _figures(some, predicted).items():
            figures[f"{prefix}{name}"] = value
    return figures


def _figures(documents: Mapping[str, Document], predicted: Mapping[str, dict[str, Any]]) -> dict[str, float]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name, document in documents.items():
        row = predicted.get(name, {})
        text = document.text
        gold = sorted({(*trim(text, b, e), kind) for b, e, kind in document.entities})
        guessed = sorted({(*trim(text, x["begin"], x["end"]), x["type"]) for x in row.get("entities", ())})
        _count(counts["entities_exact"], gold, guessed, lambda x, y: x == y)
        _count(counts["entities_overlap"], gold, guessed, lambda x, y: x[2] == y[2] and _shared(x, y) > 0)
        true = _canonical(text, document.relations)
        found = _canonical(
            text, ((tuple(x["source"]), tuple(x["target"]), x["type"]) for x in row.get("relations", ()))
        )
        _count(counts["relations_lenient"], true, found, _ends_meet)
        _count(counts["relations_strict"], true, found, lambda x, y: x == y)
    return {f"{name}_f1": _f1(*values) for name, values in counts.items()}


def trim(text: str, begin: int, end: int) -> Span:
    """The span without white space, punctuation at its edges and a leading article."""
    start, stop = begin, end
    while start < stop and text[start] in _EDGE:
        start += 1
    while stop > start and text[stop - 1] in _EDGE:
        stop -= 1
    if start == stop:
        return begin, end
    article = _ARTICLE.match(text[start:stop])
    if article and start + article.end() < stop:
        start += article.end()
    return start, stop


def _canonical(text: str, relations: Iterable[tuple[Any, Any, str]]) -> list[Related]:
    found = set()
    for source, target, kind in relations:
        ends = trim(text, *source), trim(text, *target)
        if kind in SYMMETRIC and ends[1] < ends[0]:
            ends = ends[1], ends[0]
        found.add((*ends, kind))
    return sorted(found)


def _shared(one: Sequence[Any], other: Sequence[Any]) -> int:
    return int(min(one[1], other[1]) - max(one[0], other[0]))


def _ends_meet(one: Related, other: Related) -> bool:
    if one[2] != other[2]:
        return False
    straight = _shared(one[0], other[0]) > 0 and _shared(one[1], other[1]) > 0
    crossed = _shared(one[0], other[1]) > 0 and _shared(one[1], other[0]) > 0
    return straight or (crossed and one[2] in SYMMETRIC)


def _count(
    counts: list[int], gold: Sequence[Any], guessed: Sequence[Any], fits: Callable[[Any, Any], bool]
) -> None:
    """Add the size of the largest one-to-one matching, and how many there were of either."""
    owner: dict[int, int] = {}
    edges = [[j for j, guess in enumerate(guessed) if fits(truth, guess)] for truth in gold]

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        place(i, set())
    for at, value in enumerate((len(owner), len(guessed), len(gold))):
        counts[at] += value


def _f1(right: int, guessed: int, gold: int) -> float:
    return 2 * right / (guessed + gold) if right else 0.0
