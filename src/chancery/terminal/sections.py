"""The parts of a printed record, each a plain function from a dossier to rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from rich.text import Text

from chancery.records import (
    Actor,
    Dossier,
    Event,
    Office,
    Passage,
    Place,
    Position,
    Relation,
    Statement,
    When,
    actors_of,
)
from chancery.terminal.rows import Heading, Row, Section, text
from chancery.terminal.wording import (
    SECTORS,
    Names,
    cited,
    clip,
    dates,
    joined,
    quoted,
    same_verb,
    third_person,
    visible,
    words_of,
)

ACT_STYLES = {
    **dict.fromkeys(("deny", "reject", "condemn", "criticize", "accuse", "threaten", "oppose"), "against"),
    **dict.fromkeys(("praise", "promise", "welcome", "support", "agree", "thank", "congratulate"), "for"),
    **dict.fromkeys(("warn", "demand", "fear", "urge", "ask"), "caution"),
}
"""Colours for the acts that a reader looks for first; every other act is plain."""

STANCES = {"supports": ("✓", "for"), "opposes": ("✗", "against"), "undecided": ("~", "caution")}

EDGE = " ,;:–—"
"""What a cited source may end in and no reader misses."""

MOST_IN_PASSING = 12
"""Actors met in passing who are listed."""

LONGEST_CITATION = 240
"""Characters of a cited sentence that are shown where the whole would bury the row (two to three lines)."""


def statements(dossier: Dossier, names: Names) -> Section:
    """Who said what: in the order of the text, a reported statement under the one that reports it."""
    known = {statement.id for statement in dossier.statements}
    inside: dict[str | None, list[Statement]] = defaultdict(list)
    for statement in dossier.statements:
        inside[statement.reported_by if statement.reported_by in known else None].append(statement)
    rows: list[Row] = []
    seen: set[str] = set()

    def add(statement: Statement, depth: int, before: str | None) -> None:
        if statement.id in seen:
            return
        seen.add(statement.id)
        speaker = names.speaker(statement)
        again = speaker == before and not depth
        left = text(("└" if depth else "", "note"), (("" if again else speaker), "name"))
        rows.append(
            Row(
                at=statement.cue,
                left=left,
                lines=statement_lines(statement, names),
                apart=not again and not depth,
                depth=depth,
            )
        )
        for child in inside[statement.id]:
            add(child, depth + 1, None)

    before: str | None = None
    for statement in inside[None]:
        add(statement, 0, before)
        before = None if inside[statement.id] else names.speaker(statement)
    for statement in dossier.statements:
        add(statement, 0, None)
    return Section(name="Statements", count=len(dossier.statements), rows=rows)


def statement_lines(statement: Statement, names: Names) -> list[Text]:
    verb = f"does not {statement.act}" if statement.negated else third_person(statement.act)
    cue = visible(statement.cue.text)
    notes = (
        "" if same_verb(cue, statement.act) else quoted(cue),
        _source_note(statement, names),
        _circumstances(statement.modality, statement.date, statement.place),
    )
    head = text(
        (words_of(verb), ACT_STYLES.get(statement.act, "act")),
        (f"→ {names.of(statement.addressee)}", "name") if statement.addressee else None,
        (joined(*notes), "note"),
    )
    words = cited(statement.content)
    if not words:
        return [head]
    return [head, Text(quoted(words) if statement.kind == "direct" else words, "chancery.cited")]


def _source_note(statement: Statement, names: Names) -> str:
    """Through what is spoken, or the article's own word for the speaker where it is not the name ("he")."""
    if statement.via is not None:
        return f"via {quoted(statement.via.text.rstrip(EDGE))}"
    if statement.source is None or statement.speaker is None:
        return ""
    source = visible(statement.source.text.rstrip(EDGE))
    name_words = {word for word in names.of(statement.speaker).lower().split() if len(word) > 2}
    return (
        "" if name_words & set(source.lower().replace(",", " ").split()) else f"by {quoted(clip(source, 40))}"
    )


def _circumstances(modality: str, when: When | None, place: Place | None, told: str = "") -> str:
    return joined(
        modality if modality != "happened" else "", dates(when), visible(place.name) if place else "", told
    )


def events(dossier: Dossier, names: Names) -> Section:
    """What happened: type and mode, who did it to whom, when and where, and the words that say so."""
    rows = [event_row(event, names) for event in dossier.events]
    return Section(name="Events", count=len(rows), rows=rows)


def event_row(event: Event, names: Names) -> Row:
    doers, others = names.all_of(event.actors), names.all_of(event.recipients)
    between = f"{doers or '?'} → {others}" if others else doers or "nobody named"
    style = "note" if not doers and not others else "name"
    told = names.on_whose_word(event.attributed_to)
    return Row(
        at=event.trigger,
        left=text((event.type, "type"), (words_of(event.mode) if event.mode else "", "note")),
        lines=[
            text((between, style), (quoted(event.trigger.text), "cited")),
            *_if_any(_circumstances(event.modality, event.date, event.place, told)),
        ],
    )


def _if_any(note: str) -> list[Text]:
    return [Text(note, "chancery.note")] if note else []


def positions(dossier: Dossier, names: Names) -> Section:
    """Who stands where, issue by issue."""
    by_issue: dict[str, list[Position]] = defaultdict(list)
    for position in dossier.positions:
        by_issue[position.issue.id].append(position)
    rows: list[Row | Heading] = []
    for held in by_issue.values():
        rows.append(Heading(text=Text(visible(held[0].issue.label), "chancery.name")))
        rows += [position_row(position, names) for position in held]
    return Section(name="Positions", count=len(dossier.positions), rows=rows)


