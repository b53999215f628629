"""When an article was written, where it does not say: what the text itself fixes, and the reason in words.

A weekday with a date ("Wednesday, July 12") fits one year in six; who holds which office fits a span of
years; a year told as past sets a floor. Where exactly one year is left, that is the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chancery.language.date_fixed import day_in, month_name
from chancery.language.date_forms import Meaning
from chancery.language.date_lexis import WEEKDAYS
from chancery.language.date_resolution import Reference, Tense
from chancery.records import Published

EARLIEST, LATEST = 1900, 2100
"""Years considered at all. The present day is no bound: the same text gives the same record in any year."""

CLOSE = 45
"""Days within which a date without a year is taken to belong to the year of a full date in the same text."""

OVERLAP = 28
"""Days that offices must be held together to bound a text: one ends on the day that the next begins."""

ALONE = 2
"""Offices that must agree before they fix a year without a weekday; one may be named in a look back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """Something that the text says is so, and the days on which it was so; open ends are None.

    `why` says it in words: "Fumio Kishida was prime minister of Japan 2021-10-04 to 2024-10-01".
    """

    start: date | None
    end: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """A date expression with its tense, whether it hangs on a noun, and whether it stands in a dateline."""

    meaning: Meaning
    tense: Tense
    nominal: bool = False
    dateline: bool = False


@dataclass(frozen=True, slots=True)
class _Window:
    """The days that are left, and the reasons that bound them."""

    first: date
    last: date
    reasons: tuple[str, ...]
    agreeing: int = 0


def infer(told: Sequence[Told], anchors: Sequence[Anchor]) -> tuple[Published, Reference | None]:
    """The month that a text is from and the day that it is told from, as far as something fixes them."""
    window = _window(told, anchors)
    full = _full_date(told, window)
    days = [entry for entry in told if entry.meaning.form in ("day", "days") and entry.meaning.year is None]
    days = [entry for entry in days if entry.tense != "future"] or days
    year, why = _one_year(days, window, full)
    if year is None:
        return _without_days(full, window)
    lines = [found for entry in days if entry.dateline and (found := _in_year(entry.meaning, year))]
    if lines:
        why = f"the dateline is of {lines[0].day} {month_name(lines[0].month)}; {why}"
        published = Published(date=lines[0].isoformat(), how="inferred", why=why)
        return published, Reference(lines[0], "day", f"{published.date}, the day of the dateline ({why})")
    # What hangs on a noun may lie ahead ("the vote on June 5"): it tells the year, not the month.
    told_of = [entry for entry in days if not entry.nominal or entry.meaning.weekday is not None]
    latest = max(
        (found for entry in told_of or days if (found := _in_year(entry.meaning, year))), default=None
    )
    if latest is None:
        return Published(), None
    if not told_of:
        label = f"{latest.isoformat()}, a day that the text names ({why})"
        return Published(date=str(year), how="inferred", why=why), Reference(latest, "narrative", label)
    if full is not None and latest < full[0] <= latest + timedelta(days=CLOSE):
        latest = full[0]
    label = f"{latest.isoformat()}, the latest day that the text tells of ({why})"
    published = Published(
        date=latest.isoformat()[:7],
        how="inferred",
        why=f"{why}; the latest day told of is {latest.day} {month_name(latest.month)}",
    )
    return published, Reference(latest, "narrative", label)


def _in_year(meaning: Meaning, year: int) -> date | None:
    return day_in(year, meaning.month or 1, meaning.end_day or meaning.day or 1)


def _window(told: Sequence[Told], anchors: Sequence[Anchor]) -> _Window:
    """The days on which most anchors hold at once, not before the latest year told as past."""
    first, last, reasons, agreeing = _agreeing(anchors)
    past = [
        entry.meaning.end_year or entry.meaning.year
        for entry in told
        if entry.meaning.year
        and entry.tense == "past"
        and entry.meaning.form in ("year", "day", "month", "whole")
    ]
    floor = max(past, default=0)
    if floor and first.year < floor <= last.year:
        return _Window(date(floor, 1, 1), last, (*reasons, f"the text tells of {floor} as past"), agreeing)
    return _Window(first, last, reasons, agreeing)


def _agreeing(anchors: Iterable[Anchor]) -> tuple[date, date, tuple[str, ...], int]:
    """The span in which the greatest number of anchors hold, the anchors that bound it, and that number.

    An anchor that disagrees with most others speaks of another time ("under Prime Minister Thatcher").
    """
    low, high = date(EARLIEST, 1, 1), date(LATEST, 12, 31)
    spans = [(anchor.start or low, anchor.end or high, anchor.why) for anchor in dict.fromkeys(anchors)]
    if not spans:
        return low, high, (), 0
    starts = sorted({start for start, _, _ in spans})
    margin = timedelta(days=OVERLAP)
    best = max(starts, key=lambda day: (sum(start <= day <= end - margin for start, end, _ in spans), day))
    holding = [entry for entry in spans if entry[0] <= best <= entry[1] - margin]
    if len(holding) * 2 <= len(spans) and len(spans) > 1:
        return low, high, (), 0
    first, last = max(entry[0] for entry in holding), min(entry[1] for entry in holding)
    reasons = dict.fromkeys(
        why
        for start, end, why in holding
        if (start == first and start != low) or (end == last and end != high)
    )
    return first, last, tuple(reasons), len(holding)


