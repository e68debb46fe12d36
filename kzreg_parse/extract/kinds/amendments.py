"""Changes that an act makes to others, parts of acts that it repeals among them."""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.extract.flat import SPAN, Document, Row, Table, ref_cells, ref_columns, span_cells
from kzreg_parse.extract.kind import FactKind, Mark, Reading
from kzreg_parse.model import Act
from kzreg_parse.model.facts import Amendment


def _read(act: Reading) -> tuple[Amendment, ...]:
    made = act.instructions.read()
    parts = (
        one.model_copy(update={"id": f"amendment_{len(made) + number}"})
        for number, one in enumerate(act.declared.parts, 1)
    )
    return (*made, *parts)


def _rows(document: Document) -> Iterator[Row]:
    for one in document["amendments"]:
        yield {**one, **ref_cells("target_", one["target"]), **span_cells(one)}


def _marks(act: Act) -> Iterator[Mark]:
    for one in act.amendments:
        if one.new_text:
            yield Mark(one.node, one.new_text, one.action, one.span)


AMENDMENTS = Table(
    "amendments",
    {
        "id": "text", **ref_columns("target_"), "unit": "text", "action": "text", "new_text": "text", "node": "text",
        **SPAN,
    },
    _rows,
)  # fmt: skip
KIND = FactKind("amendments", 60, Amendment, _read, (AMENDMENTS,), _marks)
