"""The component over the shipped model: whole texts, trees, sentences as news has them."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from chancery.language import load_language, parse
from chancery.language.attribution import attributions
from chancery.records import Article, Block

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_language(threads=1)


def read(nlp: Language, text: str, blocks: tuple[Block, ...] = ()) -> Doc:
    return parse(nlp, Article(id="a", text=text, blocks=blocks))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "  Leading blanks stay.",
        "Two  blanks and\ttabs.\r\n\r\nNext.",
        "Emoji 🎉 and \u200fright-to-left\u200e marks and \u0000 too",
        "word " * 3000,
        "“Quoted.” He left.\n\n\n",
    ],
)
def test_the_doc_is_the_text_and_every_sentence_a_tree(nlp: Language, text: str) -> None:
    doc = read(nlp, text)
    assert doc.text == text
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        assert sum(token.head.i == token.i for token in words) == (1 if words else 0)
        for token in words:
            assert sentence.start <= token.head.i < sentence.end
            assert not token.head.is_space


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Lund met Gen. Ortega in the U.S. on Monday.", "They signed a treaty."],
        ["“We are ready,” the minister said.", "“Nobody else is.”", "Talks ended at noon."],
        ["J. R. Olsen arrived late.", "He did not speak."],
    ],
)
def test_sentences_of_news(nlp: Language, sentences: list[str]) -> None:
    doc = read(nlp, " ".join(sentences))
    assert [sentence.text.strip() for sentence in doc.sents] == sentences


def test_a_block_begins_a_sentence_though_the_heading_has_no_stop(nlp: Language) -> None:
    text = "Rising Tension\nThe envoys left Geneva on Friday."
    blocks = (Block(kind="heading", start=0, end=14), Block(kind="paragraph", start=15, end=len(text)))
    assert [sentence.text.strip() for sentence in read(nlp, text, blocks).sents] == text.split("\n")


def test_an_attribution_has_its_source_its_cue_and_its_content(nlp: Language) -> None:
    doc = read(nlp, "The foreign minister said that the talks with Norway had failed.")
    (found,) = attributions(doc)
    assert found.source is not None
    assert found.span(doc, found.source).text == "The foreign minister"
    assert found.span(doc, found.cue).text == "said"
    assert [found.span(doc, part).text for part in found.content] == ["that the talks with Norway had failed"]


def test_the_same_text_gives_the_same_analysis(nlp: Language) -> None:
    text = "France and Italy agreed on Tuesday to reopen their embassies in Tripoli."
    first, second = read(nlp, text), read(nlp, text)
    assert first.to_bytes(exclude=["user_data"]) == second.to_bytes(exclude=["user_data"])
    assert attributions(first) == attributions(second)
