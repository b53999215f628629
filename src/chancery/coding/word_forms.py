"""From the forms in a text back to the words that event rules name, so that a slip in a lemma costs no event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chancery.coding.graph import Graph
from chancery.coding.inflection import plural

_CLOSED = re.compile(r"[^aeiou]+[aeiou][^aeiouwxy]$|^[aeiou][^aeiouwxy]$|qu[aeiou][^aeiouwxy]$")
"""A last syllable of one vowel and one consonant, which doubles before -ed and -ing when it is stressed."""
_NOMINAL = frozenset({"nsubj", "obj", "nmod", "obl"})
_ONE_SYLLABLE = re.compile(r"[^aeiouy]*(?:qu)?[aeiouy]+[^aeiouy]*$")


@dataclass(frozen=True, slots=True)
class WordForms:
    """The inflected forms of the verbs and nouns of a codebook, each with the words that it may come from."""

    verbs: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, verbs: Iterable[str], nouns: Iterable[str], irregular: Mapping[str, str]) -> WordForms:
        """The forms of those words; irregular maps past forms to their verbs."""
        past: dict[str, list[str]] = {}
        for form, verb in irregular.items():
            past.setdefault(verb, []).append(form)
        return cls(
            _index((form, verb) for verb in verbs for form in verb_forms(verb, past.get(verb, ()))),
            _index((form, noun) for noun in nouns for form in (noun, plural(noun))),
        )

    def mend(self, graph: Graph) -> None:
        """Give every form of a word that the codebook names a lemma of the codebook.

        A form in -ing that stands where only a noun can ("Fighting broke out") is made that noun.
        """
        lemma, pos = graph.lemma, graph.pos
        for i, form in enumerate(graph.form):
            if pos[i] == "VERB" and graph.tag[i] == "VBG" and graph.rel[i] in _NOMINAL:
                noun = self.nouns.get(form)
                if noun is not None and (graph.rel[i] == "nsubj" or graph.case(i)):
                    pos[i], lemma[i] = "NOUN", noun[0]
            known = self.verbs if pos[i] == "VERB" else self.nouns if pos[i] == "NOUN" else None
            if known is not None:
                words = known.get(form)
                if words is not None and lemma[i] not in words:
                    lemma[i] = words[0]


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for form, word in pairs:
        found.setdefault(form, {})[word] = None
    return {form: tuple(words) for form, words in found.items()}


def verb_forms(verb: str, past: Iterable[str] = ()) -> Iterator[str]:
    """The forms of a verb in British and American spelling, the given irregular past forms among them.

    >>> sorted(verb_forms("rape")), sorted(verb_forms("rap"))
    (['rape', 'raped', 'rapes', 'raping'], ['rap', 'rapped', 'rapping', 'raps'])
    >>> sorted(verb_forms("travel"))
    ['travel', 'traveled', 'traveling', 'travelled', 'travelling', 'travels']
    """
    yield verb
    yield plural(verb) if not verb.endswith("o") else verb + "es"
    yield from past
    stems = list(_stems(verb))
    yield from (stem + ("d" if stem.endswith("e") else "ed") for stem in stems)
    if verb.endswith("ie"):
        yield verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        yield verb[:-1] + "ing"
    elif verb.endswith("y"):
        yield verb + "ing"
    else:
        yield from (stem + "ing" for stem in stems)


def _stems(verb: str) -> Iterator[str]:
    """What -ed and -ing are put to: once where stress is sure, twice (plain and doubled) where it is not."""
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        yield verb[:-1] + "i"
        return
    closed = bool(_CLOSED.search(verb))
    if not closed or not _ONE_SYLLABLE.match(verb):
        yield verb
    if closed:
        yield verb + verb[-1]
