"""Which inputs there are, where each output goes, and writing it so that no half file is ever seen."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, Protocol

from kzreg_parse.convert.remote import URL
from kzreg_parse.read.forms import endings

ARCHIVE_ENDINGS: Final = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".jsonl")  # for bulk runs
STANDARD: Final = "-"  # standard input or output


@dataclass(frozen=True, slots=True)
class Job:
    """One input and the name of its output below the output folder; `path` None is standard input."""

    path: Path | None
    output: str

    @property
    def shown(self) -> str:
        """The input as messages name it."""
        return "standard input" if self.path is None else str(self.path)


@dataclass(slots=True)
class Plan:
    """The inputs in order, and how many files of folders were passed over for their ending."""

    jobs: list[Job] = field(default_factory=list)
    passed_over: int = 0


class Named(Protocol):
    """Whatever has a name: a path, or one of another system."""

    @property
    def name(self) -> str:
        """The last part of the path."""


def is_archive(path: Named) -> bool:
    """Tell whether a file is taken for an archive or a list of texts, by its ending."""
    return path.name.lower().endswith(ARCHIVE_ENDINGS)


def is_bulk_input(given: str) -> bool:
    """Tell whether only a bulk run takes an input: an archive, or the URL of an object store."""
    return bool(URL.match(given)) or (is_archive(Path(given)) and Path(given).is_file())


def plan_jobs(inputs: Sequence[str]) -> Plan:
    """Files as named, folders searched; the same file is taken once.

    `a/sub/b.pdf` found under folder `a` gives `sub/b.json`, a file named outright its name. Inputs
    that would share a name get both endings (`b.pdf.json`, `b.txt.json`), and a number where that
    does not part them.
    """
    plan = Plan()
    found: list[tuple[Path | None, PurePosixPath]] = []
    seen: set[Path] = set()
    for given in inputs:
        if given == STANDARD:
            found.append((None, PurePosixPath("stdin")))
            continue
        for inside, relative in _expand(Path(given), plan):
            if inside.absolute() not in seen:
                seen.add(inside.absolute())
                found.append((inside, relative))
    for (path, _), output in zip(found, output_names([relative for _, relative in found]), strict=True):
        plan.jobs.append(Job(path, output))
    return plan


def _expand(path: Path, plan: Plan) -> Iterator[tuple[Path, PurePosixPath]]:
    if not path.is_dir():
        yield path, PurePosixPath(path.name)
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            inside = Path(folder) / name
            if inside.suffix.lower() in endings():
                yield inside, PurePosixPath(inside.relative_to(path).as_posix())
            else:
                plan.passed_over += 1


def output_names(inputs: Sequence[PurePosixPath]) -> list[str]:
    """Return the output of each input path: its name with .json, kept apart where two would share it."""
    short = Counter(str(path.with_suffix("")).casefold() for path in inputs)
    names = [
        f"{path.with_suffix('')}.json" if short[str(path.with_suffix("")).casefold()] == 1 else f"{path}.json"
        for path in inputs
    ]
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    for index, name in enumerate(names):
        counts[name.casefold()] += 1
        free = name
        while free.casefold() in taken:
            free = f"{name.removesuffix('.json')}-{counts[name.casefold()]}.json"
            counts[name.casefold()] += 1
        names[index] = free
        taken.add(free.casefold())
    return names


@contextlib.contextmanager
def open_atomically(path: Path) -> Iterator[BinaryIO]:
    """A file to write under a temporary name beside `path`; flushed to disk and renamed when the block ends well.

    Raises OSError where the folder cannot be written. When the block raises, or nothing was
    written, `path` is left as it was and no temporary file stays behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            written = file.tell()
        if written:
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` so that no half file is ever seen. Raises OSError."""
    with open_atomically(path) as file:
        file.write(data)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
