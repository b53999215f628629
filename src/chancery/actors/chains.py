"""Chains of references to one thing, as they grow while a text is read, kept in one table for the scorer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from chancery.actors.knowledge import Entry
from chancery.actors.mentions import NAME, NEUTER, NOMINAL, PEOPLE, PERSON, PLURAL, PRONOUN, UNKNOWN, Ref
from chancery.actors.naming import Group

Table = npt.NDArray[np.int32]
(
    SENT, HEAD, ROLE, FORM, CLAUSE, COUNT, GENDER, NUMBER, CLS, NAMED, DEFINITE, SUBJECT_SENT, QUOTE, PARA,
    GOVERNOR, FIRST_SENT, PLURALITY, ALIVE, PAIRED,
) = range(19)  # fmt: skip
WIDTH = 19
FAR = 400
"""How many sentences back somebody may have been named whom a noun phrase means; news articles are shorter."""


class Chain:
    """One discourse entity.

    `members` are the chains that a group consists of ("the two men"). `organ_of` is the state of which it is the
    institution named in `organ`, or the body for which those named there speak (`collective`). `said` holds the ids
    of states and bodies that the text names with its titles.
    """

    __slots__ = (
        "collective",
        "group",
        "index",
        "lemmas",
        "members",
        "modifiers",
        "organ",
        "organ_end",
        "organ_of",
        "owned",
        "phrases",
        "refs",
        "roles",
        "said",
    )

    def __init__(self, index: int) -> None:
        self.index = index
        self.refs: list[Ref] = []
        self.group: Group | None = None
        self.organ_of: Entry | None = None
        self.organ = ""
        self.organ_end = 0
        self.collective = False
        self.members: tuple[Chain, ...] = ()
        self.lemmas: set[str] = set()
        self.phrases: set[str] = set()
        self.owned: set[tuple[str, int]] = set()
        self.roles: set[str] = set()
        self.modifiers: set[str] = set()
        self.said: set[str] = set()


class Chains:
    """All chains of a text, and their table: one row a chain, one column a property that scoring needs."""

    def __init__(self, capacity: int) -> None:
        self.table: Table = np.zeros((capacity, WIDTH), dtype=np.int32)
        self.chains: list[Chain] = []
        self.of_ref: dict[int, Chain] = {}
        self.of_group: dict[int, Chain] = {}
        self.of_entry: dict[str, Chain] = {}
        self.of_members: dict[tuple[int, ...], Chain] = {}

    def since(self, sentence: int) -> list[Chain]:
        """The chains last spoken of in that sentence or a later one, in the order in which they were made."""
        last = self.table[: len(self.chains), SENT]
        return [self.chains[row] for row in np.flatnonzero(last >= sentence).tolist()]

    def new(self) -> Chain:
        """An empty chain."""
        chain = Chain(len(self.chains))
        self.chains.append(chain)
        row = self.table[chain.index]
        row[SUBJECT_SENT] = -99
        row[SENT] = -99
        row[FIRST_SENT] = -1
        return chain

    def of_known(self, entry: Entry) -> Chain:
        """The chain of a known actor, whether or not the text has named it."""
        chain = self.of_entry.get(entry.id)
        if chain is None:
            chain = self.new()
            chain.group = Group(words=tuple(entry.name.lower().split()), kind=entry.kind, entry=entry)
            self.of_group[id(chain.group)] = chain
            self.of_entry[entry.id] = chain
        return chain

    def add(self, ref: Ref, chain: Chain) -> None:
        """Let a chain take a reference: its row then says where it was last spoken of, and as what."""
        chain.refs.append(ref)
        self.of_ref[ref.head] = chain
        if ref.outer >= 0:
            self.of_ref[ref.outer] = chain
        row = self.table[chain.index]
        row[SENT], row[HEAD], row[ROLE], row[FORM] = ref.sent, ref.head, ref.role, ref.form
        row[CLAUSE], row[GOVERNOR], row[QUOTE], row[PARA] = ref.clause, ref.governor, ref.quote, ref.para
        row[ALIVE], row[PAIRED] = 1, 0
        row[COUNT] += 1
        if row[FIRST_SENT] < 0:
            row[FIRST_SENT], row[DEFINITE] = ref.sent, ref.definite
        if ref.role <= 1:
            row[SUBJECT_SENT] = ref.sent
        self._agree(row, ref)
        if ref.form == NAME:
            row[NAMED] = 1
            if ref.group is not None and chain.group is None and not chain.collective:
                chain.group = ref.group
                self.of_group[id(ref.group)] = chain
                if ref.group.entry is not None:
                    self.of_entry.setdefault(ref.group.entry.id, chain)
                for title in ref.group.titles:
                    chain.roles.add(title)
        elif ref.form == NOMINAL:
            chain.lemmas.add(ref.lemma)
            chain.phrases.add(ref.phrase)
            chain.modifiers |= ref.modifiers
            if ref.owner >= 0:
                chain.owned.add((ref.lemma, ref.owner))

    def give(self, chain: Chain, other: Chain) -> None:
        """Let another chain take all references of a chain, which then has none."""
        for ref in chain.refs:
            self.of_ref[ref.head] = other
            if ref.outer >= 0:
                self.of_ref[ref.outer] = other
        other.refs.extend(chain.refs)
        chain.refs.clear()

    def _agree(self, row: Table, ref: Ref) -> None:
        if ref.form == PRONOUN and row[COUNT] > 1:
            if not row[GENDER] and ref.gender and ref.gender != NEUTER:
                row[GENDER] = ref.gender
            if row[CLS] == UNKNOWN and ref.cls == PERSON:
                row[CLS] = PERSON
            return
        if ref.gender and (not row[GENDER] or ref.form == NAME):
            row[GENDER] = ref.gender
        if ref.number and (not row[NUMBER] or ref.form == NAME):
            row[NUMBER] = ref.number
        if ref.cls and (not row[CLS] or ref.form == NAME):
            row[CLS] = ref.cls

    def together(self, members: Sequence[Chain], ref: Ref) -> Chain:
        """The chain of a group of chains ("France and Germany"), made when it is first needed."""
        key = tuple(sorted({member.index for member in members}))
        chain = self.of_members.get(key)
        if chain is None:
            chain = self.new()
            chain.members = tuple(self.chains[index] for index in key)
            self.of_members[key] = chain
        row = self.table[chain.index]
        row[SENT], row[HEAD], row[ROLE], row[FORM] = ref.sent, ref.head, ref.role, ref.form
        row[CLAUSE], row[GOVERNOR], row[QUOTE], row[PARA] = ref.clause, ref.governor, ref.quote, ref.para
        row[ALIVE] = 1
        row[COUNT] += 1
        if row[FIRST_SENT] < 0:
            row[FIRST_SENT], row[DEFINITE] = ref.sent, ref.definite
        if ref.role <= 1:
            row[SUBJECT_SENT] = ref.sent
        first = self.table[members[0].index]
        row[NUMBER], row[PLURALITY] = PLURAL, 1
        row[CLS] = PEOPLE if first[CLS] == PERSON else first[CLS]
        row[NAMED] = first[NAMED]
        return chain
