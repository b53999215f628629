"""The commands that fill an archive and look after it: `add`, `failures`, `check`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chancery import __version__
from chancery.archive import Archive
from chancery.archive.check import check as faults_of
from chancery.archive.columns import KINDS
from chancery.archive.ledger import failures as failures_of
from chancery.commands_common import (
    ALL_WELL,
    INTERRUPTED,
    REFUSED,
    SOME_FAILED,
    ArchiveFile,
    archive_path,
    counted,
    named,
    opened,
    told,
)

if TYPE_CHECKING:
    from chancery.adding import Adder, Summary
    from chancery.pipeline import Pipeline

archive = typer.Typer(rich_markup_mode="markdown")


def load(codebook: Path | None = None) -> Pipeline:
    """The pipeline, in whichever process asks for it."""
    from chancery.pipeline import load as load_pipeline

    return load_pipeline(codebook)


@archive.command("add")
def add(
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders with all that is in them, patterns; `-` is standard input.",
        ),
    ],
    into: ArchiveFile = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            max=256,
            metavar="N",
            help="Processes that code. Without it: one a processor.",
        ),
    ] = None,
    codebook: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Event rules of your own, beside ours (`chancery codebook --help`)."
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Code also what the archive has from this version already.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary on stderr.")
    ] = False,
) -> None:
    """Read articles and keep their records in an archive.

    What the archive has already is not coded again. The command can be interrupted, or killed, at any moment: the
    archive holds whole articles, and the same command goes on where it stopped. Two may run at once.

    **Examples**

    - `chancery add news/`: all files in a folder and its folders
    - `chancery add --archive gulf.chancery 'gulf/**/*.html' --jobs 4`

    **Exit status**: 0 when everything was added or there already, 1 when some documents failed (`chancery failures`
    lists them), 2 when nothing could be added or the archive cannot be used, 130 when interrupted.
    """
    from chancery.adding import documents as meant

    path = archive_path(into)
    with told():
        if into is None:
            path.parent.mkdir(parents=True, exist_ok=True)
        found = [document for document in meant(documents) if not _is_archive(document, path)]
    with opened(path) as archive, _progress(len(found), quiet) as (on_document, on_article, say):
        adder = _adder(archive, codebook, jobs, again, found, on_document, on_article, say)
        try:
            summary = adder.add(found)
        except KeyboardInterrupt:
            kept = adder.summary.articles
            say(f"Interrupted; {counted(kept, 'article')} kept. The same command goes on from here.")
            raise typer.Exit(INTERRUPTED) from None
        if not quiet:
            say(_told(summary, archive))
    raise typer.Exit(_status(summary))


def _adder(
    archive: Archive,
    codebook: Path | None,
    jobs: int | None,
    again: bool,
    found: list[str],
    on_document: Callable[[], None],
    on_article: Callable[[], None],
    say: Callable[[str], None],
) -> Adder:
    from chancery.adding import Adder, sensible_jobs

    return Adder(
        archive,
        load if codebook is None else partial(load, codebook),
        coded_by=_version_of(codebook),
        jobs=jobs or sensible_jobs(found),
        again=again,
        on_failure=lambda failure: say(f"chancery: {named(failure.document, failure.reason)}"),
        on_document=on_document,
        on_article=on_article,
    )


def _version_of(codebook: Path | None) -> str:
    """What coded an article: the version, and which codebook beside it."""
    if codebook is None:
        return __version__
    from chancery.evaluate import digest_of

    return f"{__version__}+{digest_of(codebook)[:12]}"


def _is_archive(document: str, path: Path) -> bool:
    """Whether a file in the folder is the archive itself, or what SQLite keeps beside it."""
    own = str(path.absolute())
    return str(Path(document).absolute()) in (own, f"{own}-wal", f"{own}-shm", f"{own}-journal")


def _status(summary: Summary) -> int:
    if not summary.failures:
        return ALL_WELL
    return SOME_FAILED if summary.articles or summary.had or summary.passed_over else REFUSED


def _told(summary: Summary, archive: Archive) -> str:
    parts = [f"{counted(summary.added, 'article')} added"]
    parts += [f"{summary.replaced:,} coded anew"] if summary.replaced else []
    parts += [f"{summary.unchanged:,} coded again, unchanged"] if summary.unchanged else []
    parts += [f"{summary.had:,} there already"] if summary.had else []
    parts += [f"{counted(summary.passed_over, 'document')} done before"] if summary.passed_over else []
    parts += [f"{len(summary.failures):,} failed (see `chancery failures`)"] if summary.failures else []
    return f"{', '.join(parts)}. {archive.path} holds {counted(len(archive), 'article')}."


@contextmanager
def _progress(
    total: int, quiet: bool, doing: str = "adding"
) -> Iterator[tuple[Callable[[], None], Callable[[], None], Callable[[str], None]]]:
    """How to count a document and an article as done, and how to say something beside the bar."""

    def say(message: str) -> None:
        typer.echo(message, err=True)

    def ignore() -> None:
        pass

    if quiet or not sys.stderr.isatty():
        yield ignore, ignore, say
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("· {task.fields[rate]} ·"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    console = Console(stderr=True, highlight=False, markup=False)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(doing, total=total, rate="0 articles")
        articles = 0

        def on_article() -> None:
            nonlocal articles
            articles += 1
            elapsed = max(bar.tasks[0].elapsed or 0.0, 0.001)
            said = f"{counted(articles, 'article')}, {articles / elapsed:.1f} a second"
            bar.update(task, advance=0 if doing == "adding" else 1, rate=said)

        yield lambda: bar.advance(task), on_article, console.print


@archive.command("recode")
def recode(
    of: ArchiveFile = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="Processes that code.")
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Event rules of your own, beside ours.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Code also what this version has coded.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Code the articles of an archive again with the installed version, and say what has changed.

    Corrections are kept: they are laid over what this version says. It may be interrupted, and goes on later.

    **Exit status**: as of `chancery add`.
    """
    with opened(of) as archive:
        total = sum(1 for _ in archive.articles(but_by=None if again else _version_of(codebook)))
        with _progress(total, quiet, "recoding") as (_, on_article, say):
            adder = _adder(archive, codebook, jobs, again, [], lambda: None, on_article, say)
            try:
                summary = adder.recode()
            except KeyboardInterrupt:
                say(
                    f"Interrupted; {counted(adder.summary.articles, 'article')} coded again. Run it again to go on."
                )
                raise typer.Exit(INTERRUPTED) from None
        typer.echo(f"{counted(summary.replaced, 'article')} changed, {summary.unchanged:,} unchanged")
        for kind in KINDS:
            if summary.new[kind] or summary.gone[kind]:
                typer.echo(f"{kind}s: {summary.new[kind]:,} new, {summary.gone[kind]:,} gone")
        lost = len(archive.lost_corrections())
        if lost:
            typer.echo(
                f"{counted(lost, 'correction')} lost their words: `chancery correct log --lost`", err=True
            )
    raise typer.Exit(_status(summary))


