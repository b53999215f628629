"""Words for the reader: dates, verbs, names and quoted passages, safe to send to a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from chancery.records import Actor, Dossier, Passage, Statement, When

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

SECTORS: Mapping[str, str] = {
    "GOV": "government",
    "MIL": "armed forces",
    "REB": "rebels",
    "OPP": "opposition",
    "PTY": "party",
    "COP": "police",
    "JUD": "judiciary",
    "SPY": "intelligence",
    "MED": "media",
    "EDU": "education",
    "BUS": "business",
    "CRM": "crime",
    "CVL": "civilians",
    "NGO": "non-governmental organization",
    "NGM": "non-governmental movement",
    "IGO": "intergovernmental organization",
    "MNC": "multinational company",
    "LEG": "legislature",
    "LAB": "labour",
    "HLH": "health",
    "REF": "refugees",
    "REL": "religion",
    "SET": "settlers",
    "UAF": "unaligned armed forces",
    "ELI": "elites",
    "JEW": "religion",
    "DEV": "development",
    "ENV": "environment",
    "HRI": "human rights",
}
"""The sector codes of PLOVER and CAMEO in words; another code is printed as it is."""


_OPEN, _CLOSE = '"“„«', '"”“»'
_ANY = re.compile(r'["“”„«»]')


_LITTLE = frozenset(
    ("also", "has", "have", "had", "did", "does", "do", "not", "never", "will", "would", "later", "then")
)
"""Words before a verb that the printed record says otherwise (negation) or can do without."""


def visible(text: str) -> str:
    """The text on one line, without what could steer a terminal or turn the writing direction around."""
    if text.isprintable():
        return re.sub(r" {2,}", " ", text).strip()
    kept = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace()
        or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")
        or char in "\u200c\u200d"
    )
    return re.sub(r" {2,}", " ", kept).strip()


def clip(text: str, limit: int) -> str:
    """The text, cut after a word with an ellipsis where it is longer than limit."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def quoted(text: str) -> str:
    """The words in typographic quotation marks, once, however the article sets them.

    >>> quoted('"No partner is closer."'), quoted("met")
    ('“No partner is closer.”', '“met”')
    """
    text = visible(text)
    if len(text) > 1 and text[0] in _OPEN and text[-1] in _CLOSE and not _ANY.search(text[1:-1]):
        text = text[1:-1]
    elif len(_ANY.findall(text)) == 1:
        text = text.strip(_OPEN + _CLOSE)
    inner = re.sub(r'[“„«]|(?<!\w)"(?=\w)', "‘", text)
    inner = re.sub(r'[”»"]', "’", inner)
    return f"“{inner}”"


def joined(*parts: str) -> str:
    """The parts that say something, with a dot between them."""
    return " · ".join(part for part in parts if part)


def cited(passages: tuple[Passage, ...]) -> str:
    """Several passages as one reading, with an ellipsis where the article goes on between them."""
    return " … ".join(visible(passage.text) for passage in passages)


def day(iso: str) -> str:
    """An ISO date of day, month or year precision in words.

    >>> day("2023-07-12"), day("2023-07"), day("2023")
    ('12 July 2023', 'July 2023', '2023')
    """
    parts = iso.split("-")
    if len(parts) == 3:
        return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) == 2:
        return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return iso


def dates(when: When | None) -> str:
    """A resolved date in words, as short as it can be said; empty when there is none.

    A beginning on the first day of a year is said as the year: that is all that most texts tell.

    >>> dates(When(start="2023-07-01", end="2023-07-31"))
    'July 2023'
    >>> dates(When(start="2023-07-10", end="2023-07-12"))
    '10–12 July 2023'
    """
    if when is None or (when.start is None and when.end is None):
        return ""
    if when.end is None:
        return f"since {day((when.start or '').removesuffix('-01-01'))}"
    if when.start is None:
        return f"until {day(when.end)}"
    if when.start == when.end:
        return day(when.start)
    return _span(when.start, when.end)


