"""One dossier set as a page: its heading, then its parts in the order in which a reader asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from chancery.records import Article, Dossier
from chancery.terminal import explained, sections
from chancery.terminal.layout import Layout
from chancery.terminal.rows import Margin, print_lines, print_section
from chancery.terminal.wording import Names, clip, day, visible

SECTIONS = (
    sections.statements,
    sections.events,
    sections.positions,
    sections.relations,
    sections.answers,
    sections.actors,
    sections.notices,
)


EXPLAINED = (explained.sentences, sections.notices)
"""The parts of a dossier that explains itself."""


def write(dossiers: Iterable[Dossier], file: TextIO, *, layout: Layout | None = None) -> None:
    """Print each dossier as it comes, an empty line between two."""
    layout = layout or Layout()
    console = layout.console(file)
    for number, dossier in enumerate(dossiers):
        if number:
            console.print()
            console.print(Text("═" * console.width, "chancery.rule"))
        print_dossier(console, dossier, layout)
        file.flush()


def print_dossier(console: Console, dossier: Dossier, layout: Layout) -> None:
    """The page of one dossier on that console."""
    names = Names(dossier)
    margin = Margin(dossier.article, layout.citing)
    for line in _heading(dossier.article):
        print_lines(console, *line.wrap(console, console.width))
    if not any(True for _ in dossier.records()):
        console.print()
        console.print(Text("Nothing was found to record.", "chancery.note"))
    for part in EXPLAINED if dossier.explanations else SECTIONS:
        print_section(console, part(dossier, names), margin, layout)


def _heading(article: Article) -> list[Text]:
    title = visible(article.title) if article.title else f"“{clip(visible(article.text[:200]), 70)}”"
    facts = [
        visible(article.publisher or ""),
        "by " + visible(", ".join(article.authors)) if article.authors else "",
    ]
    lines = [Text(title, "chancery.title")]
    if any(facts):
        lines.append(Text(" · ".join(fact for fact in facts if fact)))
    lines.append(_date_line(article))
    if article.url or article.path:
        lines.append(Text(visible(article.url or article.path or ""), "chancery.note"))
    return lines


def _date_line(article: Article) -> Text:
    published = article.published
    if published.date is None:
        return Text(
            "no date given" + (f": {visible(published.why)}" if published.why else ""), "chancery.note"
        )
    how = "" if published.how == "unknown" else f" ({published.how})"
    line = Text(day(published.date))
    line.append(how, "chancery.caution" if published.how == "inferred" else "chancery.note")
    if published.why and published.how != "metadata":
        line.append(f" – {visible(published.why)}", "chancery.note")
    return line