@archive.command("failures")
def failures(
    of: ArchiveFile = None,
    clear: Annotated[bool, typer.Option("--clear", help="Forget them, having shown them.")] = False,
) -> None:
    """List the documents that could not be added, each with the reason.

    One that is added later is no longer listed.
    """
    from chancery.archive.ledger import forget_failures

    with opened(of) as archive:
        lost = list(failures_of(archive))
        for failure in lost:
            typer.echo(f"{failure.met[:10]}  {named(failure.document, failure.reason)}")
        if clear and lost:
            forget_failures(archive)
        typer.echo(f"{counted(len(lost), 'document')} failed.", err=True)


@archive.command("check")
def check(of: ArchiveFile = None) -> None:
    """Find out whether an archive is whole: the file, its indexes, and every article against its checksum.

    **Exit status**: 0 when it is whole, 1 when it is damaged, 2 when there is no archive to check.
    """
    path = archive_path(of)
    with told():
        found = 0
        for fault in faults_of(path):
            typer.echo(fault)
            found += 1
    if found:
        typer.echo(
            f"{path} is damaged. Restore it from a copy; until then nothing in it can be relied on.", err=True
        )
        raise typer.Exit(SOME_FAILED)
    with opened(path) as archive:
        typer.echo(f"{path} is whole: {counted(len(archive), 'article')}, each as it was added.", err=True)
