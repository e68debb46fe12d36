"""Many rows into a table at once: whole columns as numpy arrays, which DuckDB reads where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def insert(connection: DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]], *, where: str = "") -> None:
    """Append rows in the order of the table's columns; those of which `where` (SQL) is true."""
    import numpy

    if not rows:
        return
    described = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
    ).fetchall()
    columns = {}
    casts = []
    for (name, kind), values in zip(described, zip(*rows, strict=True), strict=True):
        if kind in ("VARCHAR", "DATE"):
            columns[name] = numpy.array(values, dtype=object)
            casts.append(f'CAST("{name}" AS {kind})')
        elif kind == "BOOLEAN":  # 2 stands for null
            columns[name] = numpy.array([2 if value is None else int(value) for value in values], dtype=numpy.int8)
            casts.append(f'CASE "{name}" WHEN 2 THEN NULL ELSE "{name}" = 1 END')
        elif kind == "DOUBLE":
            columns[name] = numpy.array(values, dtype=numpy.float64)  # None becomes NaN
            casts.append(f'CASE WHEN isnan("{name}") THEN NULL ELSE "{name}" END')
        else:  # -1 stands for null: no number of the store is below 0
            columns[name] = numpy.array([-1 if value is None else value for value in values], dtype=numpy.int64)
            casts.append(f'nullif("{name}", -1)')
    connection.register("batch_rows", columns)
    condition = f" WHERE {where}" if where else ""
    try:
        connection.execute(f"INSERT INTO {table} SELECT {', '.join(casts)} FROM batch_rows{condition}")
    finally:
        connection.unregister("batch_rows")
