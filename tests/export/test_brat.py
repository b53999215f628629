"""brat: files that another reader of standoff takes, and an annotator's changes as corrections."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chancery.errors import InputError
from chancery.evaluate.brat import read_events
from chancery.export import brat, brat_read
from chancery.export.brat_read import Correction
from chancery.export.brat_standoff import fragments, parse
from chancery.records import Article, Dossier
from tests.dossiers import DOSSIER, SOLBERG, TEXT

STEM = "article-harbour"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    brat.write([DOSSIER], tmp_path)
    return tmp_path


def edit(folder: Path, change: Callable[[str], str]) -> list[Correction]:
    """The corrections after an annotator's change to the lines."""
    path = folder / f"{STEM}.ann"
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    return list(brat_read.corrections(DOSSIER, folder))


def test_the_files_that_brat_wants(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["annotation.conf", f"{STEM}.ann", f"{STEM}.txt"]
    assert (folder / f"{STEM}.txt").read_text(encoding="utf-8") == TEXT
    sections = [
        line for line in (folder / "annotation.conf").read_text().splitlines() if line.startswith("[")
    ]
    assert sections == ["[entities]", "[relations]", "[events]", "[attributes]"]


def test_every_span_has_its_words(folder: Path) -> None:
    for line in (folder / f"{STEM}.ann").read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            _, where, words = line.split("\t")
            parts = [part.split() for part in where.partition(" ")[2].split(";")]
            assert " ".join(TEXT[int(start) : int(end)] for start, end in parts) == words


def test_the_configuration_has_every_type_that_is_written(folder: Path) -> None:
    configured = (folder / "annotation.conf").read_text(encoding="utf-8")
    for line in (folder / f"{STEM}.ann").read_text(encoding="utf-8").splitlines():
        if line.startswith("E"):
            assert f"\n{line.split()[1].partition(':')[0]}\t" in configured


def test_another_reader_takes_it(folder: Path) -> None:
    events = list(read_events(folder / f"{STEM}.ann"))
    assert len(events) == len(list(DOSSIER.records()))
    (content,) = events[0].roles["content"]
    assert TEXT[slice(*content)] == '"the harbour is open."'
    (speaker,) = events[0].roles["speaker"]
    assert TEXT[slice(*speaker)] == "Ida Solberg"


def test_spans_across_lines_are_split() -> None:
    text = "one  \n two\n\nthree"
    assert fragments(text, 0, len(text)) == ((0, 3), (7, 10), (12, 17))


def test_what_nobody_changed_is_no_correction(folder: Path) -> None:
    assert list(brat_read.corrections(DOSSIER, folder)) == []


def test_other_ids_and_another_order_are_no_correction(folder: Path) -> None:
    def renumbered(lines: str) -> str:
        return "\n".join(reversed(re.sub(r"\bT1\b", "T901", lines).splitlines())) + "\n"

    assert edit(folder, renumbered) == []


def test_a_deleted_record_is_rejected(folder: Path) -> None:
    def without_position(lines: str) -> str:
        event = next(line.split("\t")[0] for line in lines.splitlines() if "\tPosition:" in line)
        kept = [
            line
            for line in lines.splitlines()
            if not line.startswith(f"{event}\t")
            and f" {event}" not in line.partition("\t")[2].partition("\t")[0]
        ]
        return "\n".join(kept)

    (correction,) = edit(folder, without_position)
    assert (correction.kind, correction.record, correction.now) == ("reject", "position:1", None)
    assert correction.was is not None
    assert correction.was.attributes == {"Stance": "opposes"}


def test_a_changed_attribute_is_an_edit(folder: Path) -> None:
    (correction,) = edit(
        folder, lambda lines: lines.replace("Stance", "Stance", 1).replace(" opposes", " supports")
    )
    assert (correction.kind, correction.record) == ("edit", "position:1")
    assert correction.now is not None
    assert correction.now.attributes["Stance"] == "supports"


def test_another_speaker_is_an_edit_that_names_the_actor(folder: Path) -> None:
    def spoken_by_her(lines: str) -> str:
        spans = {
            line.split("\t")[2]: line.split("\t")[0]
            for line in lines.splitlines()
            if line.startswith("T") and line.split("\t")[1].split()[0] in brat.ENTITIES.values()
        }
        return lines.replace(f"Speaker:{spans['Reuters']}", f"Speaker:{spans['Ida Solberg']}")

    (correction,) = edit(folder, spoken_by_her)
    assert (correction.kind, correction.record) == ("edit", "statement:3")
    assert correction.now is not None
    assert [filler.actor for filler in correction.now.roles if filler.role == "Speaker"] == [SOLBERG]


def test_a_new_record_and_a_new_mention_are_added(folder: Path) -> None:
    start = TEXT.index("Riga")
    lines = f"T900\tOrganization {start} {start + 4}\tRiga\nT901\tCONSULT 0 13\tHarbour talks\n"
    record, mention = edit(
        folder, lambda before: before + lines + "E900\tCONSULT:T901 Actor:T900 Actor2:T3\n"
    )
    assert (record.kind, record.record, mention.kind) == ("add", None, "add")
    assert record.now is not None
    assert mention.now is not None
    assert [passage.text for passage in record.now.trigger] == ["Harbour talks"]
    assert {filler.role for filler in record.now.roles} == {"Actor"}
    assert (mention.now.type, mention.now.trigger[0].text) == ("Organization", "Riga")


def test_a_mention_of_another_kind_is_an_edit(folder: Path) -> None:
    (correction,) = edit(folder, lambda lines: lines.replace("\tUnresolved ", "\tOrganization ", 1))
    assert (correction.kind, correction.record) == ("edit", None)
    assert correction.was is not None
    assert correction.was.type == "Unresolved"


def test_an_edited_text_is_refused(folder: Path) -> None:
    (folder / f"{STEM}.txt").write_text("An " + TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="not the text of article:harbour"):
        list(brat_read.corrections(DOSSIER, folder))


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"article-harbour\.txt: no such file"):
        list(brat_read.corrections(DOSSIER, tmp_path))


@pytest.mark.parametrize(
    "line", ["T1\tPerson 3\tx", "T1\tPerson 0 999\tx", "E1", "Q1\tPerson 0 1\tx", "T1\tPerson a b"]
)
def test_a_broken_line_is_named(line: str) -> None:
    with pytest.raises(InputError, match="made, line 2"):
        parse(f"T9\tPerson 0 3\tone\n{line}\n", "one two", "made")


def test_an_event_of_a_missing_span_is_named(folder: Path) -> None:
    with pytest.raises(InputError, match="T999"):
        edit(folder, lambda lines: lines + "E900\tCONSULT:T999\n")


def test_a_line_separator_within_the_text_is_a_character(tmp_path: Path) -> None:
    text = "Norway\u2028 and\x85 Latvia met."
    dossier = Dossier(article=Article(id="article:odd", text=text))
    spans = replace(DOSSIER, article=dossier.article, mentions=(), statements=(), events=(), positions=())
    empty = replace(spans, relations=(), answers=(), actors=())
    brat.write([empty], tmp_path)
    path = tmp_path / "article-odd.ann"
    path.write_text(f"T1\tState 0 13\t{text[0:13]}\n", encoding="utf-8", newline="")
    (correction,) = brat_read.corrections(empty, tmp_path)
    assert correction.kind == "add"
