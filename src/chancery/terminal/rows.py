"""The one shape that everything in a printed record has: a citation, a name, and what is said of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from chancery.records import Article, Passage
from chancery.terminal.layout import Citing, Layout

SET_OFF = frozenset({"cited", "note", "by"})
"""Styles before which two blanks stand: citations and notes can be told from names without colour."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One entry: where it is cited from, its left column, and lines of the right column, wrapped as needed.

    `apart` asks for an empty line before it; `depth` indents it under the row before. A `wide` row has no left
    column: its lines take the whole width.
    """

    at: Passage | None
    left: Text
    lines: Sequence[Text]
    apart: bool = False
    depth: int = 0
    wide: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A line between rows that says what the next ones share."""

    text: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A named part of the record, and how many records it holds."""

    name: str
    count: int | None
    rows: Sequence[Row | Heading]


class Margin:
    """Where a passage is, in the words that the reader chose."""

    def __init__(self, article: Article, citing: Citing) -> None:
        self._citing = citing
        self._starts = [0]
        if citing == "lines":
            self._starts += [at + 1 for at, char in enumerate(article.text) if char == "\n"]

    def of(self, passage: Passage | None) -> str:
        """The line (counted from 1) or the offsets of the passage."""
        if passage is None or self._citing == "none":
            return ""
        if self._citing == "offsets":
            return f"{passage.start}:{passage.end}"
        return str(bisect_right(self._starts, passage.start))


def text(*parts: tuple[str, str] | str | None) -> Text:
    """Words with styles, one blank between them; empty parts leave no gap."""
    line = Text()
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part or "", "")
        if words:
            if line:
                line.append("  " if style in SET_OFF else " ")
            line.append(words, f"chancery.{style}" if style else "")
    return line


def print_section(console: Console, section: Section, margin: Margin, layout: Layout) -> None:
    """A ruled heading and its rows; nothing at all where there are none."""
    if not section.rows:
        return
    count = "" if section.count is None else f"  {section.count}"
    title = Text.assemble((section.name, "chancery.section"), (count, "chancery.note"), " ")
    title.append("─" * max(0, console.width - title.cell_len), "chancery.rule")
    print_lines(console, Text(), title)
    for number, row in enumerate(section.rows):
        lines = [Text()] if number and (isinstance(row, Heading) or row.apart) else []
        if isinstance(row, Heading):
            indent = layout.margin + 2
            wrapped = row.text.wrap(console, console.width - indent)
            lines.extend(Text(" " * indent).append_text(line) for line in wrapped)
        else:
            lines.extend(_set(row, console, margin.of(row.at), layout.margin))
        print_lines(console, *lines)


def print_lines(console: Console, *lines: Text) -> None:
    """Print lines together, each without the blanks at its end."""
    for line in lines:
        line.rstrip()
    console.print(Text("\n").join(lines), soft_wrap=True)


def _set(row: Row, console: Console, cited_from: str, margin: int) -> Iterator[Text]:
    """The row's columns side by side, each wrapped within its own width, without trailing blanks."""
    left = 0 if row.wide else max(18, min(30, console.width // 4))
    right = console.width - margin - left - (2 if row.wide else 4)
    indent = 2 * min(row.depth, 4)
    names = list(row.left.wrap(console, left - indent)) if row.left else []
    words = [part for line in row.lines for part in line.wrap(console, right)]
    for number, (name, said) in enumerate(zip_longest(names, words, fillvalue=Text())):
        line = Text((cited_from if number == 0 else "").rjust(margin), "chancery.margin", end="")
        line = Text.assemble(line, " " * (2 + indent), name)
        line.append(" " * (margin + left + (2 if row.wide else 4) - line.cell_len))
        yield line.append_text(said)
