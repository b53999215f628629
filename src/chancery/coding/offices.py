"""Who holds which office, as the text gives it: titles before names, appositions, copulas, appointments.

"Japan's Prime Minister, Fumio Kishida", "Chief Cabinet Secretary Hirokazu Matsuno", "He is the coordinator
for the Indo-Pacific of the government of the United States". The title is the words of the text, without
article and without the body that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chancery.coding.graph import Graph
from chancery.coding.links import asserted
from chancery.coding.relation_rules import RelationLexicon
from chancery.coding.stances import Range
from chancery.records import Actor

BODY_CASES = frozenset({"of", "for", "at", "in", "to", "with"})
BODY_KINDS = frozenset({"state", "organization", "armed_group", "media"})
BEFORE = frozenset({"compound", "amod", "nmod", "flat"})
Heads = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Held:
    """An office as the text gives it: who (token of the person), the tokens of title and body, the words."""

    person: int
    noun: int
    title: tuple[int, ...]
    body: int | None
    verb: int
    words: Range
    former: bool = False
    polarity: bool = True


def offices(
    graph: Graph, heads: Heads, actors: Mapping[str, Actor], lexis: RelationLexicon
) -> Iterator[Held]:
    """The offices that a text says or presupposes someone to hold."""
    for i, lemma in enumerate(graph.lemma):
        if lemma in lexis.offices and graph.pos[i] in ("NOUN", "PROPN"):
            found = _office(graph, i, heads, actors, lexis)
            if found is not None:
                yield found


def _kind(heads: Heads, actors: Mapping[str, Actor], i: int) -> str | None:
    ids = heads.get(i, ())
    actor = actors.get(ids[0]) if len(ids) == 1 else None
    return actor.kind if actor else None


def _office(
    graph: Graph, i: int, heads: Heads, actors: Mapping[str, Actor], lexis: RelationLexicon
) -> Held | None:
    if _part_of_name(graph, i, lexis):
        return None
    bearer = _bearer(graph, i, heads, actors, lexis)
    if bearer is None:
        return None
    person, verb, polarity, title_before = bearer
    if _kind(heads, actors, person) != "person":
        return None
    title, body, former = _title(graph, i, person, heads, actors, lexis)
    words = {graph.lemma[k] for k in title}
    if (
        not title
        or words & lexis.never
        or (len(title) == 1 and body is None and graph.lemma[i] in lexis.ranks)
    ):
        return None
    if body is None and len(title) == 1 and graph.lemma[i] in lexis.persons_only:
        return None
    if not title_before and body is None and not _definite(graph, i):
        # "he is a lawmaker" names no office that one could look up
        return None
    cited = [*_name(graph, person), *title, *((body,) if body is not None else ())]
    return Held(person, i, title, body, verb, (min(cited), max(cited) + 1), former, polarity)


def _name(graph: Graph, person: int) -> list[int]:
    return [
        person,
        *(kid for kid in graph.kids[person] if graph.dep[kid] == "flat" or graph.rel[kid] == "compound"),
    ]


def _part_of_name(graph: Graph, i: int, lexis: RelationLexicon) -> bool:
    """Whether i only qualifies another office noun ("Secretary" in "Secretary General")."""
    governor = graph.head[i]
    if (
        graph.rel[i] in BEFORE
        and graph.lemma[governor] in lexis.offices
        and graph.pos[governor] in ("NOUN", "PROPN")
    ):
        return governor > i
    return False


def _definite(graph: Graph, i: int) -> bool:
    return any(graph.lemma[kid] == "the" or graph.dep[kid] == "nmod:poss" for kid in graph.kids[i])


def _bearer(
    graph: Graph, i: int, heads: Heads, actors: Mapping[str, Actor], lexis: RelationLexicon
) -> tuple[int, int, bool, bool] | None:
    """Who the office noun i is said of: (token, the clause's head, affirmed, title before a name)."""
    governor, dep, relation = graph.head[i], graph.dep[i], graph.rel[i]
    if any(graph.rel[kid] == "cop" for kid in graph.kids[i]):
        subject = graph.arguments(i).surface
        polarity = asserted(graph, i)
        return (subject[0], i, polarity, False) if len(subject) == 1 and polarity is not None else None
    for kid in graph.kids[i]:
        # "the president, Ann Smith", "President Ann Smith" with the title as head
        if kid > i and (graph.rel[kid] == "appos" or graph.dep[kid] == "flat") and graph.pos[kid] == "PROPN":
            own = heads.get(kid) or heads.get(i)
            if own and _person(own, actors):
                return (kid if heads.get(kid) else i), i, True, True
    if governor != i and relation in ("appos", *BEFORE) and dep != "nmod:poss" and not graph.case(i):
        if relation == "appos" or governor > i:
            return governor, i, True, relation != "appos"
        if dep == "flat" and heads.get(governor):
            return governor, i, True, True
    if governor != i and graph.pos[governor] == "VERB" and graph.lemma[governor] in lexis.becoming:
        case = graph.case(i)
        if relation == "xcomp" or (relation in ("obl", "obj") and case in ("as", "")) or dep == "nmod:desc":
            arguments = graph.arguments(governor)
            passive = arguments.passive or relation == "xcomp" or case == "as"
            patient = tuple(k for k in (arguments.object or arguments.surface) if k != i)
            polarity = asserted(graph, governor)
            if passive and len(patient) == 1 and polarity is not None:
                return patient[0], governor, polarity, False
    ids = heads.get(i)
    if ids and _person(ids, actors) and any(graph.dep[k] == "flat" for k in graph.kids[i]):
        return i, i, True, True
    return None


def _person(ids: tuple[str, ...], actors: Mapping[str, Actor]) -> bool:
    actor = actors.get(ids[0]) if len(ids) == 1 else None
    return actor is not None and actor.kind == "person"


def _title(
    graph: Graph, i: int, person: int, heads: Heads, actors: Mapping[str, Actor], lexis: RelationLexicon
) -> tuple[tuple[int, ...], int | None, bool]:
    """The words of the title around its noun, the head of the body that it names, and whether it is past."""
    title, body, former = [i], None, False
    governor = graph.head[i]
    before = [kid for kid in graph.kids[i] if kid < i and graph.rel[kid] in (*BEFORE, "punct")]
    if graph.rel[i] in BEFORE and governor > i:
        # "Chief Cabinet Secretary Ann Smith": the other words of the title may hang on the name as well
        before += [
            k
            for k in graph.kids[governor]
            if k < i and (graph.rel[k] in BEFORE or graph.dep[k] == "nmod:poss")
        ]
    for kid in sorted(set(before), reverse=True):
        if graph.rel[kid] == "punct":
            continue
        if graph.lemma[kid] in lexis.former:
            former = True
        elif graph.lemma[kid] in lexis.ignored or "Ord" in graph.doc[kid].morph.get("NumType", []):
            continue
        elif _kind(heads, actors, kid) in BODY_KINDS:
            body = kid
        elif graph.dep[kid] == "nmod:poss":
            body = body if body is not None else kid
        elif kid != person:
            title.append(kid)
            title.extend(k for k in graph.kids[kid] if graph.rel[k] in BEFORE and k not in heads)
            named = [k for k in graph.kids[kid] if _kind(heads, actors, k) in BODY_KINDS and k < kid]
            body = named[0] if named and body is None else body
    for kid in graph.kids[i]:
        if graph.dep[kid] == "nmod:poss" and body is None:
            body = kid
        if graph.dep[kid] == "flat" and kid == i + 1 and kid != person and graph.lemma[kid] in lexis.offices:
            title.append(kid)
    after = sorted(
        k for k in graph.kids[i] if k > i and graph.rel[k] == "nmod" and graph.case(k) in BODY_CASES
    )
    if not after and graph.head[i] == person and graph.rel[i] in BEFORE:
        # "President Ann Smith of Norway"
        after = [
            k for k in graph.kids[person] if k > person and graph.rel[k] == "nmod" and graph.case(k) == "of"
        ]
    if not after and person > i:
        after = [
            k for k in graph.kids[person] if k > person and graph.rel[k] == "nmod" and graph.case(k) == "of"
        ]
    for kid in after:
        inner, chain = _body_below(graph, kid, heads, actors)
        if inner is not None and (body is None or graph.case(kid) == "of"):
            body = inner
            title.extend(chain)
        elif (inner is None and kid < person) or (inner is None and person < i):
            title.extend(_phrase(graph, kid))
    return tuple(sorted(set(title))), body, former


def _body_below(
    graph: Graph, i: int, heads: Heads, actors: Mapping[str, Actor]
) -> tuple[int | None, tuple[int, ...]]:
    """The body that a phrase after a title names, and the title's words on the way to it.

    "of Norway" is a body at once; in "of foreign affairs of Norway" the words before it belong to the title.
    """
    if _kind(heads, actors, i) in BODY_KINDS:
        return i, ()
    for kid in graph.kids[i]:
        if kid > i and graph.rel[kid] == "nmod" and graph.case(kid) in BODY_CASES:
            inner, chain = _body_below(graph, kid, heads, actors)
            if inner is not None:
                own = tuple(k for k in _phrase(graph, i) if k < min(_phrase(graph, kid)))
                return inner, (*own, *chain)
    return None, ()


def _phrase(graph: Graph, i: int) -> list[int]:
    found = [i]
    for kid in graph.kids[i]:
        if graph.rel[kid] in (
            "case",
            "det",
            "amod",
            "compound",
            "nmod",
            "flat",
            "nummod",
            "punct",
            "conj",
            "cc",
        ):
            if graph.rel[kid] == "punct" and kid > i:
                continue
            found.extend(_phrase(graph, kid))
    return sorted(found)
