"""The structure of plain text: lines joined into paragraphs, and each told for what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from chancery.reading import marks
from chancery.reading.names import names_in
from chancery.reading.stated import is_date_line, stated_date
from chancery.records import Block, BlockKind, Published

MID_SENTENCE = 0.3
"""A text is hard-wrapped when this share of its line breaks fall before a small letter, after no stop.

A text with a paragraph a line has next to none; one wrapped at 70 characters has over 0.6.
"""

WIDEST_WRAP = 200
"""Characters; nobody wraps lines wider than this."""

NEAR_TOP = 8
"""Blocks from the start in which bylines without "By", date lines and decks are looked for."""

NEAR_FOOT = 5
"""Blocks from the end in which notes on the author are looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of text before it is classified: a line, or the wrapped lines of one paragraph.

    `kind` is what a format's own markup says it is, None in plain text.
    """

    start: int
    end: int
    text: str
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """What the lines of an article tell: its blocks in order, and what their forms say of the whole."""

    blocks: tuple[Block, ...]
    title: str | None
    authors: tuple[str, ...]
    related: tuple[str, ...]
    published: Published
    publisher: str | None


def paragraphs(text: str) -> list[Line]:
    """The paragraphs of plain text: one a line, or joined lines where the text is hard-wrapped."""
    lines = _lines(text)
    adjacent = [
        (first, second)
        for first, second in pairwise(lines)
        if second.start - first.end < 3 and text.count("\n", first.end, second.start) == 1
    ]
    if not adjacent or not _is_wrapped(adjacent):
        return lines
    lengths = sorted(first.end - first.start for first, _ in adjacent)
    width = lengths[int(0.75 * (len(lengths) - 1))]
    joined = [lines[0]]
    for line in lines[1:]:
        last = joined[-1]
        tail = text.rfind("\n", last.start, last.end)
        if text.count("\n", last.end, line.start) == 1 and _continues(
            text[max(tail + 1, last.start) : last.end], line.text, width
        ):
            joined[-1] = Line(last.start, line.end, "")
        else:
            joined.append(line)
    return [replace(line, text=text[line.start : line.end].replace("\n", " ")) for line in joined]


def _lines(text: str) -> list[Line]:
    """Every line that is not empty, without the white space around it."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        bare = line.strip()
        if bare:
            start = match.start() + len(line) - len(line.lstrip())
            found.append(Line(start, start + len(bare), bare))
    return found


def _is_wrapped(adjacent: Sequence[tuple[Line, Line]]) -> bool:
    narrow = [pair for pair in adjacent if len(pair[0].text) <= WIDEST_WRAP]
    if len(narrow) * 2 < len(adjacent):
        return False
    inside = sum(
        1
        for first, second in narrow
        if second.text[:1].islower() and (not marks.ends_sentence(first.text) or first.text.endswith(","))
    )
    return inside >= MID_SENTENCE * len(narrow)


def _continues(line: str, following: str, width: int) -> bool:
    """Whether a wrapped text's next line belongs to the same paragraph: its first word did not fit before."""
    if marks.BULLET.match(following) and not following[:1].isdigit():
        return False
    bare = line.strip()
    if following[:1].islower() and (not marks.ends_sentence(bare) or bare.endswith((",", ";", ":"))):
        return True
    word = following.split(maxsplit=1)[0]
    return len(bare) + 1 + len(word) > width - (0 if marks.ends_sentence(bare) else 4)


def structure(lines: Sequence[Line], *, title: str | None = None, authors: Iterable[str] = ()) -> Structure:
    """Tell what each line is. A known title or authors help to tell the others."""
    kinds: list[BlockKind] = [_by_form(lines, index) for index in range(len(lines))]
    names: dict[str, None] = dict.fromkeys(authors)
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "byline" and not marks.is_caption(line.text):
            names.update(dict.fromkeys(_makers(line.text)))
    _mark_related(lines, kinds)
    _mark_headings(lines, kinds, title)
    _mark_notes(lines, kinds, tuple(names))
    datelines = [line.text[: marks.dateline_end(line.text)] for line in lines[:NEAR_TOP]]
    agency = next(filter(None, (marks.dateline_agency(line.text) for line in lines[:NEAR_TOP])), None)
    dated = [line.text for line, kind in zip(lines, kinds, strict=True) if kind in ("dateline", "byline")]
    found = title or next(
        (line.text for line, kind in zip(lines, kinds, strict=True) if kind == "title"), None
    )
    return Structure(
        blocks=tuple(_blocks(lines, kinds)),
        title=found,
        authors=tuple(names),
        related=_related(lines, kinds),
        published=stated_date([*dated, *datelines]),
        publisher=agency,
    )


