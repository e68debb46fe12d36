"""What a run is asked for, what it tells while it goes on, and what it says at its end."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from kzreg_parse.bulk.pool import Limits
from kzreg_parse.bulk.tasks import Converter
from kzreg_parse.bulk.worker import convert_document
from kzreg_parse.restore.words.user_list import read_word_list

SHOWN_FAILURES: Final = 1000  # that a summary names; the manifest and the report have all


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for."""

    formats: frozenset[str] = frozenset({"json"})  # of json, jsonl, parquet
    workers: int = 1
    resume: bool = False  # also leave alone what was quarantined before
    limits: Limits = field(default_factory=Limits)
    pdf_backend: str = "pypdfium2"
    converter: Converter = convert_document
    words: str = ""  # names the user's word list by its content; results made with another are not used


def with_word_list(options: Options, file: Path) -> Options:
    """The options of a run that reads with a user's word list. Raises WordListError."""
    read_word_list(file)
    words = hashlib.sha256(file.read_bytes()).hexdigest()
    return replace(options, converter=partial(convert_document, lexicon=str(file)), words=words)


@dataclass(slots=True)
class Summary:
    """What became of a run's documents; the manifest has them one by one."""

    run: int
    documents: int
    passed_over: int
    statuses: dict[str, int] = field(default_factory=dict)
    codes: list[tuple[str, int, int]] = field(default_factory=list)  # code, documents, times
    failures: list[tuple[str, str]] = field(default_factory=list)  # the first of them: document and reason
    unchanged: int = 0
    reused: int = 0  # written from the result of an equal document, or of an earlier run
    interrupted: bool = False

    @property
    def failed(self) -> int:
        """How many documents have no act."""
        return self.statuses.get("failed", 0) + self.statuses.get("quarantined", 0)


class Watch(Protocol):
    """Who is told how a run goes on."""

    def planned(self, documents: int) -> None:
        """So many documents are to be looked at."""

    def done(self, shown: str, message: str, *, failed: bool) -> None:
        """A document was settled in this run."""

    def unchanged(self, failed: bool) -> None:
        """A document was settled by an earlier run."""

    def joining(self, format: str) -> None:
        """All documents are done; the joint output of a format is being written."""
