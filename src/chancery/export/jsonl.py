"""One dossier a line: for many articles, for pipes, and for reading back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from chancery.errors import InputError
from chancery.export.json import dossier_from_dict, dump
from chancery.records import Dossier


def write(dossiers: Iterable[Dossier], file: TextIO) -> None:
    """An object a line, flushed line by line: an interruption leaves whole lines."""
    for dossier in dossiers:
        file.write(dump(dossier) + "\n")
        file.flush()


def read(file: Iterable[str]) -> Iterator[Dossier]:
    """The dossiers of such a file; InputError names the line that is no dossier."""
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            yield dossier_from_dict(json.loads(line))
        except json.JSONDecodeError as error:
            raise InputError(f"line {number}: no JSON object ({error})") from error
        except InputError as error:
            raise InputError(f"line {number}: {error}") from error
