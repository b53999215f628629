"""On whose word a stretch of text stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.coding.attribution_index import StatementIndex, enclosing
from chancery.records import Article, Statement

ARTICLE = Article(id="a", text="x" * 400)


def statement(name: str, *parts: tuple[int, int]) -> Statement:
    content = tuple(ARTICLE.passage(*part) for part in parts)
    return Statement(
        id=name,
        evidence=content,
        coder="test",
        kind="indirect",
        act="say",
        cue=ARTICLE.passage(0, 1),
        content=content,
    )


OUTER = statement("outer", (10, 100))
INNER = statement("inner", (40, 80))
SPLIT = statement("split", (120, 130), (150, 170))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 5, None),
        (10, 20, "outer"),
        (45, 50, "inner"),
        (40, 80, "inner"),
        (30, 50, "outer"),
        (99, 100, "outer"),
        (95, 105, None),
        (100, 101, None),
        (122, 160, "split"),
        (135, 140, None),
        (300, 301, None),
    ],
)
def test_the_innermost_statement_that_holds_both_ends(start: int, end: int, expected: str | None) -> None:
    index = StatementIndex.of([OUTER, INNER, SPLIT])
    assert index.innermost(start, end) == expected
    held = enclosing([OUTER, INNER, SPLIT], ARTICLE.passage(start, end))
    assert (held.id if held else None) == expected


def test_no_statements() -> None:
    assert StatementIndex.of([]).innermost(0, 3) is None


def test_the_chain_goes_outwards() -> None:
    assert StatementIndex.of([OUTER, INNER]).chain(45, 46) == ("inner", "outer")


@given(
    st.lists(st.tuples(st.integers(0, 380), st.integers(1, 20)), max_size=12),
    st.integers(0, 390),
    st.integers(1, 9),
)
def test_agrees_with_looking_at_every_statement(parts: list[tuple[int, int]], start: int, size: int) -> None:
    found = [statement(str(n), (a, a + length)) for n, (a, length) in enumerate(parts)]
    holding = [s for s in found if s.content[0].start <= start and start + size <= s.content[0].end]
    holding.sort(key=lambda s: s.content[0].end - s.content[0].start)
    expected = holding[0].id if holding else None
    assert StatementIndex.of(found).innermost(start, start + size) == expected


def test_ten_thousand_lookups_are_quick() -> None:
    index = StatementIndex.of(statement(str(n), (n, n + 1)) for n in range(399))
    began = time.perf_counter()
    for n in range(10_000):
        index.innermost(n % 399, n % 399 + 1)
    assert time.perf_counter() - began < 1
