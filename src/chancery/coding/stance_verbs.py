"""Stances that verbs take: "supports the plan", "urged Chile to sign", "promised to lift the ban"."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.actors.lexicon import noun_of, nouns
from chancery.coding.aims import aim, of_nouns
from chancery.coding.demands import asked, demanded
from chancery.coding.graph import RELATIVE, Graph
from chancery.coding.rule_files import After
from chancery.coding.settling import VERBAL, denied
from chancery.coding.stance_rules import StanceRule
from chancery.coding.taken import Scope, Taken

INFINITIVE = "to-do"
"""How entries name the "to" of an infinitive, which is no preposition."""
ASSERTED = frozenset({"root", "ccomp", "conj", "parataxis", "advcl", "acl:relcl"})
"""Relations of a verb whose clause can say that its subject does it."""


def verb_stances(scope: Scope, i: int) -> Iterator[tuple[Taken, int]]:
    """The stances that the verb i takes, each with the head of the clause that settles whether it holds."""
    lemma = scope.graph.lemma[i]
    by = scope.lexis.by
    for rule, after in by["asks"].get(lemma, ()):
        if (found := _asks(scope, i, rule, after)) is not None:
            yield found, i
            return
    for field in ("that", "commits"):
        for rule, _ in by[field].get(lemma, ()):
            if (found := _wants(scope, i, rule, field)) is not None:
                yield found, i
                return
    for rule, after in by["verbs"].get(lemma, ()):
        if rule.deed and not scope.deeds:
            continue
        found = _evaluates(scope, i, rule, after) if rule.evaluation else _verb(scope, i, rule, after)
        if found is not None:
            yield found, i
            if not scope.deeds:
                return


def works(scope: Scope, i: int) -> Iterator[tuple[Taken, int]]:
    """ "The plan has failed", "is not working", in somebody's words: of things, or for somebody's failure."""
    graph = scope.graph
    for rule, _ in scope.lexis.by["intransitives"].get(graph.lemma[i], ()):
        arguments = graph.arguments(i)
        things = tuple(
            k for k in arguments.surface if graph.pos[k] in ("NOUN", "PRON") and k not in scope.actors
        )
        complemented = arguments.object or arguments.passive or graph.children(i, "xcomp", "ccomp")
        if graph.tag[i] not in ("VBD", "VBZ", "VBP") and not graph.auxiliaries(i):
            return
        if not things or complemented or graph.dep[i] not in ASSERTED or arguments.inherited:
            return
        stance = rule.negated if denied(graph, i) else rule.stance
        if stance is not None:
            yield Taken(rule, stance, i, (), things, spoken=True), i


def following(graph: Graph, i: int, after: After) -> str | None:
    """The preposition that the words after a verb end in, "" where none must follow, None if they are absent.

    Words between are looked for close by ("push back against", "take issue with", "heap praise on").
    """
    if not after:
        return ""
    at = i
    for n, alternatives in enumerate(after):
        reach = 7 if n == len(after) - 1 else 4
        words = range(at + 1, min(at + reach, len(graph.lemma)))
        # The "to" of an infinitive is no preposition.
        at = next((k for k in words if graph.lemma[k] in alternatives and graph.tag[k] != "TO"), -1)
        if at < 0:
            return None
    return graph.lemma[at]


def _verb(scope: Scope, i: int, rule: StanceRule, after: After) -> Taken | None:
    graph = scope.graph
    preposition = following(graph, i, after)
    if preposition is None:
        return None
    arguments = graph.arguments(i)
    holders = listed_with(graph, i, arguments.subject)
    if not preposition:
        # A parser may take "praised her for her courage" for two objects: the second has a preposition.
        targets = tuple(token for token in arguments.object if not graph.case(token) or token < i)
        if not targets and rule.clause:
            return _of_clause(scope, i, rule, holders)
        return _of_nouns(scope, i, rule, holders, targets)
    if len(after) == 1 and rule.about != "thing" and any(i < kid for kid in graph.children(i, "obj")):
        # "protested the ban at a rally": the preposition is not the verb's.
        return None
    targets = behind(graph, i, preposition, far=len(after) > 1)
    clause = clause_behind(graph, i, preposition) if not targets else None
    if clause is None and not targets and graph.particle(i) == preposition:
        targets = arguments.object
    if clause is not None:
        if not rule.clause:
            return None
        found = aim(scope, clause, rule.stance)
        return Taken(rule, found.stance, i, holders, found.targets, clause=found.clause)
    return _of_nouns(scope, i, rule, holders, targets)


def _of_nouns(
    scope: Scope, i: int, rule: StanceRule, holders: tuple[int, ...], targets: tuple[int, ...]
) -> Taken | None:
    if not targets:
        return None
    clause = clause_behind(scope.graph, i, "from")
    if clause is not None and clause > targets[-1] and scope.graph.tag[clause] == "VBG":
        # "blocked banks from hiring": the hiring is opposed, not the banks.
        return Taken(rule, rule.stance, i, holders, (clause,), clause=True)
    targets = called(scope.graph, targets)
    found = of_nouns(scope, targets, rule.stance)
    return Taken(rule, found.stance, i, holders, found.targets)


def _of_clause(scope: Scope, i: int, rule: StanceRule, holders: tuple[int, ...]) -> Taken | None:
    """ "opposes lifting the ban"; an infinitive is what the verb's own subject wants, which is another matter."""
    graph = scope.graph
    clause = next(
        (kid for kid in graph.kids[i] if kid > i and graph.rel[kid] == "xcomp" and graph.tag[kid] == "VBG"),
        None,
    )
    if clause is None:
        return None
    found = aim(scope, clause, rule.stance)
    return Taken(rule, found.stance, i, holders, found.targets, clause=found.clause)


