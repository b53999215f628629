"""Words as UD English (EWT, GUM) has them: hyphens and slashes stand alone, clitics are split off."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA, CONCAT_QUOTES, LIST_ELLIPSES, LIST_ICONS
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

_HYPHENS = r"(?:---|--|——|-|–|—|~)"

_INFIXES = [
    *LIST_ELLIPSES,
    *LIST_ICONS,
    r"(?<=[0-9])[+*^](?=[0-9-])",
    rf"(?<=[{ALPHA}])[.](?=[A-Z][a-z])(?<![A-Z][.])",
    rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}0-9.%\)]){_HYPHENS}(?=[{ALPHA}0-9$£€(])",
    rf"(?<=[{ALPHA}0-9])[/:<>=](?=[{ALPHA}])",
    rf"(?<=[{ALPHA}])/(?=[0-9])",
    rf"(?<=[{ALPHA}])[{CONCAT_QUOTES}](?=[{ALPHA}]{{3,}})(?<![{ALPHA}]['’])",
    r"(?<=[\w.,!?])[\"“”«»]",
    r"(?<=\w)[()\[\]](?=\w)",
    r"[—…]",
]
"""Where a word is cut in two. After spaCy's English list, widened to digits around hyphens and slashes, as EWT
and GUM cut them; checked by word F1 on their training parts."""

_PREFIXES = (
    "non|co|pre|re|mid|anti|post|semi|sub|counter|multi|pro|ex|mini|inter|e|un|over|cross|socio|extra|ultra"
)
"""Prefixes that keep their hyphen inside one word: those that EWT and GUM (train) have whole more often than cut."""

_KEPT_WHOLE = re.compile(
    rf"""^(?:https?://\S*[^\s.,;:!?)\]"”’]|www\.\S*[^\s.,;:!?)\]"”’]|\S+@\S+\.\S+|[@\#]\w+          # addresses, handles
        |(?:[A-Za-z]\.){{2,}}                                      # U.S., p.m.
        |\d{{1,2}}:\d{{2}}(?::\d{{2}})?|\d+(?:[.,]\d+)+               # 10:30, 1,000.5
        |(?i:{_PREFIXES})-[{ALPHA}]+                             # non-member
        |\d{{1,4}}[-/]\d{{1,2}}[-/]\d{{1,4}}                           # 2023-07-12
        |\d+(?:st|nd|rd|th|s)                                    # 12th, 1990s
        )$""",
    re.VERBOSE,
)


_ABBREVIATIONS = (
    "Mr. Mrs. Ms. Dr. Prof. Gen. Sen. Rep. Gov. Lt. Col. Capt. Sgt. Maj. Spc. Cpl. Pfc. Pvt. Cmdr. Brig. Amb. "
    "Rev. Hon. Sept. Feb. Nov. vs. St. Jr. Sr. Inc. Corp. Co. Ltd. Ave."
).split()
"""Words that keep their stop: titles and forms of news, checked against EWT and GUM (train)."""


def _exceptions(nlp: Language) -> dict[str, list[dict[int | str, str]]]:
    """spaCy's English exceptions, less those that UD cuts otherwise (times of day, words joined by a slash)."""
    known = nlp.Defaults.tokenizer_exceptions or {}
    rules: dict[str, list[dict[int | str, str]]] = {
        text: [dict(part) for part in parts]
        for text, parts in known.items()
        if not re.fullmatch(r"\d{1,2}(?:am|pm|a\.m\.|p\.m\.)|\w+/\w+", text)
    }
    for can in ("can", "Can"):
        rules[f"{can}not"] = [{ORTH: can}, {ORTH: "not"}]
    rules.update((short, [{ORTH: short}]) for short in _ABBREVIATIONS)
    return rules


MOST_REMEMBERED = 200_000
"""Distinct runs between blanks whose words are remembered; a year of one newspaper has about as many."""


LONGEST_RUN = 1_000
"""Characters between two blanks that are put to spaCy at once: more than words and most web addresses have."""


class _Tokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer, whose cache is filled from every text.

    By itself it remembers nothing of a text after the first word that has a rule of its own ("Mr.", "don't"),
    and takes ten times as long. So what is new in a text is put to it run by run first; the words are the same.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, max_cache_size=MOST_REMEMBERED, **settings)
        self._met: set[str] = set()

    def __call__(self, string: str) -> Doc:
        runs = set(string.split())
        if any(len(run) > LONGEST_RUN for run in runs):
            return self._in_stretches(string)
        new = runs.difference(self._met)
        if len(self._met) + len(new) <= MOST_REMEMBERED:
            for run in new:
                super().__call__(run)
            self._met |= new
        doc: Doc = super().__call__(string)
        return doc

    def _in_stretches(self, string: str) -> Doc:
        """The Doc of a text with a run that no language writes, which is cut: spaCy takes its length squared."""
        cuts = [0]
        for run in re.finditer(rf"\S{{{LONGEST_RUN + 1},}}", string):
            cuts += range(run.start() + LONGEST_RUN, run.end(), LONGEST_RUN)
        words, spaces = [], []
        for start, end in pairwise([*cuts, len(string)]):
            for token in super().__call__(string[start:end]):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


def make_tokenizer(nlp: Language) -> Tokenizer:
    """A tokenizer over the vocabulary of nlp; its tokens and their white space always add up to the text."""
    defaults = nlp.Defaults
    prefixes = [*(defaults.prefixes or ()), _HYPHENS, r"/(?=\w)", r"(?:US|A|C|HK|NZ)\$", r"[#*+=~_]"]
    suffixes = [
        *(defaults.suffixes or ()),
        _HYPHENS,
        r"/",
        r"(?<=[a-zA-Z])['’](?:ve|ll|re|d|m)",
        rf"(?<=[{ALPHA}])['’](?=$)",
        r"(?<=\d)(?:km|kg|m|cm|mm|bn|tn|k|am|pm|%)",
    ]
    return _Tokenizer(
        nlp.vocab,
        rules=_exceptions(nlp),
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(_INFIXES).finditer,
        token_match=_KEPT_WHOLE.match,
    )
