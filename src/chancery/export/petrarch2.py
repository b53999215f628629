"""PETRARCH2's output: date, source, target, code, issues, ids, URL and story source, tab-separated without a header."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from chancery.export import coded
from chancery.records import Dossier

COLUMNS: tuple[str, ...] = (
    "date",
    "source",
    "target",
    "code",
    "issues",
    "ids",
    "url",
    "story_source",
    "text",
)
"""The columns in order. The names are ours: the format has no header. The last is PETRARCH2's optional text."""

NOBODY = "---"
"""What PETRARCH2 writes for an actor without a code."""


def write(dossiers: Iterable[Dossier], file: TextIO) -> None:
    """The events that took place and have a CAMEO code, a row for each pair of parties."""
    for dossier in dossiers:
        article = dossier.article
        for row in coded.rows(dossier):
            event = row.event
            if not event.cameo:
                continue
            day = coded.event_day(event, article)
            line = (
                day.replace("-", "") if day else "",
                coded.cameo_actor(row.actor) or NOBODY,
                coded.cameo_actor(row.recipient) if row.recipient else NOBODY,
                event.cameo,
                "",
                event.id,
                article.url,
                article.publisher,
                event.evidence[0].text,
            )
            file.write(coded.tsv((*line[:2], line[2] or NOBODY, *line[3:])))
        file.flush()
