"""PETRARCH2's unit records: what is compared, what is left out, and when an expected event is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from chancery.errors import InputError
from chancery.evaluate import petrarch2
from tests.build import make_doc

RECORDS = """<Validation><Sentences>
<Sentence id="A" category="DEMO">
<EventCoding sourcecode="ARNGOV" targetcode="GON" eventcode="122"></EventCoding>
<EventCoding sourcecode="---GOV" targetcode="GON" eventcode="023"></EventCoding>
<Text>Arnor condemned
Gondor.</Text></Sentence>
<Sentence id="B" category="SYNSET">
<EventCoding sourcecode="ARN" targetcode="GON" eventcode="122"></EventCoding><Text>Arnor slept.</Text></Sentence>
<Sentence id="C" category="COMPOUND">
<EventCoding sourcecode="ARN" targetcode="GON" eventcode="901"></EventCoding><Text>Arnor slept.</Text></Sentence>
</Sentences></Validation>"""
CONDEMNED = "Arnor PROPN nsubj 2\ncondemned VERB root 0 condemn\nGondor PROPN obj 2"
MET = "Arnor PROPN nsubj 4\nand CCONJ cc 3\nGondor PROPN conj 1\nmet VERB root 0 meet"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "PETR.UnitTest.records.xml").write_text(RECORDS, encoding="utf-8")
    return tmp_path


def test_only_events_of_named_actors_and_known_codes_are_compared(gold: Path) -> None:
    (item,) = petrarch2.read(gold)
    assert (item["text"], item["events"]) == ("Arnor condemned Gondor.", [("ARN", "GON", "122")])


@pytest.mark.parametrize(
    ("parse", "event", "outcome"),
    [
        (CONDEMNED, ("ARN", "GON", "122"), "right"),
        (CONDEMNED, ("GON", "ARN", "122"), "actors"),
        (CONDEMNED, ("ARN", "GON", "071"), "root"),
        (CONDEMNED, ("OSG", "ERI", "071"), "no act"),
        (MET, ("GON", "ARN", "031"), "right"),
    ],
)
def test_an_event_is_found_with_its_root_and_both_actors(
    parse: str, event: tuple[str, str, str], outcome: str
) -> None:
    found = petrarch2.row({"id": "x", "events": [event]}, make_doc(parse))
    assert found["outcomes"] == [outcome]


def test_figures(gold: Path) -> None:
    assert petrarch2.measure(gold, [{"id": "0:A", "outcomes": ["root"]}]) == {
        "sentences": 1,
        "events": 1,
        "root_and_actors": 0.0,
        "missed_no_act": 0,
        "missed_root": 1,
        "missed_actors": 0,
    }


def test_a_broken_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text("<Validation>", encoding="utf-8")
    with pytest.raises(InputError, match="well-formed"):
        petrarch2.read(path)
