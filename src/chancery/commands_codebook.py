"""The commands `chancery codebook …`: event rules and actors of a user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chancery.errors import ChanceryError

SLIPS, REFUSED = 1, 2
"""Exit statuses: some sentences are read otherwise than their rules say; nothing could be done."""

codebook = typer.Typer(
    name="codebook",
    help="Event rules and actors of your own: check them, or make them of PETRARCH's dictionaries.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


@codebook.command("check")
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the codebook.")],
) -> None:
    """Read a codebook and hold its rules against the sentences that they carry.

    **Exit status**: 0 when all is well, 1 when a rule reads one of its sentences otherwise than it says, 2 when the
    codebook has an error.
    """
    from chancery.codebooks import check as checked
    from chancery.pipeline import load

    try:
        rules, sentences, slips = checked(folder, load())
    except ChanceryError as error:
        typer.echo(f"chancery: {error}", err=True)
        raise typer.Exit(REFUSED) from error
    for slip in slips:
        typer.echo(str(slip))
    typer.echo(f"{rules} rules, {sentences} sentences, {len(slips)} read otherwise", err=True)
    raise typer.Exit(SLIPS if slips else 0)


@codebook.command("import")
def import_(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write.")],
    verbs: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A verb dictionary of TABARI, PETRARCH or PETRARCH2.")
    ] = None,
    actors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="An actor dictionary of the same.")
    ] = None,
) -> None:
    """Make a codebook of PETRARCH-style dictionaries. What has no counterpart is named, with its line.

    **Example**: `chancery codebook import --verbs CAMEO.verbs.txt --actors Countries.actors.txt -o mine`
    """
    from chancery.codebooks import import_petrarch

    if verbs is None and actors is None:
        typer.echo("chancery: give --verbs FILE, --actors FILE or both", err=True)
        raise typer.Exit(REFUSED)
    try:
        made = import_petrarch(verbs, actors, output)
    except ChanceryError as error:
        typer.echo(f"chancery: {error}", err=True)
        raise typer.Exit(REFUSED) from error
    for reason in made.left_out:
        typer.echo(f"left out: {reason}", err=True)
    typer.echo(
        f"{made.rules} rules, {made.classes} word classes, {made.actors} actors in {output}; "
        f"{len(made.left_out)} left out",
        err=True,
    )
