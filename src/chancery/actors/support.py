"""Which known person a name may denote: one whom the article supports by date, title, country or body.

"Kim" in a family's talk is nobody whom the knowledge base holds; "Kim" beside Pyongyang may be. A short name denotes
somebody known only where the article speaks of what they stand for, or where nobody else bears it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from chancery.actors import lexicon
from chancery.actors.knowledge import Entry, Knowledge
from chancery.actors.names import words as name_words

if TYPE_CHECKING:
    from chancery.actors.naming import Name

IN_OFFICE, FORMER, ALONE = 5, 7, 9
"""Least prominence (0 to 9; ministers of smaller states have 1 to 3, heads of large ones 9) at which a surname alone
denotes somebody in office whom the article supports, somebody else whom it supports, and somebody whom it does not."""

FULL_NAME = 9
"""Least prominence at which a full name needs no support: below it names are shared with people nobody knows."""

RECENT = "2005"
"""Whose last office ended before this year is left out where the article has no date and others bear the name: the
knowledge base is of news since 2000."""


SHARED_SECTORS = frozenset(["GOV", "PTY", "LEG", "JUD", "OPP"])
SHORT = 3
"""Sectors and length of the acronyms that bodies of different states share."""


class Support:
    """What one article says for and against its names denoting people whom the knowledge base holds."""

    def __init__(self, knowledge: Knowledge, on: date | None, names: Sequence[Name]) -> None:
        self.knowledge, self.on = knowledge, on
        self.named = {
            one.id for name in names for one in name.candidates if one.kind not in ("surname", "short")
        }
        self.in_full = {one.id for name in names for one in name.candidates if one.kind == "name"}
        sure = {
            one.id
            for name in names
            for one in name.candidates
            if one.kind not in ("surname", "short") and not (one.kind == "acronym" and len(one.name) <= SHORT)
        }
        countries = {entry.country for one in sure if (entry := knowledge.get(one)) is not None}
        self.leading = self._most_named(names)
        self.states = {f"state:{country}" for country in countries if country} | {
            one for one in self.named if one.startswith("state:")
        }

    def _most_named(self, names: Sequence[Name]) -> frozenset[str]:
        """The states that the article names most often, or whose people and bodies it does."""
        counts: Counter[str] = Counter()
        for name in names:
            sure = {one.id for one in name.candidates if one.kind not in ("surname", "short")}
            entries = [entry for one in sure if (entry := self.knowledge.get(one)) is not None]
            counts.update({f"state:{entry.country}" for entry in entries if entry.country})
        most = max(counts.values(), default=0)
        return frozenset(state for state, count in counts.items() if count == most)

    def serving(self, entry: Entry) -> bool:
        """Whether somebody held an office on the article's day, as far as that is known."""
        return entry.kind == "person" and self.on is not None and self.knowledge.in_office(entry.id, self.on)

    def supports(self, entry: Entry) -> bool:
        """Whether the article names the person's state, or a body in which they held an office."""
        if entry.country and f"state:{entry.country}" in self.states:
            return True
        return any(one.body in self.named for one in self.knowledge.offices(entry.id))

    def backs_short(self, name: str, entry: Entry) -> bool:
        """Whether a short acronym of a body of one state, or a party's usual name, may denote it in this article.

        "SAC" and "the Labour Party" are called so in many countries; "CIA" is not.
        """
        if (
            entry.kind == "state"
            or not entry.country
            or entry.sector not in SHARED_SECTORS
            or len(name) > SHORT
        ):
            return True
        return f"state:{entry.country}" in self.states or entry.id in self.in_full

    def best(self, name: Name, entries: Sequence[Entry]) -> Entry | None:
        """Of those whose full name or only name this is, the one in office, else the most prominent.

        A name that several share ("Korea", "the Labour Party") denotes the one that the article supports, if any.
        """
        fitting = [entry for entry in entries if entry.kind != "person" or self._fits_in(name, entry)]
        shared = {one.id for one in name.candidates if one.kind == "short"}
        if shared:
            fitting = self._of_shared([entry for entry in fitting if entry.id in shared])
        elif len(fitting) > 1:
            here = [one for one in fitting if one.country and f"state:{one.country}" in self.states]
            fitting = here or fitting
        return max(fitting, key=lambda entry: (self.serving(entry), entry.prominence)) if fitting else None

    def _of_shared(self, entries: Sequence[Entry]) -> list[Entry]:
        """Of those who share a short name, the only one that the article names in full or whose state it names."""
        named = [entry for entry in entries if entry.id in self.named]
        if len(named) == 1 or (len(entries) == 1 and entries[0].kind == "state"):
            return named or list(entries)
        if named or any(entry.kind == "state" for entry in entries):
            return []
        return [entry for entry in entries if f"state:{entry.country}" in self.leading]

    def _fits_in(self, name: Name, entry: Entry) -> bool:
        """Whether a full name denotes somebody: without the article's support only those whom everybody knows."""
        if entry.prominence >= FULL_NAME or self.title_fits(name, entry):
            return True
        if not self.supports(entry):
            return False
        shortened = name_words(entry.name) != list(name.words) and name.words[0] in lexicon.first_names()
        return not shortened or self.serving(entry)

    def surname(self, name: Name, people: Sequence[Entry]) -> Entry | None:
        """Whom a surname alone denotes: the only bearer who stands out among those whom the article supports."""
        if name.kind == "place" or name.label == "place":
            return None
        if name.label == "organization":
            people = [entry for entry in people if entry.prominence >= FORMER and self.supports(entry)]
        titled = [entry for entry in people if self.title_fits(name, entry)]
        if self.on is None:
            titled = [entry for entry in titled if entry.prominence >= FORMER or self.supports(entry)]
        if len(titled) == 1:
            return titled[0]
        if self._ordinary(name) or self._office(name):
            return None
        serving = [entry for entry in people if self.serving(entry)]
        pool = serving or self._recent(people)
        backed = [entry for entry in pool if self.supports(entry)]
        if not backed:
            return pool[0] if len(people) == 1 and pool[0].prominence >= ALONE else None
        leading = sorted(backed, key=lambda entry: -entry.prominence)
        stands_out = len(leading) == 1 or leading[0].prominence > leading[1].prominence + 1
        return (
            leading[0] if stands_out and leading[0].prominence >= (IN_OFFICE if serving else FORMER) else None
        )

    def _recent(self, people: Sequence[Entry]) -> Sequence[Entry]:
        if self.on is not None:
            return people
        recent = [
            entry
            for entry in people
            if any(one.end is None or one.end >= RECENT for one in self.knowledge.offices(entry.id))
        ]
        return recent or people

    def _ordinary(self, name: Name) -> bool:
        """Whether a surname is a first name or a word as well ("Kim", "Grant"), and so says little."""
        word = name.words[-1] if name.words else ""
        return not name.title and (word in lexicon.first_names() or word in lexicon.nouns())

    def _office(self, name: Name) -> list[str]:
        """The words of a title that say what somebody is, and not only how they are addressed."""
        return [word for word in name.title.split() if word not in lexicon.HONORIFICS]

    def title_fits(self, name: Name, entry: Entry) -> bool:
        """Whether the title before a name is that of an office which the person held on the article's day."""
        title = self._office(name)
        if not title:
            return False
        return any(
            title[-1] in tenure.title.lower() and (self.on is None or tenure.covers(self.on))
            for tenure in self.knowledge.offices(entry.id)
        )
