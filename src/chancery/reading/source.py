"""Where documents come from: a file, or standard input; and what can be wrong with either."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from chancery.errors import InputError

MOST_BYTES = 20_000_000
"""The largest document that is read: some 3 million words, forty times a long book chapter by chapter."""

STANDARD_INPUT = "-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """The bytes of one document, and the name that messages about it use."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The file's extension in lower case, with its dot; empty for standard input."""
        return "" if self.name == STANDARD_INPUT else Path(self.name).suffix.lower()

    @property
    def path(self) -> str | None:
        """Where it lies, None for standard input."""
        return None if self.name == STANDARD_INPUT else self.name


def open_source(path: str | Path) -> Source:
    """The bytes at path, or of standard input for `-`. Raises InputError for what cannot be read."""
    name = str(path)
    label = "standard input" if name == STANDARD_INPUT else name
    data = sys.stdin.buffer.read(MOST_BYTES + 1) if name == STANDARD_INPUT else _file(Path(path))
    if len(data) > MOST_BYTES:
        raise InputError(f"{label}: larger than {MOST_BYTES // 1_000_000} MB; split it into articles first")
    if not data.strip():
        raise InputError(f"{label}: empty; give an article as plain text, Markdown or HTML")
    return Source(name=name, data=data)


def _file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path}: a folder; name the files in it, for example {path}/*.txt")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except PermissionError:
        raise InputError(f"{path}: no permission to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path!s}: cannot be read: {reason}") from None
