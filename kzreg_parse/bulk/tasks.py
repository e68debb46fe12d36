"""What a run asks of a worker, and what the worker answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kzreg_parse.model.errors import ReadError

Converter = Callable[[bytes, str, str], bytes | ReadError]  # bytes of an input, its name, PDF backend: JSON of the act


@dataclass(frozen=True, slots=True)
class Task:
    """One document to convert (`data`), or to write again from the part of an earlier one (`part`), if it is whole.

    The worker writes to `new_part` and `new_file`, under names that nobody reads; the run puts both in place.
    """

    number: int
    name: str
    pdf_backend: str
    data: bytes | None
    part: Path | None
    new_part: Path
    new_file: Path | None  # None where no JSON file is wanted


@dataclass(frozen=True, slots=True)
class Made:
    """An act was written."""

    status: str
    converted: bool  # False where the earlier part was used
    seconds: float  # of converting
    size: int  # bytes of the JSON file; 0 where none is wanted
    chars: int
    pages: int | None
    diagnostics: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """There is no act; `quarantined` where the document brought a worker down or overran a limit."""

    code: str
    reason: str
    seconds: float
    quarantined: bool = False


@dataclass(frozen=True, slots=True)
class Unwritable:
    """The worker could not write: no fault of the document, and the end of the run."""

    number: int | None
    reason: str
    file: str

    def error(self) -> OSError:
        """It as the exception it was."""
        return OSError(self.number, self.reason, self.file)


Answer = Made | Refused | Unwritable


def made(document: dict[str, Any], *, converted: bool, seconds: float, size: int) -> Made:
    """The answer for an act that was written."""
    source = document["source"]
    codes = Counter(found["code"] for found in document["diagnostics"])
    return Made(document["status"], converted, seconds, size, source["chars"], source["pages"], dict(codes))
