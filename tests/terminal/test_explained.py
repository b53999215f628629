"""A dossier that explains itself, set on a page made by hand."""

from __future__ import annotations

import io
from dataclasses import replace

from chancery.records import Explanation, Made, RecordKind, Tried
from chancery.terminal import Layout, write
from tests.dossiers import DOSSIER, passage


def tried(kind: RecordKind, by: str, why: str = "no reason", wants: str = "", fitted: bool = False) -> Tried:
    return Tried(kind=kind, by=by, words=passage("opposes"), why=why, wants=wants, fitted=fitted)


SENTENCE = passage("Latvia opposes the toll because it hurts trade")
EXPLAINED = replace(
    DOSSIER,
    explanations=(
        Explanation(
            sentence=SENTENCE,
            made=(
                Made(
                    record=DOSSIER.positions[0].id,
                    by=("positions.toml#oppose",),
                    words=(passage("opposes"),),
                ),
            ),
            tried=(
                tried("event", "events_accuse.toml#one", why="a question", fitted=True),
                tried("event", "frames.toml#two"),
                tried("position", "positions.toml#fault", why="the word made a position"),
            ),
        ),
        Explanation(sentence=passage("Reuters reports"), note="no verb or noun of any rule stands here"),
    ),
)

PAGE = """\
Sentences  2 ───────────────────────────────────────────────────────────────────────────────────────
    4  Latvia opposes the toll because it hurts trade
       ✗ Latvia                   the toll
                                  opposes  “Latvia opposes the toll”
                                  because  “it hurts trade”
                                  position by positions.toml#oppose  “opposes”
       “opposes”                  no event: a question  events_accuse.toml#one
                                  1 other entry has a word here and did not fit

    6  Reuters reports
       no verb or noun of any rule stands here
"""


def printed(width: int = 100) -> str:
    file = io.StringIO()
    write([EXPLAINED], file, layout=Layout(width=width))
    return file.getvalue()


def test_sentence_by_sentence() -> None:
    assert printed().partition("\n\n")[2].partition("\nNotices")[0] == PAGE


def test_lines_keep_to_the_width_and_end_in_words() -> None:
    for width in (60, 80, 120):
        for line in printed(width).splitlines():
            assert len(line) <= width
            assert line == line.rstrip()


def alone(*attempts: Tried) -> str:
    file = io.StringIO()
    one = replace(DOSSIER, explanations=(Explanation(sentence=SENTENCE, tried=attempts),))
    write([one], file, layout=Layout(width=100))
    return file.getvalue()


def test_a_sentence_without_records_shows_all_that_was_tried() -> None:
    shown = alone(
        tried("event", "a.toml#1", wants="border, door"),
        tried("event", "a.toml#2"),
        tried("position", "b.toml#3", why="another reason"),
    )
    assert "“opposes”                  no event: no reason  a.toml#1 (border, door), a.toml#2\n" in shown
    assert " no position: another reason  b.toml#3\n" in shown


def test_many_reasons_and_entries_are_summed_up() -> None:
    shown = alone(*(tried("event", f"e.toml#{n}", why=f"reason {n}") for n in range(12)))
    assert "reason 7  e.toml#7" in shown
    assert "reason 8" not in shown
    assert "and 4 more" in shown
    assert "e.toml#3 and 8 more" in " ".join(
        alone(*(tried("event", f"e.toml#{n}") for n in range(12))).split()
    )
