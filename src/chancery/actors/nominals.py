"""What noun phrases denote where rules can tell: offices, organs of states, and counted groups.

"The prime minister" is the person of the article who holds that office; "the Ukrainian president" is the holder on
the article's day even where the article does not name him; "the Chinese mission" is an organ of China; "both
countries" and "the two men" are the last two of their kind.
"""

from __future__ import annotations

from datetime import date

from chancery.actors import chains as c
from chancery.actors import legislators, lexicon
from chancery.actors.belonging import Belonging
from chancery.actors.chains import FAR, Chain, Chains
from chancery.actors.holders import Holders
from chancery.actors.knowledge import Entry, Knowledge
from chancery.actors.mentions import (
    BARE,
    DEMONSTRATIVE,
    ORGANIZATION,
    PEOPLE,
    PERSON,
    PLURAL,
    POSSESSED,
    STATE,
    TEXT,
    THE,
    THING,
    UNKNOWN,
    Ref,
)
from chancery.actors.organs import GOVERNMENT, Organs
from chancery.actors.spoken_of import SpokenOf
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
COLLECTIVE = frozenset(["ambassador", "ally", "envoy", "head", "leader", "minister"])
"""Nouns whose plural, with the name of a body of states, means those who together speak for it."""

COUNTRIES = frozenset(["country", "nation", "homeland", "motherland", "fatherland"])
OURS = frozenset(["our", "we", "my", "i"])
PAIRS = frozenset({"couple", "pair", "duo"})
TWO_BY_NATURE = frozenset({"parent", "spouse", "newlywed", "twin"})
"""Nouns whose plural with "the" means two people, where two were spoken of together."""

