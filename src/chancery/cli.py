"""The command line: each command parses, calls the library, and prints."""

from __future__ import annotations

import datetime
import gc
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer

from chancery import __version__
from chancery.batch import Batch, Failure
from chancery.commands_archive import archive as archive_commands
from chancery.commands_asking import asking as asking_commands
from chancery.commands_codebook import codebook as codebook_commands
from chancery.commands_correct import correct as correct_commands
from chancery.commands_export import export
from chancery.errors import ChanceryError, LanguageError
from chancery.export import EXPORTERS, Writer
from chancery.records import Published

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

ALL_WELL, SOME_FAILED, NOTHING, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit statuses; the last two are what shells give for SIGINT and SIGPIPE."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")

app = typer.Typer(
    name="chancery",
    help="Reads news on international affairs and keeps the record: who said what to whom, what happened, "
    "who stands where. Every line cites its words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


app.add_typer(codebook_commands)
app.add_typer(archive_commands)
app.add_typer(asking_commands)
app.add_typer(correct_commands)
app.command()(export)


class Format(StrEnum):
    """How a record is handed out."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


class Cite(StrEnum):
    """What stands in the margin of a printed record."""

    lines = "lines"
    offsets = "offsets"
    none = "none"


class Report(StrEnum):
    """How measures are printed."""

    text = "text"
    json = "json"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"chancery {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


@app.command()
def read(
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Text, Markdown, HTML, JSONL, CSV, RSS, Atom or WARC, in gzip too, or a web address; `-` is a pipe.",
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to hand out the record.")] = Format.text,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here, not to the terminal.")
    ] = None,
    cite: Annotated[
        Cite, typer.Option(help="In the margin: the line of the text, character offsets, or nothing.")
    ] = Cite.lines,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="When the articles appeared, where you know it.")
    ] = None,
    codebook: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Event rules of your own, beside ours (`chancery codebook --help`)."
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Sentence by sentence: the rule or model behind each record, and what was tried in vain.",
        ),
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="CODE", help="Take the articles to be in this language (`en`), whatever they seem."
        ),
    ] = None,
    example: Annotated[bool, typer.Option("--example", help="Read the bundled example article.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary on stderr.")
    ] = False,
) -> None:
    """Read articles into their record: statements, events, positions, relations, answers.

    Without a FILE, reads the bundled example.

    **Examples**

    - `chancery read article.txt`: print the record
    - `chancery read --format json page.html`: one article as JSON
    - `chancery read -f jsonl -o records.jsonl news/*.txt`: many, an object a line
    - `chancery read -f jsonl -o records.jsonl news.jsonl`: an article a line (text, title, url, date, …)
    - `curl -s URL | chancery read -`: a page from standard input
    - `chancery read --explain article.txt`: why each record is there, and why a sentence gave none

    **Exit status**: 0 when everything was read, 1 when some documents failed (each is named with the reason,
    the others are read), 2 when nothing could be read or the command is wrong, 130 when interrupted (what was
    written until then is whole).
    """
    if example and documents:
        _refuse("--example reads the bundled article; give no FILE with it")
    if language is not None and not _LANGUAGE.fullmatch(language):
        _refuse(f"--language {language!r} is no language code; write it as ISO 639-1 does, for example en")
    published = _published(date)
    paths = documents or []
    if output is not None and any(_same(output, path) for path in paths if path != "-"):
        _refuse(f"{output} is one of the articles; writing the record there would destroy it")
    read_as = partial(
        _read, form=form, output=output, cite=cite, published=published, language=language, explain=explain,
        quiet=quiet, codebook=codebook,
    )  # fmt: skip
    if not paths:
        if not example and not quiet:
            typer.echo("No FILE given: reading the bundled example.", err=True)
        with as_file(files("chancery") / "assets" / "examples" / "summit.txt") as path:
            status = read_as([str(path)])
    else:
        status = read_as(paths)
    raise typer.Exit(status)


def _same(output: Path, path: str) -> bool:
    """Whether two names are of one file; links that lead in a circle are of none."""
    return os.path.realpath(output) == os.path.realpath(path)


def _read(
    paths: list[str],
    *,
    form: Format,
    output: Path | None,
    cite: Cite,
    published: Published | None,
    language: str | None,
    explain: bool,
    quiet: bool,
    codebook: Path | None,
) -> int:
    writer = _writer(form, cite)
    with _opened(output) as file, _progress(len(paths), quiet, file) as (advance, say):
        batch = Batch(
            _load if codebook is None else partial(_load, codebook),
            published=published,
            language=language,
            explain=explain,
            on_failure=lambda failure: say(_told(failure)),
            on_file=advance,
        )
        try:
            writer(batch.dossiers(paths), file)
        except KeyboardInterrupt:
            say(f"Interrupted after {_documents(batch.done)}; what was written is whole.")
            return INTERRUPTED
        except BrokenPipeError:
            _silence(file)
            return PIPE_CLOSED
    if not quiet and (len(paths) > 1 or batch.failures):
        _summary(batch)
    if batch.failures:
        return SOME_FAILED if batch.done else NOTHING
    return ALL_WELL


def _load(codebook: Path | None = None) -> Pipeline:
    """The pipeline, loaded without the garbage collector: there is nothing to collect yet, a fifth of a second long."""
    gc.disable()
    try:
        from chancery.pipeline import load

        return load(codebook)
    except ChanceryError as error:
        _refuse(str(error))
    finally:
        gc.enable()


def _writer(form: Format, cite: Cite) -> Writer:
    if form is not Format.text:
        return EXPORTERS[form]
    from chancery.terminal import Layout, write

    return partial(write, layout=Layout(citing=cite.value))


def _published(date: str | None) -> Published | None:
    if date is None:
        return None
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        _refuse(f"--date {date!r} is no date; write it as YYYY-MM-DD, for example 2023-07-12")
    return Published(date=day.isoformat(), how="metadata", why="given by the reader")


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or that file; always UTF-8, and what cannot be written in it escaped."""
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        yield sys.stdout
        return
    try:
        file = output.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        _refuse(f"cannot write {output}: {error.strerror}")
    with file:
        yield file


@contextmanager
def _progress(
    total: int, quiet: bool, file: TextIO
) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
    """How to count a file as read, and how to say something on stderr without disturbing the bar.

    There is a bar only for many files, on a terminal that does not show the records themselves.
    """

    def say(message: str) -> None:
        typer.echo(message, err=True)

    if quiet or total < 2 or not sys.stderr.isatty() or file.isatty():
        yield (lambda: None), say
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False, markup=False)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=total)
        yield (lambda: progress.advance(task)), console.print


