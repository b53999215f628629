"""What the coders decide, written down while they decide it, where somebody asks for an explanation.

A text without a trace costs nothing. Every entry comes from the place in the code that takes the decision, so that
an explanation cannot say otherwise than the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from chancery.records import Article, Made, Passage, RecordKind, Tried

MODEL = "model#"
"""How the heads of the language model are named, before the head."""


@dataclass(slots=True)
class Trace:
    """The decisions on one text so far."""

    article: Article
    doc: Doc
    made: dict[str, Made] = field(default_factory=dict)
    tried: dict[tuple[RecordKind, str, int], Tried] = field(default_factory=dict)

    def passage(self, *tokens: int) -> Passage:
        """The words from the first to the last of some tokens."""
        first, last = self.doc[min(tokens)], self.doc[max(tokens)]
        return self.article.passage(first.idx, last.idx + len(last))

    def make(self, record: str, by: Iterable[str], words: Iterable[Passage]) -> None:
        """Note what made a record; what is noted twice was told twice."""
        before = self.made.get(record)
        entries, cited = (before.by, before.words) if before else ((), ())
        self.made[record] = Made(
            record=record,
            by=tuple(dict.fromkeys((*entries, *by))),
            words=tuple(dict.fromkeys((*cited, *words))),
        )

    def join(self, record: str, other: str) -> None:
        """Note that one record stands for another as well."""
        known = self.made.pop(other, None) if record != other else None
        if known is not None:
            self.make(record, known.by, known.words)

    def miss(
        self, kind: RecordKind, by: str, token: int, why: str, *, wants: str = "", fitted: bool = False
    ) -> None:
        """Note that an entry whose word stands at token came to nothing; the last reason is the one that holds."""
        if self.doc[token].is_space:
            return
        words = self.passage(token)
        self.tried[kind, by, token] = Tried(
            kind=kind, by=by, words=words, why=why, wants=wants, fitted=fitted
        )
