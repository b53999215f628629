"""Dates that need nothing else: those with their year, their decade or their century."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from chancery.language.date_forms import Meaning
from chancery.reading.stated import MONTHS
from chancery.records import When

_MONTH_NAMES = {number: name.capitalize() for name, number in reversed(MONTHS.items())}


def month_name(number: int) -> str:
    """The English name of a month."""
    return _MONTH_NAMES[number]


def span(first: date, last: date, why: str) -> When:
    """A When of two days, in ISO form."""
    return When(start=first.isoformat(), end=last.isoformat(), why=why)


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def day_in(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has no such day (29 February 2023)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def fixed(meaning: Meaning) -> When | None:
    """The days of an expression that needs no reference, because it has its year; None for the others."""
    if meaning.year is None or meaning.form not in _FIXED:
        return None
    return _FIXED[meaning.form](meaning, meaning.year)


def day_of(meaning: Meaning, year: int) -> When | None:
    """A day, or days of one month, in a year; None where the calendar has no such days."""
    if meaning.month is None or meaning.day is None:
        return None
    first = day_in(year, meaning.month, meaning.day)
    last = day_in(year, meaning.month, meaning.end_day or meaning.day)
    if first is None or last is None or last < first:
        return None
    return span(first, last, f"{meaning.text}: stated in full")


def month_of_year(meaning: Meaning, year: int) -> When | None:
    """A month, or the early, middle or late part of it, in a year."""
    if meaning.month is None:
        return None
    low, high = thirds(*month_of(year, meaning.month), meaning.part)
    return span(low, high, f"{meaning.text}: stated with its year")


def thirds(low: date, high: date, part: str | None) -> tuple[date, date]:
    """Early, mid or late in a period: its first, second or last third."""
    third = max((high - low).days // 3, 1)
    if part == "early":
        return low, low + timedelta(days=third)
    if part == "mid":
        return low + timedelta(days=third), high - timedelta(days=third)
    return (high - timedelta(days=third), high) if part == "late" else (low, high)


def _year(meaning: Meaning, year: int) -> When:
    low, high = thirds(date(year, 1, 1), date(year, 12, 31), meaning.part)
    return span(low, high, f"{meaning.text}: a year")


def _years(meaning: Meaning, year: int) -> When | None:
    last = meaning.end_year or year
    if last < year:
        return None
    low, high = thirds(date(year, 1, 1), date(last, 12, 31), meaning.part)
    return span(low, high, f"{meaning.text}: from {year} to {last}")


def season_of(meaning: Meaning, year: int) -> When:
    """Three months from the season's first; winter ends in the next year."""
    month = meaning.month or 1
    low = date(year, month, 1)
    high = month_of(year + (month == 12), (month + 1) % 12 + 1)[1]
    return span(*thirds(low, high, meaning.part), f"{meaning.text}: northern season")


def quarter_of(meaning: Meaning, year: int) -> When | None:
    """A quarter or a half of a year."""
    months = 3 if meaning.unit == "quarter" else 6
    number = meaning.ordinal or meaning.day or 0
    if not 1 <= number <= 12 // months:
        return None
    low = date(year, (number - 1) * months + 1, 1)
    return span(low, month_of(year, number * months)[1], f"{meaning.text}: part of {year}")


_FIXED: dict[str, Callable[[Meaning, int], When | None]] = {
    "whole": day_of,
    "figures": day_of,
    "days": day_of,
    "day": day_of,
    "month": month_of_year,
    "season": season_of,
    "quarter": quarter_of,
    "years": _years,
    "decade": _years,
    "year": _year,
}
