"""Procedures and steps before they have ids, as lists and tables give them and as accounts are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kzreg_parse.extract.procedure.actor import Actor
from kzreg_parse.model import Traced
from kzreg_parse.model.facts import Duration
from kzreg_parse.segment import AppendixDraft, NodeDraft


@dataclass(slots=True)
class StepDraft:
    """A step before it has an id."""

    label: str | None
    number: int | None
    kind: Literal["action", "condition"]
    actor: Actor | None
    text: Traced
    durations: tuple[Duration, ...]
    condition: str | None
    node: str
    whole: tuple[int, int]  # span of label and text
    result: Traced | None = None
    next: list[tuple[str | None, str | None]] = field(default_factory=list)


@dataclass(slots=True)
class ProcedureDraft:
    """A procedure before it has an id."""

    kind: Literal["sequence", "portal", "table"]
    node: NodeDraft | AppendixDraft
    appendix: AppendixDraft | None
    clause: str | None
    chapter: str | None
    heading: str  # of that chapter
    variant: Traced | None
    steps: list[StepDraft]
    place: int  # where it begins in the source
    written_out: tuple[Duration, ...] = ()  # terms of a table whose cells could not be told, in printed order
    same_as: list[ProcedureDraft] = field(default_factory=list)
    matching_steps: dict[int, list[tuple[ProcedureDraft, int]]] = field(default_factory=dict)  # by step place
