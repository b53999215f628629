"""Which statement a stretch of text stands in: how every coder finds on whose word its record rests."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from chancery.records import Passage, Record, Statement


@dataclass(frozen=True, slots=True)
class StatementIndex:
    """The contents of an article's statements, cut at every boundary so that a look-up is a bisection.

    `starts` holds the first character of each cut; `layers` the statements whose content covers that cut,
    innermost (shortest content) first.
    """

    starts: tuple[int, ...]
    layers: tuple[tuple[Statement, ...], ...]

    @classmethod
    def of(cls, found: Iterable[Record]) -> StatementIndex:
        """The index over the statements among the records; equally long contents keep their order."""
        opening: dict[int, list[int]] = {}
        closing: dict[int, list[int]] = {}
        statements = [record for record in found if isinstance(record, Statement)]
        for order, statement in enumerate(statements):
            for passage in statement.content:
                opening.setdefault(passage.start, []).append(order)
                closing.setdefault(passage.end, []).append(order)
        length = [sum(part.end - part.start for part in statement.content) for statement in statements]
        starts: list[int] = []
        layers: list[tuple[Statement, ...]] = []
        open_now: dict[int, int] = {}
        for boundary in sorted(opening.keys() | closing.keys()):
            for order in closing.get(boundary, ()):
                open_now[order] -= 1
                if not open_now[order]:
                    del open_now[order]
            for order in opening.get(boundary, ()):
                open_now[order] = open_now.get(order, 0) + 1
            starts.append(boundary)
            ranked = sorted(open_now, key=lambda order: (length[order], order))
            layers.append(tuple(statements[order] for order in ranked))
        return cls(starts=tuple(starts), layers=tuple(layers))

    def chain(self, start: int, end: int) -> tuple[Statement, ...]:
        """The statements whose content holds both ends of start:end, innermost first.

        A stretch that begins in one part of a discontinuous content and ends in another counts as held.
        """
        first = self._layer(start)
        if not first or end - start <= 1:
            return first
        last = {statement.id for statement in self._layer(end - 1)}
        return tuple(statement for statement in first if statement.id in last)

    def innermost(self, start: int, end: int) -> str | None:
        """The id of the innermost statement that says start:end, or None where the author says it."""
        chain = self.chain(start, end)
        return chain[0].id if chain else None

    def _layer(self, offset: int) -> tuple[Statement, ...]:
        at = bisect_right(self.starts, offset) - 1
        return self.layers[at] if at >= 0 else ()


def enclosing(found: Iterable[Record], passage: Passage) -> Statement | None:
    """The innermost statement whose content holds the passage. For many passages, keep a StatementIndex."""
    chain = StatementIndex.of(found).chain(passage.start, passage.end)
    return chain[0] if chain else None
