"""Handing records out: one file a format, each with `write(dossiers, file)`.

`EXPORTERS` maps a format's name to its writer. A writer takes dossiers one by one and flushes after each, so
that what was written before an interruption can be used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from chancery.export import json, jsonl
from chancery.records import Dossier

Writer = Callable[[Iterable[Dossier], TextIO], None]


def _text(dossiers: Iterable[Dossier], file: TextIO) -> None:
    from chancery.terminal import write

    write(dossiers, file)


EXPORTERS: Mapping[str, Writer] = {"text": _text, "json": json.write, "jsonl": jsonl.write}

__all__ = ["EXPORTERS", "Writer"]
