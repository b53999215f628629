"""Which reference belongs to which chain: one walk over the references of a text, in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chancery.actors import chains as c
from chancery.actors import lexicon
from chancery.actors import ranker as scoring
from chancery.actors.binding import apart
from chancery.actors.chains import Chain, Chains
from chancery.actors.choosing import Chooser
from chancery.actors.equating import alike, called, fronted, said_of
from chancery.actors.knowledge import Knowledge
from chancery.actors.mentions import (
    BARE,
    DEMONSTRATIVE,
    NAME,
    NOMINAL,
    ORGANIZATION,
    PEOPLE,
    PERSON,
    PLACE,
    PLURAL,
    POSSESSED,
    PRONOUN,
    STATE,
    TEXT,
    THE,
    THING,
    UNKNOWN,
    Ref,
)
from chancery.actors.nominals import Nominals
from chancery.actors.words import Words
from chancery.language.pairs import Pairs

ACTOR_CLASSES = frozenset({PERSON, PEOPLE, ORGANIZATION, STATE})
RANKED_CLASSES = ACTOR_CLASSES | {PLACE}
RELATIVE_CLAUSES = frozenset({"acl:relcl", "acl"})
"""What a clause with a relative pronoun is labelled; the parser takes infinitives among them for plain modifiers."""
GENERIC = frozenset(
    """adult boy child female friend girl guest guy human individual kid lady male man member other others parent
    participant party people person side student teenager those visitor woman youth group team one""".split()
)
"""Nouns that say too little for two uses of them alone to mean the same people."""

NAMED_AFTER = frozenset(["agency", "broadcaster", "magazine", "newspaper", "bank", "lender", "watchdog"])
"""Nouns after which the name of a body may stand at once, besides those that may also follow it."""

CHARGE = 9
"""Words that what an office is of has at most ("the minister for the economy and the environment of Chile" has 8)."""
UNLINKED = frozenset(["appos", "dep", "flat", "nmod:desc", "nmod:unmarked", "parataxis", "vocative"])
"""How a name is joined to a sentence that stands right after the long title before it."""

DEFINITE = frozenset({THE, DEMONSTRATIVE, POSSESSED})


def is_ranked(ref: Ref) -> bool:
    """Whether the scorer decides where a reference belongs: third-person pronouns and definite nominals."""
    if ref.form == PRONOUN:
        return ref.person == 3
    return ref.form == NOMINAL and ref.definite in DEFINITE and ref.cls in RANKED_CLASSES


class Linker:
    """Gives each reference of a text its chain. `link` runs once; `state` holds the outcome."""

    def __init__(
        self,
        words: Words,
        refs: Sequence[Ref],
        ranker: scoring.Ranker | None,
        *,
        pairs: Pairs | None = None,
        knowledge: Knowledge | None = None,
        on: date | None = None,
    ) -> None:
        self.w, self.refs = words, refs
        self.by_head = {ref.outer: ref for ref in refs if ref.outer >= 0} | {ref.head: ref for ref in refs}
        self.by_start = {ref.start: ref for ref in refs if ref.form == NAME}
        self.by_end = {ref.end: ref for ref in refs if ref.form == NAME}
        self.state = Chains(2 * len(refs) + 8)
        self.things: dict[str, Chain] = {}
        self.said: dict[tuple[str, int], Chain] = {}
        self.called: dict[tuple[str, int], Chain] = {}
        self.pairs: dict[int, Chain] = {}
        self.renamed: list[tuple[Chain, Chain]] = []
        self.nominals = Nominals(words, self.by_head, self.state, knowledge, on)
        self.chooser = Chooser(words, refs, self.by_head, self.state, self.nominals.holders, ranker, pairs)

    def link(self) -> Chains:
        """Walk the references; afterwards every one that could be placed has a chain."""
        for ref in self.refs:
            if ref.head in self.state.of_ref:
                continue
            if ref.form == PRONOUN and ref.person == 3:
                self._look_ahead(ref)
            self._settle(ref)
        self._name_offices()
        self._join_renamed()
        return self.state

    def _name_offices(self) -> None:
        """Give those who were spoken of by their office before their name came ("The Foreign Secretary ...")."""
        for chain in list(self.state.chains):
            first = chain.refs[0] if chain.refs else None
            if first is None or chain.group is not None or first.form != NOMINAL or not first.title:
                continue
            if first.number == PLURAL or first.definite not in (THE, BARE) or first.predicate:
                continue
            holder = self.nominals.holders.holder_after(first)
            if holder is not None and holder is not chain:
                self.state.give(chain, holder)

    def _join_renamed(self) -> None:
        """Join two named chains of which the text says that one is another name of the other."""
        for one, other in self.renamed:
            known = [
                chain for chain in (one, other) if chain.group is not None and chain.group.entry is not None
            ]
            if one.refs and other.refs and len(known) < 2:
                kept = known[0] if known else one
                self.state.give(other if kept is one else one, kept)

    def _settle(self, ref: Ref) -> None:
        if ref.form == NOMINAL and ref.definite == POSSESSED:
            owners = (k for k in self.w.children[ref.head] if self.w.dep[k] == "nmod:poss")
            owner = self.state.of_ref.get(next(owners, -1))
            ref.owner = owner.index if owner is not None else -1
        chain = self.home(ref)
        if chain is not None:
            self.state.add(ref, chain)
            self.chooser.heard(ref, chain)
            self._note_bodies(ref, chain)
            if ref.form == NOMINAL and ref.cls in (THING, UNKNOWN, TEXT):
                self.things[ref.lemma] = chain
            if ref.form == NOMINAL and ref.cls in ACTOR_CLASSES and ref.phrase:
                self.said[ref.phrase, ref.number] = chain
                self.called[ref.lemma, ref.number] = chain
        self._coordinate(ref)

    def _note_bodies(self, ref: Ref, chain: Chain) -> None:
        """Keep the states and bodies that a title before a name, or the first description of somebody, names."""
        titled = ref.form == NAME and ref.name is not None and ref.name.title
        described = (
            ref.form == NOMINAL and ref.cls in (PERSON, PEOPLE) and (len(chain.refs) == 1 or ref.equated)
        )
        if titled or described:
            chain.said |= {entry.id for entry in self.nominals.belonging.bodies(ref)}

    def home(self, ref: Ref) -> Chain | None:
        """The chain that a reference belongs to: one there is, a new one, or None where it is left open."""
        if ref.form == NAME:
            several = self._family(ref) or self.nominals.seated(ref)
            if several is not None:
                return several
            known = self.state.of_group.get(id(ref.group)) if ref.group is not None else None
            if known is None and ref.group is not None and ref.group.entry is not None:
                known = self.state.of_entry.get(ref.group.entry.id)
            other = self._alias(ref)
            if known is not None and other is not None and other is not known:
                self.renamed.append((known, other))
            return known or self.nominals.named(ref) or other or self.state.new()
        if ref.form == PRONOUN:
            if ref.person == 4:
                return self._relative(ref)
            return self.nominals.identified(ref) or self.chooser.best(ref) if ref.person == 3 else None
        beside = self._named_beside(ref) or self._beside_comma(ref) or self._predicated(ref)
        ref.equated = beside is not None
        return beside or self._nominal(ref)

    def _family(self, ref: Ref) -> Chain | None:
        """The group of those who share a surname, for its plural ("the Sams")."""
        word = ref.lemma
        if ref.number != PLURAL or ref.group is None or ref.group.entry is not None or not word.endswith("s"):
            return None
        bearers = [
            chain
            for chain in self.state.chains
            if chain.group is not None
            and chain.group.kind == "person"
            and chain.group.words[-1:] == (word[:-1],)
        ]
        return self.state.together(bearers, ref) if len(bearers) > 1 else None

    def _nominal(self, ref: Ref) -> Chain:
        ruled = self.nominals.find(ref)
        if ruled is not None:
            return ruled
        if is_ranked(ref):
            return self.chooser.best(ref) or self._again(ref) or self.state.new()
        if ref.cls in ACTOR_CLASSES:
            return self._again(ref) or self.state.new()
        if (
            ref.definite in (THE, DEMONSTRATIVE)
            and ref.lemma in self.things
            and ref.cls in (THING, UNKNOWN, TEXT)
        ):
            return self.things[ref.lemma]
        return self.state.new()

    def _again(self, ref: Ref) -> Chain | None:
        """Whom the same words meant before: "plaintiffs ... plaintiffs", "the researchers ... the researchers".

        Words that say hardly anything ("people") and phrases with "a" or "some" mean others each time.
        """
        bare = ref.definite == BARE and ref.number == PLURAL
        if not (bare or ref.definite in (THE, DEMONSTRATIVE)) or (
            ref.lemma in GENERIC and " " not in ref.phrase
        ):
            return None
        chain = self.said.get((ref.phrase, ref.number))
        if chain is None and not bare:
            # "The managers" after "the House managers": nobody else was called so since.
            chain = self.called.get((ref.lemma, ref.number))
            if chain is not None and not ref.modifiers <= chain.modifiers:
                return None
        if chain is not None and chain is self.state.of_ref.get(apart(ref, self.w)):
            return None
        if chain is None or not (ref.modifiers <= chain.modifiers or not ref.modifiers):
            return None
        return chain if self.nominals.holders.fits(ref, chain) else None

    def _look_ahead(self, ref: Ref) -> None:
        """Settle the subject of the main clause first where a pronoun stands in a clause or phrase before it."""
        w = self.w
        k, steps = ref.head, 0
        while w.head[k] != k and steps < 12:
            k, steps = w.head[k], steps + 1
            if k <= ref.head or w.clause[k] != k:
                continue
            for child in w.children[k]:
                later = self.by_head.get(child)
                if (
                    w.dep[child] in ("nsubj", "nsubj:pass")
                    and child > ref.head
                    and later is not None
                    and later.form != PRONOUN
                    and child not in self.state.of_ref
                ):
                    self._settle(later)
                    return

    def _relative(self, ref: Ref) -> Chain | None:
        w, k, steps = self.w, ref.head, 0
        while w.dep[k] not in RELATIVE_CLAUSES and w.head[k] != k and steps < 8:
            k, steps = w.head[k], steps + 1
        if w.dep[k] in RELATIVE_CLAUSES:
            return self.state.of_ref.get(w.head[k])
        if ref.lemma not in ("who", "whose") or ref.head < 2 or w.text[ref.head - 1] != ",":
            return None
        # A clause that hangs on the verb ("said Mr Lee, who ...") is of whoever stands right before the comma.
        before = self.by_end.get(ref.head - 1) or self.by_head.get(ref.head - 2)
        return self.state.of_ref.get(before.head) if before is not None else None

    def _alias(self, ref: Ref) -> Chain | None:
        """Whom the sentence says to go by a new name: "the team, known as the Gliders", "a militia called Haraka"."""
        k = said_of(self.w, ref.head, calling=True)
        other = self.by_head.get(k) if k is not None else None
        return self.state.of_ref.get(other.head) if other is not None and alike(ref, other) else None

    def _named_beside(self, ref: Ref) -> Chain | None:
        """The chain of what a nominal stands in apposition to, before or after it."""
        w = self.w
        if w.dep[ref.head] == "appos" or self._set_off(ref):
            other = self.by_head.get(w.head[ref.head])
            if other is not None and alike(ref, other):
                return self.state.of_ref.get(other.head)
        for child in (*w.children[ref.head], *called(w, ref.head)):
            if w.dep[child] in ("appos", "nmod:desc", "flat", "xcomp", "obj"):
                name = self.by_head.get(child)
                if name is not None and self._names(name, ref):
                    return self._several(ref, name) or self._introduced(ref, name)
        return self._acronym_beside(ref)

    def _set_off(self, ref: Ref) -> bool:
        """Whether commas set a description off from the name before it, though the parse took both for a list.

        "Norway, the alliance's northern guard, agreed": no comma follows the last of a list.
        """
        w = self.w
        first = w.head[ref.head]
        other = self.by_head.get(first)
        if w.dep[ref.head] != "conj" or ref.definite not in (THE, POSSESSED) or other is None:
            return False
        if other.form != NAME or other.end >= w.n or w.text[other.end] != "," or ref.start != other.end + 1:
            return False
        end = max(w.right_edge(k) for k in w.children[first] if w.dep[k] == "conj") + 1
        return end < w.n and w.text[end] == "," and w.sent[end] == ref.sent

    def _acronym_beside(self, ref: Ref) -> Chain | None:
        """The body whose acronym follows its description in brackets ("the union of Polish dockers (ZDP)")."""
        w = self.w
        if ref.cls != ORGANIZATION or ref.number == PLURAL or ref.definite not in (THE, POSSESSED):
            return None
        end = ref.end
        while end < w.n and w.text[end] != "(" and w.pos[end] not in ("VERB", "AUX", "PUNCT", "SPACE"):
            end += 1
        name = self.by_start.get(end + 1) if end < w.n and w.text[end] == "(" else None
        if name is None or w.text[name.end : name.end + 1] != [")"] or not w.text[name.start].isupper():
            return None
        return self._introduced(ref, name) if self._names(name, ref) and end not in self.by_end else None

    def _names(self, name: Ref, ref: Ref) -> bool:
        return name.form == NAME and alike(ref, name) and name.head not in self.state.of_ref

    def _several(self, ref: Ref, name: Ref) -> Chain | None:
        """The group of those whom a plural introduces ("two ministers, Ann Lee and Bo Dahl")."""
        more = [self.by_head.get(k) for k in self.w.children[name.head] if self.w.dep[k] == "conj"]
        named = [name, *(one for one in more if one is not None and self._names(one, ref))]
        if ref.number != PLURAL or len(named) < 2:
            return None
        for one in named:
            self._settle(one)
        members = [self.state.of_ref[one.head] for one in named if one.head in self.state.of_ref]
        return self.state.together(members, ref) if len(members) > 1 else None

    def _introduced(self, ref: Ref, name: Ref) -> Chain | None:
        """The chain of a name that a nominal introduces; whom the same words meant before gets the name now."""
        before = self.said.get((ref.phrase, ref.number)) if ref.definite in (THE, POSSESSED) else None
        unknown = name.group is not None and id(name.group) not in self.state.of_group
        if before is not None and unknown and before.group is None and not before.members:
            chain: Chain | None = before
        else:
            chain = self.home(name)
        if chain is not None and name.group is not None:
            self.state.of_group[id(name.group)] = chain
        return chain

    def _beside_comma(self, ref: Ref) -> Chain | None:
        """The person named right after a title and a comma ("Japan's prime minister, Fumio Kishida"), or before it.

        And the body named right after what it is ("the news agency Interfax"). By the words alone, for parses that
        miss the apposition.
        """
        w = self.w
        if ref.number == PLURAL or ref.definite not in (THE, POSSESSED, BARE):
            return None
        if not ref.title:
            body = self.by_start.get(ref.end) if ref.lemma in lexicon.NAMED_BODIES | NAMED_AFTER else None
            named = body is not None and body.cls == ORGANIZATION and self._names(body, ref)
            return self._introduced(ref, body) if body is not None and named else None
        after = ref.end + 1 if ref.end < w.n and w.text[ref.end] == "," else ref.end
        if after > ref.end:
            name = self.by_start.get(after)
            if name is not None and name.cls == PERSON and name.head not in self.state.of_ref:
                return self._introduced(ref, name)
        name = self._behind_charge(ref)
        if name is not None:
            return self._introduced(ref, name)
        charged = [k for k in w.children[ref.head] if k > ref.head and w.dep[k] == "nmod"]
        if charged:
            # "The director of the Lisbon office Ana Reis": the name follows what the office is of.
            name = self.by_start.get(max(w.right_edge(k) for k in charged) + 1)
            if name is not None and name.cls == PERSON and self._names(name, ref):
                titled = name.name is not None and name.name.title
                return None if titled or w.dep[name.head] not in UNLINKED else self._introduced(ref, name)
        if ref.definite == BARE and not ref.modifiers:
            return None
        before = ref.start - 1
        if before > 0 and w.text[before] == ",":
            name = self.by_end.get(before)
            if name is not None and name.cls == PERSON and name.sent == ref.sent:
                return self.state.of_ref.get(name.head)
        return None

    def _behind_charge(self, ref: Ref) -> Ref | None:
        """The name set off by commas behind what an office is of ("the president of South Sudan, Ann Lee, agreed")."""
        w = self.w
        comma = ref.end
        if comma >= w.n or w.lower[comma] not in ("of", "for") or ref.definite == BARE:
            return None
        while (
            comma < min(w.n, ref.end + CHARGE)
            and w.text[comma] != ","
            and w.pos[comma] not in ("VERB", "AUX")
        ):
            comma += 1
        name = self.by_start.get(comma + 1) if comma < w.n and w.text[comma] == "," else None
        if name is None or name.cls != PERSON or name.end >= w.n or not self._names(name, ref):
            return None
        list_goes_on = name.end + 1 < w.n and w.lower[name.end + 1] in ("and", "or")
        return name if w.text[name.end] in (",", ".", ";") and not list_goes_on else None

    def _predicated(self, ref: Ref) -> Chain | None:
        """The chain of whoever a nominal says something of ("he is the envoy", "she served as envoy")."""
        if ref.cls not in ACTOR_CLASSES and not ref.title:
            return None
        k = said_of(self.w, ref.head)
        if k is None and (k := fronted(self.w, ref.head)) is not None:
            later = self.by_head.get(k)
            if later is not None and alike(ref, later) and k not in self.state.of_ref:
                self._settle(later)
        other = self.by_head.get(k) if k is not None else None
        return self.state.of_ref.get(other.head) if other is not None and alike(ref, other) else None

    def _coordinate(self, ref: Ref) -> None:
        """At the last of several coordinated references, the group of them becomes a chain of its own."""
        w = self.w
        if w.dep[ref.head] != "conj":
            return
        first = w.head[ref.head]
        if first not in self.by_head or first > ref.head:
            return
        rest = [k for k in w.children[first] if w.dep[k] == "conj"]
        if ref.head != rest[-1] or not any(w.lower[g] in ("and", "&") for k in rest for g in w.children[k]):
            return
        members = [self.state.of_ref[k] for k in (first, *rest) if k in self.state.of_ref]
        if len(members) == len(rest) + 1 and len({member.index for member in members}) > 1:
            self.grouped(self.by_head[first], members)

    def grouped(self, ref: Ref, members: Sequence[Chain]) -> None:
        """Note that several chains were spoken of together."""
        for member in members:
            self.state.table[member.index][c.PAIRED] = 1
        self.pairs[ref.head] = self.state.together(members, ref)


__all__ = ["Linker", "is_ranked"]