def _asks(scope: Scope, i: int, rule: StanceRule, after: After) -> Taken | None:
    """ "urged Chile to sign": who urges, and what somebody is urged to do."""
    graph = scope.graph
    preposition = following(graph, i, after)
    if preposition is None:
        return None
    arguments = graph.arguments(i)
    if preposition:
        addressees = behind(graph, i, preposition, far=len(after) > 1)
    else:
        addressees = arguments.object + arguments.second
    addressees = tuple(k for k in addressees if _can_be_asked(scope, k))
    clause = asked(graph, i, addressees)
    if clause is None:
        return None
    found = aim(scope, clause, rule.stance)
    return Taken(rule, found.stance, i, arguments.subject, found.targets, clause=found.clause)


def _can_be_asked(scope: Scope, token: int) -> bool:
    """Whether a phrase can denote somebody: an actor, a name, or a noun not known to be a thing."""
    graph = scope.graph
    if token in scope.actors or graph.pos[token] != "NOUN":
        return True
    noun = noun_of(graph.doc[token].text.lower(), graph.lemma[token])
    return nouns().get(noun) not in ("thing", "text", "time", "place", "animal")


def _wants(scope: Scope, i: int, rule: StanceRule, field: str) -> Taken | None:
    """ "insisted that Chile sign" (that), "promised to sign", "promised that it would sign" (commits)."""
    graph = scope.graph
    holders = graph.arguments(i).subject
    if field == "that":
        clause = demanded(graph, i)
    else:
        clause = asked(graph, i, ())
        if clause is None:
            clause = next(
                (
                    kid
                    for kid in graph.kids[i]
                    if graph.rel[kid] == "ccomp" and set(graph.auxiliaries(kid)) & {"will", "would", "'ll"}
                ),
                None,
            )
            if clause is not None and not _same(scope, graph.arguments(clause).surface, holders):
                return None
    if clause is None:
        return None
    found = aim(scope, clause, rule.stance)
    return Taken(rule, found.stance, i, holders, found.targets, clause=found.clause)


def _same(scope: Scope, inner: tuple[int, ...], outer: tuple[int, ...]) -> bool:
    """Whether a clause's subject can be who promises: a pronoun, or the same word."""
    graph = scope.graph
    words = {graph.lemma[k] for k in outer}
    return bool(inner) and all(graph.pos[k] == "PRON" or graph.lemma[k] in words for k in inner)


def _evaluates(scope: Scope, i: int, rule: StanceRule, after: After) -> Taken | None:
    """ "such acts violate the law", in somebody's words: they are what is judged; "we need a truce": the truce is."""
    graph = scope.graph
    if following(graph, i, after) is None:
        return None
    arguments = graph.arguments(i)
    before = tuple(kid for kid in graph.children(i, "obj") if kid < i)
    if before and len(arguments.object) > len(before):
        # A quotation mark before the verb can make a parser take its subject for an object.
        return Taken(rule, rule.stance, i, (), before, spoken=True)
    if arguments.passive or not arguments.surface or not arguments.object:
        return None
    if graph.dep[i] not in ASSERTED or (arguments.inherited and graph.rel[i] == "ccomp"):
        return None
    if denied(graph, i) or not any(kid > i for kid in graph.children(i, "obj")):
        return None
    if rule.stance == "supports" and graph.children(i, "xcomp"):
        # "required them to wait"
        return None
    targets = arguments.object if rule.stance == "supports" else arguments.surface
    return Taken(rule, rule.stance, i, (), targets, spoken=True)


