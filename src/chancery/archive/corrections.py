"""What people say against and beside the machine, laid over what it says: plain functions, no database.

A correction carries the record as it should be, each of its passages anchored by its words and their neighbours. So
it holds when the article is coded again, by whatever version, and in another edition of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, get_type_hints

from chancery.archive.anchors import Anchor, anchor, locate
from chancery.archive.columns import KINDS
from chancery.errors import InputError
from chancery.export.json import dossier_from_dict, dossier_to_dict
from chancery.records import (
    Answer,
    Article,
    Dossier,
    Event,
    Passage,
    Position,
    Record,
    Relation,
    Statement,
    digest,
)

Action = Literal["confirm", "reject", "edit", "add", "merge", "split", "rename"]
Fate = Literal["applied", "needless", "lost"]
"""A correction is needless where the machine does not say what it rejects, lost where its words are gone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """One entry of the log. `target` is the record that it is about, `record` what it should be (None: not be).

    Of actors and issues (`kind`) that are merged, split or renamed, `target` has the `keys` and the new `name`.
    """

    number: int
    made: str
    author: str
    note: str
    action: Action
    kind: str
    article_id: str
    target: Mapping[str, Any]
    record: Mapping[str, Any] | None


def frozen(record: Record, article: Article) -> dict[str, Any]:
    """A record as JSON, its passages with their neighbours: what the log keeps."""
    kind = kind_of(record)
    data = dossier_to_dict(Dossier(article=article, **{f"{kind}s": (record,)}))  # type: ignore[arg-type]
    row: dict[str, Any] = data[f"{kind}s"][0]
    anchors = [asdict(anchor(article.text, one["start"], one["end"])) for one in _passages(row)]
    return {"fields": row, "anchors": anchors, "key": asdict(_anchored(key_passage(record), article))}


def thawed(kept: Mapping[str, Any], kind: str, article: Article) -> Record | None:
    """The record in that article; None where any of its words cannot be found there."""
    anchors = [Anchor(**one) for one in kept["anchors"]]
    places = [locate(one, article.text) for one in anchors]
    if any(place is None for place in places):
        return None
    found = {(one.start, one.exact): place for one, place in zip(anchors, places, strict=True)}
    row = _moved(kept["fields"], found)
    article_row = dossier_to_dict(Dossier(article=article))["article"]
    dossier = dossier_from_dict({"article": article_row, f"{kind}s": [row]})
    return next(dossier.records())


