"""The printed record: a dossier as a person reads it, coloured on a terminal, plain in a file or a pipe."""

from __future__ import annotations

from chancery.terminal.layout import Citing, Layout
from chancery.terminal.lines import fitted
from chancery.terminal.page import write

__all__ = ["Citing", "Layout", "fitted", "write"]
