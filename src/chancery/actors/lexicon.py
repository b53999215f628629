"""What words say about actors: what a noun denotes, which gender a name has, which words are titles."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from chancery.errors import RuleError

NOUN_CLASSES = (
    "person",
    "organization",
    "people",
    "group",
    "state",
    "place",
    "animal",
    "time",
    "thing",
    "text",
)


def _pairs(name: str, allowed: tuple[str, ...]) -> dict[str, str]:
    text = (files("chancery.actors") / "data" / name).read_text(encoding="utf-8")
    pairs: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#") or not line:
            continue
        word, _, value = line.partition("\t")
        if value not in allowed:
            raise RuleError(
                f"actors/data/{name}:{number}: {word!r} is {value!r}. Allowed: {', '.join(allowed)}"
            )
        pairs[word] = value
    return pairs


@cache
def nouns() -> Mapping[str, str]:
    """Common noun (lower-case lemma) to what it denotes, one of NOUN_CLASSES."""
    return _pairs("nouns.tsv", NOUN_CLASSES)


IRREGULAR = {"men": "man", "women": "woman", "children": "child", "wives": "wife", "people": "people"}


@lru_cache(maxsize=16384)
def noun_of(word: str, lemma: str) -> str:
    """The lemma by which a noun is looked up: the parse's, or the word's own singular where that one is unknown.

    >>> noun_of("countries", "countrie"), noun_of("ministers", "minister")
    ('country', 'minister')
    >>> noun_of("internet", "internete"), noun_of("savagery", "savagery")
    ('internete', 'savagery')
    """
    if lemma in nouns():
        return lemma
    tries = [IRREGULAR.get(word, word)]
    if word.endswith("ies"):
        tries.append(f"{word[:-3]}y")
    if word.endswith("s"):
        tries.append(word[:-1])
    if word.endswith(("es", "s'")):
        tries.append(word[:-2])
    return next((one for one in tries if one in nouns()), lemma)


@cache
def first_names() -> Mapping[str, str]:
    """First name (lower-case) to the gender it most often goes with: m, f, or u."""
    return _pairs("first_names.tsv", ("m", "f", "u"))


HONORIFICS: Mapping[str, str] = {
    "mr": "m", "mr.": "m", "mister": "m", "sir": "m", "lord": "m",
    "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "lady": "f", "madam": "f", "dame": "f",
    "dr": "u", "dr.": "u", "prof": "u", "prof.": "u", "professor": "u", "rev": "u", "rev.": "u",
    "sen.": "u", "sen": "u", "rep.": "u", "rep": "u", "gov.": "u", "gov": "u", "gen.": "u", "gen": "u",
    "col.": "u", "lt.": "u", "lt": "u", "capt.": "u", "sgt.": "u", "maj.": "u", "cmdr.": "u", "st.": "u",
    "spc.": "u", "spc": "u", "pfc.": "u", "pfc": "u", "pvt.": "u", "cpl.": "u", "adm.": "u", "brig.": "u",
    "saint": "u", "st": "u", "hon.": "u", "hon": "u",
}  # fmt: skip
"""Forms of address that stand before a person's name, with the gender they show."""


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(text.split()) for name, text in _rows().items()}


@cache
def _rows() -> dict[str, str]:
    return tomllib.loads((files("chancery.actors") / "data" / "lists.toml").read_text(encoding="utf-8"))


@cache
def related() -> Mapping[str, frozenset[str]]:
    """Noun to the nouns that often stand for the same actor, itself left out."""
    found: dict[str, set[str]] = {}
    for line in _rows()["related"].strip().splitlines():
        nouns_of_line = line.split()
        for noun in nouns_of_line:
            found.setdefault(noun, set()).update(nouns_of_line)
    return {noun: frozenset(others - {noun}) for noun, others in found.items()}


TITLE_HEADS = _lists()["title_heads"]
TITLE_MODIFIERS = _lists()["title_modifiers"]
OFFICE_BODIES = _lists()["office_bodies"]
ORG_WORDS = _lists()["org_words"]
PLACE_WORDS = _lists()["place_words"]
NAMED_BODIES = _lists()["named_bodies"]
NOT_ACTOR_NAMES = _lists()["not_actor_names"]
MALE_NOUNS = _lists()["male_nouns"]
FEMALE_NOUNS = _lists()["female_nouns"]
STATE_INSTITUTIONS = _lists()["state_institutions"]
ARMED_NOUNS = _lists()["armed_nouns"]
SPEECH_VERBS = _lists()["speech_verbs"]
GOVERNMENTAL = _lists()["governmental"]
PLACE_VERBS = _lists()["place_verbs"]
BRIDGE_WORDS = _lists()["bridge_words"]
ADDRESSING_VERBS = _lists()["addressing_verbs"]
