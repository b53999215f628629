"""The rows of the knowledge base: actors, their names, the offices and memberships they hold."""

from __future__ import annotations

from collections.abc import Mapping
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


TRUSTED = 4
"""For how many years after the day on which it was known an office without an end counts as held: a term."""


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
        """Whether the office was held on that day, as far as its dates tell; see `TRUSTED`."""
        return _within(self.start, self.end, on) and (self.end is not None or on.year <= _trusted(self.as_of))


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


def _trusted(as_of: str) -> int:
    return int(as_of[:4]) + TRUSTED


def _within(start: str | None, end: str | None, on: date) -> bool:
    """Whether a day lies between two ISO dates; "2021-10" ends with the last day of the month."""
    day = on.isoformat()
    return (start is None or start <= day) and (end is None or (end if len(end) == 10 else f"{end}~") >= day)


KINDS: dict[str, AliasKind] = {
    "n": "name",
    "s": "short",
    "a": "acronym",
    "d": "demonym",
    "c": "capital",
    "g": "seat",
    "u": "surname",
    "t": "title",
}
"""The letters that stand for kinds of name in names.tsv."""


def entry(entry_id: str, row: str, as_of: Mapping[str, str]) -> Entry:
    """The entry that a row of entries.tsv holds, its id taken off; as_of gives the day of each source."""
    name, kind, country, sector, gender, prominence, source, *day = row.split("\t")
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
        as_of=day[0] if day else as_of[source],
    )


def candidates(key: str, postings: str) -> tuple[Candidate, ...]:
    """The candidates that the postings of one name in names.tsv stand for; `=` is the person of that name."""
    found = []
    for posting in postings.split("\t"):
        one, kind, name = posting.split("|", 2)
        if one == "=":
            one = f"person:{key.replace(' ', '-')}"
        found.append(Candidate(id=one, kind=KINDS[kind], name=name))
    return tuple(found)


def tenures(person: str, offices: str, as_of: Mapping[str, str]) -> tuple[Tenure, ...]:
    """The offices that the fields of one person's row of tenures.tsv hold."""
    found = []
    for office in offices.split("\t"):
        role, title, body, start, end, source, *day = office.split("|")
        found.append(
            Tenure(
                person=person,
                role=role,
                title=title,
                body=full_id(body),
                start=start or None,
                end=end or None,
                source=source,
                as_of=day[0] if day else as_of[source],
            )
        )
    return tuple(found)


def full_id(actor: str) -> str:
    """An actor's id; states are written without their kind in the tables."""
    return actor if ":" in actor else f"state:{actor}"


@dataclass(frozen=True, slots=True)
class Members:
    """One row of memberships.tsv: everyone who stands in the same relation to a body, by the same source."""

    body: str
    status: str
    start: str | None
    end: str | None
    source: str
    as_of: str
    members: tuple[str, ...]

    def of(self, member: str) -> Membership:
        """The membership of one of them."""
        return Membership(
            member=member,
            body=self.body,
            status=self.status,
            start=self.start,
            end=self.end,
            source=self.source,
            as_of=self.as_of,
        )


def members(row: str) -> Members:
    """What a row of memberships.tsv holds."""
    body, status, start, end, source, as_of, listed = row.split("\t")
    names = tuple(full_id(one) for one in listed.split(" "))
    return Members(body, status, start or None, end or None, source, as_of, names)


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


EXECUTIVE = frozenset({"head_of_state", "head_of_government", "supreme_leader", "head"})
"""Roles whose holders are also known by what the office is called; a parliament's president is not one."""


def called(role: str, title: str) -> str:
    """The role that a title of an executive office names by its own words, or nothing.

    >>> called("head_of_government", "Federal Chancellor"), called("speaker", "President of the Senate")
    ('prime_minister', '')
    """
    if role not in EXECUTIVE:
        return ""
    lowered = title.lower()
    return next((name for words, name in CALLED if words in lowered), "")
