"""Which names of an article name the same actor, and which known actor that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pyxdameraulevenshtein import damerau_levenshtein_distance as distance_between

from chancery.actors import lexicon
from chancery.actors.kinds import LABEL
from chancery.actors.knowledge import Entry, Knowledge
from chancery.actors.metonyms import stands_for_government
from chancery.actors.names import words as name_words
from chancery.actors.naming import Group, Name
from chancery.actors.support import Support
from chancery.actors.words import Words

METONYMS = frozenset({"capital", "seat"})
STRONG = frozenset({"name", "acronym", "demonym", "short", "title"})
PERSON_OR_STATE = frozenset({"jordan", "chad", "georgia", "israel"})
"""States whose names are people's first names too: there the language model's label decides."""
PERSONAL = frozenset({"person", None})


class Grouper:
    """Joins the names of one article into groups; see `group_names`."""

    def __init__(self, words: Words, knowledge: Knowledge, on: date | None) -> None:
        self.w, self.knowledge, self.on = words, knowledge, on
        self.groups: list[Group] = []
        self.by_entry: dict[str, Group] = {}
        self.by_words: dict[tuple[str, ...], list[Group]] = {}
        self.by_word: dict[str, list[Group]] = {}
        self.near: dict[str, list[str]] = {}
        self.ends: dict[int, Name] = {}
        self.support = Support(knowledge, on, ())

    def group(self, names: Sequence[Name]) -> list[Group]:
        """Give every name its group, longest names first; groups in the order of their first name."""
        self.support = Support(self.knowledge, self.on, names)
        self.ends = {name.end: name for name in names}
        for name in sorted(names, key=lambda name: (-len(name.words), name.start)):
            entry = self.entry(name)
            if name.kind == "place" and entry is None and not name.words:
                continue
            group = self._home(name, entry)
            if group is None:
                group = Group(words=name.words, kind=name.kind)
                self.groups.append(group)
                self.by_words.setdefault(name.words, []).append(group)
                for word in set(name.words):
                    self.by_word.setdefault(word, []).append(group)
            self._add(group, name, entry)
        for group in self.groups:
            group.names.sort(key=lambda name: name.start)
        self.groups.sort(key=lambda group: group.names[0].start)
        return self.groups

    def _add(self, group: Group, name: Name, entry: Entry | None) -> None:
        name.group = group
        group.names.append(name)
        namesake = len(name.words) == 1 and len(group.words) > 1 and group.words[0] in lexicon.first_names()
        surname_of_another = entry is not None and entry.kind == "person" and namesake
        if entry is not None and group.entry is None and not surname_of_another:
            group.entry = entry
            self.by_entry[entry.id] = group
        group.kind = group.kind or name.kind
        if name.kind == "person" and group.kind == "place":
            group.kind = "person"
        if name.title:
            group.titles.add(name.title)
        group.country = group.country or name.country
        group.gender = group.gender or name.gender
        if group.entry is not None:
            group.kind = group.entry.kind
            group.gender = group.gender or group.entry.gender or ""
        elif not group.gender and group.kind == "person" and (len(group.words) > 1 or not group.titles):
            group.gender = _first_name_gender(group.words)

    def entry(self, name: Name) -> Entry | None:
        """The known actor that a name denotes by itself, decided by kind, by context and by who was in office."""
        if self._people(name):
            return None
        strong: list[Entry] = []
        weak: list[Entry] = []
        for one in name.candidates:
            entry = self.knowledge.get(one.id)
            if entry is None or (name.title and entry.kind != "person"):
                continue
            if name.label == "person" and entry.kind != "person" and name.words[0] in PERSON_OR_STATE:
                continue
            if one.kind in ("acronym", "short") and not self.support.backs_short(one.name, entry):
                continue
            if one.kind in METONYMS:
                if stands_for_government(self.w, name):
                    strong.append(entry)
                else:
                    name.kind = "place"
            elif one.kind in STRONG and not (entry.kind == "person" and len(name.words) == 1):
                strong.append(entry)
            else:
                weak.append(entry)
        if strong:
            return self.support.best(name, strong)
        people = [entry for entry in weak if entry.kind == "person"]
        return self.support.surname(name, people) if people else None

    def _people(self, name: Name) -> bool:
        """Whether a name is the plural of a demonym ("the Palestinians"): a people, not its state."""
        w, head = self.w, name.head
        if not name.candidates or any(one.kind != "demonym" for one in name.candidates):
            return False
        plural = w.tag[head] in ("NNS", "NNPS") or "Number=Plur" in w.morph[head]
        if plural and w.pos[head] in ("NOUN", "PROPN"):
            name.kind = "people"
            states = [self.knowledge.get(one.id) for one in name.candidates]
            name.country = states[0].country if len(states) == 1 and states[0] is not None else None
            return True
        return False

    def _home(self, name: Name, entry: Entry | None) -> Group | None:
        """The group that a name joins, or None where it founds one."""
        if entry is not None and entry.id in self.by_entry:
            return self.by_entry[entry.id]
        if entry is not None and any(
            one.kind in STRONG | METONYMS for one in name.candidates if one.id == entry.id
        ):
            same = [g for g in self.by_words.get(name.words, ()) if g.entry is None and _fits(g, name, entry)]
            return same[0] if same else None
        longer = None
        if not (name.kind == "place" and not name.title):
            longer = self._longer(name) if len(name.words) == 1 else None
        same = [group for group in self.by_words.get(name.words, ()) if _fits(group, name, entry)]
        if same and longer is None:
            return self._nearest(same, name)
        if name.kind == "place" and not name.title:
            return None
        return (
            longer
            or self._longer(name)
            or self._first_of_two_surnames(name)
            or self._acronym(name)
            or self._misspelt(name, entry)
        )

    def _first_of_two_surnames(self, name: Name) -> Group | None:
        """Claudia Sheinbaum Pardo for "Sheinbaum", where nobody else introduced before has the word in their name."""
        if len(name.words) != 1 or name.words[0] in lexicon.first_names() or name.kind not in PERSONAL:
            return None
        inner = [
            group
            for group in self.by_word.get(name.words[0], ())
            if group.kind == "person" and len(group.words) > 2 and _fits(group, name, None)
        ]
        introduced = len(inner) == 1 and min(other.start for other in inner[0].names) < name.start
        return inner[0] if introduced else None

    def _nearest(self, groups: Sequence[Group], name: Name) -> Group:
        def distance(group: Group) -> int:
            gaps = [name.start - other.start for other in group.names]
            before = [gap for gap in gaps if gap > 0]
            return min(before) if before else 100_000 + min(abs(gap) for gap in gaps)

        return min(groups, key=distance)

    def _longer(self, name: Name) -> Group | None:
        """A group with a longer name that has this one in it: by surname, by first name, by last words."""
        wanted = name.words
        if not wanted:
            return None
        inside = [
            group
            for group in self.by_word.get(wanted[-1], ())
            if len(group.words) > len(wanted) and set(wanted) <= set(group.words) and _fits(group, name, None)
        ]
        if len(wanted) > 1 and name.kind != "organization":
            turned = [g for g in self.by_word.get(wanted[-1], ()) if sorted(g.words) == sorted(wanted)]
            if turned and _fits(turned[0], name, None):
                return turned[0]
        people = [group for group in inside if group.kind in PERSONAL]
        last = [group for group in people if group.words[-len(wanted) :] == wanted]
        if last:
            # A bare surname that two people share belongs to the one whom the article introduced first.
            return min(last, key=lambda group: min(other.start for other in group.names))
        first = [group for group in people if group.kind == "person" and group.words[: len(wanted)] == wanted]
        if first:
            return self._nearest(first, name)
        # "Zaha Hadid" is "Zaha Mohammad Hadid DBE": the same first word, and nothing that the longer name lacks.
        skipping = [
            group
            for group in people
            if len(wanted) > 1 and (group.words[-1] == wanted[-1] or group.words[0] == wanted[0])
        ]
        if skipping:
            return self._nearest(skipping, name)
        if name.kind in ("organization", None) and not name.title:
            begun = [g for g in inside if g.kind == "organization" and g.words[: len(wanted)] == wanted]
            if len(begun) == 1 and len(wanted) > 1 and wanted[-1] in lexicon.ORG_WORDS:
                return begun[0]
            if len(wanted) == 1 and wanted[0] in lexicon.ORG_WORDS and self._said_with_the(name):
                # "The Commission" is the only body with that word in its name.
                named = [g for g in inside if g.kind == "organization"]
                if len(named) == 1:
                    return named[0]
            bodies = [g for g in inside if g.kind == "organization" and g.words[-len(wanted) :] == wanted]
            if len(bodies) == 1 and (wanted[-1] in lexicon.ORG_WORDS or len(wanted) > 1):
                return bodies[0]
            if len(wanted) == 1 and wanted[0] not in lexicon.ORG_WORDS:
                bodies = [
                    g
                    for g in inside
                    if g.kind == "organization" and g.words[0] == wanted[0] and g.entry is None
                ]
                if len(bodies) == 1:
                    return bodies[0]
        return None

    def _said_with_the(self, name: Name) -> bool:
        return name.start > 0 and self.w.lower[name.start - 1] == "the"

    def _acronym(self, name: Name) -> Group | None:
        """The group whose capitals this acronym is made of."""
        dotted = name.end - name.start == 1 and all(len(word) == 1 for word in name.words)
        if (len(name.words) != 1 and not dotted) or name.kind == "person":
            return None
        before = self._bracketed(name)
        if before is not None:
            return before
        letters = "".join(self.w.text[k] for k in range(name.start, name.end)).replace(".", "")
        if not (letters.isupper() and 2 <= len(letters) <= 7):
            return None
        made = [
            group
            for group in self.groups
            if len(group.words) > 1 and group.kind != "person" and letters.lower() in _initials(group.words)
        ]
        return made[0] if len(made) == 1 else None

    def _bracketed(self, name: Name) -> Group | None:
        """The body whose name ends right before an acronym in brackets that its words begin with ("(CoI)")."""
        w, text = self.w, self.w.text[name.start]
        if name.end - name.start != 1 or name.start < 2 or w.text[name.start - 1] != "(":
            return None
        before = self.ends.get(name.start - 1)
        if before is None or before.group is None or sum(letter.isupper() for letter in text) < 2:
            return None
        firsts = iter("".join(word[0] for word in before.group.words if word))
        spelt = all(letter in firsts for letter in text.lower() if letter.isalnum())
        return before.group if spelt and before.group.kind not in ("person", "place") else None

    def _misspelt(self, name: Name, entry: Entry | None) -> Group | None:
        """The only group or known actor that a word of six letters or more is a slip or two away from."""
        if entry is not None or any(one.kind not in METONYMS for one in name.candidates):
            return None
        if not name.words or len(name.words[-1]) < 6 or len(name.words) > 3:
            return None
        written = self.w.text[name.end - 1]
        if written.isupper() or not written[:1].isupper():
            return None
        wanted = name.words[-1]
        close = [group for group in self.groups if self._slip(group, wanted, name)]
        if len(close) == 1:
            return close[0]
        if close:
            return None
        if name.kind == "organization" or len(name.words) > 2:
            return None
        text = " ".join(name.words)
        if text not in self.near:
            near = self.knowledge.fuzzy(text)
            self.near[text] = [
                one.id for one in near if one.kind in ("name", "short") and _one_slip(name.words, one.name)
            ]
        found = set(self.near[text])
        if len(found) != 1:
            return None
        known = self.knowledge.get(found.pop())
        if (
            known is None
            or (name.title and known.kind != "person")
            or (known.kind != "state" and len(name.words) < 2)
            or (known.kind == "person" and not self.support.supports(known))
        ):
            return None
        if known.id in self.by_entry:
            return self.by_entry[known.id]
        group = Group(words=tuple(known.name.lower().split()), kind=known.kind, entry=known)
        self.groups.append(group)
        self.by_entry[known.id] = group
        return group

    def _slip(self, group: Group, wanted: str, name: Name) -> bool:
        if not group.words or not _fits(group, name, None) or group.kind == "place":
            return False
        if len(name.words) > 1 and len(group.words) > 1 and name.words[:-1] != group.words[:-1]:
            return False
        if len(name.words) == 1 and len(group.words) > 1 and group.kind not in PERSONAL:
            return False
        target = group.words[-1]
        if target[0] != wanted[0] or target == wanted or len(target) < 6:
            return False
        if self.knowledge.lookup(wanted) and group.entry is None:
            return False
        slips = 1 if len(wanted) <= 8 else 2
        return distance_between(target, wanted, max_distance=slips) <= slips


def _fits(group: Group, name: Name, entry: Entry | None) -> bool:
    """Whether kind, gender and known identity let a name join a group."""
    if entry is not None and group.entry is not None and entry.id != group.entry.id:
        return False
    if name.title and group.kind not in ("person", None, "place"):
        return False
    if name.gender and group.gender and name.gender != group.gender:
        return False
    return not (
        name.kind and group.kind and name.kind != group.kind and "person" in (name.kind, group.kind)
    ) or (group.kind == "person" and ((name.label == "" and not name.title) or _surname_of(group, name)))


def _surname_of(group: Group, name: Name) -> bool:
    """Whether a single word that only the language model's label makes a body is the surname of a person."""
    if name.settled or group.kind != "person" or len(name.words) != 1 or group.words[-1:] != name.words:
        return False
    return len(group.words) > 1 and not name.known and max(name.evidence.values(), default=0) <= LABEL


