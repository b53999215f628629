"""Records as rows of tables, one table a record type, with columns that follow the fields of the types.

A field added to a record type is a column by itself. A passage becomes its start, end and text; a date its first
and last day and why; a place its name and country; an issue its id, label and words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from chancery.records import (
    Actor,
    Answer,
    Article,
    Block,
    Dossier,
    Event,
    Issue,
    Mention,
    Office,
    Passage,
    Place,
    Position,
    Published,
    Relation,
    Statement,
    When,
)

Kind = Literal["string", "integer", "number", "boolean", "strings", "passages", "blocks"]
"""What a column holds: a single value, a list of strings, or a list of passages or blocks."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and how it is taken from a row's object."""

    name: str
    kind: Kind
    value: Callable[[Any], Any]


_ATOMS: Mapping[type, Kind] = {str: "string", int: "integer", float: "number", bool: "boolean"}
_ITEMS: Mapping[type, Kind] = {str: "strings", Passage: "passages", Block: "blocks"}

_PARTS: Mapping[type, tuple[tuple[str, str], ...]] = {
    Passage: (("start", "_start"), ("end", "_end"), ("text", "_text")),
    When: (("start", "_from"), ("end", "_to"), ("why", "_why")),
    Place: (("name", ""), ("country", "_country")),
    Published: (("date", ""), ("how", "_how"), ("why", "_why")),
    Issue: (("id", ""), ("label", "_label"), ("passage", "_passage")),
}
"""The fields of a value that are columns of their own, and what they add to its name."""

_OBJECT: tuple[tuple[str, type, str | None], ...] = (
    ("object", str, None),
    ("object_office", Office, "title"),
    ("object_body", Office, "body"),
    ("object_place", Place, "name"),
    ("object_country", Place, "country"),
)
"""The object of a relation is an actor, an office or a place: a column for each."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns, and the objects of a dossier that are its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Dossier], Iterator[Any]]


@cache
def tables() -> tuple[Table, ...]:
    """Every table in order: articles, actors, mentions, and one for each kind of record."""
    return (
        Table("articles", _columns(Article), lambda dossier: iter((dossier.article,))),
        _of_article("actors", Actor, lambda dossier: dossier.actors),
        _of_article("mentions", Mention, lambda dossier: dossier.mentions),
        _of_article("statements", Statement, lambda dossier: dossier.statements),
        _of_article("events", Event, lambda dossier: dossier.events),
        _of_article("positions", Position, lambda dossier: dossier.positions),
        _of_article("relations", Relation, lambda dossier: dossier.relations),
        _of_article("answers", Answer, lambda dossier: dossier.answers),
    )


def values(table: Table, dossier: Dossier) -> Iterator[list[Any]]:
    """The rows of one dossier, each with a value for every column."""
    for row in table.rows(dossier):
        yield [column.value(row) for column in table.columns]


def _of_article(name: str, kind: type, rows: Callable[[Dossier], tuple[Any, ...]]) -> Table:
    """A table whose rows say first in which article they are: pairs of an article id and the object."""
    first = Column("article", "string", lambda pair: pair[0])
    columns = (first, *(_moved(column) for column in _columns(kind)))
    return Table(
        name,
        columns,
        lambda dossier: ((dossier.article.id, row) for row in rows(dossier)),
    )


def _moved(column: Column) -> Column:
    return Column(column.name, column.kind, lambda pair: column.value(pair[1]))


def _columns(kind: type) -> tuple[Column, ...]:
    hints = get_type_hints(kind)
    return tuple(
        column
        for field in fields(kind)
        for column in _of_field(kind, field.name, field.name, hints[field.name])
    )


def _of_field(kind: type, attribute: str, name: str, hint: Any) -> Iterator[Column]:
    """The columns of one field of a type."""
    hint = _bare(hint)
    if kind is Relation and attribute == "object":
        yield from (Column(name, "string", _object(wanted, part)) for name, wanted, part in _OBJECT)
    elif get_origin(hint) is tuple:
        yield Column(name, _ITEMS[get_args(hint)[0]], lambda row: list(getattr(row, attribute)))
    elif hint in _PARTS:
        inner = get_type_hints(hint)
        for part, suffix in _PARTS[hint]:
            for column in _of_field(hint, part, name + suffix, inner[part]):
                yield Column(column.name, column.kind, _inside(attribute, column.value))
    else:
        atom = str if get_origin(hint) is Literal else hint
        yield Column(name, _ATOMS[atom], lambda row: getattr(row, attribute))


def _inside(attribute: str, value: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def taken(row: Any) -> Any:
        inner = getattr(row, attribute)
        return None if inner is None else value(inner)

    return taken


def _object(wanted: type, part: str | None) -> Callable[[Any], Any]:
    def taken(relation: Relation) -> Any:
        if not isinstance(relation.object, wanted):
            return None
        return relation.object if part is None else getattr(relation.object, part)

    return taken


def _bare(hint: Any) -> Any:
    """A type without its `| None`; a union of more types stays as it is."""
    if get_origin(hint) in (Union, UnionType):
        left = [option for option in get_args(hint) if option is not NoneType]
        return left[0] if len(left) == 1 else hint
    return hint