def _span(start: str, end: str) -> str:
    if len(start) == len(end) == 10:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        whole_months = first.day == 1 and (last.toordinal() + 1 == _next_month(last).toordinal())
        if whole_months and (first.year, first.month) == (last.year, last.month):
            return day(start[:7])
        if whole_months and first.month == 1 and last.month == 12:
            return start[:4] if first.year == last.year else f"{start[:4]}–{end[:4]}"
        if start[:7] == end[:7]:
            return f"{first.day}–{day(end)}"
        if start[:4] == end[:4]:
            return f"{first.day} {MONTHS[first.month - 1]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def _next_month(moment: date) -> date:
    return (
        date(moment.year + moment.month // 12, moment.month % 12 + 1, 1) if moment.year < 9999 else date.max
    )


def third_person(verb: str) -> str:
    """The verb as a report has it.

    >>> [third_person(verb) for verb in ("say", "deny", "wish", "call for")]
    ['says', 'denies', 'wishes', 'calls for']
    """
    first, _, rest = verb.partition(" ")
    if first.endswith("y") and first[-2:-1] not in "aeiou":
        first = first[:-1] + "ies"
    elif first.endswith(("s", "x", "z", "ch", "sh", "o")):
        first += "es"
    else:
        first += "s"
    return f"{first} {rest}".strip()


def same_verb(words: str, verb: str) -> bool:
    """Whether the words are but a form of the verb, so that citing them after it would say it twice.

    >>> same_verb("denied", "deny"), same_verb("also said", "say"), same_verb("rebutted", "deny")
    (True, True, False)
    """
    *before, last = words.lower().split() or [""]
    stem = verb.rstrip("ey")
    regular = last.startswith(stem) and last[len(stem) :] in {
        "",
        "e",
        "y",
        "s",
        "es",
        "ies",
        "d",
        "ed",
        "ied",
    }
    return _LITTLE.issuperset(before) and (regular or (verb == "say" and last in {"said", "says", "say"}))


def words_of(code: str) -> str:
    """A code of the contract in plain words: `relations_improved_with` → "relations improved with"."""
    return code.replace("_", " ").replace("-", " ")


@cache
def countries() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 codes and the usual names of the countries; compiled by knowledge/build.py.

    >>> countries()["KOR"]
    'South Korea'
    """
    text = (files("chancery.terminal") / "countries.tsv").read_text(encoding="utf-8")
    rows = (row.partition("\t") for row in text.splitlines())
    return {code: name for code, _, name in rows}


def _acronyms(dossier: Dossier) -> dict[str, str]:
    """For bodies that the article calls by an acronym at least as often as by longer names: that acronym."""
    bodies = {actor.id for actor in dossier.actors if actor.kind in ("organization", "armed_group")}
    forms: dict[str, Counter[str]] = {}
    for mention in dossier.mentions:
        if mention.form == "name" and mention.actor_id in bodies and mention.actor_id is not None:
            forms.setdefault(mention.actor_id, Counter())[visible(mention.passage.text)] += 1
    found = {}
    for actor_id, counts in forms.items():
        short = Counter(
            {form: n for form, n in counts.items() if re.fullmatch(r"[A-Z][A-Z0-9&-]{1,7}", form)}
        )
        if 2 * short.total() >= counts.total():
            found[actor_id] = short.most_common(1)[0][0]
    return found


class Names:
    """What the actors of one dossier are called in print."""

    def __init__(self, dossier: Dossier) -> None:
        self._acronyms = _acronyms(dossier)
        self._actors = {actor.id: actor for actor in dossier.actors}
        self._statements = {statement.id: statement for statement in dossier.statements}

    def of(self, actor_id: str) -> str:
        """The actor's name, for a body the acronym that the article mostly uses; an unknown id as it is."""
        actor = self._actors.get(actor_id)
        return self._acronyms.get(actor_id) or visible(actor.name) if actor else visible(actor_id)

    def all_of(self, actor_ids: tuple[str, ...]) -> str:
        """Several names, as a list that a sentence could hold."""
        names = [self.of(actor_id) for actor_id in actor_ids]
        return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)

    def country(self, actor: Actor) -> str:
        """The actor's country by its usual name; nothing for a state itself."""
        if actor.country is None or actor.kind == "state":
            return ""
        return countries().get(actor.country, actor.country)

    def speaker(self, statement: Statement) -> str:
        """Who speaks: by name, else by the words of the article, else that nobody is named."""
        if statement.speaker is not None:
            return self.of(statement.speaker)
        if statement.source is not None:
            return quoted(statement.source.text)
        return "no source named"

    def on_whose_word(self, attributed_to: str | None) -> str:
        """ "per Reuters" for a record that rests on a statement, empty for the author's own."""
        statement = self._statements.get(attributed_to or "")
        if statement is None:
            return ""
        named = statement.speaker is not None or statement.source is not None
        return f"per {self.speaker(statement)}" if named else "per an unnamed source"