def _passages(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield value
        else:
            for part in value.values():
                yield from _passages(part)
    elif isinstance(value, list):
        for part in value:
            yield from _passages(part)


def _moved(value: Any, found: Mapping[tuple[int, str], int | None]) -> Any:
    if isinstance(value, Mapping):
        if value.keys() == {"start", "end", "text"}:
            start = found[value["start"], value["text"]]
            assert start is not None
            return {"start": start, "end": start + len(value["text"]), "text": value["text"]}
        return {name: _moved(part, found) for name, part in value.items()}
    return [_moved(part, found) for part in value] if isinstance(value, list) else value


def kind_of(record: Record) -> str:
    """The word for a record's kind."""
    return next(kind for kind, made_as in KINDS.items() if made_as is type(record))


def key_passage(record: Record) -> Passage:
    """The passage by which a record is known when its id has changed: its cue, its trigger, its first evidence."""
    if isinstance(record, Statement):
        return record.cue
    return record.trigger if isinstance(record, Event) else record.evidence[0]


def _key_fields(record: Record) -> tuple[object, ...]:
    """What else must be the same for two records at one place to be taken for one."""
    if isinstance(record, Event):
        return (record.type,)
    if isinstance(record, Position):
        return (record.holder,)
    if isinstance(record, Relation):
        return (record.subject, record.predicate)
    return (record.from_id, record.to_id) if isinstance(record, Answer) else ()


def _anchored(passage: Passage, article: Article) -> Anchor:
    return anchor(article.text, passage.start, passage.end)


def laid_over(dossier: Dossier, corrections: Iterable[Correction]) -> tuple[Dossier, dict[int, Fate]]:
    """The dossier as people would have it, and what became of each correction, in the order in which they were made."""
    fates: dict[int, Fate] = {}
    records = list(dossier.records())
    for correction in corrections:
        records, fates[correction.number] = _one(records, correction, dossier.article)
    return _with(dossier, records), fates


def _one(records: list[Record], correction: Correction, article: Article) -> tuple[list[Record], Fate]:
    place = None if correction.action == "add" else _place(records, correction, article)
    if correction.action == "confirm":
        gone = locate(Anchor(**correction.target["key"]), article.text) is None
        return records, "applied" if place is not None else "lost" if gone else "needless"
    if correction.record is None:
        if place is None:
            gone = locate(Anchor(**correction.target["key"]), article.text) is None
            return records, "lost" if gone else "needless"
        return _without(records, place), "applied"
    wanted = thawed(correction.record, correction.kind, article)
    if wanted is None:
        return records, "lost"
    if place is None:
        kept = [record for record in records if record.id != wanted.id]
        return [*kept, wanted], "applied"
    wanted = replace(wanted, id=records[place].id)
    return [*records[:place], wanted, *records[place + 1 :]], "applied"


def _place(records: list[Record], correction: Correction, article: Article) -> int | None:
    """Which record a correction is about: that of its id, else the one of its kind that is cited from its words."""
    target, kind = correction.target, KINDS[correction.kind]
    for number, record in enumerate(records):
        if record.id == target["fields"]["id"] and type(record) is kind:
            return number
    key = Anchor(**target["key"])
    start = locate(key, article.text)
    if start is None:
        return None
    end = start + len(key.exact)
    there = [
        number
        for number, record in enumerate(records)
        if type(record) is kind and key_passage(record).start < end and start < key_passage(record).end
    ]
    was = thawed(target, correction.kind, article)
    same = [n for n in there if was is not None and _key_fields(records[n]) == _key_fields(was)]
    return same[0] if len(same) == 1 else None


def _without(records: list[Record], place: int) -> list[Record]:
    """The records without one; what rested on it rests on what it rested on, and answers to it are gone."""
    gone = records[place]
    kept = []
    for number, record in enumerate(records):
        if number == place or (isinstance(record, Answer) and gone.id in (record.from_id, record.to_id)):
            continue
        if record.attributed_to == gone.id:
            record = replace(record, attributed_to=gone.attributed_to)
        if isinstance(record, Statement) and record.reported_by == gone.id:
            record = replace(record, reported_by=gone.reported_by if isinstance(gone, Statement) else None)
        kept.append(record)
    return kept


def _with(dossier: Dossier, records: list[Record]) -> Dossier:
    """The dossier with those records, each kind in the order of the text."""
    groups = {
        f"{kind}s": tuple(
            sorted(
                (record for record in records if type(record) is made_as),
                key=lambda record: (record.evidence[0].start, record.evidence[0].end),
            )
        )
        for kind, made_as in KINDS.items()
    }
    return replace(dossier, **groups)  # type: ignore[arg-type]


def changed(record: Record, article: Article, changes: Mapping[str, Any], author: str) -> Record:
    """The record with other values, named as in its JSON; words stand for the passage where they are once.

    What a person has said is the person's: its coder is `person/` and the author, its confidence unknown.
    """
    kind = kind_of(record)
    row = frozen(record, article)["fields"]
    return built(kind, article, {**row, **changes}, record.id, author)


def built(kind: str, article: Article, values: Mapping[str, Any], record_id: str, author: str) -> Record:
    """A record of those values. InputError names what does not fit."""
    if kind not in KINDS:
        raise InputError(f"no kind of record {kind!r}; there are: {', '.join(KINDS)}")
    shapes = _shapes(kind)
    unknown = sorted(values.keys() - shapes.keys())
    if unknown:
        raise InputError(f"a {kind} has no {unknown[0]!r}; it has: {', '.join(shapes)}")
    row = {name: _shaped(shapes[name], value, article) for name, value in values.items()}
    row |= {"id": record_id, "coder": f"person/{author}", "confidence": None}
    row.setdefault("evidence", [])
    article_row = dossier_to_dict(Dossier(article=article))["article"]
    return next(dossier_from_dict({"article": article_row, f"{kind}s": [row]}).records())


def _shapes(kind: str) -> dict[str, str]:
    """The fields of a kind of record, as its JSON names them, and what each holds."""
    renamed = {"from_id": "from", "to_id": "to"}
    hints = get_type_hints(KINDS[kind])
    return {renamed.get(field.name, field.name): str(hints[field.name]) for field in fields(KINDS[kind])}


def _shaped(shape: str, value: Any, article: Article) -> Any:
    """A value as a person gives it, in the form that the record's JSON has it."""
    if not isinstance(value, str):
        return [_shaped(shape, part, article) for part in value] if isinstance(value, tuple) else value
    if value == "" and "None" in shape:
        return None
    if "Passage" in shape:
        passage = _placed(value, article)
        return [passage] if "tuple" in shape else passage
    if "Issue" in shape:
        return {"id": digest("issue", value.casefold()), "label": value, "passage": _placed(value, article)}
    if "When" in shape:
        first, _, last = value.partition("/")
        return {
            "from": first or None,
            "to": (last if "/" in value else first) or None,
            "why": "given by a person",
        }
    if "Place" in shape and "Office" not in shape:
        return {"name": value, "country": None}
    if "tuple" in shape:
        return [part.strip() for part in value.split(";") if part.strip()]
    if "bool" in shape and value in ("true", "false"):
        return value == "true"
    return value


def _placed(value: str, article: Article) -> dict[str, Any]:
    """Words as the passage where they stand, which must be one place."""
    start = article.text.find(value)
    if not value or start < 0:
        raise InputError(f"article {article.id} has no words {value!r}")
    if article.text.find(value, start + 1) >= 0:
        raise InputError(f"article {article.id} has the words {value!r} more than once; give more of them")
    return {"start": start, "end": start + len(value), "text": value}
