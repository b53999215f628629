"""Small Docs made by hand, resolved: what the tests of actors share."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from chancery.actors import Cast, knowledge, resolve
from chancery.language.dates import Calendar
from chancery.records import Article, Published
from tests.build import make_doc

BASE = knowledge()


def cast_of(rows: str, date: str | None = None, names: dict[str, str] | None = None) -> tuple[Doc, Cast]:
    """A Doc and its Cast; `names` are spans of the language model: words and their label."""
    doc = make_doc(rows)
    if names is not None:
        doc.spans["names"] = [_span(doc, words, label) for words, label in names.items()]
    how = "metadata" if date else "unknown"
    article = Article(id="a", text=doc.text, published=Published(date=date, how=how))
    cast = resolve(article, doc, Calendar.of(article, doc), BASE)
    for mention in cast.mentions:
        passage = mention.passage
        assert article.text[passage.start : passage.end] == passage.text
        assert mention.actor_id is None or mention.actor_id in cast.actors
    for ids in cast.heads.values():
        assert set(ids) <= set(cast.actors)
    return doc, cast


def _span(doc: Doc, words: str, label: str) -> Span:
    start = doc.text.index(words)
    span = doc.char_span(start, start + len(words), label=label)
    assert span is not None
    return span


def ids(doc: Doc, cast: Cast, word: str, nth: int = 0) -> tuple[str, ...]:
    """Whom the nth token with that text denotes."""
    return cast.at([token for token in doc if token.text == word][nth])
