"""What an archive answers with: flat rows of plain values, which tables, CSV, pandas and polars take as they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What every row says of its record: its id, its day, the article that it is cited from."""

    id: str
    day: str | None
    article_id: str
    title: str | None
    publisher: str | None
    url: str | None
    path: str | None
    coder: str
    confidence: float | None
    attributed_to: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementRow(Row):
    """A statement: who said what to whom."""

    speaker: str | None
    speaker_name: str | None
    source: str | None
    act: str
    negated: bool
    modality: str
    kind: str
    addressee: str | None
    addressee_name: str | None
    content: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EventRow(Row):
    """An event: what happened between whom. Several actors are joined by a semicolon."""

    type: str
    mode: str | None
    context: str | None
    cameo: str | None
    actors: str
    actor_names: str
    recipients: str
    recipient_names: str
    modality: str
    until: str | None
    place: str | None
    country: str | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PositionRow(Row):
    """A position: who stands where on which issue."""

    holder: str
    holder_name: str
    stance: str
    former: bool
    issue: str
    reason: str | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RelationRow(Row):
    """A relation: how one actor stands to another, to an office or to a place."""

    subject: str
    subject_name: str
    predicate: str
    polarity: bool
    object: str | None
    object_name: str
    since: str | None
    until: str | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """An article in which words were found, and the words around them; `[` and `]` stand around what was found."""

    article_id: str
    day: str | None
    title: str | None
    publisher: str | None
    url: str | None
    path: str | None
    excerpt: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A line of a timeline: what a record of any kind says, in few words."""

    id: str
    day: str | None
    kind: str
    who: str
    what: str
    words: str
    article_id: str
    title: str | None
    publisher: str | None
    url: str | None
    path: str | None
