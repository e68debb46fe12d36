"""Facts read from an act's text. Each names the node or the span it was read from."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from kzreg_parse.model.base import Model, Page, Span

ActKind = Literal[
    "law",
    "code",
    "constitution",
    "decree",
    "resolution",
    "order",
    "decision",
    "directive",
    "rules",
    "instruction",
    "other",
]
Unit = Literal["second", "minute", "hour", "day", "calendar_day", "working_day", "month", "year"]
TermStart = Literal[
    "first_official_publication", "official_publication", "registration", "signing", "adoption", "date", "other"
]


class ActRef(Model):
    """A normative act as some text names it; what the text leaves out is null."""

    kind: ActKind | None = Field(description="Kind of act.")
    kind_kk: str | None = Field(description="Kind in Kazakh, nominative: заң, бұйрық, қаулы, шешім …")
    issuer: str | None = Field(description="Issuing body or official in the nominative.")
    date: dt.date | None = Field(description="Date of adoption.")
    number: str | None = Field(description="Number exactly as printed.")
    title: str | None = Field(description="Title, with its quotes as printed.")
    registration_number: str | None = Field(description="Number of its state registration.")
    frbr_uri: str | None = Field(description="`/akn/kz/act/…`; null where kind, date or number is missing.")
    adilet_id: str | None = Field(
        default=None, description="Id on adilet.zan.kz; null unless it follows from kind, year and number."
    )


class Term(Model):
    """When something takes effect: so many days after an event, from an event, or on a date."""

    value: int | None = Field(ge=0, description="Number of units; null where none is stated.")
    unit: Unit | None = Field(description="Unit of `value`.")
    after: TermStart | None = Field(description="The event it is counted from; `date` where a date is stated.")
    date: dt.date | None = Field(description="The stated date.")
    text: str = Field(description="The words it was read from, clean.")
    span: Span


class Duration(Model):
    """How long something takes or may take."""

    text: str = Field(description="The words as printed, clean.")
    value: float = Field(ge=0, description="Number of units; the lower end of a range.")
    max: float | None = Field(description="Upper end of a range; null where it is none.")
    unit: Unit = Field(description="Unit; a working day and a calendar day are told apart.")
    bound: Literal["exact", "within", "at_most"] = Field(
        description="`exact`: a stated length; `within`: ішінде; `at_most`: аспайды, кешіктірмей, дейін …"
    )
    iso8601: str = Field(description="ISO 8601 duration; a working day is written P1D too, `unit` tells it apart.")
    inherited: bool = Field(description="True where it is passed down from a point that states only a term.")
    node: str = Field(description="Id of the node whose text states it.")
    span: Span


class NextStep(Model):
    """Where a procedure goes after a step."""

    to: str | None = Field(description="Label or number of the following step; null at the end.")
    condition: str | None = Field(description="The condition as printed; null where there is none.")


class Step(Model):
    """One step of a procedure: who does what within what time."""

    id: str = Field(description="Unique in the document.")
    seq: int = Field(ge=1, description="Position in its procedure, from 1.")
    label: str | None = Field(description='As printed: "1-рәсім", "3-шарт", "2)".')
    kind: Literal["action", "condition"] = Field(description="`condition` for an N-шарт.")
    actor: str | None = Field(description="Who acts, nominative; null where none is named.")
    text: str = Field(description="The step without its label.")
    durations: tuple[Duration, ...] = Field(description="Stated and inherited durations.")
    result: str | None = Field(description="What the step ends in, as printed.")
    next: tuple[NextStep, ...] = Field(description="What follows, as far as it is stated.")
    node: str = Field(description="Id of the node it was read from.")
    span: Span
    page: Page
    condition: str | None = Field(
        default=None,
        description="The case it applies to, as printed in a heading above it within its point; null where none.",
    )
    same_as: tuple[str, ...] = Field(default=(), description="Ids of the steps that say the same in another account.")


class Procedure(Model):
    """A list of steps in one clause, one portal list, or one table."""

    id: str = Field(description="Unique in the document.")
    kind: Literal["sequence", "portal", "table"] = Field(description="Where its steps stand.")
    node: str = Field(description="Id of the node that holds it.")
    appendix: str | None = Field(description="Id of the appendix that holds it; null for the act's body.")
    variant: str | None = Field(description="The case it applies to, as printed.")
    steps: tuple[Step, ...] = Field(description="Steps in reading order.")
    same_as: tuple[str, ...] = Field(
        default=(), description="Ids of the other accounts of this procedure, in reading order."
    )


class ParticipantName(Model):
    """One unit or employee of a list."""

    name: str = Field(description="Nominative.")
    span: Span


class Participants(Model):
    """A «… тізбесі:» list of the units and employees that take part in a service."""

    id: str = Field(description="Unique in the document.")
    node: str = Field(description="Id of the clause that holds the list.")
    names: tuple[ParticipantName, ...] = Field(description="In reading order.")


class Definition(Model):
    """What a term stands for."""

    id: str = Field(description="Unique in the document.")
    kind: Literal["inline", "glossary", "abbreviation"] = Field(description="`inline`: «(бұдан әрі – X)».")
    term: str = Field(description="The term as defined.")
    meaning: str = Field(description="The shortest complete phrase it stands for, as printed.")
    node: str = Field(description="Id of the node it was read from.")
    span: Span


class CitedUnit(Model):
    """A part of an act that a citation points at."""

    kind: str = Field(description="`article`, `clause`, `point`, `appendix` …")
    num: str | None = Field(description="Its number as printed.")


class Citation(Model):
    """A mention of another act, or of a part of one or of this act."""

    id: str = Field(description="Unique in the document.")
    text: str = Field(description="The mention, clean.")
    act: ActRef | None = Field(description="The act; null until an alias resolves it, and for a part of this act.")
    alias: str | None = Field(description="The defined term it is named by.")
    units: tuple[CitedUnit, ...] = Field(description="From the largest part to the smallest.")
    internal: bool = Field(description="True for a part of this act.")
    target: str | None = Field(description="Id of the node an internal citation points at; the first of several.")
    node: str = Field(description="Id of the node it stands in.")
    span: Span


class Amendment(Model):
    """An instruction that changes another act."""

    id: str = Field(description="Unique in the document.")
    target: ActRef = Field(description="The act that is changed.")
    unit: str | None = Field(description="The changed part as printed, nominative.")
    action: Literal["replace", "new_wording", "insert", "delete", "rename"] = Field(description="What is done.")
    new_text: str | None = Field(description="The new wording; null where something is deleted.")
    node: str = Field(description="Id of the node that says so.")
    span: Span
