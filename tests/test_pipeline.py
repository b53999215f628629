"""The stages together, with the shipped model: what holds of every dossier, whatever the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chancery.export.json import dossier_from_dict, dump
from chancery.reading import read_path, read_text
from chancery.records import Article, Dossier, Passage, actors_of

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

pytestmark = pytest.mark.model

EXAMPLE = Path(__file__).parent.parent / "src" / "chancery" / "assets" / "examples" / "summit.txt"

LETTER = (
    "Norway supports the new harbour. Latvia opposes it because the toll would hurt trade.\n\n"
    "“The harbour is open,” Norway's envoy, Ida Solberg, told reporters on Monday. "
    "She said that Latvia was wrong.\n"
)

TEXTS = {
    "letter": LETTER,
    "empty lines": "\n\n" + LETTER.replace(". ", ".\n\n\n"),
    "windows line ends": LETTER.replace("\n", "\r\n"),
    "odd quotation marks": LETTER.replace("”", ""),
    "straight and odd": LETTER.replace("“", '"').replace("”", ""),
    "emoji": LETTER.replace(".", " 🤝🏽🇳🇴."),
    "right-to-left marks": LETTER.replace(" ", " \u200f"),
    "arabic inside": LETTER
    + "He wrote «السلام عليكم» on the wall of the harbour, said the Norwegian envoy.\n",
    "no final stop": LETTER.rstrip(".\n"),
    "capitals": LETTER.upper(),
    "lower case": LETTER.lower(),
    "only a heading": "Talks End In Riga",
    "one word": "Harbour",
    "combining marks": LETTER.replace("e", "e\u0301"),
    "tabs": LETTER.replace(" ", "\t"),
    "one long sentence": "Norway said that " + "the harbour of Riga and " * 400 + "the toll would stay.",
    "one long word": LETTER + "x" * 5000,
    "many short lines": "Norway agreed.\n" * 200,
    "brackets": "((([[[{{{" * 50 + LETTER,
}


def checked(dossier: Dossier) -> Dossier:
    """The dossier, after what the contract promises of each was found to hold."""
    text, ids = dossier.article.text, {record.id for record in dossier.records()}
    statements = {statement.id for statement in dossier.statements}
    actors = {actor.id for actor in dossier.actors}
    assert len(ids) == len(list(dossier.records()))
    assert len(actors) == len(dossier.actors)
    for record in dossier.records():
        assert record.evidence
        assert record.coder
        assert record.attributed_to is None or record.attributed_to in statements
        assert set(actors_of(record)) <= actors
        for passage in passages(record):
            assert text[passage.start : passage.end] == passage.text
    for mention in dossier.mentions:
        assert mention.actor_id is None or mention.actor_id in actors
    for statement in dossier.statements:
        assert statement.reported_by is None or statement.reported_by in statements
        assert statement.reported_by != statement.id
    for actor in dossier.actors:
        assert actor.body is None or actor.body in actors
    for answer in dossier.answers:
        assert {answer.from_id, answer.to_id} <= statements
    assert dossier_from_dict(json.loads(dump(dossier))) == dossier
    return dossier


def passages(value: object) -> list[Passage]:
    """Every passage in a record, however deep."""
    if isinstance(value, Passage):
        return [value]
    if isinstance(value, tuple):
        return [passage for part in value for passage in passages(part)]
    slots = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
    return [passage for name in slots for passage in passages(getattr(value, name))]


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_gives_a_sound_record(name: str, pipeline: Pipeline) -> None:
    text = TEXTS[name]
    article = read_text(text, language="en")
    dossier = checked(pipeline(article))
    assert dossier.article.text == article.text


def test_the_example_gives_a_sound_record(pipeline: Pipeline) -> None:
    for article in read_path(EXAMPLE):
        dossier = checked(pipeline(article))
        assert len(dossier.statements) >= 10


def test_a_plain_text_is_understood(pipeline: Pipeline) -> None:
    dossier = checked(pipeline(read_text(LETTER)))
    stands = {(position.holder, position.stance) for position in dossier.positions}
    assert {("state:NOR", "supports"), ("state:LVA", "opposes")} <= stands
    issues = {
        position.issue.id for position in dossier.positions if position.holder in ("state:NOR", "state:LVA")
    }
    assert len(issues) == 1
    direct = next(statement for statement in dossier.statements if statement.kind == "direct")
    speaker = dossier.actor(direct.speaker or "")
    assert speaker is not None
    assert speaker.name == "Ida Solberg"


def test_the_same_text_gives_the_same_record(pipeline: Pipeline) -> None:
    article = read_text(LETTER)
    first = pipeline(article)
    assert pipeline(read_text("Sweden said no to the toll. " * 3)) != first
    assert pipeline(article) == first


def test_pipe_gives_what_single_calls_give(pipeline: Pipeline) -> None:
    articles = [read_text(text, language="en") for text in (LETTER, LETTER.upper(), LETTER * 3)]
    assert list(pipeline.pipe(articles, batch=2)) == [pipeline(article) for article in articles]


def test_pipe_hands_failures_over_and_goes_on(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    from chancery import pipeline as module

    def brittle(text, found):
        if "Latvia" in text.article.text:
            raise ZeroDivisionError("so it goes")
        return iter(())

    monkeypatch.setattr(module, "CODERS", (brittle,))
    failed: list[tuple[Article, Exception]] = []
    good, bad = read_text("Norway agreed to the toll on Monday, and said so."), read_text(LETTER)
    dossiers = list(pipeline.pipe([good, bad, good], on_error=lambda *failure: failed.append(failure)))
    assert [dossier.article.id for dossier in dossiers] == [good.id, good.id]
    assert [(article.id, type(error)) for article, error in failed] == [(bad.id, ZeroDivisionError)]
    with pytest.raises(ZeroDivisionError):
        list(pipeline.pipe([good, bad]))


def test_a_batch_that_cannot_be_parsed_loses_only_the_culprit(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chancery import pipeline as module

    real = module.parse

    def parse(nlp, article):
        if "Latvia" in article.text:
            raise MemoryError("too much harbour")
        return real(nlp, article)

    monkeypatch.setattr(module, "parse", parse)
    monkeypatch.setattr(
        module, "parse_many", lambda nlp, articles: (parse(nlp, article) for article in articles)
    )
    failed: list[str] = []
    good, bad = read_text("Norway agreed to the toll on Monday, and said so."), read_text(LETTER)
    dossiers = list(pipeline.pipe([bad, good], on_error=lambda article, error: failed.append(str(error))))
    assert [dossier.article.id for dossier in dossiers] == [good.id]
    assert failed == ["too much harbour"]


@pytest.mark.parametrize(
    ("text", "noticed"),
    [(LETTER, False), (LETTER.replace("”", ""), True), (LETTER.replace("“", '"').replace("”", ""), True)],
)
def test_odd_quotation_marks_are_noticed(text: str, noticed: bool, pipeline: Pipeline) -> None:
    notices = pipeline(read_text(text)).notices
    assert any("quotation marks" in notice for notice in notices) is noticed


def test_offices_date_an_article_that_does_not_say(pipeline: Pipeline) -> None:
    text = (
        "Prime Minister Fumio Kishida met President Yoon Suk-yeol in Tokyo on Wednesday, July 12. "
        "NATO Secretary General Jens Stoltenberg was there too."
    )
    published = pipeline(read_text(text)).article.published
    assert published.date is not None
    assert published.date.startswith("2023-07")
    assert published.how == "inferred"
    assert "Stoltenberg" in published.why or "Yoon" in published.why


def test_who_is_described_once_and_does_nothing_is_no_actor_of_the_record(pipeline: Pipeline) -> None:
    text = "Norway supports the new harbour. The toll would please shopkeepers in many towns.\n"
    dossier = checked(pipeline(read_text(text)))
    assert [actor.id for actor in dossier.actors] == ["state:NOR"]
