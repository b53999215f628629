"""Who holds which office, as the text gives it: titles before names, appositions, copulas, appointments.

"Japan's Prime Minister, Fumio Kishida", "Chief Cabinet Secretary Hirokazu Matsuno", "He is the coordinator
for the Indo-Pacific of the government of the United States". The title is the words of the text, without
article and without the body that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chancery.actors.lexicon import TITLE_MODIFIERS
from chancery.coding.graph import Graph
from chancery.coding.links import asserted
from chancery.coding.phrases import Range
from chancery.coding.relation_rules import FILE, RelationLexicon
from chancery.coding.trace import Trace
from chancery.records import Actor

BODY_CASES = frozenset({"of", "for", "at", "in", "to", "with"})
BODY_KINDS = frozenset({"state", "organization", "armed_group", "media"})
ENTRY = f"{FILE}#offices"
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
    graph: Graph,
    heads: Heads,
    actors: Mapping[str, Actor],
    lexis: RelationLexicon,
    trace: Trace | None = None,
) -> Iterator[Held]:
    """The offices that a text says or presupposes someone to hold."""
    for i, lemma in enumerate(graph.lemma):
        if lemma in lexis.offices and graph.pos[i] in ("NOUN", "PROPN"):
            found = _office(graph, i, heads, actors, lexis)
            if isinstance(found, Held):
                yield found
            elif trace is not None and found:
                trace.miss("relation", ENTRY, i, found)


def _kind(heads: Heads, actors: Mapping[str, Actor], i: int) -> str | None:
    ids = heads.get(i, ())
    actor = actors.get(ids[0]) if len(ids) == 1 else None
    return actor.kind if actor else None


def _office(
    graph: Graph, i: int, heads: Heads, actors: Mapping[str, Actor], lexis: RelationLexicon
) -> Held | str:
    """The office that the noun i names with its holder, or why it names none; "" for a part of a longer title."""
    if _part_of_name(graph, i, lexis):
        return ""
    bearer = _bearer(graph, i, heads, actors, lexis)
    if bearer is None:
        return "nobody is said to hold it"
    person, verb, polarity, title_before = bearer
    if _kind(heads, actors, person) != "person":
        return "who holds it is no resolved person"
    title, body, former = _title(graph, i, person, heads, actors, lexis)
    words = {graph.lemma[k] for k in title}
    if (
        not title
        or words & lexis.never
        or (len(title) == 1 and body is None and graph.lemma[i] in lexis.ranks)
    ):
        return "a rank, or what is no office"
    if body is None and len(title) == 1 and graph.lemma[i] in lexis.persons_only:
        return "no body that it belongs to is named"
    if not title_before and body is None and not _definite(graph, i):
        # "he is a lawmaker" names no office that one could look up
        return "one of many, of no body in particular"
    cited = [*_name(graph, person), *_name(graph, i), *title, *((body,) if body is not None else ())]
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
        graph.lemma[i] == "general"
        and i
        and (graph.lemma[i - 1] in lexis.offices or graph.doc[i - 1].text == "-")
    ):
        return True
    if graph.rel[i] not in BEFORE or governor < i or graph.pos[governor] not in ("NOUN", "PROPN"):
        return False
    if governor == i + 1 and graph.lemma[governor] == "general":
        # A parser may make the General of "Secretary General" its head: the office is read from its first word.
        return False
    return graph.lemma[governor] in lexis.offices


def _definite(graph: Graph, i: int) -> bool:
    return any(graph.lemma[kid] == "the" or graph.dep[kid] == "nmod:poss" for kid in graph.kids[i])


def _bearer(
    graph: Graph, i: int, heads: Heads, actors: Mapping[str, Actor], lexis: RelationLexicon
) -> tuple[int, int, bool, bool] | None:
    """Who the office noun i is said of: (token, the clause's head, affirmed, title before a name)."""
    governor, dep, relation = graph.head[i], graph.dep[i], graph.rel[i]
    named = _name_after(graph, i, heads, actors, lexis)
    if named is not None:
        return named, i, True, True
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
    return None


def _name_after(
    graph: Graph, i: int, heads: Heads, actors: Mapping[str, Actor], lexis: RelationLexicon
) -> int | None:
    """The person whose name stands right after a title, whatever the tree says of the two."""
    last = max([i, *_right(graph, i, -1, {}, lexis)])
    ids = heads.get(i)
    for k in range(last + 1, min(last + 5, len(graph.lemma))):
        if graph.pos[k] != "PROPN":
            break
        if heads.get(k) and _person(heads[k], actors):
            return k
    names = last + 1 < len(graph.pos) and graph.pos[last + 1] == "PROPN"
    return i if names and ids and _person(ids, actors) else None


def _person(ids: tuple[str, ...], actors: Mapping[str, Actor]) -> bool:
    actor = actors.get(ids[0]) if len(ids) == 1 else None
    return actor is not None and actor.kind == "person"


def _title(
    graph: Graph, i: int, person: int, heads: Heads, actors: Mapping[str, Actor], lexis: RelationLexicon
) -> tuple[tuple[int, ...], int | None, bool]:
    """The words of the title around its noun, the head of the body that it names, and whether it is past.

    Words beside the noun are read in line, since parsers disagree on how titles hang together.
    """
    title, body, former = [i], None, False
    doc = graph.doc
    for k in range(i - 1, max(i - 8, -1), -1):
        joined = doc[k].text in ("-", "–") and not doc[k].whitespace_
        if (graph.dep[k] == "case" and graph.tag[k] == "POS") or graph.lemma[k] in ("'s", "’s"):
            body = graph.head[k]
            break
        if not joined and graph.pos[k] not in ("NOUN", "PROPN", "ADJ", "VERB"):
            break
        if graph.pos[k] == "VERB" and not doc[k].text[:1].isupper():
            break
        if graph.lemma[k] in lexis.former:
            former = True
        elif graph.lemma[k] in TITLE_MODIFIERS:
            title.append(k)
        elif _kind(heads, actors, k) in BODY_KINDS:
            body = k
            break
        elif graph.lemma[k] in lexis.ignored or "Ord" in doc[k].morph.get("NumType", []):
            continue
        elif k == person:
            break
        else:
            title.append(k)
    if joined_right := _right(graph, i, person, heads, lexis):
        title.extend(joined_right)
    for kid in graph.kids[i]:
        if graph.dep[kid] == "nmod:poss" and body is None:
            body = kid
    more, inner = _after(graph, i, person, max(title), heads, actors)
    title.extend(more)
    return tuple(sorted(set(title))), inner if inner is not None else body, former


def _right(graph: Graph, i: int, person: int, heads: Heads, lexis: RelationLexicon) -> list[int]:
    """What of a title stands right after its noun: the General of "Secretary General", "-General"."""
    found: list[int] = []
    for k in range(i + 1, min(i + 3, len(graph.lemma))):
        if graph.lemma[k] == "general" and k == i + 1:
            return [k]
        if graph.doc[k].text in ("-", "–") and not graph.doc[k].whitespace_:
            found.append(k)
        elif (
            graph.lemma[k] in lexis.offices
            and k != person
            and k not in heads
            and graph.doc[k - 1].i in (i, i + 1)
        ):
            return [*found, k]
        else:
            break
    return []


def _after(
    graph: Graph, i: int, person: int, last: int, heads: Heads, actors: Mapping[str, Actor]
) -> tuple[list[int], int | None]:
    """The phrases after a title that belong to it ("for fishing"), and the body that one of them names."""
    title: list[int] = []
    body: int | None = None
    holders = [i] if graph.head[i] != person or graph.rel[i] == "appos" else [i, person]
    holders += [person] if person > i and person not in holders else []
    for kid in sorted({kid for k in holders for kid in graph.kids[k]}):
        if kid <= last or graph.rel[kid] != "nmod" or graph.case(kid) not in BODY_CASES:
            continue
        inner, chain = _body_below(graph, kid, heads, actors)
        if inner is not None:
            body = inner if body is None or graph.case(kid) == "of" else body
            title.extend(chain)
        elif kid < person or person < i or (graph.pos[kid] == "PROPN" and graph.case(kid) == "of"):
            title.extend(_phrase(graph, kid))
    return title, body


def _body_below(
    graph: Graph, i: int, heads: Heads, actors: Mapping[str, Actor]
) -> tuple[int | None, tuple[int, ...]]:
    """The body that a phrase after a title names, and the title's words on the way to it.

    "of Norway" is a body at once; in "of foreign affairs of Norway" the words before it belong to the title.
    """
    if _kind(heads, actors, i) in BODY_KINDS and (graph.case(i) == "of" or actors[heads[i][0]].known):
        return i, ()
    for kid in graph.kids[i]:
        if graph.dep[kid] == "nmod:poss" and _kind(heads, actors, kid) in BODY_KINDS:
            return kid, tuple(k for k in _phrase(graph, i) if k not in _phrase(graph, kid))
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
