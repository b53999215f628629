from __future__ import annotations

from chancery.language.columns import columns, sentence_of
from tests.build import make_doc

ROWS = """\
Peru PROPN nsubj 2
waited VERB root 0 wait
.~ PUNCT punct 2

Chile PROPN nsubj 2
slept VERB root 0 Sleep"""


def test_a_parsed_text_is_read_once_into_lists() -> None:
    doc = make_doc(ROWS)
    read = columns(doc)
    assert read is columns(doc)
    assert read.text == ["Peru", "waited", ".", "Chile", "slept"]
    assert read.lower[0] == "peru"
    assert read.lemma == ["peru", "wait", ".", "chile", "sleep"]
    assert read.head == [1, 1, 1, 4, 4]
    assert read.children == [[], [0, 2], [], [], [3]]
    assert [doc.text[start:end] for start, end in zip(read.start, read.end, strict=True)] == read.text
    assert read.sentence == [0, 0, 0, 1, 1]
    assert [sentence_of(doc, token) for token in (0, 2, 4)] == [(0, 3), (0, 3), (3, 5)]


def test_white_space_keeps_its_place_and_is_nobodys_child() -> None:
    doc = make_doc("Peru PROPN nsubj 3\n_ SPACE dep 1\nwaited VERB root 0")
    assert columns(doc).children == [[], [], [0]]
    assert columns(make_doc("Yes INTJ root 0")[0:0].as_doc()).text == []
