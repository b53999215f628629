"""Chancery reads news on international affairs and keeps the record. Importing it does not load spaCy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chancery.errors import ChanceryError, InputError, ModelError, RuleError
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
    from chancery.pipeline import Pipeline

__version__ = "0.1.0"


def load(codebook: str | Path | None = None) -> Pipeline:
    """A ready pipeline with the shipped model: `load()(article)` gives that article's dossier.

    `codebook` is a folder with event rules and actors of your own; docs/codebook.md says how to write them.
    """
    from chancery.pipeline import load as load_pipeline

    return load_pipeline(None if codebook is None else Path(codebook))


__all__ = [
    "Actor",
    "Answer",
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
]
