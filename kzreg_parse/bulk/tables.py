"""An act as rows of flat tables, for those who ask many acts at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kzreg_parse.extract.flat import PLACE, Column, Row, ref_cells, ref_columns, span_cells
from kzreg_parse.extract.flat_cells import CELLS
from kzreg_parse.extract.kinds import tables

Rows = Iterator[tuple[str, Row]]  # table and row


def _term(prefix: str) -> dict[str, Column]:
    columns: dict[str, Column] = {"value": "whole", "unit": "text", "after": "text", "date": "date", "text": "text"}
    return {f"{prefix}_{name}": kind for name, kind in columns.items()}


# Columns of each table with their kinds. `act` is the output's name without .json; spans are `start` and `end`.
TABLES: Final[dict[str, dict[str, Column]]] = {
    "acts": {
        "act": "text", "source_name": "text", "sha256": "text", "media_type": "text", "chars": "whole",
        "pages": "whole", "status": "text", "kind": "text", "kind_kk": "text", "title": "text", "issuer": "text",
        "date": "date", "number": "text", "registration_authority": "text", "registration_date": "date",
        "registration_number": "text", "in_force": "truth", "repealed": "truth", **ref_columns("repealed_by_"),
        **_term("repeal"), **_term("entry_into_force"), "amended_by": "texts", "signatories": "texts",
        "frbr_uri": "text", "adilet_id": "text",
    },
    "nodes": {
        "act": "text", "position": "whole", "id": "text", "parent": "text", "part": "text", "appendix": "text",
        "depth": "whole", "kind": "text", "num": "text", "label": "text", "heading": "text", "text": "text",
        "caption": "text", "rows": "cells", **PLACE,
    },
    CELLS.name: {"act": "text", **CELLS.columns},
    **{table.name: {"act": "text", **table.columns} for table in tables()},
    "diagnostics": {
        "act": "text", "position": "whole", "code": "text", "severity": "text", "message": "text", **PLACE,
    },
}  # fmt: skip


def rows_of(act: str, document: Mapping[str, Any]) -> Rows:
    """Every row that a document (as in its JSON) gives; what has no column stays in the JSON only."""
    yield "acts", {"act": act, **_head(document)}
    for position, row in enumerate(_nodes(document), start=1):
        yield "nodes", {"act": act, "position": position, **row}
    for table in (CELLS, *tables()):
        for row in table.rows(document):
            yield table.name, {**row, "act": act}
    for position, one in enumerate(document["diagnostics"], start=1):
        yield "diagnostics", {**one, "act": act, "position": position, **span_cells(one)}


def _head(document: Mapping[str, Any]) -> Row:
    source, head = document["source"], document["act"]
    registration, repeal = head["registration"] or {}, head["repeal"] or {}
    names = [one["name"] or one["position"] for one in head["signatories"]]
    return {
        **head, **source, "source_name": source["name"], "status": document["status"],
        **{f"registration_{key}": value for key, value in registration.items()},
        "repealed": bool(repeal), **ref_cells("repealed_by_", repeal.get("by")),
        **_prefixed("repeal_", repeal.get("effective")),
        **_prefixed("entry_into_force_", head["entry_into_force"]),
        "amended_by": [note["text"] for note in head["amended_by"]],
        "signatories": [name for name in names if name],
    }  # fmt: skip


def _nodes(document: Mapping[str, Any]) -> Iterator[Row]:
    """Every node in reading order; the preamble and each appendix are rows of their own kind."""
    yield from _below(document["preface"], "preface")
    preamble = document["preamble"]
    if preamble is not None:
        row = {"id": "preamble", "part": "preamble", "depth": 0, "kind": "preamble"}
        yield {**row, "text": preamble["text"], "page": preamble["page"], **span_cells(preamble)}
    yield from _below(document["body"], "body")
    yield from _below(document["conclusions"], "conclusions")
    yield from _appendices(document["appendices"], None, 0)


def _appendices(appendices: list[Row], parent: str | None, depth: int) -> Iterator[Row]:
    for appendix in appendices:
        own = {"part": "appendix", "appendix": appendix["id"], "depth": depth, "parent": parent, "kind": "appendix"}
        told = {"id": appendix["id"], "num": appendix["num"], "label": appendix["header"], "heading": appendix["title"]}
        yield {**own, **told, "text": appendix["second_header"], "page": appendix["page"], **span_cells(appendix)}
        yield from _below(appendix["body"], "appendix", appendix["id"], appendix["id"], depth + 1)
        yield from _appendices(appendix["appendices"], appendix["id"], depth + 1)


def _below(
    nodes: list[Row], part: str, appendix: str | None = None, parent: str | None = None, depth: int = 0
) -> Iterator[Row]:
    for node in nodes:
        yield {**node, "part": part, "appendix": appendix, "parent": parent, "depth": depth, **span_cells(node)}
        yield from _below(node["children"], part, appendix, node["id"], depth + 1)


def _prefixed(prefix: str, value: Mapping[str, Any] | None) -> Row:
    return {prefix + key: one for key, one in (value or {}).items()}


def as_date(value: str | None) -> dt.date | None:
    """A date of the JSON as one."""
    return None if value is None else dt.date.fromisoformat(value)
