"""The cells of all tables of an act as rows of one flat table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kzreg_parse.extract.flat import Document, Row, Table


def _cells(document: Document) -> Iterator[Row]:
    for part in ("preface", "body", "conclusions"):
        yield from _of_nodes(document[part])
    yield from _of_appendices(document["appendices"])


def _of_appendices(appendices: Sequence[Row]) -> Iterator[Row]:
    for appendix in appendices:
        yield from _of_nodes(appendix["body"])
        yield from _of_appendices(appendix["appendices"])


def _of_nodes(nodes: Sequence[Row]) -> Iterator[Row]:
    for node in nodes:
        if node["kind"] == "table":
            yield from _of_table(node)
        yield from _of_nodes(node["children"])


def _of_table(table: Row) -> Iterator[Row]:
    """Yield every place of a table; `text` of one that a span covers or that cannot be read is None."""
    spans: dict[tuple[int, int], Sequence[int]] = {(span[0], span[1]): span for span in table.get("spans", ())}
    columns: Sequence[dict[str, Any]] = table.get("columns", ())
    heads, totals = table.get("header_rows", 0), set(table.get("totals", ()))
    for number, row in enumerate(table["rows"] or ()):
        for column, text in enumerate(row):
            span = spans.get((number, column), (number, column, 1, 1))
            told = columns[column] if columns else {}
            yield {
                "node": table["id"], "row_number": number, "column_number": column, "text": text,
                "is_head": number < heads, "is_total": number in totals, "row_span": span[2], "column_span": span[3],
                "column_name": told.get("name"), "column_kind": told.get("kind"), "unit": told.get("unit"),
            }  # fmt: skip


CELLS = Table(
    "cells",
    {
        "node": "text", "row_number": "whole", "column_number": "whole", "text": "text", "is_head": "truth",
        "is_total": "truth", "row_span": "whole", "column_span": "whole", "column_name": "text", "column_kind": "text",
        "unit": "text",
    },
    _cells,
)  # fmt: skip
