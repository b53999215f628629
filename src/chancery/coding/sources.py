"""Who a cue's words belong to: the noun phrase that is the source of a verb, noun or adjective."""

from __future__ import annotations

from chancery.coding.tree import Range, Tree

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OBJECT_CONTROL = frozenset(
    {
        "ask",
        "tell",
        "urge",
        "order",
        "force",
        "allow",
        "let",
        "make",
        "lead",
        "prompt",
        "cause",
        "want",
        "help",
    }
    | {
        "persuade",
        "get",
        "see",
        "hear",
        "invite",
        "encourage",
        "expect",
        "require",
        "compel",
        "enable",
        "push",
    }
)
"""Verbs whose object does what the infinitive after it says ("asked him to say")."""

_CLAUSAL = frozenset(
    {"nsubj", "csubj", "cop", "aux", "mark", "advcl", "parataxis", "expl", "cc", "obl", "conj"}
)
"""What belongs to the clause of a noun that is a predicate ("all they get is a message"), not to the noun."""

Source = tuple[int, int]
"""The head of the noun phrase that is named as source, and the word that carries the actor."""


def subject(tree: Tree, i: int) -> int | None:
    """The subject that stands with the predicate i itself, active or passive; not an expletive."""
    return next(
        (c for c in tree.children[i] if tree.dep[c] == "nsubj" and tree.label[c] != "nsubj:outer"), None
    )


def passive(tree: Tree, i: int) -> bool:
    """Whether the verb i is in the passive; a participle behind its noun is, unless it ends in -ing."""
    if any(tree.label[c] in ("aux:pass", "nsubj:pass") for c in tree.children[i]):
        return True
    behind = tree.label[i] == "acl" and not tree.form[i].endswith("ing") and "to" not in tree.marks(i)
    return behind and "Fin" not in tree.doc[i].morph.get("VerbForm", []) and subject(tree, i) is None


def asked(tree: Tree, i: int) -> int | None:
    """Who is asked or told, of a participle for what is done to them: "Asked about it, | he said …"; or None."""
    own = any(tree.dep[c] in ("nsubj", "aux", "cop") for c in tree.children[i])
    if own or tree.marks(i) or tree.doc[i].tag_ not in ("VBN", "VBD"):
        return None
    if tree.label[i] == "advcl":
        return subject(tree, tree.head[i])
    before = tree.label[i] == "acl" and tree.head[i] > i
    return tree.head[i] if before else None


def antecedent(tree: Tree, i: int) -> Range | None:
    """The phrase that a relative pronoun stands for, without the relative clause; None of other words."""
    at = i
    for _ in range(4):
        if tree.label[at] == "acl:relcl" and tree.form[i] in _RELATIVE:
            low, high = phrase(tree, tree.head[at], at)
            return (low, min(high, tree.low[at])) if low < tree.low[at] else None
        at = tree.head[at]
    return None


def agent(tree: Tree, i: int) -> int | None:
    """The phrase after "by" of a passive verb."""
    for child in tree.children[i]:
        if tree.label[child] == "obl:agent" or (tree.dep[child] == "obl" and tree.case(child) == "by"):
            return child
    return None


def _with_antecedent(tree: Tree, i: int, found: int) -> Source:
    relative = tree.form[found] in _RELATIVE and tree.pos[found] == "PRON" and tree.form[found] != "that"
    relative = relative or (tree.form[found] == "that" and tree.label[i] == "acl:relcl")
    if not relative:
        return found, found
    at = i
    for _ in range(4):
        if tree.label[at] in ("acl:relcl", "acl"):
            return found, tree.head[at]
        at = tree.head[at]
    return found, found


def source_of(tree: Tree, i: int, depth: int = 0) -> Source | None:
    """The source of the verbal or adjectival cue i, following coordination, control and participles upwards.

    A passive cue has the source that "by" names, or none.
    """
    if tree.pos[i] == "VERB" and (passive(tree, i) or asked(tree, i) is not None):
        by = agent(tree, i)
        return (by, by) if by is not None else None
    found = subject(tree, i)
    if found is not None:
        return _with_antecedent(tree, i, found)
    above = tree.head[i]
    if depth > 4 or above == i or any(tree.dep[c] == "expl" for c in tree.children[i]):
        return None
    relation = tree.dep[i]
    if relation == "conj" and tree.pos[above] in ("VERB", "AUX", "ADJ", "NOUN"):
        return source_of(tree, above, depth + 1)
    if relation == "xcomp":
        if tree.lemma[above] in _OBJECT_CONTROL:
            controller = tree.kid(above, "obj", "iobj")
            if controller is not None:
                return controller, controller
        return _upper(tree, above, depth)
    if relation in ("advcl", "parataxis") and tree.label[i] != "advcl:relcl":
        return _upper(tree, above, depth)
    if relation == "acl" and tree.pos[above] in ("NOUN", "PROPN", "PRON"):
        return above, above
    return None


def _upper(tree: Tree, above: int, depth: int) -> Source | None:
    """The subject of the clause above, a passive one too ("he was booed, saying …")."""
    found = subject(tree, above)
    if found is not None:
        return _with_antecedent(tree, above, found)
    return source_of(tree, above, depth + 1)


def phrase(tree: Tree, i: int, cue: int) -> Range:
    """The noun phrase headed by i as a source: no preposition before it, and nothing that holds the cue."""
    low, high = tree.span(i)
    predicate = any(tree.dep[c] in ("cop", "nsubj") for c in tree.children[i])
    for child in tree.children[i]:
        if predicate and tree.dep[child] in _CLAUSAL:
            if child < i:
                low = max(low, tree.high[child] + 1)
            else:
                high = min(high, tree.low[child])
        elif tree.dep[child] in ("case", "cc", "mark") and child < i:
            low = max(low, tree.high[child] + 1)
        elif tree.dep[child] == "punct" and tree.low[child] == low:
            low = child + 1
    if low <= cue < high:
        if cue > i:
            high = min(
                cue, *(tree.low[c] for c in tree.children[i] if tree.low[c] <= cue <= tree.high[c]), high
            )
        else:
            low = i
    return (low, high) if low < high else (i, i + 1)
