"""Discourse Network Analyzer: positions as its statements, in a `.dna` file that DNA 3 opens, and its event list."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal, TextIO

from chancery.export import dna_schema
from chancery.export.agreement import Coding, codings, short
from chancery.export.utf16 import Utf16
from chancery.records import Actor, Article, Dossier

MACHINE = dna_schema.CODERS.index("Chancery") + 1
"""The coder that the machine's statements stand under."""

UNKNOWN_DATE = 0
"""DNA wants a date for every document; 1 January 1970 stands for one that is not known."""

EVENT_LIST: tuple[str, ...] = (
    *"statement_id time person organization concept agreement start_position stop_position text coder".split(),
    *(f"document_{name}" for name in "id title author source section type".split()),
)
"""The columns of DNA's event list, in order."""

_Variable = Literal["person", "organization", "concept"]


def write(dossiers: Iterable[Dossier], path: Path) -> None:
    """A new database at path. All articles are in it, also those without a position."""
    # One transaction makes this quick and whole.
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("BEGIN")
        writing = _Writing(database, dna_schema.create(database))
        for number, dossier in enumerate(dossiers, start=1):
            writing.add(number, dossier)


class _Writing:
    """One database while it is filled: which entities it has by now."""

    def __init__(self, database: sqlite3.Connection, variables: dict[str, int]) -> None:
        self._database = database
        self._variables = variables
        self._entities: dict[tuple[str, str], int] = {}
        self._attributes: dict[int, dict[str, int]] = {}
        rows = database.execute("SELECT ID, VariableId, AttributeVariable FROM ATTRIBUTEVARIABLES")
        for number, variable, name in rows:
            self._attributes.setdefault(variable, {})[name] = number

    def add(self, number: int, dossier: Dossier) -> None:
        """The document, and its positions as statements."""
        article = dossier.article
        about = (_author(article), _source(article))
        self._database.execute(
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date) "
            "VALUES (?, ?, ?, ?, ?, ?, '', ?, '', ?)",
            (number, title(article), article.text, MACHINE, *about, _notes(article), epoch(article)),
        )
        units = Utf16(article.text)
        for coding in codings(dossier):
            self._statement(number, coding, units)

    def _statement(self, document: int, coding: Coding, units: Utf16) -> None:
        start, stop = (units.from_code_points(at) for at in (coding.passage.start, coding.passage.end))
        cursor = self._database.execute(
            "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, ?, ?, ?, ?)",
            (document, start, stop, MACHINE),
        )
        statement = cursor.lastrowid
        self._put(statement, "person", *_entity(coding.person))
        self._put(statement, "organization", *_entity(coding.organization))
        self._put(statement, "concept", coding.concept, "", coding.position.issue.id)
        self._database.execute(
            "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)",
            (statement, self._variables["agreement"], int(coding.agreement)),
        )

    def _put(self, statement: int | None, variable: _Variable, value: str, kind: str, note: str) -> None:
        """One short text of a statement. DNA wants one for every variable, an empty one where there is none."""
        self._database.execute(
            "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
            (statement, self._variables[variable], self._entity(variable, value, kind, note)),
        )

    def _entity(self, variable: _Variable, value: str, kind: str, note: str) -> int:
        known = self._entities.get((variable, value))
        if known is not None:
            return known
        number = len(self._entities) + 1
        self._entities[variable, value] = number
        self._database.execute(
            "INSERT INTO ENTITIES (ID, VariableId, Value, Red, Green, Blue) VALUES (?, ?, ?, 0, 0, 0)",
            (number, self._variables[variable], value),
        )
        said = {"Type": kind, "Alias": "", "Notes": note}
        for name, attribute in self._attributes[self._variables[variable]].items():
            self._database.execute(
                "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)",
                (number, attribute, short(said[name])),
            )
        return number


def _entity(actor: Actor | None) -> tuple[str, str, str]:
    """What DNA keeps of an actor: the name, the kind, and as a note our id; all empty for nobody."""
    return ("", "", "") if actor is None else (short(actor.name), actor.kind, actor.id)


def title(article: Article) -> str:
    """A title that DNA takes; the article's id where it has none."""
    return short(article.title or article.id)


def _author(article: Article) -> str:
    return short("; ".join(article.authors))


def _source(article: Article) -> str:
    return short(article.publisher or "")


def _notes(article: Article) -> str:
    """What DNA has no field for: the article's id, its address, and how its date is known."""
    published = article.published
    lines = (article.id, article.url or "", f"date: {published.date or 'unknown'} ({published.how})")
    return "\n".join(line for line in lines if line)


def epoch(article: Article) -> int:
    """The article's date in seconds since 1970, UTC; the first day of a month or year that is all that is known."""
    date = article.published.date
    if not date:
        return UNKNOWN_DATE
    day = datetime.date.fromisoformat((date + "-01-01")[:10])
    return int(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC).timestamp())


def write_event_list(dossiers: Iterable[Dossier], file: TextIO) -> None:
    """DNA's event list as CSV: a statement a row, fields separated by `;`, texts in quotation marks."""
    file.write(";".join(f'"{column}"' for column in EVENT_LIST) + "\n")
    number = 0
    for document, dossier in enumerate(dossiers, start=1):
        units = Utf16(dossier.article.text)
        for coding in codings(dossier):
            number += 1
            file.write(";".join(_event(number, document, coding, units)) + "\n")
        file.flush()


def _event(number: int, document: int, coding: Coding, units: Utf16) -> Iterator[str]:
    article, passage = coding.article, coding.passage
    yield str(number)
    yield f"{datetime.datetime.fromtimestamp(epoch(article), tz=datetime.UTC):%Y-%m-%d %H:%M:%S}"
    yield from (_quoted(_entity(actor)[0]) for actor in (coding.person, coding.organization))
    yield _quoted(coding.concept)
    yield str(int(coding.agreement))
    yield from (str(units.from_code_points(at)) for at in (passage.start, passage.end))
    yield _quoted(passage.text)
    yield from (str(MACHINE), str(document))
    yield from map(_quoted, (title(article), _author(article), _source(article), "", ""))


def _quoted(text: str) -> str:
    """A text as DNA writes it: it puts a comma for a semicolon and an apostrophe for a quotation mark."""
    return '"' + text.replace(";", ",").replace('"', "'") + '"'
