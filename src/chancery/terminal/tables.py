"""Answers of an archive as tables: a heading a column, words wrapped under it, nothing cut that fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from chancery.terminal.layout import Layout
from chancery.terminal.wording import clip, visible

LONGEST = 320
"""Characters of cited words that are shown in a table: four lines or so; `chancery show` has the whole."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its heading, the style of its words, and its share of the width that is left over.

    One that is `nowrap` is as wide as its words; one that is `one_line` shows what fits of them.
    """

    name: str
    style: str = "plain"
    ratio: int | None = None
    nowrap: bool = False
    one_line: bool = False


Cell = str | tuple[str, str] | None
"""Words, or words with a style of their own."""


def print_table(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], file: TextIO, *, layout: Layout | None = None
) -> None:
    """Print rows under their headings. Columns without a ratio take what they need, the others share the rest."""
    console = (layout or Layout()).console(file)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), expand=True, show_edge=False)
    table.header_style = table.footer_style = "chancery.note"
    table.border_style = "chancery.rule"
    for column in columns:
        table.add_column(
            Text(column.name, "chancery.note"),
            ratio=column.ratio,
            no_wrap=column.nowrap or column.one_line,
            overflow="ellipsis" if column.one_line else "fold",
        )
    for row in rows:
        table.add_row(*(_cell(cell, column) for cell, column in zip(row, columns, strict=True)))
    with console.capture() as capture:
        console.print(table)
    lines = capture.get().splitlines()
    file.write("".join(f"{line.rstrip()}\n" for line in lines))


def _cell(cell: Cell, column: Column) -> Text:
    words, style = cell if isinstance(cell, tuple) else (cell or "", column.style)
    return Text(clip(visible(words), LONGEST), f"chancery.{style}")
