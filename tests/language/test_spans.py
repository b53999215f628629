"""Runs of labels become spans; spans find their cue."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.spans import Labelled, best_tags, link, runs, well_formed


def test_runs_of_tags() -> None:
    tags = ["B-Cue", "O", "I-Content", "I-Content", "B-Content", "I-Source", "I-Content"]
    assert list(runs(tags)) == [
        Labelled(0, 1, "Cue"),
        Labelled(2, 4, "Content"),
        Labelled(4, 5, "Content"),
        Labelled(5, 6, "Source"),
        Labelled(6, 7, "Content"),
    ]


def test_each_part_goes_to_the_cue_that_its_words_point_to() -> None:
    found = list(runs(["B-Source", "B-Cue", "B-Content", "B-Source", "B-Cue", "B-Content"]))
    links = np.full((6, 7), -5, dtype=np.float32)
    for word, cue in ((0, 1), (2, 1), (3, 4), (5, 4)):
        links[word, cue + 1] = 5
    first, second = link(found, links)
    assert (first.source, first.cue, first.content) == ((0, 1), (1, 2), ((2, 3),))
    assert (second.source, second.cue, second.content) == ((3, 4), (4, 5), ((5, 6),))


def test_a_cue_without_content_is_no_attribution() -> None:
    assert (
        list(link([Labelled(0, 1, "Cue"), Labelled(1, 2, "Source")], np.zeros((2, 3), dtype=np.float32)))
        == []
    )


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
