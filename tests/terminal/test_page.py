from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from chancery.records import Actor, Article, Dossier, Published
from chancery.terminal import Layout, write
from tests.dossiers import ARTICLE, DOSSIER, EVENT, STATEMENTS

PAGE = """\
Harbour talks end in Riga
The Quay · by Ann Example
5 March 2024 (inferred) – “Tuesday, March 5” falls together in 2024

Statements  4 ──────────────────────────────────────────────────────────────────────────────────────
    3  Ida Solberg                says → Latvia  “told” · 5 March 2024 · Riga
                                  “the harbour is open.”
    4                             denies  by “She”
                                  that Oslo had wavered

    6  Reuters                    says  “reports”
                                  that Latvia rejected the claim
    6    └ Latvia                 rejects
                                  the claim

Events  1 ──────────────────────────────────────────────────────────────────────────────────────────
    1  CONSULT  meet              Norway and Latvia → Latvia  “talks”
                                  planned · 4–5 March 2024 · per Reuters

Positions  1 ───────────────────────────────────────────────────────────────────────────────────────
       the toll
    4  ✗ Latvia                   opposes  “Latvia opposes the toll”
                                  because  “it hurts trade”

Relations  3 ───────────────────────────────────────────────────────────────────────────────────────
       holds office
    3  Ida Solberg                envoy, Norway  “Norway's envoy, Ida Solberg”

       not member of
    5  Norway                     European Union  “Norway is not a member of the European Union”
                                  since 5 March 2024

       based in
    3  Ida Solberg                Oslo  “Norway's envoy”

Answers  1 ─────────────────────────────────────────────────────────────────────────────────────────
    6  Latvia                     rebuts Ida Solberg
                                  “the claim”
                                  to  “that Oslo had wavered”

Actors  5 ──────────────────────────────────────────────────────────────────────────────────────────
"""


def printed(*dossiers: Dossier, layout: Layout | None = None) -> str:
    file = io.StringIO()
    write(dossiers, file, layout=layout or Layout(width=100))
    return file.getvalue()


def test_the_whole_page() -> None:
    page = printed(DOSSIER)
    assert page.startswith(PAGE), page
    assert page.endswith("       • One quotation mark is missing.\n")


def test_actors_say_who_they_are_and_how_they_are_called() -> None:
    page = printed(DOSSIER)
    assert "    3  Norway                     state  “Norway” ×2, “Oslo”\n" in page
    assert "person, Norway, government  (met only here)  “Ida Solberg”, “She”" in page


def test_no_line_is_too_wide_or_ends_in_a_blank() -> None:
    for width in (60, 80, 120):
        for line in printed(DOSSIER, layout=Layout(width=width)).splitlines():
            assert len(line) <= width
            assert line == line.rstrip()


def test_a_pipe_is_plain_and_a_terminal_is_coloured() -> None:
    assert "\x1b" not in printed(DOSSIER)
    coloured = printed(DOSSIER, layout=Layout(width=100, color=True))
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == printed(DOSSIER)


def test_no_color_is_honoured_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = Terminal()
    write([DOSSIER], coloured)
    assert "\x1b[31m" in coloured.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    write([DOSSIER], plain)
    assert "\x1b[3" not in plain.getvalue()


def test_offsets_or_nothing_in_the_margin() -> None:
    at = STATEMENTS[1].cue
    assert f"{at.start}:{at.end}  " in printed(DOSSIER, layout=Layout(width=100, citing="offsets"))
    assert "\n  Reuters" in printed(DOSSIER, layout=Layout(width=100, citing="none"))


def test_an_article_cannot_steer_the_terminal() -> None:
    text = "Evil \x1b[2J\x07 news\u202e said “boo”."
    article = Article(id="a", text=text, title="\x1b]0;owned\x07Title\u2066")
    evidence = (article.passage(0, len(text)),)
    event = replace(
        EVENT, evidence=evidence, trigger=evidence[0], attributed_to=None, actors=(), recipients=()
    )
    page = printed(Dossier(article=article, events=(event,)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert "nobody named" in page


def test_statements_that_report_each_other_are_both_printed() -> None:
    first = replace(STATEMENTS[0], reported_by="statement:2")
    second = replace(STATEMENTS[1], reported_by="statement:1")
    page = printed(Dossier(article=ARTICLE, statements=(first, second)))
    assert "“the harbour is open.”" in page
    assert "that Oslo had wavered" in page


def test_unresolved_speakers_are_printed_in_the_words_of_the_article() -> None:
    nobody = replace(STATEMENTS[2], speaker=None)
    unnamed = replace(STATEMENTS[2], id="statement:5", speaker=None, source=None)
    page = printed(Dossier(article=ARTICLE, statements=(nobody, unnamed)))
    assert "  “Reuters”" in page
    assert "  no source named" in page


def test_a_statement_that_answers_several_is_printed_once() -> None:
    again = replace(DOSSIER.answers[0], id="answer:2", to_id="statement:1")
    page = printed(replace(DOSSIER, answers=(*DOSSIER.answers, again)))
    assert page.count("rebuts Ida Solberg") == 1
    assert "to  “that Oslo had wavered”\n" + " " * 34 + "to  “the harbour is open.”" in page


def test_an_article_without_records_says_so() -> None:
    page = printed(Dossier(article=Article(id="a", text="Nothing to see here, officially.")))
    assert page == "“Nothing to see here, officially.”\nno date given\n\nNothing was found to record.\n"


def test_two_dossiers_stand_apart() -> None:
    bare = Dossier(article=Article(id="a", text="One.", published=Published(date="2020", how="stated")))
    assert printed(bare, bare).count("═" * 100) == 1


def test_names_that_fill_two_cells_a_character_stay_in_their_column() -> None:
    actor = Actor(id="person:ida-solberg", name="習近平習近平習近平習近平習近平習近平", kind="person")
    page = printed(replace(DOSSIER, actors=(*(a for a in DOSSIER.actors if a.id != actor.id), actor)))
    assert "習近平" in page
