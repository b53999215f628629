"""PolNeAR: attributions (source, cue, content) in brat files, and how far the statements agree with them.

An item is one document. Figures follow the published scorer for this data: contents match where their word
tokens have a Dice of at least 0.5 and the cues share a word, one to one; "with source" also wants the right
source, "strict" a Dice of at least 0.8. Only outermost attributions are annotated, so nested statements are
left out. Of documents with several annotators the first file counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chancery.errors import InputError
from chancery.evaluate.brat import Span, read_events
from chancery.reading import read_text
from chancery.records import Article, Statement

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

ROLES: Final = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_FUNCTION_WORDS = frozenset(
    {"a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "by", "for", "from"}
)
_FUNCTION_WORDS |= {"with", "s"}
_OPENS, _CLOSES = '"“‟«', '"”»'

Words = frozenset[int]


def predict(path: Path, pipeline: Pipeline) -> Iterator[dict[str, Any]]:
    """A row a document under path/text: its outermost statements as character spans."""
    for dossier in pipeline.pipe(articles(path)):
        yield {"document": dossier.article.id, "statements": rows(dossier.statements)}


def articles(path: Path) -> Iterator[Article]:
    """The documents under path/text; an article's id is its file's name."""
    return (_article(name, text) for name, text in _texts(path).items())


def rows(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """The outermost statements as source, cue and content spans, with their coder; joint speakers share one."""
    seen: dict[str, dict[str, Any]] = {}
    for statement in statements:
        if statement.reported_by is None:
            source = [[statement.source.start, statement.source.end]] if statement.source else []
            cue = [[statement.cue.start, statement.cue.end]]
            content = [[part.start, part.end] for part in statement.content]
            row = {"source": source, "cue": cue, "content": content, "coder": statement.coder}
            seen.setdefault(repr(row), row)
    return list(seen.values())


def _article(name: str, text: str) -> Article:
    """The article as it would be read; where reading would change the text, the text as it stands."""
    article = read_text(text)
    return replace(article, id=name) if article.text == text else Article(id=name, text=text)


def _texts(path: Path) -> dict[str, str]:
    found = {}
    for file in sorted((path / "text").glob("*.txt")):
        with file.open(encoding="utf-8", newline="") as stream:
            found[file.stem] = stream.read()
    if not found:
        raise InputError(f"{path}: no text/*.txt; expected a folder with text/ and attributions/")
    return found


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as token numbers; `said` are the words of the content, `who` those of the source."""

    source: Words
    cue: Words
    content: Words
    said: Words
    who: Words
    coder: str


