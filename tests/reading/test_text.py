from __future__ import annotations

import time
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.errors import InputError
from chancery.reading import read_text
from chancery.records import Article, Published

ARTICLE = """Ministers agree fishing pact

By Ada Lind in Bergen
May 4, 2023

BERGEN, May 4 (Reuters) - The fisheries ministers of Norway and Iceland agreed on Thursday to share mackerel.

"This is a good day for our fishermen," the Norwegian minister, Kari Holm, told reporters after the meeting.

A long dispute

Iceland had accused its neighbour of taking more than its share. Oslo denied that.

- The pact runs for five years.
- It will be signed in June.

FILE PHOTO: Kari Holm arrives in Bergen

The European Union said that it would study the text.

RELATED:
- Cod quotas cut again
- Why mackerel move north

Ada Lind is the Nordic correspondent of The Harbour Times. Read her other articles.
"""


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def test_an_article_is_told_apart_line_by_line() -> None:
    article = read_text(ARTICLE)
    assert [(kind, text[:24]) for kind, text in kinds(article)] == [
        ("title", "Ministers agree fishing "),
        ("byline", "By Ada Lind in Bergen"),
        ("dateline", "May 4, 2023"),
        ("dateline", "BERGEN, May 4 (Reuters) "[:-1] + " "),
        ("paragraph", "The fisheries ministers "),
        ("paragraph", '"This is a good day for '),
        ("heading", "A long dispute"),
        ("paragraph", "Iceland had accused its "),
        ("list", "- The pact runs for five"),
        ("list", "- It will be signed in J"),
        ("caption", "FILE PHOTO: Kari Holm ar"),
        ("paragraph", "The European Union said "),
        ("related", "RELATED:"),
        ("related", "- Cod quotas cut again"),
        ("related", "- Why mackerel move nort"),
        ("author_note", "Ada Lind is the Nordic c"),
    ]


def test_what_the_lines_tell_of_the_whole() -> None:
    article = read_text(ARTICLE)
    assert article.text == ARTICLE
    assert article.title == "Ministers agree fishing pact"
    assert article.authors == ("Ada Lind",)
    assert article.publisher == "Reuters"
    assert article.language == "en"
    assert (article.published.date, article.published.how) == ("2023-05-04", "stated")
    assert article.related == ("Cod quotas cut again", "Why mackerel move north")


def test_what_is_known_goes_before_what_the_text_tells() -> None:
    known = Published(date="2023-05-05", how="metadata", why="given")
    article = read_text(ARTICLE, title="A pact", authors=["Tom Hill"], publisher="The Post", published=known)
    assert article.title == "A pact"
    assert article.authors[0] == "Tom Hill"
    assert article.publisher == "The Post"
    assert article.published == known


def test_lines_separated_by_single_breaks_are_paragraphs() -> None:
    text = (
        "The ministers of the two countries met in the capital on Monday to talk about fish and about oil.\n"
        "A Long Quarrel\n"
        "They had not met for years, and neither side had wanted to be the first to ask for a meeting.\n"
        "Both said that they were glad."
    )
    article = read_text(text)
    assert [kind for kind, _ in kinds(article)] == ["paragraph", "heading", "paragraph", "paragraph"]
    assert article.title is None


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    article = read_text("The ministers met on Monday.\n\nThey will meet again in the spring, said the envoy.")
    assert article.title is None
    assert {kind for kind, _ in kinds(article)} == {"paragraph"}


@pytest.mark.parametrize("width", [60, 72, 79])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_hard_wrapped_lines_are_joined(width: int, between: str) -> None:
    paragraphs = [
        "The fisheries ministers of Norway and Iceland agreed on Thursday to share mackerel stocks for "
        "five years, ending a dispute that had lasted a decade and had soured relations between them.",
        "Iceland had accused its neighbour of taking more than its share. Oslo denied that, the talks broke "
        "down twice. In the end both gave way, said an envoy who knew of the talks but would not be named.",
        "The European Union said that it would study the text before it decides to join the pact, which "
        "is to be signed in June if both parliaments agree to it by then.",
    ]
    text = between.join(fill(paragraph, width) for paragraph in paragraphs)
    found = [" ".join(part.split()) for _, part in kinds(read_text(text))]
    assert found == paragraphs


def test_a_heading_over_wrapped_text_stays_apart() -> None:
    body = fill("The minister said that the pact would be signed in June, and that she was glad. " * 6, 70)
    article = read_text(f"A long dispute\n\n{body}\n\nWhat comes next\n\n{body}\n")
    assert [kind for kind, _ in kinds(article)] == ["title", "paragraph", "heading", "paragraph"]


def test_a_dateline_in_wrapped_text_keeps_its_offsets() -> None:
    body = fill(
        "OSLO (AP) - The  minister said that the pact would be signed in June, she added. " * 4,
        70,
    )
    article = read_text(body)
    assert kinds(article)[0] == ("dateline", "OSLO (AP) -")
    assert kinds(article)[1][1].startswith("The")


def test_related_words_inside_a_sentence_are_claims() -> None:
    text = "Related talks failed on Monday, the envoy said.\n\nSources: the minister knew of it, they said."
    assert {kind for kind, _ in kinds(read_text(text))} == {"paragraph"}


def test_the_id_follows_from_the_text_alone() -> None:
    assert read_text(ARTICLE, path="a.txt").id == read_text(ARTICLE, path="b.txt", title="x").id
    assert read_text(ARTICLE).id != read_text(ARTICLE + "More was said on the day after that.").id


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff\x00", "... --- ..."])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="empty"):
        read_text(text)


def test_another_language_is_refused_unless_it_is_named() -> None:
    german = "Der Minister sagte am Montag, dass die Gespräche nicht vor dem Sommer zu Ende sind. " * 3
    with pytest.raises(InputError, match="German"):
        read_text(german)
    assert read_text(german, language="de").language == "de"


def test_odd_texts_are_read() -> None:
    long_sentence = "The minister said " + "that the envoy said " * 10_000 + "nothing."
    for text in (
        long_sentence,
        'He said: "I do not know what the "end" of it is. The talks go on.',
        "The \u200f\U0001f600 talks of the day",
    ):
        article = read_text(text)
        assert article.text == text
        assert article.blocks


def test_time_grows_with_length_only() -> None:
    """Five megabytes in well under ten seconds; a quadratic step would take hours."""
    started = time.process_time()
    text = (ARTICLE + "\n") * (5_000_000 // len(ARTICLE))
    article = read_text(text)
    assert len(article.blocks) > 50_000
    assert time.process_time() - started < 15


LINE = st.one_of(
    st.text(max_size=90),
    st.sampled_from(
        [
            *ARTICLE.split("\n"),
            "Advertisement",
            "By Ada Lind",
            "- item",
            "OSLO (AP) - The",
            "and so on it went",
            "The minister said",
        ]
    ),
)


@given(st.lists(LINE, max_size=25), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_blocks_lie_in_the_text_in_order_and_apart(lines: list[str], between: str) -> None:
    text = "The minister said that it was so." + between + between.join(lines)
    article = read_text(text, language="en")
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        assert not article.text[block.start].isspace()
        assert not article.text[block.end - 1].isspace()
        passage = article.passage(block.start, block.end)
        assert passage.text == article.text[block.start : block.end]
        end = block.end
    covered = "".join(article.text[block.start : block.end] for block in article.blocks)
    assert "".join(covered.split()) == "".join(article.text.split())
