"""What is known of actors before any article is read: names, offices with dates, memberships.

The data are compiled by `knowledge/build.py` into three tables under `actors/data`; every row names its source and
the day as of which it was known. Rows are split into fields when they are first asked for, so that loading costs a
few hundredths of a second. Names are found word by word in a dictionary of folded names: as fast as an automaton on
articles, and ready at once where an automaton of this many names takes half a second to build.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast, get_args

from rapidfuzz import process
from rapidfuzz.distance import OSA

from chancery.actors.names import PARTICLES, WORD, fits_case, fold, key
from chancery.errors import RuleError
from chancery.records import ActorKind

AliasKind = Literal["name", "short", "acronym", "demonym", "capital", "seat", "surname", "title"]
"""What a name is: full or usual `name`, `short` form that others may share, `acronym` (matched as written),
`demonym` (adjective or people), `capital` and `seat` (stand for a government in some contexts only), `surname`,
`title` (a name with its title: "King Charles")."""

EXACT: frozenset[AliasKind] = frozenset({"acronym"})
"""Kinds that are matched letter for letter, in the case in which they are written."""

WORDLIKE = frozenset("US WHO IS IT AU UN AM CAR ICE PAL CAN CARE ACT AIM EU".split())
"""Acronyms that a sentence in capitals may spell as plain words, so that capitals prove nothing there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alias:
    """One way to name an actor."""

    text: str
    kind: AliasKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One known actor, with its names, and the source and day of what is said of it.

    `gender` is "f" or "m" where the source states it. `prominence` runs from 0 to 9 and orders namesakes only.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    gender: str | None
    prominence: int
    aliases: tuple[Alias, ...]
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
    """An office held: by whom, in which body, from when to when (ISO dates of any precision, None is open)."""

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
        day = on.isoformat()
        return (self.start is None or self.start <= day) and (self.end is None or _last(self.end) >= day)


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership:
    """Standing of an actor in an organization (`member`, `observer`, `partner`, ...), with dates where known."""

    member: str
    body: str
    status: str
    start: str | None
    end: str | None
    source: str
    as_of: str

    def covers(self, on: date) -> bool:
        """Whether it was so on that day; an unknown beginning counts as long ago."""
        day = on.isoformat()
        return (self.start is None or self.start <= day) and (self.end is None or _last(self.end) >= day)


def _last(day: str) -> str:
    """The last moment of a date of year, month or day precision, to compare with ISO days."""
    return day if len(day) == 10 else day + "~"


