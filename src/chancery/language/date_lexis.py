"""The words that dates are made of: every word of a text as one letter, so that dates are patterns of letters.

A thousand words become a string of a thousand symbols; whatever cannot be part of a date is `x`. The forms in
`date_forms` are regular expressions over the stretches of it that may hold a date, which costs far less than
looking at each word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.attrs import LOWER
from spacy.tokens import Doc

from chancery.reading.stated import MONTHS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT_WEEKDAYS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
"""Only counted beside another part of a date: "sat" and "sun" are words of their own."""

UNITS = {
    "hour": "hour", "hours": "hour", "minute": "hour", "minutes": "hour",
    "day": "day", "days": "day", "week": "week", "weeks": "week", "weekend": "weekend", "weekends": "weekend",
    "fortnight": "fortnight", "month": "month", "months": "month", "year": "year", "years": "year",
    "decade": "decade", "decades": "decade", "century": "century", "centuries": "century",
}  # fmt: skip

NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}

VAGUE = {
    "some": (2, 11), "several": (2, 11), "few": (2, 7), "couple": (2, 3), "many": (3, 99), "dozen": (11, 13),
}  # fmt: skip
"""How many "some months" and the like may be: generous, and stated in `why`; from usage, not measured."""

ORDINALS = {
    word: number
    for number, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"], start=1
    )
} | {"nineteenth": 19, "twentieth": 20, "twenty-first": 21}

RELATIVE_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}

SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}
"""First month of each season in the northern half of the world, as its newspapers count."""

_CLASSES: dict[str, str] = {
    "U": " ".join(UNITS),
    "T": " ".join(RELATIVE_DAYS),
    "L": "last past previous",
    "N": "next following coming upcoming",
    "H": "this current",
    "S": "that same",
    "E": "early late mid",
    "B": "earlier later",
    "A": "ago",
    "P": "morning afternoon evening night dawn noon midday midnight",
    "t": "the",
    "a": "a an",
    "o": "of",
    "i": "in on at by for during since until till from before after between within over throughout around about",
    "&": "and or",
    ">": "to through",
    "-": "- – — --",
    ",": ",",
    ".": ".",
    "/": "/",
    "G": " ".join(SEASONS),
    "b": "beginning start end middle close turn",
    "q": "quarter half",
    "n": " ".join(NUMBERS),
    "v": " ".join(VAGUE),
    "r": " ".join(ORDINALS),
    "W": " ".join(WEEKDAYS),
    "w": " ".join(SHORT_WEEKDAYS),
    "M": " ".join(MONTHS),
}
_SYMBOLS: dict[str, str] = {}
for _symbol, _words in _CLASSES.items():
    for _word in _words.split():
        _SYMBOLS.setdefault(_word, _symbol)

_WHOLE = re.compile(r"(?:(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d)")
_DECADE = re.compile(r"(?:(?:1[5-9]|20)\d0|['’]?\d0)['’]?s")
_DAY = re.compile(r"(\d\d?)(?:st|nd|rd|th)")
_PAIR = re.compile(r"(?:19|20)\d\d[-–/](?:\d\d|(?:19|20)\d\d)")


def symbol_of(word: str) -> str:
    """The symbol of a word in lower case.

    >>> [symbol_of(word) for word in ("july", "12th", "2023", "1990s", "wednesday", "treaty", "2023-07-12")]
    ['M', 'D', 'Y', 'C', 'W', 'x', 'I']
    """
    found = _SYMBOLS.get(word)
    if found:
        return found
    if not word or word.isspace():
        return " "
    if word[0].isdigit() or word[0] in "'’":
        return _figures(word)
    stem, stop, rest = word.partition(".")
    if stop and not rest and _SYMBOLS.get(stem) in ("M", "w"):
        return _SYMBOLS[stem]
    if word.startswith("mid") and word[3:].lstrip("-") in MONTHS:
        return "M"
    if word.startswith(("mid-19", "mid-20")) and _DECADE.fullmatch(word[4:]):
        return "C"
    return "x"


def _figures(word: str) -> str:
    if word.isdecimal() and word.isascii():
        if len(word) == 4 and 1500 <= int(word) <= 2100:
            return "Y"
        if len(word) <= 3:
            return "d" if 1 <= int(word) <= 31 and len(word) <= 2 else "n"
        return "x"
    day = _DAY.fullmatch(word)
    if day:
        return "D" if 1 <= int(day[1]) <= 31 else "x"
    if _DECADE.fullmatch(word):
        return "C"
    if _WHOLE.fullmatch(word):
        return "I"
    return "R" if _PAIR.fullmatch(word) else "x"


MOST_REMEMBERED = 200_000
"""Words whose symbols are remembered; an archive has more, and then remembering starts anew."""


_CORES = frozenset("MWwTUCGqRIDYP")
"""What every date has at least one of."""

_RUN = re.compile(r"[^x]+")


@cache
def _known() -> dict[int, str]:
    return {}


def runs(doc: Doc) -> Iterator[list[tuple[str, int]]]:
    """The stretches that may hold a date: symbols with their tokens, within one sentence, white space left out.

    Symbols of words are remembered by the word's id, so that most words cost one look-up.
    """
    known = _known()
    if len(known) > MOST_REMEMBERED:
        known.clear()
    keys = doc.to_array(LOWER).tolist()
    line = "".join([known.get(key) or _learn(doc, key) for key in keys])
    for match in _RUN.finditer(line):
        if _CORES.isdisjoint(match[0]):
            continue
        run: list[tuple[str, int]] = []
        for index in range(*match.span()):
            if run and doc[index].is_sent_start:
                yield run
                run = []
            if line[index] != " ":
                run.append((line[index], index))
        yield run


def _learn(doc: Doc, key: int) -> str:
    symbol = symbol_of(doc.vocab.strings[key])
    _known()[key] = symbol
    return symbol
