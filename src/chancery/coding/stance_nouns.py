"""Stances that nouns carry: "opposition to the plan", "gave it her backing", "critics of the bill"."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.coding.aims import aim, of_nouns
from chancery.coding.graph import Graph
from chancery.coding.rule_files import After
from chancery.coding.settling import VERBAL, denied, negation
from chancery.coding.stance_rules import StanceRule
from chancery.coding.stance_verbs import behind, called, clause_behind
from chancery.coding.taken import Scope, Taken

OWN = ("by", "from", "among", "within")
PARTITIVE = frozenset(
    {"one", "some", "many", "most", "several", "few", "both", "all", "those", "that", "number", "group"}
)
"""What "of" joins to a noun that it only takes a part of ("one of the critics of the bill")."""
GRANTED = frozenset(
    {"support", "backing", "approval", "consent", "endorsement", "acceptance", "agreement", "praise"}
)
"""Nouns whose "of" names the holder where it is somebody ("with the support of Chile"), else the issue."""

HAVING = frozenset({"have", "hold", "lose", "retain", "keep"})
"""Verbs whose subject is what those support whose support it has."""


def noun_stances(scope: Scope, i: int) -> Iterator[tuple[Taken, int]]:
    """The stances that the noun i carries, each with the word that settles whether it holds."""
    lemma = scope.graph.lemma[i]
    for rule, after in scope.lexis.by["agents"].get(lemma, ()):
        found = _agent(scope, i, rule, after)
        if found is not None:
            yield found, i
            return
    bare = None
    for rule, after in scope.lexis.by["nouns"].get(lemma, ()):
        if rule.evaluation or (rule.deed and not scope.deeds):
            continue
        carried = _carried(scope, i, rule, after)
        if carried is not None and carried[0].targets:
            yield carried
            return
        bare = bare or carried
    if bare is not None:
        yield bare


def _issue(scope: Scope, i: int, rule: StanceRule, after: After) -> Taken | None:
    """The stance of a noun with what it is about, as yet without holder; None where it does not say."""
    graph = scope.graph
    targets: tuple[int, ...] = ()
    for preposition in after[0] if after else ():
        targets = targets or behind(graph, i, preposition)
        if not targets and graph.rel[i] == "conj":
            # "coordination and support of the talks"
            targets = tuple(k for k in behind(graph, graph.head[i], preposition) if k > i)
    targets = called(graph, _own_only(graph, i, targets))
    if not targets and rule.clause and after:
        clause = clause_behind(graph, i, *after[0])
        if clause is not None:
            found = aim(scope, clause, rule.stance)
            return Taken(rule, found.stance, i, (), found.targets, clause=found.clause)
    if not targets:
        return None
    found = of_nouns(scope, targets, rule.stance)
    return Taken(rule, found.stance, i, (), found.targets)


def _own_only(graph: Graph, i: int, targets: tuple[int, ...]) -> tuple[int, ...]:
    """The issues without what is rather joined to the noun itself ("your support for Chile, your help and advice")."""
    for n, token in enumerate(targets):
        beside = graph.rel[token] == "conj" and graph.head[token] == i
        owned = n and any(graph.dep[kid] == "nmod:poss" for kid in graph.kids[i])
        alike = owned and any(
            graph.dep[k] == "nmod:poss" and _repeats(graph, i, k) for k in graph.kids[token]
        )
        if beside or alike or graph.lemma[token] == graph.lemma[i]:
            return targets[:n]
    return targets


def _repeats(graph: Graph, i: int, owner: int) -> bool:
    """Whether the same pronoun says whose the noun i is."""
    words = {graph.lemma[k] for k in graph.kids[i] if graph.dep[k] == "nmod:poss"}
    return graph.pos[owner] == "PRON" and graph.lemma[owner] in words


def _with(taken: Taken, holders: tuple[int, ...], targets: tuple[int, ...] = ()) -> Taken:
    return Taken(
        taken.rule,
        taken.stance,
        taken.cue,
        holders,
        targets or taken.targets,
        clause=taken.clause and not targets,
    )


def _agent(scope: Scope, i: int, rule: StanceRule, after: After) -> Taken | None:
    """ "Chile, a critic of the bill", "critics of the bill such as Chile"; without a name the critics themselves."""
    graph = scope.graph
    taken = _issue(scope, i, rule, after)
    if taken is None:
        # "Chile, a Peru supporter": only of somebody in particular, for the noun alone says who is meant.
        whose = [
            k for k in graph.kids[i] if k < i and k in scope.actors and graph.rel[k] in ("compound", "nmod")
        ]
        holders = bearer(graph, i) if whose else ()
        return Taken(rule, rule.stance, i, holders, tuple(whose)) if holders else None
    examples = _examples(graph, i)
    if examples:
        return _with(taken, examples)
    return _with(taken, bearer(graph, i) or (i,))


def bearer(graph: Graph, i: int) -> tuple[int, ...]:
    """Who a noun is said of, by copula, apposition, a name after it or "as"; nobody where it stands by itself."""
    node = i
    for _ in range(3):
        governor = graph.head[node]
        if graph.rel[node] == "nmod" and graph.lemma[governor] in PARTITIVE and graph.case(node) == "of":
            node = governor
        elif (
            graph.rel[node] == "nmod"
            and graph.case(node) == "among"
            and graph.pos[governor] in ("PROPN", "NOUN")
        ):
            return graph.conjoined(governor)
        else:
            break
    governor, relation = graph.head[node], graph.rel[node]
    if any(graph.rel[kid] == "cop" for kid in graph.kids[node]):
        return graph.arguments(node).surface
    if governor == node:
        return ()
    if relation == "appos":
        return graph.conjoined(governor)
    if graph.pos[governor] == "VERB" and relation in ("obl", "xcomp") and graph.case(node) in ("as", ""):
        arguments = graph.arguments(governor)
        copular = graph.lemma[governor] in ("become", "remain", "be", "stay")
        if graph.case(node) == "as" or copular:
            return (arguments.object if graph.case(node) == "as" else ()) or arguments.surface
    named = tuple(k for k in graph.kids[i] if k > i and (graph.rel[k] == "appos" or graph.dep[k] == "flat"))
    if not named and relation in ("compound", "nmod") and governor > i and graph.pos[governor] == "PROPN":
        named = (governor,)
    return tuple(member for k in named for member in graph.conjoined(k))


def _examples(graph: Graph, i: int) -> tuple[int, ...]:
    """Chile and Peru of "critics of the bill such as Chile and Peru", wherever a parser hangs them."""
    for kid in (*graph.kids[i], *(more for k in graph.kids[i] if k > i for more in graph.kids[k])):
        if kid > i and graph.case(kid) in ("such as", "including", "like", "include"):
            return graph.conjoined(kid)
    return ()


def _owners(scope: Scope, i: int, targets: tuple[int, ...]) -> tuple[int, ...]:
    """Whose a stance noun is: "Chile's support", "the support of Chile", "opposition from Chile"."""
    graph = scope.graph
    found: list[int] = []
    for kid in graph.kids[i]:
        if graph.dep[kid] == "nmod:poss":
            found.extend(graph.conjoined(kid))
    if not found:
        for kid in graph.kids[i]:
            case = graph.case(kid) if graph.rel[kid] == "nmod" else ""
            if kid not in targets and (case == "of" or case in OWN):
                found.extend(graph.conjoined(kid))
    return tuple(found)


def _carried(scope: Scope, i: int, rule: StanceRule, after: After) -> tuple[Taken, int] | None:
    """Holder and issue around a noun such as "opposition", and the word that settles whether it holds."""
    graph, lexis = scope.graph, scope.lexis
    taken = _granted(scope, i, _issue(scope, i, rule, after) or Taken(rule, rule.stance, i, (), ()))
    received = _received(scope, i, taken)
    if received is not None:
        return received, i
    owners = _owners(scope, i, taken.targets)
    verb = graph.head[i]
    if graph.rel[i] == "conj" and graph.pos[verb] not in VERBAL:
        verb = graph.head[verb]
    governed = (
        verb != i and graph.pos[verb] in VERBAL and graph.rel[i] in ("obj", "obl", "nsubj", "conj", "xcomp")
    )
    if _absent(scope, i):
        opposite = negation(taken)
        if opposite is None or not owners or not taken.targets:
            return None
        return Taken(rule, opposite, i, owners, taken.targets, clause=taken.clause), i
    if rule.id == "stressed-need":
        stressed = governed and graph.lemma[verb] in lexis.light["stressing"] and taken.targets
        return (_with(taken, graph.arguments(verb).subject), verb) if stressed else None
    if governed and graph.lemma[verb] in lexis.light["passive"] and denied(graph, verb):
        # "has not won the backing of Chile" says nothing of Chile.
        return None
    if governed:
        found = _lent(scope, i, taken, owners, verb, after)
        if found is not None:
            return found
    if any(graph.rel[kid] == "cop" for kid in graph.kids[i]):
        # "is in favour of the plan"
        return _with(taken, graph.arguments(i).surface or owners), i
    top = graph.head[i] if graph.rel[i] == "conj" and graph.pos[graph.head[i]] == "NOUN" else i
    if governed and not owners and taken.targets and graph.case(top) in ("in", "with", "out of"):
        return _with(taken, graph.arguments(verb).subject), verb
    if not owners and taken.targets:
        near = [kid for kid in graph.kids[i] if graph.rel[kid] in ("amod", "compound", "nmod") and kid < i]
        owners = tuple(kid for kid in near if kid in scope.actors)
    return (_with(taken, owners), i) if owners else None


def _granted(scope: Scope, i: int, taken: Taken) -> Taken:
    """The stance without its issue where that is rather who holds it ("with the support of Chile")."""
    graph = scope.graph
    if graph.lemma[i] not in GRANTED or graph.case(i) == "in":
        return taken
    governor = graph.lemma[graph.head[i]]
    had = graph.rel[i] == "obj" and (governor in HAVING or governor in scope.lexis.light["passive"])
    given = [k for k in taken.targets if (had or k in scope.actors) and graph.case(k) == "of"]
    return (
        Taken(taken.rule, taken.rule.stance, i, (), ())
        if given and len(given) == len(taken.targets)
        else taken
    )


def _received(scope: Scope, i: int, taken: Taken) -> Taken | None:
    """ "Its support from Chile", "his backing among voters": whose it is, is what those support who give it."""
    graph = scope.graph
    if graph.lemma[i] not in GRANTED or taken.targets:
        return None
    whose = [kid for kid in graph.kids[i] if graph.dep[kid] == "nmod:poss"]
    givers = [kid for kid in graph.kids[i] if graph.rel[kid] == "nmod" and graph.case(kid) in OWN and kid > i]
    if not whose or not givers:
        return None
    return _with(taken, tuple(m for kid in givers for m in graph.conjoined(kid)), tuple(whose))


def _lent(
    scope: Scope, i: int, taken: Taken, owners: tuple[int, ...], verb: int, after: After
) -> tuple[Taken, int] | None:
    """A stance noun under a verb that lends it its subject, or changes places ("drew criticism from Chile")."""
    graph, light = scope.graph, scope.lexis.light
    arguments, lemma = graph.arguments(verb), graph.lemma[verb]
    carried = i in arguments.object or (graph.rel[i] == "conj" and graph.head[i] in arguments.object)
    held = lemma in HAVING and graph.lemma[i] in GRANTED and bool(owners)
    if carried and (lemma in light["passive"] or held):
        # "drew criticism from Chile", "has the support of Chile"
        givers = owners or behind(graph, verb, "from") or behind(graph, i, "from")
        return _with(taken, givers, arguments.surface), verb
    if lemma in light["ended"] and carried and not arguments.passive:
        return _ended(taken, owners or arguments.subject)
    if lemma not in light["active"] or (graph.rel[i] == "nsubj" and not arguments.passive):
        return None
    if graph.rel[i] == "obl" and graph.case(i) not in ("in", "with", "of", "as"):
        return None
    given = tuple(k for k in arguments.object if k < i and carried and graph.rel[i] != "conj")
    targets = taken.targets or arguments.second or given
    own = after[0] if after else ()
    to = ("to",) if graph.lemma[i] in GRANTED or "to" in own else ()
    for preposition in (*to, *(p for p in own if p != "on")) if not targets else ():
        targets = targets or behind(graph, verb, preposition)
    targets = tuple(k for k in targets if k != i)
    holders = arguments.subject or owners
    return Taken(taken.rule, taken.stance, i, holders, targets, clause=taken.clause), verb


def _ended(taken: Taken, holders: tuple[int, ...]) -> tuple[Taken, int] | None:
    """ "dropped its opposition": what "not" would make of the stance."""
    stance = negation(taken)
    if stance is None or not taken.targets:
        return None
    return Taken(taken.rule, stance, taken.cue, holders, taken.targets, clause=taken.clause), taken.cue


def _absent(scope: Scope, i: int) -> bool:
    """Whether the noun is what is lacking ("a lack of enthusiasm for")."""
    graph = scope.graph
    governor = graph.head[i]
    lacking = graph.rel[i] == "nmod" and graph.lemma[governor] in scope.lexis.light["absence"]
    little = any(
        graph.lemma[k] in ("little", "few", "less") and graph.rel[k] in ("amod", "det") for k in graph.kids[i]
    )
    return (lacking and graph.case(i) in ("of", "in")) or little
