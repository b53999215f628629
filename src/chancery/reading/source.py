"""Where documents come from: a file, or standard input; and what can be wrong with either."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from chancery.errors import InputError
from chancery.reading.encoding import in_utf8
from chancery.reading.items import Stream
from chancery.reading.streams import unpacked

MOST_BYTES = 20_000_000
"""The largest document that is read: some 3 million words, forty times a long book chapter by chapter."""

STANDARD_INPUT = "-"

ALLOW_PRIVATE = "CHANCERY_PRIVATE_ADDRESSES"
"""The environment variable that, set to 1, lets documents be fetched from private networks too."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """The bytes of one document, and the name that messages about it use."""

    name: str
    data: bytes

    @property
    def path(self) -> str | None:
        """Where it lies, None for standard input."""
        return None if self.name == STANDARD_INPUT else self.name


@contextmanager
def opened(path: str | Path) -> Iterator[Stream]:
    """The bytes at path, of standard input for `-`, or at an http(s) address, unpacked where they are gzip.

    Raises InputError for what cannot be read, also while it is read.
    """
    name = str(path)
    label = "standard input" if name == STANDARD_INPUT else name
    try:
        if name == STANDARD_INPUT:
            yield _stream(sys.stdin.buffer, label, None)
            return
        if is_address(name):
            yield _fetched(name)
            return
        if Path(path).is_dir():
            raise InputError(f"{path}: a folder; name the files in it, for example {path}/*.txt")
        with Path(path).open("rb") as file:
            yield _stream(file, label, name)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except PermissionError:
        raise InputError(f"{path}: no permission to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path!s}: cannot be read: {reason}") from None


def is_address(name: str) -> bool:
    """Whether a document's name is an address on the web and no file."""
    return name.lower().startswith(("http://", "https://"))


def _fetched(url: str) -> Stream:
    # Imported here: what talks to the network is needed only where an address is asked for.
    from chancery.reading.fetch import Limits, fetch

    found = fetch(url, limits=Limits(private=os.environ.get(ALLOW_PRIVATE) == "1"))
    return _stream(io.BytesIO(in_utf8(found.body or b"", found.content_type)), url, url, found.url)


def _stream(file: BinaryIO, label: str, path: str | None, url: str | None = None) -> Stream:
    head, stream = unpacked(file, label)
    if not head:
        raise InputError(f"{label}: empty; give an article as plain text, Markdown or HTML")
    return Stream(name=label, path=path, head=head, opened=stream, url=url)


def whole(stream: Stream) -> Source:
    """A stream as the one document that it is. Raises InputError for one that is too large or blank."""
    data = stream.opened.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError(
            f"{stream.name}: larger than {MOST_BYTES // 1_000_000} MB; split it into articles first"
        )
    if not data.strip():
        raise InputError(f"{stream.name}: empty; give an article as plain text, Markdown or HTML")
    return Source(name=stream.path or STANDARD_INPUT, data=data)
