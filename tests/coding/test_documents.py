"""Texts that speak, from hand-made parses: who issued them, and which one is meant later."""

from __future__ import annotations

import pytest

from chancery.coding import statements
from chancery.coding.text import Text
from tests.build import make_doc
from tests.coding.test_statements import text_of

SAYS = """
{subject}
said VERB root 0 say
talks NOUN nsubj {failed}
failed~ VERB ccomp {said} fail
. PUNCT punct {said}
"""


def sentence(*subject: str) -> str:
    """A sentence whose subject is given as rows, each with its head counted in the sentence or 0 for "said"."""
    said = len(subject) + 1
    rows = "\n".join(row.replace("$said", str(said)) for row in subject)
    return SAYS.format(subject=rows, said=said, failed=said + 2).strip()


CAST = {
    "Oslo": ("org:oslo",),
    "Anna": ("person:anna",),
    "voters": ("people:voters",),
    "Reuters": ("media:reuters",),
}
OWN = sentence("Oslo~ PROPN nmod:poss 3", "'s PART case 1", "letter NOUN nsubj $said")
FROM = sentence("A DET det 2", "letter NOUN nsubj $said", "from ADP case 4", "Oslo PROPN nmod 2")
SEEN = sentence(
    "A DET det 2",
    "letter NOUN nsubj $said",
    "seen VERB acl 2 see",
    "by ADP case 5",
    "Reuters PROPN obl:agent 3",
)
MADE = sentence(
    "A DET det 2",
    "letter NOUN nsubj $said",
    "issued VERB acl 2 issue",
    "by ADP case 5",
    "Oslo PROPN obl:agent 3",
)
OF_VOTERS = sentence("A DET det 2", "survey NOUN nsubj $said", "of ADP case 4", "voters NOUN nmod 2 voter")
OF_OSLO = sentence("A DET det 2", "statement NOUN nsubj $said", "of ADP case 4", "Oslo PROPN nmod 2")
THE = sentence("The DET det 2", "letter NOUN nsubj $said")
ANOTHER = sentence("Another DET det 2", "letter NOUN nsubj $said")
THE_POLL = sentence("The DET det 2", "poll NOUN nsubj $said")
SENT = """
Anna PROPN nsubj 2
sent VERB root 0 send
a DET det 4
letter~ NOUN obj 2
. PUNCT punct 2
"""
IN_A_LETTER = """
Anna PROPN nsubj 2
said VERB root 0 say
in ADP case 5
a DET det 5
letter NOUN obl 2
talks NOUN nsubj 7
failed~ VERB ccomp 2 fail
. PUNCT punct 2
"""


def speakers(*sentences: str) -> list[str | None]:
    text: Text = text_of(make_doc("\n\n".join(one.strip() for one in sentences)), CAST)
    return [one.speaker for one in statements.code(text, ())]


@pytest.mark.parametrize(
    ("rows", "speaker"),
    [
        (OWN, "org:oslo"),
        (FROM, "org:oslo"),
        (MADE, "org:oslo"),
        (OF_OSLO, "org:oslo"),
        (SEEN, None),
        (OF_VOTERS, None),
        (THE, None),
    ],
)
def test_who_issued_a_text(rows: str, speaker: str | None) -> None:
    assert speakers(rows) == [speaker]


def test_the_text_before_is_meant() -> None:
    assert speakers(FROM, THE) == ["org:oslo", "org:oslo"]
    assert speakers(SENT, THE) == ["person:anna"]
    assert speakers(IN_A_LETTER, THE) == ["person:anna", "person:anna"]


def test_another_text_is_another() -> None:
    assert speakers(FROM, ANOTHER) == ["org:oslo", None]
    assert speakers(FROM, THE_POLL) == ["org:oslo", None]


def test_the_last_text_is_meant() -> None:
    assert speakers(FROM, SENT, THE) == ["org:oslo", "person:anna"]


def test_a_newspaper_speaks_itself() -> None:
    rows = sentence("The DET det 2", "Post PROPN nsubj $said")
    text = text_of(make_doc(rows), {"Post": ("media:post",)})
    (one,) = statements.code(text, ())
    assert (one.speaker, one.via) == ("media:post", None)
