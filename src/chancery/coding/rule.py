"""What a codebook is made of: codes, word classes, rules and frames, and the look-ups over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from chancery.coding.word_forms import WordForms

FrameKind = Literal[
    "agree", "refuse", "request", "demand", "threaten", "end", "cancel", "allow", "fail", "deny", "say", "do", "doubt",
    "accuse", "undergo", "decide",
]  # fmt: skip
BROAD = 60
"""A class with more words than this says little about the act; rules that ask for it are tried later."""
FRAME_KINDS: tuple[str, ...] = FrameKind.__args__  # type: ignore[attr-defined]
CLAUSES: tuple[str, ...] = ("any", "to", "object", "own", "wish")
"""What a frame asks of a clause inside it: nothing, an infinitive, somebody else's deed, its own subject's, a wish
("insisted that he leave")."""


@dataclass(frozen=True, slots=True)
class Words:
    """A set of nouns a slot may hold: single lemmas, and groups of lemmas that must occur together."""

    single: frozenset[str] = frozenset()
    groups: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """One CAMEO code and what PLOVER makes of it (`type` is None where PLOVER drops it)."""

    cameo: str
    name: str
    type: str | None
    mode: str | None
    goldstein: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One kind of act: its trigger words, what must stand around them, and its CAMEO code.

    `object`, `subject` and `preposition` restrict what fills those slots. `actor` and `recipient` list where
    the roles are found, best first ("subject", "object", "second" or a preposition). `of` says which role
    an of-phrase of a noun trigger fills. `alone` lets a noun stand without any verb. `mutual` marks acts that
    all take part in alike. `clause` asks for a clausal complement, `complement` for a predicate of the object
    ("found him guilty"), `purpose` for one of these verbs in a clause below ("sent soldiers to help"), `near`
    for one of these lemmas in the sentence, `unless` for none of these. `framed` acts count only inside a frame:
    elections are no event here, the demand for them is. `carried` lists the only verbs that can carry a noun
    ("voiced concern"). `bare` verbs take one object and nothing said of it ("called him", not "called him a
    liar"). `occasion` says that the act is what the preposition names: who tells somebody something at a meeting,
    meets.
    """

    id: str
    code: Code
    mode: str | None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    object: Words | None = None
    subject: Words | None = None
    forbid: Words | None = None
    preposition: Mapping[str, Words] = field(default_factory=dict)
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    of: str = "recipient"
    mutual: bool = False
    alone: bool = True
    clause: bool = False
    complement: Words | None = None
    near: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    purpose: frozenset[str] = frozenset()
    framed: bool = False
    bare: bool = False
    occasion: bool = False
    carried: frozenset[str] = frozenset()
    passive: bool | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    file: str = ""
    """The file that it stands in."""

    @property
    def slots(self) -> Iterator[Words]:
        """The words that its slots ask for or forbid."""
        listed = (self.object, self.subject, self.forbid, self.complement, *self.preposition.values())
        return (words for words in listed if words is not None)

    @property
    def loose(self) -> bool:
        """Whether a rule takes its verb with any object."""
        asked = (self.object, self.complement)
        return asked == (None, None) and not (self.preposition or self.near or self.purpose)

    @property
    def weight(self) -> int:
        """How much a rule asks for: the more, the earlier it is tried."""
        return (
            (0 if self.object is None else 3 if len(self.object.single) > BROAD else 5)
            + 4 * bool(self.preposition)
            + 5 * (self.complement is not None)
            + 6 * bool(self.near)
            + 5 * bool(self.purpose)
            + self.bare
            + (0 if self.subject is None else 2 if len(self.subject.single) > BROAD else 4)
            + 2 * self.clause
            + (self.passive is not None)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A word that changes what the act inside it is; `code` is what it means with nothing known inside.

    `clause` says which clauses a verb takes: "to" infinitives only, "object" only what somebody else is to do
    ("want him to leave"), "own" only what its subject itself is to do ("want to leave"), "wish" what
    should be, not what is ("insist that he leave"). `prepositions` lists
    those under which a verb without a clause takes what it is about ("call for"); empty where any will do.
    """

    id: str
    kind: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    code: str | None = None
    links: frozenset[str] = frozenset({"clause", "noun", "preposition"})
    clause: str = "any"
    prepositions: frozenset[str] = frozenset()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """All rules and frames, by trigger: a verb's key is its lemma, with its particle where it has one."""

    codes: Mapping[str, Code]
    quads: Mapping[str, int]
    modes: Mapping[str, frozenset[str]]
    contexts: Mapping[str, str]
    rules: tuple[Rule, ...]
    frames: tuple[Frame, ...]
    classes: Mapping[str, Words]
    verbs: Mapping[str, tuple[Rule, ...]]
    nouns: Mapping[str, tuple[Rule, ...]]
    adjectives: Mapping[str, tuple[Rule, ...]]
    frame_verbs: Mapping[str, tuple[Frame, ...]]
    frame_nouns: Mapping[str, tuple[Frame, ...]]
    frame_adjectives: Mapping[str, tuple[Frame, ...]]
    context_order: tuple[str, ...]
    means: Mapping[str, frozenset[str]]
    irregular: Mapping[str, str]
    forms: WordForms

    @classmethod
    def empty(cls) -> Codebook:
        """A codebook with nothing in it, to lay others over."""
        return cls(
            codes={}, quads={}, modes={}, contexts={}, rules=(), frames=(), classes={}, verbs={}, nouns={},
            adjectives={}, frame_verbs={}, frame_nouns={}, frame_adjectives={}, context_order=(), means={},
            irregular={}, forms=WordForms({}, {}),
        )  # fmt: skip
