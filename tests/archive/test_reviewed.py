"""Records drawn for review, and the precision that people's verdicts give."""

from __future__ import annotations

from pathlib import Path

import pytest

from chancery.archive import Archive
from chancery.archive.reviewed import interval
from chancery.errors import InputError
from tests.archive.making import news


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "a.chancery")
    for number in range(30):
        archive.add(news(number))
    return archive


def test_a_sample_is_the_same_by_seed_and_never_what_was_reviewed(archive: Archive) -> None:
    drawn = archive.sample(10)
    assert len({row.id for row in drawn}) == 10
    assert archive.sample(10) == drawn != archive.sample(10, seed=2)
    assert {row.kind for row in archive.sample(40)} == {"statement", "event", "position"}
    archive.confirm(drawn[0].id, author="Ann")
    archive.reject(drawn[1].id, author="Ann")
    left = {row.id for row in archive.sample(90)}
    assert len(left) == 88
    assert not {drawn[0].id, drawn[1].id} & left
    assert {row.kind for row in archive.sample(5, kind="event")} == {"event"}
    assert {row.kind for row in archive.sample(5, coder="positions/")} == {"position"}
    with pytest.raises(InputError, match=r"no coder 'x'; the archive has: events/test, positions/test"):
        archive.sample(5, coder="x")


def test_precision_counts_the_last_verdict(archive: Archive) -> None:
    positions = [row.id for row in archive.positions()]
    for record in positions[:8]:
        archive.confirm(record, author="Ann")
    archive.edit(positions[8], {"stance": "supports"}, author="Ann")
    archive.reject(positions[9], author="Ann")
    archive.edit(positions[0], {"stance": "supports"}, author="Bob")
    undone = archive.reject(positions[11], author="Ann")
    archive.undo(undone, author="Ann")
    (row,) = archive.precision()
    assert (row.coder, row.reviewed, row.right, row.edited, row.rejected) == ("positions/test", 10, 7, 2, 1)
    assert row.precision == 0.7
    assert row.low < 0.7 < row.high
    assert archive.dossier(news(0).article.id) is not None


def test_intervals_stay_within_bounds() -> None:
    assert interval(0, 5)[0] == 0
    assert interval(5, 5)[1] == 1
    assert interval(50, 100)[1] - interval(50, 100)[0] < interval(5, 10)[1] - interval(5, 10)[0]
