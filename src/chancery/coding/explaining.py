"""A trace laid out sentence by sentence: what made each record, what else was tried, and why it gave nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from chancery.coding.text import Text
from chancery.coding.trace import Trace
from chancery.records import CLAIMS, Explanation, Made, Passage, Record, Tried

_UNREAD: Mapping[str, str] = {
    "byline": "a byline: nothing is read from it",
    "dateline": "a dateline: nothing is read from it",
    "caption": "a caption: nothing is read from it",
    "author_note": "a note on the author: nothing is read from it",
    "related": "a line of related items: nothing is read from it",
    "title": "a headline: only statements are read from it, and none is here",
    "heading": "a heading: only statements are read from it, and none is here",
}
_HEADLINES = frozenset({"title", "heading"})
NOTHING = "no verb or noun of any rule stands here"


def explained(text: Text, trace: Trace, records: Iterable[Record]) -> Iterator[Explanation]:
    """The sentences of a text, each with the decisions on it; `records` are those that were kept."""
    sentences = list(_sentences(text))
    starts = [sentence.start for sentence in sentences]
    made: list[list[Made]] = [[] for _ in sentences]
    tried: list[list[Tried]] = [[] for _ in sentences]
    for record in records:
        entry = trace.made.get(record.id)
        if entry is not None:
            for number, words in _by_sentence(entry.words, starts):
                made[number].append(replace(entry, words=words))
    for one in trace.tried.values():
        if _read(text, one):
            tried[bisect_right(starts, one.words.start) - 1].append(one)
    for sentence, here, attempts in zip(sentences, made, tried, strict=True):
        yield Explanation(
            sentence=sentence,
            made=tuple(here),
            tried=tuple(sorted(attempts, key=lambda one: one.words.start)),
            note="" if here else _note(text, sentence, any_tried=bool(attempts)),
        )


def _sentences(text: Text) -> Iterator[Passage]:
    """The sentences of a text without the white space around them."""
    for sentence in text.doc.sents:
        said = sentence.text.strip()
        if said:
            start = sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
            yield text.article.passage(start, start + len(said))


def _by_sentence(
    words: Sequence[Passage], starts: Sequence[int]
) -> Iterator[tuple[int, tuple[Passage, ...]]]:
    numbers = [bisect_right(starts, passage.start) - 1 for passage in words]
    for number in dict.fromkeys(numbers):
        yield number, tuple(one for at, one in zip(numbers, words, strict=True) if at == number)


def _read(text: Text, tried: Tried) -> bool:
    """Whether the block of the word is read for such records at all: headlines are for statements only."""
    block = text.article.block_at(tried.words.start)
    if block is None or block.kind in CLAIMS:
        return True
    return block.kind in _HEADLINES and tried.kind == "statement"


def _note(text: Text, sentence: Passage, *, any_tried: bool) -> str:
    """Why a sentence gave nothing, as far as it is not for the rules that were tried."""
    block = text.article.block_at(sentence.start)
    unread = _UNREAD.get(block.kind, "") if block is not None else ""
    return unread or ("" if any_tried else NOTHING)
