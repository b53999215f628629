"""The graph of a Doc as the coders of positions and relations read it: made once, its rule words sure."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from chancery.coding.graph import Graph
from chancery.coding.inflection import noun_bases, verb_bases
from chancery.coding.relation_rules import relation_lexicon
from chancery.coding.stance_rules import lexicon

_GRAPH = "chancery.coding.graph"


def graph_of(doc: Doc) -> Graph:
    """The graph of a Doc, made once for the coders that read it one after the other."""
    graph = doc.user_data.get(_GRAPH)
    if not isinstance(graph, Graph):
        graph = doc.user_data[_GRAPH] = Graph.of(doc)
        mend_lemmas(graph)
    return graph


def mend_lemmas(graph: Graph) -> None:
    """Give every form of a word that rules name that word as its lemma, whatever the language model made of it."""
    verbs, nouns = _bases()
    for i, pos in enumerate(graph.pos):
        known = verbs if pos == "VERB" else nouns if pos == "NOUN" else None
        words = known.get(graph.form[i]) if known is not None else None
        if words is not None and graph.lemma[i] not in words:
            graph.lemma[i] = words[0]


@cache
def _bases() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    stance, relation = lexicon(), relation_lexicon()
    verbs: dict[str, None] = dict.fromkeys(stance.verbs())
    verbs.update(dict.fromkeys((*relation.forms["verb"], *relation.held)))
    verbs.update(dict.fromkeys(sorted(relation.becoming)))
    for rule in relation.rules:
        verbs.update(dict.fromkeys(sorted(rule.change)))
    nouns: dict[str, None] = dict.fromkeys(stance.nouns())
    for form in ("role", "bond"):
        nouns.update(dict.fromkeys(relation.forms[form]))
    nouns.update(dict.fromkeys(sorted(relation.offices)))
    return verb_bases(sorted(verbs)), noun_bases(sorted(nouns))
