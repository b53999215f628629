"""From documents to windows: stretches that fit the encoder, spoilt a little as news is spoilt."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from chancery.language.pieces import BLANK, LINE, LOWER, NO_LETTERS, PARAGRAPH, TITLE, UPPER, Pieces, case_of
from corpora import Marked, Pair, Words, sampled

MISSING = -100
"""The label that the loss passes over."""


@dataclass
class Window:
    """One training example: pieces with their case and layout, and per word the labels of every task."""

    pieces: list[int]
    case: list[int]
    layout: list[int]
    first: list[int]
    last: list[int]
    tags: list[list[int]]
    heads: list[int]
    deprel: list[int]
    link: list[int]
    edges: list[tuple[int, list[int]]] = field(default_factory=list)
    """A word of a cue, and the first and last word of its source and content, counted from 1; 0 for none."""
    opinions: list[tuple[list[int], list[int], int]] = field(default_factory=list)
    relations: list[tuple[list[int], list[int], int]] = field(default_factory=list)
    """The words of two names, and the label of what stands between them."""
    place: dict[int, int] = field(default_factory=dict)
    """Where each word of the document stands in the window."""


@dataclass
class Labels:
    """The classes of every head, by name."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    deprel: list[str]
    entity: list[str]
    name: list[str]
    role: list[str]
    opinion: list[str]
    relation: list[str]

    def __post_init__(self) -> None:
        self.index = {key: {label: n for n, label in enumerate(values)} for key, values in vars(self).items()}


def stretches(words: Words, limit: int, pieces: Pieces) -> list[tuple[int, int]]:
    """Cut a document into ranges of words of at most limit pieces, at sentence starts or empty lines if it can."""
    cuts: list[tuple[int, int]] = []
    begin, size, last_good = 0, 0, 0
    for n, form in enumerate(words.forms):
        good = words.starts[n] if words.starts else words.gaps[n] >= LINE
        if good:
            last_good = n
        size += len(pieces(form))
        if size > limit and n > begin:
            end = last_good if last_good > begin else n
            cuts.append((begin, end))
            begin = end
            size = sum(len(pieces(form)) for form in words.forms[begin : n + 1])
    cuts.append((begin, len(words.forms)))
    return cuts


def sentences(words: Words) -> list[tuple[int, int]]:
    """The ranges of words of the sentences of a treebank's document."""
    begins = [n for n, start in enumerate(words.starts or ()) if start]
    return list(zip(begins, [*begins[1:], len(words.forms)], strict=True))


_QUOTES = [("“", "”"), ("„", "“"), ("«", "»"), ("''", "''"), ("``", "''"), ('"', '"'), ("“", "”")]
"""Quotation marks met in news; curly ones twice, since most papers print them."""


def _spoil(
    words: Words, begin: int, end: int, rng: random.Random
) -> tuple[list[str], list[int], list[int], list[bool]]:
    """The forms, case and layout of a stretch, spoilt: other quotation marks, headlines, line breaks, slips.

    Also whether each word's lemma may still be learnt.
    """
    forms, gaps = words.forms[begin:end], words.gaps[begin:end]
    case = [case_of(form) for form in forms]
    sound = [True] * len(forms)
    style = rng.choice(_QUOTES) if rng.random() < 0.5 else None
    wrapped, single = rng.random() < 0.05, rng.random() < 0.4
    opened = False
    treebank = words.starts is not None
    mode = "plain"
    for n, form in enumerate(forms):
        if style and form in ('"', "“", "”", "``", "''"):
            opened = form in ("“", "``") or (form == '"' and not opened)
            forms[n] = style[0] if opened else style[1]
        if gaps[n] == PARAGRAPH and single:
            gaps[n] = LINE
        if wrapped and gaps[n] == BLANK and rng.random() < 0.08:
            gaps[n] = LINE
        if words.starts and words.starts[begin + n]:
            roll = rng.random()
            mode = (
                "upper" if roll < 0.015 else "title" if roll < 0.04 else "lower" if roll < 0.05 else "plain"
            )
        if treebank and mode != "plain" and case[n] != NO_LETTERS:
            case[n] = {"upper": UPPER, "title": TITLE, "lower": LOWER}[mode]
            sound[n] = False
        if (
            treebank
            and words.upos
            and words.upos[begin + n] == "PROPN"
            and len(form) > 4
            and rng.random() < 0.03
        ):
            at = rng.randrange(1, len(form) - 1)
            forms[n] = (
                form[:at] + form[at + 1] + form[at] + form[at + 2 :]
                if rng.random() < 0.5
                else form[:at] + form[at + 1 :]
            )
            sound[n] = False
    return forms, case, gaps, sound


