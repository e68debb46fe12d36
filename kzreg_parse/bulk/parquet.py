"""The tables as Parquet files, written group by group. Needs pyarrow (`kzreg-parse[parquet]`)."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from kzreg_parse.bulk.tables import TABLES, as_date, rows_of
from kzreg_parse.extract.flat import Column

TYPES: Final[dict[Column, pa.DataType]] = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
    "date": pa.date32(),
    "texts": pa.list_(pa.string()),
    "cells": pa.list_(pa.list_(pa.string())),
}
GROUP_ROWS: Final = 20_000  # rows of one table held before they are written
DESCRIPTION: Final[dict[bytes | str, bytes | str]] = {b"kzreg_schema": b"1.0"}


class TableWriter:
    """Takes acts and writes their rows into one open file a table; a context."""

    def __init__(self, files: Mapping[str, BinaryIO]) -> None:
        self._writers: dict[str, Any] = {}
        self._held: dict[str, list[dict[str, Any]]] = {}
        for table, columns in TABLES.items():
            schema = pa.schema([(name, TYPES[kind]) for name, kind in columns.items()], metadata=DESCRIPTION)
            self._writers[table] = pq.ParquetWriter(files[table], schema, compression="zstd")
            self._held[table] = []

    def add(self, act: str, document: Mapping[str, Any]) -> None:
        """Take the rows of an act."""
        for table, row in rows_of(act, document):
            columns = TABLES[table]
            held = self._held[table]
            held.append({
                name: as_date(row.get(name)) if kind == "date" else row.get(name) for name, kind in columns.items()
            })  # fmt: skip
            if len(held) >= GROUP_ROWS:
                self._write(table)

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            for table in TABLES:
                self._write(table)
        for writer in self._writers.values():
            writer.close()

    def _write(self, table: str) -> None:
        held = self._held[table]
        if held:
            writer = self._writers[table]
            writer.write_table(pa.Table.from_pylist(held, schema=writer.schema))
            held.clear()
