"""Event rules, frames and code tables: data files in, checked and indexed objects out.

A rule names one kind of act by its words; a frame is a word that changes what the act inside it is (agree
to, refuse to, call for, halt). Both are read once, checked entry by entry, and indexed by trigger.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeVar

from chancery.coding.word_forms import WordForms
from chancery.coding.words import listed
from chancery.errors import RuleError

FrameKind = Literal[
    "agree", "refuse", "request", "demand", "threaten", "end", "cancel", "allow", "fail", "deny", "say", "do", "doubt",
    "accuse", "undergo", "decide",
]  # fmt: skip
BROAD = 60
"""A class with more words than this says little about the act; rules that ask for it are tried later."""
FRAME_KINDS: tuple[str, ...] = FrameKind.__args__  # type: ignore[attr-defined]
_RULE_FIELDS = listed(
    "id code mode verb noun adjective object subject preposition actor recipient mutual alone of clause "
    "forbid passive complement near purpose framed bare carried yes no"
)
_FRAME_FIELDS = listed("id kind verb noun adjective code link clause preposition yes no")
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
    for one of these lemmas in the sentence. `framed` acts count only inside a frame: elections are no event
    here, the demand for them is. `carried` lists the only verbs that can carry a noun ("voiced concern").
    `bare` verbs take one object and nothing said of it ("called him", not "called him a liar").
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
    purpose: frozenset[str] = frozenset()
    framed: bool = False
    bare: bool = False
    carried: frozenset[str] = frozenset()
    passive: bool | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

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
    forms: WordForms


_Entry = TypeVar("_Entry", Rule, Frame)


def _table(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: not valid TOML: {error}") from error


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _words(entries: Iterable[str], classes: Mapping[str, Words], where: str) -> Words:
    single: set[str] = set()
    groups: list[frozenset[str]] = []
    for entry in entries:
        if entry.startswith("@"):
            known = classes.get(entry[1:])
            if known is None:
                raise RuleError(f"{where} names the class {entry}. Classes: {', '.join(sorted(classes))}")
            single |= known.single
            groups.extend(known.groups)
        elif " " in entry:
            groups.append(frozenset(entry.split()))
        else:
            single.add(entry)
    return Words(frozenset(single), tuple(groups))


def _optional(row: Mapping[str, Any], name: str, classes: Mapping[str, Words], where: str) -> Words | None:
    return _words(_listed(row[name]), classes, where) if name in row else None


def _rule(
    row: Mapping[str, Any], where: str, codes: Mapping[str, Code], classes: Mapping[str, Words]
) -> Rule:
    unknown = set(row) - _RULE_FIELDS
    if unknown:
        raise RuleError(
            f"{where} has {', '.join(sorted(unknown))}. Fields: {', '.join(sorted(_RULE_FIELDS))}"
        )
    code = codes.get(str(row.get("code")))
    if code is None:
        raise RuleError(f"{where} has code {row.get('code')!r}, which cameo.toml does not list")
    if not (row.get("verb") or row.get("noun") or row.get("adjective")):
        raise RuleError(f"{where} has no trigger; give it verb, noun or adjective")
    return Rule(
        id=row["id"],
        code=code,
        mode=row.get("mode", code.mode),
        verbs=_listed(row.get("verb")),
        nouns=_listed(row.get("noun")),
        adjectives=_listed(row.get("adjective")),
        object=_optional(row, "object", classes, where),
        subject=_optional(row, "subject", classes, where),
        forbid=_optional(row, "forbid", classes, where),
        preposition={
            key: _words(_listed(value), classes, where) for key, value in row.get("preposition", {}).items()
        },
        actor=_listed(row.get("actor")),
        recipient=_listed(row.get("recipient")),
        of=row.get("of", "recipient"),
        mutual=bool(row.get("mutual", False)),
        alone=bool(row.get("alone", True)),
        clause=bool(row.get("clause", False)),
        complement=_optional(row, "complement", classes, where),
        near=_words(_listed(row.get("near")), classes, where).single,
        purpose=frozenset(_listed(row.get("purpose"))),
        framed=bool(row.get("framed", False)),
        bare=bool(row.get("bare", False)),
        carried=frozenset(_listed(row.get("carried"))),
        passive=row.get("passive"),
        yes=_listed(row.get("yes")),
        no=_listed(row.get("no")),
    )


def _frame(row: Mapping[str, Any], where: str, codes: Mapping[str, Code]) -> Frame:
    unknown = set(row) - _FRAME_FIELDS
    if unknown:
        raise RuleError(
            f"{where} has {', '.join(sorted(unknown))}. Fields: {', '.join(sorted(_FRAME_FIELDS))}"
        )
    if row["kind"] not in FRAME_KINDS:
        raise RuleError(f"{where} has kind {row['kind']!r}. Kinds: {', '.join(FRAME_KINDS)}")
    if "code" in row and row["code"] not in codes:
        raise RuleError(f"{where} has code {row['code']!r}, which cameo.toml does not list")
    if row.get("clause", "any") not in CLAUSES:
        raise RuleError(f"{where} has clause {row['clause']!r}. Values: {', '.join(CLAUSES)}")
    return Frame(
        id=row["id"],
        kind=row["kind"],
        verbs=_listed(row.get("verb")),
        nouns=_listed(row.get("noun")),
        adjectives=_listed(row.get("adjective")),
        code=row.get("code"),
        links=frozenset(_listed(row.get("link")) or ("clause", "noun", "preposition")),
        clause=row.get("clause", "any"),
        prepositions=frozenset(_listed(row.get("preposition"))),
        yes=_listed(row.get("yes")),
        no=_listed(row.get("no")),
    )


def _by_trigger(entries: Iterable[_Entry], attribute: str) -> dict[str, tuple[_Entry, ...]]:
    found: dict[str, list[_Entry]] = {}
    for entry in entries:
        for word in getattr(entry, attribute):
            found.setdefault(word, []).append(entry)
    return {word: tuple(listed) for word, listed in found.items()}


def _forms(
    rules: Iterable[Rule], frames: Iterable[Frame], classes: Iterable[Words], irregular: Mapping[str, str]
) -> WordForms:
    """The forms of all words that rules, frames and classes name."""
    entries: tuple[Rule | Frame, ...] = (*rules, *frames)
    verbs = {verb.partition(" ")[0]: None for entry in entries for verb in entry.verbs}
    nouns = {noun: None for entry in entries for noun in entry.nouns}
    for words in (*classes, *(slot for rule in rules for slot in rule.slots)):
        nouns.update(dict.fromkeys(sorted(words.single)))
        nouns.update(dict.fromkeys(sorted(word for group in words.groups for word in group)))
    return WordForms.of(verbs, nouns, irregular)


def read_codebook(folder: Traversable) -> Codebook:
    """The codebook in a folder: cameo.toml, plover.toml, lexicon.toml, irregular.toml, frames.toml, events_*.toml."""
    plover = _table(folder, "plover.toml")
    modes = {name: frozenset(row["modes"]) for name, row in plover["type"].items()}
    codes = {
        cameo: Code(
            cameo=cameo,
            name=row["name"],
            type=row.get("type"),
            mode=row.get("mode"),
            goldstein=float(row["goldstein"]),
        )
        for cameo, row in _table(folder, "cameo.toml").items()
    }
    classes: dict[str, Words] = {}
    for name, entries in _table(folder, "lexicon.toml").items():
        classes[name] = _words(entries, classes, f"lexicon.toml: class {name!r}")
    rules: dict[str, Rule] = {}
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.startswith("events_"))
    for name in names:
        for row in _table(folder, name).get("rule", ()):
            where = f"{name}: rule {row.get('id')!r}"
            rule = _rule(row, where, codes, classes)
            if rule.id in rules:
                raise RuleError(f"{where} is listed twice; give each rule its own id")
            if rule.mode and rule.mode not in modes.get(rule.code.type or "", ()):
                allowed = ", ".join(sorted(modes.get(rule.code.type or "", ()))) or "none"
                raise RuleError(f"{where} has mode {rule.mode!r}. Modes of {rule.code.type}: {allowed}")
            rules[rule.id] = rule
    frames = tuple(
        _frame(row, f"frames.toml: frame {row.get('id')!r}", codes)
        for row in _table(folder, "frames.toml").get("frame", ())
    )
    ranked = sorted(rules.values(), key=lambda rule: -rule.weight)
    contexts: dict[str, str] = {}
    for context, words in plover["context"].items():
        for word in words:
            contexts.setdefault(word, context)
    return Codebook(
        codes=codes,
        quads={name: row["quad"] for name, row in plover["type"].items()},
        modes=modes,
        contexts=contexts,
        rules=tuple(rules.values()),
        frames=frames,
        classes=classes,
        verbs=_by_trigger(ranked, "verbs"),
        nouns=_by_trigger(ranked, "nouns"),
        adjectives=_by_trigger(ranked, "adjectives"),
        frame_verbs=_by_trigger(frames, "verbs"),
        frame_nouns=_by_trigger(frames, "nouns"),
        frame_adjectives=_by_trigger(frames, "adjectives"),
        context_order=tuple(plover["context"]),
        means={mode: frozenset(words) for mode, words in plover["means"].items()},
        forms=_forms(rules.values(), frames, classes.values(), _table(folder, "irregular.toml")["verbs"]),
    )


@cache
def codebook() -> Codebook:
    """The codebook that ships with Chancery, read once."""
    return read_codebook(files("chancery.coding") / "data")
