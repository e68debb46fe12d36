"""The document that one act becomes: schema 1.0."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal

from pydantic import Field

from kzreg_parse.model.base import Model, Span
from kzreg_parse.model.facts import (
    ActKind,
    ActRef,
    Amendment,
    Citation,
    Definition,
    Duration,
    Participants,
    Procedure,
    Term,
)
from kzreg_parse.model.nodes import AnyNode, Appendix, Preamble
from kzreg_parse.model.provenance import Diagnostic, Repair, SourceInfo

SCHEMA_VERSION: Final = "1.0"


class Registration(Model):
    """State registration with a justice authority."""

    authority: str = Field(description="Registering body, nominative.")
    date: dt.date | None = Field(description="Date of registration.")
    number: str = Field(description="Registration number as printed.")


class RepealNotice(Model):
    """One place that says the act has lost force."""

    where: Literal["requisites", "note"] = Field(
        description="`requisites`: the line below the title, or the bare «Күшін жойған» line where it is all "
        "there is; `note`: an «Ескерту»."
    )
    text: str = Field(description="What it says, clean.")
    span: Span


class Repeal(Model):
    """How the act lost force."""

    by: ActRef | None = Field(description="The repealing act; null where the text names none.")
    effective: Term | None = Field(description="When the repealing act takes effect, as far as it is stated.")
    notices: tuple[RepealNotice, ...] = Field(description="Every place that says so, in reading order.")


class AmendedBy(Model):
    """A note that a part of the act, or the act, was changed by another one."""

    target: str | None = Field(description="The changed part as printed, nominative; null for the whole act.")
    action: Literal["replace", "new_wording", "insert", "delete", "rename", "amend"] = Field(
        description="What was done; `amend` where the note only says that changes were made."
    )
    by: ActRef = Field(description="The amending act.")
    text: str = Field(description="The note, clean.")
    span: Span


class Signatory(Model):
    """Who signed."""

    position: str | None = Field(description="Office as printed.")
    name: str | None = Field(description="Name as printed; null where only the office is printed.")


class Agreement(Model):
    """A «КЕЛІСІЛДІ» block: who agreed to the act."""

    position: str | None = Field(description="Office as printed.")
    name: str | None = Field(description="Name as printed.")
    date: dt.date | None = Field(description="Date of the agreement.")


class ActMetadata(Model):
    """What identifies the act and says whether it is in force."""

    kind: ActKind | None = Field(description="Kind of act.")
    kind_kk: str | None = Field(description="Kind in Kazakh, nominative.")
    title: str | None = Field(description="Title, clean.")
    issuer: str | None = Field(description="Issuing body or official, nominative.")
    date: dt.date | None = Field(description="Date of adoption.")
    number: str | None = Field(description="Number exactly as printed.")
    registration: Registration | None = Field(description="State registration; null where none is printed.")
    in_force: bool | None = Field(
        description="false: the text says it is repealed; true: it says so, or nothing stands against it on a page "
        "that would say it; null: cannot be told."
    )
    repeal: Repeal | None = Field(description="How it lost force; null when not repealed.")
    entry_into_force: Term | None = Field(description="When it takes effect by its own words.")
    amended_by: tuple[AmendedBy, ...] = Field(description="Notes on changes made by other acts.")
    signatories: tuple[Signatory, ...] = Field(description="In reading order.")
    agreed_by: tuple[Agreement, ...] = Field(description="«КЕЛІСІЛДІ» blocks in reading order.")
    frbr_uri: str | None = Field(description="`/akn/kz/act/{kind}/{date}/{number}`, transliterated.")
    adilet_id: str | None = Field(description="Id on adilet.zan.kz; null unless it follows with certainty.")


class Act(Model):
    """One normative act, restored, segmented and read."""

    schema_version: Literal["1.0"] = Field(description="Version of this contract.")
    source: SourceInfo = Field(description="The file it was read from.")
    status: Literal["complete", "partial"] = Field(
        description="`partial`: something was not understood; the diagnostics say what."
    )
    act: ActMetadata = Field(description="What identifies the act.")
    preface: tuple[AnyNode, ...] = Field(
        description="As printed before the preamble: title, status, requisites, notes."
    )
    preamble: Preamble | None = Field(description="Null where there is none.")
    body: tuple[AnyNode, ...] = Field(description="Chapters, articles, clauses.")
    conclusions: tuple[AnyNode, ...] = Field(description="As printed after the body: signatures, agreements, footers.")
    appendices: tuple[Appendix, ...] = Field(description="Annexes in reading order; annexes of annexes inside them.")
    procedures: tuple[Procedure, ...] = Field(description="Service procedures with their steps.")
    participants: tuple[Participants, ...] = Field(description="Lists of units and employees.")
    durations: tuple[Duration, ...] = Field(description="All durations, also those that a step quotes.")
    definitions: tuple[Definition, ...] = Field(description="Terms and abbreviations.")
    citations: tuple[Citation, ...] = Field(description="Mentions of acts and of parts of acts.")
    repeals: tuple[ActRef, ...] = Field(description="Acts that this act declares to have lost force.")
    amendments: tuple[Amendment, ...] = Field(description="Changes that this act makes to others.")
    repairs: tuple[Repair, ...] = Field(description="Where the clean text differs from the source text.")
    diagnostics: tuple[Diagnostic, ...] = Field(description="What was not understood, doubtful or set apart.")
