"""How a record type lies in a table: its fields as columns, and back. A field added to a type is a column more.

Passages are offsets into their article's text, so that a citation can never differ from what it cites. Ids of
actors are numbers of the table `actors`, ids of records are the number that their digest is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Protocol, Union, get_args, get_origin, get_type_hints

from chancery.records import Actor, Answer, Article, Event, Passage, Position, Relation, Statement

Value = str | int | float | bytes | None
"""What SQLite keeps."""

KINDS: dict[str, type] = {
    "statement": Statement,
    "event": Event,
    "position": Position,
    "relation": Relation,
    "answer": Answer,
}
"""The kinds of record by the word that their ids begin with; each has a table, named by its plural."""

ACTORS = frozenset({"speaker", "addressee", "actors", "recipients", "holder", "subject", "object", "body"})
"""The fields that name actors."""

RECORDS = frozenset({"attributed_to", "reported_by", "from_id", "to_id"})
"""The fields that name a statement of the same article."""

APART = frozenset({"coder", "confidence"})
"""What a number of the table `coders` stands for: few pairs, said by millions of records."""

_DIGEST = re.compile(r"[0-9a-f]{16}")
_SIGN = 1 << 63


class Keys(Protocol):
    """Numbers for ids of actors."""

    def number(self, actor_id: str) -> int: ...
    def actor(self, number: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Context:
    """What a value needs beside itself to become columns, or columns to become a value."""

    article: Article
    keys: Keys


@dataclass(frozen=True, slots=True)
class Slot:
    """One field: the columns that hold it, and the way in and out."""

    field: str
    columns: tuple[tuple[str, str], ...]
    put: Callable[[Any, Context], tuple[Value, ...]]
    get: Callable[[Sequence[Value], Context], Any]


def text_in(text: str) -> str | bytes:
    """The text, as bytes where half a surrogate pair keeps it from being UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def text_out(value: Any) -> Any:
    """What `text_in` took."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def packed_id(record_id: str, kind: str) -> Value:
    """The 64 bits that the digest in a record's id is; an id of another shape as it is.

    >>> packed_id("event:00000000000000ff", "event"), packed_id("e1", "event")
    (255, 'e1')
    """
    digits = record_id.removeprefix(f"{kind}:")
    if len(digits) == len(record_id) or not _DIGEST.fullmatch(digits):
        return text_in(record_id)
    number = int(digits, 16)
    return number - 2 * _SIGN if number >= _SIGN else number


def unpacked_id(value: Value, kind: str) -> str:
    """The id that `packed_id` packed."""
    if isinstance(value, int):
        return f"{kind}:{value % (2 * _SIGN):016x}"
    return str(text_out(value))


def spans_in(passages: Sequence[Passage]) -> str | None:
    """Offsets of passages as a flat JSON list, "[12,40,44,60]"; nothing for none."""
    ends = ",".join(f"{passage.start},{passage.end}" for passage in passages)
    return f"[{ends}]" if ends else None


def spans_out(value: Any) -> Iterator[tuple[int, int]]:
    """The offsets that `spans_in` wrote."""
    flat = json.loads(value or "[]")
    return zip(flat[::2], flat[1::2], strict=True)


def _scalar(name: str, kind: type, field: str) -> Slot:
    affinity = {int: "INTEGER", bool: "INTEGER", float: "REAL"}.get(kind, "TEXT")
    if kind is bool:
        return Slot(field, ((name, affinity),), lambda v, _: (v,), lambda c, _: _truth(c[0]))
    if kind in (int, float):
        return Slot(field, ((name, affinity),), lambda v, _: (v,), lambda c, _: c[0])
    return Slot(
        field,
        ((name, affinity),),
        lambda v, _: (None if v is None else text_in(v),),
        lambda c, _: text_out(c[0]),
    )


def _truth(value: Value) -> bool | None:
    return None if value is None else bool(value)


def _id(name: str, kind: str, field: str) -> Slot:
    return Slot(
        field,
        ((name, ""),),
        lambda v, _: (None if v is None else packed_id(v, kind),),
        lambda c, _: None if c[0] is None else unpacked_id(c[0], kind),
    )


def _actor(name: str, field: str) -> Slot:
    return Slot(
        field,
        ((name, "INTEGER"),),
        lambda v, at: (None if v is None else at.keys.number(v),),
        lambda c, at: None if c[0] is None else at.keys.actor(int(c[0])),
    )


def _actors(name: str, field: str) -> Slot:
    return Slot(
        field,
        ((name, "TEXT"),),
        lambda v, at: (
            json.dumps([at.keys.number(actor) for actor in v], separators=(",", ":")) if v else None,
        ),
        lambda c, at: tuple(at.keys.actor(number) for number in json.loads(str(c[0]))) if c[0] else (),
    )


def _passage(name: str, field: str) -> Slot:
    return Slot(
        field,
        ((f"{name}_start", "INTEGER"), (f"{name}_end", "INTEGER")),
        lambda v, _: (None, None) if v is None else (v.start, v.end),
        lambda c, at: None if c[0] is None else at.article.passage(int(c[0]), int(c[1])),  # type: ignore[arg-type]
    )


def _passages(name: str, field: str) -> Slot:
    return Slot(
        field,
        ((name, "TEXT"),),
        lambda v, _: (spans_in(v),),
        lambda c, at: tuple(at.article.passage(start, end) for start, end in spans_out(c[0])),
    )


def _list(name: str, item: Any, field: str) -> Slot:
    """Strings, or small flat records, as JSON."""
    if is_dataclass(item) and isinstance(item, type):
        names = [one.name for one in fields(item)]
        return Slot(
            field,
            ((name, "TEXT"),),
            lambda v, _: (json.dumps([[getattr(one, n) for n in names] for one in v]) if v else None,),
            lambda c, _: tuple(
                item(**dict(zip(names, row, strict=True))) for row in json.loads(str(c[0] or "[]"))
            ),
        )
    return Slot(
        field,
        ((name, "TEXT"),),
        lambda v, _: (text_in(json.dumps(list(v), ensure_ascii=False)) if v else None,),
        lambda c, _: tuple(json.loads(text_out(c[0]) or "[]")),
    )


def _nested(name: str, kind: type, field: str) -> Slot:
    """A record within a record: its columns, prefixed; nothing in the first that it must have means none."""
    slots = [
        _id(f"{name}_id", name, "id") if part.name == "id" else _slot(f"{name}_{part.name}", hint, part.name)
        for part, hint in _hinted(kind)
    ]
    must = next(n for n, (_, hint) in enumerate(_hinted(kind)) if NoneType not in get_args(hint))
    starts = [sum(len(slot.columns) for slot in slots[:n]) for n in range(len(slots) + 1)]

    def put(value: Any, at: Context) -> tuple[Value, ...]:
        if value is None:
            return (None,) * starts[-1]
        return tuple(column for slot in slots for column in slot.put(getattr(value, slot.field), at))

    def get(columns: Sequence[Value], at: Context) -> Any:
        if columns[starts[must]] is None:
            return None
        parts = (slot.get(columns[starts[n] : starts[n + 1]], at) for n, slot in enumerate(slots))
        return kind(**dict(zip((slot.field for slot in slots), parts, strict=True)))

    return Slot(field, tuple(column for slot in slots for column in slot.columns), put, get)


def _either(name: str, options: tuple[Any, ...], field: str) -> Slot:
    """A field that is an actor's id or one of several records: the columns of each, all but one empty."""
    slots = [_actor(name, field), *(_nested(name, kind, field) for kind in options if kind is not str)]
    kinds = [str, *(kind for kind in options if kind is not str)]
    starts = [sum(len(slot.columns) for slot in slots[:n]) for n in range(len(slots) + 1)]

    def put(value: Any, at: Context) -> tuple[Value, ...]:
        row: list[Value] = []
        for slot, kind in zip(slots, kinds, strict=True):
            row += slot.put(value if isinstance(value, kind) else None, at)
        return tuple(row)

    def get(columns: Sequence[Value], at: Context) -> Any:
        found = (slot.get(columns[starts[n] : starts[n + 1]], at) for n, slot in enumerate(slots))
        return next((value for value in found if value is not None), None)

    return Slot(field, tuple(column for slot in slots for column in slot.columns), put, get)


