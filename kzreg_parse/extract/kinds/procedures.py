"""Service procedures with their steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from kzreg_parse.extract.flat import PLACE, Document, Row, Table, span_cells
from kzreg_parse.extract.kind import FactKind, Mark, Reading
from kzreg_parse.extract.procedure.procedures import procedures_of
from kzreg_parse.model import Act
from kzreg_parse.model.facts import Duration, Procedure


def _read(act: Reading) -> tuple[Procedure, ...]:
    return procedures_of(act.draft, cast("tuple[Duration, ...]", act.found["durations"]), act.log)


def _steps(document: Document) -> Iterator[Row]:
    for procedure in document["procedures"]:
        for step in procedure["steps"]:
            yield {
                **step, "procedure": procedure["id"], "procedure_kind": procedure["kind"],
                "appendix": procedure["appendix"], "variant": procedure["variant"],
                "next": [f"{then['to'] or ''} {then['condition'] or ''}".strip() for then in step["next"]],
                "durations": len(step["durations"]), **span_cells(step),
            }  # fmt: skip


def _marks(act: Act) -> Iterator[Mark]:
    for procedure in act.procedures:
        for step in procedure.steps:
            yield Mark(step.node, step.text, step.kind, step.span)


STEPS = Table(
    "steps",
    {
        "procedure": "text", "procedure_kind": "text", "appendix": "text", "variant": "text", "id": "text",
        "seq": "whole", "label": "text", "kind": "text", "actor": "text", "text": "text", "result": "text",
        "condition": "text", "next": "texts", "same_as": "texts", "durations": "whole", "node": "text", **PLACE,
    },
    _steps,
)  # fmt: skip
KIND = FactKind("procedures", 30, Procedure, _read, (STEPS,), _marks, group="steps")
