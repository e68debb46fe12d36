"""The files of an output folder that hold acts, and the acts in them, one at a time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NoReturn

from kzreg_parse.store.schema import StoreError

FILE_ENDING, LINES_ENDING = ".json", ".jsonl"
AT_ONCE: Final = 1 << 20  # bytes of a file of lines that are hashed at a time


def act_files(folder: Path) -> list[str]:
    """Names below the folder, with `/`, of all .json and .jsonl files, sorted.

    What begins with a dot is passed over: there a bulk run keeps its manifest and its results by content.
    Raises StoreError where a subfolder cannot be read, for its acts would seem to be gone.
    """

    def stop(error: OSError) -> NoReturn:
        raise StoreError(f"{error.filename}: {error.strerror}; nothing was indexed") from error

    found = []
    for top, folders, files in os.walk(folder, onerror=stop):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = os.path.relpath(top, folder).replace(os.sep, "/")
        start = "" if below == "." else f"{below}/"
        found += [
            start + name
            for name in files
            if name.lower().endswith((FILE_ENDING, LINES_ENDING)) and not name.startswith(".")
        ]
    return sorted(found)


def is_lines(file: str) -> bool:
    """Whether each line of the file is an act, and not the whole of it."""
    return file.lower().endswith(LINES_ENDING)


def sha256_of(path: str) -> str:
    """The file's hash, of which never more than a megabyte is held. Raises OSError."""
    known = hashlib.sha256()
    with Path(path).open("rb", buffering=0) as file:
        while piece := file.read(AT_ONCE):
            known.update(piece)
    return known.hexdigest()


class Lines:
    """The lines of a file with their numbers from 1, blank ones left out; `sha256` of the file when all were read."""

    def __init__(self, path: str) -> None:
        self._path, self._hash = path, hashlib.sha256()

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        with Path(self._path).open("rb") as file:
            for number, line in enumerate(file, start=1):
                self._hash.update(line)
                if line := line.strip():
                    yield number, line

    @property
    def sha256(self) -> str:
        """Of the lines read so far."""
        return self._hash.hexdigest()
