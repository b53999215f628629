"""The words that dates are made of: every word of a text as one letter, and dates as patterns of letters.

A thousand words become a string of a thousand symbols; whatever cannot be part of a date is `x`. The forms in
`date_forms` are regular expressions over the stretches of it that may hold a date, which costs far less than
looking at each word.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from spacy.attrs import LOWER
from spacy.tokens import Doc

from chancery.reading.stated import MONTHS

_DATA = tomllib.loads((files("chancery.language") / "data" / "date_words.toml").read_text(encoding="utf-8"))


def words(section: str, key: str) -> frozenset[str]:
    """A word list of the data file."""
    return frozenset(_DATA[section][key].split())


WEEKDAYS: tuple[str, ...] = tuple(_DATA["weekdays"]["full"].split())
SHORT_WEEKDAYS: dict[str, int] = {
    name: number for number, names in enumerate(_DATA["weekdays"]["short"]) for name in names.split()
}
UNITS: dict[str, str] = {form: unit for unit, forms in _DATA["units"].items() for form in forms.split()}
NUMBERS: dict[str, int] = {
    **{word: number for number, word in enumerate(_DATA["numbers"]["small"].split())},
    **_DATA["numbers"]["tens"],
}
ORDINALS: dict[str, int] = {
    word: number for number, word in enumerate(_DATA["numbers"]["ordinals"].split(), start=1)
}
VAGUE: dict[str, tuple[int, int]] = {word: (low, high) for word, (low, high) in _DATA["vague"].items()}
RELATIVE_DAYS: dict[str, int] = _DATA["days"]
SEASONS: dict[str, int] = _DATA["seasons"]

_CLASSES: dict[str, Iterable[str]] = {
    "U": UNITS,
    "T": RELATIVE_DAYS,
    **{symbol: listed.split() for symbol, listed in _DATA["symbols"].items()},
    "G": SEASONS,
    "n": NUMBERS,
    "v": VAGUE,
    "r": ORDINALS,
    "W": WEEKDAYS,
    "w": SHORT_WEEKDAYS,
    "M": MONTHS,
}
_SYMBOLS: dict[str, str] = {}
for _symbol, _listed in _CLASSES.items():
    for _word in _listed:
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
    """The stretches that may hold a date, within one sentence: symbols with their tokens, no white space.

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
