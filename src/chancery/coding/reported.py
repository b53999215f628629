"""Stances that a statement shows where the parse does not: its cue takes the side, its content is the issue."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from chancery.coding.aims import aim, of_nouns
from chancery.coding.graph import Graph
from chancery.coding.phrases import Range
from chancery.coding.rule_files import After
from chancery.coding.stance_rules import StanceRule
from chancery.coding.stance_verbs import following
from chancery.coding.taken import Scope, Taken

FIELDS = ("verbs", "asks", "that", "commits", "adjectives")
CLAUSAL = frozenset({"asks", "that", "commits"})
LEADING = frozenset({"ADP", "SCONJ", "PART", "PUNCT", "SPACE", "DET", "PRON"})

OPENING = frozenset({"that", "how", "what", "whether", "to"})


@dataclass(frozen=True, slots=True)
class Reported:
    """A statement as token ranges: its cue, and what it says."""

    cue: Range
    content: Sequence[Range]


def told(scope: Scope, statement: Reported, known: Container[int]) -> Iterator[tuple[Taken, int]]:
    """The stance of a statement by a word of its cue that is not known to take one, without holder."""
    graph = scope.graph
    if any(i in known for i in range(*statement.cue)):
        return
    for i in range(*statement.cue):
        for field in FIELDS:
            word = graph.doc[i].text.lower() if field == "adjectives" else graph.lemma[i]
            if graph.pos[i] not in ("VERB", "ADJ"):
                continue
            for rule, after in scope.lexis.by[field].get(word, ()):
                if rule.evaluation or rule.deed or not _followed(graph, i, after, statement):
                    continue
                found = _issue(scope, i, rule, statement, field)
                if found is not None:
                    yield found, i
                    return


def _issue(scope: Scope, i: int, rule: StanceRule, statement: Reported, field: str) -> Taken | None:
    graph = scope.graph
    content = next((part for part in statement.content if part[0] > i), None)
    if content is None:
        return None
    if field in CLAUSAL:
        verb = next((k for k in range(*content) if graph.pos[k] in ("VERB", "AUX")), None)
        if verb is None or not _led(graph, verb):
            return None
        wanted = aim(scope, verb, rule.stance)
        return Taken(rule, wanted.stance, i, (), wanted.targets, clause=wanted.clause)
    head = _head(graph, content)
    if head is None:
        return None
    named = None if rule.clause else _named_first(graph, content)
    if graph.pos[head] == "VERB" and named is not None:
        return Taken(rule, rule.stance, i, (), graph.conjoined(named))
    if graph.pos[head] == "VERB":
        infinitive = any(graph.lemma[k] == "to" and graph.rel[k] == "mark" for k in graph.kids[head])
        if not rule.clause or (infinitive and field == "verbs"):
            return None
        wanted = aim(scope, head, rule.stance)
        return Taken(rule, wanted.stance, i, (), wanted.targets, clause=wanted.clause)
    wanted = of_nouns(scope, tuple(k for k in graph.conjoined(head) if k < content[1]), rule.stance)
    return Taken(rule, wanted.stance, i, (), wanted.targets)


def _followed(graph: Graph, i: int, after: After, statement: Reported) -> bool:
    """Whether the words that must follow stand in the cue or begin the content."""
    if not after:
        return True
    reach = min([statement.cue[1], *(part[0] for part in statement.content if part[0] > i)]) + 1
    last = following(graph, i, after)
    return last is not None and last in graph.lemma[i + 1 : reach]


def _led(graph: Graph, verb: int) -> bool:
    """Whether a verb is an infinitive with "to" or in the subjunctive."""
    if any(graph.lemma[kid] == "to" and graph.rel[kid] == "mark" for kid in graph.kids[verb]):
        return True
    return graph.tag[verb] == "VB"


def _named_first(graph: Graph, content: Range) -> int | None:
    """Whom a content names before it says for what: Chile of "Chile of breaking the truce"."""
    last: int | None = None
    for k in range(*content):
        if graph.pos[k] in ("NOUN", "PROPN"):
            last = k
        elif graph.lemma[k] in ("of", "for", "over") and last is not None:
            return last
        elif graph.pos[k] not in ("DET", "ADJ", "NUM", "PART"):
            return None
    return None


def _head(graph: Graph, content: Range) -> int | None:
    """The noun or verb that a content hangs on; of a phrase in pieces, the noun before its first preposition."""
    tops = [
        k
        for k in range(*content)
        if graph.pos[k] not in LEADING
        and not (content[0] <= graph.head[k] < content[1] and graph.head[k] != k)
    ]
    if len(tops) == 1 and graph.pos[tops[0]] in ("NOUN", "PROPN", "VERB"):
        return tops[0]
    verbs = [k for k in range(*content) if graph.pos[k] in ("VERB", "AUX")]
    if verbs:
        return (
            verbs[0] if graph.lemma[content[0]] in OPENING or graph.lemma[content[0] + 1] in OPENING else None
        )
    nouns: list[int] = []
    for k in range(*content):
        if graph.pos[k] in ("ADP", "PUNCT", "CCONJ") and nouns:
            break
        if graph.pos[k] in ("NOUN", "PROPN"):
            nouns.append(k)
    return nouns[-1] if nouns else None
