"""The tables of the store, and opening it: what is wrong with a file is said in one line."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from kzreg_parse.extract.flat import Column, Table

STORE_VERSION: Final = 4  # of the tables below; a store of another version is refused, never misread
LOCKED: Final = re.compile(r"lock.*\(PID (?P<pid>\d+)\)")
DAMAGED: Final = re.compile(r"(?i)corrupt|checksum|could not read enough bytes")
MISSING: Final = "the research store needs DuckDB: pip install 'kzreg-parse[store]'"

# Spans are code points of the document's source text, end exclusive. `documents`, `parts`, `citations`, `repeals`,
# `amendments`, `refs` and the tables of cells and facts (`fact_tables`) hold what the acts' JSON says; `resolved` and
# `acts` are made from them after every change. `said` tells who speaks: 'of itself', a note in the act (Күші жойылды,
# Ескерту); 'of another', an act's own order.
TABLES: Final = """
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE files (root VARCHAR, file VARCHAR, sha256 VARCHAR, acts INTEGER);
CREATE TABLE documents (
    doc BIGINT, act VARCHAR, root VARCHAR, file VARCHAR, sha256 VARCHAR, source VARCHAR, source_sha256 VARCHAR,
    status VARCHAR, kind VARCHAR, kind_kk VARCHAR, title VARCHAR, issuer VARCHAR, issuer_key VARCHAR, date DATE,
    number VARCHAR, number_key VARCHAR, registration_authority VARCHAR, registration_date DATE,
    registration_number VARCHAR, in_force BOOLEAN, frbr_uri VARCHAR, adilet_id VARCHAR);
CREATE TABLE parts (
    doc BIGINT, seq INTEGER, node VARCHAR, parent VARCHAR, place VARCHAR, kind VARCHAR, num VARCHAR, label VARCHAR,
    heading VARCHAR, text VARCHAR, span_start BIGINT, span_end BIGINT, page INTEGER);
CREATE TABLE refs (
    ref BIGINT, kind VARCHAR, kind_kk VARCHAR, issuer VARCHAR, issuer_key VARCHAR, date DATE, number VARCHAR,
    number_key VARCHAR, title VARCHAR, registration_number VARCHAR, frbr_uri VARCHAR, adilet_id VARCHAR);
CREATE TABLE citations (
    doc BIGINT, id VARCHAR, text VARCHAR, ref BIGINT, alias VARCHAR, units VARCHAR, internal BOOLEAN,
    target VARCHAR, node VARCHAR, span_start BIGINT, span_end BIGINT);
CREATE TABLE repeals (
    doc BIGINT, said VARCHAR, ref BIGINT, search_key VARCHAR, effective DATE, effective_text VARCHAR, text VARCHAR,
    node VARCHAR, span_start BIGINT, span_end BIGINT);
CREATE TABLE amendments (
    doc BIGINT, said VARCHAR, ref BIGINT, action VARCHAR, unit VARCHAR, new_text VARCHAR, text VARCHAR,
    node VARCHAR, span_start BIGINT, span_end BIGINT);
CREATE TABLE resolved (ref BIGINT, act VARCHAR, candidate VARCHAR, score DOUBLE, rivals INTEGER, how VARCHAR);
"""
OWN: Final = frozenset(("citations", "repeals", "amendments"))  # facts that have tables of their own, above
TYPES: Final[dict[Column, str]] = {
    "text": "VARCHAR", "whole": "BIGINT", "number": "DOUBLE", "truth": "BOOLEAN", "date": "DATE",
    "texts": "VARCHAR", "cells": "VARCHAR",  # as JSON
}  # fmt: skip


@cache
def fact_tables() -> tuple[Table, ...]:
    """Return the flat tables, of cells and of facts that the store has no table of its own for, as they are filled from
    the JSON."""
    from kzreg_parse.extract.flat_cells import CELLS
    from kzreg_parse.extract.kinds import tables  # with all that reads facts, which a question needs nothing of

    return (CELLS, *(table for table in tables() if table.name not in OWN))


@cache
def added_kinds() -> frozenset[str]:
    """Return the kinds of facts that an act's JSON need not have a list of."""
    from kzreg_parse.extract.kinds import added

    return added()


@cache
def ddl() -> str:
    """Return the statements that make every table of the store."""
    made = []
    for table in fact_tables():
        columns = [f'"{stored_name(name)}" {TYPES[kind]}' for name, kind in table.columns.items()]
        made.append(f"CREATE TABLE {table.name} (doc BIGINT, {', '.join(columns)});\n")
    return TABLES + "".join(made)


