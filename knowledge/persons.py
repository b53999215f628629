"""Who is who among office holders: one person under several spellings and in several lists gets one id."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from roles_of import GREAT, PROMINENCE
from tables import Held, Row, slug

from chancery.actors.names import key, words


@dataclass(slots=True)
class Detail:
    """What the hand-kept table says of a person."""

    name: str
    surnames: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    gender: str = ""
    country: str = ""
    sector: str = ""
    source: str = ""
    as_of: str = ""


SECTORS = {
    "military_chief": "MIL", "commander": "MIL", "intelligence_chief": "SPY", "speaker": "LEG", "opposition_leader": "OPP",
}  # fmt: skip


class Registry:
    """Gives the same id to the same person, by Wikidata id, by name, and by names of the same body that fit in each other."""

    def __init__(self, details: dict[str, Detail]) -> None:
        self.details = details
        self._by_qid: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._by_body: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._names: dict[str, dict[str, None]] = defaultdict(dict)
        self._canonical: dict[str, str] = {}
        for person, detail in details.items():
            self._canonical[person] = detail.name
            for name in (detail.name, *detail.others):
                if " " in name or name == detail.name:
                    self._by_name.setdefault(key(name), person)

    def identify(self, one: Held) -> str:
        """The id of the person who held that office."""
        folded = key(one.person)
        person = self._by_qid.get(one.qid) if one.qid else None
        person = person or self._known(one, folded)
        if person is None:
            person = slug(one.person)
            if person in self._canonical:
                person = (
                    f"{person}-{one.qid.lower()}"
                    if one.qid
                    else f"{person}-{one.body.partition(':')[2].lower()}"
                )
            self._canonical[person] = one.person
        if one.qid:
            self._by_qid.setdefault(one.qid, person)
        self._by_name.setdefault(folded, person)
        self._by_body[one.body].setdefault(person, words(one.person))
        self._names[person][one.person] = None
        return f"person:{person}"

    def _known(self, one: Held, folded: str) -> str | None:
        found = self._by_name.get(folded)
        if found is not None and (not one.qid or found not in self._by_qid.values() or found in self.details):
            return found
        if one.qid and found is not None:
            return None
        mine = words(one.person)
        for person, theirs in self._by_body[one.body].items():
            if _within(mine, theirs) or _within(theirs, mine):
                return person
        return None

    def others(self, person_id: str) -> list[str]:
        """The other spellings met for a person."""
        person = person_id.removeprefix("person:")
        detail = self.details.get(person)
        return [*(detail.others if detail else ()), *self._names.get(person, ())]

    def rows(self, settled: list[tuple[Held, str]], entries: dict[str, Row]) -> list[Row]:
        """The entries of all persons that hold an office or have a row of their own in the hand-kept table."""

        by_person: dict[str, list[Held]] = defaultdict(list)
        for one, person in settled:
            by_person[person].append(one)
        for person in self.details:
            by_person.setdefault(f"person:{person}", [])
        found = []
        for person, held in sorted(by_person.items()):
            bare = person.removeprefix("person:")
            detail = self.details.get(bare)
            latest = max(held, key=lambda one: (one.start, PROMINENCE.get(one.role, 2))) if held else None
            row = Row(person, detail.name if detail else self._canonical[bare], "person")
            row.country = (detail.country if detail else "") or next(
                (entries[one.body].country for one in reversed(held) if entries[one.body].country), ""
            )
            row.sector = (detail.sector if detail else "") or (SECTORS.get(latest.role, "") if latest else "")
            if not row.sector and latest:
                row.sector = entries[latest.body].sector or "GOV"
            row.gender = detail.gender if detail else ""
            row.prominence = min(9, max((_weight(one) for one in held), default=5))
            row.source = latest.source if latest else (detail.source if detail else "")
            row.as_of = max((one.as_of for one in held), default=detail.as_of if detail else "")
            found.append(row)
        return found


HOUSES = frozenset(["al", "bin", "bint", "ibn", "el", "de", "da"])
"""Words that many names of one house or language share: they tell nobody apart."""


def _within(short: list[str], long: list[str]) -> bool:
    """Whether a name is a longer one with some words left out, in the same order.

    Somebody's father is not meant: "Salman" of "Muhammad bin Salman" is another.
    """
    told = [word for word in short if word not in HOUSES]
    if len(told) < 2 or len(short) > len(long):
        return False
    if told[0] in long and long.index(told[0]) and long[long.index(told[0]) - 1] in ("bin", "ibn", "bint"):
        return False
    rest = iter(word for word in long if word not in HOUSES)
    return all(word in rest for word in told)


def _weight(one: Held) -> int:
    """How far an office stands out; hand-kept lists hold only offices that news speaks of."""

    listed = one.source in {"wikidata", "factbook"}
    return PROMINENCE.get(one.role, 2 if listed else 5) + (one.body in GREAT and one.role != "ambassador")
