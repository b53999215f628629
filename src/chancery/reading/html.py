"""A saved web page: the article is found among menus, adverts and related links, and is the text kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from chancery.errors import InputError
from chancery.reading import marks
from chancery.reading.blocks import Line
from chancery.reading.encoding import decode
from chancery.reading.names import AGENCIES, is_name, names_in
from chancery.reading.source import Source
from chancery.reading.stated import absolute_date
from chancery.reading.text import make_article
from chancery.records import Article, BlockKind, Published

LEAST_WORDS = 20
"""A page with fewer words in whole sentences has no article: menus and teasers are all there is."""

_TAGS: dict[str, BlockKind] = {
    "head": "heading",
    "item": "list",
    "quote": "quote",
    "p": "paragraph",
    "row": "list",
}
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:related|read-?more|recommended|recommend|more-on|see-also|also-read)", re.I
)
_HINTS: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (re.compile(r"(?:^|[\s_-])(?:caption|figcaption|photo-credit|wp-caption-text)", re.I), "caption"),
    (
        re.compile(
            r"author-(?:bio|box|info|note|description)|(?:^|[\s_-])bio(?:$|[\s_-])|about-the-author", re.I
        ),
        "author_note",
    ),
    (re.compile(r"(?:^|[\s_-])(?:byline|article-author)", re.I), "byline"),
)
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "pubdate",
    "publishdate", "publish-date", "publish_date", "date.published", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "date",
)  # fmt: skip
"""Names under which pages state when they were published, surest first."""


def read(source: Source, *, language: str | None = None) -> Iterator[Article]:
    """The one article of a web page. Raises InputError for a page that has none."""
    # Imported here: a second of work that only web pages need.
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document

    markup = decode(source.data, source.name)
    tree = load_html(markup)
    if tree is None:
        raise InputError(f"{source.name}: this is not a web page that can be read; save it as text")
    hints = _hints(tree)
    metadata = _linked_data(tree)
    published = _published(tree, metadata)
    beside = _beside(tree)
    page = bare_extraction(markup, with_metadata=True, include_comments=False, include_tables=True)
    if not isinstance(page, Document):
        page = Document()
    lines = _lines(page.body, hints) if page.body is not None else []
    title = _text(page.title) or None
    if not _has_article(lines):
        raise InputError(
            f"{source.name}: no article in this page (menus and links only, or its text comes by script); "
            "save the text itself"
        )
    lines = _with_title(lines, title)
    text = "\n\n".join(line.text for line in lines)
    if published is None and page.date:
        published = Published(date=page.date, how="metadata", why=f"the page gives the date {page.date}")
    yield make_article(
        text,
        lines,
        name=source.name,
        title=title,
        authors=_authors(metadata, page.author),
        publisher=_publisher(tree, metadata) or page.sitename,
        url=page.url,
        published=published,
        language=language,
        path=source.path,
        related=beside,
    )


def _text(value: str | None) -> str:
    return " ".join((value or "").split())


def _lines(body: Any, hints: dict[str, BlockKind]) -> list[Line]:
    """The blocks of an extracted body, offsets as they will stand in the text."""
    found: list[Line] = []
    cursor = 0
    for kind, text in _pieces(body):
        told = None if kind == "paragraph" else kind
        found.append(Line(cursor, cursor + len(text), text, hints.get(text) or told))
        cursor += len(text) + 2
    return found


def _pieces(body: Any) -> Iterator[tuple[BlockKind, str]]:
    """The kind and text of each block: outermost quotations, innermost items, stray text as paragraphs."""
    for element in body:
        tag = str(element.tag)
        if tag in ("list", "table", "div", "quote") and len(element):
            inner: BlockKind | None = "quote" if tag == "quote" else None
            lead = _text(element.text)
            if lead:
                yield inner or "paragraph", lead
            yield from ((inner or kind, text) for kind, text in _pieces(element))
        else:
            text = _text(" ".join(_with_breaks(element)))
            if text:
                yield _TAGS.get(tag, "paragraph"), text
        tail = _text(element.tail)
        if tail:
            yield "paragraph", tail


def _with_breaks(element: Any) -> Iterator[str]:
    """The text of an element; cells and line breaks come apart, other children run on."""
    gathered = ""
    for part in element.iter():
        if part is not element and str(part.tag) in ("lb", "cell", "item", "p"):
            yield gathered
            gathered = ""
        gathered += part.text or ""
        if part is not element:
            gathered += part.tail or ""
    yield gathered


def _has_article(lines: list[Line]) -> bool:
    words = sum(
        len(line.text.split())
        for line in lines
        if line.kind in (None, "quote", "list")
        and marks.ends_sentence(line.text)
        and len(line.text.split()) > 4
    )
    return words >= LEAST_WORDS


def _with_title(lines: list[Line], title: str | None) -> list[Line]:
    """The lines with the page's title first, once."""
    if not title:
        return lines
    bare = title.casefold()
    kept = [line for index, line in enumerate(lines) if index > 2 or line.text.casefold() != bare]
    moved: list[Line] = [Line(0, len(title), title, "title")]
    cursor = len(title) + 2
    for line in kept:
        moved.append(Line(cursor, cursor + len(line.text), line.text, line.kind))
        cursor += len(line.text) + 2
    return moved


