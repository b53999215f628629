"""Windows hold every word once, end at breaks, and never grow beyond their limit."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.pieces import Pieces
from chancery.language.tokenizer import make_tokenizer
from chancery.language.windows import windows_of, words_of

TOKENIZER = make_tokenizer(spacy.blank("en"))
PIECES = Pieces(
    [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *"abcdefghijklmnopqrstuvwxyz",
        *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"),
        ".",
    ]
)


@given(
    st.lists(st.sampled_from(["talks ", "ended. ", "\n\n", "\n", "He ", "said. ”", "x" * 30]), max_size=80)
)
def test_every_word_is_in_exactly_one_window(parts: list[str]) -> None:
    words = words_of(TOKENIZER("".join(parts)))
    windows = list(windows_of(words, PIECES, 40))
    assert [n for window in windows for n in range(window.begin, window.end)] == list(range(len(words.texts)))
    for window in windows:
        assert len(window.pieces) == len(window.case) == len(window.layout) <= 40
        assert len(window.first) == len(window.last) == window.end - window.begin
        assert (window.first <= window.last).all()


def test_a_window_ends_at_an_empty_line_rather_than_at_a_stop() -> None:
    text = "aa bb. cc dd.\n\nee ff. gg hh ii jj kk ll"
    words = words_of(TOKENIZER(text))
    first, *_ = windows_of(words, PIECES, 24)
    assert words.texts[first.end - 1 : first.end + 1] == [".", "ee"]


def test_a_block_start_that_is_set_beforehand_is_kept() -> None:
    doc = TOKENIZER("Rising tension\nThe talks ended.")
    doc[3].is_sent_start = True
    words = words_of(doc)
    assert [words.texts[n] for n in sorted(words.forced)] == ["Rising", "The"]
