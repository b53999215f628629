"""brat standoff: a folder with `.txt` and `.ann` for each article, and the `annotation.conf` that brat needs.

Every record is an event of brat: a trigger with roles and attributes. A note on it carries the record's id, so
that `brat_read` can tell what an annotator has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from chancery.export.brat_standoff import Event as BratEvent
from chancery.export.brat_standoff import Span, Standoff, fragments
from chancery.records import (
    Answer,
    Dossier,
    Event,
    Office,
    Passage,
    Place,
    Position,
    Record,
    Relation,
    Statement,
)

ENTITIES: dict[str, str] = {
    "state": "State",
    "organization": "Organization",
    "person": "Person",
    "armed_group": "Armed_group",
    "media": "Media",
    "people": "People",
}
"""The type of a mention, by the kind of its actor."""

UNRESOLVED = "Unresolved"

PARTS: tuple[str, ...] = ("Source", "Content", "Via", "Reason")
"""The types of spans that are parts of records and mention nobody."""

PLOVER_TYPES: tuple[str, ...] = tuple(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
"""The event types of PLOVER (manual 0.8), in its order."""

MODALITIES = "happened|ongoing|planned|threatened|demanded|denied|hypothetical"


def write(dossiers: Iterable[Dossier], folder: Path) -> None:
    """The files of every article, named by its id."""
    (folder / "annotation.conf").write_text(_configuration(), encoding="utf-8")
    for dossier in dossiers:
        stem = folder / file_name(dossier)
        text = dossier.article.text
        # Line ends are written as they are: every offset counts them as one character.
        stem.with_suffix(".txt").write_text(text, encoding="utf-8", newline="")
        lines = "".join(line + "\n" for line in standoff(dossier).lines(text))
        stem.with_suffix(".ann").write_text(lines, encoding="utf-8", newline="")


def file_name(dossier: Dossier) -> str:
    """The name of the article's files, without their suffixes."""
    return re.sub(r"[^\w-]+", "-", dossier.article.id)


def standoff(dossier: Dossier) -> Standoff:
    """The dossier's mentions and records as brat has them."""
    drawing = _Drawing(dossier)
    for record in dossier.records():
        drawing.name(record)
    for record in dossier.records():
        drawing.draw(record)
    return drawing.made


