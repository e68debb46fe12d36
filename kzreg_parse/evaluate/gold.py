"""Hand-made gold: its files as checked values. The format is that of `golden/checked/FORMAT.md`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from kzreg_parse.model.errors import KzregError

ALTERNATIVES: Final = ("_alt", "_alts", "_nominative")


class GoldError(KzregError):
    """A gold file that cannot be used; one line that names the file and the place in it."""


class Entry(BaseModel):
    """One entry; keys that only comment are kept and not looked at. With a `note` it is left out of scoring."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)
    note: str | None = None

    def readings(self, *names: str) -> tuple[str | None, ...]:
        """Return what is right for the key `names[0]`: what it holds, then the alternatives of any of the names."""
        told: list[str | None] = [getattr(self, names[0])]
        for key in (name + ending for name in names for ending in ALTERNATIVES):
            others = (self.model_extra or {}).get(key, [])
            told += others if isinstance(others, list) else [others]
        return tuple(dict.fromkeys(told))


class Reference(Entry):
    """Another act."""

    type: str | None
    issuer: str | None = None
    date: str | None
    number: str | None


class Term(Entry):
    """When something takes effect."""

    value: int | None
    unit: str | None
    after: str | None


class Registration(Entry):
    """State registration."""

    authority: str
    date: str | None
    number: str


class Signatory(Entry):
    """Who signed."""

    position: str | None
    name: str | None


class Head(Entry):
    """What identifies the act."""

    title: str
    type: str
    issuer: str
    date: str
    number: str
    registration: Registration | None
    signatories: tuple[Signatory, ...]
    preamble: str | None


class Repeal(Entry):
    """Whether, by what and from when it lost force."""

    repealed: bool
    by: Reference | None
    effective: Term | None


class Unit(Entry):
    """A paragraph or a numbered point."""

    text: str
    num: str | None = None


class Clause(Unit):
    """A clause with its points and paragraphs."""

    points: tuple[Unit, ...]
    alineas: tuple[str | Unit, ...]
    alineas_ex: tuple[str | Unit, ...] = ()  # the same, with more on each; used where they are given

    def paragraphs(self) -> Iterator[Unit]:
        """Yield the unnumbered paragraphs after the lead."""
        for alinea in self.alineas_ex or self.alineas:
            yield Unit(text=alinea) if isinstance(alinea, str) else alinea


class Chapter(Entry):
    """A chapter's heading and the numbers of its clauses."""

    num: str | None
    title: str
    clauses: tuple[str, ...]


class GoldTable(Entry):
    """A table; a null cell could not be told."""

    rows: tuple[tuple[str | None, ...], ...]


class Attachment(Entry):
    """An annex; `parent` is the index of the one it belongs to, 0 for the act."""

    index: int
    parent: int
    num: str | None
    title: str | None
    approves_header: str
    chapters: tuple[Chapter, ...]
    clauses: tuple[Clause, ...]
    tables: tuple[GoldTable, ...]


class GoldDuration(Entry):
    """A length of time; one `inherited` from a line that states only a term counts once for that line."""

    text: str
    value: float
    max: float | None
    unit: str
    bound: str
    inherited: bool = False
    header_line: int | None = None


class Placed(Entry):
    """Something that stands in a clause of an attachment (0: the act itself)."""

    attachment: int
    clause: str | None


class GoldStep(Placed):
    """A step; `action` is its text without the label."""

    label: str | None
    kind: Literal["action", "condition"]
    actor: str | None
    action: str | None
    durations: tuple[GoldDuration, ...]


class PlacedDuration(GoldDuration, Placed):
    """A length of time outside the steps."""


class GoldParticipants(Placed):
    """A list of units and employees."""

    names: tuple[str, ...]


class GoldDefinition(Placed):
    """A term and what it stands for."""

    term: str
    meaning: str


class GoldCitation(Placed, Reference):
    """A mention of another act."""

    title: str | None = None
    units: tuple[str, ...] = ()


class Restored(Entry):
    """A damaged piece of the source and its clean text."""

    raw: str
    clean: str


class Gold(Entry):
    """The gold of one act; `seed` names the act."""

    seed: str
    act: Head
    repeal: Repeal
    entry_into_force: Term | None
    repeals: tuple[Reference, ...]
    amends: tuple[Reference, ...]
    amended_by: tuple[Reference, ...]
    body: tuple[Clause, ...]
    attachments: tuple[Attachment, ...]
    steps: tuple[GoldStep, ...]
    durations_other: tuple[PlacedDuration, ...]
    participants: tuple[GoldParticipants, ...]
    definitions: tuple[GoldDefinition, ...]
    citations: tuple[GoldCitation, ...]
    restored: tuple[Restored, ...]

    @model_validator(mode="after")
    def _attachments_are_numbered(self) -> Gold:
        """Indexes run from 1 in reading order, and whatever names an attachment names one of them."""
        for index, attachment in enumerate(self.attachments, 1):
            if attachment.index != index:
                raise ValueError(f"attachments[{index - 1}].index is {attachment.index}, it should be {index}")
            if not 0 <= attachment.parent < index:
                raise ValueError(f"attachments[{index - 1}].parent is {attachment.parent}, no attachment before it")
        for key in ("steps", "durations_other", "participants", "definitions", "citations"):
            for number, entry in enumerate(getattr(self, key)):
                if not 0 <= entry.attachment <= len(self.attachments):
                    raise ValueError(f"{key}[{number}].attachment is {entry.attachment}, there is none of that number")
        return self


def read_gold(path: Path) -> Gold:
    """Return one act's gold. Raises GoldError, one line that names the file and the first thing wrong in it."""
    try:
        return Gold.model_validate_json(path.read_bytes())
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValidationError as error:
        raise GoldError(f"{path}: {_first_fault(error)}") from error


def _first_fault(error: ValidationError) -> str:
    faults = error.errors()
    first = faults[0]
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    if first["type"] == "json_invalid":
        return f"no JSON: {first['ctx']['error']}"
    if first["type"] == "missing":
        return f"{place} is missing{more}"
    if first["type"] == "value_error":
        return str(first["ctx"]["error"]) + more
    value = json.dumps(first["input"], ensure_ascii=False)
    return f"{place or 'the file'} is {value if len(value) < 60 else 'something else'}: {first['msg']}{more}"
