"""Chancery reads news on international affairs and keeps the record. Importing it does not load spaCy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chancery.errors import ArchiveError, ChanceryError, InputError, ModelError, RuleError
from chancery.records import (
    Actor,
    Answer,
    Article,
    Block,
    Dossier,
    Event,
    Issue,
    Mention,
    Office,
    Passage,
    Place,
    Position,
    Published,
    Record,
    Relation,
    Statement,
    When,
)

if TYPE_CHECKING:
    from chancery.archive import Archive
    from chancery.pipeline import Pipeline

__version__ = "0.1.0"


def load(codebook: str | Path | None = None) -> Pipeline:
    """A ready pipeline with the shipped model: `load()(article)` gives that article's dossier.

    `codebook` is a folder with event rules and actors of your own; docs/codebook.md says how to write them.
    """
    from chancery.pipeline import load as load_pipeline

    return load_pipeline(None if codebook is None else Path(codebook))


def open(path: str | Path | None = None) -> Archive:
    """The archive at path: the file that `chancery add` fills. Without a path, the one that the commands use.

    Nothing is read or made before it is needed; docs/archive.md says what an archive can be asked.
    """
    from chancery.archive import Archive
    from chancery.archive.place import default_archive

    return Archive(default_archive() if path is None else path)


__all__ = [
    "Actor",
    "Answer",
    "ArchiveError",
    "Article",
    "Block",
    "ChanceryError",
    "Dossier",
    "Event",
    "InputError",
    "Issue",
    "Mention",
    "ModelError",
    "Office",
    "Passage",
    "Place",
    "Position",
    "Published",
    "Record",
    "Relation",
    "RuleError",
    "Statement",
    "When",
    "load",
    "open",
]
