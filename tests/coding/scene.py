"""A Text made by hand: words and trees from `make_doc`, actors by the index of the word that names them."""

from __future__ import annotations

from collections.abc import Mapping

from chancery.actors.cast import Cast
from chancery.coding.text import Text
from chancery.language.dates import Calendar
from chancery.records import Actor, ActorKind, Article
from tests.build import make_doc

KINDS: Mapping[str, ActorKind] = {
    "state": "state",
    "org": "organization",
    "person": "person",
    "group": "armed_group",
    "media": "media",
    "people": "people",
}


def scene(rows: str, heads: Mapping[int, str | tuple[str, ...]]) -> Text:
    """The text of those rows, with the actors that the words at these indices denote."""
    doc = make_doc(rows)
    named = {i: (ids,) if isinstance(ids, str) else ids for i, ids in heads.items()}
    actors = {
        actor_id: Actor(
            id=actor_id,
            name=actor_id.partition(":")[2],
            kind=KINDS[actor_id.partition(":")[0]],
            sector="IGO" if actor_id.startswith("org:") else None,
            known=True,
        )
        for ids in named.values()
        for actor_id in ids
    }
    return Text(
        article=Article(id="a", text=doc.text),
        doc=doc,
        cast=Cast(actors=actors, heads=named),
        calendar=Calendar(),
    )
