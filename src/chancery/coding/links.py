"""How a parse relates two phrases: members, allies, rivals, bonds that improve, who fights whom. Tokens only.

Pure syntax over a Graph, with the words of data/relations.toml; which actors the phrases denote is decided by
the caller. Only what is asserted counts: not what is wished, planned, possible or a condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chancery.coding.graph import NOMINAL, PARTICLES, Graph
from chancery.coding.relation_rules import FILE, RelationLexicon, RelationRule, relation_lexicon
from chancery.coding.trace import Trace

MODALS = frozenset(
    {"will", "would", "may", "might", "could", "should", "must", "can", "shall", "ought", "need"}
)
CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
IMPLIED = frozenset(
    {"continue", "begin", "start", "manage", "remain", "help", "come", "proceed", "agree", "vote"}
)
"""Verbs whose infinitive took or takes place."""
_PARTS = {
    "verb": frozenset({"VERB"}),
    "adjective": frozenset({"VERB", "ADJ"}),
    "role": frozenset({"NOUN", "PROPN"}),
    "bond": frozenset({"NOUN", "PROPN"}),
}
"""The parts of speech of the words of each form of rule."""
UNFOLLOWED = "the words that must follow it do not"
UNSAID = {
    "verb": "one of the two sides is missing, or it is not asserted (planned, possible, a condition)",
    "adjective": "one of the two sides is missing, or it is not asserted (planned, possible, a condition)",
    "role": "it is said of nobody, or not asserted (planned, possible, a condition)",
    "bond": "not between two sides, without the quality or change that it needs, or not asserted",
}
"""Why words of each form of rule give no relation."""
EXAMPLES = frozenset({"such as", "including", "like", "such", "include"})
BEARER_CASES = frozenset({"as"})
MOVEMENT = frozenset({"improve", "warm", "thaw", "deepen", "strengthen"})


@dataclass(frozen=True, slots=True)
class Link:
    """One relation as the text has it: the heads of both sides, the word that says it, the clause's verb.

    No object means that the text leaves it open ("observer countries such as Japan").
    """

    rule: RelationRule
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    cue: int
    verb: int
    polarity: bool = True


def links(graph: Graph, trace: Trace | None = None) -> Iterator[Link]:
    """The relations of a text, in its order; words of the rules that give none are noted in the trace."""
    found = _read(graph)
    if trace is None:
        yield from found
        return
    cues = set()
    for link in found:
        cues.add((link.cue, link.rule.form))
        yield link
    for form, field in (
        ("verb", graph.lemma),
        ("adjective", graph.form),
        ("role", graph.lemma),
        ("bond", graph.lemma),
    ):
        for i, pos in enumerate(graph.pos):
            if pos in _PARTS[form] and (i, form) not in cues:
                for rule, after in relation_lexicon().forms[form].get(field[i], ()):
                    missing = form in ("verb", "adjective") and _following(graph, i, after) is None
                    wants = " ".join("/".join(words) for words in after) if missing else ""
                    why = UNFOLLOWED if missing else UNSAID[form]
                    trace.miss("relation", f"{FILE}#{rule.id}", i, why, wants=wants)


def _read(graph: Graph) -> Iterator[Link]:
    lexis = relation_lexicon()
    verbs, roles, bonds = lexis.forms["verb"], lexis.forms["role"], lexis.forms["bond"]
    adjectives = lexis.forms["adjective"]
    for i, pos in enumerate(graph.pos):
        lemma = graph.lemma[i]
        if pos == "VERB":
            if lemma in verbs:
                yield from _verbs(graph, i, lexis)
            form = graph.form[i]
            if form in adjectives:
                yield from _adjectives(graph, i, form, lexis)
        elif pos in ("NOUN", "PROPN"):
            if lemma in roles:
                yield from _roles(graph, i, lexis)
            if lemma in bonds:
                yield from _bonds(graph, i, lexis)
        elif pos == "ADJ":
            form = graph.form[i]
            if form in adjectives:
                yield from _adjectives(graph, i, form, lexis)


def asserted(graph: Graph, i: int) -> bool | None:
    """Whether the clause headed by i is asserted: True; False where negated; else None."""
    polarity = True
    for _ in range(10):
        if any(word in MODALS for word in graph.auxiliaries(i)):
            return None
        marks = {graph.lemma[kid] for kid in graph.kids[i] if graph.rel[kid] == "mark"}
        if marks & CONDITIONS:
            return None
        if graph.negated(i):
            polarity = not polarity
        governor, relation = graph.head[i], graph.rel[i]
        if governor == i:
            break
        if "to" in marks and graph.tag[i] == "VB":
            if relation not in ("xcomp", "advcl") or graph.lemma[governor] not in IMPLIED:
                return None
            i = governor
        elif (
            relation == "xcomp"
            and graph.pos[governor] in ("VERB", "ADJ")
            and graph.lemma[i] not in ("observer",)
        ):
            if graph.pos[i] == "VERB" and graph.lemma[governor] not in IMPLIED:
                return None
            i = governor
        elif relation == "conj" and graph.tag[i] in ("VB", "VBN", "VBG") and not _own_subject(graph, i):
            if graph.pos[governor] not in ("VERB", "AUX"):
                break
            i = governor
        else:
            break
    return polarity


def _own_subject(graph: Graph, i: int) -> bool:
    return any(graph.rel[kid] == "nsubj" for kid in graph.kids[i])


def _following(graph: Graph, i: int, after: tuple[tuple[str, ...], ...]) -> str | None:
    """The last preposition of an entry where all of its words follow i closely; "" where it has none."""
    at, last = i, ""
    for alternatives in after:
        at = next(
            (k for k in range(at + 1, min(at + 5, len(graph.lemma))) if graph.lemma[k] in alternatives), -1
        )
        if at < 0:
            return None
        last = graph.lemma[at]
    return last


def under(graph: Graph, i: int, prepositions: Iterable[str]) -> tuple[int, ...]:
    """What hangs on one of the prepositions under i, conjuncts included."""
    wanted = frozenset(prepositions)
    found: list[int] = []
    for kid in graph.kids[i]:
        if graph.rel[kid] in ("nmod", "obl") and graph.case(kid) in wanted and graph.dep[kid] != "nmod:poss":
            found.extend(graph.conjoined(graph.antecedent(kid)))
    return tuple(found)


def _verbs(graph: Graph, i: int, lexis: RelationLexicon) -> Iterator[Link]:
    for rule, after in lexis.forms["verb"][graph.lemma[i]]:
        preposition = _following(graph, i, after)
        if preposition is None:
            continue
        arguments = graph.arguments(i)
        if preposition:
            objects = under(graph, i, (preposition,))
            if not objects and preposition in PARTICLES:
                continue
        else:
            objects = arguments.object
            if graph.particle(i):
                continue
        subjects = _of_which(graph, i, arguments.subject)
        if not objects or not subjects:
            continue
        polarity = asserted(graph, i)
        if polarity is not None:
            yield Link(rule, subjects, objects, i, i, polarity == rule.polarity)
            return


def _of_which(graph: Graph, verb: int, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """The subjects of a verb; where "which" is made to stand for a person, the nearest thing before it instead."""
    which = next((k for k in graph.children(verb, "nsubj") if graph.lemma[k] == "which"), None)
    if which is None or not subjects or any(graph.ent[k] != "Person" for k in subjects):
        return subjects
    for k in range(which - 1, max(which - 4, -1), -1):
        if graph.pos[k] in ("NOUN", "PROPN") and graph.ent[k] != "Person":
            return (k,)
    return ()


def _adjectives(graph: Graph, i: int, form: str, lexis: RelationLexicon) -> Iterator[Link]:
    for rule, after in lexis.forms["adjective"][form]:
        objects = under(graph, i, after[0] if after else ())
        subjects = graph.arguments(i).surface
        if not subjects and graph.rel[i] in ("amod", "acl"):
            subjects = (graph.head[i],)
        if not subjects and graph.rel[i] == "advcl":
            subjects = graph.arguments(graph.head[i]).surface
        polarity = asserted(graph, i) if subjects and objects else None
        if polarity is not None:
            yield Link(rule, subjects, objects, i, i, polarity == rule.polarity)
            return


def owners(graph: Graph, i: int) -> tuple[int, ...]:
    """Whose a noun is, by possessive or by a name before it ("Norway's ally", "NATO members")."""
    found: list[int] = []
    for kid in graph.kids[i]:
        if kid < i and (graph.dep[kid] == "nmod:poss" or graph.rel[kid] in ("compound", "amod", "nmod")):
            if graph.dep[kid] != "nmod:poss" and (graph.case(kid) or not graph.doc[kid].text[:1].isupper()):
                continue
            found.extend(graph.conjoined(kid))
    return tuple(found)


def bearers(graph: Graph, i: int, lexis: RelationLexicon) -> Iterator[tuple[tuple[int, ...], int, bool]]:
    """Who a noun is said of, each with the clause that says it and whether that clause affirms it.

    By copula ("is an ally"), apposition, examples ("members such as"), name after it ("ally Chile"), and
    verbs of becoming ("was admitted as a member", "were granted observer status").
    """
    if any(graph.rel[kid] == "cop" for kid in graph.kids[i]):
        polarity = asserted(graph, i)
        if polarity is not None:
            yield graph.arguments(i).surface, i, polarity
        return
    governor, relation = graph.head[i], graph.rel[i]
    if (
        governor != i
        and relation in ("appos", "compound", "nmod")
        and graph.pos[governor] in ("PROPN", "NOUN")
    ):
        bare = not graph.case(i) and graph.dep[i] != "nmod:poss"
        if relation == "appos" or (bare and governor > i and graph.pos[governor] == "PROPN"):
            yield (governor,), i, True
    elif governor != i and graph.pos[governor] == "VERB" and graph.lemma[governor] in lexis.becoming:
        case = graph.case(i)
        if relation in ("xcomp", "obj", "nsubj") or (relation in ("obl", "advcl") and case == "as"):
            polarity = asserted(graph, governor)
            arguments = graph.arguments(governor)
            patient = arguments.object if arguments.object and case == "as" else ()
            patient = patient or arguments.second or tuple(k for k in arguments.surface if k != i)
            if polarity is not None and patient:
                yield patient, governor, polarity
    names: list[int] = []
    for kid in graph.kids[i]:
        if kid < i:
            continue
        case = graph.case(kid)
        beside = graph.rel[kid] == "appos" or graph.dep[kid] == "flat"
        beside = beside or (graph.rel[kid] == "nmod" and not case and graph.pos[kid] == "PROPN")
        example = graph.rel[kid] in ("nmod", "obl", "acl", "advcl") and (
            case in EXAMPLES or _example(graph, kid)
        )
        if beside or example:
            names.extend(graph.conjoined(kid))
    if (
        not names
        and i + 1 < len(graph.pos)
        and graph.pos[i + 1] == "PROPN"
        and graph.dep[i + 1] != "compound"
    ):
        # "its ally Turkey": a name right after, wherever a parser hangs it
        names.append(i + 1)
    if names:
        yield tuple(names), i, True


def _example(graph: Graph, i: int) -> bool:
    return any(
        graph.lemma[kid] in EXAMPLES and graph.rel[kid] in ("case", "mark", "fixed") for kid in graph.kids[i]
    )


def _roles(graph: Graph, i: int, lexis: RelationLexicon) -> Iterator[Link]:
    rules = lexis.forms["role"][graph.lemma[i]]
    noun, cue = i, i
    outer = graph.head[i]
    if graph.rel[i] in ("compound", "amod", "nmod:desc") and outer > i and graph.pos[outer] == "NOUN":
        # "observer countries", "NATO member states", "granted observer status"
        noun = outer
    for rule, _ in rules:
        objects = under(graph, noun, rule.after) or under(graph, i, rule.after)
        named = [
            k for k in (*owners(graph, noun), *(owners(graph, i) if noun != i else ())) if k not in (i, cue)
        ]
        for subjects, verb, polarity in bearers(graph, noun, lexis):
            others = objects or tuple(k for k in named if k not in subjects)
            subjects = tuple(k for k in subjects if k not in others)
            if subjects:
                yield Link(rule, subjects, others, cue, verb, polarity == rule.polarity)


def _bonds(graph: Graph, i: int, lexis: RelationLexicon) -> Iterator[Link]:
    for rule, _ in lexis.forms["bond"][graph.lemma[i]]:
        if rule.near and not any(graph.lemma[kid] in rule.near for kid in _qualities(graph, i)):
            continue
        sides = _sides(graph, i, rule, lexis)
        if sides is None:
            continue
        subjects, objects = sides
        verb = i
        if rule.change:
            changed = _changed(graph, i, rule)
            if changed is None:
                continue
            verb = changed
        polarity = asserted(graph, verb)
        governor = graph.head[i]
        if not rule.change and graph.pos[governor] == "VERB" and graph.rel[i] in ("obj", "obl", "nsubj"):
            if graph.rel[i] == "obj" and graph.lemma[governor] not in lexis.held:
                continue
            polarity = asserted(graph, governor)
            if graph.negated(i) and polarity is not None:
                polarity = False
        if polarity is None or (rule.change and not polarity) or (not rule.change and polarity is False):
            continue
        yield Link(rule, subjects, objects, i, verb, rule.polarity)
        return


def _qualities(graph: Graph, i: int) -> list[int]:
    found = [kid for kid in graph.kids[i] if graph.rel[kid] in ("amod", "compound")]
    found += [more for kid in found for more in graph.kids[kid] if graph.rel[more] == "conj"]
    if graph.rel[i] == "nsubj" and graph.pos[graph.head[i]] == "ADJ":
        found.append(graph.head[i])
    return found


def _sides(
    graph: Graph, i: int, rule: RelationRule, lexis: RelationLexicon
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Between whom a bond is; the second side is empty where one phrase denotes both ("their relations")."""
    between = under(graph, i, ("between", "among"))
    if len(between) > 1:
        return between[:1], between[1:]
    own = owners(graph, i)
    others = under(graph, i, rule.after)
    if between and not others:
        return between, ()
    others = others or _right_after(graph, i, rule.after)
    if not own:
        own = under(graph, i, ("of",))
    governor = graph.head[i]
    if (
        not own
        and graph.pos[governor] == "VERB"
        and (graph.rel[i] == "obj" or (graph.rel[i] == "obl" and not rule.symmetric))
    ):
        own = graph.arguments(governor).subject
        others = others or under(graph, governor, rule.after)
    if not others and len(own) > 1:
        return own[:1], own[1:]
    if own and others:
        return own, others
    return (own, ()) if own and rule.symmetric and not others else None


def _right_after(graph: Graph, i: int, prepositions: frozenset[str]) -> tuple[int, ...]:
    """The names and nouns behind a preposition that follows i at once, wherever a parser hangs them."""
    if i + 1 >= len(graph.lemma) or graph.lemma[i + 1] not in prepositions:
        return ()
    end = i + 2
    while end < len(graph.pos) and end < i + 9 and graph.pos[end] in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
        end += 1
    return tuple(k for k in range(i + 2, end) if graph.pos[k] in ("NOUN", "PROPN"))


def _changed(graph: Graph, i: int, rule: RelationRule) -> int | None:
    """The word of improvement or worsening that a bond undergoes: the verb, a quality, or the bond itself."""
    if graph.lemma[i] in rule.change:
        return i
    governor, relation = graph.head[i], graph.rel[i]
    if governor == i:
        return None
    changing = graph.lemma[governor] in rule.change or graph.form[governor] in rule.change
    if changing and relation in ("nsubj", "obj") and graph.pos[governor] in NOMINAL | {"VERB"}:
        return governor
    if changing and relation == "nmod" and graph.case(i) in ("in", "of", "between"):
        return governor
    return None
