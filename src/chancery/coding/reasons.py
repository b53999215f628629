"""Reasons that a text gives for a stance: in the same clause, behind a name, or in the sentence after."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.coding.graph import Graph
from chancery.coding.phrases import Range, extent
from chancery.coding.stance_rules import Lexicon, lexicon
from chancery.coding.taken import Taken


def reason(graph: Graph, lexis: Lexicon, i: int, taken: Taken) -> Range | None:
    """The words that give the reason for a stance whose clause is headed by i, without "because"."""
    heads = [i] if taken.cue == i else [i, taken.cue]
    for head in heads:
        for kid in graph.kids[head]:
            if kid in taken.targets:
                continue
            relation = graph.rel[kid]
            marks = [k for k in graph.kids[kid] if graph.rel[k] in ("mark", "case") and k < kid]
            words = " ".join(graph.lemma[k] for k in marks)
            if relation == "advcl":
                if words in lexis.reason_marks and not _temporal(graph, kid, words):
                    return extent(graph, kid, without=marks)
                if graph.tag[kid] == "VBG" and graph.lemma[kid] in lexis.reason_participles and kid > head:
                    return _said(graph, kid)
                if words in taken.rule.reason:
                    return extent(graph, kid, without=marks)
            if relation in ("obl", "nmod", "obj") and kid > head:
                case = graph.case(kid)
                if case in lexis.reason_prepositions or case in taken.rule.reason:
                    return extent(graph, kid, without=marks)
                if case == "on" and graph.lemma[kid] == "ground":
                    inner = next(
                        (k for k in graph.kids[kid] if graph.rel[k] in ("acl", "nmod", "ccomp")), None
                    )
                    if inner is not None:
                        return extent(
                            graph, inner, without=[k for k in graph.kids[inner] if graph.rel[k] == "mark"]
                        )
    return _merit(graph, taken)


def _merit(graph: Graph, taken: Taken) -> Range | None:
    """What follows "for" right behind a praised or blamed name, up to the next punctuation, whatever the tree."""
    behind = [token for token in taken.targets if token > taken.cue]
    if not taken.rule.reason or taken.clause or not behind:
        return None
    size = len(graph.pos)
    start = max(extent(graph, token)[1] for token in behind)
    if (
        start >= size
        or graph.lemma[start] not in taken.rule.reason
        or graph.rel[start] not in ("case", "mark")
    ):
        return None
    end = start + 1
    while end < size and graph.pos[end] not in ("PUNCT", "SPACE", "CCONJ"):
        end += 1
    return (start + 1, end) if end > start + 1 else None


def later_reasons(graph: Graph, sentences: Sequence[int]) -> dict[int, Range]:
    """Reasons given in a sentence of their own, by the number of the sentence before: "The reason is that …".

    "This is because …" gives one as well.
    """
    nouns = lexicon().reason_nouns
    found: dict[int, Range] = {}
    for i, relation in enumerate(graph.rel):
        if relation == "root" and graph.lemma[i] in nouns and sentences[i]:
            # "The reason given is that …", read as a noun phrase with a clause
            that = [
                k for k in graph.kids[i] if k > i and any(graph.lemma[m] == "that" for m in graph.kids[k])
            ]
            said = [k for k in that if graph.pos[k] == "VERB"]
            if said and any(graph.lemma[k] == "be" for k in range(i + 1, said[0])):
                marks = [k for k in graph.kids[said[0]] if graph.rel[k] == "mark"]
                found.setdefault(sentences[i] - 1, extent(graph, said[0], without=marks))
        if relation != "nsubj":
            continue
        lemma, governor = graph.lemma[i], graph.head[i]
        if governor == i or sentences[i] == 0:
            continue
        if lemma in nouns:
            clause = next((kid for kid in graph.kids[governor] if graph.rel[kid] in ("ccomp", "xcomp")), None)
            outer = graph.dep[i] == "nsubj:outer" or not any(
                graph.rel[k] == "nsubj" for k in graph.kids[governor] if k != i
            )
            if clause is None and graph.lemma[governor] != "be" and (outer or graph.pos[governor] == "VERB"):
                clause = governor
        elif lemma in ("this", "that", "it"):
            clause = governor if _says_because(graph, governor) else None
            if graph.lemma[governor] == "be":
                clause = clause or next((k for k in graph.kids[governor] if _says_because(graph, k)), None)
        else:
            continue
        if clause is not None:
            skip = [k for k in graph.kids[clause] if k == i or graph.rel[k] in ("mark", "cop")]
            found.setdefault(sentences[i] - 1, extent(graph, clause, without=skip))
    return found


def _says_because(graph: Graph, i: int) -> bool:
    return any(graph.lemma[kid] == "because" and graph.rel[kid] in ("mark", "case") for kid in graph.kids[i])


def _temporal(graph: Graph, verb: int, mark: str) -> bool:
    """Whether "since" and "as" are rather of time: with "since", a verb in the past tense."""
    if mark == "as":
        return graph.tag[verb] in ("VBD", "VBG", "VBN")
    return mark == "since" and graph.tag[verb] == "VBD"


def _said(graph: Graph, verb: int) -> Range:
    """What "arguing that …" argues, or the whole of it."""
    inner = next((k for k in graph.kids[verb] if graph.rel[k] in ("ccomp", "obj", "xcomp")), None)
    if inner is None:
        return extent(graph, verb)
    return extent(graph, inner, without=[k for k in graph.kids[inner] if graph.rel[k] == "mark"])
