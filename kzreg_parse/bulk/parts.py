"""The results of a run by content: one packed line of JSON for each different input, below `.kzreg-parts`.

From them every output is made: the file of an act, of its duplicates, `acts.jsonl`, the tables. So a
duplicate or another format costs no second conversion.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable
from errno import ELOOP
from pathlib import Path
from typing import Any, Final, Protocol

import orjson

from kzreg_parse.convert.remote import Location
from kzreg_parse.model.errors import KzregError

PARTS_FOLDER: Final = ".kzreg-parts"
LEVEL: Final = 1  # of packing: 8 times smaller at 100 MB/s; higher levels gain little


class BrokenPart(KzregError):  # noqa: N818
    """A part (`file`) that is missing or was damaged on the disk."""

    def __init__(self, file: Location, reason: object) -> None:
        super().__init__(f"a stored result was damaged, the same command makes it again: {file}: {reason}")
        self.file = file


def pack(document: dict[str, Any]) -> bytes:
    """A document as a part holds it."""
    return zlib.compress(orjson.dumps(document), LEVEL)


def unpack(file: Location, name: str) -> dict[str, Any]:
    """The document of a part, its source called `name`. Raises BrokenPart."""
    try:
        document: dict[str, Any] = orjson.loads(zlib.decompress(file.read_bytes()))
        document["source"]["name"] = name
    except (OSError, zlib.error, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise BrokenPart(file, error) from error
    return document


def as_file(document: dict[str, Any]) -> bytes:
    """The bytes that `export.to_json` gives for the same act."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def as_line(document: dict[str, Any]) -> bytes:
    """The act as one line, as `export.to_json(act, indent=False)`."""
    return orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)


class PartsFolder(Protocol):
    """The parts of an output folder, wherever it is, and a local place for files that are being written."""

    unfinished: Path

    def prepare(self) -> None:
        """Make the folders. Raises OSError."""

    def file(self, key: str) -> Location:
        """Where the part of that key is."""

    def drop_unused(self, in_use: Callable[[str], bool]) -> None:
        """Remove the parts that no document needs any more."""


class Parts:
    """The parts of one output folder, and a place for files that are being written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / PARTS_FOLDER
        self.unfinished = self._folder / "unfinished"

    def prepare(self) -> None:
        """Make the folders; what a killed run left half written goes. Raises OSError, also where they are links."""
        for folder in (self._folder, self.unfinished):
            if folder.is_symlink():
                raise OSError(ELOOP, "it is a link, and what is kept here is written and removed", str(folder))
        shutil.rmtree(self.unfinished, ignore_errors=True)
        self.unfinished.mkdir(parents=True, exist_ok=True)

    def file(self, key: str) -> Path:
        """Where the part of that key is."""
        return self._folder / f"{key[:2]}/{key}.z"

    def drop_unused(self, in_use: Callable[[str], bool]) -> None:
        """Remove the parts that no document needs any more: of changed inputs, of older rules."""
        for file in self._folder.glob("??/*.z"):
            if not in_use(file.stem):
                file.unlink(missing_ok=True)
        shutil.rmtree(self.unfinished, ignore_errors=True)
