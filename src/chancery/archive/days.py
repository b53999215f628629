"""Days as the archive sorts and compares them: the number yyyymmdd, 0 where nothing is known."""

from __future__ import annotations

import re
from calendar import monthrange

from chancery.errors import InputError
from chancery.records import Article, Event, Position, Record, Relation, Statement, When

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def day_number(iso: str | None) -> int:
    """The first day that an ISO date of day, month or year precision means; 0 for what is none.

    >>> day_number("2023-07-12"), day_number("2023-07"), day_number("2023"), day_number(None)
    (20230712, 20230701, 20230101, 0)
    """
    parts = _ISO.fullmatch(iso or "")
    if parts is None:
        return 0
    return int(parts[1]) * 10000 + int(parts[2] or 1) * 100 + int(parts[3] or 1)


def iso_day(number: int) -> str | None:
    """The ISO date of such a number, None for 0."""
    if not number:
        return None
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


def record_day(record: Record, article: Article) -> int:
    """The day by which a record is found: the first of its own date, else the day its article appeared."""
    when: When | None = None
    if isinstance(record, Statement | Event | Position):
        when = record.date
    elif isinstance(record, Relation):
        when = record.valid
    own = day_number(when.start) or day_number(when.end) if when else 0
    return own or day_number(article.published.date)


def asked_day(text: str, *, last: bool = False, option: str = "the date") -> int:
    """The day that somebody asks for, of a month or a year its first, or its last.

    >>> asked_day("2023-07"), asked_day("2023-07", last=True), asked_day("2024-02", last=True)
    (20230701, 20230731, 20240229)
    """
    parts = _ISO.fullmatch(text.strip())
    if parts is not None:
        year, month, day = (int(part) if part else 0 for part in parts.groups())
        if year > 0 and month <= 12 and (parts[2] is None or month):
            month = month or (12 if last else 1)
            length = monthrange(year, month)[1]
            if parts[3] is None:
                day = length if last else 1
            if 1 <= day <= length:
                return year * 10000 + month * 100 + day
    raise InputError(f"{option} {text!r} is no date; write it as 2023, 2023-07 or 2023-07-12")
