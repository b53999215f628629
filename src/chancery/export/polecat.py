"""POLECAT: PLOVER-coded events, tab-separated with a header of 40 columns, as its weekly files are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from chancery.export import coded
from chancery.export.coded import Row
from chancery.export.maker import maker
from chancery.records import Actor, Dossier, Office

_WHO = (
    "{0} Name",
    "{0} Country",
    "{0} COW",
    "Primary {0} Sector",
    "{0} Sectors",
    "{0} Title",
    "{0} Name Raw",
    "Wikipedia {0} ID",
)

COLUMNS: tuple[str, ...] = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    *(column.format("Actor") for column in _WHO),
    *(column.format("Recipient") for column in _WHO),
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
"""The 40 columns of POLECAT, in order."""


def write(dossiers: Iterable[Dossier], file: TextIO) -> None:
    """The events that took place, a row for each pair of parties, under a header."""
    file.write(coded.tsv(COLUMNS))
    for dossier in dossiers:
        story = _story(dossier)
        for row in coded.rows(dossier):
            values = {**story, **_event(row), **_who("Actor", row.actor, row, dossier)}
            values |= _who("Recipient", row.recipient, row, dossier)
            file.write(coded.tsv(values.get(column) for column in COLUMNS))
        file.flush()


def _event(row: Row) -> dict[str, object]:
    event, place = row.event, row.event.place
    return {
        "Event ID": f"{event.id}-{row.number}",
        "Event Date": coded.event_day(event, row.article),
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Quad Code": coded.QUAD_NAMES.get(event.quad or 0),
        "Contexts": event.context,
        "Placename": place.name if place else None,
        "Country": coded.country_name(place.country) if place else None,
    }


def _who(role: str, actor: Actor | None, row: Row, dossier: Dossier) -> dict[str, object]:
    if actor is None:
        return {}
    said = [coded.mention_in(dossier.mentions, actor, passage) for passage in row.event.evidence]
    return {
        f"{role} Name": actor.name,
        f"{role} Country": coded.country_of(actor),
        f"Primary {role} Sector": actor.sector,
        f"{role} Sectors": actor.sector,
        f"{role} Title": _title(actor, dossier),
        f"{role} Name Raw": next((passage.text for passage in said if passage), None),
    }


def _title(actor: Actor, dossier: Dossier) -> str | None:
    """The office that the article says the actor holds."""
    held = (
        relation.object.title
        for relation in dossier.relations
        if relation.subject == actor.id and relation.polarity and isinstance(relation.object, Office)
    )
    return next(held, None)


def _story(dossier: Dossier) -> dict[str, object]:
    """The columns that are the same for every event of an article."""
    article = dossier.article
    places = [event.place.name for event in dossier.events if event.place]
    places += [statement.place.name for statement in dossier.statements if statement.place]
    return {
        "Source": article.publisher,
        "Publication Date": coded.article_day(article),
        "Story People": _names(actor for actor in dossier.actors if actor.kind == "person"),
        "Story Organizations": _names(
            actor for actor in dossier.actors if actor.kind in ("organization", "media", "armed_group")
        ),
        "Story Locations": "; ".join(dict.fromkeys(places)),
        "Language": article.language,
        "Version": maker(),
    }


def _names(actors: Iterable[Actor]) -> str:
    return "; ".join(dict.fromkeys(actor.name for actor in actors))
