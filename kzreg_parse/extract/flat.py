"""Facts as rows of flat tables: the columns they have, and how values of the JSON become cells.

Rows are made from an act as its JSON has it, so that a table can be filled from files alone. A span becomes the columns
`start` and `end` (code points of the source text, end exclusive).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

Column = Literal["text", "whole", "number", "truth", "date", "texts", "cells"]
Row = dict[str, Any]
Document = Mapping[str, Any]  # an act as its JSON has it

SPAN: Final[dict[str, Column]] = {"start": "whole", "end": "whole"}
PLACE: Final[dict[str, Column]] = {**SPAN, "page": "whole"}


class Table(NamedTuple):
    """A flat table: `columns` with their kinds in order, and the rows that an act gives."""

    name: str
    columns: Mapping[str, Column]
    rows: Callable[[Document], Iterator[Row]]  # what has no column is passed over


def ref_columns(prefix: str) -> dict[str, Column]:
    """Return the columns of an ActRef."""
    columns: dict[str, Column] = {
        "kind": "text", "kind_kk": "text", "issuer": "text", "date": "date", "number": "text", "title": "text",
        "registration_number": "text", "frbr_uri": "text",
    }  # fmt: skip
    return {prefix + name: kind for name, kind in columns.items()}


def ref_cells(prefix: str, ref: Mapping[str, Any] | None) -> Row:
    """Return the cells of an ActRef; all of them, so that none of the row's own shows through."""
    return {name: (ref or {}).get(name.removeprefix(prefix)) for name in ref_columns(prefix)}


def span_cells(value: Mapping[str, Any]) -> Row:
    """Return start and end of a value's span; None where it has none."""
    start, end = value["span"] or (None, None)
    return {"start": start, "end": end}


def facts_of(name: str) -> Callable[[Document], Iterator[Row]]:
    """Return what makes a row of each entry of a list of facts, with its position from 1 and its span."""

    def rows(document: Document) -> Iterator[Row]:
        for position, fact in enumerate(document[name], start=1):
            yield {**fact, "position": position, **span_cells(fact)}

    return rows
