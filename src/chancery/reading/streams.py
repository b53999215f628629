"""Bytes as they come: files, standard input, and gzip of either, which is unpacked only so far as it is honest."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from chancery.errors import InputError

GZIP = b"\x1f\x8b"

CHUNK = 1 << 16

HEAD = 1 << 16
"""Bytes from the start that are looked at to tell format and encoding."""

HONEST_RATIO = 100
"""Text and web pages shrink to between a third and a twentieth; what unpacks to more than this is a bomb."""

FREE_BYTES = 10_000_000
"""So much may be unpacked from anything: short files of repeated lines shrink well."""


class Gunzip(io.RawIOBase):
    """The unpacked bytes of a gzip file of any number of members. Raises InputError for a bomb or a damaged file."""

    def __init__(self, packed: BinaryIO, name: str) -> None:
        super().__init__()
        self._packed = packed
        self._name = name
        self._member = zlib.decompressobj(wbits=31)
        self._waiting = b""
        self._taken = 0
        self._given = 0

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Unpack into the buffer; 0 at the end."""
        most = min(len(buffer), CHUNK)
        while True:
            if not self._waiting:
                self._waiting = self._packed.read(CHUNK)
                self._taken += len(self._waiting)
                if not self._waiting:
                    self._end()
                    return 0
            data = self._unpack(most)
            if data:
                buffer[: len(data)] = data
                return len(data)

    def _unpack(self, most: int) -> bytes:
        if self._member.eof:
            # Members may be padded with zeros, which belong to none.
            self._waiting = self._waiting.lstrip(b"\x00")
            if not self._waiting:
                return b""
            self._member = zlib.decompressobj(wbits=31)
        try:
            data = self._member.decompress(self._waiting, most)
        except zlib.error as error:
            raise InputError(f"{self._name}: damaged gzip file ({error})") from None
        self._waiting = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        self._given += len(data)
        if self._given > FREE_BYTES and self._given > HONEST_RATIO * self._taken:
            raise InputError(
                f"{self._name}: unpacks to more than {HONEST_RATIO} times its size; this is no collection of articles"
            )
        return data

    def _end(self) -> None:
        if not self._member.eof:
            raise InputError(f"{self._name}: the gzip file ends too early; it is incomplete")


def gunzipped(data: bytes, name: str, most: int) -> bytes:
    """Gzip data unpacked, if that is at most so many bytes; else, and where it is damaged, an InputError."""
    with io.BufferedReader(Gunzip(io.BytesIO(data), name), CHUNK) as stream:
        found = stream.read(most + 1)
    if len(found) > most:
        raise InputError(f"{name}: unpacks to more than {most / 1_000_000:g} MB")
    return found


class _Begun(io.RawIOBase):
    """A stream of which the start was read already: that start, then the rest."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._start = start
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._start[: len(buffer)] or self._rest.read(min(len(buffer), CHUNK))
        self._start = self._start[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def begun(opened: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, up to HEAD of them, and the stream from its start.

    A pipe gives its bytes little by little; all that there are, up to HEAD, are waited for.
    """
    start = bytearray()
    while len(start) < HEAD:
        part = opened.read(HEAD - len(start))
        if not part:
            break
        start += part
    return bytes(start), io.BufferedReader(_Begun(bytes(start), opened), CHUNK)


def unpacked(opened: BinaryIO, name: str) -> tuple[bytes, BinaryIO]:
    """As `begun`, of what the stream holds where it is gzip."""
    start, stream = begun(opened)
    if not start.startswith(GZIP):
        return start, stream
    return begun(io.BufferedReader(Gunzip(stream, name), CHUNK))


def lines(opened: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The lines without their ends; None for one of more than `most` bytes, which is passed over."""
    while True:
        line = opened.readline(most + 2)
        if not line:
            return
        if len(line.rstrip(b"\r\n")) <= most:
            yield line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = opened.readline(CHUNK)
        yield None
