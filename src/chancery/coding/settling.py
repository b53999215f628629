"""What becomes of a stance under negation, modals, conditions and the verbs that govern it."""

from __future__ import annotations

from dataclasses import replace

from chancery.coding.demands import demanded
from chancery.coding.graph import NEGATORS, Graph
from chancery.coding.stance_rules import Lexicon
from chancery.coding.taken import OPPOSITE, Scope, Taken
from chancery.records import Stance

VERBAL = frozenset({"VERB", "AUX"})
OPEN_MODALS = frozenset({"may", "might", "could"})
CONDITIONS = frozenset({"if", "unless", "whether", "provided"})
PERHAPS = frozenset({"perhaps", "maybe", "possibly"})
FORMERLY = frozenset(
    {"once", "formerly", "previously", "initially", "originally", "previous", "former", "earlier"}
)
"""Words beside a stance that somebody had before (adverbs with a verb in the past)."""
EXCLUDED = frozenset({"from", "without", "than"})
"""Words before a gerund that say it is not done ("shied away from backing the plan")."""
NOT = ("n't", "n’t")
ONLY = frozenset({"only", "just", "merely", "simply", "solely"})
DENIED = "denied, which by this rule leaves no stance"
DEEPEST = 12
"""Clauses that are looked through above a stance; deeper nesting is not found in news."""
_SELF = frozenset({"i", "he", "she", "it", "they", "we"})


def settle(scope: Scope, i: int, taken: Taken) -> Taken | None:
    """The stance as the clause headed by i and all that governs it leave it; None where nobody takes it.

    Negation, modals ("may", "should"), conditions and governing verbs ("refused to", "urged them to") are
    what can change it.
    """
    found = _settled(scope, i, taken)
    if isinstance(found, str):
        scope.left(taken, found)
        return None
    return found


def _settled(scope: Scope, i: int, taken: Taken) -> Taken | str:
    """The stance as it is left, or why none is."""
    graph = scope.graph
    stance: Stance | None = taken.stance
    if not taken.spoken and (denied(graph, i) or (taken.cue != i and denied(graph, taken.cue))):
        # Judgements and duties have read their own negation.
        stance = negation(taken)
    if _possible(graph, i) or _supposed(graph, i):
        return "only what may be, or would be on somebody else's condition"
    settled = replace(taken, former=taken.former or _formerly(graph, i))
    node = i
    for _ in range(DEEPEST):
        if stance is None:
            return DENIED
        if "can" in modals(graph, node) and not denied(graph, node):
            return "only what is possible"
        if modals(graph, node) & scope.lexis.duty["modals"] and not _epistemic(graph, node):
            if _judges(taken):
                return "what should be, not what is"
            settled = replace(settled, spoken=True, holders=())
        if under_condition(graph, node):
            open_question = scope.lexis.governors.get(graph.lemma[graph.head[node]]) == "open"
            return replace(settled, stance="undecided") if open_question else "a condition or a question"
        found = _step(scope, node, settled, stance)
        if found is None:
            return f"“{graph.doc[graph.head[node]].text}” above it leaves no stance"
        settled, stance, above = found
        if above is None:
            break
        node = above
    return replace(settled, stance=stance) if stance else DENIED


def _step(
    scope: Scope, node: int, taken: Taken, stance: Stance
) -> tuple[Taken, Stance | None, int | None] | None:
    """What the governor of a clause makes of its stance, and the clause to look at next; None where it denies it."""
    graph, lexis = scope.graph, scope.lexis
    governor, relation = graph.head[node], graph.rel[node]
    if governor == node:
        return taken, stance, None
    if any(graph.rel[k] in ("mark", "case") and graph.lemma[k] in EXCLUDED for k in graph.kids[node]):
        return None
    if _governed(graph, node):
        found = _governed_by(scope, node, taken, stance)
        return None if found is None or _possible(graph, governor) else (*found, governor)
    if relation in ("ccomp", "xcomp") and graph.pos[governor] in (*VERBAL, "ADJ"):
        unsure = lexis.governors.get(graph.doc[governor].text.lower()) == "open"
        if unsure or graph.lemma[governor] in lexis.unreal or denied(graph, governor):
            return None
        if graph.lemma[governor] in lexis.by["that"] and demanded(graph, governor) == node:
            # "insisted that Chile back it": who insists wants it.
            taken = replace(taken, holders=graph.arguments(governor).subject)
        return taken, stance, governor
    if relation in ("acl", "ccomp") and lexis.governors.get(graph.lemma[governor]) == "share":
        # "the call that all parties respect the truce"
        return replace(taken, holders=owners(graph, governor)), stance, None
    return taken, stance, governor if relation == "conj" and graph.pos[governor] in VERBAL else None


