"""PLV: PLOVER event types of news sentences with a marked source and target, and how well the rules find them.

An item is one sentence; its id is its uid column where there is one, else the row number from 0. Two tasks:
the type of the event between given actors, and the events of the bare sentence. The labels follow the older
conversion of CAMEO to PLOVER, in which the two leading digits of the CAMEO code decide; so rows are labelled
from the CAMEO code of an act, not from its PLOVER type (the two differ, for one, on convictions and sanctions).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chancery.coding.acts import Act, acts
from chancery.coding.graph import Graph
from chancery.coding.rules import codebook
from chancery.coding.words import listed
from chancery.errors import InputError
from chancery.evaluate.given import Span, between, depth, spans_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from chancery.pipeline import Pipeline

_ROOTS: Final = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
_EXCEPTIONS: Final = {"163": "COERCE"}
"""The public CAMEO-to-PLOVER table that PLV follows puts imposing sanctions under COERCE."""
_CLASSES: Final = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3,
    "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
_ALIASES: Final = {
    "CONCEDE": "YIELD", "RETREAT": "YIELD", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}  # fmt: skip
_STOP: Final = listed("a an the of and or in on at to by for from with s 's")
_MARK: Final = re.compile(r"</?([st])>")


def predict(path: Path, pipeline: Pipeline) -> Iterator[dict[str, Any]]:
    """A row an item: the type for the marked actors, and up to five events of the bare sentence."""
    items = read(path)
    docs = pipeline.nlp.pipe(item["sentence"] for item in items)
    for item, doc in zip(items, docs, strict=True):
        yield row(item, doc)


def row(item: Mapping[str, str], doc: Doc) -> dict[str, Any]:
    """The predictions for one item, from the parse of its sentence; `root` is null where no rule fires."""
    graph = Graph.of(doc)
    found = acts(graph, codebook())
    chosen = classify(graph, found, item)
    result: dict[str, Any] = {
        "id": int(item["id"]),
        "root": label(chosen.code) if chosen is not None else None,
        "rule": chosen.rule if chosen is not None else None,
    }
    result["events"] = [event for act in ranked(graph, found) if (event := _event(graph, act))][:5]
    return result


def read(path: Path) -> list[dict[str, str]]:
    """The items of a file, each with its id."""
    if not path.is_file():
        raise InputError(f"{path} is not a file; plv wants a tab-separated file such as PLV_train.tsv")
    csv.field_size_limit(10**8)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wanted = {"sentence", "source", "target", "gold_root"}
    if not rows or not wanted <= rows[0].keys():
        raise InputError(f"{path} has not the columns of PLV: {', '.join(sorted(wanted))}")
    for number, item in enumerate(rows):
        item["id"] = item.get("uid") or str(number)
    return rows


def label(code: str) -> str:
    """The type that PLV gives a CAMEO code."""
    return _EXCEPTIONS.get(code) or _ROOTS.get(code[:2], "")


# -- the type of the event between given actors --------------------------------------------------------------


def classify(graph: Graph, found: Sequence[Act], item: Mapping[str, str]) -> Act | None:
    """The act between the marked source and target; None where no rule fires."""
    sources, targets = spans(item)
    return between(graph, found, sources, targets, lambda act: bool(label(act.code)))


def spans(item: Mapping[str, str]) -> tuple[list[Span], list[Span]]:
    """Where source and target stand in the sentence, from the marked sentence or else by their text."""
    found: dict[str, list[Span]] = {"s": [], "t": []}
    marked, sentence = item.get("marked_sentence") or "", item["sentence"]
    if marked and _MARK.sub("", marked) == sentence:
        position = 0
        opened: dict[str, int] = {}
        for piece in re.split(r"(</?[st]>)", marked):
            mark = _MARK.fullmatch(piece)
            if mark is None:
                position += len(piece)
            elif piece.startswith("</"):
                found[mark[1]].append((opened.get(mark[1], position), position))
            else:
                opened[mark[1]] = position
    for name, key in (("s", "source"), ("t", "target")):
        found[name] = found[name] or spans_of(sentence, [item[key]])
    return found["s"], found["t"]


# -- the events of the bare sentence -------------------------------------------------------------------------


def ranked(graph: Graph, found: Sequence[Act]) -> list[Act]:
    """The acts in the order in which a reader would name them: complete ones and main clauses first."""

    def key(act: Act) -> tuple[float, int]:
        missing = (not act.actors and not act.speaker) + (not act.recipients)
        rank = 1.5 * missing + 0.5 * depth(graph, act.top) + 0.5 * (not act.strong)
        return rank + (1.0 if act.mood.denied or act.mood.negated else 0.0), act.trigger

    return sorted((act for act in found if label(act.code)), key=key)


def _event(graph: Graph, act: Act) -> dict[str, str] | None:
    actors = act.actors
    if act.speaker and actors and all(graph.pos[token] == "PRON" for token in actors):
        actors = act.speaker
    recipients = tuple(token for token in act.recipients if token not in actors)
    if not actors and not recipients:
        return None
    return {
        "root": label(act.code),
        "source": phrase(graph, actors[0]) if actors else "",
        "target": phrase(graph, recipients[0]) if recipients else "",
    }


def phrase(graph: Graph, token: int) -> str:
    """The name or noun at token with the words that belong to it, without its longer modifiers."""
    inside = {token}
    for kid in graph.kids[token]:
        if graph.rel[kid] in ("compound", "flat", "amod") and abs(kid - token) <= 6:
            inside.add(kid)
            inside.update(more for more in graph.kids[kid] if graph.rel[more] in ("compound", "flat"))
    return " ".join(graph.doc[index].text for index in sorted(inside))


# -- figures -------------------------------------------------------------------------------------------------


def measure(path: Path, rows: Sequence[Mapping[str, Any]]) -> dict[str, float | int]:
    """Macro-F1 over types and over the four classes, and the shares of items whose first event is right."""
    predicted = {int(found["id"]): found for found in rows}
    types: list[tuple[str, str]] = []
    classes: list[tuple[int, int]] = []
    pairs = triples = 0
    items = read(path)
    for item in items:
        found = predicted.get(int(item["id"]), {})
        events = found.get("events") or []
        kind = _type(found["root"] if "root" in found else (events[0].get("root") if events else ""))
        types.append((_type(item["gold_root"]), kind))
        classes.append((int(item["gold_penta"]), _CLASSES.get(kind, 0)))
        if (
            events
            and _same(item["source"], events[0]["source"])
            and _same(item["target"], events[0]["target"])
        ):
            pairs += 1
            triples += _type(events[0]["root"]) == _type(item["gold_root"])
    return {
        "items": len(items),
        "answered": sum(kind in _CLASSES for _, kind in types),
        "root_macro_f1": macro_f1(types),
        "class_macro_f1": macro_f1(classes),
        "first_event_pair": pairs / len(items),
        "first_event_triple": triples / len(items),
    }


def macro_f1(pairs: Sequence[tuple[object, object]]) -> float:
    """The mean F1 over the classes of the gold, from (gold, predicted) pairs.

    >>> macro_f1([("a", "a"), ("b", "a")])
    0.3333333333333333
    """
    right: Counter[object] = Counter(gold for gold, found in pairs if gold == found)
    gold_counts = Counter(gold for gold, _ in pairs)
    found_counts = Counter(found for _, found in pairs)
    scores = [2 * right[name] / (gold_counts[name] + found_counts[name]) for name in gold_counts]
    return sum(scores) / len(scores) if scores else 0.0


def same_type(name: str | None, other: str | None) -> bool:
    """Whether two names mean one type, in whichever version of PLOVER.

    >>> same_type("CONCEDE", "yield"), same_type("AID", None)
    (True, False)
    """
    return _type(name) == _type(other)


def _type(name: str | None) -> str:
    upper = (name or "").strip().upper()
    return _ALIASES.get(upper, upper)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if word not in _STOP}


def _same(gold: str, found: str) -> bool:
    left, right = _words(gold), _words(found or "")
    shared = len(left & right)
    return shared > 0 and (2 * shared / (len(left) + len(right)) >= 0.5 or right <= left)


__all__ = ["classify", "label", "measure", "predict", "ranked", "read", "row", "same_type", "spans"]
