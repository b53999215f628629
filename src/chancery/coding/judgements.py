"""Judgements and duties in somebody's words: "the raids were a crime", "Chile must sign", "called it a crime"."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.coding.aims import aim, of_nouns
from chancery.coding.graph import Graph
from chancery.coding.rule_files import After
from chancery.coding.settling import denied, modals
from chancery.coding.stance_rules import StanceRule
from chancery.coding.stance_verbs import following
from chancery.coding.taken import OPPOSITE, Scope, Taken
from chancery.records import Stance

COPULAR = frozenset({"seem", "appear", "look", "sound", "remain", "prove", "become", "be", "feel"})
SHOWING = frozenset({"show", "display", "demonstrate", "exhibit"})
"""Verbs whose object, where it is a fault, is what the subject is guilty of ("showed contempt for the law")."""
PRESENTING = {"constitute": "", "represent": "", "pose": "", "mark": "", "amount": "to"} | dict.fromkeys(
    SHOWING, ""
)
"""Verbs whose object, or phrase with that preposition, is what the subject is."""
VAGUE = frozenset({"one", "some", "kind", "sort", "example", "case", "matter", "piece", "act"})
"""Predicates whose "of" phrase holds the judgement ("one of the most appalling raids")."""
MEASURED = frozenset({"deal", "number", "many", "amount", "while", "chance", "majority"})
"""What "good" and "great" only give the size of, before "of" ("a great deal of")."""
PREMATURE = frozenset({"early", "soon", "dangerous", "risky", "costly", "expensive", "much"})
"""What, with "too", speaks against doing something."""
PREDICATES = frozenset({"root", "ccomp", "xcomp", "conj", "parataxis", "advcl", "acl", "csubj", "dep"})
"""Relations of a word that can be what a clause says of its subject."""
CLAUSES = frozenset({"csubj", "ccomp", "xcomp", "advcl", "acl"})
LEADS = frozenset({"that", "to", "for", "when", "if"})
GENERIC = frozenset({"you", "i"})
"""Subjects whose duty is no demand: an adviser's "you should know", one's own "I must"."""

_OF_SOMEBODY = frozenset({"barbarity", "brutality", "cruelty", "savagery", "hypocrisy"})
"""Faults whose "of" names whose they are, not what they are about ("disregard of the law")."""

Valued = tuple[StanceRule, Stance, int]


def judgements(scope: Scope, i: int) -> Iterator[tuple[Taken, int]]:
    """What the word i, as a predicate, judges: for whoever says so."""
    graph = scope.graph
    if graph.rel[i] in ("obj", "obl"):
        yield from _presented(scope, i)
        return
    if graph.rel[i] not in PREDICATES or graph.case(i):
        return
    clause = i
    participle = graph.tag[i] == "VBN" and any(graph.dep[kid] == "aux:pass" for kid in graph.kids[i])
    if not participle and not any(graph.rel[kid] == "cop" for kid in graph.kids[i]):
        governor = graph.head[i]
        if graph.rel[i] != "xcomp" or graph.lemma[governor] not in COPULAR or graph.children(governor, "obj"):
            return
        clause = governor
    valued = valuation(scope, i)
    if valued is None or any(graph.rel[k] == "expl" and graph.lemma[k] == "there" for k in graph.kids[i]):
        return
    rule, stance, _ = valued
    if clause != i and denied(graph, clause):
        if rule.negated is None:
            return
        stance = OPPOSITE[stance] if rule.negated == OPPOSITE[rule.stance] else stance
    subject = graph.arguments(clause).surface or graph.arguments(i).surface
    if any(graph.rel[k] == "expl" and graph.lemma[k] == "it" for k in graph.kids[i]):
        # With an "it" that holds a clause's place nothing else is its subject.
        subject = ()
    if not subject or (len(subject) == 1 and _expletive(graph, subject[0], i)):
        below = (m for k in graph.kids[i] if k > i and graph.case(k) == "for" for m in graph.kids[k] if m > k)
        led = (k for k in (*graph.kids[i], *below) if k > i and graph.rel[k] in CLAUSES and _led(graph, k))
        about = next(led, None)
        about = about if about is not None else next(iter(graph.children(i, "csubj")), None)
        excess = any(graph.lemma[k] == "too" for k in graph.kids[i])
        if about is not None and graph.lemma[about] in scope.lexis.duty["idle"]:
            # "it is reasonable to assume" judges no act.
            return
        if about is None or (excess and graph.lemma[i] not in PREMATURE):
            # "too late to stop them" says what cannot be, not what is wrong.
            return
        wanted = aim(scope, about, stance)
        yield Taken(rule, wanted.stance, i, (), wanted.targets, clause=wanted.clause, spoken=True), clause
        return
    if graph.dep[clause] == "acl:relcl" and not all(k in scope.actors for k in subject):
        return
    dummies = scope.lexis.duty["dummies"]
    if graph.lemma[i] in dummies or any(graph.lemma[k] in dummies for k in subject):
        return
    yield Taken(rule, stance, i, (), subject, spoken=True), clause


def _presented(scope: Scope, i: int) -> Iterator[tuple[Taken, int]]:
    """ "The raids constitute a crime", "amount to a crime": as good as "are a crime"."""
    graph = scope.graph
    verb = graph.head[i]
    if PRESENTING.get(graph.lemma[verb]) != graph.case(i) or i < verb:
        return
    subject = graph.arguments(verb).surface
    valued = valuation(scope, i)
    if graph.dep[verb] == "acl:relcl" and not all(k in scope.actors for k in subject):
        return
    if graph.lemma[verb] in SHOWING and (valued is None or valued[0].id != "fault" or _owned(graph, i)):
        # "shows the brutality of the regime" judges the regime (`qualities`).
        return
    if not subject or valued is None or denied(graph, verb) or valued[0].id == "need":
        return
    rule, stance, _ = valued
    yield Taken(rule, stance, i, (), subject, spoken=True), verb


def _owned(graph: Graph, i: int) -> bool:
    return any(
        graph.dep[k] == "nmod:poss" or (graph.rel[k] == "nmod" and graph.case(k) == "of" and k > i)
        for k in graph.kids[i]
        if graph.lemma[i] in _OF_SOMEBODY
    )


def valuation(scope: Scope, i: int) -> Valued | None:
    """The rule and stance by which the predicate i judges, and the judging word; None where it does not.

    A noun is judged by its own word, else by its adjectives; "too soft" and "not good" are against.
    """
    graph = scope.graph
    rule = _valued(scope, i)
    word = i
    if rule is None or rule.stance == "supports":
        for kid in graph.kids[i]:
            if graph.rel[kid] == "amod" and not (graph.lemma[i] in MEASURED and _has_of(graph, i)):
                found = _valued(scope, kid)
                if found is not None and (rule is None or found.stance == "opposes") and found.id != "need":
                    rule, word = found, kid
    if rule is None and graph.lemma[i] in VAGUE:
        for kid in graph.kids[i]:
            if graph.rel[kid] == "nmod" and graph.case(kid) == "of":
                return valuation(scope, kid)
    excess = any(graph.lemma[kid] == "too" and kid < i for k in (i, word) for kid in graph.kids[k])
    if excess and graph.pos[word] in ("ADJ", "ADV"):
        fault = scope.lexis.rule("fault")
        return None if denied(graph, i) else (fault, fault.stance, word)
    if rule is None:
        return None
    if any(denied(graph, k) for k in {i, word}):
        return (rule, rule.negated, word) if rule.negated else None
    return rule, rule.stance, word


def _valued(scope: Scope, i: int) -> StanceRule | None:
    """The evaluating rule that a word sets off."""
    graph = scope.graph
    if graph.pos[i] in ("ADJ", "VERB", "ADV"):
        entries = scope.lexis.by["adjectives"].get(graph.doc[i].text.lower(), ())
    elif graph.pos[i] == "NOUN":
        entries = scope.lexis.by["nouns"].get(graph.lemma[i], ())
    else:
        return None
    return next((rule for rule, after in entries if rule.evaluation and not after), None)


def _has_of(graph: Graph, i: int) -> bool:
    return any(graph.rel[kid] == "nmod" and graph.case(kid) == "of" for kid in graph.kids[i])


def _expletive(graph: Graph, subject: int, predicate: int) -> bool:
    """Whether "it" only holds the place of a clause ("it is right that both talk")."""
    if graph.lemma[subject] not in ("it", "that", "this"):
        return False
    if graph.rel[subject] == "expl":
        return True
    below = (more for kid in graph.kids[predicate] if graph.case(kid) == "for" for more in graph.kids[kid])
    return graph.lemma[subject] == "it" and any(
        graph.rel[kid] in CLAUSES and kid > predicate and _led(graph, kid)
        for kid in (*graph.kids[predicate], *below)
    )


def _led(graph: Graph, clause: int) -> bool:
    led = any(
        graph.lemma[kid] in LEADS and graph.rel[kid] in ("mark", "advmod") for kid in graph.kids[clause]
    )
    return led or graph.rel[clause] == "csubj" or graph.tag[clause] == "VBG"


def qualities(scope: Scope, i: int) -> Iterator[tuple[Taken, int]]:
    """ "The regime's brutality", "the crimes of the regime", in somebody's words: against the regime."""
    graph = scope.graph
    for rule, _ in scope.lexis.by["qualities"].get(graph.lemma[i], ()):
        for kid in graph.kids[i]:
            owned = graph.dep[kid] == "nmod:poss" or (
                graph.rel[kid] == "nmod" and graph.case(kid) in ("of", "by")
            )
            doers = (
                graph.arguments(kid).subject if graph.rel[kid] == "acl" and graph.tag[kid] == "VBN" else ()
            )
            done = tuple(k for k in doers if k in scope.actors and k != i)
            if done and not denied(graph, i):
                # "the cruelty shown by the regime"
                yield Taken(rule, rule.stance, i, (), done, spoken=True), i
                return
            if owned and kid in scope.actors and not denied(graph, i):
                yield Taken(rule, rule.stance, i, (), graph.conjoined(kid), spoken=True), i
                return


