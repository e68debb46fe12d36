"""Which documents a run has, in order, and their bytes one after the other."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kzreg_parse.bulk.archives import LARGEST, Member, members
from kzreg_parse.bulk.names import check_path
from kzreg_parse.convert.plan import ARCHIVE_ENDINGS, is_archive, output_names
from kzreg_parse.convert.remote import Location, RemotePath, location_of
from kzreg_parse.model.errors import ReadError
from kzreg_parse.read.forms import endings
from kzreg_parse.read.regular import check_is_file


@dataclass(slots=True)
class Document:
    """One document of a run.

    `output` is its file below the output folder, of a refused one `!` and its name; `member` is its
    path inside an archive.
    """

    file: Location
    name: str  # what source.name says
    output: str
    member: str | None = None
    refusal: ReadError | None = None

    @property
    def shown(self) -> str:
        """The document as messages name it."""
        shown = f"{self.file}:{self.member}" if self.member else str(self.file)
        return shown.encode("utf-8", "backslashreplace").decode()


@dataclass(slots=True)
class Documents:
    """All documents of a run in order, and how many files were passed over for their ending."""

    all: list[Document] = field(default_factory=list)
    passed_over: int = 0


def plan_documents(inputs: Sequence[str], out: Location, own: frozenset[str]) -> Documents:
    """Files as named, folders searched, archives looked into; the same file is taken once.

    Names of outputs are those of the plain `convert`; an archive is a folder of its name without its
    ending. `own` are the names of files in `out` that an earlier run wrote: they are no inputs.
    """
    plan = Documents()
    paths: list[PurePosixPath] = []
    seen: set[Location] = set()
    skipped = {(out / name).absolute() for name in own}
    for given in inputs:
        for file, relative in _expand(location_of(given), plan):
            place = file.absolute()
            if place in seen or place in skipped:
                continue
            seen.add(place)
            if is_archive(file) and _is_there(file):
                inside = PurePosixPath() if file == location_of(given) else relative.with_name(_stem(relative.name))
                _look_into(file, inside, plan, paths)
            else:
                _add(plan, paths, Document(file, file.name, ""), relative)
    named = (document for document in plan.all if document.refusal is None)
    for document, output in zip(named, output_names(paths), strict=True):
        document.output = output
    refused = Counter[str]()
    for document in plan.all:
        if document.refusal is not None:  # two members of one refused name are two failures
            refused[document.output] += 1
            document.output += f" ({refused[document.output]})" if refused[document.output] > 1 else ""
    return plan


def contents(plan: Documents) -> Iterator[tuple[Document, bytes | ReadError]]:
    """Every document with its bytes, in order; archives are read through once and held open meanwhile."""
    reader: Iterator[Member] = iter(())
    current: Location | None = None
    for document in plan.all:
        if document.member is None:
            yield document, document.refusal or _read(document.file)
            continue
        if document.file != current:
            current = document.file
            reader = (member for member in members(current) if member is not None)
        member = next(reader, None)
        if member is None or member.label != document.member:
            reader = iter(())
            yield document, ReadError("KZR94", "the archive changed while it was read")
        elif document.refusal is not None:
            yield document, document.refusal
        else:
            try:
                yield document, member.load()
            except ReadError as error:
                yield document, error


def _expand(path: Location, plan: Documents) -> Iterator[tuple[Location, PurePosixPath]]:
    try:
        folder = path.is_dir()
    except OSError:
        folder = False  # of another system; reading it will say what is wrong
    if not folder:
        yield path, PurePosixPath(path.name)
        return
    for inside, relative in path.files() if isinstance(path, RemotePath) else _files(path):
        if inside.suffix.lower() in endings() or is_archive(inside):
            yield inside, relative
        else:
            plan.passed_over += 1


def _files(path: Path) -> Iterator[tuple[Path, PurePosixPath]]:
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            inside = Path(folder) / name
            yield inside, PurePosixPath(inside.relative_to(path).as_posix())


def _is_there(file: Location) -> bool:
    try:
        return not file.is_dir() and file.exists()
    except OSError:
        return False


def _look_into(file: Location, inside: PurePosixPath, plan: Documents, paths: list[PurePosixPath]) -> None:
    for member in members(file):
        if member is None:
            plan.passed_over += 1
            continue
        document = Document(file, member.name, "", member=member.label, refusal=member.refusal)
        _add(plan, paths, document, inside / (member.path or ""))


def _add(plan: Documents, paths: list[PurePosixPath], document: Document, path: PurePosixPath) -> None:
    """Take a document in; one that is refused gets no output but a key of its own for the manifest."""
    try:
        if document.refusal is None:
            check_path(path)
    except ReadError as error:
        document.refusal = error
    if document.refusal is None:
        paths.append(path)
    else:
        document.output = f"!{document.shown}"
    plan.all.append(document)


def _read(file: Location) -> bytes | ReadError:
    try:
        if isinstance(file, Path):
            check_is_file(file)
        if file.stat().st_size > LARGEST:
            return ReadError("KZR94", f"it has more than {LARGEST} bytes")
        return file.read_bytes()
    except ReadError as error:
        return error
    except OSError as error:
        return ReadError("KZR04", f"the file cannot be read: {error.strerror or error}")


def _stem(name: str) -> str:
    lower = name.lower()
    for ending in sorted(ARCHIVE_ENDINGS, key=len, reverse=True):
        if lower.endswith(ending):
            return name[: -len(ending)] or name
    return name
