"""Institutions of states: "the French foreign ministry", "Iran's parliament", "the government", "the authorities".

Each is an organization of its own, of that country: the one that the knowledge base holds, or one whose id is made
of country and name, so that it is the same in every article. Without a country it is that of the state spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence

from chancery.actors import lexicon
from chancery.actors.chains import Chain, Chains
from chancery.actors.knowledge import Entry, Knowledge
from chancery.actors.mentions import PLURAL, POSSESSED, THE, Ref
from chancery.actors.names import words as name_words
from chancery.actors.phrases import DEMONSTRATIVE, INDEFINITE
from chancery.actors.spoken_of import SpokenOf

GOVERNMENT = frozenset(["government", "authority", "gov't", "govt", "gov", "administration", "regime"])
"""What the executive of a state is called; "the Indian authorities" and "the Indian government" are one actor."""

WHOLE = frozenset(["federal", "national", "central", "union"])
"""What sets the government of a state apart from those of its parts."""

LED = frozenset(["government", "administration", "regime", "cabinet", "junta"])
"""What is called by who leads it ("the Trump administration")."""

KINDS_OF_FORCE = frozenset(
    ["", "armed", "military", "security", "government", "army", "police", "ground", "special"]
)
"""What may stand before "forces" or "troops" in the name of those of a state."""

FORCES = frozenset(["authority", "force", "troop"])
"""Institutions that are spoken of in the plural."""

LEADING = frozenset(["head_of_state", "head_of_government", "supreme_leader", "leader"])

ALONE = frozenset(["government", "authority", "gov't", "govt", "parliament", "army", "military", "cabinet"])
"""Institutions of which a state has one, so that "the government" is that of the state spoken of."""


class Organs:
    """The institutions of states in one text, each with its chain."""

    def __init__(self, state: Chains, knowledge: Knowledge | None, spoken_of: SpokenOf) -> None:
        self.state, self.knowledge, self.spoken_of = state, knowledge, spoken_of
        self.made: dict[tuple[str, str], Chain] = {}

    def find(self, ref: Ref, states: Sequence[tuple[Entry, str]]) -> Chain | None:
        """The chain of the institution that a noun phrase names, or None where it names none.

        `states` are the states inside the phrase, each with the words that name it there.
        """
        lemma = ref.lemma
        plural = ref.number == PLURAL and lemma not in FORCES
        if plural or lemma not in lexicon.STATE_INSTITUTIONS | GOVERNMENT:
            return None
        if len(states) == 1:
            return self.of(*states[0], self._name(ref)) if self._is_name(ref) else None
        if states or ref.definite not in (THE, DEMONSTRATIVE, POSSESSED) or not self._plain(ref):
            return None
        return self._spoken_of_before(ref) or self._of_state_here(ref)

    def named(self, ref: Ref, states: Sequence[tuple[Entry, str]]) -> Chain | None:
        """The chain of the institution that a capitalised name names ("Government of Iraq", "Saudi Interior Ministry").

        Another body with an adjective of one state before its name gets that state's country.
        """
        group, name = ref.group, ref.name
        if group is None or name is None or group.entry is not None or group.kind != "organization":
            return None
        if len(states) != 1:
            return None
        state, written = states[0]
        said = tuple(name_words(written))
        front = name.words[: len(said)] == said
        rest = name.words[len(said) :] if front else name.words[: -len(said)]
        while rest and rest[-1] in ("of", "the", "republic", "kingdom", "state", "for"):
            rest = rest[:-1]
        if not rest:
            return None
        kernel = rest[rest.index("of") - 1] if "of" in rest else rest[-1] if front else rest[0]
        if rest == ("court",) or (kernel == "court" and not front):
            return None
        if kernel in lexicon.STATE_INSTITUTIONS | GOVERNMENT | {"authorities"}:
            return self.of(
                state, written, "government" if rest in (("authorities",), ("gov",)) else " ".join(rest)
            )
        if front and written != state.name:
            group.country = group.country or state.country
        return None

    def _is_name(self, ref: Ref) -> bool:
        """Whether a phrase names an institution; "primarily Arab forces" and "a new mission" only describe one."""
        before = ref.phrase.rpartition(" ")[0]
        if ref.lemma == "court" and not before:
            return False
        if ref.lemma in ("force", "troop"):
            return before in KINDS_OF_FORCE
        return ref.definite != INDEFINITE and len(before.split()) < 4

    def led_by(self, ref: Ref, leader: Entry) -> Chain | None:
        """The government of the state that somebody leads or led ("Assad's regime", "the Trump administration")."""
        if ref.lemma not in LED or self.knowledge is None or ref.number == PLURAL:
            return None
        for office in self.knowledge.offices(leader.id):
            state = self.knowledge.get(office.body)
            if state is not None and state.kind == "state" and office.role in LEADING:
                return self.of(state, state.name, "government")
        return None

    def _plain(self, ref: Ref) -> bool:
        """Whether a phrase says no more than "the government", "the federal government" or "our government"."""
        modifiers = ref.modifiers - WHOLE if ref.lemma == "government" else ref.modifiers
        return not modifiers or (ref.definite == POSSESSED and modifiers <= {"we", "our", "my", "i"})

    def _name(self, ref: Ref) -> str:
        if ref.lemma in GOVERNMENT and not (set(ref.phrase.split()[:-1]) - WHOLE):
            return "government"
        return ref.phrase or ref.lemma

    def _spoken_of_before(self, ref: Ref) -> Chain | None:
        """The institution that was named before, where there was only one of that kind."""
        wanted = "government" if ref.lemma in GOVERNMENT else ref.lemma
        same = {chain.index: chain for (_, name), chain in self.made.items() if name.split()[-1] == wanted}
        return next(iter(same.values())) if len(same) == 1 else None

    def _of_state_here(self, ref: Ref) -> Chain | None:
        if ref.lemma not in ALONE:
            return None
        state = self.spoken_of.here(ref)
        return self.of(state, state.name, self._name(ref)) if state is not None else None

    def of(self, state: Entry, written: str, name: str) -> Chain:
        """The chain of an institution of a state, which the text writes in these words; one chain for each."""
        key = (state.id, name)
        if key not in self.made:
            self.made[key] = self._known(state, written, name) or self._new(state, name)
        return self.made[key]

    def _new(self, state: Entry, name: str) -> Chain:
        chain = self.state.new()
        chain.organ_of, chain.organ = state, name
        return chain

    def speaking_for(self, body: Entry, name: str, end: int) -> Chain:
        """The chain of those who speak for a body under a name that ends before a token of its first mention."""
        key = (body.id, name)
        if key not in self.made:
            chain = self._new(body, name)
            chain.collective, chain.organ_end = True, end
            self.made[key] = chain
        return self.made[key]

    def _known(self, state: Entry, written: str, name: str) -> Chain | None:
        """The institution as the knowledge base holds it, by its state's words ("French foreign ministry")."""
        if self.knowledge is None:
            return None
        for word in dict.fromkeys((written, state.name)):
            for whole in (f"{word} {name}", f"{name} of {word}"):
                for one in self.knowledge.lookup(whole):
                    entry = self.knowledge.get(one.id)
                    if entry is not None and entry.kind == "organization" and entry.country == state.country:
                        return self.state.of_known(entry)
        return None
