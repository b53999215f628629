"""A record in full: what it says, its words where they stand, on whose word, what made it, where it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from chancery.records import Issue, Office, Passage, Place, Record, Statement, When
from chancery.terminal.layout import Layout
from chancery.terminal.rows import print_lines
from chancery.terminal.wording import dates, joined, quoted, visible, words_of

if TYPE_CHECKING:
    from chancery.archive.whole import Whole

LABEL = 16
"""Columns for the names of fields."""

_APART = frozenset({"id", "evidence", "coder", "confidence", "attributed_to", "reported_by"})
"""Fields that have lines of their own."""

Name = Callable[[str], str]


def print_whole(whole: Whole, name: Name, context: tuple[str, list[tuple[int, int]]], file: TextIO) -> None:
    """Print a record in full; `name` says what an actor is called."""
    console = Layout().console(file)
    width = console.width - LABEL

    def line(label: str, words: Text | str, style: str = "plain") -> None:
        said = words if isinstance(words, Text) else Text(visible(words), f"chancery.{style}")
        for number, part in enumerate(said.wrap(console, width)):
            print_lines(
                console, Text((label if not number else "").ljust(LABEL), "chancery.note").append_text(part)
            )

    record = whole.read.record
    print_lines(console, Text(f"{whole.kind}  {record.id}", "chancery.section"))
    for label, value in _fields(record, name):
        line(label, value, "name")
    line("words", _marked(*context))
    for number, read in enumerate(whole.chain):
        line("on the word of" if not number else "who has it of", said_by(read.record, name))
    if not whole.chain:
        line("on the word of", "the article itself")
    certain = (
        "" if record.confidence is None else f"; right in {record.confidence:.0%} of cases by its measure"
    )
    line("made by", f"{record.coder}{certain}", "note")
    for number, source in enumerate(whole.sources):
        parts = (source.publisher, source.title, source.published, source.url or source.path)
        line("found in" if not number else "and in", joined(*(part or "" for part in parts)), "note")
    line("article", whole.read.article.id, "note")


def _fields(record: Record, name: Name) -> Iterator[tuple[str, str]]:
    for field in fields(record):
        if field.name in _APART:
            continue
        said = _said(field.name, getattr(record, field.name), name)
        if said:
            yield words_of(field.name.removesuffix("_id")), said


_ACTORS = frozenset({"speaker", "addressee", "holder", "subject", "object", "actors", "recipients"})


def _said(field: str, value: object, name: Name) -> str:
    """A field's value in words; nothing for what is not so, or not known."""
    if value is None or value is False or value == ():
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Passage):
        return quoted(value.text)
    if isinstance(value, When):
        return joined(dates(value), value.why)
    if isinstance(value, Issue):
        return value.label
    if isinstance(value, Place):
        return joined(value.name, value.country or "")
    if isinstance(value, Office):
        return f"{value.title}, {name(value.body)}" if value.body else value.title
    if isinstance(value, tuple):
        return ", ".join(_said(field, part, name) for part in value)
    if field in _ACTORS and isinstance(value, str):
        called = name(value)
        return value if called == value else f"{called} ({value})"
    return str(value)


def said_by(record: Record, name: Name) -> str:
    """Who says a statement, and how: "Reuters, say, “reports”"."""
    assert isinstance(record, Statement)
    who = (
        name(record.speaker)
        if record.speaker
        else quoted(record.source.text)
        if record.source
        else "somebody unnamed"
    )
    return f"{who} ({record.act}: {quoted(record.cue.text)}; {record.id})"


def _marked(words: str, marks: Iterable[tuple[int, int]]) -> Text:
    """The context with the record's own words set off, by colour and, for a pipe, by brackets."""
    text = Text(style="chancery.note")
    last = 0
    for start, end in sorted(marks):
        if start < last:
            continue
        text.append(words[last:start].replace("\n", " "))
        text.append(f"[{words[start:end]}]".replace("\n", " "), "chancery.cited")
        last = end
    text.append(words[last:].replace("\n", " "))
    return text