def _judges(taken: Taken) -> bool:
    """Whether a stance is a judgement, which says nothing where it is only what should be ("must be fair")."""
    return taken.rule.evaluation and taken.rule.id != "duty"


def negation(taken: Taken) -> Stance | None:
    """What "not" makes of a stance; of one that was turned round ("supports an end to"), turned round again."""
    negated = taken.rule.negated
    if negated is None or taken.stance == taken.rule.stance:
        return negated
    return OPPOSITE[negated]


def _governed_by(scope: Scope, node: int, taken: Taken, stance: Stance) -> tuple[Taken, Stance | None] | None:
    """What the governor of an infinitive makes of its stance; None where it leaves none."""
    graph = scope.graph
    governor = graph.head[node]
    kind = _governing(graph, scope.lexis, governor, graph.rel[node])
    if kind == "flip" and any(graph.lemma[kid] == "short" for kid in graph.kids[governor]):
        # Who stops short of backing something has not come out against it.
        return None
    if kind == "past" and (graph.rel[node] != "xcomp" or graph.children(governor, "obj")):
        # "used the speech to urge" is no habit.
        kind = "keep"
    if kind is None and graph.rel[node] == "advcl" and graph.pos[governor] == "VERB":
        # What somebody does something for, they hold ("flew to Oslo to back the plan").
        kind = "keep"
    if kind is None:
        if graph.lemma[governor] not in scope.lexis.duty["verbs"] or _judges(taken):
            return None
        return replace(taken, spoken=True, holders=()), (None if denied(graph, governor) else stance)
    if kind == "share":
        taken = replace(taken, holders=graph.arguments(governor).subject)
    elif kind == "past":
        taken = replace(taken, former=True)
    settled: Stance | None = "undecided" if kind == "open" else stance
    if settled is not None and (kind == "flip") != denied(graph, governor):
        settled = negation(replace(taken, stance=settled))
    return taken, settled


def modals(graph: Graph, i: int) -> frozenset[str]:
    """The auxiliaries of a verb; those of the verb before it where it shares them ("should back and fund it")."""
    for _ in range(3):
        own = frozenset(graph.auxiliaries(i))
        if own or graph.rel[i] != "conj" or graph.children(i, "nsubj"):
            return own
        i = graph.head[i]
    return own


def denied(graph: Graph, i: int) -> bool:
    """Whether a negator stands with i or its auxiliaries, "no longer" and "no one" among them."""
    if _negator(graph, i) is not None:
        return True
    for kid in graph.kids[i]:
        if graph.rel[kid] in ("advmod", "aux") and graph.doc[kid].text.lower().endswith(NOT):
            return True
        lemma, relation = graph.lemma[kid], graph.rel[kid]
        if lemma in ("long", "longer", "one") and any(graph.lemma[k] == "no" for k in graph.kids[kid]):
            return True
        if lemma in ("nobody", "none") and relation == "nsubj":
            return True
        if (
            relation == "nsubj"
            and graph.pos[i] in VERBAL
            and any(graph.lemma[k] == "no" for k in graph.kids[kid])
        ):
            return True
        if relation == "aux" and _negator(graph, kid) is not None:
            return True
    governor = graph.head[i]
    if governor == i or graph.rel[i] != "conj":
        return False
    # "does not, and never will, accept it"; "does not back or fund it"
    alternative = any(graph.lemma[kid] in ("or", "nor") and graph.rel[kid] == "cc" for kid in graph.kids[i])
    return (graph.pos[governor] == "AUX" or alternative) and _negator(graph, governor) is not None


