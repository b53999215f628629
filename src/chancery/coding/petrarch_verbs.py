"""PETRARCH-style verb dictionaries as event rules: each verb and each pattern one entry of a codebook.

Read are the dictionaries of TABARI, PETRARCH and PETRARCH2: blocks of verbs with their forms and a code
(`--- ABANDON [---] ---`, `ABANDON {ABANDONS}`, `ABANDON [120]`), patterns under them (`- * SUPPORT [161]`, with
`(OF AID)` for a prepositional phrase), and synonym sets (`&TIES` with its `+` lines), which become word classes.
What a pattern says beyond words and prepositions around its verb has no counterpart here: it is left out and told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chancery.coding.graph import PARTICLES, singular
from chancery.coding.words import listed

PREPOSITIONS = listed(
    "of to with against on upon in into for from by at over about between among under after before near toward "
    "towards through across within without"
)
_ARTICLES = listed("a an the its their his her our")
_BLOCK = re.compile(r"^-{2,}\s*(?P<name>[^\[\]-][^\[\]]*?)\s*(?:\[(?P<code>[^\]]*)\])?\s*-{2,}\s*$")
_PATTERN = re.compile(r"^-\s+(?P<pattern>.*?)\s*\[(?P<code>[^\]]*)\]\s*$")
_VERB = re.compile(
    r"^(?P<verb>[A-Z][A-Z0-9_'-]*)\s*(?:\{(?P<forms>[^}]*)\})?\s*(?:\[(?P<code>[^\]]*)\])?\s*$"
)
_MARKS = frozenset("$+%^")
"""Source, target, both and skip: where actors stand, which the parse says here."""
_PHRASE = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"^&?[A-Z][A-Z0-9'_-]*_?$")


@dataclass(slots=True)
class Dictionary:
    """What a verb dictionary holds: word classes, rules as fields in the order of a file, and what was left out."""

    classes: dict[str, list[str]] = field(default_factory=dict)
    rules: list[dict[str, object]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def rules_toml(self) -> str:
        """The rules as a file of a codebook."""
        return "".join(f"[[rule]]\n{_fields(rule)}\n" for rule in self.rules)

    def classes_toml(self) -> str:
        """The word classes as the lexicon of a codebook."""
        return "".join(f"{name} = {json.dumps(words)}\n" for name, words in self.classes.items())


def read_verbs(text: str, codes: Mapping[str, object]) -> Dictionary:
    """The rules and classes of a verb dictionary; only codes of that table are known."""
    found = Dictionary()
    block = _Block()
    synset: str | None = None
    for number, line in enumerate(_lines(text), start=1):
        if not line:
            continue
        if line.startswith("&"):
            synset = _class(line[1:])
            found.classes.setdefault(synset, [])
        elif line.startswith("+") and synset is not None:
            found.classes[synset].append(_noun(line[1:].partition("[")[0].partition("{")[0]))
        elif opened := _BLOCK.match(line):
            synset, block = None, _Block(name=opened["name"].strip(), code=opened["code"] or "")
        elif pattern := _PATTERN.match(line):
            _add(found, block, pattern["pattern"], pattern["code"], number, codes)
        elif verb := _VERB.match(line):
            synset = None
            if block.patterned or not block.name:
                block = _Block()
            block.verbs.append(verb["verb"].lower().replace("_", " ").strip())
            _add(
                found,
                block,
                "*",
                verb["code"] or (block.code if len(block.verbs) == 1 else ""),
                number,
                codes,
            )
        else:
            found.left_out.append(f"line {number}: {line}: neither verb, pattern nor synonym")
    return found


@dataclass(slots=True)
class _Block:
    """Verbs that share their patterns."""

    name: str = ""
    code: str = ""
    verbs: list[str] = field(default_factory=list)
    patterned: bool = False


def _lines(text: str) -> Iterator[str]:
    """The lines without comments (`#`, `;`, `<!-- -->`) and outer blanks."""
    for line in re.sub(r"<!--.*?-->", lambda gone: "\n" * gone[0].count("\n"), text, flags=re.S).splitlines():
        yield re.split(r"[#;]", line, maxsplit=1)[0].strip()


def _add(
    found: Dictionary, block: _Block, pattern: str, code: str, number: int, codes: Mapping[str, object]
) -> None:
    """The rule that a pattern of a block makes, or the reason why it makes none."""
    block.patterned = block.patterned or pattern != "*"
    known = code.partition(":")[0].strip()
    if not known or not known.strip("-"):
        return
    where = f"line {number}: {pattern} [{code}]"
    if known not in codes:
        found.left_out.append(f"{where}: no such code")
        return
    verbs = block.verbs or [block.name.lower().replace("_", " ")]
    fields = _slots(pattern, verbs)
    if isinstance(fields, str):
        found.left_out.append(f"{where}: {fields}")
        return
    name = re.sub(r"\W+", "-", verbs[0])
    found.rules.append({"id": f"petrarch.{name}.{number}", "code": known, **fields})


def _slots(pattern: str, verbs: Sequence[str]) -> dict[str, object] | str:
    """What a pattern asks for, as the fields of a rule; else, in words, what it asks that no rule can."""
    phrases: dict[str, list[str]] = {}
    for phrase in _PHRASE.findall(pattern):
        first, *rest = _tokens(phrase)
        if first.lower() not in PREPOSITIONS:
            return f"({phrase}) begins with no preposition"
        phrases[first.lower()] = _group(rest)
    left, star, right = _PHRASE.sub(" ", pattern).partition("*")
    if not star:
        return "no * for the verb"
    before, after = _tokens(left), _tokens(right)
    if strange := [word for word in (*before, *after) if not _WORD.match(word)]:
        return f"{strange[0]} has no counterpart"
    forms = list(verbs)
    if (
        after
        and after[0].strip("_").lower() in PARTICLES
        and after[0].lower() not in PREPOSITIONS - PARTICLES
    ):
        forms = [f"{verb} {after[0].strip('_').lower()}" for verb in verbs]
        after = after[1:]
    objects: list[str] = []
    while after:
        word = after[0].strip("_").lower()
        if word in PREPOSITIONS:
            stop = next(
                (n for n, more in enumerate(after[1:], 1) if more.strip("_").lower() in PREPOSITIONS), None
            )
            phrases[word] = _group(after[1:stop])
            after = after[stop:] if stop else []
        else:
            objects.append(after.pop(0))
    fields: dict[str, object] = {"verb": forms}
    if before:
        fields["subject"] = _group(before)
    if objects:
        fields["object"] = _group(objects)
    if phrases:
        fields["preposition"] = phrases
    return fields


def _tokens(text: str) -> list[str]:
    """The words of a pattern, without articles and the marks of actors."""
    words = re.sub(r"[{}]", " ", text).split()
    return [word for word in words if word not in _MARKS and word.strip("_").lower() not in _ARTICLES]


def _group(words: Sequence[str]) -> list[str]:
    """The words as one entry of a slot: they have to stand together. A synonym set stands for its class."""
    if not words:
        return []
    sets = [word for word in words if word.startswith("&")]
    if sets:
        return ["@" + _class(sets[0][1:])]
    return [" ".join(_noun(part) for word in words for part in word.strip("_").split("_"))]


def _class(name: str) -> str:
    return re.sub(r"\W+", "_", name.strip().strip("_").lower())


def _noun(word: str) -> str:
    """The lemma of a dictionary's word: small letters, singular."""
    parts = word.strip().strip("_").lower().split("_")
    last = parts[-1]
    if last.endswith("s") and not last.endswith(("ss", "us", "is")) and len(last) > 3:
        parts[-1] = singular(last)
    return " ".join(parts)


def _fields(rule: Mapping[str, object]) -> str:
    lines = []
    for name, value in rule.items():
        if isinstance(value, dict):
            inner = ", ".join(f"{key} = {json.dumps(words)}" for key, words in value.items())
            lines.append(f"{name} = {{ {inner} }}\n")
        else:
            lines.append(f"{name} = {json.dumps(value)}\n")
    return "".join(lines)
