"""An article given as named fields, in a line of JSON or a row of a table."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from chancery.errors import InputError
from chancery.reading.text import read_text
from chancery.records import Article, Published

FIELDS: tuple[str, ...] = ("text", "title", "url", "date", "authors", "publisher")
"""What an article can be given with. `text` is required."""

_PARTIAL = re.compile(r"\d{4}(-\d\d)?")
_SEPARATOR = re.compile(r"\s*[;|]\s*")


def article(fields: Mapping[str, object], *, name: str, path: str | None, language: str | None) -> Article:
    """The article of these fields; null and empty ones are as good as none.

    Raises InputError, which begins with the name, for a field that is not known, a date that is none, a value of
    another type and a missing text.
    """
    unknown = [field for field in fields if field not in FIELDS]
    if unknown:
        raise InputError(f"{name}: unknown field {unknown[0]!r}; fields are {', '.join(FIELDS)}")
    text = _string(fields, "text", name)
    if text is None:
        raise InputError(f"{name}: no text; every article needs the field 'text'")
    try:
        return read_text(
            text,
            title=_string(fields, "title", name),
            authors=_authors(fields.get("authors"), name),
            publisher=_string(fields, "publisher", name),
            url=_url(fields, name),
            published=_date(_string(fields, "date", name), name),
            language=language,
            path=path,
        )
    except InputError as error:
        message = str(error)
        raise InputError(message if message.startswith(name) else f"{name}: {message}") from None


def _string(fields: Mapping[str, object], field: str, name: str) -> str | None:
    value = fields.get(field)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise InputError(f"{name}: {field} is {value!r}; a string is wanted")
    return value if field == "text" else " ".join(value.split())


def _authors(value: object, name: str) -> tuple[str, ...]:
    """Names in a list, or in a string with semicolons or bars between them."""
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(part for part in _SEPARATOR.split(value.strip()) if part)
    if isinstance(value, list) and all(isinstance(author, str) for author in value):
        return tuple(" ".join(author.split()) for author in value if author.strip())
    raise InputError(f"{name}: authors is {value!r}; a list of strings is wanted")


def _url(fields: Mapping[str, object], name: str) -> str | None:
    url = _string(fields, "url", name)
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if not parts.scheme or " " in url:
        raise InputError(f"{name}: url is {url!r}; a whole address is wanted, as in https://example.org/news")
    return url


def _date(value: str | None, name: str) -> Published | None:
    if value is None:
        return None
    iso = iso_date(value)
    if iso is None:
        raise InputError(f"{name}: date is {value!r}; write YYYY-MM-DD, YYYY-MM, YYYY or an ISO 8601 time")
    return Published(date=iso, how="metadata", why="the date given with the article")


def iso_date(value: str) -> str | None:
    """The date of an ISO date, month, year or time as it stands there, None for anything else.

    >>> iso_date("2024-03-05T23:10:00Z"), iso_date("2024-03"), iso_date("5.3.2024")
    ('2024-03-05', '2024-03', None)
    """
    value = value.strip()
    try:
        if _PARTIAL.fullmatch(value):
            datetime.date.fromisoformat((value + "-01-01")[:10])
            return value
        return datetime.datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        return None
