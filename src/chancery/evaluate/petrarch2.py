"""PETRARCH2's unit test records: stylised sentences, the events expected of them, and how many the rules find.

An item is one sentence with the events expected of it. The records carry codes of three schemes: most are WEIS,
under which they were first written, a few CAMEO, and some mean nothing ("901"); `ROOTS` says which CAMEO roots a
code may have. Their actors live in dictionaries that the records name and do not hold (`PETR.Validate.actors.txt`),
so `NAMES` gives each code the names that the sentences use for it, real or of Tolkien's; roles after the country
("GOV", "MIL") are not compared. Left out, for want of anything that a reader of the sentence could tell: events
of a code without a root, events with an unnamed or placeholder actor, and the categories in `MACHINERY`, whose
sentences test how dictionary patterns match words and not what sentences say.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chancery.coding.acts import Act, acts
from chancery.coding.graph import Graph
from chancery.coding.rules import codebook
from chancery.errors import InputError
from chancery.evaluate.given import match

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from chancery.pipeline import Pipeline

MACHINERY: Final = frozenset({"SYNSET", "PATTERN", "VERB", "DATE", "ERROR"})
"""Synonym sets, wildcards, phrasal and irregular forms, dated roles, broken input."""
ROOTS: Final[Mapping[str, tuple[str, ...]]] = {
    "030": ("03",), "031": ("04", "03"), "032": ("04", "03"), "033": ("04", "03"), "041": ("05",), "050": ("03",),
    "064": ("05", "03"), "071": ("07",), "081": ("05", "03", "06", "07"), "085": ("05", "03"), "095": ("02",),
    "096": ("02", "13"), "102": ("02", "10"), "112": ("11", "12"), "115": ("11", "08"), "122": ("11",),
    "131": ("11",), "132": ("11",), "160": ("13",), "162": ("13",), "173": ("13",), "174": ("13", "18", "19"),
    "191": ("12", "16"), "194": ("19",), "201": ("16", "17"), "212": ("17",), "223": ("18", "19"),
    "224": ("18", "19"), "1711": ("17",), "1721": ("17", "15"),
}  # fmt: skip
"""CAMEO roots of the records' codes, after the WEIS manual's categories; 194, 1711 and 1721 are CAMEO's own.
The first is what the code says; the others are CAMEO's for the same act told as to come ("is about to restore")."""
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "ARN": ("Arnor", "Arnorian"), "GON": ("Gondor", "Minas Tirith"), "OSG": ("Osgiliath",),
    "ERI": ("Eriador", "Eriadorian", "Eriadori"), "CAL": ("Calenardhon",), "DAG": ("Dagolath", "Dagolathi"),
    "ITH": ("Ithilen",), "MOR": ("Mordor", "Cirith Ungol", "Barad-dur"), "ROH": ("Rohan", "Rohans"),
    "BRE": ("Bree", "Eymn Muil"), "FOR": ("Fornost",), "DOL": ("Dol Amroth", "Dol_Amroth"), "FRO": ("Shire",),
    "BIL": ("Shire",), "SAM": ("Shire",), "ELR": ("Lorien",), "GAL": ("Lorien",), "HOB": ("Gollum", "Frodo"),
    "ELF": ("Caras Galadhon", "Galadriel"), "PHL": ("Philippines",), "FRA": ("France",),
    "CAF": ("Central African Republic",), "IGOEEU": ("European Union",), "USA": ("White House", "Washington",
    "United States"), "LBY": ("Libya",), "PRK": ("North Korea", "Hermit Kingdom", "Pyongyang"), "KOR": ("South Korea",
    "Seoul"), "RUS": ("Russian",), "PAK": ("Pakistani",), "AFG": ("Afghanistan",), "KUW": ("Kuwait",),
    "AUS": ("Australian",), "NZE": ("New Zealand",), "DNK": ("Danish", "Zealand"), "NGM": ("Amnesty International",),
    "NGO": ("MSF",), "HGW": ("Quibbler",), "IGOAFR": ("AU",), "IGOCOP": ("International Criminal Court",),
    "GMW": ("West German",),
}  # fmt: skip
"""The names by which the sentences call the actors of a code; a code that is not listed names nobody."""
_VISITS: Final = "04"

