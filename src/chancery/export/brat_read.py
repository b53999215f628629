"""What an annotator changed in brat: the corrections between a dossier and its `.ann` file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from chancery.errors import InputError
from chancery.export.brat import ENTITIES, UNRESOLVED, file_name, standoff
from chancery.export.brat_standoff import Fragments, Standoff, parse
from chancery.records import Article, Dossier, Passage

_NUMBER = re.compile(r"\d+$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Filler:
    """What plays a role: words with the type that brat gives them, the actor whom they mention, or a record."""

    role: str
    type: str
    passages: tuple[Passage, ...]
    actor: str | None = None
    record: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotation:
    """One annotation as brat holds it: a record with its trigger, roles and attributes, or a mention."""

    type: str
    trigger: tuple[Passage, ...]
    roles: frozenset[Filler] = frozenset()
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """One change: a record or a mention rejected, edited or added.

    `record` is the id of the record that is meant, None for mentions and for what was added. `was` is what the
    dossier says, None for an addition; `now` what the annotator says, None for a rejection.
    """

    kind: Literal["reject", "edit", "add"]
    article: str
    record: str | None
    was: Annotation | None
    now: Annotation | None


def corrections(dossier: Dossier, folder: Path) -> Iterator[Correction]:
    """How the files of the dossier's article in that folder differ from the dossier.

    Raises InputError where they are missing or cannot be read, and where the text is not the dossier's, because
    then no offset would mean the same words. An event without our note counts as added.
    """
    stem = folder / file_name(dossier)
    text = _contents(stem.with_suffix(".txt"))
    if text != dossier.article.text:
        raise InputError(
            f"{stem}.txt: not the text of {dossier.article.id}; annotations would hit other words"
        )
    path = stem.with_suffix(".ann")
    there = _Reading(parse(_contents(path), text, str(path)), dossier)
    yield from compare(_Reading(standoff(dossier), dossier), there, dossier.article)


def _contents(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from None


def compare(here: _Reading, there: _Reading, article: Article) -> Iterator[Correction]:
    """The corrections that lead from the one to the other: records first, then mentions."""
    for record, was in here.records.items():
        now = there.records.get(record)
        if now != was:
            kind: Literal["reject", "edit"] = "reject" if now is None else "edit"
            yield Correction(kind=kind, article=article.id, record=record, was=was, now=now)
    for added in there.added:
        yield Correction(kind="add", article=article.id, record=None, was=None, now=added)
    yield from _mentions(here, there, article)


def _mentions(here: _Reading, there: _Reading, article: Article) -> Iterator[Correction]:
    """Mentions by their words: the same words with another type were edited."""
    for where, kind in here.mentions.items():
        was = Annotation(type=kind, trigger=_passages(article, where))
        now = there.mentions.get(where)
        if now is None:
            yield Correction(kind="reject", article=article.id, record=None, was=was, now=None)
        elif now != kind:
            changed = Annotation(type=now, trigger=was.trigger)
            yield Correction(kind="edit", article=article.id, record=None, was=was, now=changed)
    for where, kind in there.mentions.items():
        if where not in here.mentions:
            added = Annotation(type=kind, trigger=_passages(article, where))
            yield Correction(kind="add", article=article.id, record=None, was=None, now=added)


def _passages(article: Article, where: Fragments) -> tuple[Passage, ...]:
    return tuple(article.passage(start, end) for start, end in where)


class _Reading:
    """A standoff file as annotations that can be compared, whatever their ids in the file."""

    def __init__(self, source: Standoff, dossier: Dossier) -> None:
        self._source = source
        self._article = dossier.article
        self._ids = {event: note.split(" ", 1)[0] for event, note in source.notes.items() if note}
        self._actors = {
            (mention.passage.start, mention.passage.end): mention.actor_id for mention in dossier.mentions
        }
        kinds = {*ENTITIES.values(), UNRESOLVED}
        self.mentions = {span.fragments: span.type for span in source.spans.values() if span.type in kinds}
        known = {record.id for record in dossier.records()}
        self.records: dict[str, Annotation] = {}
        self.added: list[Annotation] = []
        for identity in source.events:
            record = self._ids.get(identity)
            if record in known and record not in self.records:
                self.records[record or ""] = self._annotation(identity)
            else:
                self.added.append(self._annotation(identity))

    def _annotation(self, identity: str) -> Annotation:
        event = self._source.events[identity]
        return Annotation(
            type=event.type,
            trigger=self._words(event.trigger),
            roles=frozenset(self._filler(_NUMBER.sub("", role), filler) for role, filler in event.roles),
            attributes=dict(self._source.attributes.get(identity, {})),
        )

    def _filler(self, role: str, identity: str) -> Filler:
        if identity in self._source.events:
            event = self._source.events[identity]
            return Filler(
                role=role,
                type=event.type,
                passages=self._words(event.trigger),
                record=self._ids.get(identity),
            )
        words = self._words(identity)
        actor = self._actors.get((words[0].start, words[-1].end))
        return Filler(role=role, type=self._source.spans[identity].type, passages=words, actor=actor)

    def _words(self, identity: str) -> tuple[Passage, ...]:
        if identity not in self._source.spans:
            raise InputError(
                f"the annotations of {self._article.id} name {identity}, which is not among them"
            )
        return _passages(self._article, self._source.spans[identity].fragments)