def _slot(name: str, hint: Any, field: str) -> Slot:
    options = tuple(kind for kind in get_args(hint) if kind is not NoneType)
    if get_origin(hint) in (Union, UnionType):
        return _slot(name, options[0], field) if len(options) == 1 else _either(name, options, field)
    if get_origin(hint) is tuple:
        if field in ACTORS:
            return _actors(name, field)
        return _passages(name, field) if options[0] is Passage else _list(name, options[0], field)
    if field in ACTORS:
        return _actor(name, field)
    if field in RECORDS:
        return _id(name, "statement", field)
    if hint is Passage:
        return _passage(name, field)
    if is_dataclass(hint) and isinstance(hint, type):
        return _nested(name, hint, field)
    return _scalar(name, hint, field)


def _hinted(kind: type) -> list[tuple[Any, Any]]:
    hints = get_type_hints(kind)
    return [(field, hints[field.name]) for field in fields(kind)]


class Layout:
    """The columns of one type, in the order of its fields."""

    def __init__(
        self, kind: type, *, without: frozenset[str] = frozenset(), record: str | None = None
    ) -> None:
        self.kind = kind
        self.slots = tuple(
            _id("id", record, "id") if record and field.name == "id" else _slot(field.name, hint, field.name)
            for field, hint in _hinted(kind)
            if field.name not in without
        )
        self.columns = tuple(column for slot in self.slots for column in slot.columns)
        self.names = tuple(name for name, _ in self.columns)
        self._since = frozenset(  # what a row of an older version may lack
            field.name
            for field, hint in _hinted(kind)
            if field.default is not MISSING and NoneType not in get_args(hint)
        )

    def put(self, value: Any, at: Context) -> tuple[Value, ...]:
        """The columns of a value."""
        return tuple(column for slot in self.slots for column in slot.put(getattr(value, slot.field), at))

    def get(self, row: Sequence[Value], at: Context) -> dict[str, Any]:
        """The fields that those columns hold."""
        found: dict[str, Any] = {}
        start = 0
        for slot in self.slots:
            end = start + len(slot.columns)
            columns, start = row[start:end], end
            if slot.field not in self._since or any(column is not None for column in columns):
                found[slot.field] = slot.get(columns, at)
        return found


@cache
def record_layout(kind: str) -> Layout:
    """How records of that kind are laid out, but for what `coders` holds."""
    return Layout(KINDS[kind], without=APART, record=kind)


@cache
def article_layout() -> Layout:
    """How what is known of an article is laid out, but for its text."""
    return Layout(Article, without=frozenset({"text"}))


@cache
def description_layout() -> Layout:
    """How what an article says of an actor is laid out."""
    return Layout(Actor, without=frozenset({"id"}))
