"""The dossier as JSON, and back. A field added to a record type appears here by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TextIO, Union, get_args, get_origin, get_type_hints

from chancery.errors import InputError
from chancery.records import Answer, Article, Dossier, Mention, Office, Passage, Place, When

_RENAMED: Mapping[tuple[type, str], str] = {
    (When, "start"): "from",
    (When, "end"): "to",
    (Answer, "from_id"): "from",
    (Answer, "to_id"): "to",
}
"""Names that the JSON gives otherwise: `from` is a keyword in Python."""

_LEFT_OUT: frozenset[tuple[type, str]] = frozenset(
    {(Passage, "article_id"), (Mention, "actor_id"), (Dossier, "mentions")}
)
"""What the place in the JSON says already: passages are of its article, mentions stand with their actor."""


@cache
def _names(kind: type) -> tuple[tuple[str, str], ...]:
    """Each field of a record type and its name in JSON."""
    return tuple(
        (field.name, _RENAMED.get((kind, field.name), field.name))
        for field in fields(kind)
        if (kind, field.name) not in _LEFT_OUT
    )


_ATOMS = frozenset({str, int, float, bool, NoneType})


def _plain(value: Any) -> Any:
    kind: type = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return [_plain(item) for item in value]
    if is_dataclass(kind):
        return {name: _plain(getattr(value, attribute)) for attribute, name in _names(kind)}
    return value


def dossier_to_dict(dossier: Dossier) -> dict[str, Any]:
    """The dossier as RECORDS.md describes it: only dicts, lists, strings, numbers, booleans and None.

    Actors carry their mentions; `unresolved` holds the mentions of nobody known.
    """
    data: dict[str, Any] = _plain(dossier)
    of_actor: dict[str | None, list[Any]] = {actor.id: [] for actor in dossier.actors}
    unresolved: list[Any] = []
    for mention in dossier.mentions:
        row = {**_plain(mention.passage), "form": mention.form}
        if mention.actor_id is None:
            unresolved.append(row)
        elif mention.actor_id in of_actor:
            of_actor[mention.actor_id].append(row)
        else:
            raise InputError(
                f"dossier {dossier.article.id}: a mention of {mention.actor_id}, not in its actors"
            )
    for actor in data["actors"]:
        actor["mentions"] = of_actor[actor["id"]]
    data["unresolved"] = unresolved
    if not dossier.explanations:
        del data["explanations"]  # there only where they were asked for
    return data


def dossier_from_dict(data: Mapping[str, Any]) -> Dossier:
    """The dossier that `dossier_to_dict` wrote; mentions come back in the order of the text.

    Unknown fields are passed over, so that an older version reads what a newer one wrote. Raises InputError
    where a field is missing, has a value that is not allowed, or a passage is not what the text says.
    """
    article: Article = _decode(Article, data.get("article"), "article", None)
    values = {
        field.name: _decode(_hints(Dossier)[field.name], data[field.name], field.name, article)
        for field in fields(Dossier)
        if field.name in data and field.name not in {"article", "mentions"}
    }
    mentions = [
        _mention(row, article, owner, f"actors[{number}].mentions")
        for number, actor in enumerate(data.get("actors", ()))
        for row, owner in ((row, actor["id"]) for row in actor.get("mentions", ()))
    ]
    mentions += [_mention(row, article, None, "unresolved") for row in data.get("unresolved", ())]
    mentions.sort(key=lambda mention: (mention.passage.start, mention.passage.end))
    return Dossier(article=article, mentions=tuple(mentions), **values)


def _mention(row: Any, article: Article, owner: str | None, where: str) -> Mention:
    passage = _passage(row, where, article)
    form = _decode(_hints(Mention)["form"], row.get("form"), f"{where}.form", article)
    return Mention(passage=passage, form=form, actor_id=owner)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(hint: Any, value: Any, where: str, article: Article | None) -> Any:
    """The value of that type which the JSON value stands for."""
    origin = get_origin(hint)
    if origin is Literal:
        if value not in get_args(hint):
            raise InputError(f"{where}: {value!r}; allowed: {', '.join(map(str, get_args(hint)))}")
        return value
    if origin in (Union, UnionType):
        return _decode_union(get_args(hint), value, where, article)
    if origin is tuple:
        if not isinstance(value, list):
            raise InputError(f"{where}: {type(value).__name__}; a list is wanted")
        item = get_args(hint)[0]
        return tuple(_decode(item, entry, f"{where}[{n}]", article) for n, entry in enumerate(value))
    if hint is Passage:
        return _passage(value, where, article)
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value, where, article)
    if hint is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise InputError(f"{where}: {value!r} is no {hint.__name__}")
    return value


def _decode_union(options: tuple[Any, ...], value: Any, where: str, article: Article | None) -> Any:
    if value is None and NoneType in options:
        return None
    if Office in options and isinstance(value, Mapping):
        return _decode(Office if "title" in value else Place, value, where, article)
    if str in options and isinstance(value, str):
        return value
    return _decode(next(option for option in options if option is not NoneType), value, where, article)


def _build(kind: type, value: Any, where: str, article: Article | None) -> Any:
    if not isinstance(value, Mapping):
        raise InputError(f"{where}: {type(value).__name__}; an object is wanted")
    values = {}
    for field in fields(kind):
        name = _RENAMED.get((kind, field.name), field.name)
        if name in value:
            hint = _hints(kind)[field.name]
            values[field.name] = _decode(hint, value[name], f"{where}.{name}", article)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise InputError(f"{where}: the field {name!r} is missing")
    return kind(**values)


def _passage(value: Any, where: str, article: Article | None) -> Passage:
    if article is None or not isinstance(value, Mapping) or not {"start", "end", "text"} <= value.keys():
        raise InputError(f"{where}: a passage has start, end and text; found {value!r}")
    passage = article.passage(value["start"], value["end"])
    if passage.text != value["text"]:
        here = f"{passage.start}:{passage.end} of {article.id}"
        raise InputError(f"{where}: {here} is {passage.text!r}, not {value['text']!r}")
    return passage


def dump(dossier: Dossier, *, indent: int | None = None) -> str:
    """One dossier as a JSON object. A lone surrogate in the text is escaped, everything else is readable."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(dossier_to_dict(dossier), ensure_ascii=False, indent=indent, separators=separators)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(dossier_to_dict(dossier), indent=indent, separators=separators)
    return text


def write(dossiers: Iterable[Dossier], file: TextIO) -> None:
    """One dossier: an indented object. More than one: an object a line, each flushed as it is ready."""
    first: Dossier | None = None
    many = False
    try:
        for dossier in dossiers:
            if first is None and not many:
                first = dossier
                continue
            if first is not None:
                file.write(dump(first) + "\n")
                first, many = None, True
            file.write(dump(dossier) + "\n")
            file.flush()
    finally:
        if first is not None:
            file.write(dump(first, indent=2) + "\n")
            file.flush()


__all__ = ["dossier_from_dict", "dossier_to_dict", "dump", "write"]
