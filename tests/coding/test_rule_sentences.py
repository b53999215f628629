"""Rules of positions and relations against the sentences that they carry, through the whole pipeline."""

from __future__ import annotations

import pytest

from chancery.coding.relation_rules import relation_lexicon
from chancery.coding.stance_rules import lexicon
from chancery.pipeline import Pipeline
from chancery.records import Article
from tests.misread import cases

pytestmark = pytest.mark.model

STANCES = [(rule.id, rule.stance, sentence) for rule in lexicon().rules for sentence in rule.yes]
NO_STANCES = [(rule.id, rule.stance, sentence) for rule in lexicon().rules for sentence in rule.no]
RELATIONS = [(rule.id, sentence) for rule in relation_lexicon().rules for sentence in rule.yes]
NO_RELATIONS = [(rule.id, sentence) for rule in relation_lexicon().rules for sentence in rule.no]


def positions(pipeline: Pipeline, sentence: str) -> list[tuple[str, str]]:
    dossier = pipeline(Article(id="a", text=sentence))
    return [(position.coder, position.stance) for position in dossier.positions]


def relations(pipeline: Pipeline, sentence: str) -> list[str]:
    return [relation.coder for relation in pipeline(Article(id="a", text=sentence)).relations]


@pytest.mark.parametrize(("rule", "stance", "sentence"), cases(STANCES))
def test_a_stance_is_coded(pipeline: Pipeline, rule: str, stance: str, sentence: str) -> None:
    assert (f"positions/{rule}", stance) in positions(pipeline, sentence)


@pytest.mark.parametrize(("rule", "stance", "sentence"), cases(NO_STANCES))
def test_a_stance_is_not_coded(pipeline: Pipeline, rule: str, stance: str, sentence: str) -> None:
    assert (f"positions/{rule}", stance) not in positions(pipeline, sentence)


@pytest.mark.parametrize(("rule", "sentence"), cases(RELATIONS))
def test_a_relation_is_coded(pipeline: Pipeline, rule: str, sentence: str) -> None:
    assert f"relations/{rule}" in relations(pipeline, sentence)


@pytest.mark.parametrize(("rule", "sentence"), cases(NO_RELATIONS))
def test_a_relation_is_not_coded(pipeline: Pipeline, rule: str, sentence: str) -> None:
    assert f"relations/{rule}" not in relations(pipeline, sentence)