def _dropped(words: Words, begin: int, end: int, gaps: list[int], rng: random.Random) -> set[int]:
    """Final stops to leave out, one in ten, with a line break after them, as headings and captions have it."""
    if words.starts is None or words.heads is None:
        return set()
    out = set()
    for n in range(begin, end):
        last = n + 1 == len(words.forms) or words.starts[n + 1]
        if last and words.forms[n] == "." and not words.starts[n] and rng.random() < 0.1:
            out.add(n)
            if n + 1 < end:
                gaps[n + 1 - begin] = max(gaps[n + 1 - begin], LINE)
    return out


def window(
    words: Words, begin: int, end: int, pieces: Pieces, labels: Labels, rng: random.Random | None
) -> Window:
    """One stretch as numbers; spoilt when a random generator is given."""
    if rng:
        forms, case, gaps, sound = _spoil(words, begin, end, rng)
        out = _dropped(words, begin, end, gaps, rng)
    else:
        forms, gaps = words.forms[begin:end], list(words.gaps[begin:end])
        case, sound, out = [case_of(form) for form in forms], [True] * len(forms), set()
    kept = [n for n in range(begin, end) if n not in out]
    place = {n: k for k, n in enumerate(kept)}
    w = Window([pieces.start], [NO_LETTERS], [PARAGRAPH], [], [], [], [], [], [])
    look = labels.index
    for n in kept:
        form, k = forms[n - begin], n - begin
        ids = pieces(form)
        w.first.append(len(w.pieces))
        w.pieces.extend(ids)
        w.last.append(len(w.pieces) - 1)
        w.case.extend([case[k]] * len(ids))
        w.layout.extend([gaps[k] if n > begin else PARAGRAPH] * len(ids))
        start = MISSING if words.starts is None else int(words.starts[n])
        w.tags.append(
            [
                start,
                look["upos"].get(words.upos[n], MISSING) if words.upos else MISSING,
                look["xpos"].get(words.xpos[n], MISSING) if words.xpos else MISSING,
                look["feats"].get(words.feats[n], MISSING) if words.feats else MISSING,
                look["lemma"].get(words.lemma[n], MISSING) if words.lemma and sound[k] else MISSING,
                look["entity"].get(words.entity[n], MISSING) if words.entity else MISSING,
                look["name"].get(words.name_tag[n], MISSING) if words.name_tag else MISSING,
                look["role"].get(words.role[n], MISSING) if words.role else MISSING,
            ]
        )
        head = MISSING
        if words.heads is not None:
            head = 0 if words.heads[n] < 0 else place.get(words.heads[n], -101) + 1
        w.heads.append(head if head != -100 else MISSING)
        w.deprel.append(look["deprel"].get(words.deprel[n], MISSING) if words.deprel else MISSING)
        link = MISSING
        if (
            words.role is not None
            and words.link is not None
            and words.role[n].endswith(("Source", "Content"))
        ):
            link = place.get(words.link[n], -1) + 1
        w.link.append(link)
    w.pieces.append(pieces.end)
    w.case.append(NO_LETTERS)
    w.layout.append(BLANK)
    w.place = place
    w.edges = [row for one in words.marked for row in _edges(one, begin, end, place)]
    draw = rng or random.Random(0)
    w.opinions = _pairs(sampled(words.opinions, draw), look["opinion"], place)
    w.relations = _pairs(sampled(words.relations, draw), look["relation"], place)
    return w


def _edges(one: Marked, begin: int, end: int, place: dict[int, int]) -> Iterator[tuple[int, list[int]]]:
    """For each word of a cue the edges that it should point to; those outside the window are missing."""
    targets: list[int] = []
    for part in (one.source, one.content):
        for word in part or (-1, -1):
            targets.append(0 if part is None else place[word] + 1 if word in place else MISSING)
    for word in one.cue:
        if begin <= word < end and word in place:
            yield place[word], targets


def _pairs(
    pairs: list[Pair], look: dict[str, int], place: dict[int, int]
) -> list[tuple[list[int], list[int], int]]:
    rows = []
    for pair in pairs:
        left, right = ([place[n] for n in range(*part) if n in place] for part in (pair.left, pair.right))
        if left and right and pair.label in look:
            rows.append((left, right, look[pair.label]))
    return rows
