"""Statements that people coded in Discourse Network Analyzer 3, read from its `.dna` file."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from chancery.errors import InputError
from chancery.export.utf16 import Utf16
from chancery.records import Article, Passage, Published, Stance, digest

Value = str | int | bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HandCoded:
    """One statement of a `.dna` file: the words it stands on, who coded it, and the value of each variable.

    The passage's offsets are code points of the article's text. `stance` follows the variable "agreement". `notes` are
    those on the entities that are values: on what Chancery wrote, the ids of its actors and issues.
    """

    article: Article
    passage: Passage
    coder: str
    statement_type: str
    values: dict[str, Value]
    notes: dict[str, str]

    @property
    def person(self) -> str | None:
        """The value of the variable "person"."""
        return self._text("person")

    @property
    def organization(self) -> str | None:
        """The value of the variable "organization"."""
        return self._text("organization")

    @property
    def concept(self) -> str | None:
        """The value of the variable "concept": what the statement is about."""
        return self._text("concept")

    @property
    def stance(self) -> Stance | None:
        """Where the statement stands on its concept, None for a type of statement without agreement."""
        agreement = self.values.get("agreement")
        return None if agreement is None else "supports" if agreement else "opposes"

    def _text(self, variable: str) -> str | None:
        value = self.values.get(variable)
        return value if isinstance(value, str) and value else None


def read(path: Path) -> Iterator[HandCoded]:
    """Every statement in the file, in the order of documents and words. Raises InputError for another file.

    The file is opened for reading only.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            _require_dna(database, path)
            articles = dict(_articles(database))
            units = {number: Utf16(article.text) for number, article in articles.items()}
            for number, document, start, stop, coder, kind in database.execute(_STATEMENTS):
                article = articles[document]
                first, last = (units[document].to_code_points(at) for at in (start, stop))
                if last > len(article.text):
                    raise InputError(f"{path}: statement {number} ends after its document {document}")
                yield HandCoded(
                    article=article,
                    passage=article.passage(first, last),
                    coder=coder or "",
                    statement_type=kind,
                    values=dict(_values(database, number)),
                    notes=dict(database.execute(_NOTES, {"id": number})),
                )
    except sqlite3.DatabaseError as error:
        raise InputError(f"{path}: no database of Discourse Network Analyzer 3 ({error})") from None


_STATEMENTS = """
    SELECT STATEMENTS.ID, DocumentId, Start, Stop, Name, Label
    FROM STATEMENTS
    JOIN STATEMENTTYPES ON STATEMENTTYPES.ID = StatementTypeId
    JOIN DOCUMENTS ON DOCUMENTS.ID = DocumentId
    LEFT JOIN CODERS ON CODERS.ID = STATEMENTS.Coder
    ORDER BY DocumentId, Start, Stop, STATEMENTS.ID
"""

_VALUES = """
    SELECT Variable, DataType, ENTITIES.Value FROM DATASHORTTEXT
    JOIN VARIABLES ON VARIABLES.ID = DATASHORTTEXT.VariableId
    JOIN ENTITIES ON ENTITIES.ID = Entity WHERE StatementId = :id
    UNION ALL SELECT Variable, DataType, Value FROM DATALONGTEXT
    JOIN VARIABLES ON VARIABLES.ID = VariableId WHERE StatementId = :id
    UNION ALL SELECT Variable, DataType, Value FROM DATAINTEGER
    JOIN VARIABLES ON VARIABLES.ID = VariableId WHERE StatementId = :id
    UNION ALL SELECT Variable, DataType, Value FROM DATABOOLEAN
    JOIN VARIABLES ON VARIABLES.ID = VariableId WHERE StatementId = :id
"""


_NOTES = """
    SELECT Variable, AttributeValue FROM DATASHORTTEXT
    JOIN VARIABLES ON VARIABLES.ID = DATASHORTTEXT.VariableId
    JOIN ATTRIBUTEVALUES ON EntityId = Entity
    JOIN ATTRIBUTEVARIABLES ON ATTRIBUTEVARIABLES.ID = AttributeVariableId AND AttributeVariable = 'Notes'
    WHERE StatementId = :id AND AttributeValue != ''
"""


def _require_dna(database: sqlite3.Connection, path: Path) -> None:
    row = database.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
    version = row[0] if row else "unknown"
    if not str(version).startswith("3"):
        raise InputError(
            f"{path}: a database of DNA {version}; version 3 is read (open it in DNA 3 and save it as a new database)"
        )


def _articles(database: sqlite3.Connection) -> Iterator[tuple[int, Article]]:
    """Each document by its number; the title that stands for a missing one is taken back."""
    for number, title, text, author, source, date in database.execute(
        "SELECT ID, Title, Text, Author, Source, Date FROM DOCUMENTS"
    ):
        identity = digest("article", text)
        yield (
            number,
            Article(
                id=identity,
                text=text,
                title=None if title in ("", identity) else title,
                authors=tuple(name for name in author.split("; ") if name),
                publisher=source or None,
                published=_published(date),
            ),
        )


def _published(seconds: int) -> Published:
    """The day of a date in DNA; 0 stands for one that is not known."""
    if not seconds:
        return Published()
    day = datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC).date()
    return Published(date=day.isoformat(), how="metadata", why="the date of the document in DNA")


def _values(database: sqlite3.Connection, statement: int) -> Iterator[tuple[str, Value]]:
    for variable, kind, value in database.execute(_VALUES, {"id": statement}):
        yield variable, bool(value) if kind == "boolean" else value
