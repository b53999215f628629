"""Spans and links from label scores: entities, names and attributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from chancery.language.attribution import Attribution
from chancery.language.trees import Scores


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


def _log_softmax(scores: Scores) -> Scores:
    top = scores - scores.max(axis=-1, keepdims=True)
    out: Scores = top - np.log(np.exp(top).sum(axis=-1, keepdims=True))
    return out


def link(found: Sequence[Labelled], links: Scores) -> Iterator[Attribution]:
    """Attributions of one window: every source and content goes to the cue that its words point to.

    `links` has a row a word; column 0 means no cue here, column k + 1 that the cue begins at word k. A cue keeps
    its best source, and every content that prefers it. Cues with no content yield nothing.
    """
    cues = [span for span in found if span.label == "Cue"]
    if not cues:
        return
    columns = [cue.begin + 1 for cue in cues]
    sources: dict[int, tuple[float, Labelled]] = {}
    contents: dict[int, list[Labelled]] = {}
    scores: dict[int, list[float]] = {}
    for span in found:
        if span.label == "Cue":
            continue
        mean = _log_softmax(links[span.begin : span.end]).mean(axis=0)[columns]
        best = int(mean.argmax())
        score = float(mean[best])
        if span.label == "Source":
            if best not in sources or sources[best][0] < score:
                sources[best] = (score, span)
        else:
            contents.setdefault(best, []).append(span)
        scores.setdefault(best, []).append(score)
    for number, cue in enumerate(cues):
        if number not in contents:
            continue
        source = sources.get(number)
        yield Attribution(
            cue=(cue.begin, cue.end),
            source=(source[1].begin, source[1].end) if source else None,
            content=tuple((span.begin, span.end) for span in contents[number]),
            score=round(float(np.exp(np.mean(scores[number]))), 4),
        )
