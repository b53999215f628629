"""Event rules, frames and code tables: data files in, checked and indexed objects out.

A rule names one kind of act by its words; a frame is a word that changes what the act inside it is (agree
to, refuse to, call for, halt). Both are read once, checked entry by entry, and indexed by trigger. A codebook of
a user's own is laid beside the one that ships, or takes the place of its rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from chancery.coding.graph import PARTICLES
from chancery.coding.rule import BROAD, CLAUSES, FRAME_KINDS, Code, Codebook, Frame, FrameKind, Rule, Words
from chancery.coding.word_forms import WordForms
from chancery.coding.words import listed
from chancery.errors import RuleError

_LISTS = listed(
    "verb noun adjective actor recipient near unless purpose carried yes no object subject forbid complement"
)
_FLAGS = listed("mutual alone clause passive framed bare occasion")
_WORDS = listed("id code mode of")
_RULE_FIELDS = _LISTS | _FLAGS | _WORDS | {"preposition"}
_FRAME_FIELDS = listed("id kind verb noun adjective code link clause preposition yes no")
_LINKS = ("clause", "noun", "preposition")
_OF = ("recipient", "actor", "object", "topic")
_SETTINGS = "codebook.toml"
_Entry = TypeVar("_Entry", Rule, Frame)


def read_codebook(folder: Traversable, base: Codebook | None = None) -> Codebook:
    """The codebook in a folder, laid over base where one is given.

    Files: events*.toml (rules), frames.toml, lexicon.toml (word classes), cameo.toml (codes), plover.toml (types,
    contexts, means), irregular.toml (past forms). With a base all may be missing; what they hold is added to the
    base or, under the same name, put in its place. A codebook.toml that says `instead = true` leaves the base's
    rules out; its frames, classes and codes stay. The folder's own rules are tried before the base's.
    """
    if base is None:
        base = Codebook.empty()
    elif not any(_names(folder)):
        raise RuleError(
            f"{folder}: no codebook there. It wants files such as events.toml, with [[rule]] entries"
        )
    plover = _table(folder, "plover.toml")
    quads = {**base.quads, **{name: row["quad"] for name, row in plover.get("type", {}).items()}}
    modes = {**base.modes, **{name: frozenset(row["modes"]) for name, row in plover.get("type", {}).items()}}
    codes = {**base.codes, **_codes(_table(folder, "cameo.toml"), quads)}
    classes = dict(base.classes)
    for name, entries in _table(folder, "lexicon.toml").items():
        classes[name] = _words(
            _strings(entries, f"lexicon.toml: class {name!r}"), classes, f"lexicon.toml: {name}"
        )
    own = _rules(folder, codes, classes, modes)
    frames = _frames(folder, codes)
    instead = bool(_table(folder, _SETTINGS).get("instead", False))
    others = () if instead else tuple(rule for rule in base.rules if rule.id not in own)
    contexts, means = plover.get("context", {}), plover.get("means", {})
    return _indexed(
        replace(
            base,
            codes=codes,
            quads=quads,
            modes=modes,
            contexts={
                **base.contexts,
                **{word: name for name, words in reversed(contexts.items()) for word in words},
            },
            context_order=tuple(dict.fromkeys((*contexts, *base.context_order))),
            means={**base.means, **{mode: frozenset(words) for mode, words in means.items()}},
            classes=classes,
            irregular={**base.irregular, **_table(folder, "irregular.toml").get("verbs", {})},
        ),
        tuple(own.values()),
        others,
        (*frames.values(), *(frame for frame in base.frames if frame.id not in frames)),
    )


@cache
def codebook() -> Codebook:
    """The codebook that ships with Chancery, read once."""
    return read_codebook(_shipped())


# -- files -------------------------------------------------------------------------------------------------------


def _names(folder: Traversable) -> list[str]:
    """The files of a codebook's rules, and its other files, as far as they are there."""
    known = (_SETTINGS, "frames.toml", "lexicon.toml", "cameo.toml", "plover.toml")
    found = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    return [name for name in found if name in known or (name.startswith("events") and name.endswith(".toml"))]


def _place(folder: Traversable, name: str) -> str:
    """How explanations name a file: with its folder, unless it ships with Chancery."""
    return name if folder == _shipped() else f"{folder}/{name}"


def _shipped() -> Traversable:
    return files("chancery.coding") / "data"


def _table(folder: Traversable, name: str) -> dict[str, Any]:
    """What a file of the folder holds; nothing where it is missing."""
    file = folder / name
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{name}: not valid TOML: {error}") from error