def stored_name(column: str) -> str:
    """Return what the store calls a column: the ends of a span are no words that SQL would take for its own."""
    return {"start": "span_start", "end": "span_end"}.get(column, column)


class StoreError(Exception):
    """Why a store cannot be made, opened or asked: one line for the person at the terminal."""


@contextlib.contextmanager
def open_store(path: Path, *, write: bool = False) -> Iterator[DuckDBPyConnection]:
    """A connection to a store of this version; with `write` a missing file becomes an empty store.

    A file made by `write` is removed again when the block fails before it committed anything. Raises StoreError.
    """
    try:
        import duckdb
    except ImportError as error:
        raise StoreError(MISSING) from error
    made = not path.exists()
    if path.is_dir():
        raise StoreError(f"{path}: a folder, no store")
    if made and not write:
        raise StoreError(f"{path}: no such store; kzreg index OUT --db {path} makes one")
    config: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": False}
    if not write:  # a question reads the store and no other file, and cannot allow itself more
        config |= {"enable_external_access": False, "lock_configuration": True}
    log = path.with_name(f"{path.name}.wal")
    if made:
        log.unlink(missing_ok=True)  # what a store left that is gone: not to be played into the new one
    try:
        connection = duckdb.connect(str(path), read_only=not write, config=config)
    except duckdb.Error as error:
        raise StoreError(_refused(path, told(error))) from error
    kept = False
    try:
        with connection:
            if write and _is_empty(connection):
                _make(connection)
            else:
                _check_version(connection, path)
                if write:
                    _check_facts(connection, path)
            yield connection
            kept = True
    finally:
        if made and not kept:
            path.unlink(missing_ok=True)
            log.unlink(missing_ok=True)


def _is_empty(connection: DuckDBPyConnection) -> bool:
    """No table at all: a new file, or one of a run that was ended before it made the tables."""
    return not connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall()[0][0]


def _make(connection: DuckDBPyConnection) -> None:
    """The tables of an empty store, all or none."""
    from kzreg_parse.store.resolve import resolve

    connection.execute("BEGIN")
    connection.execute(ddl())
    connection.execute("INSERT INTO meta VALUES ('store_version', ?)", [str(STORE_VERSION)])
    resolve(connection)
    connection.execute("COMMIT")


def _refused(path: Path, reason: str) -> str:
    held = LOCKED.search(reason)
    if held is None:
        return f"{path}: {reason}"
    return f"{path}: in use by process {held['pid']}, while kzreg index writes nobody else can open it; try again later"


def _check_version(connection: DuckDBPyConnection, path: Path) -> None:
    import duckdb

    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'store_version'").fetchone()
    except duckdb.CatalogException as error:
        raise StoreError(f"{path}: a DuckDB file, but no store of kzreg") from error
    except duckdb.Error as error:
        raise StoreError(f"{path}: {told(error)}") from error
    version = int(row[0]) if row and str(row[0]).isdigit() else None
    if version is None:
        raise StoreError(f"{path}: a DuckDB file, but no store of kzreg")
    if version > STORE_VERSION:
        raise StoreError(
            f"{path}: made by a newer kzreg (store version {version}, this one reads {STORE_VERSION}); update kzreg"
        )
    if version < STORE_VERSION:
        raise StoreError(
            f"{path}: made by an older kzreg (store version {version}, this one reads {STORE_VERSION}); "
            "index the output into a new file"
        )


def _check_facts(connection: DuckDBPyConnection, path: Path) -> None:
    """Refuse to add to a store whose tables of facts are others: the acts that it holds would have no rows in them."""
    query = "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
    for table in fact_tables():
        wanted = [("doc", "BIGINT"), *((stored_name(name), TYPES[kind]) for name, kind in table.columns.items())]
        if connection.execute(query, [table.name]).fetchall() != wanted:
            raise StoreError(
                f"{path}: made by a kzreg of other kinds of facts (table {table.name}); "
                "index the output into a new file"
            )


def told(error: Exception) -> str:
    """What a database error says, on one line, and what to do where the file itself is damaged."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    reason = lines[0] if lines else type(error).__name__
    return f"{reason}; the store is damaged: delete it and run kzreg index" if DAMAGED.search(reason) else reason
