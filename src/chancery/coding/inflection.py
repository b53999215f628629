"""From an inflected form back to the word of a lexicon, for the verbs and nouns that rules name.

A language model's lemma can be wrong ("prais"); a rule that knows its own words need not depend on it. Only
forms of the given words are produced, so that nothing else is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

IRREGULAR = {
    "be": "was were been", "bear": "bore borne", "beat": "beat beaten", "become": "became", "begin": "began begun",
    "behead": "beheaded", "bet": "bet", "break": "broke broken", "bring": "brought", "build": "built",
    "choose": "chose chosen", "come": "came", "cut": "cut", "do": "did done", "draw": "drew drawn",
    "feel": "felt", "fight": "fought", "find": "found", "forbid": "forbade forbidden", "forgive": "forgave forgiven",
    "freeze": "froze frozen", "get": "got gotten", "give": "gave given", "go": "went gone", "have": "had",
    "hear": "heard", "hit": "hit", "hold": "held", "keep": "kept", "know": "knew known", "lay": "laid", "lead": "led",
    "leave": "left", "lend": "lent", "lie": "lied", "make": "made", "meet": "met", "mislead": "misled",
    "overthrow": "overthrew overthrown", "oversee": "oversaw overseen", "overrun": "overran", "pay": "paid",
    "put": "put", "quit": "quit", "rebuild": "rebuilt", "retake": "retook retaken", "run": "ran", "say": "said",
    "see": "saw seen", "seek": "sought", "send": "sent", "set": "set", "shoot": "shot", "sing": "sang sung",
    "sink": "sank sunk", "speak": "spoke spoken", "stand": "stood", "steal": "stole stolen", "stick": "stuck",
    "strike": "struck", "swear": "swore sworn", "take": "took taken", "tear": "tore torn", "tell": "told",
    "think": "thought", "throw": "threw thrown", "undercut": "undercut", "undertake": "undertook undertaken",
    "uphold": "upheld", "win": "won", "withdraw": "withdrew withdrawn", "withhold": "withheld",
    "write": "wrote written",
}  # fmt: skip
"""Past forms that no rule of spelling gives, of verbs that the lexicons of coders name."""
_SHORT = re.compile(r"(?:[^aeiou]*|qu)[aeiou][^aeiouwxy]")
"""A verb of one syllable with one vowel before one consonant."""
DOUBLING = frozenset("ban bar beg slam jab nab rob rebut rebuff plan stop spar hug admit commit rap quip acquit "
                     "prefer confer refer regret deter tap tip grab net chat".split())  # fmt: skip
"""Verbs that double their last letter before -ed and -ing (of more syllables, those stressed on the last)."""


def forms(verb: str) -> Iterator[str]:
    """The inflected forms of a verb, in British and American spelling where they differ.

    >>> sorted(forms("travel"))
    ['travel', 'traveled', 'traveling', 'travelled', 'travelling', 'travels']
    """
    yield verb
    yield from IRREGULAR.get(verb, "").split()
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
        return
    if verb.endswith("ie"):
        yield from (verb + "s", verb + "d", verb[:-2] + "ying")
        return
    if verb.endswith("e"):
        yield from (verb + "s", verb + "d", verb[:-1] + "ing")
        return
    yield verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    stems = [verb + verb[-1]] if verb in DOUBLING else [verb]
    if verb.endswith("l") and verb[-2:-1] in tuple("aeiou") and verb[-3:-2] not in tuple("aeiou"):
        stems = [verb, verb + "l"]
    for stem in stems:
        yield from (stem + "ed", stem + "ing")


def gerund(verb: str) -> str:
    """The form in -ing of a verb.

    >>> gerund("lift"), gerund("impose"), gerund("get"), gerund("lie"), gerund("free")
    ('lifting', 'imposing', 'getting', 'lying', 'freeing')
    """
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    doubled = verb in DOUBLING or _SHORT.fullmatch(verb)
    return (verb + verb[-1] if doubled else verb) + "ing"


def gerund_of_past(form: str) -> str:
    """The form in -ing that goes with a regular past form, whatever its verb is.

    >>> gerund_of_past("exposed"), gerund_of_past("banned"), gerund_of_past("carried"), gerund_of_past("freed")
    ('exposing', 'banning', 'carrying', 'freeing')
    """
    if form.endswith("ied"):
        return form[:-3] + "ying"
    return (form[:-1] if form.endswith("eed") else form[:-2]) + "ing"


def plural(noun: str) -> str:
    """The regular plural of a noun.

    >>> plural("ally"), plural("process"), plural("plan")
    ('allies', 'processes', 'plans')
    """
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def verb_bases(verbs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each inflected form to the verbs that have it, in the order given."""
    return _bases((form, verb) for verb in verbs for form in forms(verb))


def noun_bases(nouns: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each noun and its plural to the noun."""
    return _bases((form, noun) for noun in nouns for form in (noun, plural(noun)))


def _bases(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for form, word in pairs:
        found.setdefault(form, {})[word] = None
    return {form: tuple(words) for form, words in found.items()}
