"""PLV: reading items, choosing among acts by the marked actors, and the figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from chancery.coding.acts import acts
from chancery.coding.graph import Graph
from chancery.coding.rules import codebook
from chancery.errors import InputError
from chancery.evaluate import plv
from tests.build import make_doc

COLUMNS = "sentence_id\tsentence\tmarked_sentence\tsource\ttarget\tgold_penta\tgold_root"
ROWS = [
    "1\tChad attacked Niger.\t<s>Chad</s> attacked <t>Niger</t>.\tChad\tNiger\t4\tASSAULT",
    "2\tPeru met Chile.\t<s>Peru</s> met <t>Chile</t>.\tPeru\tChile\t1\tCONSULT",
]
TWO_ACTS = """
Peru PROPN nsubj 2
met VERB root 0 meet
Chile PROPN obj 2
after SCONJ mark 6
Chad PROPN nsubj 6
attacked VERB advcl 2 attack
Niger PROPN obj 6
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.tsv"
    path.write_text("\n".join([COLUMNS, *ROWS]) + "\n", encoding="utf-8")
    return path


def test_the_rows_number_is_the_id_where_there_is_no_uid(gold: Path) -> None:
    assert [item["id"] for item in plv.read(gold)] == ["0", "1"]


def test_spans_come_from_the_marks(gold: Path) -> None:
    item = plv.read(gold)[0]
    assert plv.spans(item) == ([(0, 4)], [(14, 19)])


@pytest.mark.parametrize(
    ("source", "target", "root"), [("Chad", "Niger", "ASSAULT"), ("Peru", "Chile", "CONSULT")]
)
def test_the_marked_actors_choose_the_act(source: str, target: str, root: str) -> None:
    doc = make_doc(TWO_ACTS)
    graph = Graph.of(doc)
    item = {"sentence": doc.text, "source": source, "target": target}
    chosen = plv.classify(graph, acts(graph, codebook()), item)
    assert chosen is not None
    assert plv.label(chosen.code) == root


def test_no_act_no_guess() -> None:
    graph = Graph.of(make_doc("Peru PROPN nsubj 2\nslept VERB root 0 sleep"))
    assert plv.classify(graph, [], {"sentence": "Peru slept", "source": "Peru", "target": ""}) is None


def test_labels_follow_the_code() -> None:
    assert [plv.label(code) for code in ("163", "161", "116", "0841")] == [
        "COERCE",
        "SANCTION",
        "ACCUSE",
        "YIELD",
    ]


def test_measure(gold: Path) -> None:
    rows: list[dict[str, object]] = [
        {
            "id": 0,
            "root": "FIGHT",
            "events": [{"root": "ASSAULT", "source": "the Chad", "target": "Niger"}],
        },
        {"id": 1, "root": None, "events": []},
    ]
    found = plv.measure(gold, rows)
    assert found["root_macro_f1"] == pytest.approx(0.5)
    assert found["class_macro_f1"] == pytest.approx(0.5)
    assert (found["answered"], found["first_event_pair"], found["first_event_triple"]) == (1, 0.5, 0.5)


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(InputError, match="columns of PLV"):
        plv.read(path)
