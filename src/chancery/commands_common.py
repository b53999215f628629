"""What the commands over an archive share: which archive, and errors as messages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from chancery.archive import Archive
from chancery.archive.place import default_archive
from chancery.errors import ChanceryError

ALL_WELL, SOME_FAILED, REFUSED, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""

ArchiveFile = Annotated[
    Path | None,
    typer.Option(
        "--archive",
        "-a",
        metavar="FILE",
        help="The archive. Without it: $CHANCERY_ARCHIVE, else `chancery/archive.chancery` in the user's data folder.",
        show_default=False,
    ),
]


@contextmanager
def told() -> Iterator[None]:
    """An error made on purpose becomes a message on stderr and status 2."""
    try:
        yield
    except ChanceryError as error:
        typer.echo(f"chancery: {error}", err=True)
        raise typer.Exit(REFUSED) from error


def archive_path(asked: Path | None) -> Path:
    """The archive that is meant."""
    return default_archive() if asked is None else asked


@contextmanager
def opened(asked: Path | None) -> Iterator[Archive]:
    """The archive that is meant, for reading and writing, with errors told."""
    with told(), Archive(archive_path(asked)) as archive:
        yield archive


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "2,000 articles"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def named(document: str, reason: str) -> str:
    """Why a document failed, with its name, once."""
    return reason if document in reason else f"{document}: {reason}"
