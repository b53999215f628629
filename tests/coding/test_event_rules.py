"""Event rules: the form of the codebook, and each rule against the sentences that it carries."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from chancery.coding.acts import acts
from chancery.coding.graph import Graph
from chancery.coding.rules import codebook, read_codebook
from chancery.errors import RuleError
from chancery.pipeline import Pipeline

DATA = Path(__file__).parents[2] / "src" / "chancery" / "coding" / "data"
YES_FLOOR, NO_FLOOR = 0.935, 0.98
"""The parser misreads some sentences; these shares hold with every model committed so far."""


def test_every_rule_says_what_it_codes_and_what_not() -> None:
    assert [rule.id for rule in codebook().rules if not rule.yes or not rule.no] == []


def test_every_type_and_every_mode_is_reached() -> None:
    book = codebook()
    reached = {(code.type, code.mode) for code in book.codes.values()}
    reached |= {(rule.code.type, rule.mode) for rule in book.rules}
    wanted = {(kind, mode) for kind, modes in book.modes.items() for mode in modes}
    assert sorted(wanted - reached) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('id = "x"\ncode = "EXPEL"\nverb = ["expel"]', "code 'EXPEL'"),
        ('id = "x"\ncode = "040"', "no trigger"),
        ('id = "x"\ncode = "040"\nverb = ["meet"]\nobjekt = []', "objekt"),
        ('id = "x"\ncode = "040"\nverb = ["meet"]\nmode = "dinner"', "Modes of CONSULT: multilateral"),
        ('id = "x"\ncode = "040"\nverb = ["meet"]\nobject = ["@nobody"]', "class @nobody"),
    ],
)
def test_a_broken_rule_is_refused_with_its_reason(tmp_path: Path, row: str, message: str) -> None:
    folder = tmp_path / "data"
    copytree(DATA, folder)
    (folder / "events_zz.toml").write_text(f"[[rule]]\n{row}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=message):
        read_codebook(folder)


@pytest.mark.model
def test_rules_code_the_sentences_that_they_must(pipeline: Pipeline) -> None:
    book = codebook()
    missed, total = [], 0
    for rule in book.rules:
        for sentence in rule.yes:
            found = {book.codes[act.code].type for act in acts(Graph.of(pipeline.nlp(sentence)), book)}
            total += 1
            if rule.code.type not in found:
                missed.append(f"{rule.id}: {sentence}")
    assert 1 - len(missed) / total >= YES_FLOOR, "\n".join(missed)


@pytest.mark.model
def test_rules_leave_alone_the_sentences_that_they_must_not_code(pipeline: Pipeline) -> None:
    book = codebook()
    wrong, total = [], 0
    for rule in book.rules:
        for sentence in rule.no:
            found = {act.rule for act in acts(Graph.of(pipeline.nlp(sentence)), book)}
            total += 1
            if rule.id in found:
                wrong.append(f"{rule.id}: {sentence}")
    assert 1 - len(wrong) / total >= NO_FLOOR, "\n".join(wrong)


def kinds(pipeline: Pipeline, sentence: str) -> set[tuple[str | None, str]]:
    book = codebook()
    found = acts(Graph.of(pipeline.nlp(sentence)), book)
    return {(book.codes[act.code].type, act.mood.modality) for act in found}


@pytest.mark.model
def test_frames_change_what_is_coded(pipeline: Pipeline) -> None:
    unchanged = []
    for frame in codebook().frames:
        plain = set[tuple[str | None, str]]().union(*(kinds(pipeline, sentence) for sentence in frame.no))
        for sentence in frame.yes:
            if not kinds(pipeline, sentence) - plain:
                unchanged.append(f"{frame.id}: {sentence}")
    assert len(unchanged) <= 4, "\n".join(unchanged)
