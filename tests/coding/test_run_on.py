# ruff: noqa: E501

"""Speeches without quotation marks, as press releases have them."""

from __future__ import annotations

import pytest

from chancery.actors.cast import Cast
from chancery.coding.drafts import Draft, Page
from chancery.coding.run_on import run_on
from chancery.coding.tree import Tree
from chancery.language.quotes import QuoteMap
from chancery.records import Block
from tests.build import make_doc

FIRST = "The DET det 2\nminister NOUN nsubj 3\nsaid~ VERB root 0 say\n: PUNCT punct 3"
SECOND = "We PRON nsubj 2\nagreed VERB root 0 agree\nand CCONJ cc 4\nleft~ VERB conj 2 leave\n. PUNCT punct 2"


def speech(*paragraphs: str, kinds: tuple[str, ...] = ()) -> str:
    """What the minister is found to say, where each sentence is a paragraph."""
    doc = make_doc("\n\n".join(paragraphs))
    text, at = doc.text, 0
    blocks: list[Block] = []
    for n, sent in enumerate(doc.sents):
        words = sent.text.strip()
        start = text.index(words, at)
        at = start + len(words)
        kind = kinds[n] if n < len(kinds) else "paragraph"
        blocks.append(Block(kind=kind, start=start, end=at))  # type: ignore[arg-type]
    page = Page(Tree.of(doc), QuoteMap.of(text), text)
    draft = Draft(head=2, cue=(2, 3), act="say", rule="verb", content=[(4, 5)], source=(0, 2), source_head=1)
    run_on([draft], page, blocks, Cast())
    return " | ".join(doc[low:high].text for low, high in draft.content)


def test_a_speech_after_a_colon_goes_on_over_its_paragraphs() -> None:
    assert speech(FIRST, SECOND, SECOND) == "We agreed and left. We agreed and left"


@pytest.mark.parametrize(
    "stop",
    [
        '"~ PUNCT punct 2\nNo~ INTJ root 0\n" PUNCT punct 2',
        "Notes NOUN root 0 note\nto ADP case 3\neditors NOUN nmod 1 editor",
        "The DET det 2\nenvoy NOUN nsubj 3\nreplied~ VERB root 0 reply\n: PUNCT punct 3",
    ],
)
def test_it_ends_before_a_quotation_a_note_and_another_speech(stop: str) -> None:
    assert speech(FIRST, SECOND, stop, SECOND) == "We agreed and left"


def test_in_an_article_with_quotations_it_is_one_paragraph() -> None:
    quoted = 'Bob PROPN nsubj 2\nsaid VERB root 0 say\n"~ PUNCT punct 8\nall PRON nsubj 8\nof ADP case 6\nus PRON nmod 4\nreally ADV advmod 8\nagree~ VERB ccomp 2\n" PUNCT punct 8'
    assert speech(FIRST, SECOND, SECOND, quoted) == "We agreed and left"


def test_it_ends_before_a_heading() -> None:
    assert speech(FIRST, SECOND, SECOND, kinds=("paragraph", "paragraph", "heading")) == "We agreed and left"


def test_it_ends_where_the_same_speaker_is_told_of() -> None:
    told = "The DET det 2\nminister NOUN nsubj 3\nadded VERB root 0 add\nthanks NOUN obj 3 thank"
    doc_heads = {1: ("person:ann",), 10: ("person:ann",)}
    rows = (FIRST, SECOND, told)
    doc = make_doc("\n\n".join(rows))
    assert doc[10].text == "minister"
    text = doc.text
    page = Page(Tree.of(doc), QuoteMap.of(text), text)
    starts = [text.index("The"), text.index("We"), text.index("The minister added")]
    blocks = [
        Block(kind="paragraph", start=start, end=end)
        for start, end in zip(starts, [starts[1] - 1, starts[2] - 1, len(text)], strict=True)
    ]
    draft = Draft(head=2, cue=(2, 3), act="say", rule="verb", content=[(4, 5)], source=(0, 2), source_head=1)
    added = Draft(
        head=11, cue=(11, 12), act="say", rule="verb", content=[(12, 13)], source=(9, 11), source_head=10
    )
    run_on([draft, added], page, blocks, Cast(heads=doc_heads))
    assert [doc[low:high].text for low, high in draft.content] == ["We agreed and left"]


def test_a_quotation_after_the_colon_is_left_to_its_marks() -> None:
    quoted = '"~ PUNCT punct 2\nNo~ INTJ root 0\n" PUNCT punct 2'
    doc = make_doc(FIRST + "\n\n" + quoted)
    page = Page(Tree.of(doc), QuoteMap.of(doc.text), doc.text)
    draft = Draft(head=2, cue=(2, 3), act="say", rule="verb", content=[(4, 7)], source=(0, 2), source_head=1)
    run_on([draft], page, [Block(kind="paragraph", start=0, end=len(doc.text))], Cast())
    assert draft.content == [(4, 7)]
