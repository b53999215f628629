"""From a parsed text to records: one module a kind of record, in the order in which they build."""

from __future__ import annotations

from chancery.coding import answers, events, positions, relations, statements
from chancery.coding.text import Coder

CODERS: tuple[Coder, ...] = (statements.code, events.code, positions.code, relations.code, answers.code)
"""Each reads the text and what the coders before it found."""

__all__ = ["CODERS", "Coder"]
