"""Handing records out: one file a format, each with `write(dossiers, file)`.

`EXPORTERS` maps a format's name to its writer into a text stream: it takes dossiers one by one and flushes after
each, so that what was written before an interruption can be used. `FILE_EXPORTERS` are the formats that are a file
of their own (a database) or a folder: their writers take a path, which is new, or an empty folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, TextIO

from chancery.export import json, jsonl
from chancery.records import Dossier

Writer = Callable[[Iterable[Dossier], TextIO], None]
PathWriter = Callable[[Iterable[Dossier], Path], None]


def _later(module: str, function: str = "write") -> Callable[..., Any]:
    """That function, whose module is imported when it is first called: most runs need one format."""

    def call(*arguments: Any, **options: Any) -> Any:
        return getattr(import_module(module), function)(*arguments, **options)

    return call


EXPORTERS: Mapping[str, Writer] = {
    "text": _later("chancery.terminal"),
    "json": json.write,
    "jsonl": jsonl.write,
    "gdelt": _later("chancery.export.gdelt", "write_events"),
    "gdelt-mentions": _later("chancery.export.gdelt", "write_mentions"),
    "polecat": _later("chancery.export.polecat"),
    "icews": _later("chancery.export.icews"),
    "plover": _later("chancery.export.plover"),
    "petrarch2": _later("chancery.export.petrarch2"),
    "dna-csv": _later("chancery.export.dna", "write_event_list"),
    "web-annotation": _later("chancery.export.web_annotation"),
    "graphml": _later("chancery.export.networks", "write_graphml"),
    "gexf": _later("chancery.export.networks", "write_gexf"),
}
"""The formats that are one text, by name. `graphml` and `gexf` write who acts on whom; `network_writer` has more."""


def network_writer(form: str, network: str) -> Writer:
    """The writer of that network in that format, `graphml` or `gexf`; NETWORKS has the networks."""
    return partial(EXPORTERS[form], **{"network": network})


@dataclass(frozen=True, slots=True)
class PathExporter:
    """A writer that wants a path, and whether it fills a folder or makes a file."""

    fills: Literal["file", "folder"]
    write: PathWriter


FILE_EXPORTERS: Mapping[str, PathExporter] = {
    "csv": PathExporter("folder", _later("chancery.export.tables", "write_csv")),
    "parquet": PathExporter("folder", _later("chancery.export.tables", "write_parquet")),
    "dna": PathExporter("file", _later("chancery.export.dna")),
    "brat": PathExporter("folder", _later("chancery.export.brat")),
}
"""The formats that are a file or a folder of their own, by name."""

__all__ = ["EXPORTERS", "FILE_EXPORTERS", "PathExporter", "PathWriter", "Writer", "network_writer"]
