"""Where a value comes from, what was repaired on the way, and what was not understood."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kzreg_parse.model.base import Model, Page, Span

Severity = Literal["error", "warning", "info"]
RepairKind = Literal[
    "letter_spacing",
    "displaced_link",
    "line_join",
    "page_break",
    "hyphen",
    "script",
    "markdown",
    "spacing",
]


class SourceInfo(Model):
    """The file that the act was read from."""

    name: str = Field(description="File name without its folders; `stdin` for standard input.")
    media_type: str = Field(description="Kind of file as told from its content, e.g. `application/pdf`.")
    sha256: str = Field(description="SHA-256 of the file's bytes, hexadecimal.", pattern="^[0-9a-f]{64}$")
    chars: int = Field(ge=0, description="Length of the source text in code points; spans index this text.")
    pages: int | None = Field(ge=1, description="Number of pages; null where the source has none.")
    reader: str = Field(description="Name and version of what read the file.")


class Repair(Model):
    """One place where the clean text differs from the source text."""

    id: str = Field(description="`repair_1`, `repair_2` … in the order of the source.")
    kind: RepairKind = Field(description="What kind of damage was mended.")
    raw: str = Field(description="The source text of `span`, unchanged.")
    clean: str = Field(description="What stands in its place in the clean text; empty where it was taken out.")
    span: Span
    page: Page
    confidence: float = Field(ge=0, le=1, description="1 where a rule leaves no choice; lower where one was made.")


class Diagnostic(Model):
    """Something a reader of the output should know: not understood, doubtful, or set apart."""

    code: str = Field(
        pattern="^KZ[RNSE][0-9]{2}$",
        description="Letter: R reading, N normalising, S structure, E facts.",
    )
    severity: Severity = Field(description="`error`: part of the act was not understood; `warning`: doubtful; `info`.")
    message: str = Field(description="One sentence in English; Kazakh words quoted as printed.")
    span: Span | None = Field(description="The place it speaks of; null where it speaks of the whole act.")
    page: Page
