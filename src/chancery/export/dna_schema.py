"""The tables of a database of Discourse Network Analyzer 3, and what a new one holds.

Names, types and constraints are those that DNA 3.0 makes in SQLite, so that it opens our files as its own.
"""

from __future__ import annotations

import base64
import hashlib
import sqlite3
import unicodedata
from collections.abc import Iterable

VERSION, VERSION_DATE = "3.0.6", "2022-05-07"
"""DNA looks at the first figure of the version to know what it has opened."""

PASSWORD = "chancery"
"""DNA asks for the password of a coder whenever a file is opened; this one is no secret, and can be changed in DNA."""

CODERS: tuple[str, ...] = ("Admin", "Chancery")
"""DNA's first coder is the administrator; what the machine coded is marked as the second one's."""

_ITERATIONS, _SALT = 100_000, hashlib.sha256(b"chancery").digest()[:16]

_PERMISSIONS = (
    "AddDocuments EditDocuments DeleteDocuments ImportDocuments AddStatements EditStatements DeleteStatements "
    "EditAttributes EditRegex EditStatementTypes EditCoders EditCoderRelations ViewOthersDocuments "
    "EditOthersDocuments ViewOthersStatements EditOthersStatements"
).split()
_SEEN = ("viewStatements", "editStatements", "viewDocuments", "editDocuments")


def _byte(name: str, least: int = 0, most: int = 255, default: int = 0) -> str:
    return f"{name} INTEGER NOT NULL DEFAULT {default} CHECK ({name} BETWEEN {least} AND {most})"


def _short(name: str, default: str = "") -> str:
    return f"{name} TEXT NOT NULL{default} CHECK (LENGTH({name}) < 191)"


def _empty(name: str) -> str:
    return _short(name, " DEFAULT ''")


def _key(name: str, table: str) -> str:
    return f"FOREIGN KEY({name}) REFERENCES {table}(ID) ON DELETE CASCADE"


_ID = "ID INTEGER NOT NULL PRIMARY KEY"
_COLOURS = (_byte("Red"), _byte("Green"), _byte("Blue"))
_OF_STATEMENT = (_ID, "StatementId INTEGER NOT NULL", "VariableId INTEGER NOT NULL")
_STATEMENT_KEYS = (_key("StatementId", "STATEMENTS"), _key("VariableId", "VARIABLES"))
_ONCE = "UNIQUE (StatementId, VariableId)"

TABLES: dict[str, tuple[str, ...]] = {
    "SETTINGS": ("Property TEXT PRIMARY KEY", "Value TEXT NOT NULL"),
    "CODERS": (
        _ID,
        _short("Name"),
        *_COLOURS,
        _byte("Refresh", 0, 9999),
        _byte("FontSize", 1, 99, 14),
        _short("Password"),
        "PopupWidth INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300",
        _byte("ColorByCoder", 0, 1),
        _byte("PopupDecoration", 0, 1),
        _byte("PopupAutoComplete", 0, 1, 1),
        *(_byte(f"Permission{name}", 0, 1, 1) for name in _PERMISSIONS),
    ),
    "DOCUMENTS": (
        _ID,
        _short("Title"),
        "Text TEXT NOT NULL",
        "Coder INTEGER",
        _empty("Author"),
        _empty("Source"),
        _empty("Section"),
        "Notes TEXT NOT NULL DEFAULT ''",
        _empty("Type"),
        "Date INTEGER NOT NULL",
        _key("Coder", "CODERS"),
    ),
    "STATEMENTTYPES": (_ID, _short("Label"), *_COLOURS),
    "VARIABLES": (
        _ID,
        _short("Variable"),
        "DataType TEXT NOT NULL CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text')) "
        "DEFAULT 'short text'",
        "StatementTypeId INTEGER",
        _key("StatementTypeId", "STATEMENTTYPES"),
        "UNIQUE (Variable, StatementTypeId)",
    ),
    "VARIABLELINKS": (
        _ID,
        "SourceVariableId INTEGER",
        "TargetVariableId INTEGER",
        "CHECK (TargetVariableId != SourceVariableId)",
        _key("SourceVariableId", "VARIABLES"),
        _key("TargetVariableId", "VARIABLES"),
    ),
    "REGEXES": ("Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191)", *_COLOURS),
    "CODERRELATIONS": (
        _ID,
        "Coder INTEGER CHECK(Coder > 0)",
        "OtherCoder INTEGER CHECK(OtherCoder > 0)",
        *(_byte(name, 0, 1, 1) for name in _SEEN),
        "CHECK (Coder != OtherCoder)",
        _key("Coder", "CODERS"),
        _key("OtherCoder", "CODERS"),
    ),
    "STATEMENTS": (
        _ID,
        "StatementTypeId INTEGER",
        "DocumentId INTEGER",
        "Start INTEGER NOT NULL CHECK(Start >= 0)",
        "Stop INTEGER NOT NULL CHECK(Stop >= 0)",
        "Coder INTEGER",
        "CHECK (Start < Stop)",
        _key("StatementTypeId", "STATEMENTTYPES"),
        _key("Coder", "CODERS"),
        _key("DocumentId", "DOCUMENTS"),
    ),
    "DATABOOLEAN": (*_OF_STATEMENT, "Value INTEGER NOT NULL DEFAULT 1", *_STATEMENT_KEYS, _ONCE),
    "DATAINTEGER": (*_OF_STATEMENT, "Value INTEGER NOT NULL DEFAULT 0", *_STATEMENT_KEYS, _ONCE),
    "ENTITIES": (
        _ID,
        "VariableId INTEGER NOT NULL",
        _empty("Value"),
        "Red INTEGER CHECK (Red BETWEEN 0 AND 255)",
        "Green INTEGER CHECK (Green BETWEEN 0 AND 255)",
        "Blue INTEGER CHECK (Blue BETWEEN 0 AND 255)",
        "ChildOf INTEGER CHECK(ChildOf > 0)",
        "UNIQUE (VariableId, Value)",
        _key("ChildOf", "ENTITIES"),
        _key("VariableId", "VARIABLES"),
    ),
    "DATASHORTTEXT": (
        *_OF_STATEMENT,
        "Entity INTEGER NOT NULL",
        *_STATEMENT_KEYS,
        _key("Entity", "ENTITIES"),
        _ONCE,
    ),
    "DATALONGTEXT": (*_OF_STATEMENT, "Value TEXT DEFAULT ''", *_STATEMENT_KEYS, _ONCE),
    "ATTRIBUTEVARIABLES": (
        _ID,
        "VariableId INTEGER NOT NULL",
        _short("AttributeVariable"),
        "UNIQUE(VariableId, AttributeVariable)",
        _key("VariableId", "VARIABLES"),
    ),
    "ATTRIBUTEVALUES": (
        _ID,
        "EntityId INTEGER NOT NULL",
        "AttributeVariableId INTEGER NOT NULL",
        _empty("AttributeValue"),
        "UNIQUE (EntityId, AttributeVariableId)",
        _key("EntityId", "ENTITIES"),
        _key("AttributeVariableId", "ATTRIBUTEVARIABLES"),
    ),
}
"""Each table with its columns and constraints."""