def behind(graph: Graph, i: int, preposition: str, *, far: bool = False) -> tuple[int, ...]:
    """What hangs on a preposition under i, conjuncts included; with `far`, under the objects of i as well."""
    found = graph.arguments(i).under(frozenset((preposition,)))
    relative = any(graph.lemma[kid] in RELATIVE for kid in graph.kids[i])
    found = [token for token in found if graph.pos[token] != "VERB" and (token > i or relative)]
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
        return _right_after(graph, i, preposition)
    return tuple(member for token in found for member in graph.conjoined(token))


def clause_behind(graph: Graph, i: int, *words: str) -> int | None:
    """The clause under i that one of these words leads in ("to lifting the ban", "that Chile will sign")."""
    for kid in graph.kids[i]:
        if (
            kid > i
            and graph.rel[kid] in ("advcl", "xcomp", "acl", "ccomp", "nmod", "obl")
            and (graph.pos[kid] == "VERB" or any(graph.rel[k] == "cop" for k in graph.kids[kid]))
        ):
            if graph.dep[kid] == "acl:relcl":
                continue
            if any(_leading(graph, kid, k) in words for k in graph.kids[kid]):
                return kid
            if graph.tag[kid] == "VBG" and graph.lemma[kid - 1] in words:
                # A parser may hang the preposition of a gerund elsewhere.
                return kid
    return None


def _leading(graph: Graph, clause: int, word: int) -> str:
    """The word that leads in a clause; the "to" of an infinitive as "to-do"."""
    if graph.rel[word] not in ("mark", "case"):
        return ""
    infinitive = graph.lemma[word] == "to" and graph.tag[clause] != "VBG"
    return INFINITIVE if infinitive else graph.lemma[word]


def _right_after(graph: Graph, i: int, preposition: str) -> tuple[int, ...]:
    """The head of the noun phrase behind a preposition that follows i at once, wherever a parser hangs it."""
    at = next(
        (
            k
            for k in range(i + 1, min(i + 4, len(graph.lemma)))
            if graph.lemma[k] == preposition
            and all(graph.pos[m] in ("PUNCT", "PART", "ADV") for m in range(i + 1, k))
        ),
        None,
    )
    if at is None or graph.rel[at] != "case":
        return ()
    head = graph.head[at]
    return graph.conjoined(head) if head > at and graph.pos[head] in ("NOUN", "PROPN", "PRON") else ()


def listed_with(graph: Graph, verb: int, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """The subjects of a verb with the names of a list of which a parse makes only the last one its subject."""
    first = subjects[0] if subjects else -1
    ends = first >= 0 and any(graph.rel[k] == "cc" and k < first for k in graph.kids[first])
    if not ends or graph.head[first] != verb:
        return subjects
    before = [
        k for k in graph.kids[verb] if k < first and graph.rel[k] in ("vocative", "dislocated", "nsubj")
    ]
    return (*(member for k in before for member in graph.conjoined(k)), *subjects) if before else subjects


def called(graph: Graph, targets: tuple[int, ...]) -> tuple[int, ...]:
    """For "what he called a breach of the charter" the breach; other targets as they are."""
    found = []
    for token in targets:
        named = None
        if graph.lemma[token] in ("what", "whatever"):
            clauses = [k for k in graph.kids[token] if graph.rel[k] in ("acl", "ccomp", "advcl")]
            governor = graph.head[token]
            if graph.pos[governor] in VERBAL and graph.rel[token] in ("obj", "nsubj", "obl") and not clauses:
                clauses = [governor] if governor > token else []
            for clause in clauses:
                named = next(
                    (
                        k
                        for k in graph.kids[clause]
                        if k > clause
                        and graph.rel[k] in ("xcomp", "obj", "ccomp", "obl", "iobj")
                        and graph.pos[k] in ("NOUN", "PROPN")
                        and graph.case(k) in ("", "as")
                    ),
                    None,
                )
        found.append(token if named is None else named)
    return tuple(found)
