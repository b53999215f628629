"""Lines of plain text, fitted to a terminal."""

from __future__ import annotations

import re
import shutil
import textwrap
from typing import TextIO

from chancery.terminal.layout import NARROWEST, WIDEST

_LABEL = re.compile(r"\s*(?:[\w ]+:\s+|-\s+)?")


def fitted(text: str, file: TextIO) -> str:
    """The lines of text as they are for a file or a pipe; wrapped under their labels for a terminal.

    A label is what stands before a colon and blanks at the beginning of a line ("  member:      …").
    """
    if not file.isatty():
        return text
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    return "\n".join(_wrapped(line, width) for line in text.splitlines())


def _wrapped(line: str, width: int) -> str:
    label = _LABEL.match(line)
    indent = " " * min(label.end() if label else 0, width // 3)
    return textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=False)
