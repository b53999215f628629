"""Actors that a user adds: the knowledge base with the rows of an actors.toml beside its own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from chancery.actors.knowledge import TABLES, Knowledge, knowledge
from chancery.actors.names import key
from chancery.errors import RuleError
from chancery.records import ActorKind

FILE = "actors.toml"
_FIELDS = frozenset({"id", "name", "kind", "country", "sector", "names"})
_PREFIXES: Mapping[str, str] = {
    "state": "state",
    "organization": "org",
    "person": "person",
    "armed_group": "group",
    "media": "media",
    "people": "people",
}
_SOURCE = "own"
_PROMINENCE = 9
"""As prominent as any: who adds an actor means that one."""


def with_actors(file: Path) -> Knowledge:
    """The knowledge base with the actors of a file: new ones, and further names of those that it has.

    An entry has `id` (its prefix says its kind, as in `group:FARC`), `name`, `kind`, and if known `country`
    (ISO 3166-1 alpha-3), `sector` (PLOVER's code) and further `names`. An entry whose id the knowledge base has
    only adds names.
    """
    data = files("chancery.actors") / "data"
    tables = {name: (data / f"{name}.tsv").read_text(encoding="utf-8") for name in TABLES}
    entries, names = [], _postings(tables["names"])
    for row in _rows(file):
        actor = str(row["id"])
        if knowledge().get(actor) is None:
            fields = (actor, row["name"], row["kind"], row.get("country", ""), row.get("sector", ""), "")
            entries.append("\t".join((*map(str, fields), str(_PROMINENCE), _SOURCE)))
        for name in (row["name"], *row.get("names", ())):
            letter = "a" if name.isupper() and len(name) < 7 else "n"
            names.setdefault(key(name), []).append(f"{actor}|{letter}|{name}")
    tables["entries"] = "\n".join((tables["entries"].rstrip("\n"), *entries)) + "\n"
    tables["names"] = "\n".join("\t".join((name, *found)) for name, found in names.items()) + "\n"
    tables["sources"] = tables["sources"].rstrip("\n") + f"\n{_SOURCE}\t{file.name} of the codebook\t\n"
    return Knowledge(**tables)


def _postings(table: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in table.splitlines():
        name, *postings = row.split("\t")
        found[name] = postings
    return found


def _rows(file: Path) -> Iterator[Mapping[str, Any]]:
    """The entries of the file, checked."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{file.name}: cannot be read as TOML: {error}") from error
    for row in table.get("actor", []):
        where = f"{file.name}: actor {row.get('id')!r}"
        unknown = set(row) - _FIELDS
        if unknown:
            raise RuleError(f"{where} has {', '.join(sorted(unknown))}. Fields: {', '.join(sorted(_FIELDS))}")
        if not all(isinstance(row.get(field), str) and row[field] for field in ("id", "name", "kind")):
            raise RuleError(f"{where} needs an id, a name and a kind")
        if row["kind"] not in get_args(ActorKind):
            raise RuleError(f"{where} has kind {row['kind']!r}. Kinds: {', '.join(get_args(ActorKind))}")
        prefix = _PREFIXES[row["kind"]]
        if row["id"].partition(":")[0] != prefix or not row["id"].partition(":")[2]:
            raise RuleError(f"{where}: an id of kind {row['kind']} looks like {prefix}:NAME")
        yield row
