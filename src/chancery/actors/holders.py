"""Who holds an office that a noun phrase names: "the prime minister", "the Ukrainian president", "the Danish minister".

Somebody of the article whom its titles or the knowledge base give that office, else the known holder on its day; never
somebody of another country than the phrase says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from chancery.actors import chains as c
from chancery.actors.belonging import Belonging
from chancery.actors.chains import FAR, Chain, Chains
from chancery.actors.knowledge import Entry, Knowledge, Tenure
from chancery.actors.mentions import NOMINAL, ORGANIZATION, PEOPLE, PERSON, POSSESSED, Ref
from chancery.actors.roles import role_of

UNIQUE = frozenset(["president", "premier", "chancellor", "pope", "king", "queen", "emir", "sultan", "prime"])
"""Offices of one word that an article is not likely to give to two people."""

LEADERS = frozenset(
    ["head_of_state", "head_of_government", "supreme_leader", "leader", "president", "prime_minister"]
)
Rows = npt.NDArray[np.intp]


class Holders:
    """The holders of offices in one text."""

    def __init__(
        self, state: Chains, belonging: Belonging, knowledge: Knowledge | None, on: date | None
    ) -> None:
        self.state, self.belonging, self.knowledge, self.on = state, belonging, knowledge, on
        self.held: dict[str, tuple[Tenure, ...]] = {}

    def find(self, ref: Ref) -> Chain | None:
        if ref.predicate or ref.definite not in (1, 2, POSSESSED, 4):
            return None
        bodies = list(self.belonging.bodies(ref))
        if not bodies and ref.definite not in (1, 2):
            return None
        fitting = [chain for chain in self.state.since(ref.sent - FAR) if self._holds(chain, ref, bodies)]
        if fitting:
            return max(fitting, key=lambda chain: int(self.state.table[chain.index][c.HEAD]))
        return self._known_holder(ref, bodies)

    def holder_after(self, ref: Ref) -> Chain | None:
        """The only person whom the text names with the office of a noun phrase, wherever it does."""
        if len(ref.phrase.split()) < 2 and ref.lemma not in UNIQUE:
            return None
        bodies = list(self.belonging.bodies(ref))
        fitting = [chain for chain in self.state.chains if chain.refs and self._holds(chain, ref, bodies)]
        return fitting[0] if len(fitting) == 1 else None

    def _holds(self, chain: Chain, ref: Ref, bodies: Sequence[Entry]) -> bool:
        """Whether the person of a chain holds the office that a noun phrase names, in one of these bodies."""
        group = chain.group
        if group is None or group.kind != "person" or not self.state.table[chain.index][c.ALIVE]:
            return False
        if ref.gender in (1, 2) and group.gender in ("m", "f") and group.gender != " mf"[ref.gender]:
            return False
        if group.entry is not None and self.knowledge is not None:
            wanted = {entry.id for entry in bodies}
            held = [one for one in self.offices(group.entry.id) if not wanted or one.body in wanted]
            if any(self._is_called(one, ref) for one in held):
                return True
            if bodies:
                return False
        if bodies and not chain.said & {entry.id for entry in bodies}:
            return False
        return any(said == ref.phrase or said.endswith(" " + ref.phrase) for said in chain.roles)

    def _is_called(self, office: Tenure, ref: Ref) -> bool:
        """Whether an office goes by the words of a noun phrase ("foreign minister", "minister", "leader")."""
        meaning = role_of(ref.phrase, office.body.removeprefix("state:"))
        if meaning is not None and meaning.role in (office.role, _role(office)):
            return True
        if ref.lemma == "leader" and ref.phrase == "leader":
            return office.role in LEADERS
        words = ref.phrase.split()
        return bool(words) and set(words) <= set(office.title.lower().replace("-", " ").split())

    def allowed(self, ref: Ref, rows: Rows) -> Rows:
        """The candidates without those whom the states that a noun phrase names rule out.

        "The Danish minister" is nobody of another country, as far as the text or the knowledge base says.
        """
        if ref.form != NOMINAL or ref.cls not in (PERSON, PEOPLE, ORGANIZATION) or not len(rows):
            return rows
        said = {entry.country for entry in self.belonging.bodies(ref) if entry.kind == "state"}
        if not said:
            return rows
        kept = [self._of_one_of(self.state.chains[row], said) for row in rows.tolist()]
        allowed: Rows = rows[np.array(kept, dtype=bool)]
        return allowed

    def fits(self, ref: Ref, chain: Chain) -> bool:
        """Whether the states that a noun phrase names leave room for somebody; see `allowed`."""
        said = {entry.country for entry in self.belonging.bodies(ref) if entry.kind == "state"}
        return not said or self._of_one_of(chain, said)

    def _of_one_of(self, chain: Chain, countries: set[str | None]) -> bool:
        own = self.countries(chain)
        return not own or bool(own & countries)

    def countries(self, chain: Chain) -> set[str | None]:
        """The countries to which somebody belongs, as far as that is known."""
        group = chain.group
        if group is not None and group.entry is not None:
            return {group.entry.country} if group.entry.country and group.entry.kind != "state" else set()
        if chain.organ_of is not None:
            return {chain.organ_of.country}
        own: set[str | None] = {group.country} if group is not None and group.country else set()
        return own | {one.removeprefix("state:") for one in chain.said if one.startswith("state:")}

    def offices(self, person: str) -> tuple[Tenure, ...]:
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
        return self.state.of_known(entry)

    def body_of(self, chain: Chain) -> Chain | None:
        """The chain of the state or body for which the person of a chain speaks by office, if the text has it."""
        entry = chain.group.entry if chain.group is not None else None
        if entry is None:
            return None
        for tenure in self.offices(entry.id):
            meaning = role_of(tenure.title, tenure.body.removeprefix("state:"))
            if (
                meaning is not None
                and meaning.speaks_for in ("state", "body")
                and tenure.body in self.state.of_entry
            ):
                return self.state.of_entry[tenure.body]
        return None


def _role(tenure: Tenure) -> str:
    """What an office is called, so that "the president" fits a head of state whose title says so."""
    meaning = role_of(tenure.title, tenure.body.removeprefix("state:"))
    return meaning.role if meaning is not None else tenure.role