def position_row(position: Position, names: Names) -> Row:
    sign, style = STANCES[position.stance]
    told = names.on_whose_word(position.attributed_to)
    lines = [
        text(
            (f"once {position.stance}" if position.former else position.stance, style),
            (quoted(clip(visible(position.evidence[0].text), LONGEST_CITATION)), "cited"),
            (joined(dates(position.date), told), "note"),
        )
    ]
    if position.reason is not None:
        lines.append(text(("because", "note"), (quoted(position.reason.text), "cited")))
    return Row(
        at=position.evidence[0],
        left=text((sign, style), (names.of(position.holder), "name")),
        lines=lines,
    )


def relations(dossier: Dossier, names: Names) -> Section:
    """How actors stand to each other, kind by kind."""
    by_kind: dict[tuple[str, bool], list[Relation]] = defaultdict(list)
    for relation in dossier.relations:
        by_kind[relation.predicate, relation.polarity].append(relation)
    rows: list[Row | Heading] = []
    for (predicate, polarity), held in by_kind.items():
        words = words_of(predicate)
        label = text(("" if polarity else "not", "against"), (words, "type"))
        rows.append(Heading(text=label))
        rows += [relation_row(relation, names) for relation in held]
    return Section(name="Relations", count=len(dossier.relations), rows=rows)


def relation_row(relation: Relation, names: Names) -> Row:
    note = joined(dates(relation.valid), names.on_whose_word(relation.attributed_to))
    evidence = relation.evidence[0]
    return Row(
        at=evidence,
        left=text((names.of(relation.subject), "name")),
        lines=[
            text(
                (_object(relation.object, names), "name"),
                (quoted(clip(visible(evidence.text), LONGEST_CITATION)), "cited"),
                (note, "note"),
            )
        ],
    )


def _object(value: str | Office | Place, names: Names) -> str:
    if isinstance(value, Office):
        title = visible(value.title)
        return f"{title}, {names.of(value.body)}" if value.body else title
    return visible(value.name) if isinstance(value, Place) else names.of(value)


def answers(dossier: Dossier, names: Names) -> Section:
    """How one statement meets others: what answers, and under it all that it answers."""
    statements_by_id = {statement.id: statement for statement in dossier.statements}
    met: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for answer in dossier.answers:
        there = statements_by_id[answer.to_id]
        met[answer.from_id, answer.kind, names.speaker(there)].append(there)
    rows = [
        Row(
            at=statements_by_id[from_id].cue,
            left=text((names.speaker(statements_by_id[from_id]), "name")),
            lines=[
                text((kind, "against" if kind == "rebuts" else "act"), (whom, "name")),
                text((gist(statements_by_id[from_id]), "cited")),
                *(text(("to", "note"), (gist(there), "cited")) for there in targets),
            ],
        )
        for (from_id, kind, whom), targets in met.items()
    ]
    return Section(name="Answers", count=len(dossier.answers), rows=rows)


def gist(statement: Statement) -> str:
    return quoted(clip(cited(statement.content or (statement.cue,)), 90))


def actors(dossier: Dossier, names: Names) -> Section:
    """Who is in the article: most often named first, with the words that the article has for them.

    Those who are neither known, nor called by a name, nor in any record are summed up in one line.
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, Passage] = {}
    for mention in dossier.mentions:
        if mention.actor_id is not None:
            forms[mention.actor_id][visible(mention.passage.text)] += 1
            first.setdefault(mention.actor_id, mention.passage)
    matter = {actor for record in dossier.records() for actor in actors_of(record)}
    matter |= {
        mention.actor_id for mention in dossier.mentions if mention.actor_id and mention.form == "name"
    }
    mentioned = [actor for actor in dossier.actors if forms[actor.id]]
    order = sorted(mentioned, key=lambda actor: -forms[actor.id].total())
    rows: list[Row | Heading] = [
        Row(
            at=first[actor.id],
            left=text((visible(actor.name), "name")),
            lines=[text(*_who(actor, names), (_forms(forms[actor.id]), "cited"))],
        )
        for actor in order
        if actor.known or actor.id in matter
    ]
    passing = [actor for actor in order if not actor.known and actor.id not in matter]
    if passing:
        listed = ", ".join(visible(actor.name) for actor in passing[:MOST_IN_PASSING])
        rest = len(passing) - MOST_IN_PASSING
        more = f" and {rest} more" if rest > 0 else ""
        rows.append(Heading(text=text(("in passing:", "note"), f"{listed}{more}")))
    return Section(name="Actors", count=len(mentioned), rows=rows)


def _who(actor: Actor, names: Names) -> Iterator[tuple[str, str]]:
    sector = "" if actor.sector is None else SECTORS.get(actor.sector, actor.sector)
    described = [words_of(actor.kind), names.country(actor), sector if actor.kind == "person" else ""]
    yield ", ".join(part for part in described if part), ""
    if not actor.known:
        yield "(met only here)", "note"


def _forms(counts: Counter[str]) -> str:
    shown = [
        quoted(clip(form, 40)) + (f" ×{number}" if number > 1 else "")
        for form, number in counts.most_common(6)
    ]
    rest = len(counts) - 6
    return ", ".join(shown) + (f" and {rest} more" if rest > 0 else "")


def notices(dossier: Dossier, _names: Names) -> Section:
    """What the reader should know about this reading."""
    rows = [Heading(text=Text(f"• {visible(notice)}")) for notice in dossier.notices]
    return Section(name="Notices", count=None, rows=rows)
