"""RSS (0.9x, 1.0, 2.0) and Atom: an article for each entry of the feed, with as much of its text as the feed has."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from email.utils import parsedate_to_datetime
from functools import partial
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

from chancery.errors import InputError
from chancery.reading import marks, source
from chancery.reading.blocks import Line
from chancery.reading.encoding import decode
from chancery.reading.fields import iso_date
from chancery.reading.items import Item, Stream
from chancery.reading.text import make_article
from chancery.records import Article, BlockKind, Published

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ENTRY = ("item", "entry")
TEXTS = ("encoded", "content", "description", "summary")
"""Elements that hold an entry's text, the fullest first."""

DATES = ("pubDate", "published", "date", "issued", "updated")

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&(?:#\d+;|#x[0-9a-fA-F]+;|(\w+;))?")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_IN_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}


def items(stream: Stream, *, language: str | None = None) -> Iterator[Item]:
    """The entries in the order of the feed. Raises InputError for what is no feed."""
    data = stream.opened.read(source.MOST_BYTES + 1)
    if len(data) > source.MOST_BYTES:
        raise InputError(f"{stream.name}: a feed of more than {source.MOST_BYTES // 1_000_000} MB")
    root = _parse(decode(data, stream.name), stream.name)
    entries = [element for element in root.iter() if _local(element) in ENTRY]
    if not entries and _local(root) not in ("rss", "feed", "RDF"):
        raise InputError(f"{stream.name}: XML, but no feed; RSS and Atom are read")
    channel = next((element for element in root.iter() if _local(element) == "channel"), root)
    publisher = _plain(_child(channel, "title"))
    for number, entry in enumerate(entries, start=1):
        name = f"{stream.name}, entry {number}"
        path = f"{stream.path}:{number}" if stream.path else None
        yield Item(name, partial(_read, entry, name, publisher, path, language))


def _parse(text: str, name: str) -> Element:
    """The feed's elements. Bare ampersands and HTML's named characters, which many feeds have, are mended."""
    if re.search(r"<!ENTITY", text[:100_000], re.I):
        raise InputError(f"{name}: declares entities of its own, which no feed needs; it is not read")
    text = _DECLARED.sub("", _NOT_XML.sub("", text), count=1)
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError as first:
        try:
            return ElementTree.fromstring(_outside_cdata(text))
        except ElementTree.ParseError:
            line, column = first.position
            raise InputError(f"{name}: broken XML at line {line}, column {column} ({first.msg})") from None


def _outside_cdata(text: str) -> str:
    parts = re.split(r"(<!\[CDATA\[.*?\]\]>)", text, flags=re.S)
    return "".join(part if part.startswith("<![CDATA[") else _ENTITY.sub(_mended, part) for part in parts)


def _mended(found: re.Match[str]) -> str:
    named = found[1]
    if named is None:
        return found[0] if len(found[0]) > 1 else "&amp;"
    if named in _IN_XML:
        return found[0]
    return html5.get(named, f"&amp;{named}")


def _read(
    entry: Element, name: str, publisher: str | None, path: str | None, language: str | None
) -> Article:
    title = _plain(_child(entry, "title"))
    lines = _lines(entry)
    if not lines:
        raise InputError(f"{name}: no text; this feed has only titles and links")
    heading: list[tuple[str, BlockKind | None]] = [(title, "title")] if title else []
    placed = _placed([*heading, *lines])
    return make_article(
        "\n\n".join(line.text for line in placed),
        placed,
        name=name,
        title=title,
        authors=_authors(entry),
        publisher=publisher,
        url=_link(entry),
        published=_published(entry),
        language=language,
        path=path,
    )


def _lines(entry: Element) -> list[tuple[str, BlockKind | None]]:
    """The paragraphs of the fullest of the entry's texts."""
    from chancery.reading.page_pieces import pieces
    from chancery.reading.page_tree import parse

    longest: list[tuple[str, BlockKind | None]] = []
    for element in entry:
        if _local(element) not in TEXTS:
            continue
        markup = _markup(element)
        body = next(parse(f"<body>{markup}</body>").inside("body"))
        found = [
            (piece.text, piece.kind)
            for piece in pieces(body)
            if not piece.is_link and not marks.is_boilerplate(piece.text)
        ]
        if sum(len(text) for text, _ in found) > sum(len(text) for text, _ in longest):
            longest = found
    return longest


def _markup(element: Element) -> str:
    """An element's HTML, whether it stands there as text or as elements (Atom's xhtml)."""
    if len(element):
        inner = "".join(ElementTree.tostring(child, encoding="unicode") for child in element)
        # The page reader knows elements by their bare names.
        return re.sub(r"(</?)(?:\w+:)", r"\1", (element.text or "") + inner)
    text = element.text or ""
    if element.get("type") == "text" or "<" not in text:
        # Plain text: its lines are its paragraphs, and only its entities may be HTML's.
        text = unescape(text).replace("&", "&amp;").replace("<", "&lt;")
        return "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    return text


def _placed(texts: Sequence[tuple[str, BlockKind | None]]) -> list[Line]:
    lines: list[Line] = []
    cursor = 0
    for text, kind in texts:
        lines.append(Line(cursor, cursor + len(text), text, kind))
        cursor += len(text) + 2
    return lines


def _local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _local(child) == name), None)


def _plain(element: Element | None) -> str | None:
    """An element's text without markup, None where it has none."""
    if element is None:
        return None
    text = re.sub(r"<[^>]*>", " ", unescape("".join(element.itertext())))
    return " ".join(text.split()) or None


def _link(entry: Element) -> str | None:
    """Where the article is: Atom's alternate link, RSS's link, else a guid that is an address."""
    for element in entry:
        if _local(element) == "link":
            address = element.get("href") if element.get("rel", "alternate") == "alternate" else None
            address = address or (element.text or "").strip()
            if address:
                return address
    guid = _plain(_child(entry, "guid")) or _plain(_child(entry, "id"))
    return guid if guid and re.match(r"https?://", guid) else None


def _authors(entry: Element) -> tuple[str, ...]:
    found = []
    for element in entry:
        if _local(element) in ("creator", "author"):
            name = _child(element, "name")
            text = _plain(element if name is None else name) or ""
            # RSS has "address (name)" by its letter, and most feeds a name.
            named = re.fullmatch(r"\S+@\S+\s*\((.+)\)", text)
            text = named[1] if named else text
            if text and "@" not in text:
                found.append(text)
    return tuple(dict.fromkeys(found))


def _published(entry: Element) -> Published | None:
    for name in DATES:
        text = _plain(_child(entry, name))
        day = text and (iso_date(text) or _mail_date(text))
        if day:
            return Published(date=day, how="metadata", why=f"the feed's {name}: {text}")
    return None


def _mail_date(text: str) -> str | None:
    """The day of a date as mail writes it, which is what RSS has."""
    try:
        found: datetime.datetime = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return found.date().isoformat()
