"""ICEWS: CAMEO-coded events, tab-separated with a header of 20 columns. Each row can be traced to its story."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TextIO

from chancery.export import coded
from chancery.export.coded import Row
from chancery.records import Actor, Dossier

COLUMNS: tuple[str, ...] = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)
"""The 20 columns of ICEWS, in order."""


def write(dossiers: Iterable[Dossier], file: TextIO) -> None:
    """The events that took place and have a CAMEO code, a row for each pair of parties, under a header."""
    file.write(coded.tsv(COLUMNS))
    for dossier in dossiers:
        for row in coded.rows(dossier):
            if row.event.cameo:
                values = _values(row)
                file.write(coded.tsv(values.get(column) for column in COLUMNS))
        file.flush()


def _values(row: Row) -> dict[str, object]:
    event, code = row.event, row.event.cameo or ""
    return {
        "Event ID": row.number,
        "Event Date": coded.event_day(event, row.article),
        **_party("Source", row.actor),
        "Event Text": _event_texts().get(code),
        "CAMEO Code": code,
        "Intensity": event.goldstein,
        **_party("Target", row.recipient),
        "Story ID": coded.number("story", row.article.id),
        "Publisher": row.article.publisher,
        "Country": coded.country_name(event.place.country) if event.place else None,
    }


def _party(whose: str, actor: Actor | None) -> dict[str, object]:
    if actor is None:
        return {}
    return {
        f"{whose} Name": actor.name,
        f"{whose} Sectors": actor.sector,
        f"{whose} Country": coded.country_name(actor.country),
    }


@cache
def _event_texts() -> Mapping[str, str]:
    """What CAMEO calls each code. The table is the coders' own; it is read here as a file, without them."""
    with (files("chancery") / "coding" / "data" / "cameo.toml").open("rb") as file:
        return {code: entry["name"] for code, entry in tomllib.load(file).items()}
