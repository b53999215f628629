"""What is taken from the public fact files (../shared/facts): office holders and memberships."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

from roles_of import WORLD, role_of
from tables import Held

PLACES = {
    "argentina": "ARG", "australia": "AUS", "belarus": "BLR", "brazil": "BRA", "canada": "CAN", "china": "CHN",
    "czech": "CZE", "estonia": "EST", "finland": "FIN", "france": "FRA", "greece": "GRC", "hungary": "HUN",
    "india": "IND", "indonesia": "IDN", "iran": "IRN", "israel": "ISR", "japan": "JPN", "kazakhstan": "KAZ",
    "kenya": "KEN", "lithuania": "LTU", "malaysia": "MYS", "mexico": "MEX", "new-zealand": "NZL", "nigeria": "NGA",
    "norway": "NOR", "pakistan": "PAK", "philippines": "PHL", "romania": "ROU", "russia": "RUS", "singapore": "SGP",
    "south-africa": "ZAF", "south-korea": "KOR", "sudan": "SDN", "sweden": "SWE", "taiwan": "TWN", "turkey": "TUR",
    "uae": "ARE", "ukraine": "UKR", "united-kingdom": "GBR", "us": "USA", "vietnam": "VNM", "yemen": "YEM",
    "zimbabwe": "ZWE",
}  # fmt: skip
GEC_BY_HAND = {
    "NL": "NLD",
    "GZ": "PSE",
    "WE": "PSE",
    "KV": "XKX",
    "RI": "SRB",
    "NT": "CUW",
    "JN": "SJM",
    "SV": "SJM",
    "UP": "UKR",
    "OD": "SSD",
}
"""Codes that countries.csv joins (`GZWE`, `RIKV`), gives twice (`NL`) or lacks; checked by hand."""

PRESIDENTIAL = frozenset(
    "USA ARG BRA MEX COL CHL PER ECU BOL PRY URY VEN PAN CRI HND GTM SLV NIC DOM IDN PHL KEN NGA ZAF ZMB ZWE MWI AGO"
    " GHA BWA NAM LBR SLE GMB CYP TKM IRN AFG SYC COM BEN PLW MHL FSM KIR NRU SUR GUY SSD MDV".split()
)
"""States whose president heads the government (no prime minister, or none who does)."""

MONTHS = {
    m: i
    for i, m in enumerate(
        "January February March April May June July August September October November December".split(), 1
    )
}
BRITISH = {"Secretary of Defence": "Secretary of Defense"}


def countries(facts: Path) -> tuple[dict[str, str], dict[str, str], dict[str, dict[str, str]]]:
    """GEC code to ISO 3166-1 alpha-3, Wikidata id to alpha-3, and the rows of countries.csv by alpha-3."""
    gec = dict(GEC_BY_HAND)
    wikidata: dict[str, str] = {"Q1246": "XKX"}
    table: dict[str, dict[str, str]] = {}
    with (facts / "countries.csv").open(encoding="utf-8") as source:
        for row in csv.DictReader(source):
            code = row["ISO3166-1-Alpha-3"]
            table[code] = row
            wikidata[row["wikidata_id"].rpartition("/")[2]] = code
            fips = row["FIPS"].strip()
            if len(fips) == 2:
                gec.setdefault(fips, code)
    return gec, wikidata, table


def day(text: str) -> str:
    """An ISO date of any precision, or nothing."""
    return text if re.fullmatch(r"\d{4}(-\d\d){0,2}", text or "") else ""


def office_holders(facts: Path) -> Iterator[tuple[Held, str]]:
    """National offices from 2000 on, with their sector; Wikidata's lists, to the end of 2022."""
    with (facts / "office_holders.csv").open(encoding="utf-8") as source:
        for row in csv.DictReader(source):
            if (row["end"] and row["end"] < "2000") or not re.search("[A-Za-z]", row["person"]):
                continue
            if row["place"] == "world":
                if row["position"] not in WORLD:
                    continue
                body, role = WORLD[row["position"]]
                sector = "IGO"
            else:
                found = role_of(row["position"])
                if found is None:
                    continue
                body, (role, sector) = f"state:{PLACES[row['place']]}", found
            title = row["position"][0].upper() + row["position"][1:]
            if body == "state:USA":
                title = title.replace("Defence", "Defense")
            name = re.sub(r"\s+", " ", row["person"]).strip()
            yield (
                Held(
                    name,
                    role,
                    title,
                    body,
                    day(row["start"]),
                    day(row["end"]),
                    "wikidata",
                    "2022-12-31",
                    row["qid"],
                ),
                sector,
            )


def leaders(facts: Path) -> Iterator[Held]:
    """Heads of state and government in 2022, with years, from Wikidata."""
    _, wikidata, _ = countries(facts)
    with (facts / "leaders_2022.csv").open(encoding="utf-8") as source:
        for row in csv.DictReader(source):
            code = wikidata.get(row["countryid"])
            title = row["positionLabel"]
            if not code or re.search(r"[Vv]ice|[Dd]eputy|Governor|[Cc]o-[Pp]rince|interim|[Aa]cting", title):
                continue
            called = re.sub(r" of (the )?.*| in .*", "", title)
            if re.match(
                r"(?i)prime minister|chancellor|premier|taoiseach|minister-president|minister of state|head of government",
                called,
            ):
                role = "head_of_government"
            elif re.match(
                r"(?i)president|king|queen|monarch|emperor|emir|sultan|grand duke|pope|prince|sovereign",
                called,
            ):
                role = "head_of_state"
            else:
                continue
            called = called[0].upper() + called[1:]
            body = f"state:{code}"
            yield Held(
                row["officeholderLabel"],
                role,
                called,
                body,
                row["start_year"],
                row["end_year"],
                "wikidata",
                "2022-12-31",
                row["officeholder"],
            )