def _by_form(lines: Sequence[Line], index: int) -> BlockKind:
    """The kind that a line's own form or markup shows; `paragraph` where it shows none."""
    line = lines[index]
    text = line.text
    if line.kind in ("caption", "related", "author_note", "byline", "title"):
        return line.kind
    near_top, near_foot = index < NEAR_TOP, index >= len(lines) - NEAR_FOOT
    if marks.related_lead(text) is not None or marks.is_boilerplate(text):
        return "related"
    if marks.is_caption(text):
        return "caption"
    # At the foot a bare date belongs to a correction or to what the page shows next.
    if (near_top or near_foot) and is_date_line(text, labelled=not near_top):
        return "dateline"
    if (near_top or near_foot) and marks.byline_names(text) is not None:
        return "byline"
    if near_foot and index and marks.is_sign_off(text) and not marks.BULLET.match(lines[index - 1].text):
        return "byline"
    if line.kind:
        return line.kind
    return "list" if marks.BULLET.match(text) else "paragraph"


def _makers(text: str) -> tuple[str, ...]:
    """The names in a byline; editors who signed off are not its authors."""
    if re.match(r"(?i)\W{0,2}(?:editing|edited|translat)", text):
        return ()
    return marks.byline_names(text) or names_in(text)


def _mark_related(lines: Sequence[Line], kinds: list[BlockKind]) -> None:
    """A "RELATED:" line takes with it the list that follows, or else the headlines that follow."""
    inside = listed = False
    for index, line in enumerate(lines):
        if kinds[index] == "related":
            inside, listed = marks.related_lead(line.text) == "", False
        elif inside and kinds[index] == "list":
            kinds[index], listed = "related", True
        elif inside and kinds[index] == "paragraph" and not listed and _is_link(line.text):
            kinds[index] = "related"
        else:
            inside = False


def _is_link(text: str) -> bool:
    return (marks.is_title(text) and not text.endswith(".")) or text.startswith(("http://", "https://"))


def _mark_headings(lines: Sequence[Line], kinds: list[BlockKind], title: str | None) -> None:
    """Headings stand before other text; the first of them, at the very top, is the title."""
    body = [index for index, kind in enumerate(kinds) if kind in ("paragraph", "list", "quote")]
    last = body[-1] if body else -1
    seen_text = False
    for index, line in enumerate(lines):
        top = not seen_text and "title" not in kinds
        if kinds[index] == "heading" and top and title in (None, line.text):
            kinds[index] = "title"
        if kinds[index] != "paragraph" or line.kind == "paragraph":
            seen_text = seen_text or (kinds[index] in ("paragraph", "list", "quote"))
            continue
        if (title is not None and line.text == title and not seen_text and "title" not in kinds) or (
            not seen_text and index < last and "title" not in kinds and marks.is_title(line.text)
        ):
            kinds[index] = "title"
        elif index < last and (marks.is_heading(line.text) or _is_deck(lines, kinds, index)):
            kinds[index] = "heading"
        else:
            seen_text = True


def _is_deck(lines: Sequence[Line], kinds: Sequence[BlockKind], index: int) -> bool:
    """A line under the title that sums the article up, without a full stop."""
    return index > 0 and kinds[index - 1] == "title" and marks.is_title(lines[index].text)


def _mark_notes(lines: Sequence[Line], kinds: list[BlockKind], authors: tuple[str, ...]) -> None:
    """Notes on the author stand at the foot; with a byline there, right after it."""
    body = [index for index, kind in enumerate(kinds) if kind in ("paragraph", "heading", "author_note")]
    for index in body[-NEAR_FOOT:]:
        if index == 0:
            continue
        last = index >= body[-1] or all(kinds[later] != "paragraph" for later in range(index + 1, len(lines)))
        if kinds[index] != "author_note" and marks.is_author_note(lines[index].text, authors, last=last):
            kinds[index] = "author_note"


def _blocks(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Iterable[Block]:
    for line, kind in zip(lines, kinds, strict=True):
        cut = marks.dateline_end(line.text) if kind == "paragraph" else 0
        if cut and cut < line.end - line.start:
            yield Block(kind="dateline", start=line.start, end=line.start + len(line.text[:cut].rstrip()))
            yield Block(kind=kind, start=line.start + cut, end=line.end)
        else:
            yield Block(kind=kind, start=line.start, end=line.end)


def _related(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> tuple[str, ...]:
    """The titles that related lines hold."""
    found: dict[str, None] = {}
    for line, kind in zip(lines, kinds, strict=True):
        if kind != "related" or marks.is_boilerplate(line.text):
            continue
        lead = marks.related_lead(line.text)
        entry = lead if lead is not None else marks.BULLET.sub("", line.text)
        if entry:
            found[entry.strip()] = None
    return tuple(found)
