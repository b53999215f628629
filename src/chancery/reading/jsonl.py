"""JSON lines: an article a line, an object with `text` and any of title, url, date, authors and publisher."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from chancery.errors import InputError
from chancery.reading import fields, source
from chancery.reading.items import Item, Stream, failing
from chancery.reading.streams import lines
from chancery.records import Article


def items(stream: Stream, *, language: str | None = None) -> Iterator[Item]:
    """The articles, line by line; empty lines are passed over."""
    for number, line in enumerate(lines(stream.opened, source.MOST_BYTES), start=1):
        name = f"{stream.name}, line {number}"
        if line is None:
            yield failing(name, f"longer than {source.MOST_BYTES // 1_000_000} MB")
        elif line.strip():
            path = f"{stream.path}:{number}" if stream.path else None
            yield Item(name, partial(_read, line, name=name, path=path, language=language))


def _read(line: bytes, *, name: str, path: str | None, language: str | None) -> Article:
    try:
        value = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 ({error.reason} at byte {error.start})") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{name}: no JSON ({error})") from None
    if not isinstance(value, dict):
        raise InputError(f"{name}: {type(value).__name__}; a JSON object with the field 'text' is wanted")
    return fields.article(value, name=name, path=path, language=language)
