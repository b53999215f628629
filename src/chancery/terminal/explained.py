"""A dossier sentence by sentence: the records that each gave with what made them, and what was tried in vain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from chancery.records import (
    Answer,
    Dossier,
    Event,
    Explanation,
    Made,
    Passage,
    Position,
    Record,
    Relation,
    Statement,
    Tried,
)
from chancery.terminal import sections
from chancery.terminal.rows import Heading, Row, Section, text
from chancery.terminal.wording import Names, clip, joined, quoted, visible

LONGEST_SENTENCE = 400
"""Characters of a sentence that are shown; its records cite their words anyway."""

MOST_TRIED, MOST_ENTRIES = 8, 4
"""Reasons under one word, and entries under one reason, that are listed; JSON has all."""


def sentences(dossier: Dossier, names: Names) -> Section:
    """Each sentence with its records and what was tried, in the order of the text."""
    records = {record.id: record for record in dossier.records()}
    rows: list[Row | Heading] = []
    for explanation in dossier.explanations:
        said = clip(visible(explanation.sentence.text), LONGEST_SENTENCE)
        rows.append(
            Row(
                at=explanation.sentence,
                left=Text(),
                lines=[Text(said, "chancery.title")],
                apart=True,
                wide=True,
            )
        )
        for made in explanation.made:
            rows.append(_made(made, records[made.record], dossier, names))
        rows.extend(_tried(explanation))
        if explanation.note:
            note = text((explanation.note, "note"))
            rows.append(Row(at=None, left=Text(), lines=[note], wide=True))
    return Section(name="Sentences", count=len(dossier.explanations), rows=rows)


def _made(made: Made, record: Record, dossier: Dossier, names: Names) -> Row:
    """The record as the record prints it, and under it what made it and by which words."""
    left, lines = _set(record, dossier, names)
    sure = f"confidence {record.confidence:.2f}" if record.confidence is not None else ""
    kind = type(record).__name__.lower()
    by = text((f"{kind} by {', '.join(made.by)}", "by"), (_words(made.words), "cited"), (sure, "note"))
    return Row(at=None, left=left, lines=[*lines, by])


def _words(passages: Sequence[Passage]) -> str:
    return joined(*(quoted(clip(visible(passage.text), 60)) for passage in passages))


def _set(record: Record, dossier: Dossier, names: Names) -> tuple[Text, Sequence[Text]]:
    if isinstance(record, Statement):
        return text((names.speaker(record), "name")), sections.statement_lines(record, names)
    if isinstance(record, Event):
        row = sections.event_row(record, names)
        return row.left, row.lines
    if isinstance(record, Position):
        row = sections.position_row(record, names)
        label = text((visible(record.issue.label), "name"))
        return row.left, [label, *row.lines]
    if isinstance(record, Relation):
        row = sections.relation_row(record, names)
        predicate = text(
            ("" if record.polarity else "not", "against"), (record.predicate.replace("_", " "), "type")
        )
        return row.left, [predicate, *row.lines]
    return _answer(record, dossier, names)


def _answer(record: Record, dossier: Dossier, names: Names) -> tuple[Text, Sequence[Text]]:
    by_id = {statement.id: statement for statement in dossier.statements}
    if not isinstance(record, Answer) or not {record.from_id, record.to_id} <= by_id.keys():
        return Text(), []
    one, other = by_id[record.from_id], by_id[record.to_id]
    met = text((record.kind, "act"), (names.speaker(other), "name"), (sections.gist(other), "cited"))
    return text((names.speaker(one), "name")), [met]


def _tried(explanation: Explanation) -> Iterator[Row]:
    """What was tried, word by word, and why nothing came of it.

    Under a sentence with records only what fitted and was left out is shown, and the rest counted. What else was tried
    for a word that made such a record is left out.
    """
    done = [(type_of(made.record), passage) for made in explanation.made for passage in made.words]
    by_word: dict[tuple[int, int], list[Tried]] = {}
    others: set[str] = set()
    for tried in explanation.tried:
        words = tried.words
        if any(kind == tried.kind and at.start <= words.start and words.end <= at.end for kind, at in done):
            continue
        if tried.fitted or not done:
            by_word.setdefault((words.start, words.end), []).append(tried)
        else:
            others.add(tried.by)
    for attempts in by_word.values():
        left = text((quoted(clip(visible(attempts[0].words.text), 40)), "tried"))
        yield Row(at=None, left=left, lines=_reasons(attempts))
    if others:
        rules = "1 other entry has" if len(others) == 1 else f"{len(others)} other entries have"
        note = text((f"{rules} a word here and did not fit", "note"))
        yield Row(at=None, left=Text(), lines=[note])


def _reasons(attempts: Sequence[Tried]) -> list[Text]:
    """Why the entries whose word it is came to nothing: a line a reason."""
    reasons: dict[tuple[str, str], list[Tried]] = {}
    for tried in attempts:
        reasons.setdefault((tried.kind, tried.why), []).append(tried)
    lines = []
    for (kind, why), those in list(reasons.items())[:MOST_TRIED]:
        entries = [one.by + (f" ({one.wants})" if one.wants else "") for one in those]
        shown = ", ".join(entries[:MOST_ENTRIES]) + (
            f" and {len(entries) - MOST_ENTRIES} more" if len(entries) > MOST_ENTRIES else ""
        )
        lines.append(text((f"no {kind}:", "note"), why, (shown, "by")))
    rest = len(reasons) - MOST_TRIED
    return [*lines, text((f"and {rest} more", "note"))] if rest > 0 else lines


def type_of(record_id: str) -> str:
    """The kind of a record by its id."""
    return record_id.partition(":")[0]