def _full_date(told: Iterable[Told], window: _Window) -> tuple[date, str] | None:
    """The latest full date that is told as past or present with its weekday.

    A full date without a weekday is no sign: a year is given where it is not the current one.
    """
    found: list[tuple[date, str]] = []
    for entry in told:
        meaning = entry.meaning
        if meaning.form not in ("day", "days", "whole", "figures") or meaning.year is None:
            continue
        day = _in_year(meaning, meaning.year)
        if day is None or entry.tense == "future" or not window.first <= day <= window.last:
            continue
        if meaning.weekday is not None or entry.dateline:
            found.append((day, meaning.text))
    return max(found, default=None)


def _one_year(days: Sequence[Told], window: _Window, full: tuple[date, str] | None) -> tuple[int | None, str]:
    """The one year that the days without a year fit, and why; None where none or several do."""
    if not days:
        return None, ""
    years: set[int] | None = None
    reasons: list[str] = []
    different = {
        (entry.meaning.month, entry.meaning.day, entry.meaning.weekday): entry for entry in reversed(days)
    }
    # Weekdays first: they exclude most; among equals, the order of the text.
    for entry in sorted(different.values(), key=_by_strength):
        fits = _fitting(entry.meaning, window)
        left = fits if years is None else years & fits
        if not left:
            continue
        if years is None or left != years:
            reasons.append(_reason(entry.meaning, window, fits))
        years = left
    weekdays = any(entry.meaning.weekday is not None for entry in days)
    if years and len(years) == 1 and (weekdays or window.agreeing >= ALONE):
        year = years.pop()
        return year, "; ".join((*reasons, *window.reasons)) + f", which leaves {year}"
    if full is not None:
        day, text = full
        near = [
            entry
            for entry in days
            if (own := _in_year(entry.meaning, day.year)) and abs((own - day).days) <= CLOSE
        ]
        if near and (years is None or day.year in years):
            return day.year, f"the text gives {text} in full"
    return None, ""


def _by_strength(entry: Told) -> tuple[bool, int]:
    return entry.meaning.weekday is None, entry.meaning.first


def _fitting(meaning: Meaning, window: _Window) -> set[int]:
    found = set()
    for year in range(window.first.year, window.last.year + 1):
        day = _in_year(meaning, year)
        start = day_in(year, meaning.month or 1, meaning.day or 1)
        if day is None or start is None or not window.first <= day <= window.last:
            continue
        if meaning.weekday is None or start.weekday() == meaning.weekday:
            found.add(year)
    return found


def _reason(meaning: Meaning, window: _Window, fits: set[int]) -> str:
    name = f"{month_name(meaning.month or 1)} {meaning.day}"
    if meaning.weekday is None:
        return (
            f"{name} lies between {window.first.isoformat()} and {window.last.isoformat()} in {_some(fits)}"
        )
    near = fits | {
        year
        for year in range(max(min(fits) - 6, EARLIEST), min(max(fits) + 6, LATEST) + 1)
        if (day := day_in(year, meaning.month or 1, meaning.day or 1)) and day.weekday() == meaning.weekday
    }
    weekday = WEEKDAYS[meaning.weekday].capitalize()
    return f"{name} is a {weekday} in {_some(near if len(fits) < 4 else fits)}"


def _some(years: Iterable[int]) -> str:
    """Years in words, the first few of many."""
    listed = [str(year) for year in sorted(years)]
    if len(listed) > 6:
        return f"{', '.join(listed[:6])} and {len(listed) - 6} other years"
    return ", ".join(listed[:-1]) + (" and " if len(listed) > 1 else "") + listed[-1]


def _without_days(full: tuple[date, str] | None, window: _Window) -> tuple[Published, Reference | None]:
    """What a full date or the anchors alone tell."""
    if full is not None:
        day, text = full
        why = f"the latest day told of in full is {text}"
        label = f"{day.isoformat()}, the latest day that the text gives in full"
        return Published(date=day.isoformat()[:7], how="inferred", why=why), Reference(
            day, "narrative", label
        )
    if window.first.year == window.last.year and window.agreeing >= ALONE:
        year = window.first.year
        why = f"{'; '.join(window.reasons)}, which leaves {year}"
        return Published(date=str(year), how="inferred", why=why), Reference(
            date(year, 7, 1), "year", f"{year}, the year that the text is from"
        )
    return Published(), None
