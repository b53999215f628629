"""Which pieces of a page are its article: where its prose is, less what stands beside it and what is only links.

The article is looked for by weight (prose in sentences, outside links), and names in the markup are believed only
as far as the weight allows: what is called a sidebar but holds most of the prose is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from chancery.reading import marks
from chancery.reading.page_pieces import Piece, names, pieces, words
from chancery.reading.page_tree import Node
from chancery.reading.stated import is_date_line
from chancery.records import BlockKind

LEAST_WORDS = 20
"""A page with fewer words in whole sentences has no article: menus and teasers are all there is."""

MOST_BESIDE = 0.5
"""Share of a page's prose from which an element is not believed to stand beside the article, whatever its name."""

NEARLY_ALL = 0.85
"""Share of the prose that an element has to hold for the search to go on inside it; less would lose paragraphs."""

MOST_CARD = 0.4
"""Share of the prose up to which what stands under a linked heading is a teaser of another article."""

HALF = 0.5
"""Share of the prose that an element called an article's body has to hold to be it."""

LONGEST_LEAD = 8
"""Pieces; more of them between a headline and the text are something else."""

REPEATED = 40
"""Characters from which a piece that comes word for word again is left out: pages repeat for small screens."""


@dataclass(frozen=True, slots=True)
class Found:
    """The article's pieces in order, and the links that stood among them."""

    pieces: tuple[Piece, ...]
    links: tuple[str, ...]


def article(body: Node) -> Found | None:
    """The article of a page's body, or None where there is none.

    Names in the markup help at first. Where nothing is left by them the search is made again without, and then
    with hidden text: some pages hide their text until a script has run.
    """
    for hidden in (False, True):
        every = list(pieces(body, hidden=hidden))
        weights = _weights(every)
        beside = _beside(every, weights, weights.get(body, 0))
        for kept in ([piece for piece in every if piece.at not in beside], every):
            found = _chosen(kept, body)
            if _has_article(found.pieces):
                return found
    return None


def _has_article(found: Iterable[Piece]) -> bool:
    return sum(len(piece.text.split()) for piece in found if piece.weight) >= LEAST_WORDS


def _weights(found: Iterable[Piece]) -> dict[Node, int]:
    """Every element that holds prose, with how much."""
    weights: dict[Node, int] = {}
    for piece in found:
        weight = piece.weight
        if weight:
            for element in piece.at.upwards():
                weights[element] = weights.get(element, 0) + weight
    return weights


def _beside(found: Iterable[Piece], weights: dict[Node, int], total: int) -> frozenset[Node]:
    """The elements with pieces that are named, or stand in what is named, as beside an article, if light enough."""
    told: dict[Node, bool] = {}
    for piece in found:
        path = []
        for element in piece.at.upwards():
            if element in told:
                break
            path.append(element)
        above = path[-1].parent if path else None
        outer = above is not None and told[above]
        for element in reversed(path):
            light = weights.get(element, 0) <= MOST_BESIDE * total
            outer = told[element] = outer or (light and _named_beside(element))
    return frozenset(element for element, beside in told.items() if beside)


def _named_beside(element: Node) -> bool:
    given = names(element)
    role = element.get("role").lower()
    return not (words("beside").isdisjoint(given) and words("related").isdisjoint(given)) or role in words(
        "roles"
    )


def _chosen(kept: Sequence[Piece], body: Node) -> Found:
    weights = _weights(kept)
    holders = _holders(body, weights)
    inside = [piece for piece in kept if any(element in holders for element in piece.at.upwards())]
    cards = _cards(inside, weights, weights.get(body, 0))
    own = [
        piece
        for piece in (*_lead(kept, inside), *inside)
        if not any(element in cards for element in piece.at.upwards())
    ]
    return Found(tuple(_without_links(_worth(own, holders))), tuple(dict.fromkeys(_linked(inside))))


def _lead(kept: Sequence[Piece], inside: Sequence[Piece]) -> Sequence[Piece]:
    """What stands between the headline and the element that holds the text: its deck, its byline, a caption."""
    first = kept.index(inside[0]) if inside else 0
    headline = next((n for n in range(first - 1, -1, -1) if kept[n].at.tag == "h1"), first)
    between = kept[headline + 1 : first]
    return between if len(between) <= LONGEST_LEAD else ()


