"""When an article says it appeared: a date line, a dateline, "Published July 13, 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from chancery.records import Published

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
"""English months and their usual abbreviations, in lower case and without a stop."""

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"\b{_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)(?!\d)"),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b"),
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"),
    re.compile(rf"\b(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}\b"),
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)"
_CLOCK = r"(?:[\s,|·•@-]*(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?(?:[+-]\d+)?)?)"
_ONLY_DATE = re.compile(rf"(?i:{_WEEKDAY})?[\w/.,\s-]{{6,22}}?(?:{_CLOCK})?\s*")
_LABEL = re.compile(
    r"(?i:(?:first |originally )?(?:published|posted|date|issued|release[d]?|updated|last updated|modified)"
    r"(?: on| at| date)?)\s*[:\-–]?\s*"
)


def absolute_date(text: str) -> date | None:
    """The first full date with a year in text, or None; day-before-month figures only where they are clear.

    >>> absolute_date("Published on 13 July 2023 at 10:15")
    datetime.date(2023, 7, 13)
    """
    best: tuple[int, date] | None = None
    for form in _FORMS:
        match = form.search(text)
        if match is None or (best and best[0] <= match.start()):
            continue
        name = match["month"]
        month = int(name) if name.isdigit() else MONTHS.get(name.lower())
        try:
            found = date(int(match["year"]), month or 0, int(match["day"]))
        except ValueError:
            continue
        best = (match.start(), found)
    return best[1] if best else None


def is_date_line(line: str, *, labelled: bool = False) -> bool:
    """Whether line is a date, but for a label and a clock time ("Updated: 13 July 2023, 10:15 GMT").

    With `labelled`, only lines that say what the date is of.

    >>> is_date_line("Wednesday, July 12, 2023"), is_date_line("In July 2023 they met.")
    (True, False)
    """
    label = _LABEL.match(line)
    if labelled and label is None:
        return False
    rest = line[label.end() :] if label else line
    if len(rest) > 60 or absolute_date(rest) is None:
        return False
    return bool(_ONLY_DATE.fullmatch(rest.strip(" ()[]|·•-–—")))


def stated_date(lines: Iterable[str]) -> Published:
    """The date that one of these lines (date lines, datelines, bylines) states; an update gives way."""
    updated: Published | None = None
    for line in lines:
        found = absolute_date(line)
        if found is None:
            continue
        published = Published(
            date=found.isoformat(), how="stated", why=f"the text says: {' '.join(line.split())[:120]}"
        )
        if re.match(r"(?i)(last )?(updated|modified)", line.strip()) is None:
            return published
        updated = updated or published
    return updated or Published()