Expected = tuple[str, str, str]
"""Source, target and code of one event."""


def predict(path: Path, pipeline: Pipeline) -> Iterator[dict[str, Any]]:
    """A row a sentence: which of its expected events were found, and what else was in its acts."""
    items = read(path)
    docs = pipeline.nlp.pipe(item["text"] for item in items)
    for item, doc in zip(items, docs, strict=True):
        yield row(item, doc)


def row(item: Mapping[str, Any], doc: Doc) -> dict[str, Any]:
    """For each expected event of one sentence, whether it was found or in what the nearest act misses it."""
    graph, book = Graph.of(doc), codebook()
    found = [act for act in acts(graph, book) if book.codes[act.code].type]
    return {
        "id": item["id"],
        "outcomes": [_outcome(graph, found, expected) for expected in item["events"]],
        "rules": [act.rule for act in found],
    }


def read(path: Path) -> list[dict[str, Any]]:
    """The sentences of the file, or of the one in a folder, that expect an event which can be compared."""
    file = path / "PETR.UnitTest.records.xml" if path.is_dir() else path
    if not file.is_file():
        raise InputError(f"{file} is not a file; petrarch2 wants PETR.UnitTest.records.xml or its folder")
    try:
        root = ET.parse(file).getroot()
    except ET.ParseError as error:
        raise InputError(f"{file}: not well-formed XML: {error}") from error
    items = []
    for number, sentence in enumerate(root.iter("Sentence")):
        events = [one for one in map(_expected, sentence.iter("EventCoding")) if one is not None]
        text = " ".join((sentence.findtext("Text") or "").split())
        if sentence.get("category") not in MACHINERY and events and text:
            items.append({"id": f"{number}:{sentence.get('id')}", "text": text, "events": events})
    return items


def _expected(element: ET.Element) -> Expected | None:
    source, target = _code(element.get("sourcecode")), _code(element.get("targetcode"))
    code = element.get("eventcode") or ""
    return (source, target, code) if source and target and code in ROOTS else None


def _code(value: str | None) -> str | None:
    """The part of an actor's code that names somebody: its first letters, as far as they are listed."""
    return next((value[:n] for n in (6, 3) if value and value[:n] in NAMES), None)


def _outcome(graph: Graph, found: Sequence[Act], expected: Expected) -> str:
    """ "right", or what the act that comes nearest has wrong: "actors", "root" or "no act"."""
    source, target, code = expected
    outcome = "no act"
    for act in found:
        paired = _paired(graph, act, source, target) or (
            (act.mutual or act.code[:2] == _VISITS) and _paired(graph, act, target, source)
        )
        rooted = act.code[:2] in ROOTS[code]
        if paired and rooted:
            return "right"
        if paired or (rooted and outcome == "no act"):
            outcome = "root" if paired else "actors"
    return outcome


def _paired(graph: Graph, act: Act, source: str, target: str) -> bool:
    actors, recipients = act.actors, act.recipients
    if act.mutual and not recipients:
        recipients = actors
    return _names(graph, actors, source) and _names(graph, recipients, target)


def _names(graph: Graph, tokens: Sequence[int], code: str) -> bool:
    """Whether one of the phrases names the actor of that code."""
    text = graph.doc.text
    spans = []
    for name in NAMES[code]:
        at = text.find(name)
        while at >= 0:
            spans.append((at, at + len(name)))
            at = text.find(name, at + 1)
    return match(graph, tokens, spans) > 0


def measure(path: Path, rows: Sequence[Mapping[str, Any]]) -> dict[str, float | int]:
    """The share of expected events with CAMEO root and both actors right, and the misses by class."""
    expected = sum(len(item["events"]) for item in read(path))
    outcomes = Counter(outcome for found in rows for outcome in found["outcomes"])
    return {
        "sentences": len(rows),
        "events": expected,
        "root_and_actors": outcomes["right"] / expected if expected else 0.0,
        "missed_no_act": outcomes["no act"],
        "missed_root": outcomes["root"],
        "missed_actors": outcomes["actors"],
    }


__all__ = ["MACHINERY", "NAMES", "ROOTS", "measure", "predict", "read", "row"]
