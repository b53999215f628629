"""What each kind of answer shows in a terminal: its columns, and positions as who stands where, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, TextIO

from rich.text import Text

from chancery.terminal.layout import Layout
from chancery.terminal.rows import print_lines
from chancery.terminal.sections import ACT_STYLES, STANCES
from chancery.terminal.tables import Cell, Column, print_table
from chancery.terminal.wording import clip, visible, words_of

if TYPE_CHECKING:
    from chancery.archive.reviewed import Precision
    from chancery.archive.rows import EventRow, Hit, Moment, PositionRow, RelationRow, StatementRow

DAY = Column(name="day", nowrap=True)
WHERE = Column(name="in", style="note", ratio=3, one_line=True)


ID = Column(name="id", style="note", nowrap=True)

NAME, WORDS = Column(name="who", style="name", ratio=4), Column(name="words", style="cited", ratio=10)
STATEMENTS = (
    DAY,
    Column(name="speaker", style="name", ratio=4),
    Column(name="act", ratio=2),
    Column(name="to", ratio=3),
    Column(name="what", style="cited", ratio=10),
    WHERE,
    ID,
)
EVENTS = (
    DAY,
    Column(name="type", style="type", ratio=3),
    NAME,
    Column(name="to whom", style="name", ratio=4),
    WORDS,
    WHERE,
    ID,
)
RELATIONS = (
    DAY,
    NAME,
    Column(name="relation", style="type", ratio=3),
    Column(name="whom", style="name", ratio=4),
    WORDS,
    WHERE,
    ID,
)
TIMELINE = (DAY, NAME, Column(name="what", style="type", ratio=4), WORDS, WHERE, ID)
HITS = (DAY, Column(name="article", style="name", ratio=4), WORDS, WHERE)
POSITIONS = (
    Column(name="holder", style="name", ratio=4),
    Column(name="stance", nowrap=True),
    Column(name="days", nowrap=True),
    Column(name="articles", nowrap=True),
    Column(name="latest words", style="cited", ratio=8),
    WHERE,
    ID,
)

LONGEST_SOURCE = 40
"""Characters of what names an article's source; its title may be long."""


class Source(Protocol):
    """What a row says of its article."""

    @property
    def article_id(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def path(self) -> str | None: ...


def _where(row: Source) -> str:
    """Who published it, else what it is called, else its file."""
    named = row.publisher or row.title or (PurePath(row.path).name if row.path else "")
    return clip(named, LONGEST_SOURCE) or short_id(row.article_id)


def short_id(record_id: str) -> str:
    """As much of an id as `chancery show` needs to find it in an archive of millions."""
    kind, _, digits = record_id.partition(":")
    return digits[:9] if len(digits) == 16 and kind else record_id


def print_statements(rows: Sequence[StatementRow], file: TextIO) -> None:
    """Who said what to whom."""
    print_table(STATEMENTS, (_statement(row) for row in rows), file)


def _statement(row: StatementRow) -> Sequence[Cell]:
    act = f"not {row.act}" if row.negated else row.act
    act = act if row.modality == "happened" else f"{act} ({row.modality})"
    who: Cell = row.speaker_name or (f"“{visible(row.source)}”" if row.source else None)
    style = ACT_STYLES.get(row.act, "act")
    place = _where(row)
    return row.day, who, (act, style), row.addressee_name, row.content, place, short_id(row.id)


def print_events(rows: Sequence[EventRow], file: TextIO) -> None:
    """What happened between whom."""
    print_table(EVENTS, (_event(row) for row in rows), file)


def _event(row: EventRow) -> Sequence[Cell]:
    until = f"{row.day} – {row.until}" if row.until and row.day and row.until[:10] > row.day else row.day
    kind = row.type if row.modality == "happened" else f"{row.type} ({row.modality})"
    words = f"{row.words} ({row.place})" if row.place else row.words
    return (
        until,
        kind,
        row.actor_names,
        row.recipient_names,
        words,
        _where(row),
        short_id(row.id),
    )


def print_relations(rows: Sequence[RelationRow], file: TextIO) -> None:
    """How actors stand to each other."""
    rows_shown = (
        (
            row.day,
            row.subject_name,
            words_of(row.predicate) if row.polarity else f"not {words_of(row.predicate)}",
            row.object_name,
            row.words,
            _where(row),
            short_id(row.id),
        )
        for row in rows
    )
    print_table(RELATIONS, rows_shown, file)


def print_hits(rows: Sequence[Hit], file: TextIO) -> None:
    """Articles in which words were found."""
    print_table(HITS, ((row.day, row.title or _where(row), row.excerpt, row.publisher) for row in rows), file)


def print_timeline(rows: Sequence[Moment], file: TextIO) -> None:
    """What was done, said and held, day by day; a day is named once."""
    shown: list[Sequence[Cell]] = []
    for date, moments in groupby(rows, key=lambda row: row.day):
        for number, row in enumerate(moments):
            words: Cell = row.words
            shown.append((None if number else date, row.who, row.what, words, _where(row), short_id(row.id)))
    print_table(TIMELINE, shown, file)


def print_positions(rows: Sequence[PositionRow], file: TextIO) -> None:
    """Issue by issue who holds which stance, from when to when, in how many articles, and who has changed."""
    by_issue: dict[str, list[PositionRow]] = defaultdict(list)
    for row in rows:
        by_issue[_plain(row.issue)].append(row)
    console = Layout().console(file)
    for number, (_, held) in enumerate(sorted(by_issue.items(), key=lambda item: -len(item[1]))):
        if number:
            console.print()
        print_lines(console, Text(visible(held[0].issue), "chancery.section"))
        print_table(POSITIONS, _held(held), file)


def _plain(label: str) -> str:
    words = label.split()
    return " ".join(
        words[1:] if len(words) > 1 and words[0].lower() in ("the", "a", "an") else words
    ).casefold()


def _held(rows: Iterable[PositionRow]) -> Iterable[Sequence[Cell]]:
    """Each holder's runs of one stance, the latest first; a holder with more than one run has changed."""
    by_holder: dict[str, list[PositionRow]] = defaultdict(list)
    for row in rows:
        by_holder[row.holder].append(row)
    for held in by_holder.values():
        held.sort(key=lambda row: row.day or "", reverse=True)
        for number, (_, same) in enumerate(groupby(held, key=lambda row: (row.stance, row.former))):
            run = list(same)
            sign, style = STANCES[run[0].stance]
            stance = f"{sign} {'once ' if run[0].former else ''}{run[0].stance}"
            who: Cell = ("before that", "note") if number else run[0].holder_name
            articles = str(len({row.article_id for row in run}))
            place = _where(run[0])
            yield who, (stance, style), _days(run), articles, run[0].words, place, short_id(run[0].id)


def _days(run: Sequence[PositionRow]) -> str:
    known = [row.day for row in run if row.day]
    if not known:
        return "?"
    return known[0] if known[0] == known[-1] else f"{known[-1]} – {known[0]}"


def print_precision(rows: Sequence[Precision], file: TextIO) -> None:
    """How often each coder is right."""
    columns = (
        Column(name="coder", style="name", ratio=4),
        *(
            Column(name=name, nowrap=True)
            for name in ("reviewed", "right", "edited", "rejected", "precision")
        ),
        Column(name="95 % interval", style="note", nowrap=True),
    )
    shown = (
        (
            row.coder,
            *(str(count) for count in (row.reviewed, row.right, row.edited, row.rejected)),
            f"{row.precision:.2f}",
            f"{row.low:.2f} – {row.high:.2f}",
        )
        for row in rows
    )
    print_table(columns, shown, file)
