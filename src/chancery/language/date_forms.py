"""The forms that dates take in English, and what each says before it is held against a calendar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from chancery.language.date_lexis import (
    NUMBERS,
    ORDINALS,
    RELATIVE_DAYS,
    SEASONS,
    SHORT_WEEKDAYS,
    UNITS,
    VAGUE,
    WEEKDAYS,
    runs,
    words,
)
from chancery.reading.stated import MONTHS

_NUMBER = r"(?:a?vo?|[nd](?:&[nd])?|a)(?:&aq)?"
_WITHIN = r"(?:t?b(?=[io])|tb|[BE])(?:i|o)?(?:t[LNHS]?|[LNHS])"
_PATTERNS: tuple[tuple[str, str], ...] = (
    # Surest and longest first: the first alternative that matches at a place is taken.
    ("whole", r"(?:[Ww]\.?,?)?I|(?:[Ww]\.?,?)?Y-d-d|Y/d/d"),
    ("figures", r"d/d/Y|d-d-Y"),
    ("day_of", r"(?:[Ww]\.?,?)?M\.?t?[Dd],?o?t?[LNH]U|t?[Dd]o?Mo?t?[LNH]U"),
    ("days", r"(?:[Ww]\.?,?)?M\.?[Dd](?:-|>|&)t?[Dd](?:,?Y)?|t?[Dd](?:-|>|&)t?[Dd]o?M(?:,?Y)?"),
    ("day", r"(?:[Ww]\.?P?,?t?)?M\.?,?t?[Dd](?:,?Y)?|(?:[Ww]\.?,?)?t?[Dd]o?M\.?(?:,?Y)?"),
    ("weekday_of", r"[LNH]?WP?,?o?t?[LNH]U"),
    ("month_of", r"t?(?:[Eb]-?o?)?Mo?t?[LNH]U"),
    ("month", r"t?(?:[Eb]-?o?)?M\.?(?:,|o)?Y|[LNHS]M|t?(?:[Eb]-?o?)?M"),
    ("weekday_day", r"W,?tD"),
    ("weekday", r"t?[LNHS]?t?WP?"),
    ("ago", rf"{_NUMBER}UA|UA"),
    ("before_yesterday", r"tUiT"),
    ("near", r"[BE]?TP?"),
    ("part_of_day", r"[HLS]P"),
    ("within", rf"{_WITHIN}U"),
    ("shifted", rf"{_NUMBER}UB|UB"),
    ("unit", rf"t?[HS]?[LNHS](?:{_NUMBER})?U"),
    ("decade", r"t?(?:E-?)?C"),
    ("century", r"t?(?:E-?)?[Dr](?:-r)?U"),
    ("quarter", r"t?[rD]q(?:o(?:Y|t?[LNHS]?U)|Y)"),
    ("season", r"[LNHS]G|t?(?:E-?)?Go?Y|t?E-?G|(?<=i)t?G(?!o)"),
    ("years", r"R|Y(?:-|>|&)Y|Y-d"),
    ("year", r"t?(?:[Eb]-?o?)?Y"),
    ("bare_day", r"(?<=i)tD"),
)
_FORM = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS))

_BEFORE_YEAR = words("clauses", "before_year")
_NAMES = words("clauses", "names")
_PARTS = {
    "beginning": "early",
    "start": "early",
    "turn": "early",
    "middle": "mid",
    "end": "late",
    "close": "late",
}
_STEPS = {"L": -1, "N": 1, "H": 0, "S": 0}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a date expression says by itself; absent parts are None.

    `step` is -1 for last, 0 for this, +1 for next; `same` marks what leans on the date told before ("that
    day", "the following week"); `low` and `high` count units; `first` and `last` are its tokens.
    """

    form: str
    first: int
    last: int
    text: str
    year: int | None = None
    end_year: int | None = None
    month: int | None = None
    day: int | None = None
    end_day: int | None = None
    weekday: int | None = None
    unit: str | None = None
    low: int | None = None
    high: int | None = None
    step: int | None = None
    same: bool = False
    part: str | None = None
    ordinal: int | None = None
    offset: int = 0
    half: bool = False


def meanings(doc: Doc) -> Iterator[Meaning]:
    """The date expressions of a text in order, not overlapping. Prepositions are not part of them."""
    for run in runs(doc):
        line = "".join([symbol for symbol, _ in run])
        for match in _FORM.finditer(line):
            low, high = match.span()
            while line[low] == "t":
                low += 1
            meaning = _Builder(doc, match.lastgroup or "").build(run[low:high])
            if meaning is not None and _stands(doc, meaning):
                yield meaning


