"""What noun phrases denote where rules can tell: offices, organs of states, and counted groups.

"The prime minister" is the person of the article who holds that office; "the Ukrainian president" is the holder on
the article's day even where the article does not name him; "the Chinese mission" is an organ of China; "both
countries" and "the two men" are the last two of their kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from chancery.actors import chains as c
from chancery.actors import lexicon
from chancery.actors.chains import Chain, Chains
from chancery.actors.knowledge import Entry, Knowledge, Tenure
from chancery.actors.mentions import (
    NAME,
    ORGANIZATION,
    PEOPLE,
    PERSON,
    PLURAL,
    POSSESSED,
    STATE,
    TEXT,
    Ref,
)
from chancery.actors.naming import Group
from chancery.actors.roles import role_of
from chancery.actors.words import Words

COUNTS = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
EPITHETS = {
    "alliance": frozenset({"org:NATO"}),
    "bloc": frozenset({"org:EU", "org:ASEAN", "org:BRICS", "org:MERCOSUR", "org:ECOWAS", "org:G7"}),
    "union": frozenset({"org:EU", "org:AU"}),
    "cartel": frozenset({"org:OPEC"}),
    "watchdog": frozenset({"org:IAEA", "org:OPCW"}),
}
"""Nouns by which writers call some organizations once they have named them."""
PAIRS = frozenset({"couple", "pair", "duo"})
SIDES = frozenset({"side", "neighbor", "neighbour", "capital", "government", "party", "ally", "power"})
BESIDE = frozenset({"amod", "compound", "nmod:poss", "nmod", "nmod:desc", "nmod:unmarked", "appos", "flat"})
REACH = 3
"""How many sentences back "both countries" may look for its two."""


class Nominals:
    """The rules for one text. Each method gives a chain, or None where the rule does not apply."""

    def __init__(
        self,
        words: Words,
        by_head: dict[int, Ref],
        state: Chains,
        knowledge: Knowledge | None,
        on: date | None,
    ) -> None:
        self.w, self.by_head, self.state, self.knowledge, self.on = words, by_head, state, knowledge, on
        self.organs: dict[tuple[str, str], Chain] = {}
        self.held: dict[str, tuple[Tenure, ...]] = {}

    def find(self, ref: Ref) -> Chain | None:
        """The chain that a noun phrase belongs to by rule."""
        if ref.number == PLURAL or ref.lemma in PAIRS:
            return self._counted(ref)
        if ref.title:
            return self._officeholder(ref)
        if ref.lemma in EPITHETS and ref.definite in (1, 2) and not ref.modifiers:
            return self._epithet(ref)
        if ref.cls == ORGANIZATION and ref.lemma in lexicon.STATE_INSTITUTIONS:
            return self._organ(ref)
        return None

    def _epithet(self, ref: Ref) -> Chain | None:
        """The organization that goes by a noun ("the alliance"), where the article names exactly one such."""
        fitting = [
            chain
            for chain in self.state.chains
            if chain.group is not None
            and chain.group.entry is not None
            and chain.group.entry.id in EPITHETS[ref.lemma]
            and self.state.table[chain.index][c.ALIVE]
        ]
        return fitting[0] if len(fitting) == 1 else None

    def identified(self, pronoun: Ref) -> Chain | None:
        """Whom "he" or "she" means where the sentence says which office that person holds ("He is the envoy").

        And "it", where a text speaks on: "The communiqué stated ... It described ...".
        """
        if pronoun.pronoun == 8 and pronoun.role == 0:
            return self._speaking_text(pronoun)
        if pronoun.pronoun not in (0, 4) or pronoun.role != 0 or self.knowledge is None:
            return None
        office = self.by_head.get(pronoun.governor)
        if (
            office is None
            or not office.title
            or not any(self.w.dep[k] == "cop" for k in self.w.children[office.head])
        ):
            return None
        fitting = [
            chain
            for chain in self.state.chains
            if chain.group is not None
            and chain.group.entry is not None
            and 0 <= pronoun.sent - int(self.state.table[chain.index][c.SENT]) <= REACH
            and any(
                office.lemma in tenure.title.lower().split() for tenure in self._offices(chain.group.entry.id)
            )
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _speaking_text(self, pronoun: Ref) -> Chain | None:
        """The text that spoke, or in which someone spoke, in the sentence before, where "it" says something now."""
        w = self.w
        if pronoun.governor < 0 or w.lemma[pronoun.governor] not in lexicon.SPEECH_VERBS:
            return None
        for chain in self.state.chains:
            row = self.state.table[chain.index]
            if row[c.CLS] != TEXT or pronoun.sent - int(row[c.SENT]) != 1:
                continue
            verb = w.lemma[int(row[c.GOVERNOR])]
            if row[c.SUBJECT_SENT] == row[c.SENT] or (row[c.ROLE] in (3, 4) and verb in lexicon.SPEECH_VERBS):
                return chain
        return None

    def bodies(self, ref: Ref) -> Iterator[Entry]:
        """The states and organizations whose names stand inside a noun phrase ("the Ukrainian president")."""
        for child in self.w.children[ref.head]:
            name = self.by_head.get(child)
            if (
                self.w.dep[child] in BESIDE
                and name is not None
                and name.form == NAME
                and name.group is not None
            ):
                entry = name.group.entry
                if entry is not None and entry.kind in ("state", "organization"):
                    yield entry

    def _officeholder(self, ref: Ref) -> Chain | None:
        if ref.predicate or ref.definite not in (1, 2, POSSESSED, 4):
            return None
        bodies = list(self.bodies(ref))
        if not bodies and ref.definite not in (1, 2):
            return None
        fitting = [chain for chain in self.state.chains if self._holds(chain, ref, bodies)]
        if fitting:
            return max(fitting, key=lambda chain: int(self.state.table[chain.index][c.HEAD]))
        return self._known_holder(ref, bodies)

    def _holds(self, chain: Chain, ref: Ref, bodies: Sequence[Entry]) -> bool:
        """Whether the person of a chain holds the office that a noun phrase names, in one of these bodies."""
        group = chain.group
        if group is None or group.kind != "person" or not self.state.table[chain.index][c.ALIVE]:
            return False
        if ref.gender in (1, 2) and group.gender in ("m", "f") and group.gender != " mf"[ref.gender]:
            return False
        if group.entry is not None and self.knowledge is not None:
            wanted = {entry.id for entry in bodies}
            for tenure in self._offices(group.entry.id):
                meaning = role_of(ref.phrase, tenure.body.removeprefix("state:"))
                if wanted and tenure.body not in wanted:
                    continue
                if meaning is not None and meaning.role in (tenure.role, _role(tenure)):
                    return True
                if tenure.title.lower() == ref.phrase:
                    return True
        if bodies and group.entry is not None:
            return False
        return any(said == ref.phrase or said.endswith(" " + ref.phrase) for said in chain.roles)

    def _offices(self, person: str) -> tuple[Tenure, ...]:
        held = self.held.get(person)
        if held is None and self.knowledge is not None:
            held = self.knowledge.offices(person)
            if self.on is not None:
                held = tuple(tenure for tenure in held if tenure.covers(self.on))
            self.held[person] = held
        return held or ()

    def _known_holder(self, ref: Ref, bodies: Sequence[Entry]) -> Chain | None:
        """Whoever is known to have held the office on the article's day; only where the day and the body are known."""
        if self.knowledge is None or self.on is None or len(bodies) != 1:
            return None
        meaning = role_of(ref.phrase, bodies[0].country if bodies[0].kind == "state" else None)
        if meaning is None or not meaning.single:
            return None
        person = self.knowledge.holder(meaning.role, bodies[0].id, self.on)
        entry = self.knowledge.get(person) if person else None
        if entry is None:
            return None
        for group_chain in self.state.chains:
            if group_chain.group is not None and group_chain.group.entry is entry:
                return group_chain
        chain = self.state.new()
        chain.group = Group(words=tuple(entry.name.lower().split()), kind=entry.kind, entry=entry)
        self.state.of_group[id(chain.group)] = chain
        return chain

    def body_of(self, chain: Chain) -> Chain | None:
        """The chain of the state or body for which the person of a chain speaks by office, if the text has it."""
        entry = chain.group.entry if chain.group is not None else None
        if entry is None:
            return None
        for tenure in self._offices(entry.id):
            meaning = role_of(tenure.title, tenure.body.removeprefix("state:"))
            if meaning is None or meaning.speaks_for not in ("state", "body"):
                continue
            for other in self.state.chains:
                if (
                    other.group is not None
                    and other.group.entry is not None
                    and other.group.entry.id == tenure.body
                ):
                    return other
        return None

    def _organ(self, ref: Ref) -> Chain | None:
        """An organ of a state: one chain for each state and noun."""
        states = [entry for entry in self.bodies(ref) if entry.kind == "state"]
        if len(states) != 1:
            return None
        key = (states[0].id, ref.lemma)
        if key not in self.organs:
            chain = self.state.new()
            chain.organ_of = states[0]
            self.organs[key] = chain
        return self.organs[key]

    def _counted(self, ref: Ref) -> Chain | None:
        """The last so many actors of a kind, where a noun phrase counts them."""
        w = self.w
        before = [w.lower[k] for k in range(max(0, ref.head - 3), ref.head) if w.sent[k] == ref.sent]
        count = max([2 if ref.lemma in PAIRS else 0, *(COUNTS.get(word, 0) for word in before)])
        determined = ref.definite in (1, 2) or "both" in before
        if not count or not determined:
            return None
        wanted = self._kind(ref)
        if not wanted:
            return None
        table = self.state.table
        together = [
            chain
            for chain in self.state.chains
            if len(chain.members) == count
            and ref.sent - int(table[chain.index][c.SENT]) <= REACH
            and all(int(table[member.index][c.CLS]) in wanted for member in chain.members)
        ]
        if together:
            return max(together, key=lambda chain: int(table[chain.index][c.HEAD]))
        recent = sorted(
            (
                chain
                for chain in self.state.chains
                if not chain.members
                and ref.sent - int(table[chain.index][c.SENT]) <= REACH
                and int(table[chain.index][c.CLS]) in wanted
                and table[chain.index][c.NAMED]
                and int(table[chain.index][c.NUMBER]) != PLURAL
                and not (ref.gender in (1, 2) and int(table[chain.index][c.GENDER]) == 3 - ref.gender)
            ),
            key=lambda chain: -int(table[chain.index][c.HEAD]),
        )
        return self.state.together(recent[:count], ref) if len(recent) >= count else None

    def _kind(self, ref: Ref) -> frozenset[int]:
        if ref.lemma in SIDES:
            return frozenset({STATE})
        if ref.cls in (PERSON, PEOPLE):
            return frozenset({PERSON})
        if ref.cls in (STATE, ORGANIZATION):
            return frozenset({ref.cls})
        return frozenset()


def _role(tenure: Tenure) -> str:
    """What an office is called, so that "the president" fits a head of state whose title says so."""
    meaning = role_of(tenure.title, tenure.body.removeprefix("state:"))
    return meaning.role if meaning is not None else tenure.role
