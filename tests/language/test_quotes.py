"""Quotation marks of every kind, closed or not."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.quotes import QuoteMap, quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "yes" today.', ['"yes"']),
        ("She said “yes” today.", ["“yes”"]),
        ("She said «oui» and ‹non›.", ["«oui»", "‹non›"]),
        ("She said ''yes'' and ``no''.", ["''yes''", "``no''"]),
        ("She said „ja“ today.", ["„ja“"]),
        ("The minister's aide said 'no deal' twice.", ["'no deal'"]),
        ("The ministers' aide said the states' offer isn't final.", []),
        ("‘We don’t know the ministers’ plan,’ she said.", ["‘We don’t know the ministers’ plan,’"]),
        ("'We don't know,' she said. 'Ask him.'", ["'We don't know,'", "'Ask him.'"]),
        ("In the '90s rock 'n' roll was it.", []),
        ("\"He told me 'go home' and I went.\"", ["\"He told me 'go home' and I went.\"", "'go home'"]),
        ("“He told me ‘it’s over’ and left.”", ["“He told me ‘it’s over’ and left.”", "‘it’s over’"]),
        ('The 6\'2" guard saw a 5" gun.', []),
        ('"Never closed, she said.', ['"Never closed, she said.']),
        ('He said "one and then "two" again.', ['"one and then', '"two"']),
        ("He said “one and then “two” again.", ["“one and then", "“two”"]),
        ('A stray mark" here.', []),
        ('("Yes," he said)', ['"Yes,"']),
        ('The word—"yes"—was enough.', ['"yes"']),
        ('""', []),
        ("", []),
        ('"', []),
    ],
)
def test_the_marks(text: str, expected: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in quotes(text)] == expected


def test_a_quotation_that_opens_again_without_closing_is_one() -> None:
    text = '"We came.\n\n"We saw.\n\n"We won."\n\n"Another," he said.'
    found = quotes(text)
    assert [quote.closed for quote in found] == [False, False, True, True]
    assert [quote.chain for quote in found] == [1, 1, 1, 2]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = '"We came.\nThen "they" left.'
    assert [text[q.start : q.end] for q in quotes(text)] == ['"We came.', '"they"']
    assert len({q.chain for q in quotes(text)}) == 2


def test_a_quotation_closed_in_a_later_paragraph_runs_on() -> None:
    text = 'He said: "We came.\nWe saw it.\nWe won." That was all.\n"Another," he said.'
    found = quotes(text)
    assert [text[q.start : q.end] for q in found] == ['"We came.', "We saw it.", 'We won."', '"Another,"']
    assert [q.chain for q in found] == [1, 1, 1, 2]
    assert [text[slice(*q.inside)] for q in found] == ["We came.", "We saw it.", "We won.", "Another,"]


def test_the_words_inside() -> None:
    text = "a ''b'' \"c\" ''d\" \"e"
    assert [text[slice(*q.inside)] for q in quotes(text)] == ["b", "c", "d", "e"]


def test_look_up() -> None:
    text = 'He said "it is \'over\' now" and "gone".'
    found = QuoteMap.of(text)
    assert len(found.outer) == 2
    inside = found.at(text.index("over"))
    assert inside is not None
    assert text[inside.start : inside.end] == "\"it is 'over' now\""
    assert found.at(0) is None
    assert found.at(text.index(" and")) is None
    assert found.within(0, len(text)) == found.outer
    assert found.within(text.index("now"), text.index("gone") + 1) == found.outer
    assert found.within(0, 3) == ()


@given(st.text(alphabet="ab s.\n\"“”„‟«»‹›‘’'`1,-—é😀", max_size=80))
def test_any_marks_give_sound_quotations(text: str) -> None:
    found = quotes(text)
    for quote in found:
        assert 0 <= quote.start < quote.end <= len(text)
        low, high = quote.inside
        assert quote.start <= low < high <= quote.end
        assert "\n" not in text[quote.start : quote.end]
    outer = [quote for quote in found if quote.depth == 0]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))


@given(st.lists(st.text(alphabet="abc de,", min_size=1, max_size=12), max_size=5))
def test_closed_pairs_are_all_found(pieces: list[str]) -> None:
    words = [f"x{piece.strip()}y" for piece in pieces]
    text = " then ".join(f"“{word}”" for word in words)
    assert [text[slice(*quote.inside)] for quote in quotes(text)] == words


def test_time_grows_with_length() -> None:
    began = time.perf_counter()
    quotes("\"it's 'a' test " * 20_000)
    assert time.perf_counter() - began < 3
