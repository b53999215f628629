"""The commands that ask an archive: `search`, `statements`, `events`, `positions`, `relations`, `timeline`, `sql`."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Annotated, Any, TextIO

import typer

from chancery.archive.rows import EventRow, Hit, Moment, PositionRow, RelationRow, StatementRow
from chancery.commands_common import ArchiveFile, counted, opened

asking = typer.Typer(rich_markup_mode="markdown")


class Answer(StrEnum):
    """How an answer is handed out."""

    text = "text"
    json = "json"
    csv = "csv"


Form = Annotated[Answer, typer.Option("--format", "-f", help="A table, a JSON list, or CSV with a heading.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many rows.")]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Not before this day: 2023, 2023-07 or 2023-07-12.")
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Not after this day.")]
Words = Annotated[
    str | None, typer.Option("--text", metavar="PHRASE", help="With this phrase in the record's words.")
]


def _actor(*names: str, help: str) -> Any:
    return typer.Option(*names, metavar="ACTOR", help=help)


def hand_out(
    rows: Sequence[Any],
    kind: type,
    form: Answer,
    limit: int,
    print_rows: Callable[[Sequence[Any], TextIO], None],
) -> None:
    """Print rows as asked. For a person it is said when there are none, or may be more."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    if form is Answer.json:
        _as_json([asdict(row) for row in rows])
    elif form is Answer.csv:
        _as_csv([field.name for field in fields(kind)], [asdict(row) for row in rows])
    elif rows:
        print_rows(rows, sys.stdout)
    if not rows:
        typer.echo("Nothing was found.", err=True)
    elif len(rows) == limit and form is Answer.text:
        typer.echo(f"The first {counted(limit, 'row')}; there may be more (--limit).", err=True)


def _as_json(rows: Sequence[Mapping[str, Any]]) -> None:
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def _as_csv(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


@asking.command("search")
def search(
    phrases: Annotated[
        list[str], typer.Argument(metavar="PHRASE...", help="All of these; `word*` is a beginning.")
    ],
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
    form: Form = Answer.text,
    of: ArchiveFile = None,
) -> None:
    """Find articles by the words of their title and text, the best first.

    Each argument is a phrase, whose words stand together. Accents and capitals do not matter.

    **Examples**: `chancery search "liaison office"`, `chancery search Tokyo "liaison off*" --since 2023-07`
    """
    from chancery.terminal.answers import print_hits

    with opened(of) as archive:
        rows = archive.search(*phrases, since=since, until=until, limit=limit)
        hand_out(rows, Hit, form, limit, print_hits)


@asking.command("statements")
def statements(
    speaker: Annotated[str | None, _actor("--speaker", "-s", help="Who speaks: a name or an id.")] = None,
    to: Annotated[str | None, _actor("--to", help="Who is spoken to.")] = None,
    about: Annotated[str | None, _actor("--about", help="Who is named in what is said.")] = None,
    act: Annotated[
        str | None, typer.Option(metavar="ACT", help="What is done by saying it: deny, demand, …")
    ] = None,
    text: Words = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    form: Form = Answer.text,
    of: ArchiveFile = None,
) -> None:
    """Who said what to whom, the latest first.

    **Example**: `chancery statements --speaker NATO --about China --since 2023-07`
    """
    from chancery.terminal.answers import print_statements

    with opened(of) as archive:
        rows = archive.statements(
            speaker=speaker, to=to, about=about, act=act, text=text, since=since, until=until, limit=limit
        )
        hand_out(rows, StatementRow, form, limit, print_statements)


@asking.command("events")
def events(
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--between", "-b", metavar="ACTOR ACTOR", help="Both have a part in it, on either side."
        ),
    ] = None,
    actor: Annotated[str | None, _actor("--actor", help="Who does it.")] = None,
    recipient: Annotated[str | None, _actor("--recipient", help="Whom it is done to.")] = None,
    kind: Annotated[
        str | None,
        typer.Option("--type", "-t", metavar="TYPE", help="A type of PLOVER: CONSULT, SANCTION, …"),
    ] = None,
    modality: Annotated[
        str | None, typer.Option(metavar="MODALITY", help="happened, planned, threatened, denied, …")
    ] = None,
    text: Words = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    form: Form = Answer.text,
    of: ArchiveFile = None,
) -> None:
    """What happened between whom, the latest first.

    **Example**: `chancery events --between JPN KOR --type CONSULT`
    """
    from chancery.terminal.answers import print_events

    with opened(of) as archive:
        rows = archive.events(
            between=between or (),
            actor=actor,
            recipient=recipient,
            type=kind,
            modality=modality,  # type: ignore[arg-type]
            text=text,
            since=since,
            until=until,
            limit=limit,
        )
        hand_out(rows, EventRow, form, limit, print_events)


