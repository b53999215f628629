"""The cue lexicon: its form, and every entry's own sentences by the rules over the shipped model's parse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from chancery.actors import Cast
from chancery.coding import answers, statements
from chancery.coding.lexicon import lexicon, read_lexicon
from chancery.coding.text import Text
from chancery.errors import RuleError
from chancery.language import load_language, parse
from chancery.language.dates import Calendar
from chancery.records import Article, Statement
from tests.misread import cases

ENTRY = '[[cue]]\nid = "say"\nact = "say"\nverbs = ["say"]\nyes = ["He said no."]\nno = ["He left."]\n'


def test_the_shipped_lexicon_covers_the_acts_of_the_record() -> None:
    wanted = {
        "say",
        "deny",
        "demand",
        "promise",
        "warn",
        "praise",
        "condemn",
        "believe",
        "intend",
        "fear",
        "hope",
    }
    assert wanted <= lexicon().acts
    assert lexicon().verbs["tell"].object == "addressee"
    assert lexicon().phrasal["call"]["on"].act == "urge"
    assert lexicon().phrasal["call"]["for"].act == "demand"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ENTRY + 'verb = ["x"]\n', "has \\['verb'\\]"),
        (ENTRY.replace('no = ["He left."]', ""), "needs an act"),
        (ENTRY + 'object = "thing"\n', "Values"),
        (ENTRY + ENTRY.replace('id = "say"', 'id = "tell"'), "stands under 'say' and 'tell'"),
    ],
)
def test_a_broken_lexicon_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        read_lexicon(text)


Reader = Callable[[str], tuple[Text, list[Statement]]]


@pytest.fixture(scope="module")
def read() -> Reader:
    nlp: Language = load_language(threads=1)

    def reader(sentence: str) -> tuple[Text, list[Statement]]:
        article = Article(id="test", text=sentence)
        doc = parse(nlp, article)
        doc._.attributions = ()
        text = Text(article=article, doc=doc, cast=Cast(), calendar=Calendar())
        return text, list(statements.code(text, ()))

    return reader


YES = [(cue.act, sentence) for cue in lexicon().cues for sentence in cue.yes]
NO = [(cue.act, sentence) for cue in lexicon().cues for sentence in cue.no]


@pytest.mark.model
@pytest.mark.parametrize(("act", "sentence"), cases(YES))
def test_what_an_entry_must_code(read: Reader, act: str, sentence: str) -> None:
    _, found = read(sentence)
    assert act in [one.act for one in found]


@pytest.mark.model
@pytest.mark.parametrize(("act", "sentence"), cases(NO))
def test_what_an_entry_must_not_code(read: Reader, act: str, sentence: str) -> None:
    _, found = read(sentence)
    assert act not in [one.act for one in found]


@pytest.mark.model
@pytest.mark.parametrize("rule", answers.rules(), ids=lambda rule: rule.id)
def test_answers_that_a_rule_must_and_must_not_code(read: Reader, rule: answers.AnswerRule) -> None:
    for sentence in rule.no:
        text, found = read(sentence)
        assert rule.kind not in [one.kind for one in answers.code(text, found)]
