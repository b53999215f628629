"""The manual says what there is: every command, option and field, and its snippets run."""

from __future__ import annotations

import io
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from chancery import cli
from chancery.codebooks import check
from chancery.coding import relation_rules, stance_rules
from chancery.coding.answer_rules import read_rules
from chancery.coding.lexicon import read_lexicon
from chancery.coding.rules import codebook
from chancery.evaluate import GOLD
from chancery.export import EXPORTERS, FILE_EXPORTERS, dna, gdelt, icews, petrarch2, polecat
from chancery.export.columns import tables
from chancery.export.networks import NETWORKS
from chancery.reading import read_text
from chancery.records import (
    Actor,
    Answer,
    Article,
    Dossier,
    Event,
    Explanation,
    Position,
    Relation,
    Statement,
)
from chancery.terminal import Layout, write

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
        inner = getattr(command, "commands", {})
        for below in inner:
            assert f"`chancery {name} {below}" in page
        for parameter in (*command.params, *(one for below in inner.values() for one in below.params)):
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("-") and option not in ("--help", "-h"):
                    assert f"`{option}`" in page, f"{name} {option}"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("dossier", Dossier),
        ("article", Article),
        ("explanations", Explanation),
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


PAGES = sorted(DOCS.glob("*.md"))


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in that language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.S | re.M)


def all_blocks(language: str) -> list[Any]:
    return [
        pytest.param(block, id=f"{page.stem} {number}")
        for page in PAGES
        for number, block in enumerate(blocks(page, language), start=1)
    ]


def test_the_index_names_every_page() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    assert {page.name for page in PAGES} - {"index.md"} == set(re.findall(r"\]\(([\w]+\.md)\)", index))


def test_every_block_is_of_a_kind_that_is_checked() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r"^```(\w+)$", text, re.M)) <= {
            "record",
            "explained",
            "python",
            "toml",
            "sh",
        }, page


def test_every_command_that_a_page_shows_is_there() -> None:
    app = typer.main.get_command(cli.app)
    shown = 0
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for line in re.findall(
            r"(?:`|^ *|^## |\| )chancery ((?:read|actors|codebook|evaluate)\b[^`\n]*)", text, re.M
        ):
            name, *words = line.split()
            command = app.commands[name]  # type: ignore[attr-defined]
            if hasattr(command, "commands") and words and words[0] in command.commands:
                command = command.commands[words[0]]
            options = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in words if re.match(r"--?[a-z]", word)} <= options, (page.name, line)
            assert name != "evaluate" or words[0] in (*GOLD, "FORMAT"), line
            shown += 1
    assert shown > 15


def squeezed(lines: str) -> list[str]:
    """The lines with what stands between their columns as one blank, without empty ones and measured figures."""
    found = (re.sub(r" confidence [\d.]+$", "", " ".join(line.split())) for line in lines.splitlines())
    return [line for line in found if line]


def shows(pipeline: Pipeline, block: str, *, explain: bool) -> None:
    """Hold a block against the program: its text up to the first empty line, then lines that are printed, in order."""
    text, _, lines = block.partition("\n\n")
    file = io.StringIO()
    write([pipeline(read_text(text), explain=explain)], file, layout=Layout(width=100, citing="none"))
    printed = iter(squeezed(file.getvalue()))
    for line in squeezed(lines):
        assert line in printed, f"{line!r} is not printed, or not there:\n{file.getvalue()}"


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
@pytest.mark.parametrize("block", all_blocks("record"))
def test_a_record_that_a_page_shows_is_what_is_printed(pipeline: Pipeline, block: str) -> None:
    shows(pipeline, block, explain=False)


@pytest.mark.model
@pytest.mark.parametrize("block", all_blocks("explained"))
def test_an_explanation_that_a_page_shows_is_what_is_printed(pipeline: Pipeline, block: str) -> None:
    shows(pipeline, block, explain=True)


def test_the_types_of_events_have_the_codes_that_the_page_gives() -> None:
    book = codebook()
    rows = re.findall(
        r"^\| `([A-Z]+)` \| 3\.\d+ \| ([\d, ]+) \| (\d) \|$", (DOCS / "events.md").read_text(), re.M
    )
    roots: dict[str, set[str]] = {}
    for code in book.codes.values():
        if code.type:
            roots.setdefault(code.type, set()).add(code.cameo[:2])
    assert {name: set(told.split(", ")) for name, told, _ in rows} == roots
    assert {name: int(quad) for name, _, quad in rows} == book.quads


def entries(page: str, kind: str) -> str:
    """The indented entries of a page, as TOML."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.findall(rf"^    \[\[{kind}\]\]\n(?:    .*\n)+", text, re.M)
    assert found, page
    return "".join(re.sub("^    ", "", entry, flags=re.M) for entry in found)


def test_the_entries_that_pages_show_are_read() -> None:
    (cue,) = read_lexicon(entries("statements.md", "cue")).cues
    assert cue.act == "regret"
    (rule,) = read_rules(entries("answers.md", "answer"))
    assert rule.kind == "echoes"
    (row,) = tomllib.loads(entries("positions.md", "rule"))["rule"]
    assert stance_rules._rule(row).stance == "opposes"
    (row,) = tomllib.loads(entries("relations.md", "rule"))["rule"]
    assert relation_rules._rule(row).form == "role"


@pytest.mark.model
@pytest.mark.parametrize("page", ["events.md", "codebook.md"])
def test_the_event_rules_that_pages_show_code_their_sentences(
    page: str, pipeline: Pipeline, tmp_path: Path
) -> None:
    shown = entries(page, "rule") if page == "events.md" else blocks(DOCS / page, "toml")[0]
    (tmp_path / "events.toml").write_text(shown, encoding="utf-8")
    rules, sentences, slips = check(tmp_path, pipeline)
    assert (rules, sentences, slips) == (1, 2, [])


@pytest.mark.model
@pytest.mark.parametrize("page", ["library.md", "explain.md"])
def test_the_snippets_of_a_page_run(
    page: str,
    pipeline: Pipeline,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
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
    names: dict[str, Any] = {}
    for snippet in blocks(DOCS / page, "python"):
        exec(snippet, names)
    printed = capsys.readouterr().out
    if page == "library.md":
        assert "Denmark opposes" in printed
        assert len(names["dossiers"]) == 1
    else:
        assert "positions.toml#support" in printed
