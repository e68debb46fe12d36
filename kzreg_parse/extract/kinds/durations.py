"""Periods of time, wherever they are stated."""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.extract.duration.durations import durations_of
from kzreg_parse.extract.flat import SPAN, Table, facts_of
from kzreg_parse.extract.kind import FactKind, Mark, Reading
from kzreg_parse.model import Act
from kzreg_parse.model.facts import Duration


def _read(act: Reading) -> tuple[Duration, ...]:
    return durations_of(act.draft, act.log)


def _marks(act: Act) -> Iterator[Mark]:
    for one in act.durations:
        yield Mark(one.node, one.text, one.unit, one.span)


DURATIONS = Table(
    "durations",
    {
        "position": "whole", "text": "text", "value": "number", "max": "number", "unit": "text", "bound": "text",
        "iso8601": "text", "inherited": "truth", "node": "text", **SPAN,
    },
    facts_of("durations"),
)  # fmt: skip
KIND = FactKind("durations", 20, Duration, _read, (DURATIONS,), _marks)
