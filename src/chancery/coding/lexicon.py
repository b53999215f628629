"""The cue lexicon: which words report speech or thought, which act, and where what is said stands."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from chancery.coding.cue_forms import plural, verb_forms
from chancery.coding.mood_words import mood_words
from chancery.coding.voice_words import voice_words
from chancery.errors import RuleError

ObjectRole = Literal["content", "addressee", "target", "none"]
Word = Literal["verb", "noun", "adjective", "phrase"]

_FILE = "data/cues.toml"
_LISTS = ("verbs", "nouns", "adjectives", "phrases", "yes", "no")
_FLAGS = ("clause", "infinitive", "predicate", "speech", "animate", "somebody")
_ACTS = ("asks", "that", "thing")
_KEYS = frozenset({"id", "act", "object", "preps", "things", "as", *_ACTS, *_LISTS, *_FLAGS})


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """One entry of data/cues.toml; that file explains the fields."""

    id: str
    act: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    clause: bool = True
    infinitive: bool = False
    object: ObjectRole = "none"
    preps: frozenset[str] = frozenset()
    as_: bool = False
    predicate: bool = False
    speech: bool = True
    animate: bool = True
    somebody: bool = False
    things: frozenset[str] = frozenset()
    asks: str | None = None
    that: str | None = None
    thing: str | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """The cues by the lemma of their word.

    `phrasal` maps a verb's lemma to its second words ("call" to {"for": …, "on": …}).
    """

    cues: tuple[Cue, ...]
    verbs: Mapping[str, Cue]
    phrasal: Mapping[str, Mapping[str, Cue]]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    phrases: Mapping[str, Cue]
    verb_forms: Mapping[str, str]
    noun_forms: Mapping[str, str]
    """Inflected form to lemma, where no other entry has that form as its own lemma."""

    @property
    def acts(self) -> frozenset[str]:
        """Every act that a statement can have."""
        return frozenset(act for cue in self.cues for act in (cue.act, cue.asks, cue.that, cue.thing) if act)

    def lemma(self, form: str, lemma: str, pos: str) -> str:
        """The lemma of a word of the text: the given one if the lexicon has it, else what its form says."""
        if pos == "VERB":
            if lemma in self.verbs or form in self.verbs:
                return lemma if lemma in self.verbs else form
            return self.verb_forms.get(form, lemma)
        if pos == "NOUN":
            return lemma if lemma in self.nouns else self.noun_forms.get(form, lemma)
        return lemma


def _cue(row: Mapping[str, Any]) -> Cue:
    name = row.get("id", "?")
    unknown = row.keys() - _KEYS
    if unknown:
        raise RuleError(f"{_FILE}: cue {name!r} has {sorted(unknown)}. Fields: {', '.join(sorted(_KEYS))}")
    if "act" not in row or not (row.get("yes") and row.get("no")):
        raise RuleError(f"{_FILE}: cue {name!r} needs an act, and sentences under yes and under no")
    if row.get("object", "none") not in get_args(ObjectRole):
        raise RuleError(f"{_FILE}: cue {name!r} has object {row['object']!r}. Values: {get_args(ObjectRole)}")
    lists: dict[str, Any] = {key: tuple(row.get(key, ())) for key in _LISTS}
    acts: dict[str, Any] = {key: row.get(key) for key in _ACTS}
    flags: dict[str, Any] = {key: bool(row[key]) for key in _FLAGS if key in row}
    return Cue(
        id=row["id"],
        act=row["act"],
        object=row.get("object", "none"),
        preps=frozenset(row.get("preps", ())),
        as_=bool(row.get("as", False)),
        things=frozenset(row.get("things", ())),
        **acts,
        **lists,
        **flags,
    )


def _words(cues: tuple[Cue, ...]) -> Iterator[tuple[Word, str, Cue]]:
    for cue in cues:
        yield from (("verb", word, cue) for word in cue.verbs)
        yield from (("noun", word, cue) for word in cue.nouns)
        yield from (("adjective", word, cue) for word in cue.adjectives)
        yield from (("phrase", word, cue) for word in cue.phrases)


def _forms(words: set[str], inflect: Callable[[str], Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in sorted(words):
        for form in inflect(word):
            if form not in words:
                found.setdefault(form, word)
    return found


def read_lexicon(text: str, beside: frozenset[str] = frozenset()) -> Lexicon:
    """The lexicon that a TOML text holds. Each word belongs to one cue.

    `beside` are further verbs whose forms must be known, whatever a lemmatiser makes of them.
    """
    cues = tuple(_cue(row) for row in tomllib.loads(text).get("cue", []))
    tables: dict[Word, dict[str, Cue]] = {"verb": {}, "noun": {}, "adjective": {}, "phrase": {}}
    phrasal: dict[str, dict[str, Cue]] = {}
    for kind, word, cue in _words(cues):
        other = tables[kind].get(word)
        if other is not None:
            raise RuleError(f"{_FILE}: {kind} {word!r} stands under {other.id!r} and {cue.id!r}; keep one")
        tables[kind][word] = cue
        first, _, second = word.partition(" ")
        if kind == "verb" and second:
            phrasal.setdefault(first, {})[second] = cue
    return Lexicon(
        cues=cues,
        verbs=tables["verb"],
        phrasal=phrasal,
        nouns=tables["noun"],
        adjectives=tables["adjective"],
        phrases=tables["phrase"],
        verb_forms=_forms({word.partition(" ")[0] for word in tables["verb"]} | beside, verb_forms),
        noun_forms=_forms(set(tables["noun"]), lambda noun: (plural(noun),)),
    )


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    beside = mood_words().verbs | voice_words().issue | voice_words().speaking
    return read_lexicon((files("chancery.coding") / _FILE).read_text(encoding="utf-8"), beside)
