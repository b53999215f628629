"""Which noun phrases say what somebody is: appositions, predicates, and phrases with "as".

"Ann Lee, the envoy", "she is the envoy", "she became envoy", "he was made a judge", "he served as a soldier" name
nobody new: each denotes the one of whom it is said. Here trees decide; who that is, the chains know.
"""

from __future__ import annotations

from collections.abc import Iterator

from chancery.actors.lexicon import nouns
from chancery.actors.mentions import ORGANIZATION, PEOPLE, PERSON, PLACE, PLURAL, STATE, UNKNOWN, Ref
from chancery.actors.words import Words

BECOMING = frozenset(["become", "remain", "stay", "turn"])
"""Verbs whose complement says what their subject is."""

CALLING = frozenset(["call", "dub", "know", "name", "nickname", "rename", "rebrand", "style", "title"])
"""Verbs that give somebody another name."""

NAMES = frozenset(["alias", "moniker", "name", "nickname", "nom", "pseudonym"])
"""Nouns after which a name of somebody stands."""

MAKING = frozenset(
    """appoint baptise baptize call choose consider create crown declare deem designate dub elect find label make name
    nickname nominate ordain proclaim pronounce style think vote""".split()
)
"""Verbs whose complement says what their object is, or their subject in the passive."""

REGARDING = frozenset(
    """accept appoint cast choose condemn confirm credit denounce depict describe designate dismiss elect employ engage
    hail hire identify install know label list mention name nominate perceive pick
    rebrand rename dub nickname portray praise present recognise
    recognize recommend record regard reveal see select treat use view""".split()
)
"""Verbs after which "as" says what their object is ("regard him as a friend")."""

NEGATIONS = frozenset(["not", "n't", "never", "no", "hardly"])
STEPS = 6
"""How many clauses up a subject is looked for; chains of coordinated verbs are rarely longer."""


def subject_of(words: Words, verb: int) -> int | None:
    """The subject of a verb, where it has none the one that it shares with the clause above, or None."""
    w, k = words, verb
    for _ in range(STEPS):
        found = next((c for c in w.children[k] if w.dep[c] in ("nsubj", "nsubj:pass")), None)
        if found is not None:
            return found
        dep, above = w.dep[k], w.head[k]
        if dep in ("acl", "acl:relcl") and w.pos[above] in ("NOUN", "PROPN", "PRON"):
            return above
        if dep == "xcomp":
            given = next((c for c in w.children[above] if w.dep[c] in ("obj", "iobj")), None)
            if given is not None:
                return given
        if dep not in ("conj", "xcomp", "advcl", "parataxis") or above == k:
            return None
        k = above
    return None


def said_of(words: Words, noun: int, *, calling: bool = False) -> int | None:
    """The word for whom the noun phrase headed by a noun says what they are, or None where it does not.

    Appositions are left to those who know the names; of coordinated nouns, what holds of the first holds of each.
    With `calling` only verbs of naming count: "known as Haraka", "called Haraka".
    """
    w = words
    if calling:
        other = _under_name(w, noun)
        if other is not None or w.lemma[w.head[noun]] not in CALLING:
            return other
    if any(w.dep[k] == "cop" for k in w.children[noun]):
        if _negated(w, noun):
            return None
        return subject_of(w, noun)
    if w.dep[noun] == "conj":
        first = w.head[noun]
        if first < noun and w.pos[first] in ("NOUN", "PROPN", "ADJ"):
            return w.head[first] if w.dep[first] == "appos" else said_of(w, first)
        return None
    if any(w.dep[k] in ("case", "mark") and w.lower[k] == "as" for k in w.children[noun]):
        return _with_as(w, noun)
    verb = w.head[noun]
    if w.pos[verb] not in ("VERB", "AUX") or _negated(w, verb):
        return None
    if w.dep[noun] == "xcomp":
        if w.lemma[verb] in BECOMING:
            return subject_of(w, verb)
        if w.lemma[verb] in MAKING:
            return _object_or_passive(w, verb)
    if w.dep[noun] == "obj":
        passive = next((k for k in w.children[verb] if w.dep[k] == "nsubj:pass"), None)
        if w.lemma[verb] in MAKING and passive is not None:
            return passive
        if w.lemma[verb] == "become":
            return subject_of(w, verb)
    return None