class _Builder:
    """Gathers what the words of one match say."""

    def __init__(self, doc: Doc, form: str) -> None:
        self.doc = doc
        self.form = form
        self.years: list[int] = []
        self.days: list[int] = []
        self.counts: list[int] = []
        self.month: int | None = None
        self.weekday: int | None = None
        self.unit: str | None = None
        self.vague: tuple[int, int] | None = None
        self.step: int | None = None
        self.same = False
        self.part: str | None = None
        self.ordinal: int | None = None
        self.offset = 0
        self.half = False
        self.running = False

    def build(self, parts: list[tuple[str, int]]) -> Meaning | None:
        """The meaning, or None where a word is not what its letters suggest ("may", a fall in prices)."""
        for symbol, index in parts:
            take = _TAKERS.get(symbol)
            if take is not None and not take(self, index, self.doc[index].lower_):
                return None
        if self.form == "figures" and not self._order_figures():
            return None
        if self.form == "whole" and self.month is None:
            self.month, *self.days = self.days
        if self.form == "days":
            parts = self._drop_count(parts)
        if self.form in _NEEDS_DAY and not self.days:
            return None
        low, high = self._number(parts)
        if self.form == "years" and self.days:
            self.years.append(self.years[0] // 100 * 100 + self.days.pop())
        first, last = parts[0][1], parts[-1][1]
        return Meaning(
            form=self.form,
            first=first,
            last=last,
            text=self.doc[first : last + 1].text,
            year=self.years[0] if self.years else None,
            end_year=self.years[1] if len(self.years) > 1 else None,
            month=self.month,
            day=self.days[0] if self.days else None,
            end_day=self.days[1] if len(self.days) > 1 else None,
            weekday=self.weekday,
            unit=self.unit,
            low=low,
            high=high,
            step=self.step,
            same=self.same,
            part=self.part,
            ordinal=self.ordinal,
            offset=self.offset,
            half=self.half,
        )

    def take_month(self, index: int, word: str) -> bool:
        token = self.doc[index]
        name = word.rstrip(".")
        if name.startswith("mid"):
            name, self.part = name[3:].lstrip("-"), "mid"
        self.month = MONTHS[name]
        if name in ("may", "march", "mar") and not (
            token.text[:1].isupper() and token.pos_ not in ("AUX", "VERB")
        ):
            return False
        if self.form != "month":
            return True
        # A month alone may be a person's name, or three letters of something else.
        if token.ent_type_ == "Person" or (
            len(name) == 3 and name != "may" and word == name and not self.part
        ):
            return self.years != [] or (
                token.i + 1 < len(self.doc) and self.doc[token.i + 1].text.isdecimal()
            )
        return token.dep_ != "flat" and not (
            token.i + 1 < len(self.doc) and self.doc[token.i + 1].dep_ == "flat"
        )

    def take_weekday(self, index: int, word: str) -> bool:
        name = word.rstrip(".")
        self.weekday = WEEKDAYS.index(name) if name in WEEKDAYS else SHORT_WEEKDAYS[name]
        return self.doc[index].text[:1].isupper()

    def take_year(self, index: int, word: str) -> bool:
        self.years.append(int(word))
        return True

    def take_day(self, index: int, word: str) -> bool:
        number = int("".join(filter(str.isdigit, word)))
        (self.counts if self.form in _COUNTED else self.days).append(number)
        return not (self.form == "day" and self._counts_things(index))

    def take_number(self, index: int, word: str) -> bool:
        self.counts.append(NUMBERS[word] if word in NUMBERS else int(word))
        return True

    def take_article(self, index: int, word: str) -> bool:
        if not self.half:
            self.counts.append(1)
        return True

    def take_vague(self, index: int, word: str) -> bool:
        self.vague = VAGUE[word]
        return True

    def take_fraction(self, index: int, word: str) -> bool:
        self.half = True
        if self.form == "quarter":
            self.unit = word
        return True

    def take_ordinal(self, index: int, word: str) -> bool:
        self.ordinal = ORDINALS[word] + (20 if self.ordinal == 20 else 0)
        return True

    def take_unit(self, index: int, word: str) -> bool:
        if self.form != "quarter":
            self.unit = UNITS[word]
        elif UNITS[word] != "year":
            return False
        return self.form != "century" or self.unit == "century"

    def take_step(self, index: int, word: str) -> bool:
        symbol = {"last": "L", "past": "L", "previous": "L", "this": "H", "current": "H"}.get(word)
        symbol = symbol or ("S" if word in ("that", "same") else "N")
        self.step = _STEPS[symbol]
        self.same = self.same or symbol == "S" or word in ("previous", "following")
        self.running = word == "past"
        return True

    def take_part(self, index: int, word: str) -> bool:
        self.part = _PARTS.get(word, word)
        return True

    def take_relative_day(self, index: int, word: str) -> bool:
        self.offset += RELATIVE_DAYS[word]
        return True

    def take_preposition(self, index: int, word: str) -> bool:
        if self.form == "before_yesterday":
            self.offset += {"before": -1, "after": 1}.get(word, 0)
        return True

    def take_time_of_day(self, index: int, word: str) -> bool:
        self.unit = self.unit or word
        return True

    def take_decade(self, index: int, word: str) -> bool:
        digits = "".join(filter(str.isdigit, word))
        if (
            len(digits) == 2
            and index
            and self.doc[index - 1].lower_ in ("his", "her", "their", "my", "our", "your")
        ):
            return False
        decade = int(digits) if len(digits) == 4 else 1900 + int(digits)
        self.years += [decade, decade + 9]
        self.part = "mid" if word.startswith("mid") else self.part
        return len(digits) == 4 or int(digits) >= 20

    def take_pair(self, index: int, word: str) -> bool:
        first, last = int(word[:4]), word[5:]
        self.years += [first, int(last) if len(last) == 4 else first // 100 * 100 + int(last)]
        return self.years[0] < self.years[1]

    def take_season(self, index: int, word: str) -> bool:
        self.month = SEASONS[word]
        return self.doc[index].pos_ not in ("VERB", "AUX")

    def take_whole(self, index: int, word: str) -> bool:
        figures = [int(part) for part in re.split(r"\D+", word)]
        if figures[0] > 31:
            self.years, self.month, self.days = [figures[0]], figures[1], [figures[2]]
            return 1 <= figures[1] <= 12
        self.years, self.days = [figures[2]], figures[:2]
        return self._order_figures()

    def _order_figures(self) -> bool:
        """Tell day from month where only one order makes a date; 03/04/2023 stays open."""
        first, second = self.days
        if first > 12 >= second or first == second:
            self.month, self.days = second, [first]
        elif second > 12 >= first:
            self.month, self.days = first, [second]
        else:
            return False
        return True

    def _counts_things(self, index: int) -> bool:
        """Whether a figure after a month counts a noun: "in May 12 people"."""
        token = self.doc[index]
        head = token.head
        return token.dep_ == "nummod" and head.i > token.i and "Number=Plur" in str(head.morph)

    def _drop_count(self, parts: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """ "July 12 and 30 people" is one day only."""
        symbol, index = parts[-1]
        if symbol in "Dd" and self._counts_things(index) and len(self.days) == 2:
            self.form = "day"
            self.days.pop()
            return parts[:-2]
        return parts

    def _number(self, parts: list[tuple[str, int]]) -> tuple[int | None, int | None]:
        if self.vague:
            return self.vague
        if self.counts:
            return self.counts[0], self.counts[-1] if len(self.counts) > 1 and not self.half else self.counts[
                0
            ]
        plural = any(symbol == "U" and self.doc[index].lower_.endswith("s") for symbol, index in parts)
        if plural and self.form in _COUNTED:
            return VAGUE["some"]
        if self.running and self.form == "unit":
            return 1, 1
        return None, None


_COUNTED = frozenset(("ago", "shifted", "unit"))
_NEEDS_DAY = frozenset(("figures", "days", "day", "day_of", "weekday_day", "bare_day"))
_Taker = Callable[[_Builder, int, str], bool]
_TAKERS: dict[str, _Taker] = {
    "M": _Builder.take_month,
    "W": _Builder.take_weekday,
    "w": _Builder.take_weekday,
    "Y": _Builder.take_year,
    "D": _Builder.take_day,
    "d": _Builder.take_day,
    "n": _Builder.take_number,
    "a": _Builder.take_article,
    "v": _Builder.take_vague,
    "q": _Builder.take_fraction,
    "r": _Builder.take_ordinal,
    "U": _Builder.take_unit,
    "L": _Builder.take_step,
    "N": _Builder.take_step,
    "H": _Builder.take_step,
    "S": _Builder.take_step,
    "E": _Builder.take_part,
    "B": _Builder.take_part,
    "b": _Builder.take_part,
    "T": _Builder.take_relative_day,
    "i": _Builder.take_preposition,
    "P": _Builder.take_time_of_day,
    "C": _Builder.take_decade,
    "R": _Builder.take_pair,
    "G": _Builder.take_season,
    "I": _Builder.take_whole,
}


def _stands(doc: Doc, meaning: Meaning) -> bool:
    """Whether the words around allow it to be a date."""
    before = doc[meaning.first - 1].lower_ if meaning.first else ""
    after = doc[meaning.last + 1].lower_ if meaning.last + 1 < len(doc) else ""
    if meaning.form == "year":
        return _stands_as_year(doc, meaning, before)
    if meaning.form == "shifted":
        return after != "than"
    if meaning.form == "weekday":
        return before not in _NAMES
    if meaning.form in ("unit", "within") and meaning.unit == "hour":
        return False
    if meaning.form == "within" and meaning.unit == "day" and meaning.part in ("early", "mid", "late"):
        return False
    return not (meaning.form == "years" and before in ("$", "€", "£"))


def _stands_as_year(doc: Doc, meaning: Meaning, before: str) -> bool:
    token = doc[meaning.last]
    if meaning.part:
        return True
    head = token.head
    if token.dep_ == "nummod" and head.i > token.i and "Number=Plur" in str(head.morph) and before != "the":
        return False
    if before in _BEFORE_YEAR or before in ("the", "'s", "’s", "his", "her", "its", "their"):
        return not (
            before in ("the", "of", "for", "to", "about")
            and token.dep_ == "nummod"
            and "Number=Plur" in str(head.morph)
        )
    return token.dep_.endswith((":unmarked", ":tmod")) or (
        token.dep_ in ("root", "obl") and token.is_sent_start is True
    )
