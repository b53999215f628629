"""One dossier a line: for many articles, for pipes, and for reading back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from chancery.errors import InputError
from chancery.export.json import dossier_from_dict, dump
from chancery.records import Dossier


def write(dossiers: Iterable[Dossier], file: TextIO) -> None:
    """An object a line, flushed line by line: an interruption leaves whole lines."""
    for dossier in dossiers:
        file.write(dump(dossier) + "\n")
        file.flush()


def read(file: Iterable[str], *, on_error: Callable[[InputError], None] | None = None) -> Iterator[Dossier]:
    """The dossiers of such a file; an InputError names the line that is no dossier.

    With `on_error` such a line is told to it and the next one is read; without, reading stops there.
    """
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            dossier = _dossier(line, number)
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            yield dossier


def _dossier(line: str, number: int) -> Dossier:
    try:
        data = json.loads(line)
        if not isinstance(data, dict):
            raise InputError(f"{type(data).__name__}; a dossier is an object")
        return dossier_from_dict(data)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"line {number}: no JSON object ({error})") from error
    except InputError as error:
        raise InputError(f"line {number}: {error}") from error