STATEMENT_TYPES: tuple[tuple[str, tuple[int, int, int], tuple[tuple[str, str], ...]], ...] = (
    (
        "DNA Statement",
        (239, 208, 51),
        (
            ("person", "short text"),
            ("organization", "short text"),
            ("concept", "short text"),
            ("agreement", "boolean"),
        ),
    ),
    ("Annotation", (211, 211, 211), (("note", "long text"),)),
)
"""The types of statement that a new file has, each with its colour and its variables."""

ATTRIBUTES: tuple[str, ...] = ("Type", "Alias", "Notes")
"""What DNA keeps of each entity beside its name."""


def create(database: sqlite3.Connection) -> dict[str, int]:
    """Make the tables and what a new file holds; the ids of the variables of "DNA Statement" by name."""
    for name, columns in TABLES.items():
        database.execute(f"CREATE TABLE {name}({', '.join(columns)})")
    settings = (("version", VERSION), ("date", VERSION_DATE))
    database.executemany("INSERT INTO SETTINGS VALUES (?, ?)", settings)
    for number, coder in enumerate(CODERS, start=1):
        row = (number, coder, 255, 255 if number == 1 else 165, 0, password_digest(PASSWORD))
        database.execute(
            "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, ?, ?, ?, ?)", row
        )
    _relate(database, range(1, len(CODERS) + 1))
    variables: dict[str, int] = {}
    for number, (label, colour, fields) in enumerate(STATEMENT_TYPES, start=1):
        database.execute("INSERT INTO STATEMENTTYPES VALUES (?, ?, ?, ?, ?)", (number, label, *colour))
        for name, kind in fields:
            variables[name] = len(variables) + 1
            values = (variables[name], name, kind, number)
            database.execute("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", values)
    for attribute in ATTRIBUTES:
        for name in ("person", "organization", "concept"):
            database.execute(
                "INSERT INTO ATTRIBUTEVARIABLES (VariableId, AttributeVariable) VALUES (?, ?)",
                (variables[name], attribute),
            )
    return variables


def _relate(database: sqlite3.Connection, coders: Iterable[int]) -> None:
    """Let every coder see and edit the others' work."""
    numbers = list(coders)
    pairs = [(one, other) for one in numbers for other in numbers if one != other]
    database.executemany("INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?, ?)", pairs)


def password_digest(password: str, salt: bytes = _SALT) -> str:
    """The password as DNA stores it (Jasypt's strong digest): salt and 100,000 rounds of SHA-256, in base 64."""
    value = hashlib.sha256(salt + unicodedata.normalize("NFC", password).encode()).digest()
    for _ in range(_ITERATIONS - 1):
        value = hashlib.sha256(value).digest()
    return base64.b64encode(salt + value).decode("ascii")
