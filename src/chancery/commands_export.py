"""The command `chancery export`: records into the formats that other tools read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, NoReturn

import typer

from chancery.errors import ChanceryError, InputError
from chancery.export import EXPORTERS, FILE_EXPORTERS, PathExporter, Writer, jsonl, network_writer
from chancery.records import Dossier

ALL_WELL, SOME_FAILED, REFUSED, PIPE_CLOSED = 0, 1, 2, 141
"""Exit statuses: everything was written; some lines were no dossiers; nothing was done; nobody read on."""

NETWORK_FORMATS = ("graphml", "gexf")
NETWORK_NAMES = ("events", "congruence", "conflict", "affiliation")


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="csv, parquet, gdelt, gdelt-mentions, polecat, icews, plover, petrarch2, dna, dna-csv, brat, "
            "web-annotation, graphml, gexf, json, jsonl or text.",
        ),
    ],
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Records as `chancery read -f jsonl` writes them; `-` is a pipe."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file or the new folder to write; without, to the terminal."),
    ] = None,
    network: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="For graphml and gexf: events, congruence, conflict or affiliation."
        ),
    ] = None,
) -> None:
    """Hand records on in the formats of other tools. docs/exports.md describes every column.

    **Examples**

    - `chancery export gdelt records.jsonl -o events.tsv`: event data in GDELT's columns
    - `chancery export dna records.jsonl -o project.dna`: a project for Discourse Network Analyzer 3
    - `chancery export csv records.jsonl -o tables`: a folder with a table for each kind of record
    - `chancery export gexf --network conflict records.jsonl -o conflict.gexf`: a network for Gephi

    **Exit status**: 0 when everything was written, 1 when some lines hold no dossier (each is named with the
    reason, the others are written), 2 when nothing could be written or the command is wrong.
    """
    if form not in EXPORTERS and form not in FILE_EXPORTERS:
        _refuse(f"no format {form!r}. Formats: {', '.join(sorted((*EXPORTERS, *FILE_EXPORTERS)))}")
    if network is not None and form not in NETWORK_FORMATS:
        _refuse(f"--network goes with graphml and gexf, not with {form}")
    if network is not None and network not in NETWORK_NAMES:
        _refuse(f"no network {network!r}. Networks: {', '.join(NETWORK_NAMES)}")
    source = _Source(documents)
    try:
        if form in FILE_EXPORTERS:
            _to_path(FILE_EXPORTERS[form], source, output, form)
        else:
            writer = network_writer(form, network) if network else EXPORTERS[form]
            _to_stream(writer, source, output)
    except ChanceryError as error:
        _refuse(str(error))
    except BrokenPipeError:
        # Nobody reads any more; without this Python would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from None
    except OSError as error:
        _refuse(f"cannot write {error.filename or output or 'the output'}: {error.strerror}")
    raise typer.Exit(SOME_FAILED if source.failed else ALL_WELL)


class _Source:
    """The dossiers of some files, each article once; what fails is told and counted in `failed`."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = list(paths)
        self.failed = 0
        missing = [path for path in self._paths if path != "-" and not Path(path).is_file()]
        if missing:
            _refuse(f"{missing[0]}: no such file")

    def dossiers(self) -> Iterator[Dossier]:
        """Every dossier in order. The first of several with the same article is kept."""
        seen: set[str] = set()
        for path in self._paths:
            name = "standard input" if path == "-" else path
            for dossier in self._of_file(path, name):
                if dossier.article.id in seen:
                    typer.echo(f"chancery: {name}: {dossier.article.id} a second time, left out", err=True)
                    continue
                seen.add(dossier.article.id)
                yield dossier

    def _of_file(self, path: str, name: str) -> Iterator[Dossier]:
        told = self._teller(name)
        if path == "-":
            yield from jsonl.read(sys.stdin, on_error=told)
            return
        with Path(path).open(encoding="utf-8", errors="replace", newline="\n") as file:
            yield from jsonl.read(file, on_error=told)

    def _teller(self, name: str) -> Callable[[InputError], None]:
        def told(error: InputError) -> None:
            self.failed += 1
            typer.echo(f"chancery: {name}: {error}", err=True)

        return told

    def is_one_of(self, output: Path) -> bool:
        """Whether that path is one of the files that are read."""
        return any(path != "-" and Path(path).resolve() == output.resolve() for path in self._paths)


def _to_stream(writer: Writer, source: _Source, output: Path | None) -> None:
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        writer(source.dossiers(), sys.stdout)
        return
    _require_free(source, output)
    with _beside(output) as made:
        with made.open("w", encoding="utf-8", newline="", errors="backslashreplace") as file:
            writer(source.dossiers(), file)
        made.replace(output)


def _to_path(exporter: PathExporter, source: _Source, output: Path | None, form: str) -> None:
    if output is None:
        _refuse(f"{form} is a {exporter.fills}; name it with -o")
    _require_free(source, output)
    folder = exporter.fills == "folder"
    if folder and output.exists() and (not output.is_dir() or any(output.iterdir())):
        _refuse(f"{output}: exists and is no empty folder; name another")
    with _beside(output) as made:
        if folder:
            made.mkdir()
        exporter.write(source.dossiers(), made)
        # An empty folder gives way to a folder, a file to a file.
        made.replace(output)


def _require_free(source: _Source, output: Path) -> None:
    if source.is_one_of(output):
        _refuse(f"{output} is one of the files that are read; writing there would destroy it")


@contextmanager
def _beside(output: Path) -> Iterator[Path]:
    """A path in the output's own folder: what is made there takes the output's place when it is whole."""
    if not output.parent.is_dir():
        _refuse(f"{output.parent}: no such folder")
    with TemporaryDirectory(prefix=".chancery-", dir=output.parent) as folder:
        yield Path(folder) / output.name


def _refuse(message: str) -> NoReturn:
    typer.echo(f"chancery: {message}", err=True)
    raise typer.Exit(REFUSED)
