"""A web page as a tree of plain nodes, parsed as browsers parse it (HTML5), however badly it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode


@dataclass(slots=True, eq=False)
class Node:
    """One element: its tag and attributes, and what is in it, texts and elements, in order."""

    tag: str
    attributes: Mapping[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute, empty where the element has none of that name."""
        return self.attributes.get(name, "")

    def upwards(self) -> Iterator[Node]:
        """This element and those around it, outwards."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def inside(self, *tags: str) -> Iterator[Node]:
        """The elements in this one, in the order of the page: all, or those with these tags."""
        waiting: list[Node | str] = self.children[::-1]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Node):
                if not tags or node.tag in tags:
                    yield node
                waiting.extend(reversed(node.children))

    def text(self) -> str:
        """All text in this element, with single blanks."""
        found: list[str] = []
        waiting: list[Node | str] = self.children[::-1]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                found.append(node)
            else:
                waiting.extend(reversed(node.children))
        return " ".join("".join(found).split())


def parse(markup: str) -> Node:
    """The tree of a page. It always has a body; comments are left out."""
    top = LexborHTMLParser(markup).root
    root = Node("html", {})
    waiting: list[tuple[LexborNode | None, Node]] = [(top.first_child if top else None, root)]
    while waiting:
        at, parent = waiting.pop()
        if at is None:
            continue
        waiting.append((at.next, parent))
        if at.is_text_node:
            parent.children.append(at.text_content or "")
        elif at.is_element_node:
            attributes = {name: value or "" for name, value in at.attributes.items()}
            node = Node(at.tag or "", attributes, parent)
            parent.children.append(node)
            waiting.append((at.first_child, node))
    return root