def namings(scope: Scope, i: int) -> Iterator[tuple[Taken, int]]:
    """What the verb i calls something: "called the raids a crime", "described as a crime", "was dubbed a crime"."""
    graph = scope.graph
    for _, after in scope.lexis.judging.get(graph.lemma[i], ()) if not denied(graph, i) else ():
        if following(graph, i, after) is None:
            continue
        arguments = graph.arguments(i)
        predicate = _predicate(graph, i, after)
        if predicate is None:
            continue
        valued = valuation(scope, predicate)
        targets = tuple(k for k in arguments.object if k != predicate and not graph.case(k))
        # A parser may take what is called so for the subject of the judgement, or for a judgement itself.
        small = (*graph.children(predicate, "nsubj"), *graph.children(i, "xcomp"))
        targets = targets or tuple(
            k for k in small if i < k < predicate and graph.pos[k] in ("NOUN", "PROPN")
        )
        if any(graph.lemma[k] == "what" for k in targets):
            # "what it called a crime": the verb above says who stands where.
            return
        if arguments.passive:
            targets = arguments.surface
        if valued is None or valued[0].id == "need":
            continue
        rule, stance, _ = valued
        if not targets or any(graph.lemma[k] == "it" for k in targets):
            clause = next((k for k in graph.kids[i] if k > predicate and _led(graph, k)), None)
            if clause is not None and graph.rel[clause] in CLAUSES:
                wanted = aim(scope, clause, stance)
                yield (
                    Taken(rule, wanted.stance, i, arguments.subject, wanted.targets, clause=wanted.clause),
                    i,
                )
                return
        if targets:
            yield Taken(rule, stance, i, arguments.subject, targets), i
        return


