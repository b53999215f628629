"""Resolution of actors within one article: from parse and knowledge to the Cast that every coder reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from chancery.actors.cast import Cast
from chancery.actors.casting import Caster
from chancery.actors.grouping import group_names
from chancery.actors.headings import without_headings
from chancery.actors.knowledge import Knowledge, NameHit
from chancery.actors.linking import Linker
from chancery.actors.mentions import Ref, find_refs
from chancery.actors.naming import Namer
from chancery.actors.ranker import ranker
from chancery.actors.speakers import settle_speakers
from chancery.actors.words import Words
from chancery.language.pairs import pairs
from chancery.records import Article

if TYPE_CHECKING:
    from chancery.language.dates import Calendar


def prepare(
    text: str, doc: Doc, knowledge: Knowledge, on: date | None, hits: Iterable[NameHit] | None = None
) -> tuple[Words, list[Ref]]:
    """The columns of a text and its references, names already grouped; nothing is linked yet."""
    words = Words(doc)
    namer = Namer(text, words, knowledge, hits)
    names = group_names(words, without_headings(words, namer.find()), knowledge, on)
    return words, find_refs(words, names, namer.titles)


def resolve(
    article: Article,
    doc: Doc,
    calendar: Calendar,
    knowledge: Knowledge,
    hits: Iterable[NameHit] | None = None,
) -> Cast:
    """Who is in an article, every mention of them, and which words denote whom.

    Names, titles, pronouns, metonyms and misspelt names are resolved as far as the text allows; what cannot be
    decided stays without an actor. People who have no name get an actor of their own, named as the text names
    them ("the spokesman"). `hits` are the known names of the text, where they have been found already.
    """
    on = _day(calendar.published.date)
    words, refs = prepare(article.text, doc, knowledge, on, hits)
    linker = Linker(words, refs, ranker(), pairs=pairs(doc), knowledge=knowledge, on=on)
    linker.link()
    settle_speakers(doc, linker, linker.nominals.holders.body_of)
    return Caster(article, words, linker, knowledge, on).cast()


def _day(published: str | None) -> date | None:
    """The day that decides between namesakes: the article's own, or the middle of its month or year."""
    if not published:
        return None
    parts = [int(part) for part in published.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 15)
