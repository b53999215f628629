"""Records by their numbers, with their articles and the names of their actors, as the rows that answers are."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chancery.archive import store
from chancery.archive.columns import KINDS, Context, record_layout, text_in, text_out
from chancery.archive.days import iso_day
from chancery.archive.finding import issue_label
from chancery.archive.keys import Numbers
from chancery.archive.rows import EventRow, Moment, PositionRow, RelationRow, Row, StatementRow
from chancery.archive.schema import SHIFT
from chancery.records import (
    Answer,
    Article,
    Event,
    Office,
    Passage,
    Place,
    Position,
    Record,
    Relation,
    Statement,
    When,
)

_WHO = """
SELECT f.id, coalesce(f.renamed, d.name) FROM actors k JOIN actors f ON f.no = coalesce(k.same_as, k.no)
LEFT JOIN descriptions d ON d.no = f.description WHERE k.id = ?
"""

_ISSUE = """
SELECT coalesce(f.renamed, CASE WHEN k.same_as IS NULL THEN NULL ELSE f.label END)
FROM issues k JOIN issues f ON f.no = coalesce(k.same_as, k.no) WHERE k.label = ?
"""

OPEN = 256
"""Articles that are kept in memory while rows are made of their records."""


@dataclass(frozen=True, slots=True)
class Read:
    """A record with its article, and the day by which it is found."""

    record: Record
    article: Article
    day: str | None


class RecordReader:
    """Reads records one by one: a row of a table is a hundredth of a dossier."""

    def __init__(self, archive: sqlite3.Connection, keys: Numbers) -> None:
        self._archive = archive
        self._keys = keys
        self._articles: OrderedDict[int, Article] = OrderedDict()
        self._names: dict[str, tuple[str, str]] = {}

    def of(self, kind: str, numbers: Iterable[int]) -> list[Read]:
        """The records of that kind with those numbers, in that order."""
        layout = record_layout(kind)
        columns = ", ".join(f'"{name}"' for name in layout.names)
        sql = f"SELECT coded, day, {columns} FROM {kind}s WHERE no = ?"
        found = []
        for number in numbers:
            row = self._archive.execute(sql, (number,)).fetchone()
            if row is None:
                continue  # taken out since its number was found
            article = self.article(number >> SHIFT)
            coder, confidence = self._keys.coded(row[0])
            fields = layout.get(row[2:], Context(article, self._keys))
            record = KINDS[kind](coder=coder, confidence=confidence, **fields)
            found.append(Read(record, article, iso_day(row[1])))
        return found

    def article(self, number: int) -> Article:
        """The article with that number."""
        known = self._articles.get(number)
        if known is None:
            known = store.read_article(self._archive, self._keys, number)[0]
            self._articles[number] = known
            if len(self._articles) > OPEN:
                self._articles.popitem(last=False)
        return known

    def name(self, actor_id: str | None) -> str | None:
        """What the archive calls that actor; the id where no article describes it."""
        return None if actor_id is None else self._who(actor_id)[1]

    def actor(self, actor_id: str) -> str:
        """The id of the actor whom people have said this one to be; its own where nobody has."""
        return self._who(actor_id)[0]

    def _who(self, actor_id: str) -> tuple[str, str]:
        known = self._names.get(actor_id)
        if known is None:
            row = self._archive.execute(_WHO, (text_in(actor_id),)).fetchone()
            found = (actor_id, None) if row is None else tuple(map(text_out, row))
            known = self._names[actor_id] = (str(found[0]), str(found[1] or found[0]))
        return known

    def issue(self, label: str) -> str:
        """What people call that issue, or the one that it is merged with; else its own label."""
        row = self._archive.execute(_ISSUE, (issue_label(label),)).fetchone()
        return label if row is None or row[0] is None else str(row[0])

    def called(self, actor_id: str) -> str:
        """As `name`, for an id that is there."""
        return self.name(actor_id) or actor_id

    def names(self, actor_ids: Iterable[str]) -> str:
        """The names of several actors."""
        return "; ".join(map(self.called, actor_ids))

    def row(self, read: Read) -> Row:
        """The row of a record of any kind that has one."""
        return ROWS[type(read.record)](self, read)


def _shared(read: Read) -> dict[str, object]:
    record, article = read.record, read.article
    return {
        "id": record.id,
        "day": read.day,
        "article_id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "path": article.path,
        "coder": record.coder,
        "confidence": record.confidence,
        "attributed_to": record.attributed_to,
    }


def cited(passages: Iterable[Passage]) -> str:
    """The words of passages on one line, with an ellipsis where the article goes on between them."""
    return " … ".join(" ".join(passage.text.split()) for passage in passages)


def _end(when: When | None) -> str | None:
    return None if when is None else when.end


def statement_row(reader: RecordReader, read: Read) -> StatementRow:
    """The row of a statement."""
    said = read.record
    assert isinstance(said, Statement)
    return StatementRow(
        **_shared(read),  # type: ignore[arg-type]
        speaker=reader.actor(said.speaker) if said.speaker else None,
        speaker_name=reader.name(said.speaker),
        source=None if said.source is None else said.source.text,
        act=said.act,
        negated=said.negated,
        modality=said.modality,
        kind=said.kind,
        addressee=reader.actor(said.addressee) if said.addressee else None,
        addressee_name=reader.name(said.addressee),
        content=cited(said.content),
    )


def event_row(reader: RecordReader, read: Read) -> EventRow:
    """The row of an event."""
    event = read.record
    assert isinstance(event, Event)
    return EventRow(
        **_shared(read),  # type: ignore[arg-type]
        type=event.type,
        mode=event.mode,
        context=event.context,
        cameo=event.cameo,
        actors="; ".join(map(reader.actor, event.actors)),
        actor_names=reader.names(event.actors),
        recipients="; ".join(map(reader.actor, event.recipients)),
        recipient_names=reader.names(event.recipients),
        modality=event.modality,
        until=_end(event.date),
        place=None if event.place is None else event.place.name,
        country=None if event.place is None else event.place.country,
        words=cited(event.evidence),
    )


def position_row(reader: RecordReader, read: Read) -> PositionRow:
    """The row of a position."""
    position = read.record
    assert isinstance(position, Position)
    return PositionRow(
        **_shared(read),  # type: ignore[arg-type]
        holder=reader.actor(position.holder),
        holder_name=reader.called(position.holder),
        stance=position.stance,
        former=position.former,
        issue=reader.issue(position.issue.label),
        reason=None if position.reason is None else cited((position.reason,)),
        words=cited(position.evidence),
    )


def relation_row(reader: RecordReader, read: Read) -> RelationRow:
    """The row of a relation."""
    relation = read.record
    assert isinstance(relation, Relation)
    thing = relation.object
    return RelationRow(
        **_shared(read),  # type: ignore[arg-type]
        subject=reader.actor(relation.subject),
        subject_name=reader.called(relation.subject),
        predicate=relation.predicate,
        polarity=relation.polarity,
        object=reader.actor(thing) if isinstance(thing, str) else None,
        object_name=object_name(reader, thing),
        since=None if relation.valid is None else relation.valid.start,
        until=_end(relation.valid),
        words=cited(relation.evidence),
    )


def object_name(reader: RecordReader, thing: str | Office | Place) -> str:
    """What stands on the other side of a relation, in words."""
    if isinstance(thing, Office):
        return f"{thing.title}, {reader.name(thing.body)}" if thing.body else thing.title
    return thing.name if isinstance(thing, Place) else reader.called(thing)


ROWS: dict[type, Callable[[RecordReader, Read], Row]] = {
    Statement: statement_row,
    Event: event_row,
    Position: position_row,
    Relation: relation_row,
}


def moment(reader: RecordReader, read: Read) -> Moment:
    """What a record says, as a line of a timeline."""
    record = read.record
    who, what, words = "", "", cited(record.evidence)
    if isinstance(record, Statement):
        who = reader.name(record.speaker) or (record.source.text if record.source else "")
        to = f" to {reader.name(record.addressee)}" if record.addressee else ""
        what, words = f"{'not ' if record.negated else ''}{record.act}{to}", cited(record.content) or words
    elif isinstance(record, Event):
        others = reader.names(record.recipients)
        who = reader.names(record.actors) + (f" → {others}" if others else "")
        what = record.type + ("" if record.modality == "happened" else f" ({record.modality})")
    elif isinstance(record, Position):
        who, what = reader.name(record.holder) or "", f"{record.stance} {record.issue.label}"
    elif isinstance(record, Answer):
        what = f"{record.kind} {record.to_id}"
    elif isinstance(record, Relation):
        who = reader.name(record.subject) or ""
        sign = "" if record.polarity else "not "
        what = f"{sign}{record.predicate.replace('_', ' ')} {object_name(reader, record.object)}"
    return Moment(
        id=record.id,
        day=read.day,
        kind=next(kind for kind, kind_of in KINDS.items() if kind_of is type(record)),
        who=who,
        what=what,
        words=words,
        article_id=read.article.id,
        title=read.article.title,
        publisher=read.article.publisher,
        url=read.article.url,
        path=read.article.path,
    )
