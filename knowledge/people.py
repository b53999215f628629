"""The names by which a person may be called, from the full name and the part of the world the name comes from."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from chancery.actors.names import key

FAMILY_FIRST = frozenset("CHN KOR PRK TWN HKG MAC".split())
"""States whose names stand family name first in English news as at home."""
BOTH_ORDERS = frozenset("JPN HUN".split())
"""States whose names are turned round in English news, but met in both orders."""
LAST_IS_GIVEN = frozenset("VNM ETH ERI".split())
"""States where the last or first of a person's names is used alone, not a family name."""
SPANISH = frozenset(
    "ESP MEX ARG BOL CHL COL CRI CUB DOM ECU SLV GNQ GTM HND NIC PAN PRY PER PRI URY VEN PHL".split()
)

LEADING = frozenset(
    "von van de der den ten ter di da dos do del della al el le la bin ben ibn abu ap af zu".split()
)
"""Particles that belong to the family name after them."""
NO_SURNAME = re.compile(
    r"\b([IVX]{1,5}|bin|bint|Sheikh|King|Queen|Pope|Prince|Princess|Emperor|Sultan)\b(?<!\bI\b)"
)
NUMBERED = re.compile(r" [IVX]+( of .*)?$")
"""The end of a monarch's or a pope's name."""
WHOLE = frozenset(["KHM", "MMR"])
"""States whose names are used whole."""
SUFFIX = re.compile(r",? (Jr|Sr|Junior|Júnior)\.?$| (II|III|IV)$")

COMMON = frozenset(
    "may brown bush rice power straw hunt law major king will price hope young long short white black green gray grey"
    " wood stone field hill rivers lake banks cook baker miller smith taylor fox wolf bird fish hall house church park"
    " day march june august sunday rose grace faith joy frost snow winter summer spring rain west east north south"
    " best good little small moon sun son man men bell ball barber carpenter cross crown page read reed case cash"
    " chance chase close cole cotton dean english french german irish welsh fields flowers ford gates gold golden"
    " hand hands hard hay head heard high holder holmes horn hunter ivory judge key knight lane lord love marsh mason"
    " moss noble north page paradise parish parks patience pence pope post potter poor power prince queen rich rock"
    " rush sage sharp shepherd silver singer speaker square star steel strong swift temple trees turner usher wall"
    " ward waters weeks wise witty worth jordan israel chad georgia london paris berlin ireland england france holland"
    " to so an in on at he we no ma li le do van ban can de da la al el bin ben ali khan hu yi he she you me my us it"
    " than then that this those who have had has was were is are be been un ho an the and but or for by of as if i said saw store date guy tax parts stock lines mark lower wine gross song won hung beers grant oh parent"
    " cousin elder struck bond craft luna nano swing wang younger francisco ling ty sat met lay let set put cut ran"
    " held told went came left gave made took sent paid kept lost born dead dear fine free full able real true sure"
    " late early next past just even ever also only very much many more most less least such own same other another"
    " each every both few all any some none no not nor yet still else again too sen monday tuesday wednesday thursday friday saturday arab gil dam md glass bar duke rep lt col capt adm"
    " maj sgt dr prof rev hon st jr sr ridge drew burns wells rush cash price sessions flowers cotton fields".split()
)
"""Surnames that are also ordinary words, places, or particles: never found alone."""


def surname(name: str, country: str) -> str | None:
    """The part of the name that news uses alone, or None where the name has none that is safe.

    >>> surname("Xi Jinping", "CHN"), surname("Ursula von der Leyen", "DEU"), surname("Charles III", "GBR")
    ('Xi', 'von der Leyen', None)
    """
    bare = re.sub(r"\s*\(.*?\)", "", SUFFIX.sub("", name)).split(",")[0].strip()
    parts = bare.split()
    if len(parts) < 2 or NO_SURNAME.search(bare) or NUMBERED.search(name) or country in WHOLE:
        return None
    if country in FAMILY_FIRST and not re.search(r"^[A-Z][a-z]+ [A-Z]\.? ", bare):
        return parts[0]
    if country == "VNM":
        return parts[-1]
    if country in LAST_IS_GIVEN:
        return parts[0]
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in LEADING:
        start -= 1
    return " ".join(parts[start:])


def spellings(name: str, country: str, known_surname: str | None) -> list[str]:
    """Other ways to write a full name: without middle names and suffixes, in the other order, other transcriptions.

    >>> spellings("Fumio Kishida", "JPN", "Kishida")
    ['Kishida Fumio']
    """
    bare = SUFFIX.sub("", name).strip()
    found: list[str] = [] if bare == name else [bare]
    parts = bare.split()
    if known_surname and len(parts) >= 2:
        first = parts[0]
        if country in FAMILY_FIRST:
            if len(parts) == 3:
                given = f"{parts[1]}-{parts[2].lower()}"
                found += [
                    f"{parts[0]} {given}",
                    f"{parts[0]} {parts[1]}{parts[2].lower()}",
                    f"{given} {parts[0]}",
                ]
            elif len(parts) == 2 and "-" in parts[1]:
                joined = parts[1].replace("-", "")
                found += [f"{parts[0]} {joined.capitalize()}", f"{parts[1]} {parts[0]}"]
            elif len(parts) == 2:
                found.append(f"{parts[1]} {parts[0]}")
        elif country in BOTH_ORDERS and len(parts) == 2:
            found.append(f"{parts[1]} {parts[0]}")
        elif country != "VNM":
            short = f"{first} {known_surname}"
            if len(first.strip(".")) > 1 and first.lower() not in {"al", "el", "abdul", "abu"}:
                found.append(short)
            if (
                country in SPANISH
                and len(parts) == 3
                and key(parts[0]) not in {"jose", "juan", "maria", "luis", "ana"}
            ):
                found.append(f"{parts[0]} {parts[1]}")
    german = name.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae")
    if country in {"DEU", "AUT", "CHE"} and german != name:
        found.append(german)
    unique = {key(one): one for one in found if key(one) != key(name)}
    return list(unique.values())


@cache
def first_names() -> frozenset[str]:
    """First names, from the list that the resolver knows genders by: as surnames they need a title before them."""
    text = (Path(__file__).parent.parent / "src/chancery/actors/data/first_names.tsv").read_text(
        encoding="utf-8"
    )
    return frozenset(line.split("\t")[0] for line in text.splitlines() if not line.startswith("#"))


def needs_title(folded: str, chosen: bool) -> bool:
    """Whether a surname is found only after a title or a form of address; a surname chosen by hand less often."""
    return folded in COMMON or (not chosen and folded in first_names())


def bare_surnames(known: str) -> list[str]:
    """The surname with and without an Arabic article or a particle in front.

    >>> bare_surnames("al-Assad"), bare_surnames("von der Leyen"), bare_surnames("May")
    (['al-Assad', 'Assad'], ['von der Leyen'], [])
    """
    found = [known]
    article = re.match(r"(?i)(al|el|as|ash|at|an|ad|ar|az)[- ](?=[A-Z])", known)
    if article:
        found.append(known[article.end() :])
        found[0] = known
    lone = known.split()
    if len(lone) == 2 and lone[0].lower() in {"de", "van", "von", "al", "el", "di", "da"}:
        found.append(lone[1])
    return [
        one for one in dict.fromkeys(found) if key(one) not in COMMON and len(key(one).replace(" ", "")) > 1
    ]
