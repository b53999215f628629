"""Corrections: laid over what the machine says, kept when it says it again or otherwise, and never dropped."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from chancery.archive import Archive
from chancery.archive.anchors import anchor, locate
from chancery.archive.check import check
from chancery.errors import InputError
from chancery.records import Article, Dossier, digest
from tests.archive.making import news, news_article, read_news
from tests.dossiers import DOSSIER

ANN = {"author": "Ann"}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "a.chancery")
    for number in range(4):
        archive.add(news(number))
    archive.add(DOSSIER)
    return archive


def test_a_rejected_record_is_gone_from_every_answer_and_comes_back(archive: Archive) -> None:
    record = news(1).positions[0]
    number = archive.reject(record.id, author="Ann", note="ironical")
    corrected = archive.dossier(news(1).article.id)
    assert corrected.positions == ()
    assert corrected.statements == news(1).statements
    assert record.id not in {row.id for row in archive.positions()}
    assert archive.original(news(1).article.id) == news(1)
    assert list(check(archive.path)) == []
    (entry,) = archive.corrections()
    assert (entry.correction.author, entry.correction.note, entry.undone) == ("Ann", "ironical", False)
    assert entry.fates == {news(1).article.id: "applied"}
    archive.undo(number, author="Bob")
    assert archive.dossier(news(1).article.id) == news(1)
    assert archive.corrections()[0].undone
    with pytest.raises(InputError, match="undone before"):
        archive.undo(number, author="Bob")


def test_coding_again_keeps_corrections(archive: Archive) -> None:
    record = news(1).positions[0]
    archive.reject(record.id, **ANN)
    assert archive.add(news(1)) == "unchanged"
    other = replace(news(1), events=(), positions=(replace(record, id="position:" + "7" * 16),))
    assert archive.add(other) == "replaced"
    assert archive.dossier(news(1).article.id).positions == ()
    assert archive.original(news(1).article.id) == other
    without = replace(news(1), positions=())
    archive.add(without)
    assert archive.corrections()[0].fates == {news(1).article.id: "needless"}
    archive.add(news(1))
    assert archive.dossier(news(1).article.id).positions == ()


def test_an_edit_holds_where_the_machine_changes_its_mind(archive: Archive) -> None:
    record = news(1).positions[0]
    archive.edit(record.id, {"stance": "undecided", "holder": "Norway", "date": "2024-05"}, **ANN)
    (edited,) = archive.dossier(news(1).article.id).positions
    assert (edited.id, edited.stance, edited.holder, edited.coder) == (
        record.id,
        "undecided",
        "state:NOR",
        "person/Ann",
    )
    assert edited.date is not None
    assert (edited.date.start, edited.confidence) == ("2024-05", None)
    archive.add(replace(news(1), positions=()))
    assert archive.dossier(news(1).article.id).positions == (edited,)
    archive.edit(record.id, {"stance": "supports"}, author="Bob")
    (twice,) = archive.dossier(news(1).article.id).positions
    assert (twice.stance, twice.holder, twice.coder) == ("supports", "state:NOR", "person/Bob")
    assert list(check(archive.path)) == []


def test_an_added_record_is_found_like_any_other(archive: Archive) -> None:
    values = {
        "holder": "Oslo",
        "stance": "supports",
        "issue": "The harbour",
        "evidence": "the harbour is open",
    }
    with pytest.raises(InputError, match="no words 'The harbour'"):
        archive.put(DOSSIER.article.id, "position", values, **ANN)
    values["issue"] = "Harbour talks"
    archive.put(DOSSIER.article.id, "position", values, **ANN)
    (row,) = archive.positions(issue="talks")
    assert (row.holder, row.stance, row.words) == ("state:NOR", "supports", "the harbour is open")
    archive.add(replace(DOSSIER, positions=()))
    assert [row.id for row in archive.positions(holder="NOR", issue="talks")] == [row.id]


def test_an_event_of_several_actors_is_added_by_their_names(archive: Archive) -> None:
    values = {
        "type": "AID",
        "trigger": "Reuters reports",
        "evidence": "Reuters reports",
        "actors": "Norway; state:XYZ",
    }
    archive.put(DOSSIER.article.id, "event", values, **ANN)
    (row,) = archive.events(type="AID")
    assert row.actors == "state:NOR; state:XYZ"
    assert archive.events(actor="state:XYZ")


def test_what_rested_on_a_rejected_statement_rests_on_what_it_rested_on(archive: Archive) -> None:
    archive.reject("statement:3", **ANN)
    corrected = archive.dossier(DOSSIER.article.id)
    assert corrected.events[0].attributed_to is None
    assert corrected.statements[2].reported_by is None
    archive.reject("statement:4", **ANN)
    assert archive.dossier(DOSSIER.article.id).answers == ()


def edition(change: str, to: str) -> Dossier:
    """The second edition of news 1, at the same place."""
    first = news_article(1)
    text = first.text.replace(change, to)
    article: Article = replace(first, id=digest("article", text), text=text)
    return read_news(article)


def test_a_new_edition_of_the_text_keeps_corrections(archive: Archive) -> None:
    archive.reject(news(1).positions[0].id, **ANN)
    archive.edit(news(1).events[0].id, {"place": "Jurmala"}, **ANN)
    second = edition("from the coast", "from the western coast, corrected")
    archive.add(second)
    corrected = archive.dossier(second.article.id)
    assert corrected.positions == ()
    assert corrected.events[0].place is not None
    assert corrected.events[0].place.name == "Jurmala"
    assert corrected.events[0].trigger.text == "met"
    assert archive.lost_corrections() == []


def test_corrections_whose_words_are_gone_are_listed_and_kept(archive: Archive) -> None:
    archive.edit(news(1).events[0].id, {"place": "Jurmala"}, **ANN)
    text = news(1).article.text.replace("met Latvia in Riga", "saw Latvia in Riga")
    second = replace(news_article(1), id=digest("article", text), text=text)
    assert text != news(1).article.text
    archive.add(Dossier(article=second))
    (entry,) = archive.lost_corrections()
    assert entry.fates == {news(1).article.id: "applied", second.id: "lost"}
    assert archive.dossier(second.id) == Dossier(article=second)


def test_the_log_only_grows(archive: Archive) -> None:
    archive.reject(news(1).positions[0].id, **ANN)
    with sqlite3.connect(archive.path) as connection:
        for sql in ("DELETE FROM corrections", "UPDATE corrections SET author = 'nobody'"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                connection.execute(sql)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"stance": "maybe"}, "'maybe'; allowed: supports, opposes, undecided"),
        ({"mood": "grim"}, "a position has no 'mood'; it has: id, evidence"),
        ({"evidence": "no such words"}, "has no words 'no such words'"),
        ({"evidence": "i"}, "more than once"),
        ({"holder": "Atlantis"}, "knows nobody"),
        ({"evidence": ""}, "has no words ''"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    archive: Archive, changes: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        archive.edit(news(1).positions[0].id, changes, **ANN)
    with pytest.raises(InputError, match="needs an author"):
        archive.reject(news(1).positions[0].id, author=" ")
    assert archive.corrections() == []
    assert archive.dossier(news(1).article.id) == news(1)


def test_words_are_found_by_their_neighbours() -> None:
    text = "The envoy said no to the plan. The minister said no to the toll. Nobody else said no."
    first, second = text.index("said no"), text.index("said no", 30)
    for start in (first, second):
        kept = anchor(text, start, start + 7)
        assert locate(kept, text) == start
        assert locate(kept, "Corrected. " + text) == start + 11
        assert locate(kept, text.replace("said no", "agreed")) is None
    assert locate(anchor("x no y", 2, 4), "a no b") is None
    assert locate(anchor("no and no", 0, 2), "yes and yes") is None


def test_another_article_of_the_same_file_is_no_edition(archive: Archive) -> None:
    archive.edit(news(1).events[0].id, {"place": "Jurmala"}, **ANN)
    other = news(2)
    archive.add(replace(other, article=replace(other.article, path=news(1).article.path)))
    assert archive.dossier(other.article.id).events == other.events
    assert list(archive.corrections()[0].fates) == [news(1).article.id]
