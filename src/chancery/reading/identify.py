"""Which language a text is in: only English is read, and a reader of another language must be told so.

Counts function words (and, for other scripts, letters); no model. Distances between close relatives
(Danish and Norwegian) are not to be relied on, but English against the rest is.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chancery.errors import LanguageError

WINDOW = 2_000
"""Characters looked at from the start, the middle and the end: half a page of each is enough."""

FEW_WORDS = 20
"""Texts shorter than this are taken for English unless another language is plain."""

LEAST_SHARE = 0.12
"""English prose has over 0.3 of its words in the list; tables and lists of names about 0.15."""

_FOREIGN = re.compile("[^\x00-\u036f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class _Profiles:
    languages: dict[str, tuple[str, ...]]
    """Each function word with the languages that have it."""
    names: dict[str, str]
    scripts: tuple[tuple[int, int, str], ...]
    marks: dict[str, str]


@cache
def _profiles() -> _Profiles:
    with (files(__package__) / "data" / "function_words.toml").open("rb") as file:
        data = tomllib.load(file)
    languages: dict[str, tuple[str, ...]] = {}
    for code, words in data["language"].items():
        for word in words.split():
            languages[word] = (*languages.get(word, ()), code)
    scripts = tuple((low, high, code) for code, ranges in data["letters"].items() for low, high in ranges)
    return _Profiles(languages=languages, names=data["name"], scripts=scripts, marks=data["marks"])


def language_name(code: str) -> str:
    """The English name of a language code, the code itself where it is unknown here."""
    return _profiles().names.get(code, code)


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language of text, or None where nothing decides.

    >>> identify("The ministers met in the capital and said that they would meet again in the spring.")
    'en'
    """
    sample = _sample(text)
    script = _by_script(sample)
    if script:
        return script
    words = [word.lower() for word in _WORD.findall(sample.replace("’", "'"))]
    if not words:
        return None
    counts: Counter[str] = Counter()
    lists = _profiles().languages
    for word in words:
        for code in lists.get(word, ()):
            counts[code] += 1
    best = max(counts.items(), key=lambda item: (item[1], item[0] == "en"), default=("", 0))
    if len(words) < FEW_WORDS and best[1] < 3:
        return "en" if sample.isascii() or counts["en"] else None
    return best[0] if best[1] >= LEAST_SHARE * len(words) else None


def require_english(text: str, name: str = "the text") -> str:
    """`en`, or a LanguageError that says which language the text seems to be in."""
    code = identify(text)
    if code == "en":
        return code
    seems = f"seems to be in {language_name(code)}" if code else "its language could not be told"
    raise LanguageError(f"{name}: {seems}; only English is read")


def _sample(text: str) -> str:
    if len(text) <= 3 * WINDOW:
        return text
    middle = len(text) // 2
    return " ".join((text[:WINDOW], text[middle : middle + WINDOW], text[-WINDOW:]))


def _by_script(sample: str) -> str | None:
    """The language of a text that is mostly not in Latin letters."""
    profiles = _profiles()
    if sample.isascii():
        return None
    foreign = [ord(character) for character in _FOREIGN.findall(sample) if character.isalpha()]
    if len(foreign) * 2 < len(_LATIN.findall(sample)) or not foreign:
        return None
    counts: Counter[str] = Counter()
    for point in foreign:
        for low, high, code in profiles.scripts:
            if low <= point <= high:
                counts[code] += 1
                break
    if not counts:
        return None
    # Japanese mixes its own letters with Chinese characters.
    if counts["ja"] > 0.1 * counts["zh"]:
        return "ja"
    best = counts.most_common(1)[0][0]
    rivals = {"ru": ("uk", "bg"), "ar": ("fa", "ur")}.get(best, ())
    found = Counter(character for character in sample.lower() if not character.isascii())
    for rival in rivals:
        if sum(found[mark] for mark in profiles.marks[rival]) > 0.015 * len(foreign):
            return rival
    return best
