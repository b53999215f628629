"""Corrections in the archive: the log, what became of each, and the machine's own records beside the corrected ones.

The tables that are asked hold the records as corrected, so that no question is slower for it. What the machine said
of an article is kept apart as soon as somebody has corrected it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from chancery.archive import store
from chancery.archive.columns import Value, text_in, text_out
from chancery.archive.corrections import Correction, Fate, laid_over
from chancery.archive.keys import Numbers
from chancery.archive.likeness import EDITION, resemblance
from chancery.errors import InputError
from chancery.export.json import dossier_from_dict, dump
from chancery.records import Article, Dossier

_COLUMNS = "no, made, author, note, action, kind, article, target, record"

_LIVE = (
    "action <> 'undo' AND no NOT IN (SELECT CAST(target AS INTEGER) FROM corrections WHERE action = 'undo')"
)
"""Corrections that nobody has undone."""


def machine_digest(archive: sqlite3.Connection, article_id: str) -> bytes | None:
    """The checksum of what the machine said of an article; None for one that is not there."""
    row = archive.execute(
        "SELECT coalesce(m.digest, a.digest) FROM articles a LEFT JOIN machine m ON m.no = a.no WHERE a.id = ?",
        (text_in(article_id),),
    ).fetchone()
    return None if row is None else bytes(row[0])


def machine(archive: sqlite3.Connection, keys: Numbers, no: int) -> Dossier:
    """What the machine said of the article with that number."""
    row = archive.execute("SELECT dossier FROM machine WHERE no = ?", (no,)).fetchone()
    return store.read(archive, keys, no) if row is None else dossier_from_dict(json.loads(row[0]))


def write(
    archive: sqlite3.Connection,
    keys: Numbers,
    dossier: Dossier,
    coded_by: str,
    now: str,
    digest: bytes,
) -> int:
    """Put the machine's dossier of an article in, with what people have corrected laid over it."""
    concerning = list(corrections_for(archive, dossier))
    corrected, fates = laid_over(dossier, concerning) if concerning else (dossier, {})
    own = store.digest_of(corrected) if concerning else digest
    no = store.write(archive, keys, corrected, own, coded_by, now)
    archive.execute("DELETE FROM fates WHERE article = ?", (no,))
    archive.execute("DELETE FROM machine WHERE no = ?", (no,))
    if concerning:
        row = (no, dump(dossier), digest)
        archive.execute("INSERT INTO machine (no, dossier, digest) VALUES (?, ?, ?)", row)
        archive.executemany(
            "INSERT INTO fates (correction, article, fate) VALUES (?, ?, ?)",
            [(number, no, fate) for number, fate in fates.items()],
        )
    return no


def again(archive: sqlite3.Connection, keys: Numbers, no: int, now: str) -> None:
    """Lay the corrections over an article anew, after one was made or undone."""
    dossier = machine(archive, keys, no)
    coded_by = archive.execute("SELECT coded_by FROM articles WHERE no = ?", (no,)).fetchone()[0]
    write(archive, keys, dossier, coded_by, now, machine_digest(archive, dossier.article.id) or b"")


def corrections_for(archive: sqlite3.Connection, dossier: Dossier) -> Iterator[Correction]:
    """What people have corrected in an article, and in other editions of it."""
    if archive.execute("SELECT 1 FROM corrections LIMIT 1").fetchone() is None:
        return
    ids = [text_in(dossier.article.id), *_editions(archive, dossier.article)]
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT {_COLUMNS} FROM corrections WHERE article IN ({marks}) AND {_LIVE} ORDER BY no"
    yield from map(_correction, archive.execute(sql, ids).fetchall())


def _editions(archive: sqlite3.Connection, article: Article) -> Iterator[Value]:
    """The ids of corrected articles that were found at the same place, file or address, with much the same text."""
    found = archive.execute(
        "SELECT DISTINCT c.article, t.text FROM corrections c JOIN articles a ON a.id = c.article"
        " JOIN sources s ON s.article = a.no JOIN texts t ON t.no = a.no"
        " WHERE (s.path = ?1 OR s.url = ?2) AND a.id <> ?3",
        (None if article.path is None else text_in(article.path), article.url, text_in(article.id)),
    )
    for article_id, text in found.fetchall():
        if resemblance(text_out(text), article.text) >= EDITION:
            yield article_id


def _correction(row: tuple[object, ...]) -> Correction:
    number, made, author, note, action, kind, article, target, record = map(text_out, row)
    return Correction(
        number=number,
        made=made,
        author=author,
        note=note,
        action=action,
        kind=kind,
        article_id=article,
        target=json.loads(target),
        record=None if record is None else json.loads(record),
    )


def enter(
    archive: sqlite3.Connection,
    now: str,
    author: str,
    note: str,
    action: str,
    kind: str,
    article: str,
    target: object,
    record: object | None,
) -> int:
    """Write an entry of the log; gives its number."""
    if not author.strip():
        raise InputError("a correction needs an author; give --author NAME or set CHANCERY_AUTHOR")
    row = (
        now,
        author,
        note,
        action,
        kind,
        text_in(article),
        json.dumps(target),
        None if record is None else json.dumps(record),
    )
    made = archive.execute(
        "INSERT INTO corrections (made, author, note, action, kind, article, target, record)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    ).lastrowid
    assert made is not None
    return made


def log(archive: sqlite3.Connection) -> Iterator[tuple[Correction, bool]]:
    """Every entry but undoings, the first first, and whether it has been undone."""
    sql = f"SELECT {_COLUMNS}, NOT ({_LIVE}) FROM corrections WHERE action <> 'undo' ORDER BY no"
    for row in archive.execute(sql).fetchall():
        yield _correction(row[:-1]), bool(row[-1])


def fates(archive: sqlite3.Connection) -> dict[int, dict[str, Fate]]:
    """What became of each correction in each article that it concerns."""
    found: dict[int, dict[str, Fate]] = {}
    sql = "SELECT f.correction, a.id, f.fate FROM fates f JOIN articles a ON a.no = f.article"
    for number, article, fate in archive.execute(sql):
        found.setdefault(number, {})[text_out(article)] = fate
    return found