class _Drawing:
    """One dossier while it is turned into standoff: which spans there are, and which event is which record."""

    def __init__(self, dossier: Dossier) -> None:
        self.made = Standoff()
        self._text = dossier.article.text
        self._spans: dict[tuple[str, tuple[tuple[int, int], ...]], str] = {}
        self._events: dict[str, str] = {}
        self._mentions: dict[str, list[tuple[Passage, str]]] = {}
        kinds = {actor.id: ENTITIES[actor.kind] for actor in dossier.actors}
        for mention in dossier.mentions:
            kind = UNRESOLVED if mention.actor_id is None else kinds.get(mention.actor_id, UNRESOLVED)
            span = self._span(kind, mention.passage)
            self._mentions.setdefault(mention.actor_id or "", []).append((mention.passage, span))

    def name(self, record: Record) -> None:
        """Give a record its event's id before any is drawn, because records refer to each other."""
        self._events[record.id] = f"E{len(self._events) + 1}"

    def draw(self, record: Record) -> None:
        """Add a record's event, its attributes and its note."""
        if isinstance(record, Statement):
            self._statement(record)
        elif isinstance(record, Event):
            self._event(record)
        elif isinstance(record, Position):
            self._position(record)
        elif isinstance(record, Relation):
            self._relation(record)
        elif isinstance(record, Answer):
            ends = (("From", record.from_id), ("To", record.to_id))
            roles = [(role, self._events[end]) for role, end in ends if end in self._events]
            self._add(record, "Answer", record.evidence[0], roles, {"Kind": record.kind})

    def _statement(self, record: Statement) -> None:
        near = (*((record.source,) if record.source else ()), *record.evidence)
        roles = [("Content", self._span("Content", passage)) for passage in record.content]
        roles += [("Source", self._span("Source", record.source))] if record.source else []
        roles += self._actors("Speaker", [record.speaker], near)
        roles += self._actors("Addressee", [record.addressee], record.evidence)
        roles += [("Via", self._span("Via", record.via))] if record.via else []
        if record.reported_by in self._events:
            roles.append(("Reported_by", self._events[record.reported_by or ""]))
        said = {"Act": record.act, "Speech": record.kind, "Modality": record.modality}
        self._add(record, "Statement", record.cue, roles, said | ({"Negated": ""} if record.negated else {}))

    def _event(self, record: Event) -> None:
        roles = self._actors("Actor", record.actors, record.evidence)
        roles += self._actors("Recipient", record.recipients, record.evidence)
        said = {"Modality": record.modality, "Mode": record.mode or "", "Cameo": record.cameo or ""}
        self._add(
            record, record.type, record.trigger, roles, {name: value for name, value in said.items() if value}
        )

    def _position(self, record: Position) -> None:
        roles = self._actors("Holder", [record.holder], record.evidence)
        roles += [("Reason", self._span("Reason", record.reason))] if record.reason else []
        said = {"Stance": record.stance} | ({"Former": ""} if record.former else {})
        self._add(record, "Position", record.issue.passage, roles, said)

    def _relation(self, record: Relation) -> None:
        roles = self._actors("Subject", [record.subject], record.evidence)
        target, note = record.object, ""
        if isinstance(target, str):
            roles += self._actors("Object", [target], record.evidence)
        elif isinstance(target, Office):
            roles += self._actors("Object", [target.body], record.evidence)
            note = target.title
        elif isinstance(target, Place):
            note = target.name
        said = {"Predicate": record.predicate} | ({} if record.polarity else {"Negated": ""})
        self._add(record, "Relation", record.evidence[0], roles, said, note)

    def _add(
        self,
        record: Record,
        kind: str,
        trigger: Passage,
        roles: Sequence[tuple[str, str]],
        attributes: dict[str, str],
        note: str = "",
    ) -> None:
        event = self._events[record.id]
        if record.attributed_to in self._events:
            roles = [*roles, ("Attributed_to", self._events[record.attributed_to or ""])]
        self.made.events[event] = BratEvent(event, kind, self._span(kind, trigger), _numbered(roles))
        self.made.attributes[event] = attributes
        self.made.notes[event] = f"{record.id} {note}".rstrip()

    def _actors(
        self, role: str, actors: Sequence[str | None], near: Sequence[Passage]
    ) -> list[tuple[str, str]]:
        """The role with a mention of each actor: one within the passages, in their order, else the first of all."""
        found = []
        for actor in actors:
            mentions = self._mentions.get(actor or "", []) if actor else []
            inside = (
                span
                for passage in near
                for mention, span in mentions
                if passage.start <= mention.start and mention.end <= passage.end
            )
            span = next(inside, mentions[0][1] if mentions else None)
            if span is not None:
                found.append((role, span))
        return found

    def _span(self, kind: str, passage: Passage) -> str:
        """The id of the span of that type on those words, made where there is none."""
        key = (kind, fragments(self._text, passage.start, passage.end))
        if key not in self._spans:
            self._spans[key] = f"T{len(self._spans) + 1}"
            self.made.spans[self._spans[key]] = Span(self._spans[key], *key)
        return self._spans[key]


def _numbered(roles: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """brat numbers a role from its second time on: Actor, Actor2, Actor3."""
    seen: dict[str, int] = {}
    numbered = []
    for role, filler in roles:
        seen[role] = seen.get(role, 0) + 1
        numbered.append((role if seen[role] == 1 else f"{role}{seen[role]}", filler))
    return tuple(numbered)


def _configuration() -> str:
    """What brat must know to show and edit these files."""
    actor, record = "|".join(ENTITIES.values()), "<EVENT>"
    statement = f"Content*:Content, Source?:Source, Speaker?:{actor}, Addressee?:{actor}, Via?:Via"
    events = [f"Statement\t{statement}, Reported_by?:Statement, Attributed_to?:Statement"]
    events += [
        f"{kind}\tActor*:{actor}, Recipient*:{actor}, Attributed_to?:Statement" for kind in PLOVER_TYPES
    ]
    events += [
        f"Position\tHolder:{actor}, Reason?:Reason, Attributed_to?:Statement",
        f"Relation\tSubject:{actor}, Object?:{actor}, Attributed_to?:Statement",
        "Answer\tFrom:Statement, To:Statement, Attributed_to?:Statement",
    ]
    attributes = [
        f"Modality\tArg:{record}, Value:{MODALITIES}",
        f"Negated\tArg:{record}",
        "Speech\tArg:Statement, Value:direct|indirect|mixed",
        "Stance\tArg:Position, Value:supports|opposes|undecided",
        "Former\tArg:Position",
        "Kind\tArg:Answer, Value:rebuts|echoes|answers",
    ]
    sections = {
        "entities": [*ENTITIES.values(), UNRESOLVED, *PARTS],
        "relations": ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"],
        "events": events,
        "attributes": attributes,
    }
    return "\n".join(
        f"[{name}]\n" + "".join(line + "\n" for line in lines) for name, lines in sections.items()
    )
