"""From bytes to the text that is kept: decoding, and the few changes that reading makes to characters."""

from __future__ import annotations

import codecs
import re

from chancery.errors import InputError

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16: the mark of the one begins with the mark of the other."""

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
)
"""The first bytes of what people pass by mistake, so that the message can say what it is."""

FEW_FOREIGN_BYTES = 0.05
"""Below this share of bytes over 127, a text that is not UTF-8 is Western (English with curly quotes)."""

MOST_CONTROLS = 0.02
"""A text with a greater share of control characters is binary (measured: news has none)."""

SAMPLE = 1 << 16
"""Bytes that a guess is made on; a guess over megabytes is no better and takes seconds."""

_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,80}encoding=["']([\w-]+)""", re.I
)
_NAMED_BY_SERVER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_MAC_APOSTROPHE = re.compile(rb"[a-z]\xd5[a-z]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, name: str = "the text") -> str:
    """The characters of data, whatever its encoding, as `normalise` keeps them.

    A byte order mark decides, then UTF-8, then what an HTML page declares, then a guess. Raises InputError
    for what is not text.

    >>> decode("Caf\\u00e9".encode("cp1252"))
    'Café'
    """
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name}: this is {kind}, not text; save it as plain text, Markdown or HTML")
    text = normalise(_characters(data, name))
    head = text[:SAMPLE]
    if len(_CONTROLS.findall(head)) > MOST_CONTROLS * len(head):
        raise InputError(f"{name}: this is a binary file, not text; plain text, Markdown and HTML are read")
    return text


def in_utf8(data: bytes, content_type: str) -> bytes:
    """The bytes in UTF-8, by the encoding that a server's Content-Type names, where they are not UTF-8 already."""
    named = _NAMED_BY_SERVER.search(content_type)
    if named is None:
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(named[1]).encode("utf-8")
        except (LookupError, UnicodeDecodeError):
            return data
    return data


def normalise(text: str) -> str:
    """The text that is kept: line ends are LF, and a leading mark, NULs and half characters are gone.

    A byte order mark at the start and NUL characters are removed; CRLF and lone CR become LF; a surrogate
    that is half of nothing becomes U+FFFD, so that the text can always be written as UTF-8. Nothing else is
    changed: blanks, right-to-left marks and emoji stay where they are.

    >>> normalise("\\ufeffone\\r\\ntwo\\x00")
    'one\\ntwo'
    """
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        text = text.replace("\x00", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _characters(data: bytes, name: str) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    if data.count(0) > 0.1 * len(data):
        raise InputError(f"{name}: this is a binary file, not text; plain text, Markdown and HTML are read")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.start
    if cut > len(data) - 4 and not data[:cut].isascii():
        return data.decode("utf-8", "replace")
    return _guess(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: Latin text has a NUL in nearly every other byte."""
    head = data[: SAMPLE - SAMPLE % 2]
    half = len(head) // 2
    if half < 2:
        return None
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> str:
    """Decode what is neither marked nor UTF-8."""
    declared = _CHARSET.search(data[:4096])
    if declared:
        encoding = (declared[1] or declared[2]).decode("ascii", "ignore").lower()
        # Browsers read these names as cp1252, and pages rely on it.
        encoding = "cp1252" if encoding in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else encoding
        try:
            if encoding not in ("utf-8", "utf8"):
                return data.decode(encoding, "replace")
        except LookupError:
            pass
    foreign = len(data) - len(data.translate(None, _HIGH))
    if _mostly_utf8(data, foreign):
        return data.decode("utf-8", "replace")
    if foreign <= max(FEW_FOREIGN_BYTES * len(data), 3):
        if _MAC_APOSTROPHE.search(data):
            return data.decode("mac_roman")
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


_HIGH = bytes(range(128, 256))


def _mostly_utf8(data: bytes, foreign: int) -> bool:
    """Whether a UTF-8 text was damaged in a few places only."""
    damaged = data.decode("utf-8", "replace").count("\ufffd")
    return damaged * 10 < foreign
