"""Reasons that a text gives for a stance: in the same clause, behind a name, or in the sentence after."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.coding.graph import Graph
from chancery.coding.phrases import Range, extent
from chancery.coding.stance_rules import Lexicon, lexicon
from chancery.coding.taken import Taken

OPENING = 4
"""Words of a sentence before the noun with which it opens ("But the main reason": three)."""
AHEAD = 8
"""Words between that noun and its "is that" ("the reason that the mayor gave on Monday is that": seven)."""


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
        if graph.lemma[i] in nouns and sentences[i]:
            told = _is_that(graph, sentences, i)
            if told is not None:
                found.setdefault(sentences[i] - 1, told)
                continue
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


def _is_that(graph: Graph, sentences: Sequence[int], noun: int) -> Range | None:
    """What follows "The reason (that was given) is that", up to the sentence's last word, whatever the tree."""
    size, here = len(sentences), sentences[noun]
    if sum(1 for k in range(max(0, noun - OPENING), noun) if sentences[k] == here) >= OPENING:
        return None
    for k in range(noun + 1, min(noun + AHEAD, size - 2)):
        if sentences[k] == here and graph.lemma[k] == "be" and graph.lemma[k + 1] == "that":
            end = next((n for n in range(k + 2, size) if sentences[n] != here), size)
            while end > k + 2 and graph.pos[end - 1] in ("PUNCT", "SPACE"):
                end -= 1
            return (k + 2, end) if end > k + 2 else None
    return None


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
