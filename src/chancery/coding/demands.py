"""What somebody is asked to do, and what somebody says is to be: the clauses of demands, whoever makes them."""

from __future__ import annotations

from chancery.coding.graph import Graph


def asked(graph: Graph, verb: int, addressees: tuple[int, ...]) -> int | None:
    """The infinitive that says what somebody is asked to do, behind the one who is asked."""
    for kid in graph.kids[verb]:
        if kid < verb or graph.rel[kid] not in ("xcomp", "advcl", "ccomp"):
            continue
        if _infinitive(graph, kid) and (addressees or graph.rel[kid] == "xcomp"):
            return kid
    for token in addressees:
        # "called for Chile to sign": a parser may hang the infinitive on whoever is asked.
        for kid in graph.kids[token]:
            if kid > token and graph.rel[kid] in ("acl", "advcl", "xcomp") and _infinitive(graph, kid):
                return kid
    return None


def _infinitive(graph: Graph, token: int) -> bool:
    return any(
        graph.lemma[kid] == "to" and graph.rel[kid] == "mark" and kid < token for kid in graph.kids[token]
    )


def demanded(graph: Graph, verb: int) -> int | None:
    """The that-clause in which a verb says what is to be: in the subjunctive, or with "should" and "must"."""
    for kid in graph.kids[verb]:
        if kid < verb or graph.rel[kid] != "ccomp" or not graph.children(kid, "nsubj", "csubj"):
            continue
        helpers = graph.auxiliaries(kid)
        if set(helpers) & {"should", "must", "shall"}:
            return kid
        bare = [k for k in graph.kids[kid] if graph.rel[k] in ("aux", "cop") and graph.doc[k].text == "be"]
        if bare and len(helpers) == 1:
            return kid
        if not helpers and graph.tag[kid] in ("VB", "VBP") and _singular(graph, kid):
            return kid
    return None


def _singular(graph: Graph, verb: int) -> bool:
    """Whether a bare verb form has a subject that would ask for -s, and so is in the subjunctive."""
    subject = graph.children(verb, "nsubj")[:1]
    if not subject:
        return False
    if any(graph.rel[kid] == "conj" for kid in graph.kids[subject[0]]):
        return False
    return graph.tag[subject[0]] in ("NN", "NNP") or graph.lemma[subject[0]] in ("he", "she", "it")
