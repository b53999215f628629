"""What the attribution head found, as token spans: the raw material of statements."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

EXTENSION = "attributions"
"""`doc._.attributions` holds a tuple of Attribution, set by the language component."""

Range = tuple[int, int]
"""Half-open token indices into the Doc."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribution:
    """One attribution: a cue, at most one source, and content that may be discontinuous (token ranges)."""

    cue: Range
    source: Range | None = None
    content: tuple[Range, ...] = ()
    score: float = 1.0

    def span(self, doc: Doc, part: Range) -> Span:
        """That part as a Span of the Doc."""
        return doc[part[0] : part[1]]


def attributions(doc: Doc) -> tuple[Attribution, ...]:
    """The attributions of a parsed Doc, in text order; empty when the model has not run."""
    found: tuple[Attribution, ...] = getattr(doc._, EXTENSION)
    return found


if not Doc.has_extension(EXTENSION):
    Doc.set_extension(EXTENSION, default=())
