"""Statements from hand-made parses: who says what to whom, through what, and inside whose words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from spacy.tokens import Doc

from chancery.actors import Cast
from chancery.coding import statements
from chancery.coding.text import Text
from chancery.language.attribution import Attribution
from chancery.language.dates import Calendar
from chancery.records import Actor, Article, Block, Statement
from tests.build import make_doc


def text_of(
    doc: Doc, heads: Mapping[str, tuple[str, ...]] | None = None, blocks: tuple[Block, ...] = ()
) -> Text:
    """A Text whose cast is given as word -> actor ids (every token of that form)."""
    named = {token.i: heads[token.text] for token in doc if heads and token.text in heads}
    actors = {
        name: Actor(id=name, name=name, kind="media" if name.startswith("media:") else "person")
        for ids in named.values()
        for name in ids
    }
    article = Article(id="test", text=doc.text, blocks=blocks)
    return Text(article=article, doc=doc, cast=Cast(actors=actors, heads=named), calendar=Calendar())


def coded(text: Text) -> list[Statement]:
    found = list(statements.code(text, ()))
    for one in found:
        for passage in (*one.evidence, one.cue, *one.content, one.source, one.via):
            if passage is not None:
                assert text.article.text[passage.start : passage.end] == passage.text
        assert one.attributed_to == one.reported_by
    return found


def only(text: Text) -> Statement:
    found = coded(text)
    assert len(found) == 1, [(one.act, one.cue.text) for one in found]
    return found[0]


def words(one: Statement) -> tuple[str | None, str, str]:
    return (
        one.source.text if one.source else None,
        one.cue.text,
        " ... ".join(part.text for part in one.content),
    )


SAID_THAT = """
Anna PROPN nsubj 2
told VERB root 0 tell
Tom PROPN iobj 2
that SCONJ mark 6
talks NOUN nsubj 6
failed~ VERB ccomp 2
. PUNCT punct 2
"""

QUOTE_IN_THE_MIDDLE = """
"~ PUNCT punct 3
We PRON nsubj 3
came~ VERB root 0
,~ PUNCT punct 3
" PUNCT punct 3
she PRON nsubj 7
said~ VERB parataxis 3 say
. PUNCT punct 3

