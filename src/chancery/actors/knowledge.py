"""What is known of actors before any article is read: names, offices with dates, memberships.

The data are compiled by `knowledge/build.py` into tables under `actors/data`; every row names its source and
the day as of which it was known. Rows are split into fields when they are first asked for, so that loading
costs a few hundredths of a second. Names are found word by word in a dictionary of folded names: as fast as
an automaton on articles, and ready at once where an automaton of this many names takes far longer to build.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files

from pyxdameraulevenshtein import damerau_levenshtein_distance_seqs as distances

from chancery.actors import entries as rows
from chancery.actors.describe import Description, describe
from chancery.actors.entries import Alias, AliasKind, Candidate, Entry, Membership, NameHit, Tenure
from chancery.actors.names import ABBREVIATED, ADDRESS, WORD, Span, fold, key, shouted, written_as

__all__ = [
    "Alias",
    "AliasKind",
    "Candidate",
    "Entry",
    "Knowledge",
    "Membership",
    "NameHit",
    "Tenure",
    "knowledge",
]

EXACT: frozenset[AliasKind] = frozenset({"acronym"})
"""Kinds that are matched letter for letter, in the case in which they are written."""

NEAREST = 8
"""How many known names a misspelt one is compared with in full; more than two are never one person's."""

TABLES = ("entries", "names", "tenures", "memberships", "sources")


