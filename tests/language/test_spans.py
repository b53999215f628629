"""Runs of labels become spans; spans find their cue."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.model import Outputs
from chancery.language.spans import EDGES, Labelled, attributed, best_tags, runs, well_formed


def test_runs_of_tags() -> None:
    tags = ["B-Cue", "O", "I-Content", "I-Content", "B-Content", "I-Source", "I-Content"]
    assert list(runs(tags)) == [
        Labelled(0, 1, "Cue"),
        Labelled(2, 4, "Content"),
        Labelled(4, 5, "Content"),
        Labelled(5, 6, "Source"),
        Labelled(6, 7, "Content"),
    ]


def pointing(size: int, edges: dict[int, tuple[int, int, int, int]]) -> Outputs:
    """Outputs in which each word of a cue points to its edges, counted from 1; 0 points to nothing."""
    keys = np.eye(size + 1, dtype=np.float32)
    ask = np.zeros((size, EDGES, size + 1), dtype=np.float32)
    for word, targets in edges.items():
        for edge, target in enumerate(targets):
            ask[word, edge, target] = 10
    nothing = np.zeros((0, 0), dtype=np.float32)
    rest = dict.fromkeys(
        ("arcs", "child", "parent", "part", "cue", "left", "right", "later", "earlier"), nothing
    )
    return Outputs(tags={}, ask=ask.reshape(size, -1), edge=np.tile(keys, EDGES), **rest)


def test_a_cue_points_to_its_source_and_content() -> None:
    found = list(runs(["B-Source", "B-Cue", "B-Content", "B-Source", "B-Cue", "B-Content"]))
    first, second = attributed(found, pointing(6, {1: (1, 1, 3, 3), 4: (4, 4, 6, 6)}))
    assert (first.source, first.cue, first.content) == ((0, 1), (1, 2), ((2, 3),))
    assert (second.source, second.cue, second.content) == ((3, 4), (4, 5), ((5, 6),))


def test_a_cue_without_content_is_none_and_one_without_source_is_left_open() -> None:
    found = list(runs(["O", "B-Cue", "B-Content", "B-Cue"]))
    (only,) = attributed(found, pointing(4, {1: (0, 0, 3, 3), 3: (1, 1, 0, 0)}))
    assert (only.cue, only.source, only.content) == ((1, 2), None, ((2, 3),))


def test_the_labels_say_what_between_the_edges_is_content() -> None:
    tags = ["B-Content", "I-Content", "B-Source", "B-Cue", "B-Content", "I-Content"]
    (one,) = attributed(list(runs(tags)), pointing(6, {3: (3, 3, 1, 6)}))
    assert one.content == ((0, 2), (4, 6))


def test_where_the_labels_are_silent_everything_but_cue_and_source_is_content() -> None:
    tags = ["O", "O", "O", "B-Cue", "O", "O"]
    (one,) = attributed(list(runs(tags)), pointing(6, {3: (3, 3, 1, 6)}))
    assert one.content == ((0, 2), (4, 6))


def test_a_source_never_covers_its_cue() -> None:
    found = list(runs(["O", "O", "B-Cue", "O", "B-Content"]))
    (one,) = attributed(found, pointing(5, {2: (1, 4, 5, 5)}))
    assert one.source is None or one.source[1] <= 2 or one.source[0] >= 3


LABELS = ["I-Content", "O", "B-Content", "B-Cue", "I-Cue"]


@given(st.integers(1, 25), st.integers(0, 10_000))
def test_best_tags_are_well_formed_and_no_worse_than_any_repair(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, len(LABELS)), scale=3).astype(np.float32)
    tags = best_tags(scores, LABELS)
    assert well_formed(tags)
    repaired = [LABELS[place] for place in scores.argmax(axis=1)]
    for number, tag in enumerate(repaired):
        before = repaired[number - 1][2:] if number else ""
        if tag[0] == "I" and before != tag[2:]:
            repaired[number] = "B" + tag[1:]

    def total(path: list[str]) -> float:
        return sum(float(row[LABELS.index(tag)]) for row, tag in zip(scores, path, strict=True))

    assert total(tags) >= total(repaired) - 0.06 * size
