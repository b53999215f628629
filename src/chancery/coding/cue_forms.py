"""English inflection, forwards: the forms that a verb or noun of a lexicon can take in a text.

A lemmatiser that slips must not cost a statement its act, so lexicon words are also found by their forms.
"""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = frozenset("aeiou")
_IRREGULAR = dict(
    entry.split(" ", 1)
    for entry in [
        "begin began begun",
        "bet bet",
        "bring brought",
        "cast cast",
        "choose chose chosen",
        "come came come",
        "drive drove driven",
        "feel felt",
        "find found",
        "foresee foresaw foreseen",
        "foretell foretold",
        "forget forgot forgotten",
        "get got gotten",
        "give gave given",
        "go went gone",
        "hear heard",
        "hit hit",
        "hold held",
        "know knew known",
        "lay laid",
        "mean meant",
        "plead pleaded pled",
        "put put",
        "read read",
        "say said",
        "see saw seen",
        "seek sought",
        "send sent",
        "set set",
        "shoot shot",
        "sing sang sung",
        "speak spoke spoken",
        "spell spelled spelt",
        "stand stood",
        "swear swore sworn",
        "strike struck",
        "take took taken",
        "tear tore torn",
        "tell told",
        "think thought",
        "understand understood",
        "undertake undertook undertaken",
        "uphold upheld",
        "write wrote written",
    ]
)
_DOUBLING = frozenset(
    [
        "admit",
        "commit",
        "compel",
        "concur",
        "rebut",
        "refer",
        "infer",
        "plan",
        "quip",
        "grab",
        "blog",
        "chat",
        "brag",
        "beg",
        "jab",
        "pan",
        "bet",
        "put",
        "set",
        "hit",
        "rip",
        "tag",
        "bar",
        "prod",
        "plot",
        "opt",
        "forget",
        "regret",
        "permit",
        "submit",
        "dub",
        "aver",
        "snap",
        "slam",
        "skip",
        "log",
    ]
)
"""Verbs that double their last consonant before -ed and -ing."""


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return (verb + verb[-1] if verb in _DOUBLING else verb) + "ed"


def _participle(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if verb in _DOUBLING else verb) + "ing"


def plural(word: str) -> str:
    """The -s form of a noun or verb.

    >>> plural("deny"), plural("wish"), plural("view")
    ('denies', 'wishes', 'views')
    """
    if word.endswith(("s", "x", "z", "ch", "sh")) or word == "go":
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def verb_forms(verb: str) -> Iterator[str]:
    """The inflected forms of a verb, without the verb itself; British and American where they differ.

    >>> sorted(set(verb_forms("deny"))), sorted(set(verb_forms("tell")))
    (['denied', 'denies', 'denying'], ['telling', 'tells', 'told'])
    >>> sorted(set(verb_forms("label")))
    ['labeled', 'labeling', 'labelled', 'labelling', 'labels']
    """
    yield plural(verb)
    yield _participle(verb)
    if verb in _IRREGULAR:
        yield from _IRREGULAR[verb].split()
    else:
        yield _past(verb)
    if verb.endswith("el"):
        yield verb + "led"
        yield verb + "ling"