def _rules(
    folder: Traversable,
    codes: Mapping[str, Code],
    classes: Mapping[str, Words],
    modes: Mapping[str, frozenset[str]],
) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for name in _names(folder):
        if not name.startswith("events"):
            continue
        for row in _entries(folder, name, "rule"):
            where = f"{name}: rule {row.get('id')!r}"
            rule = replace(_rule(row, where, codes, classes), file=_place(folder, name))
            if rule.id in found:
                raise RuleError(f"{where} is listed twice; give each rule its own id")
            if rule.mode and rule.mode not in modes.get(rule.code.type or "", ()):
                allowed = ", ".join(sorted(modes.get(rule.code.type or "", ()))) or "none"
                raise RuleError(f"{where} has mode {rule.mode!r}. Modes of {rule.code.type}: {allowed}")
            found[rule.id] = rule
    return found


def _frames(folder: Traversable, codes: Mapping[str, Code]) -> dict[str, Frame]:
    rows = _entries(folder, "frames.toml", "frame")
    frames = [_frame(row, f"frames.toml: frame {row.get('id')!r}", codes) for row in rows]
    return {frame.id: replace(frame, file=_place(folder, "frames.toml")) for frame in frames}


def _entries(folder: Traversable, name: str, kind: str) -> Sequence[Mapping[str, Any]]:
    """The entries of that kind in a file; anything else at its top level is refused."""
    table = _table(folder, name)
    unknown = set(table) - {kind}
    if unknown:
        raise RuleError(f"{name} has {', '.join(sorted(unknown))}. It holds [[{kind}]] entries only")
    rows = table.get(kind, [])
    if not isinstance(rows, list):
        raise RuleError(f"{name}: write [[{kind}]] with two brackets, once for each")
    return rows


def _codes(rows: Mapping[str, Any], quads: Mapping[str, int]) -> dict[str, Code]:
    found = {}
    for cameo, row in rows.items():
        where = f"cameo.toml: code {cameo!r}"
        if not isinstance(row, dict) or "name" not in row:
            raise RuleError(f'{where} needs a table, such as {{ name = "…", type = "…", goldstein = 0.0 }}')
        if row.get("type") is not None and row["type"] not in quads:
            raise RuleError(f"{where} has type {row['type']!r}. Types: {', '.join(sorted(quads))}")
        found[cameo] = Code(
            cameo=cameo,
            name=row["name"],
            type=row.get("type"),
            mode=row.get("mode"),
            goldstein=float(row.get("goldstein", 0.0)),
        )
    return found


# -- entries -----------------------------------------------------------------------------------------------------


def _strings(value: Any, where: str) -> tuple[str, ...]:
    """A string or a list of strings, as a tuple."""
    found = (value,) if isinstance(value, str) else value
    if not isinstance(found, (list, tuple)) or not all(isinstance(one, str) for one in found):
        raise RuleError(f'{where} is {value!r}. It wants a list of words, such as ["one", "two"]')
    return tuple(found)


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


def _checked(row: Mapping[str, Any], fields: frozenset[str], where: str) -> None:
    unknown = set(row) - fields
    if unknown:
        raise RuleError(f"{where} has {', '.join(sorted(unknown))}. Fields: {', '.join(sorted(fields))}")
    if not isinstance(row.get("id"), str) or not row["id"]:
        raise RuleError(f'{where} has no id; give it one, such as id = "my.rule"')
    for name in fields & _FLAGS:
        if name in row and name not in ("clause",) and not isinstance(row[name], bool):
            raise RuleError(f"{where} has {name} {row[name]!r}. Values: true, false")
    for verb in _strings(row.get("verb", ()), f"{where}: verb"):
        if verb.partition(" ")[2] not in PARTICLES | {""}:
            allowed = ", ".join(sorted(PARTICLES))
            raise RuleError(
                f"{where} has verb {verb!r}. A verb is one word, or two with a particle: {allowed}"
            )
    for noun in _strings(row.get("noun", ()), f"{where}: noun"):
        if " " in noun:
            raise RuleError(
                f"{where} has noun {noun!r}. A noun is one word; what goes with it stands in object"
            )
    if not any(row.get(kind) for kind in ("verb", "noun", "adjective")):
        raise RuleError(f"{where} has no trigger; give it verb, noun or adjective")


