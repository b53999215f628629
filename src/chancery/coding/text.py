"""What every coder is given: the article, its parse, who is in it, and its calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc

from chancery.actors.cast import Cast
from chancery.coding.rule import Codebook
from chancery.coding.trace import Trace
from chancery.language.dates import Calendar
from chancery.records import Article, Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """One article, understood as far as the stages before coding go. `doc.text == article.text`, always."""

    article: Article
    doc: Doc
    cast: Cast
    calendar: Calendar
    codebook: Codebook | None = None
    """The event rules to read it by; None for those that ship."""
    trace: Trace | None = None
    """Where coders note what they decide; None where nobody asks."""


class Coder(Protocol):
    """A coder reads a text and what was found so far, and yields records. It never changes either."""

    def __call__(self, text: Text, found: Sequence[Record]) -> Iterator[Record]: ...