def called(words: Words, noun: int) -> Iterator[int]:
    """The names that a clause after a noun gives it: "Vega" of "a man named Vega", "a firm called Vega"."""
    w = words
    for clause in w.children[noun]:
        if clause > noun and w.dep[clause] == "acl" and w.lemma[clause] in CALLING:
            yield from (k for k in w.children[clause] if k > clause and w.dep[k] in ("xcomp", "obj"))


def _negated(words: Words, i: int) -> bool:
    return any(words.lower[k] in NEGATIONS for k in words.children[i])


def _object_or_passive(words: Words, verb: int) -> int | None:
    w = words
    found = next((k for k in w.children[verb] if w.dep[k] == "nsubj:pass"), None)
    if found is None:
        found = next((k for k in w.children[verb] if w.dep[k] in ("obj", "iobj")), None)
    if found is None and "Voice=Pass" in w.morph[verb]:
        found = subject_of(w, verb)
    return found


def _under_name(words: Words, name: int) -> int | None:
    """Who is known by a name that stands after a word for one ("better known by his nom de guerre Abu Jad")."""
    w, noun = words, words.head[name]
    if w.dep[name] not in ("appos", "flat", "nmod:desc", "compound") or w.lemma[noun] not in NAMES:
        return None
    verb = w.head[noun]
    by = any(w.dep[k] == "case" and w.lower[k] in ("by", "under") for k in w.children[noun])
    return subject_of(w, verb) if by and w.dep[noun].startswith("obl") and w.lemma[verb] in CALLING else None


def _with_as(words: Words, noun: int) -> int | None:
    """Of whom "as a soldier" speaks: the object of a verb of regarding, else the subject; or a role's possessor."""
    w, governor = words, words.head[noun]
    if w.dep[noun] not in ("obl", "nmod", "advcl", "xcomp") or _negated(w, governor):
        return None
    if w.pos[governor] == "VERB":
        if w.lemma[governor] in REGARDING:
            return _object_or_passive(w, governor)
        return subject_of(w, governor)
    if w.pos[governor] == "NOUN" and nouns().get(w.lemma[governor], "thing") == "thing":
        # "Her role as mediator" is hers; "made a living as a tailor" speaks of who made it.
        owner = next((k for k in w.children[governor] if w.dep[k] == "nmod:poss"), None)
        if owner is not None or w.dep[governor] not in ("obj", "obl"):
            return owner
        return subject_of(w, w.head[governor])
    return None


def fronted(words: Words, noun: int) -> int | None:
    """The subject that a noun phrase before it describes ("A skilled lawyer, she ..."), or None."""
    w, verb = words, words.head[noun]
    start = w.left_edge(noun)
    if verb < noun or w.dep[noun].startswith("nsubj") or (start and w.sent[start - 1] == w.sent[noun]):
        return None
    if w.pos[verb] not in ("VERB", "ADJ", "NOUN") or any(w.dep[k] == "case" for k in w.children[noun]):
        return None
    subject = next((k for k in w.children[verb] if w.dep[k] in ("nsubj", "nsubj:pass") and k > noun), None)
    if subject is None or w.text[w.left_edge(subject) - 1] != ",":
        return None
    return subject


def alike(one: Ref, other: Ref) -> bool:
    """Whether two references side by side can be one actor, by kind and number."""
    if other.form == 2:
        return other.person in (3, 4) and not (other.number == 1 and one.number == PLURAL)
    if UNKNOWN in (one.cls, other.cls):
        return True
    people, bodies = (PERSON, PEOPLE), (ORGANIZATION, STATE, PLACE)
    if one.cls in people:
        return other.cls in people
    if one.cls in bodies:
        return other.cls in bodies
    return one.cls == other.cls