def _told(failure: Failure) -> str:
    """The reason with the document's name, once, and with what to do about it here."""
    reason = failure.reason
    if isinstance(failure.error, LanguageError):
        reason = f"{failure.error.found} (if it is English, say --language en)"
    return f"chancery: {reason}" if failure.document in reason else f"chancery: {failure.document}: {reason}"


def _documents(number: int) -> str:
    return f"{number} document" + ("" if number == 1 else "s")


def _summary(batch: Batch) -> None:
    failed = f", {len(batch.failures)} failed" if batch.failures else ""
    typer.echo(f"{_documents(batch.done)} read{failed}.", err=True)


def _silence(file: TextIO) -> None:
    """Keep Python from complaining at its end about a pipe that nobody reads any more."""
    if file is sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse(message: str) -> NoReturn:
    typer.echo(f"chancery: {message}", err=True)
    raise typer.Exit(NOTHING)


@app.command()
def actors(
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="A name, an acronym, a demonym, or an id.")
    ],
) -> None:
    """Show what the knowledge base holds on an actor, with its sources.

    **Examples**: `chancery actors NATO`, `chancery actors "Jens Stoltenberg"`, `chancery actors state:JPN`

    **Exit status**: 0, or 2 when nobody is known by that name.
    """
    from chancery.actors.knowledge import knowledge

    described = knowledge().describe(" ".join(name))
    if described is None:
        _refuse(f"nobody is known by the name {' '.join(name)!r}")
    from chancery.terminal import fitted

    typer.echo(fitted(str(described), sys.stdout))


@app.command()
def evaluate(
    gold: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="polnear, plv, plover_gsr, petrarch2, dse, re3d, conllu, coref, speakers or positions.",
        ),
    ],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The gold data in that format.")],
    predictions: Annotated[
        Path | None, typer.Option(metavar="OUT.jsonl", help="Keep the predictions, a row an item.")
    ] = None,
    form: Annotated[Report, typer.Option("--format", "-f", help="How to print the figures.")] = Report.text,
) -> None:
    """Measure the records against gold data.

    **Example**: `chancery evaluate polnear corpora/polnear/dev --predictions polnear.jsonl`
    """
    import json

    from chancery.evaluate import GOLD

    if gold not in GOLD:
        listed = "\n".join(f"  {known.name:9} {known.about}" for known in GOLD.values())
        _refuse(f"no gold format {gold!r}. Formats:\n{listed}")
    if not path.exists() and not any(path.parent.glob(path.name)):
        _refuse(f"{path}: no such file or folder")
    from chancery.pipeline import load

    try:
        rows = list(GOLD[gold].predict(path, load()))
        measures = GOLD[gold].measure(path, rows)
    except ChanceryError as error:
        _refuse(str(error))
    if predictions is not None:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        predictions.write_text("".join(lines), encoding="utf-8")
    if form is Report.json:
        typer.echo(json.dumps(measures))
        return
    widest = max(map(len, measures), default=0)
    for measure, value in measures.items():
        typer.echo(
            f"{measure:{widest}}  {value:.4f}" if isinstance(value, float) else f"{measure:{widest}}  {value}"
        )


def main() -> None:
    """The entry point: an error made on purpose is a message and status 2, never a traceback."""
    try:
        app()
    except ChanceryError as error:
        typer.echo(f"chancery: {error}", err=True)
        sys.exit(NOTHING)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
