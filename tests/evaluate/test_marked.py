"""Marked documents: reading them, refusing other texts, and which of our actors is which of the marked."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from chancery.actors import knowledge
from chancery.errors import InputError
from chancery.evaluate import positions, speakers
from chancery.evaluate.marked import DATA, Identity, MarkedActor, MarkedDocument, marked

TEXT = (
    "Ida Solberg, a spokeswoman for the port of Riga, said ships had left. Ms. Solberg smiled.\n"
    "Ola Solberg, her brother, disagreed. The Norwegian pilots agreed with Moscow."
)


def at(part: str, occurrence: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(part, start + 1)
    return start, start + len(part)


ACTORS = {
    "1": MarkedActor(kind="person", mentions=(at("Ida Solberg"), at("Ms. Solberg"))),
    "2": MarkedActor(kind="person", mentions=(at("Ola Solberg"),)),
    "3": MarkedActor(kind="people", country="NOR", mentions=(at("The Norwegian pilots"),)),
    "4": MarkedActor(kind="state", id="state:RUS", mentions=(at("Moscow"),)),
}
DOCUMENT = MarkedDocument(name="harbour", text=TEXT, actors=ACTORS, marks=())


def identity(mentions: list[tuple[tuple[int, int], str]], **actors: dict[str, Any]) -> Identity:
    row = {"actors": actors, "mentions": [[start, end, actor] for (start, end), actor in mentions]}
    return Identity(DOCUMENT, row)


def test_an_actor_met_in_the_text_is_whom_it_denotes_at_the_marked_mention() -> None:
    known = identity(
        [(at("Ida Solberg"), "p:ida"), (at("Ola Solberg"), "p:ola")], **{"p:ida": {"known": False}}
    )
    assert known.same("p:ida", "1")
    assert not known.same("p:ida", "2")
    assert known.exactly(["p:ida", "p:ola"], frozenset({"1", "2"}))
    assert not known.exactly(["p:ida"], frozenset({"1", "2"}))
    assert not known.exactly(["p:ida", "p:ola"], frozenset({"1"}))
    assert known.exactly([], frozenset())


def test_a_mention_has_to_end_with_the_marked_word() -> None:
    inside = identity([(at("Norwegian"), "state:NOR")], **{"state:NOR": {"known": True}})
    assert not inside.same("state:NOR", "3")
    title = identity([(at("Solberg"), "p:ida")], **{"p:ida": {"known": False}})
    assert title.same("p:ida", "1")


def test_two_marked_actors_in_one_are_the_one_named_more_often() -> None:
    mixed = identity(
        [(at("Ida Solberg"), "p:s"), (at("Ms. Solberg"), "p:s"), (at("Ola Solberg"), "p:s")],
        **{"p:s": {"known": False}},
    )
    assert mixed.same("p:s", "1")
    assert not mixed.same("p:s", "2")


def test_a_known_actor_needs_the_marked_id_or_name() -> None:
    wrong = identity([(at("Ida Solberg"), "person:erna-solberg")], **{"person:erna-solberg": {"known": True}})
    assert not wrong.same("person:erna-solberg", "1")
    state = identity([(at("Moscow"), "place:moscow")], **{"place:moscow": {"known": True}})
    assert not state.same("place:moscow", "4")
    assert identity([]).same("state:RUS", "4")


def test_the_country_counts_where_the_words_say_it() -> None:
    mentions = [(at("The Norwegian pilots"), "g:pilots")]
    assert identity(mentions, **{"g:pilots": {"known": False, "country": "NOR"}}).same("g:pilots", "3")
    assert not identity(mentions, **{"g:pilots": {"known": False, "country": None}}).same("g:pilots", "3")


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "paper" / "text"
    folder.mkdir(parents=True)
    (folder / "harbour.txt").write_text(TEXT, encoding="utf-8")
    row = {
        "corpus": "paper",
        "document": "harbour",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "actors": {"1": {"kind": "person", "mentions": [list(at("Ida Solberg"))]}},
        "statements": [{"form": "full_name"}],
    }
    (tmp_path / "marks.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path


def test_marks_are_read_with_the_text_they_were_made_in(corpora: Path) -> None:
    (document,) = marked(corpora / "marks.jsonl", corpora, "statements")
    assert document.text == TEXT
    assert document.actors["1"].mentions == (at("Ida Solberg"),)
    (corpora / "paper" / "text" / "harbour.txt").write_text("Another text.", encoding="utf-8")
    with pytest.raises(InputError, match="not the text"):
        marked(corpora / "marks.jsonl", corpora, "statements")
    (corpora / "paper" / "text" / "harbour.txt").unlink()
    with pytest.raises(InputError, match="no text"):
        marked(corpora / "marks.jsonl", corpora, "statements")


@pytest.mark.parametrize(("data", "of"), [(speakers.MARKS, "statements"), (positions.MARKS, "positions")])
def test_the_marks_hold_offsets_and_labels_that_fit_together(data: Path, of: str) -> None:
    base = knowledge()
    for line in data.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        keys = set(row["actors"])
        for actor in row["actors"].values():
            assert set(actor) <= {"kind", "id", "country", "mentions"}
            assert actor.get("id") is None or base.get(actor["id"]) is not None
            assert actor["mentions"] or actor.get("id")
            assert all(0 <= start < end for start, end in actor["mentions"])
        for mark in row[of]:
            assert used(mark) <= keys


def used(mark: dict[str, Any]) -> set[str]:
    """The actors that a mark names, by key."""
    choices = [*mark.get("speakers", ()), *mark.get("through", ())]
    ways = [way.get("actors", ()) for way in mark.get("ways", ())]
    return {key for keys in (*choices, *ways, mark.get("holder", ())) for key in keys}


def test_all_marked_data_is_tested() -> None:
    assert {file.name for file in DATA.glob("*.jsonl")} == {speakers.MARKS.name, positions.MARKS.name}
