"""From the titles that Wikidata's lists use to Chancery's roles; titles that match nothing are left out."""

from __future__ import annotations

import re

LEFT_OUT = re.compile(
    r"(parliamentary|assistant|under[- ]secretary|secretary of state of|district|rural|city|regional|municipal|executive"
    r" committee|legislative assembly|legislative council|house of assembly|whip|shadow|private secretary|deputy minister"
    r"|vice minister|deputy secretary|minister of state|state minister|minister assisting|counselor|aide|district"
    r"|presidential|board|society|academy|court judge|supreme court justice|department|lieutenant governor|first lady|quebec|bashkortostan|foreign trade|external trade|deputy national|chief of staff (of the pres|of the prime|to the|.head)|external cooperation)",
    re.I,
)
"""Offices below cabinet rank, and those of districts and towns."""

ROLES: tuple[tuple[str, str, str], ...] = (
    (
        r"^(speaker of (the )?(house|national assembly$|parliament|knesset|seimas|riksdag|dewan|islamic|senate|grand|lok)|president of the"
        r" (senate|national assembly$|riigikogu|chamber|house|federal senate|storting|knesset)|chairman of the (national"
        r" assembly|state duma|federation council|verkhovna rada)|chair of the chamber)",
        "speaker",
        "LEG",
    ),
    (
        r"^(president|president of the (republic|state|country)|president of (the )?[A-Z][a-z]+)$",
        "head_of_state",
        "GOV",
    ),
    (r"^(monarch|king|queen|emperor|emperor of japan|emir)$", "head_of_state", "GOV"),
    (r"^supreme leader", "head_of_state", "GOV"),
    (
        r"^(prime minister|premier|premier of the state council|chancellor|minister[- ]president|taoiseach)$",
        "head_of_government",
        "GOV",
    ),
    (r"^president of the executive yuan$", "head_of_government", "GOV"),
    (r"^(vice|first vice|executive vice)[- ]president$", "vice_president", "GOV"),
    (r"^(first |1st )?deputy (prime minister|premier)", "deputy_head_of_government", "GOV"),
    (r"^vice premier", "deputy_head_of_government", "GOV"),
    (
        r"^((federal |union )?minister (of|for)( the)? (foreign|external|international relations)|foreign minister"
        r"|secretary of state$|secretary of state for (foreign|the foreign)|secretary of (foreign|external)"
        r"|minister for european and international|minister of the people's power for foreign|minister of europe and foreign)",
        "foreign_minister",
        "GOV",
    ),
    (
        r"^((federal |union )?minister (of|for)( the)? (national |armed forces and )?(defen[cs]e|armed forces)\b(?! (mat|sci|and sp|eq|ind|pro|pers))"
        r"|secretary of (national )?defen[cs]e$|secretary of state for defence)",
        "defence_minister",
        "GOV",
    ),
    (
        r"^(minister (of|for)( the)? (interior|internal|home)|secretary of state for the home|secretary of homeland|home secretary)",
        "interior_minister",
        "GOV",
    ),
    (
        r"^(minister (of|for)( the)? (finance|economy and finance|treasury)|secretary of the treasury|chancellor of the exchequer|treasurer)",
        "finance_minister",
        "GOV",
    ),
    (
        r"^(permanent representative to the united nations|ambassador to the united nations)$",
        "un_representative",
        "GOV",
    ),
    (r"^permanent representative to (nato|the north atlantic)", "nato_representative", "GOV"),
    (r"^ambassador (to|of)", "ambassador", "GOV"),
    (r"national security advis[eo]r|^director of the national security office", "security_adviser", "GOV"),
    (
        r"^(chief of (the )?(defence|defense|general|joint|army|naval|navy|air|staff)|chairman of the joint chiefs|chief of staff of the (army|air|navy|armed|defence)|commander[- ]in[- ]chief|commander of the|chief of joint)",
        "military_chief",
        "MIL",
    ),
    (
        r"^director of (the cia|the fbi|national intelligence|mossad|the mossad)|chief of the secret intelligence|director-general of the .*(intelligence|security)",
        "intelligence_chief",
        "SPY",
    ),
    (
        r"^(governor of the .*bank|governor of (the )?bank|president of the central bank|chair of the federal reserve|governor of the reserve bank|governor of the people's bank|governor of the state bank)",
        "central_bank_governor",
        "GOV",
    ),
    (r"^governor[- ]general$", "governor_general", "GOV"),
    (r"^general secretary of the", "party_leader", "GOV"),
    (
        r"^(attorney[- ]general|minister (of|for)|federal minister|union minister|cabinet minister|secretary of (state for|agriculture|commerce|education|energy|health|housing|labor|transportation|veterans|the (interior|army|navy|air))|president of the board of trade|chief cabinet secretary|united states trade representative|state councilor|secretary of)",
        "minister",
        "GOV",
    ),
    (
        r"white house (press secretary|communications director|chief of staff)|chief of staff to the president",
        "spokesperson",
        "GOV",
    ),
)
"""Title pattern, role, PLOVER sector; the first that fits decides."""

WORLD = {
    "Secretary-General of the United Nations": ("org:UN", "head"),
    "Deputy Secretary-General of the United Nations": ("org:UN", "deputy_head"),
    "Director-General of the World Trade Organization": ("org:WTO", "head"),
    "President of the International Court of Justice": ("org:ICJ", "head"),
    "President of the United Nations General Assembly": ("org:UNGA", "head"),
    "Speaker of the Arab Parliament": ("org:ARABPARL", "head"),
    "president of the Parliamentary Assembly of the Council of Europe": ("org:PACE", "head"),
}
"""Offices of world bodies in the lists, and the body and role that they are."""

SINGLE = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister head security_adviser un_representative".split()
)
"""Roles that one person holds at a time: a successor ends the term that a list left open."""


PROMINENCE = {
    "head_of_state": 8, "head_of_government": 9, "supreme_leader": 9, "foreign_minister": 7, "defence_minister": 6, "head": 7,
    "security_adviser": 6, "spokesperson": 5, "military_chief": 4, "vice_president": 5, "un_representative": 5,
    "crown_prince": 7, "envoy": 5, "leader": 7, "finance_minister": 4, "interior_minister": 4, "speaker": 4,
    "intelligence_chief": 5, "deputy_head_of_government": 4, "central_bank_governor": 3, "commander": 6, "deputy_head": 4,
    "opposition_leader": 6,
    "high_representative": 8,
    "commander_in_chief": 6,
    "party_leader": 6, "minister": 2, "ambassador": 1, "governor": 3,
}  # fmt: skip
GREAT = frozenset(
    "state:USA state:CHN state:RUS state:GBR state:FRA state:DEU state:JPN state:IND state:UKR state:ISR state:IRN state:TUR org:UN org:NATO org:EC".split()
)
"""Bodies whose offices weigh one more."""


def role_of(title: str) -> tuple[str, str] | None:
    """The role and sector of a national title, or None where it is below cabinet rank or not known."""
    if LEFT_OUT.search(title) and not re.match(r"secretary of state for", title, re.I):
        return None
    for pattern, role, sector in ROLES:
        if re.search(pattern, title, re.I):
            return role, sector
    return None
