"""GDELT 2.0: the events table and the mentions table, tab-separated without a header, as GDELT's files are.

What Chancery does not know (tone, coordinates, ethnic and religious groups, sentence numbers) stays empty.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import TextIO
from urllib.parse import urlsplit

from chancery.export import coded
from chancery.export.coded import Row
from chancery.records import CLAIMS, Actor, Article, Dossier, Event, Passage, Place

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code "
    "Type1Code Type2Code Type3Code"
).split()
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()

EVENT_COLUMNS: tuple[str, ...] = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO),
    *"DATEADDED SOURCEURL".split(),
)
"""The 61 columns of GDELT 2.0 events, in order."""

MENTION_COLUMNS: tuple[str, ...] = tuple(
    "GlobalEventID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID "
    "Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone "
    "MentionDocTranslationInfo Extras".split()
)
"""The 16 columns of GDELT 2.0 mentions, in order."""

WEB, CITATION = "1", "2"
"""GDELT's MentionType: a document with a URL, and one known by its citation only."""


def write_events(dossiers: Iterable[Dossier], file: TextIO) -> None:
    """The events that took place and have a CAMEO code, a row for each pair of parties."""
    for dossier in dossiers:
        for row in _coded(dossier):
            values = _event(row)
            file.write(coded.tsv(values.get(column) for column in EVENT_COLUMNS))
        file.flush()


def write_mentions(dossiers: Iterable[Dossier], file: TextIO) -> None:
    """Where the article tells of each of these events: a row for each passage of evidence."""
    for dossier in dossiers:
        for row in _coded(dossier):
            for passage in row.event.evidence:
                values = _mention(row, passage, dossier)
                file.write(coded.tsv(values.get(column) for column in MENTION_COLUMNS))
        file.flush()


def _coded(dossier: Dossier) -> Iterator[Row]:
    return (row for row in coded.rows(dossier) if row.event.cameo)


def _event(row: Row) -> dict[str, object]:
    event, code = row.event, row.event.cameo or ""
    return {
        "GLOBALEVENTID": row.number,
        **_dates(event, row.article),
        **_party("Actor1", row.actor),
        **_party("Actor2", row.recipient),
        "IsRootEvent": int(_in_lead(event, row.article)),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": quad_class(code),
        "GoldsteinScale": event.goldstein,
        "NumMentions": len(event.evidence),
        "NumSources": 1,
        "NumArticles": 1,
        **_geo("ActionGeo", event.place),
        "DATEADDED": _stamp(row.article),
        "SOURCEURL": row.article.url,
    }


def quad_class(cameo: str) -> int:
    """GDELT's class of a CAMEO code: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    root = int(cameo[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def _dates(event: Event, article: Article) -> dict[str, object]:
    """The date columns; a span of days fills those that it lies within."""
    day = coded.event_day(event, article)
    if day:
        date = datetime.date.fromisoformat(day)
        # GDELT counts months of 30 days in years of 365.
        fraction = ((date.month - 1) * 30 + date.day) / 365
        return {
            "SQLDATE": f"{date:%Y%m%d}",
            "MonthYear": f"{date:%Y%m}",
            "Year": f"{date:%Y}",
            "FractionDate": f"{date.year + fraction:.4f}",
        }
    first = (event.date.start if event.date else None) or ""
    last = (event.date.end if event.date else None) or ""
    return {
        "MonthYear": first[:4] + first[5:7] if first[:7] == last[:7] else "",
        "Year": first[:4] if first[:4] == last[:4] else "",
    }


def _party(whose: str, actor: Actor | None) -> dict[str, object]:
    if actor is None:
        return {}
    return {
        f"{whose}Code": coded.cameo_actor(actor),
        f"{whose}Name": actor.name.upper(),
        f"{whose}CountryCode": coded.country_of(actor),
        f"{whose}KnownGroupCode": coded.known_group_of(actor),
        f"{whose}Type1Code": coded.role_of(actor),
    }


def _geo(whose: str, place: Place | None) -> dict[str, object]:
    """A place without coordinates; its type is told only where the place is the country itself (1)."""
    if place is None:
        return {}
    country = coded.country_name(place.country)
    named = place.name if not country or country == place.name else f"{place.name}, {country}"
    return {
        f"{whose}_Type": 1 if country and country == place.name else None,
        f"{whose}_FullName": named,
        f"{whose}_CountryCode": coded.fips(place.country),
    }


def _in_lead(event: Event, article: Article) -> bool:
    """Whether the event is told in the first block that makes claims, which is what GDELT calls a root event."""
    lead = next((block for block in article.blocks if block.kind in CLAIMS), None)
    return lead is not None and lead.start <= event.trigger.start < lead.end


def _stamp(article: Article) -> str:
    """The article's day as GDELT writes a moment; the hour is not known and is given as zeros."""
    day = coded.article_day(article)
    return day.replace("-", "") + "000000" if day else ""


def _mention(row: Row, passage: Passage, dossier: Dossier) -> dict[str, object]:
    article, event = row.article, row.event
    first = coded.mention_in(dossier.mentions, row.actor, passage)
    second = coded.mention_in(dossier.mentions, row.recipient, passage)
    inside = passage.start <= event.trigger.start < passage.end
    confidence = None if event.confidence is None else round(100 * event.confidence)
    return {
        "GlobalEventID": row.number,
        "EventTimeDate": _stamp(article),
        "MentionTimeDate": _stamp(article),
        "MentionType": WEB if article.url else CITATION,
        "MentionSourceName": _source(article),
        "MentionIdentifier": article.url or article.title or article.id,
        "Actor1CharOffset": first.start if first else None,
        "Actor2CharOffset": second.start if second else None,
        "ActionCharOffset": event.trigger.start if inside else None,
        "InRawText": 1,
        "Confidence": confidence,
        "MentionDocLen": len(article.text),
    }


def _source(article: Article) -> str:
    """The domain of the article's address, as GDELT names web sources; else its publisher."""
    host = urlsplit(article.url).hostname if article.url else None
    return (host or "").removeprefix("www.") or article.publisher or ""