@asking.command("positions")
def positions(
    issue: Annotated[
        str | None,
        typer.Option("--issue", "-i", metavar="WORDS", help="Words of the issue, whatever their endings."),
    ] = None,
    holder: Annotated[str | None, _actor("--holder", help="Who takes the position.")] = None,
    stance: Annotated[
        str | None, typer.Option(metavar="STANCE", help="supports, opposes or undecided.")
    ] = None,
    text: Words = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 500,
    form: Form = Answer.text,
    of: ArchiveFile = None,
) -> None:
    """Who stands where: issue by issue, each holder's stance with its days and sources, and who has changed.

    **Example**: `chancery positions --issue "liaison office"`
    """
    from chancery.terminal.answers import print_positions

    with opened(of) as archive:
        rows = archive.positions(
            issue=issue,
            holder=holder,
            stance=stance,  # type: ignore[arg-type]
            text=text,
            since=since,
            until=until,
            limit=limit,
        )
        hand_out(rows, PositionRow, form, limit, print_positions)


@asking.command("relations")
def relations(
    whose: Annotated[str | None, _actor("--of", help="Whose relations, on either side.")] = None,
    to: Annotated[str | None, _actor("--to", help="And to whom.")] = None,
    predicate: Annotated[
        str | None, typer.Option("--predicate", "-p", metavar="PREDICATE", help="member_of, allied_with, …")
    ] = None,
    text: Words = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    form: Form = Answer.text,
    of: ArchiveFile = None,
) -> None:
    """How actors stand to each other, the latest first.

    **Example**: `chancery relations --of Japan`
    """
    from chancery.terminal.answers import print_relations

    with opened(of) as archive:
        rows = archive.relations(
            of=whose, to=to, predicate=predicate, text=text, since=since, until=until, limit=limit
        )
        hand_out(rows, RelationRow, form, limit, print_relations)


@asking.command("timeline")
def timeline(
    actor: Annotated[str | None, _actor("--actor", help="Who has a part in it.")] = None,
    text: Words = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 100,
    form: Form = Answer.text,
    of: ArchiveFile = None,
) -> None:
    """What was done, said and held, the earliest first.

    **Example**: `chancery timeline --actor Japan --text "liaison office"`
    """
    from chancery.terminal.answers import print_timeline

    with opened(of) as archive:
        rows = archive.timeline(actor=actor, text=text, since=since, until=until, limit=limit)
        hand_out(rows, Moment, form, limit, print_timeline)


@asking.command("show")
def show(
    record: Annotated[
        str, typer.Argument(metavar="ID", help="An id, or its first digits as tables show them.")
    ],
    form: Annotated[
        Answer, typer.Option("--format", "-f", help="In full, as JSON, or as a row of CSV.")
    ] = Answer.text,
    of: ArchiveFile = None,
) -> None:
    """Show a record in full: its words in their context, on whose word it stands, what made it, where it was found.

    **Example**: `chancery show 3574a260f`
    """
    from chancery.archive.whole import around
    from chancery.terminal.whole import print_whole

    with opened(of) as archive:
        whole = archive.show(record)
        if form is not Answer.text:
            row = archive.records.row(whole.read)
            hand_out([row], type(row), form, 2, lambda rows, file: None)
            return
        print_whole(whole, archive.records.called, around(whole.read, whole.read.record.evidence), sys.stdout)


@asking.command("sample")
def sample(
    number: Annotated[int, typer.Argument(metavar="N", min=1, help="How many records.")],
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="statement, event, position, relation or answer.")
    ] = None,
    coder: Annotated[
        str | None,
        typer.Option(metavar="CODER", help="Only of this coder, or of those whose names begin so."),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Another number draws others.")] = 1,
    form: Form = Answer.text,
    of: ArchiveFile = None,
) -> None:
    """Draw records at random for review, of those that nobody has reviewed.

    Look at each with `chancery show ID`, and `chancery correct` confirms, edits or rejects it.
    """
    from chancery.terminal.answers import print_timeline

    with opened(of) as archive:
        rows = archive.sample(number, kind=kind, coder=coder, seed=seed)
        hand_out(rows, Moment, form, number + 1, print_timeline)


@asking.command("precision")
def precision_(form: Form = Answer.text, of: ArchiveFile = None) -> None:
    """How often each coder is right, by the records that people have confirmed, edited or rejected.

    With Wilson's 95 % interval. A record that was edited was not right.
    """
    from chancery.archive.reviewed import Precision
    from chancery.terminal.answers import print_precision

    with opened(of) as archive:
        rows = archive.precision()
        hand_out(rows, Precision, form, -1, print_precision)