def _predicate(graph: Graph, i: int, after: After) -> int | None:
    """What something is called: the complement, the last of several, or what stands behind "as"."""
    found: int | None = None
    for kid in graph.kids[i]:
        if kid <= i:
            continue
        case = graph.case(kid) or next(
            (graph.lemma[k] for k in graph.kids[kid] if graph.rel[k] == "mark" and k < kid), ""
        )
        if after and case == "as" and graph.rel[kid] in ("obl", "xcomp", "advcl", "nmod", "ccomp"):
            return kid
        if (
            not after
            and graph.rel[kid] in ("xcomp", "ccomp")
            and graph.pos[kid] in ("ADJ", "NOUN", "NUM")
            and (not case or (case == "to" and any(graph.rel[k] == "cop" for k in graph.kids[kid])))
        ):
            found = kid
    if found is not None:
        return found
    objects = graph.children(i, "obj", "iobj")
    for thing in objects if not after else ():
        # "called the raids "shameful"", "considers it to be a crime", wherever a parser hangs the judgement
        for more in graph.kids[thing]:
            if more > thing and graph.rel[more] in ("appos", "amod") and graph.pos[more] == "ADJ":
                return more
    if not after and len(objects) > 1 and graph.pos[objects[-1]] in ("NOUN", "ADJ"):
        return objects[-1]
    if not after and len(objects) == 1 and graph.arguments(i).passive and objects[0] > i:
        return objects[0]
    if after:
        for kid in graph.kids[i]:
            for more in graph.kids[kid]:
                if more > kid > i and graph.case(more) == "as":
                    return more
    return None