class Knowledge:
    """The knowledge base. Made by `knowledge()`; the constructor takes the texts of its tables."""

    def __init__(self, *, entries: str, names: str, tenures: str, memberships: str, sources: str) -> None:
        self._entries = _keyed(entries)
        self._read: dict[str, Entry] = {}
        self._names: dict[str, str | tuple[Candidate, ...]] = {}
        self._longest: dict[str, dict[str, int]] = {}
        self._index_names(names)
        self._offices = _keyed(tenures)
        self._tenures: dict[str, tuple[Tenure, ...]] = {}
        self._held: dict[tuple[str, str], list[str]] | None = None
        self._memberships = memberships
        self._lists: list[rows.Members] | None = None
        self._sources = {short: (full, day) for short, full, day in map(_three, sources.splitlines())}
        self._days = {short: day for short, (_, day) in self._sources.items()}
        self._sorted: list[str] = []
        self._reach: dict[tuple[str, int, int], list[tuple[int, str]]] = {}
        self._aliases: dict[str, list[Alias]] | None = None

    def _index_names(self, names: str) -> None:
        """Folded name to its postings; first two words to the number of words of the longest name with them."""
        longest, index = self._longest, self._names
        for row in names.splitlines():
            name, _, postings = row.partition("\t")
            index[name] = postings
            first, _, rest = name.partition(" ")
            if rest:
                second, _, more = rest.partition(" ")
                length = more.count(" ") + 3 if more else 2
                seconds = longest.get(first)
                if seconds is None:
                    longest[first] = {second: length}
                elif seconds.get(second, 0) < length:
                    seconds[second] = length

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def get(self, entry_id: str) -> Entry | None:
        """The entry with that id, or None."""
        found = self._read.get(entry_id)
        if found is None and (row := self._entries.get(entry_id)) is not None:
            found = self._read[entry_id] = rows.entry(entry_id, row, self._days)
        return found

    def source(self, source: str) -> str:
        """Where a row comes from, in full: a title or an address that a reader can look up."""
        return self._sources[source][0] if source in self._sources else source

    def describe(self, name: str, on: date | None = None) -> Description | None:
        """Everything known of the actor with that id or name, the most prominent of namesakes."""
        entry = self.get(name)
        if entry is None:
            found = [one for two in (*self.lookup(name), *self.surnamed(name)) if (one := self.get(two.id))]
            entry = max(found, key=lambda one: one.prominence) if found else None
        return describe(self, entry, on) if entry else None

    def aliases(self, entry_id: str) -> tuple[Alias, ...]:
        """Every name of an entry, in the order of the alphabet within each kind."""
        if self._aliases is None:
            self._aliases = {}
            for name in self._names:
                for one in self._candidates(name):
                    self._aliases.setdefault(one.id, []).append(Alias(text=one.name, kind=one.kind))
        return tuple(sorted(self._aliases.get(entry_id, ()), key=lambda one: (one.kind, one.text)))

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Whom a name may denote, compared without case and diacritics; acronyms as they are written.

        >>> [candidate.id for candidate in knowledge().lookup("cote d'ivoire")]
        ['state:CIV']
        """
        written = name.strip()
        found = (one for one in self._candidates(key(name)) if one.kind not in EXACT or one.name == written)
        return _once(found)

    def surnamed(self, name: str) -> tuple[Candidate, ...]:
        """Persons with that surname, also where it is an ordinary word ("May") that `find` leaves alone."""
        folded = key(name)
        return _once((*self._candidates(f"~{folded}"), *self._candidates(folded)), kinds={"surname"})

    def _candidates(self, name: str) -> tuple[Candidate, ...]:
        found = self._names.get(name, ())
        if isinstance(found, str):
            found = self._names[name] = rows.candidates(name.lstrip("~"), found)
        return found

    def find(self, text: str) -> Iterator[NameHit]:
        """Every known name in a text, leftmost and longest, never overlapping, never inside a word.

        Names have to be written as names: capitals where the name has them; acronyms letter for letter.
        """
        spans: list[Span] = [(match.start(), match.end(), match[0]) for match in WORD.finditer(text)]
        folded = [fold(word) for _, _, word in spans]
        names, longer = self._names, self._longest
        begins = [place for place, word in enumerate(folded) if word in names or word in longer]
        addressed = [place + 1 for place, word in enumerate(folded[:-1]) if word in ADDRESS]
        position = 0
        for place in sorted({*begins, *addressed}) if addressed else begins:
            if place < position:
                continue
            first = folded[place]
            seconds = self._longest.get(first)
            length = seconds.get(folded[place + 1], 1) if seconds and place + 1 < len(folded) else 1
            hit = (
                self._hit(text, spans, folded, place, length) if length > 1 or first in self._names else None
            )
            if hit is None and place and spans[place][2][0].isupper() and folded[place - 1] in ADDRESS:
                hit = self._addressed(text, spans, place)
            if hit is not None:
                yield hit[0]
                position = place + hit[1]

    def _hit(
        self, text: str, spans: list[Span], folded: list[str], position: int, longest: int
    ) -> tuple[NameHit, int] | None:
        """The longest known name that begins at a word, and how many words it has."""
        for length in range(min(longest, len(spans) - position), 0, -1):
            postings = self._candidates(" ".join(folded[position : position + length]))
            if not postings:
                continue
            window = spans[position : position + length]
            start, end = window[0][0], window[-1][1]
            kept = []
            for one in postings:
                stop = end + 1 if one.name[-1] == "." and text[end : end + 1] == "." else end
                if one.kind in EXACT:
                    if text[start:stop] == one.name and not (
                        length == 1 and shouted(spans, position, one.name)
                    ):
                        kept.append((stop, one))
                elif written_as(text, window, one.name):
                    kept.append((stop, one))
            if kept:
                stop = max(end for end, _ in kept)
                found = _once(one for _, one in kept)
                return NameHit(start=start, end=stop, text=text[start:stop], candidates=found), length
        return None

    def _addressed(self, text: str, spans: list[Span], position: int) -> tuple[NameHit, int] | None:
        """A surname that is also an ordinary word, where a title stands before it ("President Bush")."""
        (_, before, title), (start, end, word) = spans[position - 1 : position + 1]
        gap = text[before:start]
        if gap != " " and not (gap == ". " and fold(title) in ABBREVIATED):
            return None
        found = self._candidates(f"~{fold(word)}")
        return (NameHit(start=start, end=end, text=word, candidates=found), 1) if found else None

    def fuzzy(self, name: str, kinds: Collection[AliasKind] | None = None) -> tuple[Candidate, ...]:
        """Whom a misspelt name may denote, the nearest first; never for acronyms or below six letters.

        One slip is allowed up to eight letters, two above; the first letter has to be right. A name that is
        itself known gives nothing: whoever writes "Niger" does not mean Nigeria.
        """
        wanted = key(name)
        letters = len(wanted.replace(" ", ""))
        if letters < 6 or wanted in self._names or (name.isupper() and letters < 9):
            return ()
        slips = 1 if letters <= 8 else 2
        near = self._near(wanted, slips)
        ranked = sorted(zip(distances(wanted, near, max_distance=slips), range(len(near)), strict=True))
        best: dict[str, Candidate] = {}
        for distance, number in ranked[:NEAREST]:
            if distance > slips:
                break
            found = near[number]
            score = 1 - float(distance) / max(letters, len(found))
            for one in self._candidates(found):
                if one.kind in EXACT or (kinds is not None and one.kind not in kinds):
                    continue
                if one.id not in best or best[one.id].score < score:
                    best[one.id] = Candidate(id=one.id, kind=one.kind, name=one.name, score=score)
        return tuple(sorted(best.values(), key=lambda one: -one.score))

    def _near(self, wanted: str, slips: int) -> list[str]:
        """The names within reach: same first letter, same number of words, like length, nearly the same letters."""
        letter, blanks = wanted[0], wanted.count(" ")
        found = self._reach.get((letter, blanks, len(wanted)))
        if found is None:
            self._sorted = self._sorted or sorted(self._names)
            low, high = (bisect_left(self._sorted, first) for first in (letter, chr(ord(letter) + 1)))
            lengths = range(max(6, len(wanted) - 2), len(wanted) + 3)
            like = (name for name in self._sorted[low:high] if len(name) in lengths)
            found = [(letters_of(name), name) for name in like if name.count(" ") == blanks]
            self._reach[(letter, blanks, len(wanted))] = found
        own = letters_of(wanted)
        return [
            name
            for letters, name in found
            if (letters & ~own).bit_count() <= slips and (own & ~letters).bit_count() <= slips
        ]

    def offices(self, person_id: str) -> tuple[Tenure, ...]:
        """The offices that a person is known to have held, oldest first."""
        found = self._tenures.get(person_id)
        if found is None:
            row = self._offices.get(person_id)
            found = self._tenures[person_id] = rows.tenures(person_id, row, self._days) if row else ()
        return found

    def holders(self, role: str, body_id: str) -> tuple[Tenure, ...]:
        """Everyone known to have held an office of a body, oldest first. Roles: see `Knowledge.holder`."""
        found = (
            tenure
            for person in self._index_offices().get((role, body_id), ())
            for tenure in self.offices(person)
            if tenure.body == body_id and role in (tenure.role, rows.called(tenure.role, tenure.title))
        )
        return tuple(sorted(found, key=lambda tenure: tenure.start or ""))

    def holder(self, role: str, body_id: str, on: date | None = None) -> str | None:
        """Who held an office of a body on a day (today where no day is given); None where that is not known.

        Role is what the office does (`head_of_state`, `head_of_government`, `foreign_minister`, `head`) or
        what it is called (`president`, `prime_minister`, `monarch`); where two overlap, the later begun wins.
        """
        day = on or date.today()
        held = [tenure for tenure in self.holders(role, body_id) if tenure.covers(day)]
        return held[-1].person if held else None

    def in_office(self, person_id: str, on: date) -> bool:
        """Whether a person is known to have held any office on a day."""
        return any(tenure.covers(on) for tenure in self.offices(person_id))

    def _index_offices(self) -> dict[tuple[str, str], list[str]]:
        """Role and body to the persons who held that office, each once."""
        if self._held is None:
            index: dict[tuple[str, str], dict[str, None]] = {}
            for person, offices in self._offices.items():
                for office in offices.split("\t"):
                    role, title, body, _ = office.split("|", 3)
                    body = rows.full_id(body)
                    index.setdefault((role, body), {})[person] = None
                    name = rows.called(role, title)
                    if name and name != role:
                        index.setdefault((name, body), {})[person] = None
            self._held = {office: list(persons) for office, persons in index.items()}
        return self._held

    def memberships(self, actor_id: str, on: date | None = None) -> tuple[Membership, ...]:
        """The organizations that an actor stands in some relation to; with a day, those of that day."""
        return _on((one.of(actor_id) for one in self._member_lists() if actor_id in one.members), on)

    def members(self, body_id: str, on: date | None = None) -> tuple[Membership, ...]:
        """Who stands in some relation to an organization; with a day, those of that day."""
        lists = (one for one in self._member_lists() if one.body == body_id)
        return _on((one.of(member) for one in lists for member in one.members), on)

    def _member_lists(self) -> list[rows.Members]:
        if self._lists is None:
            self._lists = [rows.members(row) for row in self._memberships.splitlines()]
        return self._lists


def letters_of(name: str) -> int:
    """Which letters a name has, as bits: no slip can change more than one of them."""
    bits = 0
    for letter in name:
        bits |= 1 << (ord(letter) & 31)
    return bits


def _keyed(table: str) -> dict[str, str]:
    """The rows of a table by their first field."""
    return dict(row.split("\t", 1) for row in table.splitlines())


def _three(row: str) -> tuple[str, str, str]:
    one, two, three = row.split("\t")
    return one, two, three


def _on(memberships: Iterable[Membership], on: date | None) -> tuple[Membership, ...]:
    return tuple(one for one in memberships if on is None or one.covers(on))


def _once(found: Iterable[Candidate], kinds: Collection[AliasKind] | None = None) -> tuple[Candidate, ...]:
    """Each actor once, by the first of its names."""
    once: dict[str, Candidate] = {}
    for one in found:
        if kinds is None or one.kind in kinds:
            once.setdefault(one.id, one)
    return tuple(once.values())


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The knowledge base that Chancery carries; loaded once."""
    data = files("chancery.actors") / "data"
    return Knowledge(**{name: (data / f"{name}.tsv").read_text(encoding="utf-8") for name in TABLES})
