"""Which statement a stretch of text stands in: how every coder finds on whose word its record rests."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from chancery.records import Passage, Record, Statement

T = TypeVar("T", bound=Hashable)
Part = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layers(Generic[T]):
    """Things that each cover stretches of a line, cut at every boundary so that a look-up is a bisection.

    `starts` holds the first point of each cut; `covers` what covers that cut, shortest in all first.
    """

    starts: tuple[int, ...]
    covers: tuple[tuple[T, ...], ...]

    @classmethod
    def of(cls, things: Iterable[tuple[T, Iterable[Part]]]) -> Layers[T]:
        """The layers of things with their stretches; equally long ones keep their order."""
        edges: list[tuple[int, bool, int]] = []
        names: list[T] = []
        length: list[int] = []
        for order, (name, parts) in enumerate(things):
            names.append(name)
            length.append(0)
            for start, end in parts:
                edges += (start, True, order), (end, False, order)
                length[order] += end - start
        # At one point things end before others begin.
        edges.sort()
        starts: list[int] = []
        covers: list[tuple[T, ...]] = []
        now: dict[int, int] = {}
        for n, (point, opens, order) in enumerate(edges):
            now[order] = now.get(order, 0) + (1 if opens else -1)
            if not now[order]:
                del now[order]
            if n + 1 == len(edges) or edges[n + 1][0] != point:
                starts.append(point)
                inside = sorted(now, key=lambda n: (length[n], n)) if len(now) > 1 else now
                covers.append(tuple([names[order] for order in inside]))
        return cls(tuple(starts), tuple(covers))

    def at(self, point: int) -> tuple[T, ...]:
        """What covers that point, shortest first."""
        n = bisect_right(self.starts, point) - 1
        return self.covers[n] if n >= 0 else ()

    def over(self, start: int, end: int) -> tuple[T, ...]:
        """What covers both ends of start:end, shortest first."""
        first = self.at(start)
        if not first or end - start <= 1:
            return first
        last = set(self.at(end - 1))
        return tuple(name for name in first if name in last)


@dataclass(frozen=True, slots=True)
class StatementIndex:
    """The contents of an article's statements, for look-up by offset."""

    layers: Layers[str]

    @classmethod
    def of(cls, found: Iterable[Record]) -> StatementIndex:
        """The index over the statements among the records."""
        statements = (record for record in found if isinstance(record, Statement))
        return cls(
            Layers.of(
                (statement.id, [(part.start, part.end) for part in statement.content])
                for statement in statements
            )
        )

    def chain(self, start: int, end: int) -> tuple[str, ...]:
        """The ids of the statements whose content holds both ends of start:end, innermost first.

        A stretch that begins in one part of a discontinuous content and ends in another counts as held.
        """
        return self.layers.over(start, end)

    def innermost(self, start: int, end: int) -> str | None:
        """The id of the innermost statement that says start:end, or None where the author says it."""
        return next(iter(self.chain(start, end)), None)


def enclosing(found: Iterable[Record], passage: Passage) -> Statement | None:
    """The innermost statement whose content holds the passage. For many passages, keep a StatementIndex."""
    statements = {record.id: record for record in found if isinstance(record, Statement)}
    inner = StatementIndex.of(statements.values()).innermost(passage.start, passage.end)
    return statements[inner] if inner is not None else None
