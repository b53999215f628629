"""Explanations say what the coders decided: every record has its rule, every sentence its reasons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chancery.coding.answer_rules import rules as answer_rules
from chancery.coding.lexicon import lexicon as cues
from chancery.coding.relation_rules import relation_lexicon
from chancery.coding.rules import codebook, read_codebook
from chancery.coding.stance_rules import lexicon as stances
from chancery.reading import read_text

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline
    from chancery.records import Dossier

TEXT = (
    "Norway’s foreign minister Anna Berg criticized Chile on Monday. It rained all day in the valley below.\n\n"
    "She said that the talks would go on. Denmark may support the plan. Did Norway support the plan? "
    "Sweden, an ally of Norway, supports the plan. Peru denied the claim. The old wooden bridge is long."
)


@pytest.fixture(scope="module")
def dossier(pipeline: Pipeline) -> Dossier:
    return pipeline(read_text(TEXT), explain=True)


def known_entries() -> set[str]:
    """Every entry of the data files, as explanations name it."""
    book = codebook()
    return {
        *(f"{rule.file}#{rule.id}" for rule in (*book.rules, *book.frames)),
        *(f"cues.toml#{cue.id}" for cue in cues().cues),
        *(f"positions.toml#{rule.id}" for rule in stances().rules),
        *(f"relations.toml#{rule.id}" for rule in relation_lexicon().rules),
        *(f"answers.toml#{rule.id}" for rule in answer_rules()),
        "relations.toml#offices",
    }


@pytest.mark.model
def test_every_record_is_explained(dossier: Dossier) -> None:
    made = {one.record for explanation in dossier.explanations for one in explanation.made}
    assert made == {record.id for record in dossier.records()}


@pytest.mark.model
def test_what_made_a_record_agrees_with_its_coder(dossier: Dossier) -> None:
    """The coder of a record names the same rule as its explanation: both come from one decision."""
    by = {one.record: one.by for explanation in dossier.explanations for one in explanation.made}
    for record in dossier.records():
        family, _, rule = record.coder.partition("/")
        entries = [entry.rpartition("#")[2] for entry in by[record.id]]
        if family in ("events", "positions", "answers"):
            assert rule.removeprefix("frame.") in entries, record.coder
        elif rule == "attribution-head":
            assert by[record.id][0] == "model#attribution-head"


@pytest.mark.model
def test_entries_are_those_that_there_are(dossier: Dossier) -> None:
    entries = known_entries()
    named = {entry for explanation in dossier.explanations for one in explanation.made for entry in one.by}
    named |= {one.by for explanation in dossier.explanations for one in explanation.tried}
    for entry in named:
        assert entry in entries or entry.startswith(("model#", "statements/", "events/")), entry


@pytest.mark.model
def test_words_are_those_of_the_sentence(dossier: Dossier) -> None:
    for explanation in dossier.explanations:
        low, high = explanation.sentence.start, explanation.sentence.end
        cited = [passage for one in explanation.made for passage in one.words]
        assert all(one.words for one in explanation.made)
        for passage in [*cited, *(one.words for one in explanation.tried)]:
            assert low <= passage.start < passage.end <= high
            assert TEXT[passage.start : passage.end] == passage.text


def tried(dossier: Dossier, words: str) -> set[tuple[str, str, str]]:
    """What was tried for the sentence that begins so."""
    found = next(one for one in dossier.explanations if one.sentence.text.startswith(words))
    return {(attempt.kind, attempt.words.text, attempt.why) for attempt in found.tried}


@pytest.mark.model
def test_the_reason_is_the_one_that_decided(dossier: Dossier) -> None:
    possible = "only what may be, or would be on somebody else's condition"
    assert ("position", "support", possible) in tried(dossier, "Denmark may")
    assert ("position", "support", "a question") in tried(dossier, "Did Norway")


@pytest.mark.model
def test_a_sentence_without_any_word_of_a_rule_says_so(dossier: Dossier) -> None:
    bridge = dossier.explanations[-1]
    assert not bridge.made
    assert not bridge.tried
    assert bridge.note == "no verb or noun of any rule stands here"


@pytest.mark.model
def test_explaining_changes_no_record(pipeline: Pipeline, dossier: Dossier) -> None:
    plain = pipeline(read_text(TEXT))
    assert plain.explanations == ()
    assert list(plain.records()) == list(dossier.records())


@pytest.mark.model
def test_a_happening_told_twice_names_both_tellings(pipeline: Pipeline) -> None:
    text = (
        "Norway’s foreign minister Anna Berg met Chile’s foreign minister Luis Soto on Monday in Oslo. "
        "On Monday Anna Berg held talks with Luis Soto."
    )
    dossier = pipeline(read_text(text), explain=True)
    (meeting,) = (event for event in dossier.events if event.type == "CONSULT")
    told = [
        word.text
        for explanation in dossier.explanations
        for one in explanation.made
        if one.record == meeting.id
        for word in one.words
    ]
    assert told[0] == "met"
    assert "talks" in told


@pytest.mark.model
def test_a_byline_says_that_nothing_is_read_from_it(pipeline: Pipeline) -> None:
    text = "Talks in Oslo\n\nBy Ann Smith\n\nNorway criticized Chile on Monday, and Chile criticized Norway."
    notes = [one.note for one in pipeline(read_text(text), explain=True).explanations if not one.made]
    assert any("byline" in note for note in notes), notes


def test_a_rule_of_a_users_own_is_named_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "events.toml").write_text(
        '[[rule]]\nid = "quota"\ncode = "163"\nverb = ["halve"]\nobject = ["quota"]\nrecipient = ["of"]\n'
        'yes = ["Norway halved the quota of Chile."]\nno = []\n'
    )
    book = read_codebook(tmp_path, base=codebook())
    files = {rule.id: rule.file for rule in book.rules}
    assert files["quota"] == f"{tmp_path}/events.toml"
    assert files["accuse.criticize"] == "events_accuse.toml"