class Page:
    """A document's tokens, as the measure counts them."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.forms = [text[start:end].lower() for start, end in spans]
        self.is_word = [text[start].isalnum() or text[start] == "_" for start in self.starts]
        quoted = _quoted(text)
        self.quoted = [quoted[start] for start in self.starts]

    def tokens(self, spans: Sequence[Sequence[int]]) -> Words:
        found: set[int] = set()
        for start, end in spans:
            n = bisect_right(self.ends, start)
            while n < len(self.starts) and self.starts[n] < end:
                found.add(n)
                n += 1
        return frozenset(found)

    def words(self, tokens: Words) -> Words:
        return frozenset(n for n in tokens if self.is_word[n])

    def marked(self, roles: Mapping[str, Sequence[Sequence[int]]], coder: str = "") -> Marked:
        source, cue, content = (self.tokens(roles.get(role) or ()) for role in ROLES)
        return Marked(source, cue, content, self.words(content) or content, self.words(source), coder)

    def kind(self, words: Words) -> str:
        inside = sum(self.quoted[n] for n in words)
        return "indirect" if not inside else "direct" if inside == len(words) else "mixed"

    def runs(self, tokens: Words) -> set[Span]:
        """Unbroken runs of tokens, without punctuation at their edges."""
        found: set[Span] = set()
        run: list[int] = []
        for n in [*sorted(tokens), -2]:
            if run and n != run[-1] + 1:
                words = [m for m in run if self.is_word[m]] or [run[0]]
                found.add((words[0], words[-1]))
                run = []
            run.append(n)
        return found

    def alike(self, gold: Marked, given: Marked) -> float:
        """The Dice of two contents; 0 where the cues are not the same."""
        return _dice(gold.said, given.said) if _same_cue(self, gold, given) else 0.0


def _quoted(text: str) -> bytearray:
    """1 for characters inside double quotation marks; a quotation left open ends with its line."""
    mask, at = bytearray(len(text)), 0
    for line in text.split("\n"):
        opened: int | None = None
        for n, character in enumerate(line):
            if opened is None and character in _OPENS:
                opened = n
            elif opened is not None and character in _CLOSES:
                mask[at + opened : at + n + 1] = b"\1" * (n + 1 - opened)
                opened = None
        if opened is not None:
            mask[at + opened : at + len(line)] = b"\1" * (len(line) - opened)
        at += len(line) + 1
    return mask


def _outermost(found: Sequence[Marked]) -> list[Marked]:
    """Those whose cue does not lie inside another's content (unless each holds the other's)."""

    def inside(a: Marked, b: Marked) -> bool:
        return bool(a.cue) and a.cue <= b.content and not (b.cue and b.cue <= a.content)

    return [a for a in found if not any(a is not b and inside(a, b) for b in found)]


def _dice(a: Words, b: Words) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _same_source(page: Page, gold: Marked, given: Marked) -> bool:
    if not gold.who or not given.who:
        return not gold.who and not given.who
    shared = gold.who & given.who

    def telling(words: Words) -> bool:
        return any(page.forms[n] not in _FUNCTION_WORDS for n in words)

    if not telling(shared) and telling(gold.who):
        return False
    return bool(shared) and (_dice(gold.who, given.who) >= 0.5 or 2 * len(shared) >= len(given.who))


def _same_cue(page: Page, gold: Marked, given: Marked) -> bool:
    if not gold.cue:
        return True
    own = given.cue - given.content - given.source
    limit = max(6, 2 * len(page.words(gold.cue)))
    return bool(gold.cue & own) and len(page.words(given.cue)) <= limit


def _pairs(page: Page, gold: Sequence[Marked], given: Sequence[Marked], least: float) -> list[Span]:
    """A largest one-to-one matching; right sources and high overlaps are tried first."""
    edges: list[list[int]] = []
    for wanted in gold:
        row = []
        for n, one in enumerate(given):
            overlap = _dice(wanted.said, one.said)
            if overlap >= least and _same_cue(page, wanted, one):
                row.append((not _same_source(page, wanted, one), -overlap, n))
        edges.append([n for _, _, n in sorted(row)])
    owner: dict[int, int] = {}

    def place(g: int, tried: set[int]) -> bool:
        for n in edges[g]:
            if n not in tried:
                tried.add(n)
                if n not in owner or place(owner[n], tried):
                    owner[n] = g
                    return True
        return False

    for g in range(len(gold)):
        place(g, set())
    return [(g, n) for n, g in owner.items()]


def _count(page: Page, gold: Sequence[Marked], given: Sequence[Marked]) -> Counter[str]:
    counts: Counter[str] = Counter()
    given = _outermost(given)
    for role in ROLES:
        wanted: set[Span] = set().union(*(page.runs(getattr(one, role)) for one in gold))
        offered: set[Span] = set().union(*(page.runs(getattr(one, role)) for one in given))
        counts[f"{role} both"] += len(wanted & offered)
        counts[f"{role} all"] += len(wanted) + len(offered)
    gold = [one for one in gold if one.content]
    given = [one for one in given if one.content]
    counts["gold"] += len(gold)
    counts["given"] += len(given)
    counts.update(f"given by {one.coder}" for one in given)
    for one in gold:
        counts[f"{page.kind(one.said)} gold"] += 1
    for g, n in _pairs(page, gold, given, 0.5):
        right = _same_source(page, gold[g], given[n])
        counts["found"] += 1
        counts[f"right by {given[n].coder}"] += right
        counts["right"] += right
        counts[f"{page.kind(gold[g].said)} right"] += right
    for g, n in _pairs(page, gold, given, 0.8):
        counts["strict"] += _same_source(page, gold[g], given[n])
    return counts


def _row(page: Page, row: Mapping[str, Any]) -> Marked:
    return page.marked({role: row.get(role) or () for role in ROLES}, row.get("coder", ""))


def measure(path: Path, rows: Sequence[dict[str, Any]]) -> dict[str, float | int]:
    """The headline figures of rows (as `predict` gives them) against the annotation under path.

    `precision CODER` is the share of that coder's outermost statements that are right, source included.
    """
    given = {row["document"]: row["statements"] for row in rows}
    counts: Counter[str] = Counter()
    texts = _texts(path)
    for name, text in texts.items():
        files = sorted(
            file
            for file in (path / "attributions").glob(f"{name}_*.ann")
            if file.stem.rpartition("_")[0] == name
        )
        if not files:
            raise InputError(f"{path}: no attributions/{name}_ANNOTATOR.ann for text/{name}.txt")
        page = Page(text)
        gold = [
            page.marked(e.roles)
            for e in read_events(files[0])
            if e.roles.get("cue") or e.roles.get("content")
        ]
        counts += _count(page, gold, [_row(page, row) for row in given.get(name, ())])

    def f1(both: str) -> float:
        total = counts["gold"] + counts["given"]
        return 2 * counts[both] / total if total else 0.0

    def recall(kind: str) -> float:
        wanted = counts[f"{kind} gold"]
        return counts[f"{kind} right"] / wanted if wanted else 0.0

    figures: dict[str, float | int] = {
        "documents": len(texts),
        "gold": counts["gold"],
        "predicted": counts["given"],
        "attribution_f1": f1("found"),
        "with_source_f1": f1("right"),
        "strict_f1": f1("strict"),
    }
    for kind in ("direct", "mixed", "indirect"):
        figures[f"recall_with_source_{kind}"] = recall(kind)
    for role in ROLES:
        total = counts[f"{role} all"]
        figures[f"{role}_exact_f1"] = 2 * counts[f"{role} both"] / total if total else 0.0
    for name in sorted(key.removeprefix("given by ") for key in counts if key.startswith("given by ")):
        if name:
            figures[f"precision {name}"] = counts[f"right by {name}"] / counts[f"given by {name}"]
    return figures
