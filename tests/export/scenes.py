"""Dossiers that the tests of exports share, made from the one that all tests share."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TextIO

from chancery.records import Article, Dossier, Event, Issue, Position, Published, When
from tests.dossiers import ARTICLE, DAY, DOSSIER, EVENT, LATVIA, POSITION, SOLBERG, UNION, passage

REJECTION = Event(
    id="event:2",
    evidence=(passage("Latvia rejected the claim"),),
    coder="events/test",
    confidence=0.82,
    type="REJECT",
    trigger=passage("rejected"),
    cameo="1221",
    quad=3,
    goldstein=-4.0,
    actors=(LATVIA,),
    recipients=(SOLBERG, UNION),
    date=DAY,
    place=None,
)

MEETING = replace(
    EVENT,
    id="event:3",
    modality="happened",
    recipients=(),
    quad=1,
    goldstein=1.0,
    attributed_to=None,
    date=None,
    confidence=None,
)

HAPPENED = replace(
    DOSSIER,
    events=(EVENT, REJECTION, MEETING),
    article=replace(ARTICLE, url="https://www.quay.example/talks", published=Published(date="2024-03-06")),
)
"""A planned event, a rejection that took place on 5 March, and a meeting without a date of its own."""

MONTH = When(start="2024-02-01", end="2024-02-29")


def stance(holder: str, stance: str, label: str, number: int, **more: object) -> Position:
    """A position of that holder on that issue."""
    issue = Issue(id=f"issue:{label}", label=label, passage=passage("the toll"))
    made = replace(POSITION, id=f"position:{number}", holder=holder, issue=issue, reason=None)
    return replace(made, stance=stance, **more)  # type: ignore[arg-type]


def with_text(dossier: Dossier, before: str) -> Dossier:
    """A dossier with one position, and those words before its article's text."""
    article = Article(id="article:moved", text=before + ARTICLE.text, published=Published(date="2024-03"))
    shift = len(before)

    def moved(start: int, end: int) -> object:
        return article.passage(start + shift, end + shift)

    where = POSITION.evidence[0]
    position = replace(
        POSITION,
        evidence=(moved(where.start, where.end),),  # type: ignore[arg-type]
        issue=replace(
            POSITION.issue, passage=moved(POSITION.issue.passage.start, POSITION.issue.passage.end)
        ),
        reason=None,
    )
    return Dossier(article=article, actors=dossier.actors, positions=(position,))


def written(writer: Callable[[Iterable[Dossier], TextIO], None], *dossiers: Dossier) -> str:
    """What a writer makes of those dossiers."""
    file = io.StringIO()
    writer(dossiers, file)
    return file.getvalue()
