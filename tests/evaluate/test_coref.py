"""Reading GUM's entities, and what is counted and called right."""

from __future__ import annotations

from pathlib import Path

import pytest

from chancery.actors import knowledge
from chancery.errors import InputError
from chancery.evaluate import coref
from chancery.evaluate.gum import read_gold

TEXT = """# newdoc id = GUM_news_small
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# text = Ilka Brandvold met the minister.
1	Ilka	Ilka	PROPN	NNP	Number=Sing	3	nsubj	_	Entity=(1-person-new-nnnnn-cf1-1,2-coref
2	Brandvold	Brandvold	PROPN	NNP	Number=Sing	1	flat	_	Entity=1)
3	met	meet	VERB	VBD	_	0	root	_	_
4	the	the	DET	DT	_	5	det	_	Entity=(2-person-new-nnnnn-cf2-2-coref
5	minister	minister	NOUN	NN	Number=Sing	3	obj	_	Entity=2)|SpaceAfter=No
6	.	.	PUNCT	.	_	3	punct	_	_

# text = She thanked the minister.
1	She	she	PRON	PRP	Number=Sing	2	nsubj	_	Entity=(1-person-giv:act-nnnnn-cf1-1-ana)
2	thanked	thank	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	4	det	_	Entity=(2-person-giv:act-nnnnn-cf2-2-coref
4	minister	minister	NOUN	NN	Number=Sing	2	obj	_	Entity=2)|SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_

"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "small.conllu"
    file.write_text(TEXT, encoding="utf-8")
    return file


def rows(**actors: list[str]) -> list[dict[str, object]]:
    places = {"ilka": 0, "minister": 23, "she": 33, "again": 49}
    return [
        {
            "document": "GUM_news_small",
            "heads": [{"start": places[name], "actors": ids} for name, ids in actors.items()],
        }
    ]


def test_mentions_are_read_with_heads_and_clusters(path: Path) -> None:
    ((document, gold),) = read_gold(path)
    assert [(m.cluster, m.sentence, m.first, m.last, m.head, m.form) for m in gold] == [
        ("1", 0, 1, 2, 1, "name"),
        ("2", 0, 4, 5, 5, "nominal"),
        ("1", 1, 1, 1, 1, "pronoun"),
        ("2", 1, 3, 4, 4, "nominal"),
    ]
    assert document.text[23:31] == document.text[49:57] == "minister"


def test_the_pronoun_and_the_second_title_count(path: Path) -> None:
    found = coref.measure(path, rows(ilka=["p:1"], minister=["p:2"], she=["p:1"], again=["p:2"]))
    assert found["accuracy"] == 1.0
    assert (found["pronouns_count"], found["titles_count"]) == (1, 1)
    assert found["news_count"] == 2


def test_unresolved_and_other_actors_are_wrong(path: Path) -> None:
    found = coref.measure(path, rows(ilka=["p:1"], minister=["p:2"], again=["p:1"]))
    assert found["accuracy"] == 0.0
    assert found["accuracy_count"] == 2


def test_a_group_is_not_its_member(path: Path) -> None:
    assert coref.measure(path, rows(ilka=["p:1"], she=["p:1", "p:2"]))["pronouns"] == 0.0


def test_with_gold_trees_the_small_text_comes_out_right(path: Path) -> None:
    found = coref.measure(path, list(coref.predict_with_gold_trees(path)))
    assert found["accuracy"] == 1.0


def test_files_without_entities_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "plain.conllu"
    file.write_text("1\tHi\thi\tINTJ\tUH\t_\t0\troot\t_\t_\n\n", encoding="utf-8")
    with pytest.raises(InputError, match="Entity"):
        list(read_gold(file))
    with pytest.raises(InputError, match=r"no \.conllu file"):
        coref.files(tmp_path / "nowhere.conllu")


def test_states_are_told_from_other_places() -> None:
    assert any(one.id == "state:FRA" for one in knowledge().lookup("France"))
