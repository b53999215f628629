"""To which body and country somebody belongs who is not in the knowledge base, as the text says it.

"A spokesperson for the French foreign ministry", "officials in Seoul", "a senior NATO diplomat, who spoke on condition
of anonymity": nobody is named, but of whom they speak for, and of which country they are, the text says enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chancery.actors.chains import Chain
from chancery.actors.knowledge import Entry, Knowledge
from chancery.actors.linking import Linker
from chancery.actors.mentions import NAME, NOMINAL, Ref
from chancery.actors.roles import role_of
from chancery.records import Actor

OFFICIALS = frozenset(
    """adviser advisor aide ally analyst ambassador attaché authority chief clerk commander consul counsellor delegate
    delegation deputy diplomat director envoy expert general head insider lawmaker lawyer leader legislator mediator
    member minister negotiator officer official operative prosecutor representative secretary soldier source
    spokesman spokesperson spokeswoman staffer troop""".split()
)
"""Nouns for people who stand for a body: what a preposition beside them names is theirs."""

SEATED = frozenset(
    ["authority", "diplomat", "negotiator", "official", "policymaker", "source", "lawmaker", "leader"]
)
"""Of these "in Seoul" says whose they are; a protester in Seoul may be from anywhere."""

LINKS = frozenset(["for", "of", "at", "from", "with", "within"])
BODIES = frozenset(["state", "organization", "armed_group", "media"])
OF_STATE = frozenset(["GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY", "OPP"])
"""Sectors of bodies whose people are of their country; whoever works for a company may be from anywhere."""

SECTORS = {
    "parliament": "LEG", "legislature": "LEG", "senate": "LEG", "congress": "LEG", "assembly": "LEG", "army": "MIL",
    "military": "MIL", "navy": "MIL", "force": "MIL", "forces": "MIL", "troop": "MIL", "troops": "MIL", "guard": "MIL",
    "command": "MIL", "police": "COP", "court": "JUD", "intelligence": "SPY", "opposition": "OPP",
}  # fmt: skip
"""PLOVER's sector of a state's institution, by what it is called; any other is of the government."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The id of the body that somebody belongs to, and their country; None where the text does not say."""

    body: str | None = None
    country: str | None = None
    sector: str | None = None


class Standings:
    """What one text says of whose people are; `actor_of` gives the actor of a chain."""

    def __init__(
        self, linker: Linker, knowledge: Knowledge, actor_of: Callable[[Chain], Actor | None]
    ) -> None:
        self.linker, self.knowledge, self.actor_of = linker, knowledge, actor_of
        self.w, self.belonging = linker.w, linker.nominals.belonging

    def of(self, chain: Chain) -> Standing:
        """The standing that the names with titles, and the descriptions of somebody, give them."""
        said: dict[str, str | None] = {}
        title = ""
        for number, ref in enumerate(chain.refs):
            described = ref.form == NOMINAL and (ref.equated or number == 0)
            titled = ref.name is not None and bool(ref.name.title)
            if described or titled:
                title = title or (ref.phrase if ref.name is None else ref.name.title)
                said.update(self._bodies(ref))
        bodies = [one for one in said if not one.startswith("state:")] or list(said)
        body = bodies[0] if len(bodies) == 1 else None
        countries = {country for country in said.values() if country}
        country = next(iter(countries)) if len(countries) == 1 else None
        return Standing(body, country, self._sector(title, body))

    def _bodies(self, ref: Ref) -> Iterator[tuple[str, str | None]]:
        """The states and bodies to which a phrase or a title says that somebody belongs, each with its country."""
        for entry in self.belonging.bodies(ref):
            yield entry.id, entry.country if entry.sector in OF_STATE else None
        if ref.lemma not in OFFICIALS:
            return
        for other in self._linked(ref):
            actor = self._actor(other)
            if actor is not None and actor.kind in BODIES:
                yield actor.id, actor.country if actor.sector in OF_STATE else None
        if ref.lemma in SEATED:
            yield from ((state.id, state.country) for state in self._seats(ref))

    def _linked(self, ref: Ref) -> Iterator[Ref]:
        w = self.w
        for child in w.children[ref.head]:
            other = self.linker.by_head.get(child)
            if other is None or other.form not in (NAME, NOMINAL):
                continue
            cases = {w.lower[k] for k in w.children[child] if w.dep[k] == "case"}
            if w.dep[child] in ("nmod:poss", "compound") or (
                w.dep[child] in ("nmod", "obl") and cases & LINKS
            ):
                yield other

    def _seats(self, ref: Ref) -> Iterator[Entry]:
        """The states of which a capital or a name stands after "in"."""
        w = self.w
        for child in w.children[ref.head]:
            other = self.linker.by_head.get(child)
            inside = any(w.dep[k] == "case" and w.lower[k] == "in" for k in w.children[child])
            if not inside or other is None or other.name is None:
                continue
            states = {one.id for one in other.name.candidates if one.id.startswith("state:")}
            state = self.knowledge.get(next(iter(states))) if len(states) == 1 else None
            if state is not None:
                yield state

    def _actor(self, ref: Ref) -> Actor | None:
        chain = self.linker.state.of_ref.get(ref.head)
        return self.actor_of(chain) if chain is not None and not chain.members else None

    def _sector(self, title: str, body: str | None) -> str | None:
        """The sector of an office of a state, or that of the body for which somebody speaks."""
        state = body.removeprefix("state:") if body is not None and body.startswith("state:") else None
        meaning = role_of(title, state) or role_of(title.rpartition(" ")[2], state)
        if meaning is None or body is None:
            return None
        if state is not None:
            return meaning.sector
        entry = self.knowledge.get(body)
        return entry.sector if entry is not None else None


def sector_of(organ: str) -> str:
    """The sector of a state's institution.

    >>> sector_of("parliament"), sector_of("armed forces"), sector_of("foreign ministry")
    ('LEG', 'MIL', 'GOV')
    """
    return SECTORS.get(organ.rsplit(maxsplit=1)[-1] if organ else "", "GOV")
