"""The shapes that bylines and notes are told by: people's names, roles, places, agencies."""

from __future__ import annotations

import re

NAME = (
    r"(?:(?:[A-Z][\w'’.-]*|(?:de|da|di|del|van|von|der|den|bin|ibn|al|el|la|le|ter|ten)(?=\s))(?:\s+|$)){1,6}"
)
"""One to six capitalised words, with the particles that names have."""

ROLE_WORDS = (
    "correspondent reporter editor writer columnist analyst journalist contributor staff desk bureau chief "
    "producer photographer commentator fellow professor researcher lecturer director author freelancer "
    "scholar editor-in-chief associate intern blogger"
)
"""What people who write for the press are called, in bylines and in the notes at an article's foot."""

AGENCIES = (
    "Reuters", "AP", "AFP", "Xinhua", "TASS", "Kyodo", "Yonhap", "Interfax", "UPI", "PTI", "ANI", "IANS",
    "dpa", "DPA", "EFE", "ANSA", "Anadolu", "AA", "Bloomberg", "CNN", "BBC", "RIA Novosti", "KCNA", "SANA",
    "IRNA", "Associated Press", "The Associated Press", "Agence France-Presse", "Jiji", "Bernama", "Antara",
    "CP", "The Canadian Press", "AAP", "PA", "RFE/RL", "VOA", "NHK", "Al Jazeera", "Kyodo News",
    "Tribune News Service",
)  # fmt: skip
"""Agencies as they sign datelines and bylines, from their own style."""

NOT_NAMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "all",
        "most",
        "many",
        "some",
        "contrast",
        "comparison",
        "then",
        "now",
        "law",
        "mistake",
        "far",
        "way",
    ]
)
"""Words that follow "By" at the head of an ordinary sentence."""

_ROLE = re.compile(rf"\b(?:{'|'.join(ROLE_WORDS.split())})s?\b", re.I)
_SPLIT = re.compile(r"\s*(?:,|;|&|\||/|\band\b|\bwith\b)\s*")
_PLACE_TAIL = re.compile(r"\s+(?:in|at|from|for)\s+.*$")


def has_role(text: str) -> bool:
    """Whether text names what someone does for the press."""
    return bool(_ROLE.search(text))


def is_name(text: str) -> bool:
    """Whether text has the shape of a person's name: two to five words, the first and last capitalised.

    >>> is_name("Ursula von der Leyen"), is_name("by the way")
    (True, False)
    """
    words = text.replace("’", "'").split()
    if not 2 <= len(words) <= 5:
        return False
    if words[0].lower() in NOT_NAMES or text in AGENCIES or has_role(text):
        return False
    return bool(re.fullmatch(NAME, text)) and words[-1][:1].isupper() and not any(map(str.isdigit, text))


def names_in(text: str) -> tuple[str, ...]:
    """The people whom a byline names; roles, places and agencies are left out.

    >>> names_in("Anna Berg in Tokyo, Diplomatic Correspondent, and Tom O'Hara")
    ('Anna Berg', "Tom O'Hara")
    """
    found: dict[str, None] = {}
    for part in _SPLIT.split(text.strip(" .-–—")):
        name = _PLACE_TAIL.sub("", part).strip(" .()")
        if name.isupper() and len(name) > 5:
            name = name.title()
        if is_name(name):
            found[name] = None
    return tuple(found)
