"""The archive: one SQLite file with articles and their records, which many may read while one writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal, Self

from chancery.archive import correcting, store
from chancery.archive.clock import now
from chancery.archive.columns import text_in, text_out
from chancery.archive.connection import connect_reader, connect_writer, guarded
from chancery.archive.corrected import Correcting
from chancery.archive.keys import Numbers
from chancery.archive.questions import Questions
from chancery.archive.reading import RecordReader
from chancery.errors import ArchiveError, InputError
from chancery.records import Article, Dossier, Published

Outcome = Literal["added", "replaced", "unchanged"]
"""What came of adding a dossier."""


class Archive(Questions, Correcting):
    """An archive at a path. Reading never waits for a writer; a writer waits for the one before it.

    The file is made by the first `add`, not before. Use it as a context manager, or `close` it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        self._writing: Numbers | None = None
        self._reading: Numbers | None = None
        self._records: RecordReader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. What was added is kept; using the archive again opens it again."""
        for connection in (self._reader, self._writer):
            if connection is not None:
                with guarded(self.path):
                    connection.close()
        self._reader = self._writer = self._reading = self._writing = self._records = None

    @property
    def reader(self) -> sqlite3.Connection:
        """The connection that reads; opened when first asked for."""
        if self._reader is None:
            self._reader = connect_reader(self.path)
            self._reading = Numbers(self._reader)
        return self._reader

    @property
    def numbers(self) -> Numbers:
        """The numbers of actors, coders and issues, as the reading connection sees them."""
        if self._reading is None:
            _ = self.reader
        assert self._reading is not None
        return self._reading

    @property
    def records(self) -> RecordReader:
        """What reads records by their numbers."""
        if self._records is None:
            self._records = RecordReader(self.reader, self.numbers)
        return self._records

    @contextmanager
    def writing(self) -> Iterator[tuple[sqlite3.Connection, Numbers]]:
        """One transaction: all of it is kept, or nothing. Waits while another process writes."""
        if self._writer is None:
            self._writer = connect_writer(self.path)
            self._writing = Numbers(self._writer)
        assert self._writing is not None
        with guarded(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer, self._writing
                self._writer.execute("COMMIT")
                self._records = None  # names may be others now
            except BaseException:
                self._writing.forget()
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    def prepare(self) -> None:
        """Make the file if there is none, and find out now whether it can be written."""
        with self.writing():
            pass

    def add(self, dossier: Dossier, *, coded_by: str = "") -> Outcome:
        """Keep an article with its records, in place of what the archive had of it; the same again changes nothing.

        An article is known by its id, which is made of its text. `coded_by` says which version made the records.
        What people have corrected is laid over them. Explanations are not kept: the article can be explained again.
        """
        dossier = replace(dossier, explanations=()) if dossier.explanations else dossier
        _refuse_foreign(dossier)
        digest = store.digest_of(dossier)
        with self.writing() as (archive, keys):
            known = correcting.machine_digest(archive, dossier.article.id)
            outcome: Outcome = "replaced" if known else "added"
            if known == digest:
                outcome = "unchanged"
                archive.execute(
                    "UPDATE articles SET coded_by = ?1 WHERE id = ?2 AND coded_by <> ?1",
                    (coded_by, text_in(dossier.article.id)),
                )
            else:
                correcting.write(archive, keys, dossier, coded_by, now(), digest)
            store.note_source(archive, dossier.article, now())
        return outcome

    def add_source(self, article: Article) -> bool:
        """Note that a text which the archive has was found here too; False where the archive has no such text."""
        with self.writing() as (archive, _):
            return store.note_source(archive, article, now())

    def coded_by(self, article_id: str) -> str | None:
        """Which version coded that article; None where the archive does not have it."""
        with guarded(self.path):
            row = self.reader.execute(
                "SELECT coded_by FROM articles WHERE id = ?", (text_in(article_id),)
            ).fetchone()
        return None if row is None else str(row[0])

    def articles(self, *, but_by: str | None = None) -> Iterator[Article]:
        """Every article as it was read, without its records; only those that `but_by` did not code, if it is given.

        A date that was inferred when the records were made is left out, so that it is inferred anew.
        """
        last = 0
        query = "SELECT no FROM articles WHERE no > ? AND coded_by IS NOT ? ORDER BY no LIMIT 1"
        while True:
            with guarded(self.path), self.snapshot() as reader:
                row = reader.execute(query, (last, but_by)).fetchone()
                if row is None:
                    return
                last = row[0]
                article = store.read_article(reader, self.numbers, last)[0]
            inferred = article.published.how == "inferred"
            yield replace(article, published=Published()) if inferred else article

    def dossier(self, article_id: str) -> Dossier:
        """The article with that id and its records, as corrected.

        Raises ArchiveError where its rows are not those that were put in.
        """
        with guarded(self.path), self.snapshot() as reader:
            row = reader.execute(
                "SELECT no, digest FROM articles WHERE id = ?", (text_in(article_id),)
            ).fetchone()
            if row is None:
                raise InputError(f"{self.path}: no article {article_id}")
            return self._whole(row[0], row[1])

    def dossiers(self) -> Iterator[Dossier]:
        """Every article with its records, in the order in which they came; each is read when it is asked for."""
        last = 0
        while True:
            with guarded(self.path), self.snapshot() as reader:
                row = reader.execute(
                    "SELECT no, digest FROM articles WHERE no > ? ORDER BY no LIMIT 1", (last,)
                ).fetchone()
                if row is None:
                    return
                last, dossier = row[0], self._whole(row[0], row[1])
            yield dossier

    def _whole(self, no: int, digest: bytes) -> Dossier:
        dossier = store.read(self.reader, self.numbers, no)
        if store.digest_of(dossier) != digest:
            raise ArchiveError(
                f"{self.path}: article {dossier.article.id} is damaged: its rows are not those that were put in. "
                "Restore the file from a copy, or add the article again"
            )
        return dossier

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """All reading within sees one state, whatever is written meanwhile."""
        reader = self.reader
        if reader.in_transaction:
            yield reader
            return
        reader.execute("BEGIN")
        try:
            yield reader
        finally:
            if reader.in_transaction:
                reader.execute("ROLLBACK")

    def __len__(self) -> int:
        with guarded(self.path):
            return int(self.reader.execute("SELECT count(*) FROM articles").fetchone()[0])

    def article_ids(self) -> Iterator[str]:
        """The ids of all articles, in the order in which they came."""
        with guarded(self.path):
            rows = self.reader.execute("SELECT id FROM articles ORDER BY no").fetchall()
        yield from (str(text_out(row[0])) for row in rows)


def _refuse_foreign(dossier: Dossier) -> None:
    """A passage of another article would come back as other words."""
    article = dossier.article
    passages = [mention.passage for mention in dossier.mentions]
    passages += [passage for record in dossier.records() for passage in record.evidence]
    for passage in passages:
        if passage.article_id != article.id or article.text[passage.start : passage.end] != passage.text:
            raise InputError(
                f"article {article.id}: {passage.start}:{passage.end} cites words that are not there"
            )
