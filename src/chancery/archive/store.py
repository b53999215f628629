"""One article's rows: written, read back, taken out. Everything here happens within the caller's transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any

from chancery.archive.columns import (
    KINDS,
    Context,
    Value,
    article_layout,
    record_layout,
    text_in,
    text_out,
)
from chancery.archive.days import day_number
from chancery.archive.finding import Found, clean, found_by, named_in
from chancery.archive.keys import Numbers
from chancery.archive.schema import SHIFT
from chancery.archive.views import FORMS
from chancery.records import Article, Dossier, Mention, Passage, Record


def digest_of(dossier: Dossier) -> bytes:
    """A checksum of everything in a dossier; a field that a later version adds does not change it until it is used."""
    return hashlib.blake2b(
        repr(_canonical(dossier)).encode("utf-8", "surrogatepass"), digest_size=16
    ).digest()


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, None if field.default is MISSING else field.default) for field in fields(kind))


def _canonical(value: Any) -> Any:
    kind = type(value)
    if kind is tuple:
        return [_canonical(item) for item in value]
    if kind is Passage:
        return (value.start, value.end)
    if kind is float or kind is int:
        return value + 0.0  # SQLite keeps neither the sign of a zero nor 1 apart from 1.0
    if not is_dataclass(kind):
        return value
    parts = ((name, getattr(value, name), default) for name, default in _defaults(kind))
    return [(name, _canonical(part)) for name, part, default in parts if part != default]


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def write(
    archive: sqlite3.Connection, keys: Numbers, dossier: Dossier, digest: bytes, coded_by: str, now: str
) -> int:
    """Put an article and its records in, in place of what was there of it; gives the article's number."""
    article, at = dossier.article, Context(dossier.article, keys)
    known = archive.execute("SELECT no, added FROM articles WHERE id = ?", (text_in(article.id),)).fetchone()
    if known:
        erase(archive, keys, read(archive, keys, known[0]), known[0])
    names = ("no", *article_layout().names, "notices", "day", "digest", "coded_by", "added")
    row = (
        known[0] if known else None,
        *article_layout().put(article, at),
        text_in(json.dumps(dossier.notices, ensure_ascii=False)),
        day_number(article.published.date),
        digest,
        coded_by,
        known[1] if known else now,
    )
    marks = ", ".join("?" * len(names))
    made = archive.execute(f"INSERT INTO articles ({_columns(names)}) VALUES ({marks})", row).lastrowid
    assert made is not None
    archive.execute("INSERT INTO texts (no, text) VALUES (?, ?)", (made, text_in(article.text)))
    _write_cast(archive, keys, dossier, made, at)
    found = _found(dossier, made)
    _write_records(archive, keys, found, at)
    archive.execute("INSERT INTO text_index (rowid, title, text) VALUES (?, ?, ?)", (made, *_texts(article)))
    _write_index(archive, keys, found)
    return made


def _found(dossier: Dossier, no: int) -> list[tuple[int, Record, Found]]:
    """The records with their numbers, which are the article's and then their order, and what finds them."""
    named = named_in(dossier)
    return [
        (number, record, found_by(record, dossier, named))
        for number, record in enumerate(dossier.records(), start=no << SHIFT)
    ]


def _write_cast(archive: sqlite3.Connection, keys: Numbers, dossier: Dossier, no: int, at: Context) -> None:
    first = no << SHIFT
    archive.executemany(
        "INSERT INTO called (name, actor, articles) VALUES (?, ?, 1)"
        " ON CONFLICT (name, actor) DO UPDATE SET articles = articles + 1",
        _names(keys, dossier),
    )
    archive.executemany(
        "INSERT INTO casts (no, description) VALUES (?, ?)",
        [(first + rank, keys.description(actor, at)) for rank, actor in enumerate(dossier.actors)],
    )
    archive.executemany(
        "INSERT INTO mentions (no, start, end, form, actor) VALUES (?, ?, ?, ?, ?)",
        [
            (
                first + rank,
                mention.passage.start,
                mention.passage.end,
                FORMS.index(mention.form),
                None if mention.actor_id is None else keys.number(mention.actor_id),
            )
            for rank, mention in enumerate(dossier.mentions)
        ],
    )


def _names(keys: Numbers, dossier: Dossier) -> list[tuple[str, int]]:
    """What the article calls its actors by name, and their own names, as they are looked up."""
    called = {
        (mention.passage.text, mention.actor_id)
        for mention in dossier.mentions
        if mention.form == "name" and mention.actor_id is not None
    }
    called |= {(actor.name, actor.id) for actor in dossier.actors}
    return sorted({(" ".join(clean(name).split()).casefold(), keys.number(actor)) for name, actor in called})


def _write_records(
    archive: sqlite3.Connection, keys: Numbers, found: list[tuple[int, Record, Found]], at: Context
) -> None:
    for kind, kind_of in KINDS.items():
        layout = record_layout(kind)
        names = ("no", "coded", "day", *layout.names)
        archive.executemany(
            f"INSERT INTO {kind}s ({_columns(names)}) VALUES ({', '.join('?' * len(names))})",
            [
                (number, keys.coder(record), by.day, *layout.put(record, at))
                for number, record, by in found
                if type(record) is kind_of
            ],
        )


