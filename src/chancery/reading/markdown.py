"""Markdown: the marks are taken off and say what each block is; the text kept is what a reader would see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chancery.reading.blocks import Line
from chancery.reading.encoding import decode
from chancery.reading.source import Source
from chancery.reading.stated import absolute_date
from chancery.reading.text import make_article
from chancery.records import Article, BlockKind, Published

_FRONT = re.compile(r"\A(?:---|\+\+\+)[ \t]*\n(.*?)\n(?:---|\+\+\+|\.\.\.)[ \t]*\n", re.S)
_FIELD = re.compile(r"^(\w[\w-]*)\s*[:=]\s*(.*)$")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^ {0,3}(?:[-*_]\s*){3,}$")
_SETEXT = re.compile(r"^ {0,3}(?:=+|-+)\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")
_QUOTE = re.compile(r"^ {0,3}>\s?")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(
    r"\[([^\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)|\[([^\]\n]+)\]\[[^\]\n]*\]|<(https?://[^>\s]+)>"
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.S)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"
)
_CODE = re.compile(r"`([^`\n]+)`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s+\S+.*$")


def read(source: Source, *, language: str | None = None) -> Iterator[Article]:
    """The one article of a Markdown file; a front matter gives title, author, date and link."""
    raw = decode(source.data, source.name)
    front, raw = front_matter(raw)
    text, lines = render(raw)
    when = absolute_date(front.get("date", "") or front.get("published", ""))
    yield make_article(
        text,
        lines,
        name=source.name,
        title=front.get("title"),
        authors=tuple(
            filter(None, re.split(r"\s*,\s*", front.get("author", "") or front.get("authors", "")))
        ),
        publisher=front.get("publisher") or front.get("source"),
        url=front.get("url") or front.get("link"),
        published=Published(date=when.isoformat(), how="metadata", why="date in the front matter")
        if when
        else None,
        language=language,
        path=source.path,
    )


def front_matter(raw: str) -> tuple[dict[str, str], str]:
    """The simple fields of a YAML or TOML front matter, and the text after it."""
    match = _FRONT.match(raw)
    if match is None:
        return {}, raw
    fields = {}
    for line in match[1].splitlines():
        field = _FIELD.match(line)
        if field:
            fields[field[1].lower()] = field[2].strip().strip("[]").strip().strip("\"'")
    return fields, raw[match.end() :]


def render(raw: str) -> tuple[str, list[Line]]:
    """The text without its marks, blocks an empty line apart, and what the marks say of each.

    >>> text, lines = render("# Talks\\n\\nThey **met** in\\n[Oslo](http://a.b).")
    >>> text, [line.kind for line in lines]
    ('Talks\\n\\nThey met in Oslo.', ['heading', None])
    """
    pieces: list[str] = []
    lines: list[Line] = []
    cursor = 0
    for kind, block in _blocks(_COMMENT.sub("", raw)):
        marked, text = _inline(block)
        if not text:
            continue
        if kind is None and marked == "image":
            kind = "caption"
        lines.append(Line(cursor, cursor + len(text), text, kind))
        pieces.append(text)
        cursor += len(text) + 2
    return "\n\n".join(pieces), lines


def _blocks(raw: str) -> Iterator[tuple[BlockKind | None, str]]:
    """Blocks with what their marks say, soft line breaks as blanks."""
    gathered: list[str] = []
    kind: BlockKind | None = None
    fenced = False
    for line in [*raw.split("\n"), ""]:
        if _FENCE.match(line):
            fenced = not fenced
            continue
        heading = _HEADING.match(line)
        if gathered and kind is None and len(gathered) == 1 and _SETEXT.match(line) and line.strip():
            yield "heading", gathered[0]
            gathered, kind = [], None
            continue
        starts = _starts(line)
        if gathered and (
            not line.strip()
            or heading
            or _RULE.match(line)
            or (starts and starts != "quote")
            or ((starts == "quote") != (kind == "quote") and starts)
        ):
            yield kind, " ".join(part.strip() for part in gathered)
            gathered, kind = [], None
        if not line.strip() or _RULE.match(line) or _DEFINITION.match(line):
            continue
        if heading:
            yield "heading", heading[2]
        elif starts and not gathered:
            kind = starts
            gathered.append(_ITEM.sub("", line) if starts == "list" else _QUOTE.sub("", line))
        else:
            gathered.append(_QUOTE.sub("", line) if kind == "quote" else line)


def _starts(line: str) -> BlockKind | None:
    if _QUOTE.match(line):
        return "quote"
    return "list" if _ITEM.match(line) and not _RULE.match(line) else None


def _inline(block: str) -> tuple[str, str]:
    """`image` where a block is nothing but a picture, and its text without marks."""
    whole = _IMAGE.sub("", block).strip()
    if not whole:
        return "image", " ".join(match[1] for match in _IMAGE.finditer(block)).strip()
    text = _LINK.sub(lambda match: match[1] or match[2] or match[3], whole)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(lambda match: match[1] or match[2], text)
    text = _CODE.sub(r"\1", text)
    return "text", " ".join(_ESCAPE.sub(r"\1", text).split())
