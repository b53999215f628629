"""Compile the knowledge base: facts and hand-kept tables in, tables of the package out.

    python knowledge/build.py --facts ../shared/facts [--out src/chancery/actors/data]

and the names of countries for the printed record (`src/chancery/terminal/countries.tsv`).

The outcome depends on the input alone; running it twice gives the same bytes.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import facts as given
from hand import groups_and_media, memberships, offices, organizations, states
from people import bare_surnames, needs_title, spellings, surname
from persons import Registry
from roles_of import SINGLE
from tables import Held, Row

from chancery.actors.entries import KINDS
from chancery.actors.names import key

AS_OF = "2026-01-15"
"""The day as of which the hand-kept tables are known; their headings say so too."""
DAYS = {"wikidata": "2022-12-31", "factbook": "2026-01-20", "unterm": AS_OF}
LETTERS = {kind: letter for letter, kind in KINDS.items()}
SOURCES = {
    "wikidata": "Wikidata, by way of every-politician-scrapers (CC0): the person's item; lists to the end of 2022",
    "factbook": "CIA World Factbook (public domain), last state, early 2026",
    "unterm": "UNTERM country names, by way of datasets/country-codes (PDDL); names, demonyms and seats by hand",
}

SURNAMES_OF = 4
"""Prominence from which a surname alone may denote a person not named in full before."""


def main() -> None:
    """Read the arguments, build, write, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, default=Path("../shared/facts"))
    parser.add_argument("--out", type=Path, default=Path("src/chancery/actors/data"))
    parser.add_argument("--countries", type=Path, default=Path("src/chancery/terminal/countries.tsv"))
    arguments = parser.parse_args()
    tables = build(arguments.facts)
    arguments.countries.write_text("\n".join(countries(tables["entries"])) + "\n", encoding="utf-8")
    for name, lines in tables.items():
        (arguments.out / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{name}: {len(lines)} rows")


def build(facts: Path) -> dict[str, list[str]]:
    """All tables, by name, as lines."""
    sources = dict(SOURCES)
    entries: dict[str, Row] = {}
    _add(entries, (*states(facts), *organizations(sources), *groups_and_media(sources)))
    settled, persons, chosen = tenures(facts, sources, entries)
    _add(entries, persons)
    members = memberships(facts, sources, entries)
    days = DAYS | dict.fromkeys(sources.keys() - DAYS.keys(), AS_OF)
    return {
        "entries": [row.line(days) for row in entries.values()],
        "names": names(entries, chosen),
        "tenures": [
            "\t".join([person, *(one.field(days) for one in held)])
            for person, held in _by_person(settled).items()
        ],
        "memberships": members,
        "sources": [f"{short}\t{full}\t{days[short]}" for short, full in sources.items()],
    }


def countries(entries: Iterable[str]) -> list[str]:
    """ISO 3166-1 alpha-3 code and usual name of every state and territory that has a code of its own."""
    rows = (row.split("\t")[:2] for row in entries if row.startswith("state:"))
    return sorted(f"{one.removeprefix('state:')}\t{name}" for one, name in rows if "-" not in one)


def _add(entries: dict[str, Row], rows: Iterable[Row]) -> None:
    for row in rows:
        if row.id in entries:
            raise SystemExit(f"two entries have the id {row.id}")
        entries[row.id] = row


def _by_person(settled: list[tuple[Held, str]]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = defaultdict(list)
    for one, person in settled:
        found[person].append(one)
    return found


def tenures(
    facts: Path, sources: dict[str, str], entries: dict[str, Row]
) -> tuple[list[tuple[Held, str]], list[Row], set[str]]:
    """All offices with the ids of those who held them, person by person, oldest first; these persons; and
    the ids of those whose surnames were chosen by hand."""
    by_hand, details = offices(sources)
    collected: dict[tuple[str, str], list[tuple[int, Held]]] = defaultdict(list)
    for one in by_hand:
        collected[one.body, one.role].append((0, one))
    for one, _sector in given.office_holders(facts):
        collected[one.body, one.role].append((1, one))
    for one in given.leaders(facts):
        collected[one.body, one.role].append((2, one))
    for one in given.factbook_leaders(facts):
        collected[one.body, one.role].append((3, one))
    registry = Registry(details)
    settled: list[tuple[Held, str]] = []
    for (body, role), rows in collected.items():
        if body not in entries:
            if any(rank == 0 for rank, _ in rows):
                raise SystemExit(f"office of a body that is not known: {body} {role}")
            continue
        settled += [(one, registry.identify(one)) for one in settle(rows, role, registry)]
    for one, person in list(settled):
        if one.role == "head_of_state" and one.body[6:] in given.PRESIDENTIAL and "resident" in one.title:
            double = Held(
                one.person,
                "head_of_government",
                one.title,
                one.body,
                one.start,
                one.end,
                one.source,
                one.as_of,
            )
            settled.append((double, person))
    settled.sort(key=lambda pair: (pair[1], pair[0].start, pair[0].body, pair[0].role))
    persons = registry.rows(settled, entries)
    for row in persons:
        called(row, registry)
    return settled, persons, {f"person:{one}" for one, detail in details.items() if detail.surnames}


def settle(rows: list[tuple[int, Held]], role: str, registry: Registry) -> list[Held]:
    """One list of an office's holders from several sources, oldest first.

    Hand-kept rows win from their first beginning on; the same person in the same term is one row; for offices
    held by one person at a time, a term that a list left open ends where the next begins.
    """
    rows = sorted(rows, key=lambda pair: (pair[0], pair[1].start))
    hand = _each_once([one for rank, one in rows if rank == 0], registry)
    chosen: list[tuple[int, Held]] = [(0, one) for one in hand]
    first = min((one.start for one in hand), default="9999")
    for rank, one in rows:
        if rank == 0 or any(_same_term(one, other, registry) for other in hand):
            continue
        if hand and one.start >= first:
            same = [other for other in hand if registry.identify(other) == registry.identify(one)]
            last = hand[-1]
            if same or role in SINGLE or one.start <= last.start:
                if rank == 3 and not same and one.start > last.start:
                    chosen.append((rank, one))
                continue
        terms = [other for _, other in chosen if registry.identify(other) == registry.identify(one)]
        if rank == 1 and any(other.start[:10] == one.start[:10] for other in terms):
            continue
        if rank > 1 and terms:
            if rank == 3:
                latest = max(terms, key=lambda other: other.start)
                later = [other for _, other in chosen if other.start > latest.start]
                if not later and not latest.end:
                    latest.as_of = one.as_of
                    continue
                if latest.end and latest.end >= one.start:
                    continue
            else:
                continue
        chosen.append((rank, one))
    chosen.sort(key=lambda pair: pair[1].start)
    ordered = [one for _, one in chosen]
    if role in SINGLE:
        for one, following in pairwise(ordered):
            if not one.end and following.start and registry.identify(one) != registry.identify(following):
                one.end = following.start
    return ordered


def _each_once(held: list[Held], registry: Registry) -> list[Held]:
    """Terms without those that two hand-kept lists have both, where one goes on with the other."""
    found: list[Held] = []
    for one in held:
        if not any(_same_term(one, other, registry) for other in found):
            found.append(one)
    return found


def _same_term(one: Held, other: Held, registry: Registry) -> bool:
    """Whether two rows are one term of one person: they begin at most two months apart, as far as they say."""
    if registry.identify(one) != registry.identify(other) or not one.start or not other.start:
        return False
    if one.start[:4] == other.start[:4] and min(len(one.start), len(other.start)) == 4:
        return True
    return abs(_months(one.start) - _months(other.start)) <= 2


def _months(iso: str) -> int:
    year, month, *_ = (*map(int, iso.split("-")), 1)
    return 12 * year + month


def called(row: Row, registry: Registry) -> None:
    """The names of a person: full, otherwise spelt, surname."""
    detail = registry.details.get(row.id.removeprefix("person:"))
    known = detail.surnames if detail and detail.surnames else None
    if known is None:
        guessed = surname(row.name, row.country)
        known = [guessed] if guessed else []
    row.call("name", row.name)
    for other in registry.others(row.id):
        row.call("name" if " " in other or not known else "surname", other)
    for one in known[:1]:
        row.call("name", *spellings(row.name, row.country, one))
    if detail:
        row.call("title", *detail.titles)
    if row.prominence >= SURNAMES_OF or (detail and detail.surnames):
        for one in known:
            row.call("surname", *(bare_surnames(one) or [one]))


def names(entries: dict[str, Row], chosen: set[str]) -> list[str]:
    """Rows of names.tsv: folded name, then every alias it stands for as id|kind|as written.

    Surnames that are ordinary words go under a key with a tilde: `Knowledge.surnamed` finds them, `find` does not.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in entries.values():
        for kind, text in row.aliases:
            folded = key(text)
            if not folded:
                raise SystemExit(f"{row.id}: the name {text!r} has no letters")
            if kind == "surname" and needs_title(folded, row.id in chosen):
                folded = f"~{folded}"
            person = f"person:{folded.lstrip('~').replace(' ', '-')}"
            found[folded][f"{'=' if row.id == person else row.id}|{LETTERS[kind]}|{text}"] = None
    return ["\t".join((folded, *postings)) for folded, postings in sorted(found.items())]


if __name__ == "__main__":
    main()