class Knowledge:
    """The knowledge base. Made by `knowledge()`; the constructor takes the texts of the three tables."""

    def __init__(self, *, entries: str, names: str, tenures: str, memberships: str, sources: str) -> None:
        self._entries: dict[str, str | Entry] = {}
        for row in entries.splitlines():
            self._entries[row[: row.index("\t")]] = row
        self._names: dict[str, str | tuple[Candidate, ...]] = {}
        self._longest: dict[str, int] = {}
        longest = self._longest
        for row in names.splitlines():
            name, _, postings = row.partition("\t")
            self._names[name] = postings
            first, _, rest = name.partition(" ")
            length = rest.count(" ") + 2 if rest else 1
            if longest.get(first, 0) < length:
                longest[first] = length
        self._tenure_rows = tenures.splitlines()
        self._membership_rows = memberships.splitlines()
        self._sources = dict(row.split("\t", 1) for row in sources.splitlines())
        self._tenures: dict[str, tuple[Tenure, ...]] | None = None
        self._held: dict[tuple[str, str], tuple[Tenure, ...]] = {}
        self._members: dict[str, tuple[Membership, ...]] | None = None
        self._bodies: dict[str, tuple[Membership, ...]] = {}
        self._blocks: dict[tuple[str, int], list[str]] | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def source(self, source: str) -> str:
        """Where a row comes from, in full: a title or an address that a reader can look up."""
        return self._sources.get(source, source)

    def get(self, entry_id: str) -> Entry | None:
        """The entry with that id, or None."""
        found = self._entries.get(entry_id)
        if isinstance(found, str):
            found = self._entries[entry_id] = _entry(found)
        return found

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Whom a name may denote, compared without case and diacritics; acronyms as they are written.

        >>> [candidate.id for candidate in knowledge().lookup("cote d'ivoire")]
        ['state:CIV']
        """
        candidates = self._candidates(key(name))
        written = name.strip()
        return tuple(one for one in candidates if one.kind not in EXACT or one.name == written)

    def find(self, text: str) -> Iterator[NameHit]:
        """Every known name in a text, leftmost and longest, never overlapping, never inside a word.

        Names have to be written as names: capitals where the name has them; acronyms letter for letter.
        """
        spans = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]
        position = 0
        while position < len(spans):
            start, _, word = spans[position]
            longest = self._longest.get(fold(word), 0)
            hit = self._hit(text, spans, position, longest) if longest else None
            if hit is None:
                position += 1
                continue
            yield hit[0]
            position += hit[1]

    def _hit(
        self, text: str, spans: list[tuple[int, int, str]], position: int, longest: int
    ) -> tuple[NameHit, int] | None:
        for length in range(min(longest, len(spans) - position), 0, -1):
            window = spans[position : position + length]
            postings = self._candidates(" ".join([fold(word) for _, _, word in window]))
            if not postings:
                continue
            start, end = window[0][0], window[-1][1]
            kept = []
            for candidate in postings:
                if candidate.kind in EXACT or candidate.name.endswith("."):
                    reach = end + 1 if candidate.name.endswith(".") else end
                    if text[start:reach] == candidate.name and not _shouted(text, spans, position, length, candidate):
                        kept.append((reach, candidate))
                elif _written(text, window, candidate.name):
                    kept.append((end, candidate))
            if kept:
                reach = max(end for end, _ in kept)
                found = tuple(candidate for _, candidate in kept)
                return NameHit(start=start, end=reach, text=text[start:reach], candidates=found), length
        return None

    def _candidates(self, name: str) -> tuple[Candidate, ...]:
        found = self._names.get(name, ())
        if isinstance(found, str):
            parts = (posting.split("|", 2) for posting in found.split("\t"))
            found = tuple(Candidate(id=one, kind=cast(AliasKind, kind), name=written) for one, kind, written in parts)
            self._names[name] = found
        return found

    def fuzzy(self, name: str, kinds: Collection[AliasKind] | None = None) -> tuple[Candidate, ...]:
        """Whom a misspelt name may denote, the nearest first; never for acronyms or for fewer than six letters.

        One slip is allowed up to eight letters, two above; the first letter has to be right. A name that is itself
        known gives nothing: whoever writes "Niger" does not mean Nigeria.
        """
        wanted = key(name)
        letters = len(wanted.replace(" ", ""))
        if letters < 6 or wanted in self._names or (name.isupper() and letters < 9):
            return ()
        slips = 1 if letters <= 8 else 2
        near = process.extract(
            wanted,
            self._block(wanted),
            scorer=OSA.distance,
            score_cutoff=slips,
            limit=8,
        )
        best: dict[str, Candidate] = {}
        for found, distance, _ in near:
            for one in self._candidates(found):
                if one.kind in EXACT or (kinds is not None and one.kind not in kinds):
                    continue
                score = 1 - float(distance) / max(letters, len(found))
                if one.id not in best or best[one.id].score < score:
                    best[one.id] = Candidate(id=one.id, kind=one.kind, name=one.name, score=score)
        return tuple(sorted(best.values(), key=lambda one: -one.score))

    def _block(self, wanted: str) -> list[str]:
        """The names that can be within two slips of wanted: same first letter, same number of words, like length."""
        if self._blocks is None:
            blocks: dict[tuple[str, int], list[str]] = {}
            for name in self._names:
                if len(name) >= 6:
                    blocks.setdefault((name[0], name.count(" ")), []).append(name)
            self._blocks = blocks
        return [name for name in self._blocks.get((wanted[0], wanted.count(" ")), ()) if abs(len(name) - len(wanted)) < 3]

    def offices(self, person_id: str) -> tuple[Tenure, ...]:
        """The offices that a person is known to have held, oldest first."""
        return self._all_tenures().get(person_id, ())

    def holders(self, role: str, body_id: str) -> tuple[Tenure, ...]:
        """Everyone known to have held an office of a body, oldest first. Roles: see `Knowledge.holder`."""
        self._all_tenures()
        return self._held.get((role, body_id), ())

    def holder(self, role: str, body_id: str, on: date | None = None) -> str | None:
        """Who held an office of a body on a day (today where no day is given); None where that is not known.

        Role is what the office does (`head_of_state`, `head_of_government`, `foreign_minister`, `head`) or what it is
        called (`president`, `prime_minister`, `monarch`); where two overlap, the later beginning wins.
        """
        day = on or date.today()
        held = [tenure for tenure in self.holders(role, body_id) if tenure.covers(day)]
        return max(held, key=lambda tenure: tenure.start or "").person if held else None

    def in_office(self, person_id: str, on: date) -> bool:
        """Whether a person is known to have held any office on a day."""
        return any(tenure.covers(on) for tenure in self.offices(person_id))

    def memberships(self, actor_id: str, on: date | None = None) -> tuple[Membership, ...]:
        """The organizations that an actor stands in some relation to; with a day, those of that day."""
        return _on(self._all_memberships().get(actor_id, ()), on)

    def members(self, body_id: str, on: date | None = None) -> tuple[Membership, ...]:
        """Who stands in some relation to an organization; with a day, those of that day."""
        self._all_memberships()
        return _on(self._bodies.get(body_id, ()), on)

    def _all_tenures(self) -> dict[str, tuple[Tenure, ...]]:
        if self._tenures is None:
            people: dict[str, list[Tenure]] = {}
            held: dict[tuple[str, str], list[Tenure]] = {}
            for row in self._tenure_rows:
                person, role, title, body, start, end, source, as_of = row.split("\t")
                tenure = Tenure(
                    person=person,
                    role=role,
                    title=title,
                    body=body,
                    start=start or None,
                    end=end or None,
                    source=source,
                    as_of=as_of,
                )
                people.setdefault(person, []).append(tenure)
                for name in {role, _called(title)} - {""}:
                    held.setdefault((name, body), []).append(tenure)
            self._tenures = {person: tuple(rows) for person, rows in people.items()}
            self._held = {office: tuple(rows) for office, rows in held.items()}
        return self._tenures

    def _all_memberships(self) -> dict[str, tuple[Membership, ...]]:
        if self._members is None:
            members: dict[str, list[Membership]] = {}
            bodies: dict[str, list[Membership]] = {}
            for row in self._membership_rows:
                member, body, status, start, end, source, as_of = row.split("\t")
                membership = Membership(
                    member=member,
                    body=body,
                    status=status,
                    start=start or None,
                    end=end or None,
                    source=source,
                    as_of=as_of,
                )
                members.setdefault(member, []).append(membership)
                bodies.setdefault(body, []).append(membership)
            self._members = {actor: tuple(rows) for actor, rows in members.items()}
            self._bodies = {body: tuple(rows) for body, rows in bodies.items()}
        return self._members


def _on(rows: tuple[Membership, ...], on: date | None) -> tuple[Membership, ...]:
    return rows if on is None else tuple(row for row in rows if row.covers(on))


def _entry(row: str) -> Entry:
    entry_id, name, kind, country, sector, gender, prominence, source, as_of, aliases = row.split("\t")
    if kind not in get_args(ActorKind):
        raise RuleError(f"actors/data/entries.tsv: {entry_id} has kind {kind!r}. Kinds: {', '.join(get_args(ActorKind))}")
    pairs = (alias.partition("=") for alias in aliases.split("|") if alias)
    return Entry(
        id=entry_id,
        name=name,
        kind=cast(ActorKind, kind),
        country=country or None,
        sector=sector or None,
        gender=gender or None,
        prominence=int(prominence),
        aliases=tuple(Alias(text=text, kind=cast(AliasKind, kind)) for kind, _, text in pairs),
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
    ("chancellor", "prime_minister"),
    ("president", "president"),
    ("king", "monarch"),
    ("queen", "monarch"),
    ("emperor", "monarch"),
    ("emir", "monarch"),
    ("sultan", "monarch"),
    ("monarch", "monarch"),
    ("supreme leader", "supreme_leader"),
)
"""What an office is called, by the words of its title; the first that fits decides."""


@lru_cache(maxsize=4096)
def _called(title: str) -> str:
    lowered = title.lower()
    return next((name for words, name in CALLED if words in lowered), "")


def _written(text: str, window: list[tuple[int, int, str]], name: str) -> bool:
    """Whether the words of the window are joined and capitalised as that name may be."""
    for (_, end, word), (start, _, _) in zip(window, window[1:], strict=False):
        gap = text[end:start]
        if gap in {" ", "-"}:
            continue
        if gap in {"\u00a0", "\n", "\u2010", "\u2011", "\u2013", "'", "\u2019", "\u02bc", "\u2018", "`", " '", "' "}:
            continue
        if gap in {". ", "."} and (len(word) <= 2 or f"{word}." in name):
            continue
        if "," in gap and "," in name and gap.strip() == ",":
            continue
        if gap.strip() == "&" and "&" in name:
            continue
        if gap == "/" and "/" in name:
            continue
        return False
    return fits_case([word for _, _, word in window], _name_words(name))


@lru_cache(maxsize=16384)
def _name_words(name: str) -> list[str]:
    return WORD.findall(name)


def _shouted(text: str, spans: list[tuple[int, int, str]], position: int, length: int, candidate: Candidate) -> bool:
    """Whether an acronym that is also a word stands among words in capitals, where it may be just that word."""
    if candidate.name.replace(".", "") not in WORDLIKE or "." in candidate.name:
        return False
    nearby = [word for _, _, word in spans[max(0, position - 2) : position]]
    nearby += [word for _, _, word in spans[position + length : position + length + 2]]
    loud = [word for word in nearby if word.isupper() and len(word) > 2]
    return len(loud) >= 2 or (bool(nearby) and len(loud) == len(nearby))


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The knowledge base that Chancery carries; loaded once."""
    data = files("chancery.actors") / "data"
    tables = {
        name: (data / f"{name}.tsv").read_text(encoding="utf-8")
        for name in ("entries", "names", "tenures", "memberships", "sources")
    }
    return Knowledge(**tables)
