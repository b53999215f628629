"""brat's standoff files: annotations as lines about spans of a text that stays as it is. Reading and writing them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chancery.errors import InputError

Fragments = tuple[tuple[int, int], ...]
"""The parts of a span: half-open offsets in code points, one part for each line that the span is on."""


@dataclass(frozen=True, slots=True)
class Span:
    """A `T` line: a type and the stretch of text that has it."""

    id: str
    type: str
    fragments: Fragments


@dataclass(frozen=True, slots=True)
class Event:
    """An `E` line: a trigger, and what plays which role; a role refers to a span or an event by id."""

    id: str
    type: str
    trigger: str
    roles: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Standoff:
    """One `.ann` file: spans and events by id, attributes and notes by what they are about.

    Relations and equivalences of brat are not kept: our own files have none.
    """

    spans: dict[str, Span] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def lines(self, text: str) -> Iterator[str]:
        """The lines of the file, without line ends."""
        for span in self.spans.values():
            where = ";".join(f"{start} {end}" for start, end in span.fragments)
            words = " ".join(text[start:end] for start, end in span.fragments)
            yield f"{span.id}\t{span.type} {where}\t{words}"
        for event in self.events.values():
            roles = "".join(f" {role}:{filler}" for role, filler in event.roles)
            yield f"{event.id}\t{event.type}:{event.trigger}{roles}"
        number = 0
        for about, values in self.attributes.items():
            for name, value in values.items():
                number += 1
                yield f"A{number}\t{name} {about}" + (f" {value}" if value else "")
        for number, (about, note) in enumerate(self.notes.items(), start=1):
            yield f"#{number}\tAnnotatorNotes {about}\t{note}"


def fragments(text: str, start: int, end: int) -> Fragments:
    """The span as brat wants it: without line ends, blanks around each line left out."""
    return tuple(
        (found.start(), found.end()) for found in re.compile(r"\S(?:.*\S)?").finditer(text, start, end)
    )


def parse(lines: str, text: str, name: str) -> Standoff:
    """The annotations in the lines of an `.ann` file. Raises InputError with the line that is wrong."""
    found = Standoff()
    for number, line in enumerate(lines.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            _line(line, text, found)
        except (ValueError, IndexError) as error:
            raise InputError(f"{name}, line {number}: {line!r} is no standoff annotation ({error})") from None
    return found


def _line(line: str, text: str, found: Standoff) -> None:
    identity, rest, *more = line.split("\t")
    if identity.startswith("T"):
        found.spans[identity] = _span(identity, rest, text)
    elif identity.startswith("E"):
        (kind, trigger), *roles = (tuple(part.split(":", 1)) for part in rest.split())
        found.events[identity] = Event(
            identity, kind, trigger, tuple((role, filler) for role, filler in roles)
        )
    elif identity[0] in "AM":
        attribute, about, *value = rest.split(" ", 2)
        found.attributes.setdefault(about, {})[attribute] = value[0] if value else ""
    elif identity.startswith("#"):
        kind, about = rest.split()
        if kind == "AnnotatorNotes":
            found.notes[about] = more[0] if more else ""
    elif identity[0] not in "RN*":
        raise ValueError("it starts with none of T, E, R, A, M, N, # and *")


def _span(identity: str, rest: str, text: str) -> Span:
    kind, where = rest.split(" ", 1)
    parts = tuple((int(start), int(end)) for start, end in (part.split() for part in where.split(";")))
    for start, end in parts:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start}:{end} is not in a text of {len(text)} characters")
    return Span(identity, kind, parts)
