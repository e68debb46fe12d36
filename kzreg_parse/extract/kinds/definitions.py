"""Terms and abbreviations with what they stand for."""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.extract.flat import SPAN, Table, facts_of
from kzreg_parse.extract.kind import FactKind, Mark, Reading
from kzreg_parse.model import Act
from kzreg_parse.model.facts import Definition


def _read(act: Reading) -> tuple[Definition, ...]:
    return tuple(one.fact for one in act.defined)


def _marks(act: Act) -> Iterator[Mark]:
    for one in act.definitions:
        yield Mark(one.node, one.term, one.kind, one.span)


DEFINITIONS = Table(
    "definitions",
    {"id": "text", "kind": "text", "term": "text", "meaning": "text", "node": "text", **SPAN},
    facts_of("definitions"),
)
KIND = FactKind("definitions", 50, Definition, _read, (DEFINITIONS,), _marks)
