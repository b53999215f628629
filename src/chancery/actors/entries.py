"""The rows of the knowledge base: actors, their names, the offices and memberships they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from chancery.errors import RuleError
from chancery.records import ActorKind

AliasKind = Literal["name", "short", "acronym", "demonym", "capital", "seat", "surname", "title"]
"""What a name is: full or usual `name`, `short` form that others may share, `acronym` (matched as
written), `demonym` (adjective or people), `capital` and `seat` (stand for a government in some contexts
only), `surname`, `title` (a name with its title: "King Charles")."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alias:
    """One way to name an actor."""

    text: str
    kind: AliasKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One known actor, with the source and day of what is said of it; its names: `Knowledge.aliases`.

    `gender` is "f" or "m" where the source states it. `prominence` (0 to 9) only orders namesakes.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    gender: str | None
    prominence: int
    source: str
    as_of: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An entry that a name may denote, by which kind of name, and how near the name is (1 is exact)."""

    id: str
    kind: AliasKind
    name: str
    score: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class NameHit:
    """A known name in a text: half-open offsets, the words, and whom they may denote."""

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tenure:
    """An office held: by whom, in which body, from when to when (ISO dates of any precision; None is open).

    Where a source left a term open that somebody else later held, it ends with the successor's beginning.
    """

    person: str
    role: str
    title: str
    body: str
    start: str | None
    end: str | None
    source: str
    as_of: str

    def covers(self, on: date) -> bool:
        """Whether the office was held on that day, as far as the precision of its dates tells."""
        return _within(self.start, self.end, on)


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership:
    """Standing of an actor in an organization (`member`, `observer`, `partner`, ...), with known dates."""

    member: str
    body: str
    status: str
    start: str | None
    end: str | None
    source: str
    as_of: str

    def covers(self, on: date) -> bool:
        """Whether it was so on that day; an unknown beginning counts as long ago."""
        return _within(self.start, self.end, on)


def _within(start: str | None, end: str | None, on: date) -> bool:
    """Whether a day lies between two ISO dates; "2021-10" ends with the last day of the month."""
    day = on.isoformat()
    return (start is None or start <= day) and (end is None or (end if len(end) == 10 else f"{end}~") >= day)


def entry(row: str) -> Entry:
    """The entry that a row of entries.tsv holds."""
    entry_id, name, kind, country, sector, gender, prominence, source, as_of = row.split("\t")
    if kind not in get_args(ActorKind):
        allowed = ", ".join(get_args(ActorKind))
        raise RuleError(f"actors/data/entries.tsv: {entry_id} has kind {kind!r}. Kinds: {allowed}")
    return Entry(
        id=entry_id,
        name=name,
        kind=cast(ActorKind, kind),
        country=country or None,
        sector=sector or None,
        gender=gender or None,
        prominence=int(prominence),
        source=source,
        as_of=as_of,
    )


def candidates(postings: str) -> tuple[Candidate, ...]:
    """The candidates that the postings of one name in names.tsv stand for."""
    parts = (posting.split("|", 2) for posting in postings.split("\t"))
    return tuple(Candidate(id=one, kind=cast(AliasKind, kind), name=name) for one, kind, name in parts)


def tenure(row: str) -> Tenure:
    """The office that a row of tenures.tsv holds."""
    person, role, title, body, start, end, source, as_of = row.split("\t")
    return Tenure(
        person=person,
        role=role,
        title=title,
        body=body,
        start=start or None,
        end=end or None,
        source=source,
        as_of=as_of,
    )


def membership(row: str) -> Membership:
    """The membership that a row of memberships.tsv holds."""
    member, body, status, start, end, source, as_of = row.split("\t")
    return Membership(
        member=member,
        body=body,
        status=status,
        start=start or None,
        end=end or None,
        source=source,
        as_of=as_of,
    )


CALLED = (
    ("vice", ""),
    ("deputy", ""),
    ("assistant", ""),
    ("prime minister", "prime_minister"),
    ("taoiseach", "prime_minister"),
    ("premier", "prime_minister"),
    ("chancellor of the", ""),
    ("chancellor", "prime_minister"),
    ("president of the council of ministers", "prime_minister"),
    ("president of the government", "prime_minister"),
    ("president", "president"),
    ("king", "monarch"),
    ("queen", "monarch"),
    ("emperor", "monarch"),
    ("emir", "monarch"),
    ("sultan", "monarch"),
    ("monarch", "monarch"),
    ("grand duke", "monarch"),
    ("supreme leader", "supreme_leader"),
)
"""What an office is called, by the words of its title; the first that fits decides."""


def called(title: str) -> str:
    """The role that a title names by its own words, or nothing: `president`, `prime_minister`, `monarch`.

    >>> called("Federal Chancellor"), called("Vice President"), called("King")
    ('prime_minister', '', 'monarch')
    """
    lowered = title.lower()
    return next((name for words, name in CALLED if words in lowered), "")
