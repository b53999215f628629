"""What the manual says of archives: its snippet runs, and its views are those that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import chancery
from chancery.archive.views import VIEWS
from tests.dossiers import DOSSIER

PAGE = (Path(__file__).parent.parent.parent / "docs" / "archive.md").read_text(encoding="utf-8")


def test_the_snippet_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"dossier": DOSSIER}
    for snippet in re.findall(r"```python\n(.*?)```", PAGE, re.S):
        exec(snippet, names)
    assert names["same"] == DOSSIER
    assert "2024-03-05 Latvia opposes Latvia opposes the toll" in capsys.readouterr().out


def test_every_view_and_its_own_columns_are_described(tmp_path: Path) -> None:
    archive = chancery.open(tmp_path / "a.chancery")
    archive.add(DOSSIER)
    there = {row["name"] for row in archive.sql("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert there == {*VIEWS, "searched"}
    for view in VIEWS:
        assert f"`{view}`" in PAGE
        columns = archive.sql(f"SELECT * FROM pragma_table_info('{view}')")
        if view in ("source", "actor", "mention"):
            assert all(f"`{column['name']}`" in PAGE for column in columns), view
        elif view != "article":
            shared = {"article_id", "article_title", "publisher", "published", "url", "day", "evidence"}
            assert shared <= {column["name"] for column in columns}