def _write_index(archive: sqlite3.Connection, keys: Numbers, found: list[tuple[int, Record, Found]]) -> None:
    for number, _, by in found:
        archive.executemany(
            "INSERT INTO parts (actor, role, day, no) VALUES (?, ?, ?, ?)",
            [(keys.number(actor), role, by.day, number) for actor, role in by.parts],
        )
        if by.words:
            archive.execute("INSERT INTO record_index (rowid, words) VALUES (?, ?)", (number, by.words))
        if by.issue:
            row = (keys.issue(by.issue), by.day, number)
            archive.execute("INSERT INTO stances (issue, day, no) VALUES (?, ?, ?)", row)


def _erase_index(archive: sqlite3.Connection, keys: Numbers, found: list[tuple[int, Record, Found]]) -> None:
    words = "INSERT INTO record_index (record_index, rowid, words) VALUES ('delete', ?, ?)"
    for number, _, by in found:
        archive.executemany(
            "DELETE FROM parts WHERE actor = ? AND role = ? AND day = ? AND no = ?",
            [(keys.number(actor), role, by.day, number) for actor, role in by.parts],
        )
        if by.words:
            archive.execute(words, (number, by.words))
        if by.issue:
            row = (keys.issue(by.issue), by.day, number)
            archive.execute("DELETE FROM stances WHERE issue = ? AND day = ? AND no = ?", row)


def _texts(article: Article) -> tuple[Value, Value]:
    return (None if article.title is None else text_in(article.title)), text_in(article.text)


def erase(archive: sqlite3.Connection, keys: Numbers, dossier: Dossier, no: int) -> None:
    """Take an article's rows out; `dossier` is what stands there, as `read` gives it."""
    words = "INSERT INTO text_index (text_index, rowid, title, text) VALUES ('delete', ?, ?, ?)"
    archive.execute(words, (no, *_texts(dossier.article)))
    _erase_index(archive, keys, _found(dossier, no))
    for name in _names(keys, dossier):
        archive.execute("UPDATE called SET articles = articles - 1 WHERE name = ? AND actor = ?", name)
        archive.execute("DELETE FROM called WHERE name = ? AND actor = ? AND articles < 1", name)
    for table in ("casts", "mentions", *(f"{kind}s" for kind in KINDS)):
        archive.execute(f"DELETE FROM {table} WHERE no >= ? AND no < ?", (no << SHIFT, (no + 1) << SHIFT))
    archive.execute("DELETE FROM texts WHERE no = ?", (no,))
    archive.execute("DELETE FROM articles WHERE no = ?", (no,))


def read(archive: sqlite3.Connection, keys: Numbers, no: int) -> Dossier:
    """The dossier of the article with that number, as it was put in."""
    article, notices = read_article(archive, keys, no)
    at = Context(article, keys)
    span = (no << SHIFT, (no + 1) << SHIFT)
    cast = archive.execute("SELECT description FROM casts WHERE no >= ? AND no < ? ORDER BY no", span)
    actors = tuple(keys.described(row[0], at) for row in cast)
    records = {f"{kind}s": tuple(_records(archive, keys, kind, span, at)) for kind in KINDS}
    mentions = tuple(_mentions(archive, keys, span, article))
    return Dossier(article=article, actors=actors, mentions=mentions, notices=notices, **records)  # type: ignore[arg-type]


def read_article(archive: sqlite3.Connection, keys: Numbers, no: int) -> tuple[Article, tuple[str, ...]]:
    """The article with that number, and what a reader should know about its reading."""
    layout = article_layout()
    names = ", ".join(f"a.{name}" for name in layout.names)
    sql = f"SELECT {names}, a.notices, t.text FROM articles a JOIN texts t ON t.no = a.no WHERE a.no = ?"
    row = archive.execute(sql, (no,)).fetchone()
    if row is None:
        raise sqlite3.DatabaseError(f"database disk image is malformed: article {no} is not whole")
    found = layout.get(row[:-2], Context(Article(id="", text=""), keys))
    return Article(text=text_out(row[-1]), **found), tuple(json.loads(text_out(row[-2]) or "[]"))


def _records(
    archive: sqlite3.Connection, keys: Numbers, kind: str, span: tuple[int, int], at: Context
) -> Iterator[Record]:
    layout = record_layout(kind)
    sql = f"SELECT coded, {_columns(layout.names)} FROM {kind}s WHERE no >= ? AND no < ? ORDER BY no"
    for row in archive.execute(sql, span).fetchall():
        coder, confidence = keys.coded(row[0])
        yield KINDS[kind](coder=coder, confidence=confidence, **layout.get(row[1:], at))


def _mentions(
    archive: sqlite3.Connection, keys: Numbers, span: tuple[int, int], article: Article
) -> Iterator[Mention]:
    sql = "SELECT start, end, form, actor FROM mentions WHERE no >= ? AND no < ? ORDER BY no"
    for start, end, form, actor in archive.execute(sql, span).fetchall():
        yield Mention(
            passage=article.passage(start, end),
            form=FORMS[form],  # type: ignore[arg-type]
            actor_id=None if actor is None else keys.actor(actor),
        )


def note_source(archive: sqlite3.Connection, article: Article, now: str) -> bool:
    """Note where a text was found, once; False where the archive does not have the text."""
    row = archive.execute("SELECT no FROM articles WHERE id = ?", (text_in(article.id),)).fetchone()
    if row is None:
        return False
    found = (article.path, article.url, article.publisher, article.title, article.published.date)
    source = (row[0], *(None if part is None else text_in(part) for part in found))
    archive.execute(
        "INSERT INTO sources (article, path, url, publisher, title, published, added) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7"
        " WHERE NOT EXISTS (SELECT 1 FROM sources WHERE article = ?1 AND path IS ?2 AND url IS ?3"
        " AND publisher IS ?4)",
        (*source, now),
    )
    return True
