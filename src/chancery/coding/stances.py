"""Where a parse says that someone stands on something: holder, target and reason as token indices.

Pure syntax over a Graph: who the holder is and what the target names is decided by the callers (positions in
articles, directed opinion between two marked entities). The words come from data/positions.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chancery.coding.graph import Graph
from chancery.coding.phrases import Range
from chancery.coding.reasons import reason
from chancery.coding.stance_rules import Lexicon, StanceRule, Trigger, lexicon
from chancery.records import Stance

VERBAL = frozenset({"VERB", "AUX"})
OPEN_MODALS = frozenset({"may", "might", "could"})
DUTY_MODALS = frozenset({"should", "must", "ought", "need", "can"})
CONDITIONS = frozenset({"if", "unless", "whether"})
DEEPEST = 12
"""Clauses that are looked through above a stance; deeper nesting is not found in news."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance taken in the text.

    `holders` and `targets` are the heads of noun phrases, conjuncts included; an evaluation has no holder:
    whoever says it holds it. `clause` is set where the target is a clause, headed by that verb.
    """

    rule: StanceRule
    stance: Stance
    cue: int
    holders: tuple[int, ...]
    targets: tuple[int, ...]
    clause: bool = False
    reason: Range | None = None


def stances(graph: Graph, *, deeds: bool = False) -> Iterator[Taken]:
    """The stances of a text in its order; with `deeds`, acts for and against someone as well."""
    lexis = lexicon()
    for i, pos in enumerate(graph.pos):
        if pos == "VERB":
            found = _adjective(graph, lexis, i, deeds) or _verb(graph, lexis, i, deeds)
        elif pos in ("NOUN", "PROPN"):
            found = _noun(graph, lexis, i, deeds)
        elif pos == "ADJ":
            found = _adjective(graph, lexis, i, deeds)
        else:
            found = None
        if found is None and graph.lemma[i] in _PREDICATE_HEADS and graph.rel[i] == "case":
            found = _preposition(graph, lexis, i)
        if found is not None:
            yield found


_PREDICATE_HEADS = frozenset(phrase.split()[0] for phrase in lexicon().prepositions)


def _fits(graph: Graph, i: int, words: tuple[tuple[str, ...], ...]) -> str | None:
    """The preposition that the words after a verb end in, "" where they are particles only, None if absent.

    Words between are looked for close by ("push back against", "take issue with", "heap praise on").
    """
    if not words:
        return ""
    at = i
    for alternatives in words[:-1]:
        at = next(
            (k for k in range(at + 1, min(at + 4, len(graph.lemma))) if graph.lemma[k] in alternatives), -1
        )
        if at < 0:
            return None
    last = words[-1]
    for k in range(at + 1, min(at + 7, len(graph.lemma))):
        if graph.lemma[k] in last:
            return graph.lemma[k]
    return None


def _verb(graph: Graph, lexis: Lexicon, i: int, deeds: bool) -> Taken | None:
    for trigger in lexis.verbs.get(graph.lemma[i], ()):
        rule = trigger.rule
        if rule.deed and not deeds:
            continue
        found = _verb_by(graph, i, trigger)
        if found is None:
            continue
        settled = settle(graph, lexis, i, found)
        if settled is not None:
            return replace(settled, reason=reason(graph, lexis, i, settled))
        if not deeds:
            return None
    return None


def _verb_by(graph: Graph, i: int, trigger: Trigger) -> Taken | None:
    rule = trigger.rule
    preposition = _fits(graph, i, trigger.after)
    if preposition is None:
        return None
    arguments = graph.arguments(i)
    if rule.evaluation:
        before = tuple(kid for kid in graph.children(i, "obj") if kid < i)
        if before and len(arguments.object) > len(before):
            # A quotation mark before the verb can make a parser take its subject for an object.
            return Taken(rule, rule.stance, i, (), before)
        if arguments.passive or not arguments.surface or not arguments.object:
            return None
        if arguments.inherited and graph.rel[i] in ("ccomp", "xcomp"):
            return None
        return Taken(rule, rule.stance, i, (), arguments.surface)
    if not preposition:
        # A parser may take "praised her for her courage" for two objects: the second has a preposition.
        targets = tuple(token for token in arguments.object if not graph.case(token) or token < i)
        holders = arguments.subject
        if not targets and rule.clause:
            clause = next((kid for kid in graph.children(i, "xcomp") if graph.pos[kid] == "VERB"), None)
            if clause is not None:
                return Taken(rule, rule.stance, i, holders, (clause,), clause=True)
        return Taken(rule, rule.stance, i, holders, targets) if targets else None
    targets = _behind(graph, i, preposition, far=len(trigger.after) > 1, clause=rule.clause)
    if not targets and graph.particle(i) == preposition:
        targets = arguments.object
    if targets:
        # "is opposed to", "is committed to": the passive's subject is the holder.
        holders = arguments.subject or (arguments.surface if not arguments.object else ())
        if arguments.passive and arguments.surface and not arguments.subject:
            holders = arguments.surface
        return Taken(rule, rule.stance, i, holders, targets, clause=_clausal(graph, targets))
    return None


def _clausal(graph: Graph, targets: tuple[int, ...]) -> bool:
    return len(targets) == 1 and graph.pos[targets[0]] == "VERB"


def _behind(
    graph: Graph, i: int, preposition: str, *, far: bool = False, clause: bool = False
) -> tuple[int, ...]:
    """What hangs on a preposition under i, conjuncts included; with `far`, under the objects of i as well."""
    found = graph.arguments(i).under(frozenset((preposition,)))
    if not found and far:
        for kid in graph.kids[i]:
            if kid > i and graph.rel[kid] in ("obj", "obl", "advmod", "compound", "xcomp"):
                found = [
                    k
                    for k in graph.kids[kid]
                    if graph.rel[k] in ("nmod", "obl") and graph.case(k) == preposition
                ]
                if found:
                    break
    if not found:
        for kid in graph.kids[i]:
            if graph.rel[kid] in ("advcl", "xcomp", "acl") and any(
                graph.lemma[k] == preposition and graph.rel[k] in ("mark", "case") for k in graph.kids[kid]
            ):
                return (kid,) if clause else ()
    if not found:
        return _right_after(graph, i, preposition)
    return tuple(member for token in found for member in graph.conjoined(token))


def _right_after(graph: Graph, i: int, preposition: str) -> tuple[int, ...]:
    """The head of the noun phrase behind a preposition that follows i at once, wherever a parser hangs it."""
    at = next((k for k in range(i + 1, min(i + 3, len(graph.lemma))) if graph.lemma[k] == preposition), None)
    if at is None or graph.rel[at] != "case":
        return ()
    head = graph.head[at]
    return graph.conjoined(head) if head > at and graph.pos[head] in ("NOUN", "PROPN", "PRON") else ()


def _adjective(graph: Graph, lexis: Lexicon, i: int, deeds: bool) -> Taken | None:
    form = graph.form[i]
    for trigger in lexis.adjectives.get(form, ()):
        rule = trigger.rule
        if rule.deed and not deeds:
            continue
        holders = graph.arguments(i).surface
        if not holders and graph.rel[i] == "amod":
            holders = (graph.head[i],)
        if rule.evaluation:
            if graph.rel[i] == "amod" or not any(graph.rel[kid] == "cop" for kid in graph.kids[i]):
                continue
            found = Taken(rule, rule.stance, i, (), holders)
        else:
            targets: tuple[int, ...] = ()
            for preposition in trigger.after[0] if trigger.after else ():
                targets = targets or _behind(graph, i, preposition, clause=rule.clause)
            found = Taken(rule, rule.stance, i, holders, targets, clause=_clausal(graph, targets))
        if not found.targets:
            continue
        settled = settle(graph, lexis, i, found)
        return replace(settled, reason=reason(graph, lexis, i, settled)) if settled else None
    return None


def _preposition(graph: Graph, lexis: Lexicon, i: int) -> Taken | None:
    """ "is against the plan", "are in favour of it": the phrase itself is the predicate."""
    target = graph.head[i]
    if graph.case(target) not in lexis.prepositions or not any(
        graph.rel[k] == "cop" for k in graph.kids[target]
    ):
        return None
    rule = lexis.prepositions[graph.case(target)][0].rule
    holders = graph.arguments(target).surface
    found = Taken(rule, rule.stance, i, holders, (target,))
    settled = settle(graph, lexis, target, found) if holders else None
    return replace(settled, reason=reason(graph, lexis, target, settled)) if settled else None


def _noun(graph: Graph, lexis: Lexicon, i: int, deeds: bool) -> Taken | None:
    for trigger in lexis.nouns.get(graph.lemma[i], ()):
        rule = trigger.rule
        if rule.deed and not deeds:
            continue
        if rule.evaluation:
            found = _evaluating_noun(graph, i, rule)
            verb = i
        else:
            found, verb = _stance_noun(graph, lexis, i, trigger)
        if found is None or not found.targets:
            continue
        settled = settle(graph, lexis, verb, found)
        if settled is not None:
            return replace(settled, reason=reason(graph, lexis, verb, settled))
    return None


def _evaluating_noun(graph: Graph, i: int, rule: StanceRule) -> Taken | None:
    if not any(graph.rel[kid] == "cop" for kid in graph.kids[i]) or graph.case(i):
        return None
    return Taken(rule, rule.stance, i, (), graph.arguments(i).surface)


def _stance_noun(graph: Graph, lexis: Lexicon, i: int, trigger: Trigger) -> tuple[Taken | None, int]:
    """Holder and target around a noun such as "opposition", and the token that settles whether it holds."""
    rule = trigger.rule
    prepositions = trigger.after[0] if trigger.after else ()
    targets: tuple[int, ...] = ()
    for preposition in prepositions:
        targets = targets or _behind(graph, i, preposition)
    targets = tuple(k for k in targets if graph.lemma[k] != graph.lemma[i])
    owners: list[int] = []
    for kid in graph.kids[i]:
        if graph.dep[kid] == "nmod:poss":
            owners.extend(graph.conjoined(kid))
    for kid in graph.kids[i]:
        case = graph.case(kid) if graph.rel[kid] == "nmod" else ""
        if not owners and kid not in targets and case in ("of", "by", "from", "among", "within"):
            owners.extend(graph.conjoined(kid))
    verb = graph.head[i]
    governed = graph.rel[i] in ("obj", "obl", "nsubj", "conj") and graph.pos[verb] in VERBAL
    if graph.rel[i] == "conj" and graph.pos[verb] not in VERBAL:
        verb = graph.head[verb]
        governed = graph.pos[verb] in VERBAL
    if governed and verb != i:
        arguments = graph.arguments(verb)
        lemma = graph.lemma[verb]
        if lemma in lexis.light_passive and i in arguments.object:
            # "drew criticism from", "faces opposition from": subject and source change places.
            givers = owners or list(_behind(graph, verb, "from")) or list(_behind(graph, i, "from"))
            return Taken(rule, rule.stance, i, tuple(givers), arguments.surface), verb
        if lemma in lexis.light_active:
            # A parser may take the one who is given support for a second object.
            given = tuple(k for k in arguments.object if k < i and i in arguments.object)
            targets = targets or arguments.second or given
            for preposition in ("to", *(p for p in prepositions if p != "on")) if not targets else ():
                targets = targets or _behind(graph, verb, preposition)
            return Taken(rule, rule.stance, i, arguments.subject or tuple(owners), targets), verb
        if owners or graph.rel[i] != "nsubj":
            holders = tuple(owners) or (
                arguments.subject if graph.case(i) in ("in", "with", "out of") else ()
            )
            return (
                (Taken(rule, rule.stance, i, holders, targets), verb if not owners else i)
                if holders
                else (None, i)
            )
    if any(graph.rel[kid] == "cop" for kid in graph.kids[i]):
        # "is a critic of the plan", "is in favour of the plan"
        return Taken(rule, rule.stance, i, graph.arguments(i).surface or tuple(owners), targets), i
    if not owners:
        owners = [kid for kid in graph.kids[i] if graph.rel[kid] in ("amod", "compound") and kid < i]
        if graph.rel[i] == "appos":
            owners = [graph.head[i]]
        owners.extend(kid for kid in graph.kids[i] if graph.rel[kid] == "appos" or graph.dep[kid] == "flat")
    return (Taken(rule, rule.stance, i, tuple(owners), targets) if owners else None), i


_OPPOSITE: dict[Stance, Stance | None] = {"supports": "opposes", "opposes": "undecided", "undecided": None}
"""What a stance becomes when its governor denies it: who refuses to oppose has not come out in support."""


def settle(graph: Graph, lexis: Lexicon, i: int, taken: Taken) -> Taken | None:
    """The stance as the clause headed by i and all that governs it leave it; None where nobody takes it.

    Negation, modals ("may", "should"), conditions and governing verbs ("refused to", "urged them to") are
    what can change it.
    """
    stance: Stance | None = taken.stance
    holders = taken.holders
    if _negated(graph, i) or (taken.cue != i and _negated(graph, taken.cue)):
        stance = taken.rule.negated
    auxiliaries = graph.auxiliaries(i)
    conditional = any(word in OPEN_MODALS for word in auxiliaries)
    conditional = conditional or ("would" in auxiliaries and _has_condition(graph, i))
    node = i
    for _ in range(DEEPEST):
        if stance is None or any(word in DUTY_MODALS for word in graph.auxiliaries(node)):
            return None
        governor = graph.head[node]
        if _under_condition(graph, node):
            if lexis.governors.get(graph.lemma[governor]) != "open":
                return None
            stance = "undecided"
            break
        if governor == node:
            break
        if _governed(graph, node):
            kind = _governing(graph, lexis, governor, graph.rel[node])
            if kind is None:
                return None
            if kind == "share":
                holders = graph.arguments(governor).subject
            elif kind == "open":
                stance = "undecided"
            if (kind == "flip") != _negated(graph, governor):
                stance = _OPPOSITE[stance]
            conditional = conditional or any(word in OPEN_MODALS for word in graph.auxiliaries(governor))
        elif (
            graph.rel[node] not in ("conj", "ccomp", "advcl", "acl", "parataxis", "csubj")
            or graph.rel[node] == "acl"
            or graph.pos[governor] not in VERBAL
        ):
            break
        node = governor
    return replace(taken, stance="undecided" if conditional else stance, holders=holders) if stance else None


def _under_condition(graph: Graph, node: int) -> bool:
    return any(
        graph.lemma[kid] in CONDITIONS and graph.rel[kid] in ("mark", "advmod") for kid in graph.kids[node]
    )


def _governed(graph: Graph, node: int) -> bool:
    """Whether a verb's truth hangs on its governor's: complements, and infinitives after nouns."""
    relation = graph.rel[node]
    if relation == "xcomp":
        return True
    infinitive = any(graph.lemma[kid] == "to" and graph.rel[kid] == "mark" for kid in graph.kids[node])
    return infinitive and relation in ("acl", "advcl", "ccomp")


def _governing(graph: Graph, lexis: Lexicon, governor: int, relation: str) -> str | None:
    """What a governor does to the stance below it; an adjective counts by its form ("willing")."""
    kind = lexis.governors.get(graph.lemma[governor])
    if kind is None and relation == "xcomp":
        kind = lexis.governors.get(graph.form[governor])
    return kind


def _negated(graph: Graph, i: int) -> bool:
    """Whether a negator stands with i, "no longer" and "no one" among them."""
    if graph.negated(i):
        return True
    for kid in graph.kids[i]:
        if graph.lemma[kid] in ("long", "longer", "one") and any(
            graph.lemma[k] == "no" for k in graph.kids[kid]
        ):
            return True
        if graph.lemma[kid] in ("nobody", "none") and graph.rel[kid] == "nsubj":
            return True
    return False


def _has_condition(graph: Graph, i: int) -> bool:
    return any(
        graph.rel[kid] == "advcl"
        and any(
            graph.lemma[k] in ("if", "unless", "provided") and graph.rel[k] == "mark" for k in graph.kids[kid]
        )
        for kid in graph.kids[i]
    )
