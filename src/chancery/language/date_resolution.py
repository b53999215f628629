"""From what a date expression says to the days it means, given the day that the text is told from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from chancery.language.date_fixed import (
    day_in,
    day_of,
    month_of,
    month_of_year,
    quarter_of,
    season_of,
    span,
    thirds,
)
from chancery.language.date_forms import Meaning
from chancery.language.date_lexis import WEEKDAYS
from chancery.records import When

Tense = Literal["past", "present", "future", ""]
Precision = Literal["day", "narrative", "month", "year"]

FAR = 31
"""Days between a date and the article's, beyond which a year told just before decides instead."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The day that a text is told from.

    `precision` is `day` where the day of publication is known, `narrative` where only the day that the
    text tells of last is, `month` or `year` where no more than that is known. `label` names it in reasons.
    """

    day: date
    precision: Precision
    label: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds an expression: its clause's tense, the date told before it, a year told before it."""

    tense: Tense = ""
    nominal: bool = False
    before: When | None = None
    year: int | None = None


def relative(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    """The days of an expression without a year, told from reference; None where that does not fix them."""
    resolve = _RELATIVE.get(meaning.form)
    return resolve(meaning, reference, setting) if resolve else None


def from_before(meaning: Meaning, before: When) -> When | None:
    """The days of "that day", "three days later", "the 12th": told from the date told before."""
    first = date.fromisoformat(before.start) if before.start else None
    last = date.fromisoformat(before.end) if before.end else None
    if first is None or last is None:
        return None
    why = f"{meaning.text}: told from {_show(first, last)}, named before"
    if meaning.form == "bare_day":
        day = day_in(first.year, first.month, meaning.day or 0)
        return span(day, day, why) if day and first.month == last.month else None
    if meaning.form == "shifted" and _period(first, meaning.unit or "day", 0)[1] >= last:
        return _moved(first, meaning, 1 if meaning.part == "later" else -1, why)
    if first != last:
        return None
    if meaning.form in ("unit", "part_of_day", "weekday"):
        return _stepped(meaning, first, why)
    if meaning.form == "within":
        low, high = _period(first, meaning.unit or "", 0)
        return span(*_part(low, high, meaning, first), why)
    return None


def _show(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def nearest_year(meaning: Meaning, reference: Reference, setting: Setting) -> tuple[int | None, str]:
    """The year of a month or a day without one, and why: by tense, by weekday, by a year told before."""
    month, day = meaning.month or 1, meaning.day or (15 if meaning.part in (None, "mid") else 1)
    around = [reference.day.year + step for step in (-1, 0, 1)]
    dates = {year: found for year in around if (found := day_in(year, month, day))}
    if meaning.weekday is not None and meaning.day:
        name = WEEKDAYS[meaning.weekday].capitalize()
        fits = [year for year, found in dates.items() if found.weekday() == meaning.weekday]
        if len(fits) == 1:
            return fits[0], f"{name} falls on that day in {fits[0]}; told from {reference.label}"
        if not fits:
            return None, ""
    if not dates:
        return None, ""
    slack = timedelta(days=1 if meaning.day else 16)
    past = [year for year, found in dates.items() if found <= reference.day + slack]
    future = [year for year, found in dates.items() if found >= reference.day - slack]
    nearest = min(dates, key=lambda year: abs((dates[year] - reference.day).days))
    far = abs((dates[nearest] - reference.day).days) > FAR
    if setting.year and far and setting.year < reference.day.year and setting.tense in ("past", ""):
        return setting.year, f"the year told before is {setting.year}"
    if setting.tense == "past" and past:
        return past[-1], f"the last one before {reference.label}"
    scheduled = setting.tense == "present" and not setting.nominal and reference.precision == "day"
    if (setting.tense == "future" or scheduled) and future:
        return future[0], f"the next one after {reference.label}"
    return nearest, f"the nearest to {reference.label}"


def _relative_day(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    year, why = nearest_year(meaning, reference, setting)
    found = day_of(meaning, year) if year else None
    return When(start=found.start, end=found.end, why=f"{meaning.text}: {why}") if found else None


def _relative_month(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    if meaning.step is None:
        year, why = nearest_year(meaning, reference, setting)
    else:
        current = reference.day
        month = meaning.month or 1
        if meaning.step < 0:
            year = current.year - (month >= current.month)
        elif meaning.step > 0:
            year = current.year + (month <= current.month)
        else:
            year = current.year
        why = f"told from {reference.label}"
    found = month_of_year(meaning, year) if year else None
    return When(start=found.start, end=found.end, why=f"{meaning.text}: {why}") if found else None


def _day_of_year(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    found = day_of(meaning, reference.day.year + (meaning.step or 0)) if meaning.unit == "year" else None
    return (
        When(start=found.start, end=found.end, why=f"{meaning.text}: told from {reference.label}")
        if found
        else None
    )


def _month_of_year(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    if meaning.unit != "year":
        return None
    found = month_of_year(meaning, reference.day.year + (meaning.step or 0))
    return (
        When(start=found.start, end=found.end, why=f"{meaning.text}: told from {reference.label}")
        if found
        else None
    )


def _weekday(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    """Needs the day of publication: a weekday alone could be any week's."""
    if reference.precision != "day" or meaning.weekday is None:
        return None
    today = reference.day
    ahead = (meaning.weekday - today.weekday()) % 7
    back = (today.weekday() - meaning.weekday) % 7
    if meaning.step == -1:
        day = today - timedelta(days=back or 7)
    elif meaning.step == 1 or (setting.tense in ("future", "present") and (meaning.step == 0 or ahead)):
        day = today + timedelta(days=ahead or (7 if meaning.step == 1 else 0))
    else:
        day = today - timedelta(days=back)
    how = "before" if day < today else "after" if day > today else "of"
    return span(day, day, f"{meaning.text}: the one {how} {reference.label}")


def _weekday_and_day(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    """ "Wednesday the 12th": in the nearest month in which that day is that weekday."""
    if reference.precision == "year" or meaning.weekday is None:
        return None
    months = reference.day.year * 12 + reference.day.month - 1
    near = [day_in((months + step) // 12, (months + step) % 12 + 1, meaning.day or 0) for step in (0, -1, 1)]
    fits = [day for day in near if day and day.weekday() == meaning.weekday]
    return span(fits[0], fits[0], f"{meaning.text}: told from {reference.label}") if len(fits) == 1 else None


def _weekday_of_week(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    if reference.precision not in ("day", "narrative") or meaning.unit != "week" or meaning.weekday is None:
        return None
    monday = reference.day - timedelta(days=reference.day.weekday())
    day = monday + timedelta(days=7 * (meaning.step or 0) + meaning.weekday)
    return span(day, day, f"{meaning.text}: told from {reference.label}")


def _near(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    if reference.precision != "day":
        return None
    day = reference.day + timedelta(days=meaning.offset)
    return span(day, day, f"{meaning.text}: told from {reference.label}")


def _part_of_day(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    if reference.precision != "day" or meaning.same:
        return None
    day = reference.day + timedelta(days=min(meaning.step or 0, 0))
    return span(day, day, f"{meaning.text}: told from {reference.label}")


def _period(day: date, unit: str, step: int) -> tuple[date, date]:
    """The week, month, year … that lies `step` from the one that holds day."""
    if unit == "day":
        return (day + timedelta(days=step),) * 2
    if unit in ("week", "weekend", "fortnight"):
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * step)
        return (monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6))
    if unit == "month":
        months = day.year * 12 + day.month - 1 + step
        return month_of(months // 12, months % 12 + 1)
    if unit == "decade":
        year = day.year // 10 * 10 + 10 * step
        return date(year, 1, 1), date(year + 9, 12, 31)
    if unit == "century":
        year = (day.year - 1) // 100 * 100 + 1 + 100 * step
        return date(year, 1, 1), date(year + 99, 12, 31)
    return date(day.year + step, 1, 1), date(day.year + step, 12, 31)


_FINENESS = {"day": 0, "narrative": 1, "month": 2, "year": 3}
_NEEDS = {
    "day": 0,
    "week": 1,
    "weekend": 1,
    "fortnight": 1,
    "month": 2,
    "quarter": 2,
    "year": 3,
    "decade": 3,
    "century": 3,
}
"""How finely the reference must be known for each unit to be told from it."""


def _fine_enough(meaning: Meaning, reference: Reference) -> bool:
    return _FINENESS[reference.precision] <= _NEEDS.get(meaning.unit or "day", 0)


def _unit(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    if not _fine_enough(meaning, reference) or meaning.same:
        return None
    day = reference.day
    if meaning.unit == "weekend" and meaning.step == 0 and setting.tense == "past" and day.weekday() < 5:
        day -= timedelta(days=7)
    return _stepped(meaning, day, f"{meaning.text}: told from {reference.label}")


def _stepped(meaning: Meaning, day: date, why: str) -> When | None:
    """Last, this or next unit; with a number, that many of them up to or after day."""
    step = meaning.step or 0
    unit = meaning.unit or "day"
    if meaning.form == "part_of_day":
        return span(day, day, why)
    if meaning.form == "weekday":
        if meaning.weekday is None:
            return None
        ahead = (meaning.weekday - day.weekday()) % 7 or 7
        found = day + timedelta(days=ahead if step >= 0 else ahead - 7 if ahead < 7 else -7)
        return span(found, found, why)
    if meaning.low is None:
        return span(*_period(day, unit, step), why)
    if meaning.low != meaning.high and meaning.high is not None:
        why += f" ({meaning.text} taken as {meaning.low} to {meaning.high})"
    far = _shift(day, unit, (meaning.high or meaning.low) * (step or -1))
    return span(min(far, day), max(far, day), why) if far else None


def _shift(day: date, unit: str, count: int) -> date | None:
    """The day that lies count units from day, the last of the month where the month is too short."""
    if abs(count) > 3000:
        return None
    if unit in ("day", "hour"):
        return day + timedelta(days=count)
    if unit in ("week", "fortnight", "weekend"):
        return day + timedelta(days=7 * count * (2 if unit == "fortnight" else 1))
    months = (
        day.year * 12
        + day.month
        - 1
        + count * {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit, 1)
    )
    if not 12 <= months < 12 * 9999:
        return None
    low, high = month_of(months // 12, months % 12 + 1)
    return min(low.replace(day=min(day.day, high.day)), high)


def _moved(day: date, meaning: Meaning, sign: int, why: str) -> When | None:
    """A number of units from day, as exactly as the unit is: years are years, weeks are weeks."""
    unit, low, high = meaning.unit or "day", meaning.low, meaning.high
    if low is None or high is None:
        return None
    if unit == "hour":
        low, high, unit = (low + 12) // 24, (high + 12) // 24, "day"
    near, far = _shift(day, unit, sign * low), _shift(day, unit, sign * high)
    if near is None or far is None:
        return None
    if low != high:
        first, last = sorted((near, far))
        return span(first, last, f"{why} ({meaning.text} taken as {low} to {high} {unit}s)")
    if meaning.half:
        half = {"year": ("month", 6), "month": ("day", 15), "week": ("day", 4), "day": ("day", 0)}.get(unit)
        moved = _shift(near, half[0], sign * half[1]) if half else None
        return span(*_period(moved, "month", 0), why) if moved else None
    if unit in ("decade", "century"):
        return span(date(near.year - 1, 1, 1), date(near.year + 1, 12, 31), f"{why}, give or take a year")
    return span(*_period(near, unit, 0), why)


def _ago(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    if not _fine_enough(meaning, reference):
        return None
    return _moved(reference.day, meaning, -1, f"{meaning.text}: told from {reference.label}")


def _part(low: date, high: date, meaning: Meaning, day: date) -> tuple[date, date]:
    """Earlier or later in a period goes up to or from day; early, mid and late are thirds."""
    if meaning.part == "earlier":
        return low, max(low, min(day, high))
    if meaning.part == "later":
        return min(max(day, low), high), high
    return thirds(low, high, meaning.part)


def _within(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    if not _fine_enough(meaning, reference) or meaning.same:
        return None
    low, high = _period(reference.day, meaning.unit or "", meaning.step or 0)
    return span(*_part(low, high, meaning, reference.day), f"{meaning.text}: told from {reference.label}")


def _relative_season(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    month, today = meaning.month or 1, reference.day
    if meaning.step is not None and meaning.step != 0:
        begun = date(today.year, month, 1) <= today
        over = season_of(meaning, today.year).end or ""
        if meaning.step < 0:
            year = today.year if over < today.isoformat() else today.year - 1
            if (
                month == 12
                and not begun
                and (season_of(meaning, today.year - 1).end or "") >= today.isoformat()
            ):
                year = today.year - 2
        else:
            year = today.year + begun
    else:
        found, _ = nearest_year(meaning, reference, setting)
        if found is None:
            return None
        year = today.year - 1 if month == 12 and today.month < 3 and meaning.step == 0 else found
    season = season_of(meaning, year)
    return When(start=season.start, end=season.end, why=f"{season.why}, told from {reference.label}")


def _relative_quarter(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    if meaning.step is None:
        return None
    return quarter_of(meaning, reference.day.year + meaning.step)


def _century(meaning: Meaning, reference: Reference, setting: Setting) -> When | None:
    number = meaning.ordinal or meaning.day
    if not number or number > 21:
        return None
    low, high = thirds(date((number - 1) * 100 + 1, 1, 1), date(number * 100, 12, 31), meaning.part)
    return span(low, high, f"{meaning.text}: a century")


_RELATIVE: dict[str, Callable[[Meaning, Reference, Setting], When | None]] = {
    "day": _relative_day,
    "days": _relative_day,
    "month": _relative_month,
    "day_of": _day_of_year,
    "month_of": _month_of_year,
    "weekday": _weekday,
    "weekday_of": _weekday_of_week,
    "weekday_day": _weekday_and_day,
    "near": _near,
    "before_yesterday": _near,
    "part_of_day": _part_of_day,
    "unit": _unit,
    "ago": _ago,
    "within": _within,
    "season": _relative_season,
    "quarter": _relative_quarter,
    "century": _century,
}