def _negator(graph: Graph, i: int) -> int | None:
    """The word that negates i; "not only" negates nothing."""
    if not graph.negated(i):
        return None
    return next(
        (
            kid
            for kid in graph.kids[i]
            if graph.lemma[kid] in NEGATORS
            and graph.rel[kid] in ("advmod", "det", "cc", "case", "mark")
            and not (kid + 1 < len(graph.lemma) and graph.lemma[kid + 1] in ONLY)
        ),
        None,
    )


def owners(graph: Graph, noun: int) -> tuple[int, ...]:
    """Whose a noun is, by possessive or by "of", "by" and "from"."""
    found: list[int] = []
    for kid in graph.kids[noun]:
        if graph.dep[kid] == "nmod:poss":
            found.extend(graph.conjoined(kid))
    for kid in graph.kids[noun] if not found else ():
        if graph.rel[kid] == "nmod" and graph.case(kid) in ("of", "by", "from"):
            found.extend(graph.conjoined(kid))
    return tuple(found)


def under_condition(graph: Graph, node: int) -> bool:
    """Whether a clause is a condition or a question."""
    return any(
        graph.lemma[kid] in CONDITIONS and graph.rel[kid] in ("mark", "advmod") for kid in graph.kids[node]
    )


def _possible(graph: Graph, i: int) -> bool:
    """Whether a clause says only what may be."""
    open_ones = modals(graph, i) & OPEN_MODALS
    if open_ones and not (open_ones == {"could"} and denied(graph, i)):
        # "could not support it" is as good as "did not".
        return True
    return any(graph.lemma[kid] in PERHAPS and graph.rel[kid] == "advmod" for kid in graph.kids[i])


def _supposed(graph: Graph, i: int) -> bool:
    """Whether "would" or "will" hangs on a condition that is not the holder's own ("would sign it if Chile paid").

    "Would sign it if elected" is as good as a promise.
    """
    helpers = set(graph.auxiliaries(i))
    if {"would", "have"} <= helpers:
        return True
    if not {"would", "will"} & helpers:
        return False
    for kid in graph.kids[i]:
        if graph.rel[kid] != "advcl" or not under_condition(graph, kid):
            continue
        subjects = graph.children(kid, "nsubj")
        if subjects and graph.lemma[subjects[0]] not in _SELF:
            return True
    return False


def _formerly(graph: Graph, i: int) -> bool:
    past = graph.tag[i] in ("VBD", "VBN") or graph.pos[i] not in VERBAL
    return past and any(
        graph.lemma[kid] in FORMERLY and graph.rel[kid] in ("advmod", "amod") for kid in graph.kids[i]
    )


def _epistemic(graph: Graph, i: int) -> bool:
    """Whether a modal says what is likely ("must have supported")."""
    return "have" in graph.auxiliaries(i) and "must" in graph.auxiliaries(i)


def _governed(graph: Graph, node: int) -> bool:
    """Whether a verb's truth hangs on its governor's: complements, and infinitives after nouns."""
    relation = graph.rel[node]
    if relation == "xcomp":
        # With a subject of its own it is a clause, whatever a parser calls it.
        return not graph.children(node, "nsubj")
    infinitive = any(graph.lemma[kid] == "to" and graph.rel[kid] == "mark" for kid in graph.kids[node])
    return infinitive and relation in ("acl", "advcl", "ccomp")


def _governing(graph: Graph, lexis: Lexicon, governor: int, relation: str) -> str | None:
    """What a governor does to the stance below it; an adjective counts by its form ("willing")."""
    kind = lexis.governors.get(graph.lemma[governor])
    if kind is None and relation == "xcomp":
        kind = lexis.governors.get(graph.doc[governor].text.lower())
    return kind
