"""What tests share: the loaded pipeline, and where the corpora are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--corpora",
        default=os.environ.get("CHANCERY_CORPORA"),
        help="the folder of the gold corpora, for the quality gate (default: $CHANCERY_CORPORA)",
    )
    parser.addoption(
        "--kills",
        type=int,
        default=8,
        help="how often the test that kills `chancery add` kills it (default: 8)",
    )


@pytest.fixture(scope="session")
def kills(request: pytest.FixtureRequest) -> int:
    """How often to kill."""
    return int(request.config.getoption("--kills"))


@pytest.fixture(scope="session")
def corpora(request: pytest.FixtureRequest) -> Path:
    """The folder of the corpora; a test that needs it is skipped where none is given."""
    given = request.config.getoption("--corpora")
    if not given:
        pytest.skip("quality gate: give the corpora's folder as --corpora DIR or CHANCERY_CORPORA=DIR")
    folder = Path(given)
    assert folder.is_dir(), f"--corpora {folder}: no such folder"
    return folder


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The pipeline with the shipped model, loaded once for all tests."""
    from chancery.pipeline import load

    return load()
