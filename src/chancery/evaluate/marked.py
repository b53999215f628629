"""Documents of several corpora that were marked by hand for Chancery: their texts, their marks, who is who in them.

Marks are kept in `data/*.jsonl`, a document a line, as offsets and labels: corpora may not be copied. Each line
carries the SHA-256 of the text that was marked, so that offsets are never read into another text. An actor is marked by
where the document names it best, and by its id where the knowledge base has it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from chancery.actors import knowledge
from chancery.errors import InputError
from chancery.reading import read_text
from chancery.records import Article, Dossier

DATA = Path(__file__).parent / "data"

Span = tuple[int, int]
Spans = tuple[Span, ...]
Choices = tuple[frozenset[str], ...]
"""Sets of marked actors, by key; any of them is right. The empty set: nobody can be named."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkedActor:
    """Who somebody is: a kind, an id where known, the country where the words say it, and the best mentions.

    A mention ends with its head, a name with its last word: "a spokesman" of "a spokesman for the port".
    """

    kind: str
    id: str | None = None
    country: str | None = None
    mentions: Spans = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkedDocument:
    """One document: its text, its actors by key, and its marks as they are written in the data."""

    name: str
    text: str
    actors: Mapping[str, MarkedActor]
    marks: tuple[Mapping[str, Any], ...]


def spans(pairs: Sequence[Sequence[int]]) -> Spans:
    """Spans as they are written in the data."""
    return tuple((start, end) for start, end in pairs)


def choices(keys: Sequence[Sequence[str]]) -> Choices:
    """Choices as they are written in the data."""
    return tuple(frozenset(one) for one in keys)


def marked(data: Path, corpora: Path, of: str) -> list[MarkedDocument]:
    """The documents of a data file with the texts they were marked in; `of` names the list of marks.

    Raises:
        InputError: if a document is not there or its text is another one.
    """
    rows = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines()]
    texts: dict[str, Mapping[str, str]] = {}
    found = []
    for row in rows:
        corpus, name = row["corpus"], row["document"]
        if corpus not in texts:
            texts[corpus] = _texts(corpora, corpus)
        text = texts[corpus].get(name)
        if text is None:
            raise InputError(f"{corpora}: no document {name} in {corpus}, which {data.name} has marks for")
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != row["sha256"]:
            raise InputError(f"{corpora}/{corpus}: {name} is not the text that {data.name} was marked in")
        actors = {key: _actor(actor) for key, actor in row["actors"].items()}
        found.append(MarkedDocument(name=name, text=text, actors=actors, marks=tuple(row[of])))
    return found


def _actor(row: Mapping[str, Any]) -> MarkedActor:
    return MarkedActor(
        kind=row["kind"], id=row.get("id"), country=row.get("country"), mentions=spans(row["mentions"])
    )


def _texts(corpora: Path, corpus: str) -> dict[str, str]:
    """The texts of a corpus by the name of their document: plain text, CoNLL-U or re3d's JSON."""
    from chancery.evaluate.re3d import load
    from chancery.evaluate.ud import read_conllu

    folder = corpora / corpus
    if corpus == "re3d":
        return {name: document.text for name, document in load(folder).items()}
    plain = sorted((folder / "text").glob("*.txt"))
    if plain:
        return {file.stem: file.read_bytes().decode("utf-8") for file in plain}
    treebank = sorted(folder.glob("*.conllu"))
    if not treebank:
        raise InputError(
            f"{folder}: no text/*.txt and no *.conllu; expected is the folder that holds {corpus}"
        )
    return {one.name: one.text for file in treebank for one in read_conllu(file)}


def article(document: MarkedDocument) -> Article:
    """The article as it would be read; where reading would change the text, the text as it stands."""
    read = read_text(document.text)
    return read if read.text == document.text else Article(id=document.name, text=document.text)


def actor_rows(dossier: Dossier) -> dict[str, Any]:
    """Who is in a dossier, as a row keeps it."""
    return {
        "actors": {one.id: {"known": one.known, "country": one.country} for one in dossier.actors},
        "mentions": [[m.passage.start, m.passage.end, m.actor_id] for m in dossier.mentions if m.actor_id],
    }


class Identity:
    """Which of our actors are which of the marked ones in one document.

    An actor of the knowledge base is the marked one with its id; without a marked id, the one that goes by its
    name. An actor met in the text is whom it denotes at the marked mentions; one that denotes two marked actors
    there has mixed them up and is only the one that it denotes more often.
    """

    def __init__(self, document: MarkedDocument, row: Mapping[str, Any]) -> None:
        self.document = document
        self.ours: Mapping[str, Mapping[str, Any]] = row["actors"]
        self.mentions: list[tuple[int, int, str]] = [tuple(one) for one in row["mentions"]]

    @cached_property
    def _counts(self) -> dict[str, dict[str, int]]:
        """For each of our actors, at how many marked mentions of each marked actor it is denoted."""
        counts: dict[str, dict[str, int]] = {}
        for key, actor in self.document.actors.items():
            for mention in actor.mentions:
                found = self._denoted(mention)
                if found is not None:
                    keys = counts.setdefault(found, {})
                    keys[key] = keys.get(key, 0) + 1
        return counts

    def _denoted(self, mention: Span) -> str | None:
        """Whom our record denotes there: of the mentions with the same last word, the one that is most alike."""
        start, end = mention
        words = self.document.text[start:end].split()
        last = end - len(words[-1])

        def alike(one: tuple[int, int, str]) -> float:
            shared = min(one[1], end) - max(one[0], start)
            return 2 * shared / (one[1] - one[0] + end - start)

        fitting = [one for one in self.mentions if last < one[1] <= end and one[0] < end]
        return max(fitting, key=alike)[2] if fitting else None

    def same(self, actor_id: str, key: str) -> bool:
        """Whether our actor is the marked one."""
        ours, gold = self.ours.get(actor_id, {}), self.document.actors[key]
        if gold.id == actor_id:
            return True
        counts = self._counts.get(actor_id, {})
        if key not in counts or counts[key] < max(counts.values()):
            return False
        if gold.country is not None and ours.get("country") != gold.country:
            return False
        if not ours.get("known"):
            return True
        return gold.id is None and actor_id in self._named(gold)

    def _named(self, gold: MarkedActor) -> set[str]:
        """Whom the knowledge base knows by the marked names."""
        base = knowledge()
        return {one.id for start, end in gold.mentions for one in base.lookup(self.document.text[start:end])}

    def exactly(self, actor_ids: Sequence[str], keys: frozenset[str]) -> bool:
        """Whether our actors are the marked ones, all of them and no others."""
        found = set(actor_ids)
        if len(found) != len(keys):
            return False
        matched = [{key for key in keys if self.same(one, key)} for one in found]
        return all(matched) and len(set().union(*matched)) == len(keys)
