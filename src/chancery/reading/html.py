"""A saved web page: the article is found among menus, adverts and related links, and is the text kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from chancery.errors import InputError
from chancery.reading.blocks import Line
from chancery.reading.encoding import decode
from chancery.reading.source import Source
from chancery.reading.text import make_article
from chancery.records import Article, BlockKind

LEAST_TOLD = 20
"""Words of text in linked data from which that is an article and no summary of one."""


def read(source: Source, *, language: str | None = None) -> Iterator[Article]:
    """The one article of a web page. Raises InputError for a page that has none."""
    # Imported here: only web pages need it.
    from chancery.reading.page_article import article
    from chancery.reading.page_facts import facts
    from chancery.reading.page_tree import parse

    tree = parse(decode(source.data, source.name).replace("\x00", ""))
    said = facts(tree)
    body = next(tree.inside("body"), None)
    found = article(body) if body is not None else None
    lines = _lines((piece.text, piece.kind) for piece in found.pieces) if found else _told(said.told)
    if not lines:
        raise InputError(
            f"{source.name}: no article in this page (menus and links only, or its text comes by script); "
            "save the text itself"
        )
    lines = _with_title(lines, said.title)
    made = make_article(
        "\n\n".join(line.text for line in lines),
        lines,
        name=source.name,
        title=said.title,
        authors=said.authors,
        publisher=said.publisher,
        url=said.url,
        published=said.published,
        language=language,
        path=source.path,
        related=tuple(dict.fromkeys((*said.related, *(found.links if found else ())))),
    )
    # What the page states goes before the names in its byline, which may be those of helpers.
    yield replace(made, authors=said.authors or made.authors)


def _lines(texts: Iterable[tuple[str, BlockKind | None]]) -> list[Line]:
    """Texts as lines, with offsets as they will stand in the article's text."""
    lines: list[Line] = []
    cursor = 0
    for text, kind in texts:
        lines.append(Line(cursor, cursor + len(text), text, kind))
        cursor += len(text) + 2
    return lines


def _told(text: str) -> list[Line]:
    """The article as linked data hold it: pages whose text comes by script may have it there."""
    texts = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return _lines((line, None) for line in texts) if len(text.split()) >= LEAST_TOLD else []


def _with_title(lines: list[Line], title: str | None) -> list[Line]:
    """The lines with the page's title first, once."""
    if not title:
        return lines
    bare = title.casefold()
    kept = [line for index, line in enumerate(lines) if index > 2 or line.text.casefold() != bare]
    return _lines([(title, "title"), *((line.text, line.kind) for line in kept)])
