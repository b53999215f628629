"""Spans and links from label scores: entities, names and attributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from chancery.language.attribution import Attribution, Range
from chancery.language.model import Outputs
from chancery.language.trees import Scores

EDGES = 4
"""The edges that a cue points to: first and last word of its source, first and last word of its content."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled run of words, half-open."""

    begin: int
    end: int
    label: str


def runs(tags: Sequence[str]) -> Iterator[Labelled]:
    """The spans of BIO tags; an I- that continues nothing begins a span of its own."""
    begin, label = 0, ""
    for number, tag in enumerate(tags):
        kind = tag[2:]
        if label and (tag[0] != "I" or kind != label):
            yield Labelled(begin, number, label)
            label = ""
        if tag != "O" and not label:
            begin, label = number, kind
    if label:
        yield Labelled(begin, len(tags), label)


SURELY_OUTSIDE = float(np.log(0.95))
"""Log-probability of O from which a word is taken to part what is before it from what is after it."""


def best_tags(scores: Scores, labels: Sequence[str]) -> list[str]:
    """The most likely well-formed BIO tags (Viterbi): an I- only ever continues its own kind.

    On PolNeAR dev this finds contents with their exact bounds about twice as often as the best tag of each
    word by itself. Words that are surely outside part the text into stretches, and a stretch whose best tags
    are well-formed as they are is left so: that is the same outcome for a fifth of the time.
    """
    rows = _log_softmax(scores)
    best: list[int] = rows.argmax(axis=1).tolist()
    outside = labels.index("O")
    tags = [labels[place] for place in best]
    parted = (rows[:, outside] > SURELY_OUTSIDE).tolist()
    begin = 0
    for number in range(len(tags) + 1):
        if number < len(tags) and not parted[number]:
            continue
        if number - begin > 0 and not well_formed(tags[begin:number]):
            tags[begin:number] = _viterbi(rows[begin:number].tolist(), labels)
        begin = number + 1
    return tags


def well_formed(tags: Sequence[str]) -> bool:
    """Whether every I- continues a span of its own kind."""
    before = "O"
    for tag in tags:
        if tag[0] == "I" and before[2:] != tag[2:]:
            return False
        before = tag
    return True


def _viterbi(rows: Sequence[Sequence[float]], labels: Sequence[str]) -> list[str]:
    """The best path; a B- or O may follow anything, so only the best state so far counts for them."""
    begins = {label[2:]: place for place, label in enumerate(labels) if label.startswith("B-")}
    own = [begins.get(label[2:], -1) if label.startswith("I-") else -1 for label in labels]
    states = [float("-inf") if begin >= 0 else score for score, begin in zip(rows[0], own, strict=True)]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(range(len(states)), key=states.__getitem__)
        came = [
            top if begin < 0 else begin if states[begin] > states[place] else place
            for place, begin in enumerate(own)
        ]
        states = [states[before] + score for before, score in zip(came, row, strict=True)]
        back.append(came)
    path = [max(range(len(states)), key=states.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return [labels[place] for place in reversed(path)]


def _log_softmax(scores: Scores) -> Scores:
    top = scores - scores.max(axis=-1, keepdims=True)
    out: Scores = top - np.log(np.exp(top).sum(axis=-1, keepdims=True))
    return out


def attributed(found: Sequence[Labelled], outputs: Outputs) -> Iterator[Attribution]:
    """The attributions of one window: one for each cue that points to a content.

    A cue's words point to the first and last word of its source and of its content; the labels then say which
    words between the edges of the content belong to it ("...," he said, "..."), where they cover half of them.
    On PolNeAR dev this finds more right sources than labels joined to the cue that their words point to.
    """
    cues = [span for span in found if span.label == "Cue"]
    contents = [span for span in found if span.label == "Content"]
    for cue in cues:
        points = _points(outputs, cue)
        edges = _stretch(points[2], points[3])
        if edges is None:
            continue
        source = _stretch(points[0], points[1], beside=(cue.begin, cue.end))
        begin, end = edges
        inside = [(max(span.begin, begin), min(span.end, end)) for span in contents]
        parts = [part for part in inside if part[0] < part[1]]
        if 2 * sum(high - low for low, high in parts) < end - begin:
            holes = [(cue.begin, cue.end), *([source] if source else [])]
            parts = _without((begin, end), holes)
        if parts:
            yield Attribution(cue=(cue.begin, cue.end), source=source, content=tuple(parts))


def _points(outputs: Outputs, cue: Labelled) -> Scores:
    """Log-probabilities of each edge (a row) over "none" and the words (columns), by all words of a cue together."""
    ask = outputs.ask[cue.begin : cue.end].reshape(cue.end - cue.begin, EDGES, -1).mean(axis=0)
    keys = outputs.edge.reshape(len(outputs.edge), EDGES, -1)
    return _log_softmax(np.einsum("ed,wed->ew", ask, keys))


def _stretch(first: Scores, last: Scores, beside: Range | None = None) -> Range | None:
    """The likeliest stretch by its first and last word, clear of `beside`; None where "none" is likelier."""
    size = len(first) - 1
    areas = [(0, size)] if beside is None else [(0, beside[0]), (beside[1], size)]
    best, found = first[0] + last[0], None
    for low, high in areas:
        if low >= high:
            continue
        begins, ends = first[1 + low : 1 + high], last[1 + low : 1 + high]
        scores = np.maximum.accumulate(begins) + ends
        end = int(scores.argmax())
        if scores[end] > best:
            best, found = scores[end], (low + int(begins[: end + 1].argmax()), low + end + 1)
    return found


def _without(part: Range, holes: Sequence[Range]) -> list[Range]:
    left = [part]
    for low, high in holes:
        left = [
            piece
            for begin, end in left
            for piece in ((begin, min(end, low)), (max(begin, high), end))
            if piece[0] < piece[1]
        ]
    return left
