"""Plain text: the article is the text as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chancery.errors import InputError
from chancery.reading.blocks import Line, paragraphs, structure
from chancery.reading.encoding import decode, normalise
from chancery.reading.identify import require_english
from chancery.reading.source import MOST_BYTES, Source
from chancery.records import Article, Published, digest


def read(source: Source, *, language: str | None = None) -> Iterator[Article]:
    """The one article of a plain text file."""
    text = decode(source.data, source.name)
    yield make_article(text, paragraphs(text), path=source.path, name=source.name, language=language)


def read_text(
    text: str,
    *,
    title: str | None = None,
    authors: Sequence[str] = (),
    publisher: str | None = None,
    url: str | None = None,
    published: Published | None = None,
    language: str | None = None,
    path: str | None = None,
) -> Article:
    """An article from plain text; what is known of it beside the text goes before what the text tells.

    The text is kept as it is, but for what `encoding.normalise` does. A first line is taken for the title
    only where it looks like one. Raises InputError for an empty text and for one that is not in English
    (name the language to read it all the same).
    """
    if len(text) > MOST_BYTES:
        raise InputError(
            f"the text: longer than {MOST_BYTES // 1_000_000} million characters; split it first"
        )
    text = normalise(text)
    return make_article(
        text,
        paragraphs(text),
        title=title,
        authors=authors,
        publisher=publisher,
        url=url,
        published=published,
        language=language,
        path=path,
    )


def make_article(
    text: str,
    lines: Sequence[Line],
    *,
    name: str = "the text",
    title: str | None = None,
    authors: Sequence[str] = (),
    publisher: str | None = None,
    url: str | None = None,
    published: Published | None = None,
    language: str | None = None,
    path: str | None = None,
    related: Sequence[str] = (),
) -> Article:
    """The article that lines of text make up; every reader ends here."""
    if not any(character.isalnum() for character in text[:100_000]) and not any(map(str.isalnum, text)):
        raise InputError(f"{name}: empty; there are no words in it")
    code = language or require_english(text, name)
    told = structure(lines, title=title, authors=authors)
    known = published if published is not None and published.date else None
    return Article(
        id=digest("article", text),
        text=text,
        title=told.title,
        authors=told.authors,
        publisher=publisher or told.publisher,
        url=url,
        language=code,
        published=known or told.published,
        related=tuple(dict.fromkeys((*related, *told.related))),
        blocks=told.blocks,
        path=path,
    )
