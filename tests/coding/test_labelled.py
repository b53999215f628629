"""Speech under labels, from hand-made parses: turns of a transcript, headlines, signatures; and what is no label."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from chancery.coding import statements
from chancery.records import Block, BlockKind, Statement
from tests.build import make_doc
from tests.coding.test_statements import text_of

ANNA = {"Anna": ("person:anna",), "ANNA": ("person:anna",)}
TURN = "ANNA~ PROPN root 0\n: PUNCT punct 1\nWe PRON nsubj 4\nwon~ VERB parataxis 1 win\n. PUNCT punct 4"
QUESTION = "Q~ X root 0\n: PUNCT punct 1\nWho PRON nsubj 4\nwon~ VERB parataxis 1 win\n? PUNCT punct 4"
MORE = "Oslo PROPN nsubj 2\nlost~ VERB root 0 lose\n. PUNCT punct 2"
ASIDE = "(~ PUNCT punct 2\nLaughter~ NOUN root 0\n.~ PUNCT punct 2\n) PUNCT punct 2"
BEHIND = "Talks NOUN nsubj 2\nfailed~ VERB root 0 fail\n: PUNCT punct 2\nAnna PROPN parataxis 2"
DASHED = "Talks NOUN nsubj 2\nfailed VERB root 0 fail\n– PUNCT punct 2\nAnna PROPN parataxis 2"
IMAGE = "Image~ NOUN root 0\n: PUNCT punct 1\nAnna PROPN appos 1"
NAMED = "Anna~ PROPN root 0\n: PUNCT punct 1\nno DET det 4\ndeal NOUN parataxis 1"
VERBAL = "Anna PROPN nsubj 2\ncame~ VERB root 0 come\n: PUNCT punct 2\nno DET det 5\ndeal NOUN parataxis 2"


def said(*blocks: tuple[BlockKind, str], cast: Mapping[str, tuple[str, ...]] = ANNA) -> list[Statement]:
    doc = make_doc("\n\n".join(rows for _, rows in blocks))
    starts = [doc[sent.start].idx for sent in doc.sents]
    ends = [*starts[1:], len(doc.text)]
    made = [
        Block(kind=kind, start=start, end=len(doc.text[:end].rstrip()))
        for (kind, _), start, end in zip(blocks, starts, ends, strict=True)
    ]
    return list(statements.code(text_of(doc, cast, tuple(made)), ()))


def test_the_turns_of_a_transcript() -> None:
    found = said(
        ("paragraph", TURN),
        ("paragraph", MORE),
        ("paragraph", ASIDE),
        ("paragraph", QUESTION),
        ("paragraph", TURN),
    )
    assert [one.speaker for one in found] == ["person:anna", None, "person:anna"]
    assert [[part.text for part in one.content] for one in found] == [
        ["We won", "Oslo lost"],
        ["Who won"],
        ["We won"],
    ]


@pytest.mark.parametrize(
    ("kind", "rows", "content"),
    [
        ("title", NAMED, "no deal"),
        ("title", BEHIND, "Talks failed"),
        ("title", DASHED, "Talks failed"),
        ("paragraph", NAMED, "no deal"),
    ],
)
def test_a_name_beside_what_is_said(kind: BlockKind, rows: str, content: str) -> None:
    (one,) = said((kind, rows))
    assert (one.speaker, one.content[0].text) == ("person:anna", content)


def test_a_medium_behind_a_dash_is_the_publisher() -> None:
    assert said(("title", DASHED), cast={"Anna": ("media:anna",)}) == []


@pytest.mark.parametrize("rows", [IMAGE, VERBAL, QUESTION, MORE])
def test_what_is_no_label(rows: str) -> None:
    assert said(("paragraph", rows)) == []
