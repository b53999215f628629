"""What a web page says of its article beside the text: title, authors, publisher, date, address, related links.

Pages say it in linked data (JSON-LD, schema.org), in meta elements (Open Graph and older names), and in what they
show; the first of these that holds something is believed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chancery.reading.names import AGENCIES, is_name, names_in
from chancery.reading.page_pieces import names, words
from chancery.reading.page_tree import Node
from chancery.reading.stated import absolute_date
from chancery.records import Published

DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "pubdate",
    "publishdate", "publish-date", "publish_date", "date.published", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "date",
)  # fmt: skip
"""Names under which meta elements state when an article was published, surest first."""

AUTHOR_NAMES = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
    "citation_author",
)
TITLE_NAMES = ("og:title", "twitter:title", "parsely-title", "dc.title", "title")

_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-])")
_SITE = re.compile(r"\s+(?:[|»·•–—]|-(?=\s))\s+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What a page says of its article. `told` is the text of the article, where linked data hold that."""

    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    url: str | None
    published: Published | None
    related: tuple[str, ...]
    told: str


def facts(tree: Node) -> Facts:
    """The facts that a parsed page states."""
    linked, meta = _linked_data(tree), _meta(tree)
    url = _url(tree, linked, meta)
    told = linked.get("articleBody")
    return Facts(
        title=_title(tree, linked, meta),
        authors=_authors(tree, linked, meta),
        publisher=_publisher(linked, meta),
        url=url,
        published=_published(tree, linked, meta, url),
        related=_related(tree),
        told=told if isinstance(told, str) else "",
    )


def clean(value: object) -> str:
    """A text with single blanks; empty for what is none."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _linked_data(tree: Node) -> Mapping[str, Any]:
    """The page's JSON-LD on the article, empty where it has none."""
    found = [entry for script in tree.inside("script") for entry in _entries(script)]
    for entry in found:
        if "Article" in str(entry.get("@type")) or "Posting" in str(entry.get("@type")):
            return entry
    return next((entry for entry in found if entry.get("datePublished")), {})


def _entries(script: Node) -> Iterator[Mapping[str, Any]]:
    if "ld+json" not in script.get("type"):
        return
    try:
        data = json.loads("".join(child for child in script.children if isinstance(child, str)), strict=False)
    except (ValueError, RecursionError):
        return
    queue = list(data) if isinstance(data, list) else [data]
    for entry in queue:
        if isinstance(entry, dict):
            yield entry
            graph = entry.get("@graph")
            queue.extend(graph if isinstance(graph, list) else ())


def _meta(tree: Node) -> Mapping[str, str]:
    """The page's meta elements, by name or property in lower case; the first of each name."""
    found: dict[str, str] = {}
    for element in tree.inside("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = clean(element.get("content"))
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _title(tree: Node, linked: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    """The headline that the page shows where its other titles bear it out, else the best of those."""
    head = next((element.text() for element in tree.inside("title")), "")
    told = [clean(linked.get("headline")), *(meta.get(name, "") for name in TITLE_NAMES), head]
    shown = [element.text() for element in tree.inside("h1")]
    for headline in shown:
        if len(headline.split()) > 2 and any(_alike(headline, other) for other in told):
            return headline
    best = next(filter(None, told), None) or next(filter(None, shown), None)
    return _without_site(best) if best and best == head else best


def _alike(one: str, other: str) -> bool:
    """Whether two titles share most of the shorter one's words."""
    first, second = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    fewest = min(len(first), len(second))
    return fewest > 0 and len(first & second) > 0.6 * fewest


def _without_site(title: str) -> str:
    """A title element's text without the site's name behind or before it."""
    return max(_SITE.split(title), key=len)


def _url(tree: Node, linked: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    canonical = (link.get("href") for link in tree.inside("link") if link.get("rel").lower() == "canonical")
    page = linked.get("mainEntityOfPage")
    named = page.get("@id") if isinstance(page, dict) else page
    for url in (*canonical, meta.get("og:url"), linked.get("url"), named):
        if isinstance(url, str) and url.strip().startswith(("http://", "https://")):
            return url.strip()
    return None


def _published(
    tree: Node, linked: Mapping[str, Any], meta: Mapping[str, str], url: str | None
) -> Published | None:
    """The date that linked data, a meta element, a time element or the page's address states."""
    stated = [("datePublished in the page's linked data", clean(linked.get("datePublished")))]
    stated += [(f"the page's meta element {name}", meta[name]) for name in DATE_NAMES if name in meta]
    stated += [("the page's time element", time.get("datetime")) for time in _times(tree)[:1]]
    path = _DATED_PATH.search(url or "")
    stated += [("the page's address", "-".join(path.groups()))] if path else []
    for where, value in stated:
        found = absolute_date(
            re.sub(r"^(\d{4})-?(\d\d?)-?(\d\d?)(?!\d)", lambda m: f"{m[1]}-{m[2]:0>2}-{m[3]:0>2}", value)
        )
        if found:
            return Published(date=found.isoformat(), how="metadata", why=f"{where} says {value}")
    return None


def _times(tree: Node) -> list[Node]:
    """The page's time elements, those that say what they are of and those in the article first."""
    every = [time for time in tree.inside("time") if time.get("datetime")]
    said = [time for time in every if time.get("itemprop") == "datePublished" or "pubdate" in time.attributes]
    inside = [time for time in every if any(around.tag in ("article", "main") for around in time.upwards())]
    return [*said, *inside, *every]


def _authors(tree: Node, linked: Mapping[str, Any], meta: Mapping[str, str]) -> tuple[str, ...]:
    """Who wrote it: by linked data, else by meta elements, else by what the page marks as its author."""
    given = linked.get("author")
    entries = given if isinstance(given, list) else [given]
    people = [clean(entry.get("name") if isinstance(entry, dict) else entry) for entry in entries]
    found = tuple(dict.fromkeys(name for name in people if is_name(name)))
    if found:
        return found
    for text in (*(meta.get(name, "") for name in AUTHOR_NAMES), *people, *_marked_authors(tree)):
        found = tuple(_people(text))
        if found:
            return found
    return ()


def _people(text: str) -> Iterable[str]:
    parts = re.split(r"[;|]", re.sub(r"(?i)^\W*by\s+", "", text))
    return dict.fromkeys(name for part in parts if part.strip() not in AGENCIES for name in names_in(part))


def _marked_authors(tree: Node) -> Iterator[str]:
    for element in tree.inside("a", "span", "p", "div", "address"):
        if element.get("itemprop") == "author" or "author" in element.get("rel").split():
            yield element.text()
    for element in tree.inside("a", "span", "p", "div"):
        if not names(element).isdisjoint(words("byline")):
            text = element.text()
            if len(text) < 200:
                yield text


def _publisher(linked: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    given = linked.get("publisher")
    name = clean(given.get("name") if isinstance(given, dict) else given)
    return name or meta.get("og:site_name") or meta.get("application-name")


def _related(tree: Node) -> tuple[str, ...]:
    """The titles that the page links as related."""
    found: dict[str, None] = {}
    for element in tree.inside("div", "section", "aside", "ul", "nav"):
        if not names(element).isdisjoint(words("related")):
            for link in element.inside("a"):
                text = link.text()
                if len(text.split()) > 2:
                    found[text] = None
    return tuple(found)