def _rule(
    row: Mapping[str, Any], where: str, codes: Mapping[str, Code], classes: Mapping[str, Words]
) -> Rule:
    _checked(row, _RULE_FIELDS, where)
    code = codes.get(str(row.get("code")))
    if code is None:
        raise RuleError(f"{where} has code {row.get('code')!r}, which no cameo.toml lists")
    if row.get("of", "recipient") not in _OF:
        raise RuleError(f"{where} has of {row['of']!r}. Values: {', '.join(_OF)}")
    lists = {name: _strings(row[name], f"{where}: {name}") for name in _LISTS if name in row}
    phrases = row.get("preposition", {})
    if not isinstance(phrases, dict):
        raise RuleError(
            f'{where} has preposition {phrases!r}. It wants a table, such as {{ to = ["<actor>"] }}'
        )

    def slot(name: str) -> Words | None:
        return _words(lists[name], classes, f"{where}: {name}") if name in lists else None

    return Rule(
        id=row["id"],
        code=code,
        mode=row.get("mode", code.mode),
        verbs=lists.get("verb", ()),
        nouns=lists.get("noun", ()),
        adjectives=lists.get("adjective", ()),
        object=slot("object"),
        subject=slot("subject"),
        forbid=slot("forbid"),
        preposition={
            key: _words(
                _strings(value, f"{where}: preposition {key!r}"), classes, f"{where}: preposition {key!r}"
            )
            for key, value in phrases.items()
        },
        actor=lists.get("actor", ()),
        recipient=lists.get("recipient", ()),
        of=row.get("of", "recipient"),
        complement=slot("complement"),
        near=_words(lists.get("near", ()), classes, f"{where}: near").single,
        unless=_words(lists.get("unless", ()), classes, f"{where}: unless").single,
        purpose=frozenset(lists.get("purpose", ())),
        carried=frozenset(lists.get("carried", ())),
        yes=lists.get("yes", ()),
        no=lists.get("no", ()),
        **{name: row[name] for name in _FLAGS if name in row},
    )


def _frame(row: Mapping[str, Any], where: str, codes: Mapping[str, Code]) -> Frame:
    _checked(row, _FRAME_FIELDS, where)
    if row.get("kind") not in FRAME_KINDS:
        raise RuleError(f"{where} has kind {row.get('kind')!r}. Kinds: {', '.join(FRAME_KINDS)}")
    if "code" in row and row["code"] not in codes:
        raise RuleError(f"{where} has code {row['code']!r}, which no cameo.toml lists")
    if row.get("clause", "any") not in CLAUSES:
        raise RuleError(f"{where} has clause {row['clause']!r}. Values: {', '.join(CLAUSES)}")
    lists = {
        name: _strings(row[name], f"{where}: {name}")
        for name in ("verb", "noun", "adjective", "link", "preposition", "yes", "no")
        if name in row
    }
    if set(lists.get("link", ())) - set(_LINKS):
        raise RuleError(f"{where} has link {row['link']!r}. Values: {', '.join(_LINKS)}")
    return Frame(
        id=row["id"],
        kind=row["kind"],
        verbs=lists.get("verb", ()),
        nouns=lists.get("noun", ()),
        adjectives=lists.get("adjective", ()),
        code=row.get("code"),
        links=frozenset(lists.get("link") or _LINKS),
        clause=row.get("clause", "any"),
        prepositions=frozenset(lists.get("preposition", ())),
        yes=lists.get("yes", ()),
        no=lists.get("no", ()),
    )


# -- indexes -----------------------------------------------------------------------------------------------------


def _indexed(
    book: Codebook, own: tuple[Rule, ...], others: tuple[Rule, ...], frames: tuple[Frame, ...]
) -> Codebook:
    """The book with these rules and frames, by their triggers: own rules first, then the more exacting."""
    ranked = [*sorted(own, key=lambda rule: -rule.weight), *sorted(others, key=lambda rule: -rule.weight)]
    return replace(
        book,
        rules=(*own, *others),
        frames=frames,
        verbs=_by_trigger(ranked, "verbs"),
        nouns=_by_trigger(ranked, "nouns"),
        adjectives=_by_trigger(ranked, "adjectives"),
        frame_verbs=_by_trigger(frames, "verbs"),
        frame_nouns=_by_trigger(frames, "nouns"),
        frame_adjectives=_by_trigger(frames, "adjectives"),
        forms=_forms(ranked, frames, book.classes.values(), book.irregular),
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
    rules = tuple(rules)
    entries: tuple[Rule | Frame, ...] = (*rules, *frames)
    verbs = {verb.partition(" ")[0]: None for entry in entries for verb in entry.verbs}
    nouns = {noun: None for entry in entries for noun in entry.nouns}
    for words in (*classes, *(slot for rule in rules for slot in rule.slots)):
        nouns.update(dict.fromkeys(sorted(words.single)))
        nouns.update(dict.fromkeys(sorted(word for group in words.groups for word in group)))
    return WordForms.of(verbs, nouns, irregular)


__all__ = [
    "BROAD",
    "CLAUSES",
    "FRAME_KINDS",
    "Code",
    "Codebook",
    "Frame",
    "FrameKind",
    "Rule",
    "Words",
    "codebook",
    "read_codebook",
]
