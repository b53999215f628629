"""Answers between statements: only what the text itself marks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from chancery.coding import answers, statements
from chancery.coding.answers import read_rules, rules
from chancery.errors import RuleError
from chancery.records import Answer, Statement
from tests.build import make_doc
from tests.coding.test_statements import text_of

CLAIMED = """
Kyiv PROPN nsubj 2
said VERB root 0 say
Moscow PROPN nsubj 4
lied~ VERB ccomp 2 lie
. PUNCT punct 2
"""

DENIED = """
Moscow PROPN nsubj 2
denied VERB root 0 deny
the DET det 4
claim~ NOUN obj 2 claim
. PUNCT punct 2
"""

DENIED_ENTRY = """
Moscow PROPN nsubj 2
denied VERB root 0 deny
the DET det 4
visa~ NOUN obj 2
. PUNCT punct 2
"""

IN_RESPONSE = """
In ADP case 2
response~ NOUN obl 5
, PUNCT punct 5
Tom PROPN nsubj 5
said VERB root 0 say
nothing PRON nsubj 7
changed~ VERB ccomp 5
. PUNCT punct 5
"""

AGREED = """
Tom PROPN nsubj 2
agreed VERB root 0 agree
with ADP case 4
Kyiv PROPN obl 2
that SCONJ mark 7
Moscow PROPN nsubj 7
lied~ VERB ccomp 2 lie
. PUNCT punct 2
"""

LETTER_SAID = """
The DET det 2
letter NOUN nsubj 3
said VERB root 0 say
Oslo PROPN nsubj 5
lied~ VERB ccomp 3 lie
. PUNCT punct 3
"""

LETTER_DISTORTED = """
Oslo PROPN nsubj 2
said VERB root 0 say
the DET det 4
letter NOUN nsubj 5
distorted VERB ccomp 2 distort
facts~ NOUN obj 5 fact
. PUNCT punct 2
"""

ASKED_TOM = """
Anna PROPN nsubj 2
told VERB root 0 tell
Tom PROPN iobj 2
talks NOUN nsubj 5
failed~ VERB ccomp 2
. PUNCT punct 2
"""

TOLD_ANNA = """
Tom PROPN nsubj 2
told VERB root 0 tell
Anna PROPN iobj 2
talks NOUN nsubj 5
continued~ VERB ccomp 2
. PUNCT punct 2
"""

CAST = {name: (f"person:{name.lower()}",) for name in ("Kyiv", "Moscow", "Tom", "Anna", "Oslo")}


def met(
    *sentences: str, cast: Mapping[str, tuple[str, ...]] = CAST
) -> list[tuple[Statement, Answer, Statement]]:
    text = text_of(make_doc("\n\n".join(rows.strip() for rows in sentences)), cast)
    found = list(statements.code(text, ()))
    by_id = {one.id: one for one in found}
    result = []
    for answer in answers.code(text, found):
        for passage in answer.evidence:
            assert text.article.text[passage.start : passage.end] == passage.text
        result.append((by_id[answer.from_id], answer, by_id[answer.to_id]))
    return result


@pytest.mark.parametrize(
    ("first", "second", "kind", "speakers"),
    [
        (CLAIMED, DENIED, "rebuts", ("person:moscow", "person:kyiv")),
        (CLAIMED, IN_RESPONSE, "answers", ("person:tom", "person:kyiv")),
        (CLAIMED, AGREED, "echoes", ("person:tom", "person:kyiv")),
        (LETTER_SAID, LETTER_DISTORTED, "rebuts", ("person:oslo", None)),
        (ASKED_TOM, TOLD_ANNA, "answers", ("person:tom", "person:anna")),
    ],
)
def test_one_answer(first: str, second: str, kind: str, speakers: tuple[str, str | None]) -> None:
    ((later, answer, earlier),) = met(first, second)
    assert answer.kind == kind
    assert (later.speaker, earlier.speaker) == speakers
    assert later.cue.start > earlier.cue.start


@pytest.mark.parametrize(
    "sentences", [(CLAIMED, CLAIMED), (CLAIMED, DENIED_ENTRY), (DENIED,), (TOLD_ANNA, CLAIMED)]
)
def test_no_answer(sentences: tuple[str, ...]) -> None:
    assert met(*sentences) == []


def test_every_rule_is_sound() -> None:
    assert {rule.kind for rule in rules()} == {"rebuts", "echoes", "answers"}
    with pytest.raises(RuleError, match="Kinds: rebuts, echoes, answers"):
        read_rules('[[answer]]\nid = "x"\nkind = "shrugs"\nyes = ["a"]\nno = ["b"]')
