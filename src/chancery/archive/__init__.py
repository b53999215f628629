"""The archive: dossiers kept in one SQLite file, found again, counted once, corrected by people."""

from __future__ import annotations

from chancery.archive.archive import Archive, Outcome
from chancery.archive.schema import VERSION

__all__ = ["VERSION", "Archive", "Outcome"]