def _cards(inside: Iterable[Piece], weights: dict[Node, int], total: int) -> frozenset[Node]:
    """The elements that hold a linked heading and, under it, what another article says."""
    found: set[Node] = set()
    for piece in inside:
        if piece.kind == "heading" and piece.is_link:
            around = islice(piece.at.upwards(), 1, 4)
            card = next((element for element in around if weights.get(element)), None)
            if card is not None and weights[card] <= MOST_CARD * total:
                found.add(card)
    return frozenset(found)


def _linked(inside: Iterable[Piece]) -> Iterable[str]:
    """The titles among the links: headings, entries of lists, and what stands after "Read also:"."""
    for piece in inside:
        lead = marks.related_lead(piece.text)
        title = lead if lead else piece.text
        if piece.is_link and len(title.split()) > 2 and (lead or piece.kind in ("heading", "list")):
            yield title


def _holders(body: Node, weights: dict[Node, int]) -> frozenset[Node]:
    """The element that the article stands in; several of one name where its words are spread over them."""
    total = weights.get(body, 0)
    top = body
    while total:
        within = [
            child
            for child in top.children
            if isinstance(child, Node) and weights.get(child, 0) >= NEARLY_ALL * total
        ]
        if not within:
            break
        top = within[0]
    groups: dict[tuple[int, str], list[Node]] = {}
    for element in (top, *top.inside()):
        if element in weights:
            for name in _body_names(element):
                groups.setdefault(name, []).append(element)
    heavy = {name: sum(weights[one] for one in group) for name, group in groups.items()}
    enough = [name for name in groups if heavy[name] >= HALF * total]
    if not enough:
        return frozenset([top])
    return frozenset(groups[min(enough, key=lambda name: (name[0], -heavy[name]))])


def _body_names(element: Node) -> Iterable[tuple[int, str]]:
    """What names an element as an article's body, the most telling first: a class, HTML's own elements."""
    if element.get("itemprop") == "articleBody":
        yield 0, "articlebody"
    for name in names(element) & words("body"):
        yield 0, name
    if element.tag in ("article", "main"):
        # Pages of teasers have many of these; each is judged by itself.
        yield 1 if element.tag == "article" else 2, str(id(element))


def _worth(found: Iterable[Piece], holders: frozenset[Node]) -> Iterable[Piece]:
    """The pieces that say something, each once, with the kind that names in the markup give them."""
    seen: set[str] = set()
    for piece in found:
        kind = _kind(piece, holders)
        if marks.is_boilerplate(piece.text) or (len(piece.text) >= REPEATED and piece.text in seen):
            continue
        if piece.at.tag not in ("p", "li", "tr") and kind is None and not _speaks(piece.text):
            continue
        seen.add(piece.text)
        yield piece if kind == piece.kind else replace(piece, kind=kind)


def _speaks(text: str) -> bool:
    """Whether text that no paragraph holds is more than a label: a sentence, a date, a byline, a caption."""
    return (
        marks.ends_sentence(text)
        or len(text.split()) > 8
        or is_date_line(text)
        or marks.byline_names(text) is not None
        or marks.is_caption(text)
    )


def _kind(piece: Piece, holders: frozenset[Node]) -> BlockKind | None:
    """What a piece is by the names around it inside the article, else by its elements."""
    if piece.kind in ("heading", "caption") or len(piece.text) > 800:
        return piece.kind
    around: set[str] = set()
    for element in piece.at.upwards():
        if element in holders:
            break
        around |= names(element)
    for kind in ("caption", "author_note", "byline"):
        if not around.isdisjoint(words(kind)):
            return kind
    return piece.kind


def _without_links(found: Iterable[Piece]) -> list[Piece]:
    """The pieces without those that are links, and without headings that only links stand under."""
    kept: list[Piece] = []
    for piece in found:
        if piece.is_link and piece.kind not in ("caption", "byline", "author_note"):
            continue
        if (
            piece.kind == "heading"
            and kept
            and kept[-1].kind == "heading"
            and piece.at.tag <= kept[-1].at.tag
        ):
            kept.pop()
        kept.append(piece)
    while kept and kept[-1].kind == "heading":
        kept.pop()
    return kept
