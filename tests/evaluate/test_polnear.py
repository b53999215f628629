"""The attribution measure, on two documents written for it; the published scorer gives the same figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chancery.errors import InputError
from chancery.evaluate import polnear
from chancery.records import Article, Statement

FIRST = (
    'The mayor said the bridge was safe. "I walked over it," she added.\nExperts doubt that it will hold.\n'
)
SECOND = "According to the harbour office, two ships sank.\n"


def span(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


def brat(text: str, events: list[dict[str, list[str]]]) -> str:
    lines, n = [], 0
    for number, event in enumerate(events, start=1):
        roles = []
        for role, parts in event.items():
            n += 1
            offsets = ";".join("{} {}".format(*span(text, part)) for part in parts)
            lines.append(f"T{n}\t{role} {offsets}\t{' '.join(parts)}")
            roles.append(f"{role}:T{n}")
        n += 1
        lines.append(f"T{n}\tAttribution {offsets}\tx")
        lines.append(f"E{number}\tAttribution:T{n} {' '.join(roles)}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "text" / "second.txt").write_text(SECOND, encoding="utf-8")
    first = [
        {"Source": ["The mayor"], "Cue": ["said"], "Content": ["the bridge was safe"]},
        {"Source": ["she"], "Cue": ["added"], "Content": ['"I walked over it,"']},
        {"Source": ["Experts"], "Cue": ["doubt"], "Content": ["that it will hold"]},
    ]
    second = [{"Source": ["the harbour office"], "Cue": ["According to"], "Content": ["two ships sank"]}]
    (tmp_path / "attributions" / "first_a.ann").write_text(brat(FIRST, first), encoding="utf-8")
    (tmp_path / "attributions" / "first_b.ann").write_text("", encoding="utf-8")
    (tmp_path / "attributions" / "second_a.ann").write_text(brat(SECOND, second), encoding="utf-8")
    return tmp_path


def row(text: str, source: str | None, cue: str, content: str) -> dict[str, Any]:
    return {
        "source": [list(span(text, source))] if source else [],
        "cue": [list(span(text, cue))],
        "content": [list(span(text, content))],
    }


def test_everything_right(gold: Path) -> None:
    rows = [
        {
            "document": "first",
            "statements": [
                row(FIRST, "The mayor", "said", "the bridge was safe"),
                row(FIRST, "she", "added", '"I walked over it,"'),
                row(FIRST, "Experts", "doubt", "that it will hold"),
            ],
        },
        {
            "document": "second",
            "statements": [row(SECOND, "the harbour office", "According to", "two ships sank")],
        },
    ]
    figures = polnear.measure(gold, rows)
    assert figures["gold"] == figures["predicted"] == 4
    for name in ("attribution_f1", "with_source_f1", "strict_f1", "recall_with_source_direct"):
        assert figures[name] == 1.0
    assert figures["source_exact_f1"] == figures["cue_exact_f1"] == figures["content_exact_f1"] == 1.0


def test_partly_right(gold: Path) -> None:
    rows = [
        {
            "document": "first",
            "statements": [
                row(FIRST, "The mayor", "said", "the bridge was safe"),
                row(FIRST, "The mayor", "added", '"I walked over it,"'),
                row(FIRST, None, "doubt", "it will hold"),
                row(FIRST, None, "walked", "it"),
            ],
        }
    ]
    for statement in rows[0]["statements"]:
        statement["coder"] = "statements/verb"
    figures = polnear.measure(gold, rows)
    # The one inside the quotation is nested, so three remain; the second has a wrong source, the third none.
    assert figures["predicted"] == 3
    assert figures["attribution_f1"] == pytest.approx(6 / 7)
    assert figures["with_source_f1"] == pytest.approx(2 / 7)
    assert figures["strict_f1"] == pytest.approx(2 / 7)
    assert figures["recall_with_source_direct"] == 0.0
    assert figures["recall_with_source_indirect"] == pytest.approx(1 / 3)
    assert figures["source_exact_f1"] == pytest.approx(2 / 5)
    assert figures["precision statements/verb"] == pytest.approx(1 / 3)
    assert figures["cue_exact_f1"] == pytest.approx(6 / 7)
    assert figures["content_exact_f1"] == pytest.approx(4 / 7)


def test_no_predictions_and_no_files(gold: Path, tmp_path: Path) -> None:
    assert polnear.measure(gold, [])["attribution_f1"] == 0.0
    with pytest.raises(InputError, match="text/"):
        polnear.measure(tmp_path / "nowhere", [])
    (gold / "attributions" / "second_a.ann").unlink()
    with pytest.raises(InputError, match=r"second_ANNOTATOR\.ann"):
        polnear.measure(gold, [])


def test_rows_hold_the_outermost_once() -> None:
    article = Article(id="a", text=FIRST)

    def made(name: str, **more: Any) -> Statement:
        cue = article.passage(*span(FIRST, "said"))
        content = (article.passage(*span(FIRST, "the bridge was safe")),)
        return Statement(
            id=name,
            evidence=content,
            coder="test",
            kind="indirect",
            act="say",
            cue=cue,
            content=content,
            **more,
        )

    found = polnear.rows(
        [made("1", speaker="person:a"), made("2", speaker="person:b"), made("3", reported_by="1")]
    )
    assert found == [{"source": [], "cue": [[10, 14]], "content": [[15, 34]], "coder": "test"}]