TITLES = re.compile(
    r"^(?P<title>(?:(?:Acting|Interim|Transition|Transitional|Caretaker|GNU Interim|CNSP) )*(?:President of Council of Ministers|President of the"
    r" Government of Spain \(prime minister-equivalent\)|President of the Swiss Confederation|President of the National Council for"
    r" the Safeguard of the Homeland \(CNSP\) General|Presidential Leadership Council Chairperson Dr\.|President, Presidential"
    r" Council,|Sovereign Council Chair and Commander-in-Chief of the Sudanese Armed Forces General|Chairman of the Cabinet of"
    r" Ministers|Crown Prince and Prime Minister|Prime Minister and Co-Vice President|Prime Minister and Foreign Minister|Prime"
    r" Minister Crown Prince|Sultan and Prime Minister|Prime Minister|Minister of State|President|Chancellor|King|Queen|Emperor|"
    r"Amir|Grand Duke|Prince|Pope|Taoiseach|Supreme Leader|Federal Chancellor|Taliban Leader))\s+(?P<rest>.+)$"
)


def factbook(facts: Path) -> list[dict[str, str]]:
    """The World Factbook's records with their ISO code under `iso`; those without a state are left out."""
    gec, _, _ = countries(facts)
    found = []
    for line in (facts / "factbook.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        code = gec.get(record["gec"])
        if code:
            found.append({**{k: html.unescape(v) for k, v in record.items()}, "iso": code})
    return found


def factbook_leaders(facts: Path) -> Iterator[Held]:
    """Heads of state and government of early 2026; names in capitals tell the family name, kept in the title case."""
    _, _, table = countries(facts)
    for record in factbook(facts):
        independent = record["iso"] not in table or table[record["iso"]]["is_independent"] == "Yes"
        if not independent and record["iso"] not in {"TWN", "PSE", "GRL"}:
            continue
        for field, role in (
            ("chief_of_state", "head_of_state"),
            ("head_of_government", "head_of_government"),
        ):
            text = re.split(r";", record.get(field) or "")[0]
            since = re.search(r"\((?:since )?(?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})", text)
            found = TITLES.match(text.split(" (since")[0].split(" (2")[0].strip())
            if not since or not found or (record["iso"] == "VAT" and role == "head_of_government"):
                continue
            if (
                role == "head_of_government"
                and record["iso"] in PRESIDENTIAL
                and found["title"].endswith("President")
            ):
                continue
            name = re.sub(r"\s*\(.*?\)", "", found["rest"]).strip().rstrip(",")
            name = re.sub(r"^(Dr\.|General|Gen\.|Capt\.|Col\.|Ratu) ", "", name)
            if "represented" in name or "vacant" in name or not name:
                continue
            named = " ".join(
                part if part in {"II", "III", "IV", "VI", "V", "XIV"} else _case(part)
                for part in name.split()
            )
            start = since[3]
            if since[2] in MONTHS:
                start += f"-{MONTHS[since[2]]:02d}" + (f"-{int(since[1]):02d}" if since[1] else "")
            title = re.sub(
                r"^(Acting|Interim|Transition(al)?|Caretaker|GNU Interim|CNSP) ", "", found["title"]
            )
            title = re.sub(r" (General|Dr\.)$|,$", "", title).replace("Amir", "Emir")
            yield Held(named, role, title, f"state:{record['iso']}", start, "", "factbook", "2026-01-20")


def _case(word: str) -> str:
    """A word in capitals as a name is written; other words as they are."""
    if len(word) > 1 and word.upper() == word:
        return "-".join("'".join(bit.capitalize() for bit in part.split("'")) for part in word.split("-"))
    return word


def memberships(facts: Path, codes: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """(state id, organization id, status) as the World Factbook lists them; codes of bodies we do not keep are left out."""
    for record in factbook(facts):
        for item in re.split(r",\s*(?![^(]*\))", record.get("organizations") or ""):
            found = re.match(r"([^()]+?)\s*(?:\(([^)]*)\))?\s*$", item.replace("\xa0", " ").strip())
            if not found or found[1] not in codes:
                continue
            yield f"state:{record['iso']}", codes[found[1]], status(found[2] or "")


def status(note: str) -> str:
    """The standing that the World Factbook's note in brackets means."""
    lowered = note.lower()
    for word, standing in (
        ("observer", "observer"),
        ("partner", "partner"),
        ("dialogue", "partner"),
        ("cooperating", "partner"),
        ("enhanced", "partner"),
        ("candidate", "candidate"),
        ("signatory", "signatory"),
        ("suspended", "suspended"),
        ("excluded", "suspended"),
        ("associate", "associate"),
        ("subscriber", "associate"),
        ("correspondent", "associate"),
        ("pending", "candidate"),
    ):
        if word in lowered:
            return standing
    return "member"
