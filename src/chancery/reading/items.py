"""Files that hold many articles: each is an item, read when it is wanted, so that a bad one harms no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from chancery.errors import InputError
from chancery.records import Article


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a file: the name that messages about it use, and how to read it. Raises InputError."""

    name: str
    read: Callable[[], Article]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stream:
    """The bytes of a file that may be large, and the name that messages about it use.

    `path` is where the file lies, None for standard input. `opened` is read once, from its start; `head` are its first
    bytes; `url` is where it was fetched.
    """

    name: str
    path: str | None
    head: bytes
    opened: BinaryIO
    url: str | None = None


class Collection(Protocol):
    """A reader of a format that holds many articles. Raises InputError where the file itself cannot be read on."""

    def __call__(self, stream: Stream, *, language: str | None = None) -> Iterator[Item]: ...


def failing(name: str, reason: str) -> Item:
    """An item that cannot be read, with the reason."""

    def read() -> Article:
        raise InputError(f"{name}: {reason}")

    return Item(name, read)
