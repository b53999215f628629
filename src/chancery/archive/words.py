"""What somebody asks for in words, as a query of the full text index: never as SQL, never as its own operators."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chancery.errors import InputError

_PART = re.compile(r'"([^"]*)"|(\S+)')


def phrases(asked: Iterable[str]) -> str:
    """A query for texts that hold every one of the phrases; a phrase that ends in `*` is the beginning of words.

    >>> phrases(["liaison office", "Toky*"])
    '"liaison office" "Toky"*'
    """
    found = [_phrase(part) for part in asked]
    kept = [part for part in found if part]
    if not kept:
        raise InputError(f"{' '.join(asked)!r}: no word to search for")
    return " ".join(kept)


def words(asked: str) -> str:
    """A query for every word of the text, in any order; words in quotation marks stay together.

    >>> words('office "in Tokyo"')
    '"office" "in Tokyo"'
    """
    return phrases([quoted or bare for quoted, bare in _PART.findall(asked)] or [asked])


def _phrase(text: str) -> str:
    prefix = "*" if text.rstrip().endswith("*") else ""
    bare = text.replace('"', " ").replace("\0", " ").rstrip(" *").strip()
    if not any(character.isalnum() for character in bare):
        return ""
    clean = bare.encode("utf-8", "replace").decode("utf-8")
    return f'"{clean}"{prefix}'
