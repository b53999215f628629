"""What holds for the statements of any text: exact offsets, parts that share no word, chains without cycles."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chancery.pipeline import Pipeline
from chancery.reading import read_text
from chancery.records import Article, Passage, Statement

pytestmark = pytest.mark.model

MARKS = [
    ('"', '"'),
    ("“", "”"),
    ("‘", "’"),
    ("'", "'"),
    ("«", "»"),
    ("‹", "›"),
    ("''", "''"),
    ("``", "''"),
    ("„", "“"),
]
SAID = [
    "We will not go back",
    "The ministers' plan isn't fair",
    "Nobody knows where the ship is",
    "It's the king's car, not the queen's",
]
TAGS = ["Anna Berg said", "said Anna Berg", "she said", "the minister said on Monday"]
PIECES = [
    *SAID,
    *TAGS,
    *(mark for pair in MARKS for mark in pair),
    "Norway told Chile that",
    "according to the mayor",
    "Q:",
    "MR HILL:",
    "— Anna Berg",
    "denied the claim",
    "It continued:",
    "in a letter to the king",
    "the report",
    "Zürich",
    "🕊",
    "e\u0301tat",
    ",",
    ".",
    "?",
    ":",
    "\n",
    "\n\n",
    "> ",
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map(" ".join)


def parts(one: Statement) -> list[Passage]:
    return [one.cue, *one.content, *([one.source] if one.source else [])]


def check(article: Article, found: list[Statement]) -> None:
    by_id = {one.id: one for one in found}
    assert len(by_id) == len(found)
    for one in found:
        assert one.content
        for passage in (*one.evidence, *parts(one), *([one.via] if one.via else [])):
            assert article.text[passage.start : passage.end] == passage.text
            assert passage.text.strip() == passage.text
        for a, b in itertools.combinations(sorted(parts(one), key=lambda part: part.start), 2):
            assert a.end <= b.start, (one.cue.text, a.text, b.text)
        assert list(one.content) == sorted(one.content, key=lambda part: part.start)
        seen, above = {one.id}, one.reported_by
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = by_id[above].reported_by


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
@example(text="We will not go back We will not go back It's the king's car › \n état denied the claim")
@example(
    text="„ The ministers' plan isn't fair The ministers' plan isn't fair It's the king's car, not the queen's '' "
    "We will not go back"
)
def test_any_text(pipeline: Pipeline, text: str) -> None:
    dossier = pipeline(Article(id="a", text=text))
    check(dossier.article, list(dossier.statements))
    if not any(map(str.isalnum, text)):
        return
    read = pipeline(read_text(text, language="en"))
    check(read.article, list(read.statements))


@pytest.mark.parametrize("marks", MARKS, ids=" ".join)
@pytest.mark.parametrize("said", SAID)
def test_any_marks(pipeline: Pipeline, marks: tuple[str, str], said: str) -> None:
    opening, closing = marks
    quoted = f"{opening}{said},{closing}"
    text = f"{quoted} Anna Berg told the council on Monday."
    found = [one for one in pipeline(Article(id="a", text=text)).statements if one.reported_by is None]
    assert [(one.kind, [part.text for part in one.content]) for one in found] == [("direct", [quoted])]
    check(Article(id="a", text=text), found)
