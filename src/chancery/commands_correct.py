"""The commands `chancery correct …`: what people say against and beside the machine, kept whatever is coded again."""

from __future__ import annotations

import getpass
import os
from typing import Annotated

import typer

from chancery.archive.corrected import Entry
from chancery.commands_common import ArchiveFile, counted, opened
from chancery.errors import InputError

correct = typer.Typer(
    name="correct",
    help="Reject, edit and add records. What is corrected stays so when articles are coded again.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

Author = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who corrects. Without it: $CHANCERY_AUTHOR, else the user's name."),
]
Note = Annotated[str, typer.Option(metavar="TEXT", help="Why.")]
Id = Annotated[
    str, typer.Argument(metavar="ID", help="The record's id, or its first digits as tables show them.")
]
Fields = Annotated[
    list[str],
    typer.Argument(metavar="FIELD=VALUE...", help="Fields as in the record's JSON; words for passages."),
]


def _author(given: str | None) -> str:
    return given or os.environ.get("CHANCERY_AUTHOR") or getpass.getuser()


def _values(fields: list[str]) -> dict[str, str]:
    values = {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise InputError(f"{field!r}: write FIELD=VALUE, for example stance=opposes")
        values[name.strip()] = value
    return values


@correct.command("confirm")
def confirm(record: Id, author: Author = None, note: Note = "", of: ArchiveFile = None) -> None:
    """Say that a record is right. `chancery precision` counts it for its coder.

    **Example**: `chancery sample 20 --coder positions`, and then `chancery correct confirm 3574a260f`
    """
    with opened(of) as archive:
        number = archive.confirm(record, author=_author(author), note=note)
        typer.echo(f"Correction {number}: confirmed.", err=True)


@correct.command("reject")
def reject(record: Id, author: Author = None, note: Note = "", of: ArchiveFile = None) -> None:
    """Say that a record is wrong. It is no longer found, counted or exported.

    **Example**: `chancery correct reject 3574a260f --note "the speaker is quoted ironically"`
    """
    with opened(of) as archive:
        number = archive.reject(record, author=_author(author), note=note)
        typer.echo(f"Correction {number}: rejected.", err=True)


@correct.command("edit")
def edit(record: Id, fields: Fields, author: Author = None, note: Note = "", of: ArchiveFile = None) -> None:
    """Say what a record should be.

    Passages are given by their words, which must stand once in the article; actors by name or id, several with `;`
    between them; dates as 2023-07-12 or 2023-07-01/2023-07-31; nothing after `=` empties a field.

    **Example**: `chancery correct edit 3574a260f stance=opposes holder=Japan reason="it costs jobs"`
    """
    with opened(of) as archive:
        number = archive.edit(record, _values(fields), author=_author(author), note=note)
        typer.echo(f"Correction {number}: edited.", err=True)


@correct.command("add")
def add(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="The article's id, as `chancery show` prints it.")
    ],
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="statement, event, position, relation or answer.")
    ],
    fields: Fields,
    author: Author = None,
    note: Note = "",
    of: ArchiveFile = None,
) -> None:
    """Add a record that the machine has missed. It must cite words of the article (`evidence=`).

    **Example**: `chancery correct add article:863510fea1b7533b position holder=France stance=opposes
    issue="the plan" evidence="he opposes the plan"`
    """
    with opened(of) as archive:
        number = archive.put(article, kind, _values(fields), author=_author(author), note=note)
        typer.echo(f"Correction {number}: added.", err=True)


Issue = Annotated[bool, typer.Option("--issue", help="Issues are meant, by their labels, not actors.")]


@correct.command("merge")
def merge(
    names: Annotated[list[str], typer.Argument(metavar="ACTOR ACTOR...", help="The first gives its name.")],
    issue: Issue = False,
    author: Author = None,
    note: Note = "",
    of: ArchiveFile = None,
) -> None:
    """Say that actors are one, in all articles. Or issues: `chancery correct merge --issue "the toll" "harbour toll"`.

    **Example**: `chancery correct merge "Ida Solberg" person:i-solberg --note "same envoy"`
    """
    with opened(of) as archive:
        number = archive.merge(*names, author=_author(author), note=note, of="issue" if issue else "actor")
        typer.echo(f"Correction {number}: merged.", err=True)


@correct.command("split")
def split(
    name: Annotated[str, typer.Argument(metavar="ACTOR", help="Its own id, or an issue's own label.")],
    issue: Issue = False,
    author: Author = None,
    note: Note = "",
    of: ArchiveFile = None,
) -> None:
    """Say that an actor (or an issue) that was merged with others stands for itself."""
    with opened(of) as archive:
        number = archive.split(name, author=_author(author), note=note, of="issue" if issue else "actor")
        typer.echo(f"Correction {number}: split.", err=True)


@correct.command("rename")
def rename(
    name: Annotated[str, typer.Argument(metavar="ACTOR", help="A name or an id, or an issue's label.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What it is to be called.")],
    issue: Issue = False,
    author: Author = None,
    note: Note = "",
    of: ArchiveFile = None,
) -> None:
    """Say what an actor (or an issue) is to be called."""
    with opened(of) as archive:
        number = archive.rename(
            name, new, author=_author(author), note=note, of="issue" if issue else "actor"
        )
        typer.echo(f"Correction {number}: renamed.", err=True)


@correct.command("undo")
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `chancery correct log` has it.")],
    author: Author = None,
    note: Note = "",
    of: ArchiveFile = None,
) -> None:
    """Take a correction back. The log keeps both."""
    with opened(of) as archive:
        archive.undo(number, author=_author(author), note=note)
        typer.echo(f"Correction {number} is undone.", err=True)


@correct.command("log")
def log(
    lost: Annotated[
        bool, typer.Option("--lost", help="Only those whose words are gone from the text: for review.")
    ] = False,
    of: ArchiveFile = None,
) -> None:
    """List the corrections, and what became of each."""
    with opened(of) as archive:
        entries = archive.lost_corrections() if lost else archive.corrections()
        for entry in entries:
            typer.echo(_line(entry))
        typer.echo(f"{counted(len(entries), 'correction')}.", err=True)


def _line(entry: Entry) -> str:
    from chancery.terminal.wording import visible

    one = entry.correction
    made = one.made[:16].replace("T", " ")
    note = f" — {one.note}" if one.note else ""
    if "keys" in one.target:
        what = ", ".join(
            [*one.target["keys"], *([f"“{one.target['name']}”"] if "name" in one.target else [])]
        )
        undone = "  undone" if entry.undone else ""
        return f"{one.number:>4}  {made}  {one.author}  {one.action} {one.kind} {visible(what)}{undone}{note}"
    fate = "undone" if entry.undone else ", ".join(sorted(set(entry.fates.values()))) or "not applied"
    target = one.target["fields"]["id"]
    words = " ".join(one.target["key"]["exact"].split())
    return f"{one.number:>4}  {made}  {one.author}  {one.action} {target}  “{visible(words)}”  {fate}{note}"
