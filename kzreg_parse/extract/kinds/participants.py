"""Lists of the units and employees that take part in a service."""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.extract.flat import SPAN, Document, Row, Table, span_cells
from kzreg_parse.extract.kind import FactKind, Mark, Reading
from kzreg_parse.extract.procedure.participants import participants_of
from kzreg_parse.model import Act
from kzreg_parse.model.facts import Participants


def _read(act: Reading) -> tuple[Participants, ...]:
    return participants_of(act.draft)


def _names(document: Document) -> Iterator[Row]:
    for listed in document["participants"]:
        for position, one in enumerate(listed["names"], start=1):
            name = {"id": listed["id"], "position": position, "name": one["name"], "node": listed["node"]}
            yield {**name, **span_cells(one)}


def _marks(act: Act) -> Iterator[Mark]:
    for listed in act.participants:
        for one in listed.names:
            yield Mark(listed.node, one.name, "participant", one.span)


NAMES = Table("participants", {"id": "text", "position": "whole", "name": "text", "node": "text", **SPAN}, _names)
KIND = FactKind("participants", 40, Participants, _read, (NAMES,), _marks)
