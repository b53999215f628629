"""Draws the picture of the README, docs/record.svg: what `chancery read --example` prints on a terminal.

python docs/picture.py
"""

from __future__ import annotations

import io
import re
from importlib.resources import as_file, files
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from chancery import load
from chancery.reading import read_path
from chancery.terminal import Layout, write

WIDTH = 100
SHOWN = {"Statements": 30, "Events": 10, "Positions": 12, "Relations": 14, "Answers": 5}
"""Lines of each part: as much of the record as a reader takes in at a glance."""

INK, GREY = (45, 45, 50), (140, 140, 145)
RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN = (
    (190, 50, 45),
    (30, 125, 70),
    (165, 110, 0),
    (40, 90, 180),
    (140, 60, 150),
    (0, 115, 130),
)
COLOURS = [RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN]
PAPER = TerminalTheme((252, 252, 250), INK, [INK, *COLOURS, GREY], [GREY, *COLOURS, INK])


def excerpt(lines: list[str]) -> list[str]:
    """The heading without the path, and the first lines of every part that is shown."""
    shown: list[str] = []
    left = len(lines)
    for line in lines:
        part = re.match(r"(\w+)  \d+ ─", Text.from_ansi(line).plain)
        if part:
            left = SHOWN.get(part[1], 0)
        left -= 1
        if left >= 0 and "summit.txt" not in line:
            shown.append(line)
        elif left == -1 and part is None:
            shown.append("      …\n")
    return shown


def main() -> None:
    with as_file(files("chancery") / "assets" / "examples" / "summit.txt") as path:
        dossiers = [load()(article) for article in read_path(path)]
    printed = io.StringIO()
    write(dossiers, printed, layout=Layout(width=WIDTH, color=True))
    lines = excerpt(printed.getvalue().splitlines())
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="standard"
    )
    console.print(Text.from_ansi("$ chancery read --example\n" + "\n".join(lines)), soft_wrap=True)
    svg = console.export_svg(title="chancery read --example", theme=PAPER, unique_id="chancery")
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.S)
    svg = svg.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace")
    target = Path(__file__).parent / "record.svg"
    target.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
