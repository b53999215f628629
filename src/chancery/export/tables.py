"""CSV and Parquet: a folder with a table for each record type. Every field of every record is in them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chancery.errors import InputError
from chancery.export.columns import Column, Kind, Table, tables, values
from chancery.records import Block, Dossier, Passage

if TYPE_CHECKING:
    import pyarrow

LIST_SEPARATOR = "|"
"""Between the strings of a list in one CSV cell; a bar within a string is written as `/`."""

ROWS_A_GROUP = 10_000
"""Rows that Parquet writes together: enough for its compression, few enough for a laptop's memory."""


def write_csv(dossiers: Iterable[Dossier], folder: Path) -> None:
    """`articles.csv`, `actors.csv`, … `answers.csv`, in UTF-8 with a header, as RFC 4180 has it."""
    with ExitStack() as stack:
        writers = []
        for table in tables():
            path = folder / f"{table.name}.csv"
            file = stack.enter_context(
                path.open("w", encoding="utf-8", newline="", errors="backslashreplace")
            )
            writer = csv.writer(file)
            writer.writerow(column.name for column in table.columns)
            writers.append((table, writer))
        for dossier in dossiers:
            for table, writer in writers:
                for row in values(table, dossier):
                    writer.writerow(
                        _cell(column, value) for column, value in zip(table.columns, row, strict=True)
                    )


def _cell(column: Column, value: Any) -> Any:
    """A value as CSV holds it: lists of strings joined, lists of passages as JSON, true and false in words."""
    if value is None:
        return ""
    if column.kind == "strings":
        return LIST_SEPARATOR.join(item.replace(LIST_SEPARATOR, "/") for item in value)
    if column.kind in ("passages", "blocks"):
        return json.dumps([_plain(item) for item in value], ensure_ascii=False)
    if column.kind == "boolean":
        return "true" if value else "false"
    return value


def _plain(item: Passage | Block) -> dict[str, Any]:
    if isinstance(item, Passage):
        return {"start": item.start, "end": item.end, "text": item.text}
    return {"kind": item.kind, "start": item.start, "end": item.end}


def write_parquet(dossiers: Iterable[Dossier], folder: Path) -> None:
    """`articles.parquet`, … with typed columns; lists stay lists. Needs pyarrow (`pip install chancery[parquet]`)."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError:
        raise InputError("Parquet needs pyarrow: pip install 'chancery[parquet]'") from None

    schemas = {table.name: _schema(table) for table in tables()}
    waiting: dict[str, list[dict[str, Any]]] = {table.name: [] for table in tables()}
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(pyarrow.parquet.ParquetWriter(folder / f"{name}.parquet", schema))
            for name, schema in schemas.items()
        }

        def flush(name: str) -> None:
            writers[name].write_table(pyarrow.Table.from_pylist(waiting[name], schema=schemas[name]))
            waiting[name].clear()

        for dossier in dossiers:
            for table in tables():
                names = [column.name for column in table.columns]
                waiting[table.name] += (
                    dict(zip(names, map(_native, row), strict=True)) for row in values(table, dossier)
                )
                if len(waiting[table.name]) >= ROWS_A_GROUP:
                    flush(table.name)
        for name, rows in waiting.items():
            if rows:
                flush(name)


def _native(value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], (Passage, Block)):
        return [_plain(item) for item in value]
    return value


def _schema(table: Table) -> pyarrow.Schema:
    import pyarrow as pa

    passage = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", pa.string())])
    block = pa.struct([("kind", pa.string()), ("start", pa.int64()), ("end", pa.int64())])
    types: Mapping[Kind, pyarrow.DataType] = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "strings": pa.list_(pa.string()),
        "passages": pa.list_(passage),
        "blocks": pa.list_(block),
    }
    return pa.schema([(column.name, types[column.kind]) for column in table.columns])
