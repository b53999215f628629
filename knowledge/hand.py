"""Entries from the hand-kept tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import facts as given
from persons import Detail
from tables import HERE, Held, Row, heading, rows, several, slug

UNMARKED_PLURAL = ("ese", "ish", "ch", "ss", "man", "men", "wiss", "ois", "bè", "bé")


def states(facts: Path) -> Iterator[Row]:
    """States and territories; codes are checked against countries.csv, formal names taken from it."""
    _, _, table = given.countries(facts)
    two = {row["ISO3166-1-Alpha-2"]: code for code, row in table.items()}
    for code, name, others, demonyms, capitals, seats in rows("states.psv"):
        part_of = two[code[:2]] if "-" in code else None
        past = code in {"SUN", "YUG", "DDR", "CSK"}
        if not part_of and code not in table and code != "XKX" and not past:
            raise SystemExit(f"states.psv: {code} is not an ISO 3166-1 alpha-3 code")
        row = Row(
            f"state:{code}",
            name,
            "state",
            part_of or code,
            "GOV",
            source="unterm",
            as_of=heading("states.psv", "as_of"),
        )
        row.prominence = 5 if not (part_of or past) else 3
        shared = {"Congo", "Korea", "Macedonia", "Georgia"}
        for other in (name, *several(others)):
            bare = other.removeprefix("the ").removeprefix("The ")
            letters = bare.replace(".", "").replace("-", "")
            exact = letters.isupper() and " " not in bare and len(letters) <= 6
            row.call("acronym" if exact else "short" if bare in shared else "name", bare)
        formal = table[code]["UNTERM English Formal"] if code in table else ""
        for official in (formal, table[code]["UNTERM English Short"] if code in table else ""):
            bare = (
                official.replace(" (the)", "")
                .removeprefix("the ")
                .removeprefix("The ")
                .split(" [")[0]
                .split(" (")[0]
            )
            if bare and bare.replace(".", "") != bare.upper():
                row.call("name", bare)
        for demonym in several(demonyms):
            plain = demonym.rstrip("+")
            exact = plain.replace(".", "").isupper()
            row.aliases[("acronym" if exact else "demonym", plain)] = None
            if demonym.endswith("+"):
                row.call("demonym", plain[:-3] + "women" if plain.endswith("woman") else f"{plain}s")
        row.call("capital", *several(capitals))
        row.call("seat", *several(seats))
        yield row


def organizations(sources: dict[str, str]) -> Iterator[Row]:
    """International organizations, and bodies of states."""
    for table, label in (("orgs.psv", "orgs"), ("bodies.psv", "bodies")):
        if not (HERE / table).exists():
            continue
        sources[label] = heading(table, "Source")
        for record in rows(table):
            if table == "orgs.psv":
                code, name, acronyms, others, sector, _, seats = record
                country = ""
            else:
                code, name, acronyms, others, sector, country, seats = record
            row = Row(
                f"org:{code}",
                name,
                "organization",
                country,
                sector,
                source=label,
                as_of=heading(table, "as_of"),
            )
            row.prominence = 5
            row.call("name", name)
            row.call("acronym", *several(acronyms))
            for other in several(others):
                row.call("short" if other.startswith("~") else "name", other.lstrip("~"))
            for seat in several(seats):
                row.call("capital" if seat in {"Brussels", "Strasbourg"} else "seat", seat)
            yield row


def groups_and_media(sources: dict[str, str]) -> Iterator[Row]:
    """Armed groups, and press agencies, papers and broadcasters."""
    for table, prefix, kind in (("groups.psv", "group", "armed_group"), ("media.psv", "media", "media")):
        if not (HERE / table).exists():
            continue
        sources[kind] = heading(table, "Source")
        for code, name, acronyms, others, sector, country in rows(table):
            row = Row(
                f"{prefix}:{code}", name, kind, country, sector, source=kind, as_of=heading(table, "as_of")
            )
            row.prominence = 4
            row.call("name", name)
            row.call("acronym", *several(acronyms))
            row.call("name", *several(others))
            yield row


def offices(sources: dict[str, str]) -> tuple[list[Held], dict[str, Detail]]:
    """The hand-kept office holders, and what is known of persons by hand, by slug."""
    found: list[Held] = []
    for path in sorted(HERE.glob("offices*.psv")):
        found += list(_lists(path.name, sources))
    details: dict[str, Detail] = {}
    sources["persons"] = heading("persons.psv", "Source")
    for name, surnames, others, titles, gender, country, sector in rows("persons.psv"):
        if slug(name) in details:
            raise SystemExit(f"persons.psv: two rows for {name}")
        details[slug(name)] = Detail(
            name=name,
            surnames=several(surnames),
            others=several(others),
            titles=several(titles),
            gender=gender,
            country=country,
            sector=sector,
            source="persons",
            as_of=heading("persons.psv", "as_of"),
        )
    return found, details


def _lists(table: str, sources: dict[str, str]) -> Iterator[Held]:
    as_of = heading(table, "as_of")
    block: list[Held] = []
    opened: list[str] = []
    for record in rows(table):
        if record[0].startswith("@"):
            yield from block
            block, opened = [], [record[0].lstrip("@ "), *record[1:]]
            if len(opened) != 4:
                raise SystemExit(f"{table}: a list opens with body | role | title | source, not {record}")
            opened[3] = _cite(sources, opened[3])
            continue
        name, start, *end = record
        if block and not block[-1].end and block[-1].start:
            block[-1].end = start
        elif block and block[-1].end == "open":
            block[-1].end = ""
        block.append(
            Held(name, opened[1], opened[2], opened[0], start, end[0] if end else "", opened[3], as_of)
        )
    if block and block[-1].end == "open":
        block[-1].end = ""
    yield from block


def memberships(facts: Path, sources: dict[str, str], entries: dict[str, Row]) -> list[str]:
    """Rows of memberships.tsv, one for each body, standing, date and source: hand-kept first, then the Factbook."""
    codes: dict[str, str] = {}
    for code, _, _, _, _, listed, _ in rows("orgs.psv"):
        for one in several(listed):
            codes[one] = f"org:{code}"
    lists: dict[tuple[str, ...], list[str]] = defaultdict(list)
    closed: set[str] = set()
    added: set[tuple[str, str]] = set()
    for replaces, member, body, *rest in _kept(sources):
        if member not in entries or body not in entries:
            raise SystemExit(f"memberships.psv: {member} or {body} is not known")
        lists[body, *rest].append(member.removeprefix("state:"))
        if replaces:
            closed.add(body)
        else:
            added.add((member, body))
    for member, body, standing in given.memberships(facts, codes):
        if body not in closed and (member, body) not in added and member in entries:
            row = lists[body, standing, "", "", "factbook", "2026-01-20"]
            if (short := member.removeprefix("state:")) not in row:
                row.append(short)
    return ["\t".join((*head, " ".join(members))) for head, members in lists.items()]


def _kept(sources: dict[str, str]) -> Iterator[tuple[bool, str, str, str, str, str, str, str]]:
    """Hand-kept memberships: `@ body | source`, then `status | start | members` or `status | start | end | members`.

    `@+` adds to what the World Factbook says of a body, `@` replaces it: that is the first value.
    """
    if not (HERE / "memberships.psv").exists():
        return
    body = source = ""
    replaces = True
    as_of = heading("memberships.psv", "as_of")
    for record in rows("memberships.psv"):
        if record[0].startswith("@"):
            body, address = record[0].lstrip("@+ "), record[1]
            replaces = not record[0].startswith("@+")
            source = _cite(sources, address)
            continue
        standing, start, *middle, members = record
        for member in members.split():
            yield (
                replaces,
                (f"state:{member}" if ":" not in member else member),
                body,
                standing,
                start,
                (middle[0] if middle else ""),
                source,
                as_of,
            )


def _cite(sources: dict[str, str], address: str) -> str:
    """The short name under which rows cite an address; noted among the sources."""
    short = slug(address.rpartition("/")[2])
    if sources.setdefault(short, address) != address:
        raise SystemExit(f"two sources would be cited as {short!r}: {sources[short]} and {address}")
    return short