"~ PUNCT punct 3
He PRON nsubj 3
saw VERB root 0 see
it PRON obj 3
all~ DET det 4
.~ PUNCT punct 3
" PUNCT punct 3
"""

ACCORDING = """
According ADP case 4
to ADP fixed 1
the DET det 4
poll~ NOUN obl 8
, PUNCT punct 4
Oslo PROPN nsubj 8
is AUX cop 8
safe~ ADJ root 0
. PUNCT punct 8
"""

NESTED = """
Reuters PROPN nsubj 2
reports VERB root 0 report
that SCONJ mark 5
Anna PROPN nsubj 5
denied VERB ccomp 2 deny
the DET det 7
claim~ NOUN obj 5
. PUNCT punct 2
"""

DECLINED = """
Anna PROPN nsubj 2
declined VERB root 0 decline
to PART mark 4
say VERB xcomp 2
whether SCONJ mark 7
talks NOUN nsubj 7
failed~ VERB ccomp 4
. PUNCT punct 2
"""

EXPECTED = """
Anna PROPN nsubj:pass 3
is AUX aux:pass 3
expected VERB root 0 expect
to PART mark 5
announce VERB xcomp 3
a DET det 7
plan~ NOUN obj 5
. PUNCT punct 3
"""

JOINT = """
Anna PROPN nsubj 4
and CCONJ cc 3
Tom PROPN conj 1
promised VERB root 0 promise
to PART mark 6
help~ VERB xcomp 4
. PUNCT punct 4
"""

DESCRIBED = """
Anna PROPN nsubj 2
described VERB root 0 describe
Oslo PROPN obj 2
as ADP case 6
"~ PUNCT punct 6
coercive~ ADJ obl 2
.~ PUNCT punct 2
" PUNCT punct 2
"""

CONCERNED = """
Japan PROPN nsubj 3
is AUX cop 3
concerned ADJ root 0
about ADP case 6
the DET det 6
missile~ NOUN obl 3
. PUNCT punct 3
"""

ACCUSED = """
Kyiv PROPN nsubj 2
accused VERB root 0 accuse
Moscow PROPN obj 2
of ADP case 6
a DET det 6
massacre~ NOUN obl 2
. PUNCT punct 2
"""

RELATIVE = """
Anna PROPN nsubj 7
, PUNCT punct 4
who PRON nsubj 4
hopes VERB acl:relcl 1 hope
to PART mark 6
win~ VERB xcomp 4
left~ VERB root 0 leave
. PUNCT punct 7
"""

ISSUED = """
Anna PROPN nsubj 2
issued VERB root 0 issue
a DET det 4
statement NOUN obj 2
saying VERB acl 4 say
talks NOUN nsubj 7
failed~ VERB ccomp 5
. PUNCT punct 2
"""

THEIR_VIEW = """
Their PRON nmod:poss 2
belief NOUN nsubj 8
that SCONJ mark 6
talks NOUN nsubj 6
had AUX aux 6
failed VERB acl 2
was AUX cop 8
wrong~ ADJ root 0
. PUNCT punct 8
"""


@pytest.mark.parametrize(
    ("rows", "act", "kind", "source", "cue", "content"),
    [
        (SAID_THAT, "say", "indirect", "Anna", "told", "that talks failed"),
        (QUOTE_IN_THE_MIDDLE, "say", "direct", "she", "said", '"We came," ... "He saw it all."'),
        (ACCORDING, "say", "indirect", "the poll", "According to", "Oslo is safe"),
        (JOINT, "promise", "indirect", "Anna and Tom", "promised", "to help"),
        (DESCRIBED, "describe", "mixed", "Anna", "described", 'Oslo as "coercive."'),
        (CONCERNED, "fear", "indirect", "Japan", "is concerned about", "the missile"),
        (ACCUSED, "accuse", "indirect", "Kyiv", "accused", "Moscow of a massacre"),
        (RELATIVE, "hope", "indirect", "who", "hopes", "to win"),
        (THEIR_VIEW, "believe", "indirect", "Their", "belief", "that talks had failed"),
    ],
)
def test_one_statement(rows: str, act: str, kind: str, source: str, cue: str, content: str) -> None:
    one = only(text_of(make_doc(rows)))
    assert (one.act, one.kind, *words(one)) == (act, kind, source, cue, content)
    assert one.reported_by is None
    assert not one.negated
    assert one.modality == "happened"


def test_speaker_addressee_and_the_medium() -> None:
    one = only(text_of(make_doc(SAID_THAT), {"Anna": ("person:anna",), "Tom": ("media:tom",)}))
    assert (one.speaker, one.addressee) == ("person:anna", "media:tom")
    assert one.via is not None
    assert one.via.text == "Tom"


def test_unresolved_speakers_stay_open() -> None:
    one = only(text_of(make_doc(SAID_THAT)))
    assert (one.speaker, one.addressee, one.via) == (None, None, None)


def test_joint_speakers_say_the_same_each() -> None:
    both = coded(text_of(make_doc(JOINT), {"Anna": ("person:anna",), "Tom": ("person:tom",)}))
    assert [one.speaker for one in both] == ["person:anna", "person:tom"]
    assert len({one.id for one in both}) == 2
    assert both[0].content == both[1].content


def test_a_relative_pronoun_speaks_for_its_antecedent() -> None:
    assert only(text_of(make_doc(RELATIVE), {"Anna": ("person:anna",)})).speaker == "person:anna"


def test_reports_inside_reports() -> None:
    outer, inner = coded(text_of(make_doc(NESTED), {"Reuters": ("media:reuters",), "Anna": ("person:anna",)}))
    assert (outer.act, outer.speaker, outer.reported_by) == ("report", "media:reuters", None)
    assert (inner.act, inner.speaker, inner.reported_by) == ("deny", "person:anna", outer.id)
    assert words(inner) == ("Anna", "denied", "the claim")


def test_declining_to_say_is_not_saying() -> None:
    one = only(text_of(make_doc(DECLINED)))
    assert (one.act, one.negated) == ("say", True)
    assert words(one) == ("Anna", "declined", "to say whether talks failed")


def test_what_is_expected_has_not_been_announced() -> None:
    outer, inner = coded(text_of(make_doc(EXPECTED)))
    assert (outer.act, outer.source) == ("expect", None)
    assert (inner.act, inner.modality, inner.reported_by) == ("announce", "planned", outer.id)


def test_a_document_speaks_for_the_one_who_issued_it() -> None:
    found = coded(text_of(make_doc(ISSUED), {"Anna": ("person:anna",)}))
    assert [(one.act, one.speaker) for one in found] == [("say", "person:anna")]
    assert found[0].via is not None
    assert found[0].via.text == "a statement"


def test_titles_are_headlines_and_what_is_no_claim_is_left_out() -> None:
    doc = make_doc(SAID_THAT + "\n" + SAID_THAT.lstrip())
    half = doc[7].idx
    title = Block(kind="title", start=0, end=half - 1)
    related = Block(kind="related", start=half, end=len(doc.text))
    one = only(text_of(doc, blocks=(title, related)))
    assert one.coder == "statements/headline"
    assert one.cue.end < half


def test_a_label_with_a_colon_speaks() -> None:
    rows = """
    Anna~ PROPN root 0
    : PUNCT punct 1
    no DET det 4
    deal NOUN parataxis 1
    """
    doc = make_doc(rows)
    title = (Block(kind="title", start=0, end=len(doc.text)),)
    one = only(text_of(doc, {"Anna": ("person:anna",)}, title))
    assert (one.speaker, one.cue.text, one.content[0].text) == ("person:anna", ":", "no deal")
    assert coded(text_of(doc, blocks=title)) == []


def test_the_model_finds_and_the_rules_mend_and_dress() -> None:
    doc = make_doc(SAID_THAT)
    doc._.attributions = (Attribution(cue=(1, 2), source=(0, 1), content=((3, 6),)),)
    one = only(text_of(doc, {"Tom": ("person:tom",)}))
    assert one.coder == "statements/attribution-head"
    assert words(one) == ("Anna", "told", "that talks failed")
    assert (one.act, one.addressee) == ("say", "person:tom")


def test_ids_are_stable() -> None:
    once, again = (coded(text_of(make_doc(NESTED))) for _ in range(2))
    assert [one.id for one in once] == [one.id for one in again]


def test_an_empty_text_and_a_text_of_marks() -> None:
    assert coded(text_of(make_doc('"~ PUNCT root 0\n" PUNCT punct 1'))) == []
