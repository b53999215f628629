"""The manual says what there is: every command, option and field, and its snippets run."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer

from chancery import cli
from chancery.export import EXPORTERS, FILE_EXPORTERS, dna, gdelt, icews, petrarch2, polecat
from chancery.export.columns import tables
from chancery.export.networks import NETWORKS
from chancery.records import Actor, Answer, Article, Dossier, Event, Position, Relation, Statement

if TYPE_CHECKING:
    from chancery.pipeline import Pipeline

DOCS = Path(__file__).parent.parent / "docs"


def section(page: str, name: str) -> str:
    """What the page says under that heading."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.split(r"^## ", text.partition(f"\n## {name}")[2], maxsplit=1, flags=re.M)[0]


def test_every_command_and_option_is_documented() -> None:
    for name, command in typer.main.get_command(cli.app).commands.items():  # type: ignore[attr-defined]
        page = section("commands.md", f"chancery {name}")
        assert page, name
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("-") and option not in ("--help", "-h"):
                    assert f"`{option}`" in page, f"{name} {option}"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("dossier", Dossier),
        ("article", Article),
        ("actors", Actor),
        ("statements", Statement),
        ("events", Event),
        ("positions", Position),
        ("relations", Relation),
        ("answers", Answer),
    ],
)
def test_every_field_is_documented(name: str, kind: type) -> None:
    shared = {"id", "evidence", "coder", "confidence", "attributed_to"} if kind is not Article else set()
    renamed = {"from_id": "from", "to_id": "to", "mentions": "mentions"}
    page = section("record.md", name)
    for field in fields(kind):
        if field.name not in shared:
            assert f"`{renamed.get(field.name, field.name)}`" in page, field.name


def test_every_export_and_its_columns_are_documented() -> None:
    page = (DOCS / "exports.md").read_text(encoding="utf-8")
    columns = (
        *gdelt.EVENT_COLUMNS,
        *gdelt.MENTION_COLUMNS,
        *polecat.COLUMNS,
        *icews.COLUMNS,
        *petrarch2.COLUMNS,
        *dna.EVENT_LIST,
        *NETWORKS,
        *(table.name for table in tables()),
    )
    for name in (*EXPORTERS, *FILE_EXPORTERS, *columns):
        assert f"`{name}`" in page, name


@pytest.mark.model
def test_the_snippets_of_the_library_page_run(
    pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("chancery.load", lambda: pipeline)
    example = Path(__file__).parent.parent / "src" / "chancery" / "assets" / "examples" / "summit.txt"
    Path("page.html").write_text(
        "<html><body><article>"
        + "".join(f"<p>{line}</p>" for line in example.read_text(encoding="utf-8").splitlines() if line)
        + "</article></body></html>",
        encoding="utf-8",
    )
    names: dict[str, object] = {}
    for snippet in re.findall(
        r"```python\n(.*?)```", (DOCS / "library.md").read_text(encoding="utf-8"), re.S
    ):
        exec(snippet, names)
    assert "Denmark opposes" in capsys.readouterr().out
    assert len(names["dossiers"]) == 1  # type: ignore[arg-type]
