"""References to actors and things in a parsed text: names, nominals and pronouns, with what agreement needs.

Every noun phrase is a reference here, things included: a pronoun can only be kept from the wrong actor when the
thing that it stands for is known as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chancery.actors import lexicon
from chancery.actors.naming import Group, Name
from chancery.actors.phrases import BARE, DEMONSTRATIVE, EACH, INDEFINITE, POSSESSED, THE, read_phrase
from chancery.actors.quantities import quantities, stands_for_people
from chancery.actors.words import Words

NAME, NOMINAL, PRONOUN = 0, 1, 2
CLASSES = ("", "person", "organization", "state", "place", "people", "animal", "time", "thing", "text")
CLASS = {name: code for code, name in enumerate(CLASSES)} | {"group": 8, "armed_group": 2, "media": 2}
UNKNOWN, PERSON, ORGANIZATION, STATE, PLACE, PEOPLE, ANIMAL, TIME, THING, TEXT = range(10)
SINGULAR, PLURAL = 1, 2
MALE, FEMALE, NEUTER = 1, 2, 3
GENDER = {"": 0, "u": 0, "m": MALE, "f": FEMALE}
ROLES = {
    "nsubj": 0, "nsubj:outer": 0, "nsubj:pass": 1, "obj": 2, "iobj": 2, "obl": 3, "obl:agent": 3, "nmod": 4,
    "nmod:poss": 5,
}  # fmt: skip
OTHER_ROLE = 6

THIRD = {
    "he": 0, "him": 1, "his": 2, "himself": 3,
    "she": 4, "her": 5, "hers": 6, "herself": 7,
    "it": 8, "its": 10, "itself": 11,
    "they": 12, "them": 13, "'em": 13, "their": 14, "theirs": 14, "themselves": 15, "themself": 15,
}  # fmt: skip
"""Third-person pronouns: four kinds (he, she, it, they) times four forms (subject, object, possessive, reflexive)."""
FIRST_SINGULAR = frozenset(["i", "me", "my", "mine", "myself"])
FIRST_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
SECOND = frozenset(["you", "your", "yours", "yourself", "yourselves"])
RELATIVE = frozenset(["who", "whom", "which", "that", "whose"])
UNSAID_POS = frozenset(["DET", "ADP", "PART", "PUNCT", "SPACE", "PRON", "NUM"])
"""Parts of speech that say nothing of who is meant, left out of the phrase by which nominals are compared."""

PARTS = frozenset(["all", "both", "many", "most", "several", "some"])
"""What, with "of them", still speaks of the group."""

SKIPPED_DEPS = frozenset(
    ["compound", "flat", "fixed", "goeswith", "nmod:desc", "expl", "discourse", "reparandum", "dep"]
)


@dataclass(slots=True, eq=False)
class Ref:
    """One reference: its head token, the tokens that cite it, and what it says of number, gender and kind.

    `outer` is the token that heads the phrase in the tree where that is a quantity ("many" of "many of the deputies");
    `equated` is set where the sentence itself says who a noun phrase denotes (appositions, predicates).
    """

    head: int
    start: int
    end: int
    form: int
    cls: int = UNKNOWN
    number: int = 0
    gender: int = 0
    role: int = OTHER_ROLE
    governor: int = -1
    clause: int = -1
    sent: int = 0
    para: int = 0
    quote: int = 0
    definite: int = BARE
    lemma: str = ""
    phrase: str = ""
    pronoun: int = -1
    person: int = 0
    name: Name | None = None
    group: Group | None = None
    modifiers: frozenset[str] = frozenset()
    title: bool = False
    predicate: bool = False
    owner: int = -1
    outer: int = -1
    equated: bool = False


class Finder:
    """Walks a text once and yields its references; see `find_refs`."""

    def __init__(self, words: Words, names: Sequence[Name], titles: Sequence[tuple[int, int]] = ()) -> None:
        self.w = words
        self.titles: dict[int, tuple[int, int]] = {}
        self.in_title: set[int] = set()
        for low, high in titles:
            head = next(
                (k for k in range(high - 1, low - 1, -1) if not low <= words.head[k] < high), high - 1
            )
            self.titles[head] = (low, high)
            self.in_title.update(range(low, high))
        self.named: dict[int, Name] = {}
        self.inside = bytearray(words.n)
        self.quantities = quantities(words)
        self.outer = {quantity.head for quantity in self.quantities.values()}
        self.names = names
        for name in names:
            first = name.start if name.title_start < 0 else name.title_start
            for k in range(first, name.end):
                self.inside[k] = 1
            if not name.modifier:
                self.named.setdefault(name.head, name)

    def find(self) -> list[Ref]:
        """Every reference, in the order of its head."""
        w = self.w
        refs = [self._name(name) for name in self.names]
        seen = {ref.head for ref in refs}
        for i in range(w.n):
            if i in seen or w.pos[i] == "SPACE" or i in self.outer:
                continue
            pos = w.pos[i]
            if stands_for_people(w, i):
                refs.append(self._nominal(i))
            elif pos == "PRON" or (pos == "DET" and w.lower[i] in THIRD):
                ref = self._pronoun(i)
                if ref is not None:
                    refs.append(ref)
            elif i in self.in_title:
                if i in self.titles:
                    refs.append(self._nominal(i))
            elif pos in ("NOUN", "PROPN") and not self.inside[i] and w.dep[i] not in SKIPPED_DEPS:
                refs.append(self._nominal(i))
        refs.sort(key=lambda ref: ref.head)
        return refs

    def _place(self, ref: Ref) -> Ref:
        """Fill in where a reference stands in sentence, clause, paragraph and quotation."""
        w, i = self.w, ref.head if ref.outer < 0 else ref.outer
        dep, top = w.dep[i], i
        while dep == "conj" and w.head[top] != top and w.pos[w.head[top]] in ("NOUN", "PROPN", "PRON"):
            top = w.head[top]
            dep = w.dep[top]
        ref.role = ROLES.get(dep, OTHER_ROLE)
        ref.governor = w.head[top]
        ref.clause = w.clause[i] if w.clause[i] != i else w.clause[w.head[i]] if w.dep[i] != "root" else i
        ref.sent, ref.para, ref.quote = w.sent[i], w.para[i], w.quote[i]
        return ref

    def _name(self, name: Name) -> Ref:
        w, group = self.w, name.group
        kind = (group.kind if group else name.kind) or ""
        if name.kind == "place" and kind != "person":
            kind = "state" if group and group.entry and group.entry.kind == "state" else "place"
        plural = w.feature(name.head, "Number") == "Plur" and kind not in ("organization", "state")
        head = name.head
        return self._place(
            Ref(
                head=head,
                start=name.start,
                end=name.end,
                form=NAME,
                cls=CLASS.get(kind, UNKNOWN),
                number=PLURAL if plural else SINGULAR,
                gender=GENDER.get((group.gender if group else name.gender) or "", 0),
                definite=THE,
                lemma=name.words[-1] if name.words else "",
                name=name,
                group=group,
            )
        )

    def _pronoun(self, i: int) -> Ref | None:
        w = self.w
        low = w.lower[i]
        ref = Ref(head=i, start=i, end=i + 1, form=PRONOUN, lemma=low)
        if low in THIRD:
            if w.dep[i] == "expl":
                return None
            kind = THIRD[low]
            if low == "her" and w.dep[i] == "nmod:poss":
                kind = 6
            if low == "it" and w.dep[i] not in ("nsubj", "nsubj:pass", "nsubj:outer"):
                kind = 9
            ref.pronoun, ref.person = kind, 3
            ref.number = PLURAL if kind >= 12 else SINGULAR
            ref.gender = (MALE, FEMALE, NEUTER, 0)[kind // 4]
            ref.cls = PERSON if kind < 8 else UNKNOWN
        elif low in FIRST_SINGULAR or low in FIRST_PLURAL:
            ref.person, ref.cls = 1, PERSON
            ref.number = SINGULAR if low in FIRST_SINGULAR else PLURAL
        elif low in SECOND:
            ref.person, ref.cls = 2, PERSON
        elif low in RELATIVE and "Rel" in w.morph[i]:
            ref.person = 4
        else:
            return None
        self._place(ref)
        ref.outer = self._part_of(i)
        return ref

    def _part_of(self, i: int) -> int:
        """The word that takes a part of those whom a pronoun means ("many of them"), -1 where none does."""
        w, head = self.w, self.w.head[i]
        part = w.lower[head] in PARTS and w.dep[i] in ("nmod", "obl") and head < i and head not in self.outer
        return head if part and any(w.lower[k] == "of" for k in w.children[i]) else -1

    def _nominal(self, i: int) -> Ref:
        """The reference of a noun phrase, by what `nouns` says of its head, its modifiers and its quantity."""
        w = self.w
        quantity = self.quantities.get(i)
        phrase = read_phrase(w, i, quantity)
        start, end, lemma, cls = phrase.start, i + 1, phrase.lemma, CLASS.get(phrase.kind, THING)
        if i in self.titles:
            title_start, end = self.titles[i]
            start = min(start, title_start)
            lemma, cls = w.lower[end - 1], PERSON
        while end < w.n and w.dep[end] in ("flat", "compound") and w.head[end] == i and not self.inside[end]:
            end += 1
        plural = phrase.plural
        if plural and cls == PERSON:
            cls = PEOPLE
        gender = MALE if lemma in lexicon.MALE_NOUNS else FEMALE if lemma in lexicon.FEMALE_NOUNS else 0
        if plural or cls in (THING, TEXT, ORGANIZATION, STATE, PLACE, TIME):
            gender = 0 if plural else NEUTER
        words = [
            w.lower[k]
            for k in range(start, end)
            if w.pos[k] not in UNSAID_POS and not self.inside[k] and (quantity is None or k > quantity.head)
        ]
        return self._place(
            Ref(
                head=i,
                start=start,
                end=end,
                form=NOMINAL,
                cls=cls,
                number=PLURAL if plural else SINGULAR,
                gender=gender,
                definite=phrase.definite,
                lemma=lemma,
                phrase=" ".join(words),
                modifiers=phrase.modifiers,
                title=lemma in lexicon.TITLE_HEADS,
                predicate=phrase.predicate,
                outer=quantity.head if quantity is not None else -1,
            )
        )


def find_refs(words: Words, names: Sequence[Name], titles: Sequence[tuple[int, int]] = ()) -> list[Ref]:
    """Every reference of a text in order: names, nominals (things too) and personal or relative pronouns."""
    return Finder(words, names, titles).find()


__all__ = ["BARE", "DEMONSTRATIVE", "EACH", "INDEFINITE", "POSSESSED", "THE", "Ref", "find_refs"]
