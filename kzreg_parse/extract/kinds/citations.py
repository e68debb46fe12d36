"""Mentions of acts and of parts of acts."""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.extract.citation.citations import CitationReader
from kzreg_parse.extract.citation.mentions import OwnAct
from kzreg_parse.extract.flat import SPAN, Document, Row, Table, ref_cells, ref_columns, span_cells
from kzreg_parse.extract.kind import FactKind, Mark, Reading
from kzreg_parse.model import Act
from kzreg_parse.model.facts import Citation


def _read(act: Reading) -> tuple[Citation, ...]:
    own = OwnAct(act.act.kind_kk, act.act.date, act.act.number)
    return tuple(CitationReader(act.places, act.defined, own, act.instructions.changed, act.log).read())


def _rows(document: Document) -> Iterator[Row]:
    for one in document["citations"]:
        units = [f"{unit['kind']} {unit['num'] or ''}".strip() for unit in one["units"]]
        yield {**one, **ref_cells("cited_", one["act"]), "units": units, **span_cells(one)}


def _marks(act: Act) -> Iterator[Mark]:
    for one in act.citations:
        yield Mark(one.node, one.text, "internal" if one.internal else "act", one.span)


CITATIONS = Table(
    "citations",
    {
        "id": "text", "text": "text", **ref_columns("cited_"), "alias": "text", "units": "texts", "internal": "truth",
        "target": "text", "node": "text", **SPAN,
    },
    _rows,
)  # fmt: skip
KIND = FactKind("citations", 70, Citation, _read, (CITATIONS,), _marks)