def _one_slip(written: tuple[str, ...], known: str) -> bool:
    """Whether the words of a name are those of a known one, but for a slip in one word that begins alike."""
    other = tuple(name_words(known))
    if len(other) != len(written):
        return False
    wrong = [(one, two) for one, two in zip(written, other, strict=True) if one != two]
    return len(wrong) == 1 and wrong[0][0][0] == wrong[0][1][0] and len(wrong[0][1]) > 3


def _first_name_gender(words: tuple[str, ...]) -> str:
    shown = lexicon.first_names().get(words[0], "") if words else ""
    return "" if shown == "u" else shown


def _initials(words: tuple[str, ...]) -> set[str]:
    """The acronyms that a name gives, with and without its small words."""
    small = {"of", "the", "and", "for", "in", "on", "to", "a", "de", "la"}
    return {
        "".join(word[0] for word in words if word),
        "".join(word[0] for word in words if word and word not in small),
    }


def group_names(words: Words, names: Sequence[Name], knowledge: Knowledge, on: date | None) -> list[Name]:
    """The names, each with the group of all that name the same actor.

    Words that only say what kind of body is meant ("the Department") and belong to no longer name are left out:
    they are nouns, capitals or not.
    """
    Grouper(words, knowledge, on).group(names)
    return [name for name in names if not _only_a_kind(name)]


def _only_a_kind(name: Name) -> bool:
    group = name.group
    if len(name.words) != 1 or name.words[0] not in lexicon.ORG_WORDS or name.title:
        return False
    return group is None or (group.entry is None and all(len(other.words) == 1 for other in group.names))
