"""By what a record is found in an archive: its day, its actors and their roles, its words, its issue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chancery.archive.days import record_day
from chancery.archive.schema import ROLES
from chancery.records import Dossier, Event, Office, Position, Record, Relation, Statement

_ARTICLES = re.compile(r"^(?:the|a|an|this|that|these|those|its|their|his|her|our)\s+", re.I)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What an archive's indexes say of one record; `parts` are actors with the numbers of their roles."""

    day: int
    parts: tuple[tuple[str, int], ...]
    words: str
    issue: str


Named = Sequence[tuple[int, int, str]]
"""The mentions of actors who are known, in the order of the text: where each begins and ends, and who it is."""


def named_in(dossier: Dossier) -> Named:
    """The mentions in an article that say who is meant."""
    return sorted(
        (one.passage.start, one.passage.end, one.actor_id) for one in dossier.mentions if one.actor_id
    )


def found_by(record: Record, dossier: Dossier, named: Named) -> Found:
    """The entries of one record; `named` are the mentions in its article."""
    parts = ((actor, ROLES.index(role)) for actor, role in _parts(record, named))
    return Found(
        day=record_day(record, dossier.article),
        parts=tuple(dict.fromkeys(parts)),
        words=clean(" … ".join(_words(record))),
        issue=issue_label(record.issue.label) if isinstance(record, Position) else "",
    )


def clean(text: str) -> str:
    """The text without what an index cannot keep: half characters, NULs."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def issue_label(label: str) -> str:
    """The label by which positions of many articles meet: no leading article or possessive, one case.

    >>> issue_label("The liaison office  in Tokyo"), issue_label("its")
    ('liaison office in tokyo', 'its')
    """
    words = " ".join(clean(label).split())
    return (_ARTICLES.sub("", words) or words).casefold()


def _about(record: Statement, named: Named) -> Iterator[str]:
    """Who is named within what is said."""
    for passage in record.content:
        for start, end, actor in named[bisect_left(named, (passage.start,)) :]:
            if start >= passage.end:
                break
            if end <= passage.end:
                yield actor


def _parts(record: Record, named: Named) -> Iterator[tuple[str, str]]:
    if isinstance(record, Statement):
        if record.speaker is not None:
            yield record.speaker, "speaker"
        if record.addressee is not None:
            yield record.addressee, "addressee"
        yield from ((actor, "about") for actor in _about(record, named))
    elif isinstance(record, Event):
        yield from ((actor, "actor") for actor in record.actors)
        yield from ((actor, "recipient") for actor in record.recipients)
    elif isinstance(record, Position):
        yield record.holder, "holder"
    elif isinstance(record, Relation):
        yield record.subject, "subject"
        if isinstance(record.object, str):
            yield record.object, "object"
        elif isinstance(record.object, Office) and record.object.body:
            yield record.object.body, "object"


def _words(record: Record) -> Iterator[str]:
    if isinstance(record, Statement):
        yield from (passage.text for passage in record.content or record.evidence)
        return
    if isinstance(record, Position):
        yield record.issue.label
        if record.reason is not None:
            yield record.reason.text
    if isinstance(record, Event | Position | Relation):
        yield from (passage.text for passage in record.evidence)
