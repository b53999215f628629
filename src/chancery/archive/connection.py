"""Opening an archive's file, and saying in words what SQLite has against it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chancery.archive.schema import APPLICATION, VERSION, migrate
from chancery.errors import ArchiveError

PATIENCE = 60.0
"""Seconds to wait for another process that is writing; one article takes it some milliseconds."""

_EMPTY = "{path}: empty; `chancery add --archive {path} FILE...` fills it"


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into an ArchiveError that says what is wrong and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: {_reason(error)}") from error


def _reason(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    said = str(error)
    if name.startswith("SQLITE_FULL") or name == "SQLITE_IOERR_WRITE":
        return "the disk is full; what was added before is safe. Make room and run the same command again"
    if name == "SQLITE_NOTADB":
        return "no archive of Chancery, or one whose beginning is damaged (it does not begin as an SQLite file does)"
    if name.startswith("SQLITE_CORRUPT"):
        return f"the file is damaged ({said}); `chancery check` says how far. Restore it from a copy"
    if name.startswith("SQLITE_READONLY"):
        return "the file cannot be written (read-only)"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"another process has been writing for {PATIENCE:.0f} seconds; try again when it is done"
    if name.startswith("SQLITE_CANTOPEN"):
        return (
            "the file cannot be opened; its folder must exist, be readable, and have room for a few kilobytes"
        )
    if name.startswith("SQLITE_IOERR"):
        return f"the disk cannot be read or written ({said})"
    return said


def connect_writer(path: Path) -> sqlite3.Connection:
    """A connection that may write; makes the file, and brings an older archive to this version."""
    _refuse_folder(path)
    new = not path.exists() or path.stat().st_size == 0
    if not new:
        _refuse_unreadable(path)
    if not os.access(path.parent if new else path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise ArchiveError(f"{path}: the file cannot be written (read-only)")
    with guarded(path):
        archive = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            if not new:
                _check_kind(archive, path)
            _set_up(archive)
            migrate(archive)
        except BaseException:
            archive.close()
            raise
    return archive


def _set_up(archive: sqlite3.Connection) -> None:
    archive.execute("PRAGMA journal_mode = WAL")
    archive.execute("PRAGMA synchronous = NORMAL")
    archive.execute("PRAGMA wal_autocheckpoint = 250")  # pages: a megabyte waits beside the file, not four
    archive.execute("PRAGMA temp_store = MEMORY")
    archive.execute("PRAGMA cache_size = -32000")


def connect_reader(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, whatever is asked of it; it waits for nobody and keeps nobody waiting."""
    _refuse_folder(path)
    if not path.exists():
        raise ArchiveError(f"{path}: no such archive; `chancery add --archive {path} FILE...` makes one")
    _refuse_unreadable(path)
    with guarded(path):
        try:
            return _reader(path, "mode=ro")
        except sqlite3.OperationalError as error:
            waiting = Path(f"{path}-wal")
            unwritten = waiting.exists() and waiting.stat().st_size > 0
            if error.sqlite_errorname not in ("SQLITE_CANTOPEN", "SQLITE_READONLY_CANTINIT") or unwritten:
                raise
            return _reader(
                path, "mode=ro&immutable=1"
            )  # a folder that cannot be written: nobody else writes it


def _reader(path: Path, options: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{options}"
    archive = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        _check_kind(archive, path)
        if archive.execute("PRAGMA user_version").fetchone()[0] == 0:
            raise ArchiveError(_EMPTY.format(path=path))
        archive.execute("PRAGMA query_only = 1")
        archive.execute("PRAGMA mmap_size = 268435456")
    except BaseException:
        archive.close()
        raise
    return archive


def _check_kind(archive: sqlite3.Connection, path: Path) -> None:
    archive.execute("BEGIN")  # one state: another process may be making it at this moment
    try:
        tables = archive.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        application = archive.execute("PRAGMA application_id").fetchone()[0]
        version = archive.execute("PRAGMA user_version").fetchone()[0]
    finally:
        archive.execute("ROLLBACK")
    if application != APPLICATION and tables:
        raise ArchiveError(f"{path}: an SQLite file, but no archive of Chancery; nothing was changed in it")
    if version > VERSION:
        raise ArchiveError(
            f"{path}: made by a newer version of Chancery (archive version {version}; this one knows up to "
            f"{VERSION}). Update Chancery to use it; nothing was changed"
        )


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise ArchiveError(f"{path}: a folder; name a file, for example {path}/news.chancery")
    if not path.parent.is_dir():
        raise ArchiveError(f"{path}: there is no folder {path.parent}")


def _refuse_unreadable(path: Path) -> None:
    """Refuse what can be seen to be no archive without opening it.

    Nothing but SQLite may open the file: when a process closes any handle of it, the system drops all the locks that
    SQLite holds in that process, and another process may then take away the log that this one is writing to.
    """
    if not os.access(path, os.R_OK):
        raise ArchiveError(f"{path}: cannot be read: no permission")
    if path.stat().st_size == 0:
        raise ArchiveError(_EMPTY.format(path=path))
