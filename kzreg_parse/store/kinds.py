"""Whether rows hold what their tables' columns take, told before the database is asked: one wrong value in one act's
JSON would otherwise end the whole run, or be stored as something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import regex

from kzreg_parse.store.schema import ddl

TABLE = regex.compile(r"CREATE TABLE (?P<table>\w+) \((?P<columns>[^)]*)\)")
TAKES: Final[dict[str, type]] = {
    "VARCHAR": str,
    "DATE": str,
    "BIGINT": int,
    "INTEGER": int,
    "BOOLEAN": bool,
    "DOUBLE": float,
}
BELOW: Final = {"BIGINT": 2**63, "INTEGER": 2**31}  # no number of the store is below 0, either


@dataclass(frozen=True, slots=True)
class _Columns:
    """A table's columns: names, the type each takes, and for whole numbers the first that is too large."""

    names: tuple[str, ...]
    types: tuple[type, ...]
    numbers: tuple[tuple[int, int], ...]  # column, bound
    accepted: set[tuple[type, ...]]  # types of rows that were found right: there are few kinds of them


def check_rows(tables: Mapping[str, Sequence[tuple[Any, ...]]], before: Sequence[int]) -> None:
    """Look at the rows of each table from its place in `before` on. Raises ValueError naming the first wrong value."""
    for (table, rows), first in zip(tables.items(), before, strict=True):
        columns = _columns()[table]
        for row in rows[first:] if first else rows:
            kinds = tuple(map(type, row))
            if kinds not in columns.accepted:
                _check_types(row, table, columns)
                columns.accepted.add(kinds)
            for column, bound in columns.numbers:
                value = row[column]
                if value is not None and not 0 <= value < bound:
                    raise ValueError(f"{columns.names[column]} cannot be {value}")


def _check_types(row: tuple[Any, ...], table: str, columns: _Columns) -> None:
    for name, wanted, value in zip(columns.names, columns.types, row, strict=True):
        if value is not None and type(value) is not wanted:
            raise ValueError(f"{name} of {table} is {type(value).__name__}, not {wanted.__name__}")


@cache
def _columns() -> dict[str, _Columns]:
    found = {}
    for table in TABLE.finditer(ddl()):
        pairs = [column.split()[:2] for column in table["columns"].split(",")]
        found[table["table"]] = _Columns(
            tuple(name.strip('"') for name, _ in pairs),
            tuple(TAKES[kind] for _, kind in pairs),
            tuple((place, BELOW[kind]) for place, (_, kind) in enumerate(pairs) if kind in BELOW),
            set(),
        )
    return found
