"""Offsets as Java counts them: in UTF-16 code units, of which an emoji has two."""

from __future__ import annotations

from bisect import bisect_left


class Utf16:
    """Translates offsets into one text between Python's code points and Java's code units.

    >>> Utf16("a😀b").from_code_points(2), Utf16("a😀b").to_code_points(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self._wide = [index for index, character in enumerate(text) if character > "\uffff"]
        self._units = [index + before for before, index in enumerate(self._wide)]

    def from_code_points(self, offset: int) -> int:
        """The offset in code units."""
        return offset + bisect_left(self._wide, offset)

    def to_code_points(self, offset: int) -> int:
        """The offset in code points; the middle of a character counts as its end."""
        return offset - bisect_left(self._units, offset)
