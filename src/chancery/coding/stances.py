"""Where a parse says that someone stands on something: holder, target and reason as token indices.

Pure syntax over a Graph: who the holder is and what the target names is decided by the callers (positions in
articles, directed opinion between two marked entities). The words come from data/positions.toml.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from chancery.coding.aims import aim, of_nouns
from chancery.coding.graph import Graph
from chancery.coding.judgements import duties, judgements, namings, qualities
from chancery.coding.reasons import reason
from chancery.coding.reported import Reported, told
from chancery.coding.settling import settle
from chancery.coding.stance_nouns import noun_stances
from chancery.coding.stance_rules import FILE, StanceRule, lexicon
from chancery.coding.stance_verbs import behind, clause_behind, following, verb_stances, works
from chancery.coding.taken import Scope, Taken
from chancery.coding.trace import Trace

Found = Iterator[tuple[Taken, int]]
THAT = "that"
UNFOLLOWED = "the words that must follow it do not"
UNFILLED = "nobody who holds it, or nothing that it is about, stands where the rule looks"


def stances(
    graph: Graph,
    *,
    actors: Container[int] = frozenset(),
    deeds: bool = False,
    reported: Sequence[Reported] = (),
    trace: Trace | None = None,
) -> list[Taken]:
    """The stances of a text in its order; with `deeds`, acts for and against someone as well.

    `reported` are statements of the text: where the parse shows no issue for the cue of one, its content is the
    issue. A clause that is an issue and takes a stance itself ("urged Chile to back the plan") is left to that
    stance.
    """
    scope = Scope(graph, lexicon(), actors, deeds, trace)
    read: list[tuple[Taken, int]] = []
    for i, pos in enumerate(graph.pos):
        if pos in _READERS or graph.rel[i] == "case":
            read.extend(_read(scope, i, pos))
    if reported:
        known = {taken.cue for taken, _ in read if taken.targets}
        read.extend(found for one in reported for found in told(scope, one, known))
    if trace is not None:
        unread(scope, {taken.cue for taken, _ in read}, trace)
    found: list[Taken] = []
    for taken, clause in sorted(read, key=_cue):
        settled = settle(scope, clause, taken)
        if settled is not None:
            settled = replace(
                settled, head=clause, holders=(*settled.holders, *_alike(graph, clause, settled))
            )
            found.append(replace(settled, reason=reason(graph, scope.lexis, clause, settled)))
    own = {taken.cue for taken in found if not taken.rule.evaluation}
    kept = []
    for taken in found:
        if taken.clause and own & set(taken.targets):
            scope.left(taken, "what it is about takes a stance itself, which stands for it")
        else:
            kept.append(taken)
    return kept


def unread(scope: Scope, cues: Container[int], trace: Trace) -> None:
    """Note which words of the rules stand in the text and took no stance; `cues` are the words that took one."""
    graph, by = scope.graph, scope.lexis.by
    for i, pos in enumerate(graph.pos):
        for field in _FIELDS_OF.get(pos, ()) if i not in cues else ():
            form = field in _BY_FORM
            for rule, after in by[field].get(graph.doc[i].text.lower() if form else graph.lemma[i], ()):
                if rule.deed and not scope.deeds:
                    continue
                missing = following(graph, i, after) is None
                why = UNFOLLOWED if missing else UNFILLED
                wants = " ".join("/".join(alternatives) for alternatives in after) if missing else ""
                trace.miss("position", f"{FILE}#{rule.id}", i, why, wants=wants)


def _alike(graph: Graph, clause: int, taken: Taken) -> tuple[int, ...]:
    """Who holds the same as the holder: "Chile, like Peru, opposes the plan"."""
    if taken.spoken or not taken.holders:
        return ()
    return tuple(
        kid
        for node in (*taken.holders, clause)
        for kid in graph.kids[node]
        if graph.rel[kid] in ("nmod", "obl")
        and graph.case(kid) in ("like", "along with", "together with")
        and kid < clause
    )


def _cue(read: tuple[Taken, int]) -> int:
    return read[0].cue


_FIELDS_OF = {
    "VERB": ("asks", "that", "commits", "verbs", "intransitives"),
    "NOUN": ("nouns", "agents"),
    "PROPN": ("nouns", "agents"),
    "ADJ": ("adjectives",),
}
_BY_FORM = frozenset({"adjectives"})
_READERS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV", "AUX"})


def _read(scope: Scope, i: int, pos: str) -> Found:
    if pos == "VERB" and not _nominal(scope.graph, i):
        taken = list(_adjectives(scope, i)) or list(verb_stances(scope, i))
        yield from taken
        yield from works(scope, i)
        yield from namings(scope, i)
        yield from duties(scope, i)
    elif pos in ("NOUN", "PROPN"):
        yield from noun_stances(scope, i)
        yield from qualities(scope, i)
    elif pos == "ADJ":
        yield from _adjectives(scope, i)
        yield from duties(scope, i)
    elif pos == "AUX":
        yield from duties(scope, i)
    if pos in ("NOUN", "ADJ", "ADV") or (pos == "VERB" and scope.graph.tag[i] == "VBN"):
        yield from judgements(scope, i)
    if scope.graph.rel[i] == "case":
        yield from _preposition(scope, i)


def _nominal(graph: Graph, i: int) -> bool:
    """Whether a verb form is rather a noun or adjective ("Chile's standing with voters", "union-bashing")."""
    if graph.rel[i] in ("amod", "compound"):
        return graph.tag[i] == "VBG"
    owned = any(graph.dep[kid] == "nmod:poss" for kid in graph.kids[i])
    return owned and graph.tag[i] == "VBG" and graph.rel[i] in ("nsubj", "obj", "nmod", "obl", "root")


def _adjectives(scope: Scope, i: int) -> Found:
    """ "is opposed to the plan", "is concerned that Chile will sign"."""
    graph = scope.graph
    for rule, after in scope.lexis.by["adjectives"].get(graph.doc[i].text.lower(), ()):
        if rule.evaluation or not after or (rule.deed and not scope.deeds):
            continue
        holders = graph.arguments(i).surface
        if not holders and graph.rel[i] == "amod":
            holders = (graph.head[i],)
        taken = _about(scope, i, rule, after[-1], holders)
        if taken is not None:
            yield taken, i
            return


def _about(
    scope: Scope, i: int, rule: StanceRule, prepositions: tuple[str, ...], holders: tuple[int, ...]
) -> Taken | None:
    graph = scope.graph
    targets: tuple[int, ...] = ()
    for preposition in prepositions:
        targets = targets or behind(graph, i, preposition)
    if targets:
        found = of_nouns(scope, targets, rule.stance)
        return Taken(rule, found.stance, i, holders, found.targets)
    clause = clause_behind(graph, i, *prepositions, THAT) if rule.clause else None
    if clause is None and rule.clause:
        # "is concerned Chile will sign"
        bare = (k for k in graph.kids[i] if k > i and graph.rel[k] == "ccomp" and graph.children(k, "nsubj"))
        clause = next(bare, None)
    if clause is None:
        return None
    found = aim(scope, clause, rule.stance)
    return Taken(rule, found.stance, i, holders, found.targets, clause=found.clause)


def _preposition(scope: Scope, i: int) -> Found:
    """ "is against the plan", "are in favour of it": the phrase itself is the predicate."""
    graph = scope.graph
    target = graph.head[i]
    rules = scope.lexis.by["prepositions"].get(graph.case(target), ())
    if not rules or not any(graph.rel[k] == "cop" for k in graph.kids[target]):
        return
    rule = rules[0][0]
    holders = graph.arguments(target).surface
    if holders:
        found = of_nouns(scope, (target,), rule.stance)
        yield Taken(rule, found.stance, i, holders, found.targets), target
