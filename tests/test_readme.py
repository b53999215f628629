"""The README keeps its word: its links lead somewhere, its commands and figures are those that there are."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer

from chancery import cli

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
sys.path.insert(0, str(ROOT / "benchmarks"))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.S | re.M)


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "NOTICE.md", *sorted((ROOT / "docs").glob("*.md"))]
)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            assert (page.parent / target).exists(), target


def test_commands_are_those_that_there_are() -> None:
    commands = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
    shown = [
        line for block in blocks("sh") for line in re.findall(r"(?:^|[|&/ ])chancery (\S.*)", block, re.M)
    ]
    assert len(shown) >= 6
    for line in shown:
        name, *arguments = line.split()
        options = {option for parameter in commands[name].params for option in parameter.opts}
        assert {argument for argument in arguments if argument.startswith("--")} <= options, line


def test_the_two_commands_of_the_start_are_there() -> None:
    first, second = blocks("sh")[:2]
    assert "pip install . && .venv/bin/chancery read --example" in first
    assert "pip install '.[dev]' && .venv/bin/python -m pytest" in second


def test_the_table_shows_what_was_measured() -> None:
    import accuracy

    figures = json.loads(accuracy.KEPT.read_text(encoding="utf-8"))
    assert accuracy.table(figures) in README
    assert accuracy.with_table(README, accuracy.table(figures)) == README


@pytest.mark.model
def test_the_snippet_runs(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("chancery.load", lambda: pipeline)
    for snippet in blocks("python"):
        exec(snippet, {})
    assert "('state:SWE', 'supports')" in capsys.readouterr().out
