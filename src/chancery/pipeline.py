"""The stages in order: an article goes in, its dossier comes out."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from chancery.actors import resolve
from chancery.actors.anchors import anchors
from chancery.actors.cast import Cast
from chancery.actors.casting import known as actor_of
from chancery.actors.knowledge import Knowledge, knowledge
from chancery.actors.own import FILE, with_actors
from chancery.coding import CODERS
from chancery.coding.explaining import explained
from chancery.coding.rule import Codebook
from chancery.coding.rules import codebook as shipped
from chancery.coding.rules import read_codebook
from chancery.coding.text import Text
from chancery.coding.trace import Trace
from chancery.language import load_language, parse, parse_many
from chancery.language.dates import Calendar
from chancery.records import (
    Actor,
    Answer,
    Article,
    Dossier,
    Event,
    Mention,
    Position,
    Record,
    Relation,
    Statement,
    actors_of,
)

BATCH = 32
"""Articles that go through the language model together: enough to fill its batches, few enough that the
first record of a long run appears soon."""

OnError = Callable[[Article, Exception], None]


class Pipeline:
    """All stages, loaded once. Called with an article it gives that article's dossier; `pipe` is for many.

    A pipeline keeps nothing between articles: the same article gives the same dossier, whatever came before.
    """

    def __init__(self, nlp: Language, known: Knowledge, book: Codebook | None = None) -> None:
        self.nlp = nlp
        self.knowledge = known
        self.codebook = book

    def __call__(self, article: Article, *, explain: bool = False) -> Dossier:
        """The dossier of an article; with `explain`, it says for each sentence what the coders decided on it."""
        return self._dossier(article, parse(self.nlp, article), explain)

    def pipe(
        self,
        articles: Iterable[Article],
        *,
        batch: int = BATCH,
        on_error: OnError | None = None,
        explain: bool = False,
    ) -> Iterator[Dossier]:
        """The dossier of each article, in order; articles go through the language model in batches.

        With `on_error`, an article that fails is handed to it with the error, and the others go on;
        without it the error is raised.
        """
        source = iter(articles)
        while group := list(islice(source, batch)):
            if on_error is None:
                yield from self._batch(group, explain)
            else:
                yield from self._careful_batch(group, on_error, explain)

    def _batch(self, group: list[Article], explain: bool) -> Iterator[Dossier]:
        for article, doc in zip(group, parse_many(self.nlp, group), strict=True):
            yield self._dossier(article, doc, explain)

    def _careful_batch(self, group: list[Article], on_error: OnError, explain: bool) -> Iterator[Dossier]:
        """As `_batch`; a batch that cannot be parsed as a whole is parsed one article at a time."""
        try:
            docs: list[Doc | None] = list(parse_many(self.nlp, group))
        except Exception:
            docs = [None] * len(group)
        for article, doc in zip(group, docs, strict=True):
            try:
                yield self._dossier(article, parse(self.nlp, article) if doc is None else doc, explain)
            except Exception as error:
                on_error(article, error)

    def _dossier(self, article: Article, doc: Doc, explain: bool) -> Dossier:
        hits = tuple(self.knowledge.find(article.text))
        undated = article.published.date is None
        known = tuple(anchors(article.text, self.knowledge, hits)) if undated else ()
        calendar = Calendar.of(article, doc, known)
        article = replace(article, published=calendar.published)
        cast = resolve(article, doc, calendar, self.knowledge, hits)
        trace = Trace(article, doc) if explain else None
        text = Text(
            article=article, doc=doc, cast=cast, calendar=calendar, codebook=self.codebook, trace=trace
        )
        found: list[Record] = []
        for code in CODERS:
            found.extend(code(text, tuple(found)))
        dossier = assemble(text, found, self.knowledge)
        if trace is None:
            return dossier
        return replace(dossier, explanations=tuple(explained(text, trace, dossier.records())))


def assemble(text: Text, found: Iterable[Record], known: Knowledge) -> Dossier:
    """The dossier of what was found: records in the order of the text, every actor that they name."""
    records = sorted(found, key=lambda record: (record.evidence[0].start, record.evidence[0].end))
    mentions = _worth_keeping(text.cast, records)
    return Dossier(
        article=text.article,
        actors=tuple(_actors(text.cast, mentions, records, known)),
        mentions=tuple(sorted(mentions, key=_by_place)),
        statements=tuple(record for record in records if isinstance(record, Statement)),
        events=tuple(record for record in records if isinstance(record, Event)),
        positions=tuple(record for record in records if isinstance(record, Position)),
        relations=tuple(record for record in records if isinstance(record, Relation)),
        answers=tuple(record for record in records if isinstance(record, Answer)),
        notices=tuple(notices(text.article)),
    )


def _by_place(mention: Mention) -> tuple[int, int]:
    return mention.passage.start, mention.passage.end


def _worth_keeping(cast: Cast, records: Iterable[Record]) -> list[Mention]:
    """The mentions without those of people and bodies who are described once, and have no part in any record."""
    named = {mention.actor_id for mention in cast.mentions if mention.form == "name"}
    often = Counter(mention.actor_id for mention in cast.mentions)
    used = {actor_id for record in records for actor_id in actors_of(record)}
    owners = {actor.body for actor in cast.actors.values()}

    def kept(actor_id: str | None) -> bool:
        actor = cast.actors.get(actor_id) if actor_id else None
        return actor is None or actor.known or often[actor_id] > 1 or actor_id in named | used | owners

    return [mention for mention in cast.mentions if kept(mention.actor_id)]


def _actors(
    cast: Cast, mentions: Iterable[Mention], records: Iterable[Record], known: Knowledge
) -> Iterator[Actor]:
    """Who is mentioned, and who is named by a record or an actor without a mention (the body of an office)."""
    wanted: dict[str, None] = dict.fromkeys(mention.actor_id for mention in mentions if mention.actor_id)
    for record in records:
        wanted.update(dict.fromkeys(actors_of(record)))
    for actor_id in list(wanted):
        belongs = cast.actors[actor_id].body if actor_id in cast.actors else None
        if belongs:
            wanted.setdefault(belongs)
    for actor_id in wanted:
        actor = cast.actors.get(actor_id) or _known(actor_id, known)
        if actor is not None:
            yield actor


def _known(actor_id: str, known: Knowledge) -> Actor | None:
    entry = known.get(actor_id)
    return None if entry is None else actor_of(entry)


def notices(article: Article) -> Iterator[str]:
    """What a reader of the record should know about the text that it was read from."""
    opening, closing = article.text.count("“"), article.text.count("”")
    if article.text.count('"') % 2 or opening > closing:
        yield (
            "An odd number of quotation marks: one is missing, or a quotation goes over several paragraphs; "
            "direct speech near it may begin or end in the wrong place."
        )
    if article.language not in (None, "en"):
        yield f"The text seems not to be in English but in {article.language!r}; expect little of its record."


def load(codebook: Path | None = None) -> Pipeline:
    """A pipeline with the shipped model and knowledge base: about a second, so load once.

    `codebook` is a folder with event rules of your own (docs/codebook.md), laid beside those that ship, and with
    actors of your own, if it has an actors.toml.

    What is loaded by then stays for good, and the garbage collector is told so (`gc.freeze`): spaCy alone brings
    200,000 objects, and walking them again and again costs a twentieth of the time of reading.
    """
    known, book = knowledge(), None
    if codebook is not None:
        book = read_codebook(codebook, base=shipped())
        own = codebook / FILE
        known = with_actors(own) if own.is_file() else known
    pipeline = Pipeline(load_language(), known, book)
    gc.freeze()
    return pipeline
