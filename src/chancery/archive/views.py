"""The documented views: one row a record, with names and cited words, for SQL and for tools like Datasette.

Their names are singular (`statement`, `position`); the tables that they read are the archive's own business.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from chancery.archive.columns import ACTORS, KINDS, RECORDS, Slot, article_layout, record_layout

VIEWS = ("article", "source", "actor", "mention", *KINDS)
"""The views, in the order of the manual."""

FORMS = ("name", "nominal", "pronoun")
"""The forms of mentions, by their number in the table."""

_ARTICLE = """
CREATE VIEW article AS SELECT a.no, {columns}, t.text, a.added, a.coded_by
FROM articles a JOIN texts t ON t.no = a.no
"""

_SOURCE = """
CREATE VIEW source AS SELECT a.id AS article_id, s.path, s.url, s.publisher, s.title, s.published, s.added
FROM sources s JOIN articles a ON a.no = s.article
"""

_ACTOR = """
CREATE VIEW actor AS SELECT k.id, coalesce(k.renamed, d.name) AS name, d.kind, d.country, d.sector, d.known,
    (SELECT b.id FROM actors b WHERE b.no = d.body) AS body,
    (SELECT f.id FROM actors f WHERE f.no = k.same_as) AS same_as
FROM actors k LEFT JOIN descriptions d ON d.no = k.description
"""

_MENTION = """
CREATE VIEW mention AS SELECT a.id AS article_id, m.start, m.end, substr(t.text, m.start + 1, m.end - m.start) AS text,
    CASE m.form WHEN 0 THEN 'name' WHEN 1 THEN 'nominal' ELSE 'pronoun' END AS form, k.id AS actor
FROM mentions m JOIN articles a ON a.no = m.no >> 20 JOIN texts t ON t.no = a.no LEFT JOIN actors k ON k.no = m.actor
"""

_RECORD = """
CREATE VIEW {kind} AS SELECT {columns}, c.coder, c.confidence,
    a.id AS article_id, a.title AS article_title, a.publisher, a.published_date AS published, a.url,
    date(substr(r.day, 1, 4) || '-' || substr(r.day, 5, 2) || '-' || substr(r.day, 7, 2)) AS day
FROM {kind}s r JOIN articles a ON a.no = r.no >> 20 JOIN texts t ON t.no = a.no JOIN coders c ON c.no = r.coded
"""


def create_views(archive: sqlite3.Connection) -> None:
    """Make the views anew; they follow the fields of the record types."""
    for view in VIEWS:
        archive.execute(f"DROP VIEW IF EXISTS {view}")
    columns = ", ".join(f"a.{name}" for name in article_layout().names if name != "blocks")
    for view in (_ARTICLE.format(columns=columns), _SOURCE, _ACTOR, _MENTION):
        archive.execute(view)
    for kind in KINDS:
        shown = ["r.no", f"{_shown_id('r.id', kind)} AS id"]
        for slot in record_layout(kind).slots[1:]:
            shown += _shown(slot)
        archive.execute(_RECORD.format(kind=kind, columns=", ".join(shown)))


def _shown(slot: Slot) -> Iterator[str]:
    """The columns of the view for one field: words beside offsets, ids and names for numbers."""
    names = [name for name, _ in slot.columns]
    renamed = {"from_id": "from", "to_id": "to"}
    if slot.field in RECORDS:
        yield f"""{_shown_id(f"r.{names[0]}", "statement")} AS "{renamed.get(names[0], names[0])}" """
    elif slot.field in ACTORS and slot.columns[0][1] == "TEXT":
        listed = f"FROM json_each(r.{names[0]}) j JOIN actors k ON k.no = j.value"
        yield f"(SELECT json_group_array(k.id) {listed}) AS {names[0]}"
        yield f"(SELECT group_concat({_NAME}, ', ') {listed}) AS {names[0]}_names"
    elif slot.field in ACTORS:
        yield f"(SELECT k.id FROM actors k WHERE k.no = r.{names[0]}) AS {names[0]}"
        yield f"(SELECT {_NAME} FROM actors k WHERE k.no = r.{names[0]}) AS {names[0]}_name"
        yield from (_plain(name) for name in names[1:])
    elif slot.field in ("evidence", "content"):
        yield f"r.{names[0]} AS {names[0]}_spans"
        yield f"{_words(names[0])} AS {names[0]}"
    else:
        for name in names:
            yield _plain(name)
            if (
                name.endswith("_end")
                and f"{name[:-4]}_start" in names
                and slot.field not in ("date", "valid")
            ):
                base = name[:-4]
                yield f"substr(t.text, r.{base}_start + 1, r.{base}_end - r.{base}_start) AS {base}"


_NAME = "(SELECT d.name FROM descriptions d WHERE d.no = k.description)"


def _plain(name: str) -> str:
    if name.endswith("_id"):
        return f"{_shown_id(f'r.{name}', name[:-3])} AS {name}"
    if name.endswith("_body"):
        return f"(SELECT k.id FROM actors k WHERE k.no = r.{name}) AS {name}"
    return f"r.{name}"


def _shown_id(column: str, kind: str) -> str:
    return f"CASE typeof({column}) WHEN 'integer' THEN printf('{kind}:%016x', {column}) ELSE {column} END"


def _words(column: str) -> str:
    """The cited words of a list of offsets, with an ellipsis between passages."""
    end = f"(SELECT e.value FROM json_each(r.{column}) e WHERE e.key = j.key + 1)"
    return (
        f"(SELECT group_concat(substr(t.text, j.value + 1, {end} - j.value), ' … ') "
        f"FROM json_each(r.{column}) j WHERE j.key % 2 = 0)"
    )


__all__ = ["FORMS", "VIEWS", "create_views"]
