"""Acts that an act declares to have lost force."""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.extract.flat import Document, Row, Table, ref_cells, ref_columns
from kzreg_parse.extract.kind import FactKind, Reading
from kzreg_parse.model import ActRef


def _read(act: Reading) -> tuple[ActRef, ...]:
    return tuple(act.declared.acts)


def _rows(document: Document) -> Iterator[Row]:
    for position, ref in enumerate(document["repeals"], start=1):
        yield {"position": position, **ref_cells("", ref)}


REPEALS = Table("repeals", {"position": "whole", **ref_columns("")}, _rows)
KIND = FactKind("repeals", 10, ActRef, _read, (REPEALS,))