SIDES = frozenset({"side", "neighbor", "neighbour", "capital", "government", "party", "ally", "power"})
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
        self.w, self.by_head, self.state, self.knowledge = words, by_head, state, knowledge
        self.belonging = Belonging(words, by_head)
        self.spoken_of = SpokenOf(self.belonging.names)
        self.organs = Organs(state, knowledge, self.spoken_of)
        self.holders = Holders(state, self.belonging, knowledge, on)

    def find(self, ref: Ref) -> Chain | None:
        """The chain that a noun phrase belongs to by rule."""
        if ref.cls == ORGANIZATION or ref.lemma in GOVERNMENT:
            states = list(self.belonging.states(ref, loose=True))
            found = self._named_body(ref) or self._led(ref) or self.organs.find(ref, states)
            if found is not None:
                return found
        if ref.number == PLURAL or ref.lemma in PAIRS:
            return self._counted(ref) or self._collective(ref) or self.seated(ref) or self._nation(ref)
        if ref.title:
            return self.holders.find(ref)
        if ref.lemma in EPITHETS and ref.definite in (1, 2) and not ref.modifiers:
            return self._epithet(ref)
        if ref.cls in (THING, UNKNOWN):
            return self._called_by_head(ref)
        return self._country(ref) if ref.cls == STATE else None

    def _called_by_head(self, ref: Ref) -> Chain | None:
        """The body whose name ends in a noun that may be a thing too ("the fund": the International Monetary Fund)."""
        if ref.definite != THE or " " in ref.phrase or ref.modifiers or ref.lemma not in lexicon.ORG_WORDS:
            return None
        fitting = [
            chain
            for chain in self.state.since(ref.sent - FAR)
            if chain.group is not None
            and chain.group.kind == "organization"
            and len(chain.group.words) > 1
            and chain.group.words[-1] == ref.lemma
        ]
        return fitting[0] if len(fitting) == 1 else None

    def named(self, ref: Ref) -> Chain | None:
        """The chain of a state's institution for its capitalised name."""
        inside = [one for one in self.belonging.inside(ref.start, ref.end) if one is not ref]
        return self.organs.named(ref, [self.belonging.written(one) for one in inside])

    def seated(self, ref: Ref) -> Chain | None:
        """Those who sit in parliament for a party ("Republican senators", "Senate Republicans")."""
        found = legislators.of_party(ref, self.w, self.knowledge) if self.knowledge is not None else None
        return self.organs.speaking_for(*found, ref.end) if found is not None else None

    def _named_body(self, ref: Ref) -> Chain | None:
        """The body whose name stands right before a noun that says what it is ("the Wagner group")."""
        if (
            ref.number == PLURAL
            or ref.lemma not in lexicon.NAMED_BODIES
            or ref.definite not in (THE, DEMONSTRATIVE, BARE)
        ):
            return None
        name = self.belonging.by_end.get(ref.head)
        if name is None or name.group is None or self.w.head[name.head] != ref.head:
            return None
        body = name.group.kind in ("organization", "armed_group", "media", "people")
        return self.state.of_ref.get(name.head) if body else None

    def _collective(self, ref: Ref) -> Chain | None:
        """Those who together speak for a body: "NATO leaders", "the heads of state of the EU", "G7 ministers"."""
        if ref.lemma not in COLLECTIVE or ref.definite not in (THE, DEMONSTRATIVE, BARE):
            return None
        bodies = list(self.belonging.bodies(ref))
        if len(bodies) != 1 or bodies[0].kind != "organization" or bodies[0].country is not None:
            return None
        end = self._of_state(ref)
        words = [self.w.lower[k] for k in range(ref.head, end) if self.w.pos[k] != "DET"]
        return self.organs.speaking_for(bodies[0], " ".join(words), end)

    def _nation(self, ref: Ref) -> Chain | None:
        """The people of a state: "the American people" are those whom the text calls "Americans"."""
        if ref.lemma != "people" or ref.definite != THE or " " in ref.phrase:
            return None
        states = list(self.belonging.states(ref))
        if len(states) != 1:
            return None
        for chain in self.state.chains:
            group = chain.group
            if group is not None and group.kind == "people" and group.country == states[0][0].country:
                return chain
        return None

    def _of_state(self, ref: Ref) -> int:
        """Where "heads of state and government" ends."""
        w, end = self.w, ref.end
        if ref.lemma == "head" and w.lower[end : end + 2] == ["of", "state"]:
            end += 2
            for more in (["and", "government"], ["and", "governments"], ["or", "government"]):
                if w.lower[end : end + 2] == more:
                    end += 2
        return end

    def _led(self, ref: Ref) -> Chain | None:
        """The government that is called by who leads it ("the Trump administration")."""
        for child in self.w.children[ref.head]:
            name = self.by_head.get(child)
            if (
                self.w.dep[child] in ("compound", "nmod:poss", "nmod")
                and name is not None
                and name.group is not None
            ):
                entry = name.group.entry
                if entry is not None and entry.kind == "person":
                    return self.organs.led_by(ref, entry)
        return None

    def _country(self, ref: Ref) -> Chain | None:
        """The state that "our country" and "this country" mean: the speaker's own, else the one spoken of."""
        ours = ref.definite == POSSESSED and ref.modifiers & OURS
        if ref.number == PLURAL or ref.lemma not in COUNTRIES or not (ours or ref.definite == DEMONSTRATIVE):
            return None
        if ref.modifiers - OURS:
            return None
        if self.w.lower[ref.start] == "that":
            state = self.spoken_of.last(ref)
        else:
            state = (self._country_of_speaker(ref) if ours else None) or self.spoken_of.here(ref)
        return self.state.of_known(state) if state is not None else None

    def _country_of_speaker(self, ref: Ref) -> Entry | None:
        """The state of whoever says "our country" in a quotation."""
        speaker = self.by_head.get(self.w.speaker_of.get(ref.quote, -1)) if ref.quote else None
        if speaker is None or self.knowledge is None:
            return None
        entry = speaker.group.entry if speaker.group is not None else None
        if entry is not None:
            return self.knowledge.get(f"state:{entry.country}") if entry.country else None
        states = list(self.belonging.states(speaker))
        return states[0][0] if len(states) == 1 else None

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
        if pronoun.role == 0 and pronoun.pronoun in (0, 4, 8, 12):
            carried = self._carried(pronoun)
            if carried is not None:
                return carried
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
            for chain in self.state.since(pronoun.sent - REACH)
            if chain.group is not None
            and chain.group.entry is not None
            and 0 <= pronoun.sent - int(self.state.table[chain.index][c.SENT]) <= REACH
            and any(
                office.lemma in tenure.title.lower().split()
                for tenure in self.holders.offices(chain.group.entry.id)
            )
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _carried(self, pronoun: Ref) -> Chain | None:
        """Who spoke through a press agency in the sentence before: "Reuters reports that the ministry denied it.

        It said ..." goes on with the ministry; agencies and papers carry what others say.
        """
        w = self.w
        if pronoun.governor < 0 or w.lemma[pronoun.governor] not in lexicon.SPEECH_VERBS:
            return None
        for chain in self.state.since(pronoun.sent - 1):
            if chain.group is None or chain.group.kind != "media":
                continue
            told = (ref for ref in chain.refs if ref.sent == pronoun.sent - 1 and ref.role == 0)
            verb = next((ref.governor for ref in told), -1)
            if verb < 0 or w.lemma[verb] not in lexicon.SPEECH_VERBS:
                continue
            for clause in (k for k in w.children[verb] if w.dep[k] == "ccomp"):
                for subject in w.children[clause]:
                    ref = self.by_head.get(subject)
                    if w.dep[subject] == "nsubj" and ref is not None and _fits(pronoun, ref):
                        return self.state.of_ref.get(subject)
        return None

    def _speaking_text(self, pronoun: Ref) -> Chain | None:
        """The text that spoke, or in which someone spoke, in the sentence before, where "it" says something now."""
        w = self.w
        if pronoun.governor < 0 or w.lemma[pronoun.governor] not in lexicon.SPEECH_VERBS:
            return None
        for chain in self.state.since(pronoun.sent - 1):
            row = self.state.table[chain.index]
            if row[c.CLS] != TEXT or pronoun.sent - int(row[c.SENT]) != 1:
                continue
            verb = w.lemma[int(row[c.GOVERNOR])]
            if row[c.SUBJECT_SENT] == row[c.SENT] or (row[c.ROLE] in (3, 4) and verb in lexicon.SPEECH_VERBS):
                return chain
        return None

    def _counted(self, ref: Ref) -> Chain | None:
        """The last so many actors of a kind, where a noun phrase counts them."""
        w = self.w
        before = [w.lower[k] for k in range(max(0, ref.head - 3), ref.head) if w.sent[k] == ref.sent]
        count = max([2 if ref.lemma in PAIRS else 0, *(COUNTS.get(word, 0) for word in before)])
        determined = ref.definite in (1, 2) or "both" in before
        natural = not count and ref.lemma in TWO_BY_NATURE and ref.definite in (THE, DEMONSTRATIVE)
        if natural:
            count = 2
        if not count or not determined:
            return None
        wanted = self._kind(ref)
        if not wanted:
            return None
        table, near = self.state.table, self.state.since(ref.sent - REACH)
        together = [
            chain
            for chain in near
            if len(chain.members) == count
            and all(int(table[member.index][c.CLS]) in wanted for member in chain.members)
        ]
        if together:
            return max(together, key=lambda chain: int(table[chain.index][c.HEAD]))
        if natural:
            return None
        recent = sorted(
            (
                chain
                for chain in near
                if not chain.members
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


def _fits(pronoun: Ref, ref: Ref) -> bool:
    """Whether a subject can be what a pronoun goes on with, by kind and number."""
    if pronoun.pronoun < 8:
        return ref.cls == PERSON and ref.gender in (0, pronoun.gender)
    if pronoun.pronoun < 12:
        return ref.cls in (ORGANIZATION, STATE) and ref.number != PLURAL
    return ref.cls in (ORGANIZATION, STATE, PEOPLE)
