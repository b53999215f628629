"""The tables of an archive: those of the record types, derived from their fields, and those that find them again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from chancery.archive.columns import KINDS, Layout, article_layout, description_layout, record_layout
from chancery.archive.views import create_views

APPLICATION = 0x43484E43
"""What marks an SQLite file as an archive of Chancery ("CHNC")."""

SHIFT = 20
"""A record's number is its article's, shifted by so many bits, and its place in it: one article lies together."""

ROLES = (
    *("speaker", "addressee", "about"),
    *("actor", "recipient"),
    "holder",
    *("subject", "object"),
)
"""What an actor can be to a record, by the number of its place here; the column `parts.role` holds that number."""

ROLES_OF = {
    "statement": ("speaker", "addressee", "about"),
    "event": ("actor", "recipient"),
    "position": ("holder",),
    "relation": ("subject", "object"),
}
"""The roles that actors have in records of each kind."""

CODES = (("statement", "act"), ("event", "type"), ("relation", "predicate"))
"""The codes by which records are asked for; each has an index."""

_FIXED = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE texts (no INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE sources (
    article INTEGER NOT NULL, path TEXT, url TEXT, publisher TEXT, title TEXT, published TEXT, added TEXT NOT NULL
);
CREATE INDEX sources_article ON sources (article);
CREATE TABLE actors (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, description INTEGER, same_as INTEGER, renamed TEXT
);
CREATE INDEX actors_same ON actors (same_as) WHERE same_as IS NOT NULL;
CREATE TABLE casts (no INTEGER PRIMARY KEY, description INTEGER NOT NULL);
CREATE TABLE mentions (no INTEGER PRIMARY KEY, start INTEGER, end INTEGER, form INTEGER, actor INTEGER);
CREATE TABLE called (
    name TEXT NOT NULL, actor INTEGER NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (name, actor)
) WITHOUT ROWID;
CREATE TABLE coders (no INTEGER PRIMARY KEY, coder TEXT NOT NULL, confidence REAL);
CREATE TABLE parts (
    actor INTEGER NOT NULL, role INTEGER NOT NULL, day INTEGER NOT NULL, no INTEGER NOT NULL,
    PRIMARY KEY (actor, role, day, no)
) WITHOUT ROWID;
CREATE TABLE issues (no INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, same_as INTEGER, renamed TEXT);
CREATE INDEX issues_same ON issues (same_as) WHERE same_as IS NOT NULL;
CREATE TABLE stances (
    issue INTEGER NOT NULL, day INTEGER NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (issue, day, no)
) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, coded_by TEXT NOT NULL, articles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE corrections (
    no INTEGER PRIMARY KEY, made TEXT NOT NULL, author TEXT NOT NULL, note TEXT NOT NULL, action TEXT NOT NULL,
    kind TEXT NOT NULL, article TEXT NOT NULL, target TEXT NOT NULL, record TEXT
);
CREATE INDEX corrections_article ON corrections (article);
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER corrections_keep BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TABLE fates (
    correction INTEGER NOT NULL, article INTEGER NOT NULL, fate TEXT NOT NULL, PRIMARY KEY (correction, article)
) WITHOUT ROWID;
CREATE TABLE machine (no INTEGER PRIMARY KEY, dossier TEXT NOT NULL, digest BLOB NOT NULL);
CREATE TABLE failures (
    document TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL, met TEXT NOT NULL, PRIMARY KEY (document, place)
) WITHOUT ROWID;
"""
"""What no record type says: where things were found, who is who, and what finds them again."""

_SEARCH = """
CREATE VIEW searched AS SELECT a.no, a.title, t.text FROM articles a JOIN texts t ON t.no = a.no;
CREATE VIRTUAL TABLE text_index USING fts5 (
    title, text, content = 'searched', content_rowid = 'no', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE record_index USING fts5 (
    words, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE issue_index USING fts5 (
    label, content = 'issues', content_rowid = 'no', tokenize = 'porter unicode61 remove_diacritics 2'
)
"""
"""The full text indexes, over what the other tables hold."""


def tables() -> Iterator[tuple[str, Layout, str]]:
    """Each table that is derived from a type: its name, its columns, and what it has besides."""
    yield (
        "articles",
        article_layout(),
        "notices TEXT, day INTEGER NOT NULL, digest BLOB, coded_by TEXT, added TEXT",
    )
    yield "descriptions", description_layout(), "actor INTEGER NOT NULL"
    for kind in KINDS:
        yield f"{kind}s", record_layout(kind), "coded INTEGER NOT NULL, day INTEGER NOT NULL"


def _each(archive: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            archive.execute(statement)


def _first(archive: sqlite3.Connection) -> None:
    _each(archive, _FIXED)
    for name, layout, more in tables():
        columns = ", ".join(f'"{column}" {affinity}' for column, affinity in layout.columns)
        archive.execute(f"CREATE TABLE {name} (no INTEGER PRIMARY KEY, {columns}, {more})")
    archive.execute("CREATE UNIQUE INDEX articles_id ON articles (id)")
    archive.execute("CREATE INDEX articles_day ON articles (day)")
    archive.execute("CREATE INDEX descriptions_actor ON descriptions (actor)")
    for kind in KINDS:
        archive.execute(f"CREATE INDEX {kind}s_id ON {kind}s (id)")
        if kind != "answer":
            archive.execute(f"CREATE INDEX {kind}s_day ON {kind}s (day)")
    for kind, column in CODES:
        archive.execute(f"CREATE INDEX {kind}s_{column} ON {kind}s ({column}, day)")
    _each(archive, _SEARCH)
    archive.execute(f"PRAGMA application_id = {APPLICATION}")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first,)
"""How an archive of version n becomes one of version n + 1; its place here is its version."""

VERSION = len(MIGRATIONS)
"""The version of archives that this program writes (`PRAGMA user_version`)."""


def migrate(archive: sqlite3.Connection) -> None:
    """Bring an archive, or an empty file, to this version: each step commits together with its own number.

    A field that a record type has gained since becomes a column, empty for what was coded before.
    """
    for step in range(_version(archive), VERSION):
        archive.execute("BEGIN IMMEDIATE")
        try:
            if _version(archive) == step:  # another process may have been quicker
                MIGRATIONS[step](archive)
                create_views(archive)
                archive.execute(f"PRAGMA user_version = {step + 1}")
            archive.execute("COMMIT")
        except BaseException:
            archive.execute("ROLLBACK")
            raise
    missing = list(_missing(archive))
    if missing or not _has_views(archive):
        archive.execute("BEGIN IMMEDIATE")
        try:
            for table, column, affinity in _missing(archive):
                archive.execute(f'ALTER TABLE {table} ADD COLUMN "{column}" {affinity}')
            create_views(archive)
            archive.execute("COMMIT")
        except BaseException:
            archive.execute("ROLLBACK")
            raise


def _version(archive: sqlite3.Connection) -> int:
    return int(archive.execute("PRAGMA user_version").fetchone()[0])


def _missing(archive: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    for name, layout, _ in tables():
        there = {row[1] for row in archive.execute(f"PRAGMA table_info({name})")}
        for column, affinity in layout.columns:
            if column not in there:
                yield name, column, affinity


def _has_views(archive: sqlite3.Connection) -> bool:
    return archive.execute("SELECT 1 FROM sqlite_master WHERE name = 'answer'").fetchone() is not None