def _hints(tree: Any) -> dict[str, BlockKind]:
    """Texts that the page's own markup names as captions, bylines or notes on the author."""
    found: dict[str, BlockKind] = {}
    for element in tree.iter("figcaption"):
        found[_text(element.text_content())] = "caption"
    for element in tree.iter("p", "div", "span", "section", "em"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not name.strip():
            continue
        for pattern, kind in _HINTS:
            if pattern.search(name):
                text = _text(element.text_content())
                if 0 < len(text) < 800:
                    found.setdefault(text, kind)
                    for inner in element.iter("p"):
                        found.setdefault(_text(inner.text_content()), kind)
    return found


def _beside(tree: Any) -> tuple[str, ...]:
    """The titles that the page links as related."""
    found: dict[str, None] = {}
    for element in tree.iter("div", "section", "aside", "ul", "nav"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _BESIDE.search(name):
            for link in element.iter("a"):
                text = _text(link.text_content())
                if len(text.split()) > 2:
                    found[text] = None
    return tuple(found)


def _linked_data(tree: Any) -> dict[str, Any]:
    """The page's JSON-LD on the article, empty where it has none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "")
        except ValueError:
            continue
        queue = data if isinstance(data, list) else [data]
        for entry in queue:
            if not isinstance(entry, dict):
                continue
            if isinstance(entry.get("@graph"), list):
                queue = [*queue, *entry["@graph"]]
            if entry.get("datePublished") or "Article" in str(entry.get("@type")):
                return entry
        for entry in queue:
            if isinstance(entry, dict) and "Article" in str(entry.get("@type")):
                return entry
    return {}


def _meta(tree: Any) -> dict[str, str]:
    """The page's meta elements, by name or property in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            found.setdefault(name.lower(), element.get("content").strip())
    return found


def _published(tree: Any, metadata: dict[str, Any]) -> Published | None:
    """The date that the page's metadata states."""
    stated = [("datePublished in the page's linked data", str(metadata.get("datePublished") or ""))]
    meta = _meta(tree)
    stated += [(f"the page's meta element {name}", meta[name]) for name in _DATE_NAMES if name in meta]
    times = [element for element in tree.iter("time") if element.get("datetime")]
    stated += [("the page's time element", str(element.get("datetime"))) for element in times[:1]]
    for where, value in stated:
        found = absolute_date(re.sub(r"^(\d{4})(\d\d)(\d\d)(?!\d)", r"\1-\2-\3", value))
        if found:
            return Published(date=found.isoformat(), how="metadata", why=f"{where} says {value}")
    return None


def _authors(metadata: dict[str, Any], fallback: str | None) -> tuple[str, ...]:
    """Who wrote it, by the page's linked data, else as the extraction found them."""
    given = metadata.get("author")
    entries = given if isinstance(given, list) else [given]
    names = [entry.get("name") if isinstance(entry, dict) else entry for entry in entries]
    found = tuple(_text(name) for name in names if isinstance(name, str) and is_name(_text(name)))
    if found or not fallback:
        return found
    return tuple(
        dict.fromkeys(
            name for part in fallback.split(";") if part.strip() not in AGENCIES for name in names_in(part)
        )
    )


def _publisher(tree: Any, metadata: dict[str, Any]) -> str | None:
    given = metadata.get("publisher")
    name = given.get("name") if isinstance(given, dict) else given
    return _text(name) if isinstance(name, str) else _meta(tree).get("og:site_name")