def duties(scope: Scope, i: int) -> Iterator[tuple[Taken, int]]:
    """What must be, as somebody says: "Chile must sign", "the ban should be lifted", "there must be justice"."""
    graph = scope.graph
    top = _bound(scope, i)
    if top is None:
        return
    rule = scope.lexis.rule("duty")
    if any(graph.rel[k] == "expl" for k in graph.kids[top]):
        yield from _existing(scope, top, rule)
        return
    copula = [k for k in graph.kids[i] if graph.rel[k] == "cop"]
    if copula and graph.doc[i].text.lower() not in scope.lexis.onward:
        return
    subject = graph.arguments(top).surface or graph.arguments(i).surface
    if not subject or any(graph.lemma[k] in GENERIC for k in subject):
        return
    stance: Stance = rule.stance
    if top != i and denied(graph, top):
        return
    if _predicted(scope, i, subject):
        return
    near = [k for s in subject for k in graph.kids[s]]
    near += [m for k in near if graph.dep[k] == "nmod:poss" for m in graph.kids[k]]
    if any(graph.lemma[k] in ("no", "neither", "none") for k in near):
        stance = OPPOSITE[stance]
    wanted = aim(scope, i, stance)
    yield Taken(rule, wanted.stance, i, (), wanted.targets, clause=wanted.clause, spoken=True), top


def _bound(scope: Scope, i: int) -> int | None:
    """The word that says that i must be done, itself where a modal does; None where none does, or i is idle."""
    graph, duty = scope.graph, scope.lexis.duty
    top = i
    if "can" in modals(graph, i) and _ruled_out(graph, i):
        return i
    if not modals(graph, i) & duty["modals"]:
        top = graph.head[i]
        obliged = graph.rel[i] == "xcomp" and graph.lemma[top] in duty["verbs"]
        if not obliged or not any(graph.lemma[k] == "to" and graph.rel[k] == "mark" for k in graph.kids[i]):
            return None
        past = graph.tag[top] in ("VBD", "VBN", "VBG") and graph.rel[top] != "ccomp"
        if past or graph.children(top, "obj"):
            # "had to leave"; "has nothing to fear"
            return None
    if graph.lemma[i] in duty["idle"] or "have" in graph.auxiliaries(i) or graph.dep[top] in _SUBORDINATE:
        return None
    marks = {graph.lemma[k] for k in graph.kids[top] if graph.rel[k] == "mark"}
    return None if marks & {"if", "as", "when", "while"} else top


def _ruled_out(graph: Graph, i: int) -> bool:
    """ "There can be no impunity": as good as "there must be none"."""
    if not any(graph.rel[k] == "expl" and graph.lemma[k] == "there" for k in graph.kids[i]):
        return False
    return any(graph.lemma[k] == "no" for s in graph.children(i, "nsubj") for k in graph.kids[s])


def _predicted(scope: Scope, i: int, subject: tuple[int, ...]) -> bool:
    """Whether "should" rather says what will be: of a thing that does something ("the win should help him")."""
    graph = scope.graph
    things = all(graph.pos[k] == "NOUN" and k not in scope.actors for k in subject)
    return things and "should" in modals(graph, i) and not graph.arguments(i).passive


_SUBORDINATE = frozenset({"acl:relcl", "acl", "advcl", "csubj"})


def _existing(scope: Scope, i: int, rule: StanceRule) -> Iterator[tuple[Taken, int]]:
    """ "There must be no impunity": the impunity is opposed."""
    graph = scope.graph
    subjects = graph.children(i, "nsubj")
    if subjects:
        none = any(graph.lemma[k] == "no" for k in graph.kids[subjects[0]]) or denied(graph, i)
        wanting = [k for n in (i, subjects[0]) for k in graph.kids[n] if graph.case(k) == "without"]
        if none and wanting:
            # "There can be no peace without justice": justice is wanted
            yield Taken(rule, rule.stance, i, (), graph.conjoined(wanting[0]), spoken=True), i
            return
        found = of_nouns(scope, graph.conjoined(subjects[0]), OPPOSITE[rule.stance] if none else rule.stance)
        yield Taken(rule, found.stance, i, (), found.targets, spoken=True), i
