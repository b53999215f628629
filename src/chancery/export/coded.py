"""What the event formats share: an event as rows of who did what to whom, its day, and CAMEO's codes for actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chancery.records import Actor, Article, Dossier, Event, Mention, Passage, digest

TOOK_PLACE = frozenset({"happened", "ongoing"})
"""Modalities that the event formats can hold: they have no column to say that something was only planned or denied."""

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""PLOVER types in which parties without a recipient act with each other; in others they act side by side."""

CAMEO_ROLES = frozenset(
    "BUS COP CRM CVL EDU ELI GOV IGO JUD LEG MED MIL MNC NGO OPP PTY REB SPY UAF LAB REF REL".split()
)
"""PLOVER's sector codes that CAMEO (manual 1.1b3, chapter 3) has as roles under the same name."""

_RENAMED_ROLES = {"JRN": "MED"}

QUAD_NAMES = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row of an event format: an event between one actor and at most one recipient."""

    event: Event
    article: Article
    actor: Actor
    recipient: Actor | None
    number: int
    """A positive whole number of at most 63 bits, the same for the same event and parties on every machine."""


def rows(dossier: Dossier) -> Iterator[Row]:
    """The events of a dossier that took place, a row for each pair of parties; none for events of nobody known."""
    actors = {actor.id: actor for actor in dossier.actors}
    for event in dossier.events:
        if event.modality not in TOOK_PLACE:
            continue
        for actor_id, recipient_id in _pairs(event):
            if actor_id not in actors or (recipient_id is not None and recipient_id not in actors):
                continue
            yield Row(
                event=event,
                article=dossier.article,
                actor=actors[actor_id],
                recipient=actors[recipient_id] if recipient_id else None,
                number=number("row", event.id, actor_id, recipient_id),
            )


def _pairs(event: Event) -> Iterator[tuple[str, str | None]]:
    """Who acts on whom. Parties of a mutual event act on each other, in both directions, as TABARI codes it."""
    recipients = dict.fromkeys(event.recipients)
    if not recipients and event.type in MUTUAL and len(set(event.actors)) > 1:
        recipients = dict.fromkeys(event.actors)
    for actor in dict.fromkeys(event.actors):
        others = [recipient for recipient in recipients if recipient != actor]
        if not others:
            yield actor, None
        for recipient in others:
            yield actor, recipient


def number(*parts: object) -> int:
    """A positive whole number that fits a signed 64-bit column, made of the parts as record ids are."""
    return int(digest("n", *parts).partition(":")[2], 16) >> 1


def article_day(article: Article) -> str | None:
    """The ISO day on which the article appeared, None where only a month or a year is known, or nothing."""
    date = article.published.date
    return date if date and len(date) == 10 else None


def event_day(event: Event, article: Article) -> str | None:
    """The ISO day of the event: its own, where that is one day; the article's, where the text gives no date.

    None for an event that the text dates to a month or a year, because the article's day would be wrong.
    """
    if event.date is None or (event.date.start is None and event.date.end is None):
        return article_day(article)
    return event.date.start if event.date.start == event.date.end else None


def country_of(actor: Actor) -> str:
    """The actor's country as ISO 3166-1 alpha-3, empty where it has none."""
    return actor.country or ""


def role_of(actor: Actor) -> str:
    """CAMEO's role code for the actor, empty for a state as a whole and where CAMEO has none."""
    if actor.kind == "state" or actor.sector is None:
        return "REB" if actor.kind == "armed_group" and actor.sector is None else ""
    role = _RENAMED_ROLES.get(actor.sector, actor.sector)
    return role if role in CAMEO_ROLES else ""


def known_group_of(actor: Actor) -> str:
    """CAMEO's code for an organization that it knows by name ("NAT" for NATO), else empty."""
    return _table("known_groups.tsv").get(actor.id, ("",))[0]


def cameo_actor(actor: Actor) -> str:
    """The actor as CAMEO writes it: country, role, known group ("JPN", "JPNGOV", "IGONAT"); empty where unknown."""
    return country_of(actor) + role_of(actor) + known_group_of(actor)


def fips(country: str | None) -> str:
    """The FIPS 10-4 code of a country given as ISO alpha-3, empty where there is none."""
    return _table("countries.tsv").get(country or "", ("", ""))[0]


def country_name(country: str | None) -> str:
    """The English name of a country given as ISO alpha-3, empty where there is none."""
    return _table("countries.tsv").get(country or "", ("", ""))[1]


@cache
def _table(name: str) -> dict[str, tuple[str, ...]]:
    text = (files("chancery.export") / "data" / name).read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {key: tuple(values) for key, *values in lines}


def mention_in(mentions: Iterable[Mention], actor: Actor | None, within: Passage) -> Passage | None:
    """The first mention of the actor inside a passage, or None."""
    if actor is None:
        return None
    inside = (
        mention.passage
        for mention in mentions
        if mention.actor_id == actor.id
        and within.start <= mention.passage.start
        and mention.passage.end <= within.end
    )
    return next(inside, None)


def one_line(text: str | None) -> str:
    """The text without tabs and line ends, which the tab-separated formats have no escape for."""
    return " ".join((text or "").split())


def tsv(values: Iterable[object]) -> str:
    """One line of a tab-separated format; None is an empty field."""
    return "\t".join("" if value is None else one_line(str(value)) for value in values) + "\n"
