from __future__ import annotations

import copy
import io
import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.errors import InputError
from chancery.export import EXPORTERS, jsonl
from chancery.export.json import dossier_from_dict, dossier_to_dict, dump
from chancery.records import (
    Actor,
    Article,
    Block,
    Dossier,
    Event,
    Explanation,
    Made,
    Mention,
    Published,
    Relation,
    Statement,
    Tried,
    When,
)
from tests.dossiers import DOSSIER


def plain_copy() -> dict:
    return copy.deepcopy(dossier_to_dict(DOSSIER))


def test_what_is_written_comes_back() -> None:
    assert dossier_from_dict(json.loads(dump(DOSSIER))) == DOSSIER


def test_explanations_are_handed_out_where_they_were_asked_for() -> None:
    word = DOSSIER.statements[0].cue
    explained = replace(
        DOSSIER,
        explanations=(
            Explanation(
                sentence=word,
                made=(Made(record=DOSSIER.statements[0].id, by=("cues.toml#say",), words=(word,)),),
                tried=(Tried(kind="event", by="frames.toml#say", words=word, why="a reason"),),
            ),
        ),
    )
    (row,) = dossier_to_dict(explained)["explanations"]
    told = {"start": 56, "end": 60, "text": "told"}
    assert row == {
        "sentence": told,
        "made": [{"record": DOSSIER.statements[0].id, "by": ["cues.toml#say"], "words": [told]}],
        "tried": [
            {
                "kind": "event",
                "by": "frames.toml#say",
                "words": told,
                "why": "a reason",
                "wants": "",
                "fitted": False,
            }
        ],
        "note": "",
    }
    assert dossier_from_dict(json.loads(dump(explained))) == explained


def test_names_follow_the_contract() -> None:
    data = dossier_to_dict(DOSSIER)
    assert data["article"]["published"] == {
        "date": "2024-03-05",
        "how": "inferred",
        "why": "“Tuesday, March 5” falls together in 2024",
    }
    statement = data["statements"][0]
    assert statement["cue"] == {"start": 56, "end": 60, "text": "told"}
    assert statement["date"] == {
        "from": "2024-03-05",
        "to": "2024-03-05",
        "why": "Tuesday before the article",
    }
    assert statement["attributed_to"] is None
    assert {
        row["object"] if isinstance(row["object"], str) else row["object"].get("title")
        for row in data["relations"]
    } == {
        "envoy",
        "org:EU",
        None,
    }
    assert data["answers"][0]["from"] == "statement:4"
    assert data["answers"][0]["to"] == "statement:2"
    assert data["positions"][0]["issue"]["id"] == "issue:toll"


def test_actors_carry_their_mentions_and_the_unresolved_stand_apart() -> None:
    data = dossier_to_dict(DOSSIER)
    assert [row["text"] for row in data["actors"][0]["mentions"]] == ["Norway", "Oslo", "Norway"]
    assert [(row["text"], row["form"]) for row in data["unresolved"]] == [("it", "pronoun")]


def test_every_passage_is_a_slice_of_the_text() -> None:
    text = DOSSIER.article.text

    def check(value: object) -> int:
        if isinstance(value, dict):
            if {"start", "end", "text"} <= value.keys():
                assert text[value["start"] : value["end"]] == value["text"]
                return 1
            return sum(check(part) for part in value.values())
        return sum(check(part) for part in value) if isinstance(value, list) else 0

    data = dossier_to_dict(DOSSIER)
    del data["article"]
    assert check(data) > 30


def test_every_field_of_every_record_is_handed_out() -> None:
    data = dossier_to_dict(DOSSIER)
    assert {field.name for field in fields(Event)} == data["events"][0].keys()
    assert {field.name for field in fields(Statement)} == data["statements"][0].keys()
    assert {field.name for field in fields(Relation)} == data["relations"][0].keys()
    assert "explanations" not in data  # they are there where they were asked for
    assert {field.name for field in fields(Dossier)} - {"mentions", "explanations"} == data.keys() - {
        "unresolved"
    }


