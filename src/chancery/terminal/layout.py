"""How wide, how coloured and how citing a printed record is, and the console that it is printed on."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import Literal, TextIO

from rich.console import Console
from rich.theme import Theme

Citing = Literal["lines", "offsets", "none"]
"""What stands in the margin: the line that the cited words are in, their offsets, or nothing."""

NARROWEST, WIDEST, PIPED = 60, 120, 100
"""Columns. Wider lines are hard to read; a pipe has no width of its own."""

STYLES = Theme(
    {
        "chancery.title": "bold",
        "chancery.section": "bold",
        "chancery.rule": "bright_black",
        "chancery.margin": "bright_black",
        "chancery.note": "bright_black",
        "chancery.name": "bold",
        "chancery.cited": "cyan",
        "chancery.tried": "bright_black",
        "chancery.by": "blue",
        "chancery.plain": "default",
        "chancery.act": "default",
        "chancery.for": "green",
        "chancery.against": "red",
        "chancery.caution": "yellow",
        "chancery.type": "magenta",
    },
    inherit=False,
)
"""Colours by what they mean, from the sixteen that every terminal lets its owner choose."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """Choices of the reader; None leaves them to the terminal (and to NO_COLOR and COLUMNS)."""

    width: int | None = None
    color: bool | None = None
    citing: Citing = "lines"

    def console(self, file: TextIO) -> Console:
        """A console on that file: no markup, no guessing at highlights, no emoji codes."""
        terminal = file.isatty()
        return Console(
            file=file,
            theme=STYLES,
            width=self.width or _width(terminal),
            height=24,  # not used; given so that nobody asks the terminal for it at every line
            force_terminal=self.color,
            no_color=True if self.color is False else None,
            color_system="auto" if self.color is None else ("standard" if self.color else None),
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    @property
    def margin(self) -> int:
        """Columns that the citation takes at the left of every row."""
        return {"lines": 5, "offsets": 12, "none": 0}[self.citing]


def _width(terminal: bool) -> int:
    if not terminal and "COLUMNS" not in os.environ:
        return PIPED
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((PIPED, 24)).columns))
