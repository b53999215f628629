"""A web page as pieces of text in its order: what a reader sees as one line or one paragraph is one piece.

Nothing is chosen here; `page_article` tells the article's pieces from the rest.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from lxml import etree

from chancery.reading import marks
from chancery.records import BlockKind

Element = Any
"""An element of lxml, which has no types of its own."""

KINDS: dict[str, BlockKind] = {
    "li": "list", "dt": "list", "dd": "list", "tr": "list", "blockquote": "quote", "figcaption": "caption",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}  # fmt: skip
"""What an element says of the text in it; `p` and the rest say nothing."""

LONGEST_CELL = 300
"""Characters. A table with longer cells, or with paragraphs in them, is there for the page's layout."""

SHORT_LINE = 60
"""Characters; a sentence that is wrapped by hand is wrapped later."""

_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
_UNSHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One run of text: the block that holds it, what that says of it, and how much of it is in links.

    `tag` is the innermost block's; text that stands in a `div` between its other blocks has "div".
    """

    text: str
    at: Element
    tag: str
    kind: BlockKind | None
    linked: int

    @property
    def weight(self) -> int:
        """How many characters of running prose it has: none where it is a link, a label, a heading."""
        if self.kind in ("heading", "caption") or not marks.ends_sentence(self.text):
            return 0
        own = len(self.text) - self.linked
        return own if 2 * own > len(self.text) and len(self.text.split()) > 4 else 0

    @property
    def is_link(self) -> bool:
        """Whether it is a link and little else."""
        return 10 * self.linked >= 9 * len(self.text)


@cache
def words(key: str) -> frozenset[str]:
    """A list of data/page_markup.toml."""
    text = (files("chancery.reading") / "data" / "page_markup.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[key].split())


def names(element: Element) -> frozenset[str]:
    """The words of an element's classes and id, and each two neighbours run together."""
    return _names(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(maxsize=4096)
def _names(attributes: str) -> frozenset[str]:
    found: set[str] = set()
    for name in attributes.split():
        parts = [part.lower() for part in _PARTS.findall(name)]
        found.update(parts)
        found.update(map("".join, pairwise(parts)))
    return frozenset(found)


def pieces(body: Element, *, hidden: bool = False) -> Iterator[Piece]:
    """The pieces of a page's body without scripts, fields of forms and, unless asked for, hidden text."""
    gathered = _Gathered()
    walk = etree.iterwalk(body, events=("start", "end"))
    skipped: Element = None
    for event, element in walk:
        tag = str(element.tag)
        if event == "start":
            if tag in words("skipped") or (not hidden and _unseen(element)):
                skipped = element
                walk.skip_subtree()
                continue
            if tag in words("blocks"):
                yield from gathered.flush()
                gathered.enter(element, tag)
            elif tag == "br":
                yield from gathered.line_break()
            elif tag in ("td", "th"):
                yield from gathered.cell(element, tag)
            gathered.links += tag == "a"
            gathered.add(element.text)
            continue
        if element is not skipped:
            gathered.links -= tag == "a"
            if gathered.stack and gathered.stack[-1][0] is element:
                yield from gathered.flush()
                gathered.stack.pop()
        gathered.add(element.tail)
    yield from gathered.flush()


class _Gathered:
    """The text since the last block began, line by line, and the blocks that are open around it."""

    def __init__(self) -> None:
        self.stack: list[tuple[Element, str, BlockKind | None]] = []
        self.links = 0
        self._lines: list[tuple[list[str], list[str]]] = [([], [])]

    def enter(self, element: Element, tag: str) -> None:
        """A block begins. A quotation makes everything in it one; a row for layout says nothing."""
        outer = self.stack[-1][2] if self.stack else None
        kind = KINDS.get(tag)
        if tag == "tr" and _is_layout(element):
            kind = None
        inherits = outer in ("quote", "caption") or (kind is None and tag in ("p", "div"))
        kept = outer if inherits else kind
        self.stack.append((element, tag, kept))

    def cell(self, element: Element, tag: str) -> Iterator[Piece]:
        """A cell begins: a block of its own in a layout, else so much more of its row."""
        row = element.getparent()
        if row is None or _is_layout(row):
            yield from self.flush()
            self.stack.append((element, tag, None))
        else:
            self.add(" ")

    def add(self, text: str | None) -> None:
        if text:
            said, linked = self._lines[-1]
            said.append(text)
            if self.links:
                linked.append(text)

    def line_break(self) -> Iterator[Piece]:
        """A line ends; where nothing is on it, a paragraph has ended."""
        if len(self._lines) > 1 and not "".join(self._lines[-1][0]).strip():
            yield from self.flush()
        else:
            self._lines.append(([], []))

    def flush(self) -> Iterator[Piece]:
        lines = [(_shown(said), len(_shown(linked))) for said, linked in self._lines]
        self._lines = [([], [])]
        if not self.stack:
            return
        element, tag, kind = self.stack[-1]
        text, linked = "", 0
        for line, more in lines:
            if text and line and _parts_lines(text, line):
                yield Piece(text, element, tag, kind, min(linked, len(text)))
                text, linked = "", 0
            text, linked = f"{text} {line}".strip(), linked + more
        if text:
            yield Piece(text, element, tag, kind, min(linked, len(text)))


def _shown(parts: list[str]) -> str:
    return " ".join(_INVISIBLE.sub("", "".join(parts)).split())


def _parts_lines(before: str, after: str) -> bool:
    """Whether one line break between two lines parts them, rather than wraps a sentence."""
    return not after[0].islower() and (marks.ends_sentence(before) or len(before) < SHORT_LINE)


def _is_layout(row: Element) -> bool:
    """Whether a table's row is there to set paragraphs side by side."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return any(
        len(cell.text_content()) > LONGEST_CELL
        or next(cell.iter("p", "div", "table", "h1", "h2", "br"), None) is not None
        for cell in cells
    )


def _unseen(element: Element) -> bool:
    """Whether a reader of the page is not shown an element: by attribute, by style, by class."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if style and _UNSHOWN.search(style):
        return True
    classes = attributes.get("class")
    return bool(classes) and not words("unseen").isdisjoint(classes.lower().split())