def test_a_mention_of_an_actor_who_is_not_there_is_refused() -> None:
    broken = replace(DOSSIER, actors=DOSSIER.actors[1:])
    with pytest.raises(InputError, match="state:NOR, not in its actors"):
        dossier_to_dict(broken)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data["statements"][0].pop("cue"), r"statements\[0\]: the field 'cue' is missing"),
        (
            lambda data: data["statements"][0].update(kind="shouted"),
            r"statements\[0\].kind: 'shouted'; allowed: dir",
        ),
        (lambda data: data["events"][0].update(evidence=[]), "cites nothing"),
        (lambda data: data["events"][0]["trigger"].update(text="walks"), "is 'talks', not 'walks'"),
        (lambda data: data["events"][0]["trigger"].update(end=99999), "no passage 8:99999"),
        (
            lambda data: data["events"][0].update(actors="state:NOR"),
            r"events\[0\].actors: str; a list is wanted",
        ),
        (
            lambda data: data["positions"][0].update(issue="toll"),
            r"positions\[0\].issue: str; an object is wanted",
        ),
        (
            lambda data: data["relations"][1].update(polarity="no"),
            r"relations\[1\].polarity: 'no' is no bool",
        ),
        (lambda data: data.pop("article"), "article: NoneType; an object is wanted"),
    ],
)
def test_a_damaged_dossier_is_refused_with_the_place(change, message: str) -> None:
    data = plain_copy()
    change(data)
    with pytest.raises(InputError, match=message):
        dossier_from_dict(data)


def test_fields_of_a_later_version_are_passed_over() -> None:
    data = plain_copy()
    data["statements"][0]["mood"] = "grim"
    data["weather"] = []
    assert dossier_from_dict(data) == DOSSIER


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Dossiers over any text, lone surrogates included, with a statement and an event."""
    text = draw(st.text(st.characters(), min_size=1, max_size=60))
    article = Article(
        id=draw(st.text(max_size=5)),
        text=text,
        title=draw(st.none() | st.text(max_size=9)),
        authors=tuple(draw(st.lists(st.text(max_size=5), max_size=2))),
        published=Published(
            date=draw(st.none() | st.just("2023-07")), how=draw(st.sampled_from(["stated", "unknown"]))
        ),
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
    )

    def some_passage():
        start = draw(st.integers(0, len(text) - 1))
        return article.passage(start, draw(st.integers(start + 1, len(text))))

    actor = Actor(id="person:x", name=draw(st.text(max_size=5)), kind="person", known=draw(st.booleans()))
    mentions = sorted(
        (
            Mention(passage=some_passage(), form="name", actor_id=draw(st.sampled_from([None, "person:x"])))
            for _ in "ab"
        ),
        key=lambda mention: (mention.passage.start, mention.passage.end, mention.actor_id is None),
    )
    statement = Statement(
        id="s",
        evidence=(some_passage(),),
        coder="t",
        confidence=draw(st.none() | st.floats(0, 1)),
        kind="mixed",
        act="say",
        cue=some_passage(),
        content=tuple(some_passage() for _ in range(draw(st.integers(0, 3)))),
        source=draw(st.sampled_from([None, some_passage()])),
        negated=draw(st.booleans()),
        date=draw(
            st.none()
            | st.builds(When, start=st.none() | st.just("2023-07-12"), end=st.none() | st.just("2023"))
        ),
    )
    event = Event(
        id="e",
        evidence=(some_passage(),),
        coder="t",
        type="AID",
        trigger=some_passage(),
        actors=("person:x",),
    )
    return Dossier(
        article=article, actors=(actor,), mentions=tuple(mentions), statements=(statement,), events=(event,)
    )


@given(dossiers())
def test_round_trip_of_any_dossier_through_a_utf8_file(dossier: Dossier) -> None:
    line = dump(dossier)
    assert "\n" not in line
    assert dossier_from_dict(json.loads(line.encode("utf-8"))) == dossier


def test_one_dossier_is_an_indented_object_and_more_are_lines() -> None:
    alone, many = io.StringIO(), io.StringIO()
    EXPORTERS["json"]([DOSSIER], alone)
    EXPORTERS["json"]([DOSSIER] * 3, many)
    assert alone.getvalue().startswith('{\n  "article": {')
    assert dossier_from_dict(json.loads(alone.getvalue())) == DOSSIER
    assert [dossier_from_dict(json.loads(line)) for line in many.getvalue().splitlines()] == [DOSSIER] * 3


def test_an_interruption_leaves_whole_lines() -> None:
    def two_then_stop():
        yield DOSSIER
        yield DOSSIER
        raise KeyboardInterrupt

    for form in ("json", "jsonl"):
        file = io.StringIO()
        with pytest.raises(KeyboardInterrupt):
            EXPORTERS[form](two_then_stop(), file)
        assert list(jsonl.read(io.StringIO(file.getvalue()))) == [DOSSIER] * 2


def test_no_dossier_gives_no_output() -> None:
    for write in (EXPORTERS[name] for name in ("text", "json", "jsonl")):
        file = io.StringIO()
        write([], file)
        assert file.getvalue() == ""


def test_a_line_that_is_no_dossier_is_named() -> None:
    with pytest.raises(InputError, match="line 3: no JSON object"):
        list(jsonl.read([dump(DOSSIER), "", "{"]))
    with pytest.raises(InputError, match=r"line 1: article: NoneType"):
        list(jsonl.read(["{}"]))
