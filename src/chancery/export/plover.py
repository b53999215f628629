"""PLOVER's own JSON: an event a line, with all its actors and recipients."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from chancery.export import coded
from chancery.records import Actor, Article, Dossier, Event, Place


def write(dossiers: Iterable[Dossier], file: TextIO) -> None:
    """The events that took place and have an actor whom the article makes known, an object a line."""
    for dossier in dossiers:
        actors = {actor.id: actor for actor in dossier.actors}
        for event in dossier.events:
            who = [actors[actor_id] for actor_id in event.actors if actor_id in actors]
            if event.modality in coded.TOOK_PLACE and who:
                whom = [actors[actor_id] for actor_id in event.recipients if actor_id in actors]
                value = _object(event, dossier, who, whom)
                file.write(json.dumps(value, ensure_ascii=False) + "\n")
        file.flush()


def _object(
    event: Event, dossier: Dossier, actors: Sequence[Actor], recipients: Sequence[Actor]
) -> dict[str, Any]:
    """The four required fields, and of the optional ones those that are known."""
    article, first = dossier.article, event.evidence[0]
    value = {
        "id": event.id,
        "date": coded.event_day(event, article),
        "actor": [_actor(actor) for actor in actors],
        "event": [event.type],
        "recipient": [_actor(actor) for actor in recipients],
        "mode": event.mode,
        "context": [event.context] if event.context else None,
        "event_loc": _place(event.place),
        "event_text": event.trigger.text,
        "quad_code": event.quad,
        "text": first.text,
        "text_info": {"start": first.start, "end": first.end},
        "cite_info": _citation(article),
    }
    required = {"id", "date", "actor", "event"}
    return {key: item for key, item in value.items() if item or key in required}


def _actor(actor: Actor) -> dict[str, Any]:
    """The actor's name, country, sector and the code that CAMEO would give."""
    value = {
        "id": actor.id,
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sector,
        "code": coded.cameo_actor(actor),
    }
    return {key: item for key, item in value.items() if item}


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"name": place.name} | ({"country": place.country} if place.country else {})


def _citation(article: Article) -> dict[str, Any]:
    value = {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "date": article.published.date,
        "authors": list(article.authors),
    }
    return {key: item for key, item in value.items() if item}
