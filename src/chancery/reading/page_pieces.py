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

from chancery.reading import marks
from chancery.reading.page_tree import Node
from chancery.records import BlockKind

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
    """One run of text: the block that holds it, what that says of it, and how much of it is in links."""

    text: str
    at: Node
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


def names(node: Node) -> frozenset[str]:
    """The words of an element's classes and id, and each two neighbours run together."""
    return _names(f"{node.get('class')} {node.get('id')}")


@lru_cache(maxsize=4096)
def _names(attributes: str) -> frozenset[str]:
    found: set[str] = set()
    for name in attributes.split():
        parts = [part.lower() for part in _PARTS.findall(name)]
        found.update(parts)
        found.update(map("".join, pairwise(parts)))
    return frozenset(found)


def pieces(body: Node, *, hidden: bool = False) -> Iterator[Piece]:
    """The pieces of a page's body without scripts, fields of forms and, unless asked for, hidden text."""
    gathered = _Gathered()
    gathered.enter(body)
    opened = [(body, iter(body.children))]
    while opened:
        node, rest = opened[-1]
        child = next(rest, None)
        if child is None:
            opened.pop()
            yield from gathered.leave(node)
        elif isinstance(child, str):
            gathered.add(child)
        elif not (child.tag in words("skipped") or (not hidden and _unseen(child))):
            yield from gathered.begin(child)
            opened.append((child, iter(child.children)))


class _Gathered:
    """The text since the last block began, line by line, and the blocks that are open around it."""

    def __init__(self) -> None:
        self._open: list[tuple[Node, BlockKind | None]] = []
        self._links = 0
        self._lines: list[tuple[list[str], list[str]]] = [([], [])]

    def begin(self, node: Node) -> Iterator[Piece]:
        """An element begins: a block, a line, a cell, a link, or nothing that matters."""
        self._links += node.tag == "a"
        if node.tag in words("blocks") or (node.tag in ("td", "th") and _is_layout(node.parent)):
            yield from self.flush()
            self.enter(node)
        elif node.tag == "br":
            yield from self.line_break()
        elif node.tag in ("td", "th"):
            self.add(" ")

    def enter(self, node: Node) -> None:
        """A block begins. A quotation makes everything in it one; a row for layout says nothing."""
        outer = self._open[-1][1] if self._open else None
        kind = KINDS.get(node.tag)
        if node.tag == "tr" and _is_layout(node):
            kind = None
        inherits = outer in ("quote", "caption") or (kind is None and node.tag in ("p", "div"))
        self._open.append((node, outer if inherits else kind))

    def leave(self, node: Node) -> Iterator[Piece]:
        """An element ends."""
        if self._open[-1][0] is node:
            yield from self.flush()
            self._open.pop()
        self._links -= node.tag == "a"

    def add(self, text: str) -> None:
        """Text goes on."""
        said, linked = self._lines[-1]
        said.append(text)
        if self._links:
            linked.append(text)

    def line_break(self) -> Iterator[Piece]:
        """A line ends; where nothing is on it, a paragraph has ended."""
        if len(self._lines) > 1 and not "".join(self._lines[-1][0]).strip():
            yield from self.flush()
        else:
            self._lines.append(([], []))

    def flush(self) -> Iterator[Piece]:
        """A block has begun or ended: what was gathered is a piece, or several."""
        lines = [(_shown(said), len(_shown(linked))) for said, linked in self._lines]
        self._lines = [([], [])]
        node, kind = self._open[-1]
        text, linked = "", 0
        for line, more in lines:
            if text and line and _parts_lines(text, line):
                yield Piece(text, node, kind, min(linked, len(text)))
                text, linked = "", 0
            text, linked = f"{text} {line}".strip(), linked + more
        if text:
            yield Piece(text, node, kind, min(linked, len(text)))


def _shown(parts: list[str]) -> str:
    return " ".join(_INVISIBLE.sub("", "".join(parts)).split())


def _parts_lines(before: str, after: str) -> bool:
    """Whether one line break between two lines parts them, rather than wraps a sentence."""
    return not after[0].islower() and (marks.ends_sentence(before) or len(before) < SHORT_LINE)


def _is_layout(row: Node | None) -> bool:
    """Whether a table's row is there to set paragraphs side by side."""
    if row is None or row.tag != "tr":
        return True
    cells = [cell for cell in row.children if isinstance(cell, Node) and cell.tag in ("td", "th")]
    return any(
        next(cell.inside("p", "div", "table", "h1", "h2", "br"), None) is not None
        or len(cell.text()) > LONGEST_CELL
        for cell in cells
    )


def _unseen(node: Node) -> bool:
    """Whether a reader of the page is not shown an element: by attribute, by style, by class."""
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if style and _UNSHOWN.search(style):
        return True
    return not words("unseen").isdisjoint(attributes.get("class", "").lower().split())
