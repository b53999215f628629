"""What the knowledge base holds on one actor, put together for a person to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chancery.actors.entries import Alias, Entry, Membership, Tenure
    from chancery.actors.knowledge import Knowledge

HEADS = (
    "head",
    "head_of_state",
    "head_of_government",
    "supreme_leader",
    "leader",
    "foreign_minister",
    "defence_minister",
)
"""Offices of a body that a description names the holders of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """One entry with everything that is known of it; `str` gives it as lines of plain text.

    `leaders` are the holders of its main offices on the day asked for; `offices` are those a person held.
    """

    entry: Entry
    aliases: tuple[Alias, ...]
    offices: tuple[Tenure, ...]
    leaders: tuple[Tenure, ...]
    memberships: tuple[Membership, ...]
    members: tuple[Membership, ...]
    sources: tuple[tuple[str, str], ...]
    names: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join(_lines(self))


def describe(knowledge: Knowledge, entry: Entry, on: date | None = None) -> Description:
    """Everything known of an entry; memberships and leaders as of that day (today where none is given)."""
    day = on or date.today()
    offices = knowledge.offices(entry.id)
    leaders = _leaders(knowledge, entry.id, day)
    memberships = knowledge.memberships(entry.id, day)
    members = knowledge.members(entry.id, day)
    used = {(entry.source, entry.as_of)}
    used |= {(one.source, one.as_of) for one in (*offices, *leaders)}
    used |= {(one.source, one.as_of) for one in (*memberships, *members)}
    ids = {one.body for one in offices} | {one.body for one in memberships}
    ids |= {one.member for one in members} | {one.person for one in leaders}
    return Description(
        entry=entry,
        aliases=knowledge.aliases(entry.id),
        offices=offices,
        leaders=leaders,
        memberships=memberships,
        members=members,
        sources=tuple(sorted((knowledge.source(source), as_of) for source, as_of in used)),
        names={one: found.name for one in sorted(ids) if (found := knowledge.get(one))},
    )


def _leaders(knowledge: Knowledge, body: str, day: date) -> tuple[Tenure, ...]:
    """Who holds the main offices of a body; one row for who is head of state and of government at once."""
    found: dict[tuple[str, str], Tenure] = {}
    for role in HEADS:
        held = [tenure for tenure in knowledge.holders(role, body) if tenure.covers(day)]
        newest = max((tenure.start or "" for tenure in held), default="")
        for one in held:
            if (one.start or "") == newest:
                found.setdefault((one.person, one.title), one)
    return tuple(found.values())


def _lines(of: Description) -> list[str]:
    entry = of.entry
    about = ", ".join(part for part in (entry.kind.replace("_", " "), entry.country, entry.sector) if part)
    lines = [f"{entry.name}  ({entry.id}: {about})"]
    for kind, group in groupby(of.aliases, key=lambda alias: alias.kind):
        lines.append(f"  {kind + ':':12} {', '.join(alias.text for alias in group)}")
    if of.leaders:
        lines.append("Leaders")
        lines += [
            f"  {one.title}: {of.names.get(one.person, one.person)} ({_span(one)})" for one in of.leaders
        ]
    if of.offices:
        lines.append("Offices")
        held = (f"  {_span(one):24} {one.title}, {of.names.get(one.body, one.body)}" for one in of.offices)
        lines += dict.fromkeys(held)
    if of.memberships:
        lines.append("Organizations")
        for standing, rows in _by_status(of.memberships):
            named = sorted(of.names.get(one.body, one.body) + _dated(one) for one in rows)
            lines.append(f"  {standing + ':':12} {', '.join(named)}")
    if of.members:
        lines.append("Members and partners")
        for standing, rows in _by_status(of.members):
            named = sorted(of.names.get(one.member, one.member) + _dated(one) for one in rows)
            lines.append(f"  {standing + ':':12} {', '.join(named)}")
    lines.append("Sources")
    lines += [f"  {source} (as known on {as_of})" for source, as_of in of.sources]
    return lines


def _by_status(rows: tuple[Membership, ...]) -> list[tuple[str, list[Membership]]]:
    order = ("member", "suspended", "candidate", "associate", "observer", "partner")
    ranked = sorted(
        rows, key=lambda one: (order.index(one.status) if one.status in order else len(order), one.status)
    )
    return [(standing, list(group)) for standing, group in groupby(ranked, key=lambda one: one.status)]


def _span(one: Tenure) -> str:
    return f"{one.start or '?'} to {one.end or 'open'}"


def _dated(one: Membership) -> str:
    return f" ({one.start})" if one.start else ""
