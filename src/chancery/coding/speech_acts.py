"""Whether the act that a cue reports took place: negation, refusal, and modality."""

from __future__ import annotations

from chancery.coding.lexicon import Lexicon
from chancery.coding.tree import Tree
from chancery.records import Modality

_NEVER = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "no", "hardly", "scarcely", "cannot"})
_REFUSAL = frozenset(
    {"decline", "refuse", "fail", "forget", "hesitate", "neglect", "avoid", "stop", "omit", "cease"}
)
_PLAN = frozenset(
    {"plan", "expect", "intend", "want", "prepare", "hope", "aim", "set", "due", "ready", "schedule", "poise"}
    | {
        "slate",
        "likely",
        "promise",
        "vow",
        "pledge",
        "agree",
        "decide",
        "go",
        "wish",
        "seek",
        "ask",
        "urge",
        "able",
    }
)
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
_MAYBE = frozenset({"may", "might", "could", "would", "can", "should", "must", "ought", "'d", "’d", "ca"})
_IF = frozenset({"if", "unless", "whether"})


def governor(tree: Tree, i: int) -> int | None:
    """The word that an infinitive cue depends on ("declined" of "declined to say"), or None."""
    if tree.dep[i] == "xcomp":
        return tree.head[i]
    if tree.dep[i] == "conj" and tree.dep[tree.head[i]] == "xcomp":
        return tree.head[tree.head[i]]
    return None


def negated(tree: Tree, i: int) -> bool:
    """Whether the act did not take place: "did not say", "declined to say", "no statement".

    Two negations cancel: "did not refuse to say" counts as said.
    """
    own = any(
        tree.form[c] in _NEVER and tree.dep[c] in ("advmod", "det", "cc", "aux", "discourse")
        for c in tree.children[i]
        if c < i
    )
    above = governor(tree, i)
    if above is not None and tree.lemma[above] in _REFUSAL:
        own ^= not negated(tree, above)
    elif above is not None and tree.pos[above] in ("VERB", "ADJ", "AUX"):
        own ^= negated(tree, above)
    return own


def modality(tree: Tree, i: int, depth: int = 0) -> Modality:
    """Whether the act happened, or is planned, threatened, demanded or merely supposed.

    "would not comment" is what a newspaper writes of one who did not: it happened (and is negated).
    """
    aux = {tree.form[c] for c in tree.children[i] if tree.dep[c] == "aux"}
    if aux & _FUTURE:
        return "planned"
    if aux & _MAYBE and not ({"would", "could", "can", "ca"} & aux and negated(tree, i)):
        return "hypothetical"
    if tree.doc[i].morph.get("Mood", []) == ["Imp"]:
        return "demanded"
    above = governor(tree, i)
    if above is not None and depth < 3:
        if tree.lemma[above] == "threaten":
            return "threatened"
        if tree.lemma[above] in _PLAN or tree.form[above] in _PLAN:
            return "planned"
        return modality(tree, above, depth + 1)
    if tree.dep[i] == "advcl" and tree.marks(i) & _IF:
        return "hypothetical"
    borrows = tree.dep[i] == "conj" and not any(tree.dep[c] == "nsubj" for c in tree.children[i])
    if borrows and depth < 3:
        return modality(tree, tree.head[i], depth + 1)
    return "happened"


def refused_act(tree: Tree, i: int, lexicon: Lexicon) -> int | None:
    """The act that the verb i refuses or fails to do ("say" of "declined to say"), if it reports one."""
    if tree.lemma[i] not in _REFUSAL:
        return None
    inner = tree.kid(i, "xcomp")
    if inner is not None and tree.pos[inner] == "VERB" and tree.lemma[inner] in lexicon.verbs:
        return inner
    return None
