"""PETRARCH-style actor dictionaries as entries of an actors.toml.

Read are lines such as `NELSON_MANDELA_ [ZAFGOV 940510-990616]`, with further names under `+` and further codes on
lines of their own. A code begins with a country (ISO 3166-1 alpha-3) or with what is not national (IGO, NGO, MNC,
IMG) and goes on with roles. Roles with dates have no counterpart in a list of actors: the last is taken, and told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chancery.actors.knowledge import Knowledge
from chancery.actors.names import key

_SMALL = frozenset("of the and for in on de la el al van von bin der du des".split())
"""Words inside names that are written small."""
_CODE = re.compile(r"\[\s*([A-Z-]+)\s*([^\]]*)\]")
_WORLD = frozenset({"IGO", "NGO", "NGM", "MNC", "IMG", "INT"})
_SECTORS: Mapping[str, str] = {
    "GOV": "GOV", "MIL": "MIL", "REB": "REB", "INS": "REB", "SEP": "REB", "UAF": "PRM", "OPP": "OPP", "PTY": "PTY",
    "COP": "COP", "JUD": "JUD", "SPY": "SPY", "LEG": "LEG", "ELI": "ELI", "BUS": "BUS", "MNC": "BUS", "MED": "JRN",
    "CVL": "CVL", "CRM": "CRM", "REL": "REL", "NGO": "NGO", "NGM": "NGO", "IGO": "IGO", "LAB": "CVL", "EDU": "CVL",
}  # fmt: skip
"""CAMEO's roles as PLOVER's sectors."""
_ARMED = frozenset({"REB", "PRM", "CRM"})
_OFFICIAL = frozenset({"GOV", "LEG", "JUD", "ELI", "OPP", "MIL"})


@dataclass(slots=True)
class ActorList:
    """The actors of a dictionary, as rows of an actors.toml, and what of it could not be kept."""

    rows: list[dict[str, object]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def toml(self) -> str:
        """The rows as an actors.toml."""
        return "".join(
            "[[actor]]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in row.items()) + "\n"
            for row in self.rows
        )


def read_actors(text: str, known: Knowledge) -> ActorList:
    """The actors of a dictionary. A name whose code is a state's alone becomes a name of that state."""
    found = ActorList()
    for number, names, codes in _entries(text):
        where = f"line {number}: {names[0]}"
        if not codes:
            found.left_out.append(f"{where}: no code")
            continue
        code, dates = codes[-1]
        if len(codes) > 1 or dates:
            found.left_out.append(f"{where}: dates of its codes; {code} is taken")
        row = _row(names, code, known)
        if row is None:
            found.left_out.append(f"{where}: {code} begins with no country that is known")
        else:
            found.rows.append(row)
    return found


def _entries(text: str) -> Iterator[tuple[int, list[str], list[tuple[str, str]]]]:
    """Each actor: its line, its names, and its codes with their dates."""
    number, names, codes = 0, list[str](), list[tuple[str, str]]()
    for at, raw in enumerate(text.splitlines(), start=1):
        line = re.split(r"[#;]", raw, maxsplit=1)[0].rstrip()
        name = _CODE.sub("", line).strip()
        further = name.startswith("+")
        if name and not further:
            if names:
                yield number, names, codes
            number, names, codes = at, [], []
        if name:
            names.append(_name(name.lstrip("+")))
        codes.extend((found, dates.strip()) for found, dates in _CODE.findall(line))
    if names:
        yield number, names, codes


def _name(written: str) -> str:
    """A dictionary's name as texts write it: words with capitals; short single words may be acronyms."""
    words = written.strip().strip("_~").replace("_", " ").split()
    if len(words) == 1 and len(words[0]) < 4:
        return words[0]
    return " ".join(
        word.lower()
        if place and word.lower() in _SMALL
        else "-".join(part.capitalize() for part in word.split("-"))
        for place, word in enumerate(words)
    )


def _row(names: list[str], code: str, known: Knowledge) -> dict[str, object] | None:
    country, roles = (None, code) if code[:3] in _WORLD else (code[:3], code[3:])
    if country is not None and known.get(f"state:{country}") is None:
        return None
    if country is not None and not roles:
        return {"id": f"state:{country}", "name": names[0], "kind": "state", "names": names[1:]}
    sector = _SECTORS.get(roles[:3])
    armed, official = sector in _ARMED, sector in _OFFICIAL and len(names[0].split()) > 1
    kind, prefix = (
        ("armed_group", "group") if armed else ("person", "person") if official else ("organization", "org")
    )
    slug = "-".join(key(names[0]).split())
    row: dict[str, object] = {"id": f"{prefix}:{slug}", "name": names[0], "kind": kind}
    row |= {"country": country} if country else {}
    row |= {"sector": sector} if sector else {}
    return row | {"names": names[1:]}
