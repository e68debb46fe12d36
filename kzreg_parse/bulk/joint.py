"""Outputs made from the results of a run, in the order of its inputs.

`acts.jsonl` and the tables hold all acts together; of the registered forms other than JSON each act gets a file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from kzreg_parse.bulk.manifest import Manifest
from kzreg_parse.bulk.parts import BrokenPart, PartsFolder, as_line, unpack
from kzreg_parse.bulk.tables import TABLES
from kzreg_parse.convert.remote import Location, put
from kzreg_parse.convert.sequential import with_ending
from kzreg_parse.export.forms import writers
from kzreg_parse.export.writer import Writer
from kzreg_parse.extract.kinds import act_model

REPORT_FILE: Final = "report.html"
JOINT_FORMATS: Final[dict[str, tuple[str, ...]]] = {
    **{writer.name: (writer.file,) for writer in writers().values() if writer.join is not None},
    "parquet": tuple(f"{table}.parquet" for table in TABLES),
}
JOINT_FILES: Final = frozenset((REPORT_FILE, *(file for files in JOINT_FORMATS.values() for file in files)))


@dataclass(frozen=True, slots=True)
class JointEntry:
    """A converted document: its output below the folder, the name of its source, its part."""

    output: str
    name: str
    part: Location


class Interrupted(Exception):  # noqa: N818
    """The run was stopped while it wrote a joint output."""


def assemble(
    formats: Iterable[str],
    folder: Location,
    parts: PartsFolder,
    manifest: Manifest,
    run: int,
    *,
    joining: Callable[[str], None],
    stopped: Callable[[], bool],
) -> None:
    """Write the joint outputs of a run that are missing or would be others than they are.

    `joining` is told each format that is written, `stopped` asked all the time. Raises Interrupted,
    OSError, and BrokenPart where a result was damaged on the disk.
    """
    for format in sorted(formats):
        fingerprint = _fingerprint(format, manifest, run)
        if manifest.assembled(format) == fingerprint and _are_there(format, folder, manifest, run):
            continue
        manifest.set_assembled(format, "")
        joining(format)
        try:
            entries = _acts(manifest, run, parts, stopped)
            if format in JOINT_FORMATS:
                write_joint(format, folder, parts.unfinished, entries)
            else:
                write_each(writers()[format], folder, parts.unfinished, entries)
        except BrokenPart as error:
            error.file.unlink(missing_ok=True)  # so that the next run does not take its document for settled
            raise
        manifest.set_assembled(format, fingerprint)


def _acts(manifest: Manifest, run: int, parts: PartsFolder, stopped: Callable[[], bool]) -> Iterator[JointEntry]:
    for row in manifest.rows(run):
        if stopped():
            raise Interrupted
        if row.converted and row.key is not None:
            yield JointEntry(row.output, row.name, parts.file(row.key))


def _fingerprint(format: str, manifest: Manifest, run: int) -> str:
    """What a joint output is made of: format, acts, their order."""
    seen = hashlib.sha256(format.encode())
    for row in manifest.rows(run):
        if row.converted:
            seen.update(f"\0{row.output}\0{row.name}\0{row.key}".encode())
    return seen.hexdigest()


def are_there(format: str, folder: Location) -> bool:
    """Tell whether the joint files of a format exist."""
    return all((folder / file).exists() for file in JOINT_FORMATS[format])


def _are_there(format: str, folder: Location, manifest: Manifest, run: int) -> bool:
    if format in JOINT_FORMATS:
        return are_there(format, folder)
    writer = writers()[format]
    return all((folder / with_ending(row.output, writer)).exists() for row in manifest.rows(run) if row.converted)


def write_each(writer: Writer, folder: Location, unfinished: Path, entries: Iterable[JointEntry]) -> None:
    """Write a file an act beside the place of its JSON. Raises OSError, and BrokenPart for a damaged result."""
    assert writer.write is not None
    for entry in entries:
        act = act_model().model_validate(unpack(entry.part, entry.name))
        file = unfinished / f"act{writer.ending}"
        file.write_bytes(writer.write(act))
        put(file, folder / with_ending(entry.output, writer))


def write_joint(format: str, folder: Location, unfinished: Path, entries: Iterable[JointEntry]) -> None:
    """Write the files of a joint format, each put in place when all are whole.

    One act is held at a time, of tables one group of rows. Raises OSError, and BrokenPart where a
    result was damaged on the disk.
    """
    with placed_together(folder, unfinished, JOINT_FORMATS[format]) as files:
        if format == "jsonl":
            for entry in entries:
                files[0].write(as_line(unpack(entry.part, entry.name)))
            return
        join = writers()[format].join
        if join is not None:
            files[0].writelines(join(act_model().model_validate(unpack(one.part, one.name)) for one in entries))
            return
        from kzreg_parse.bulk.parquet import TableWriter

        with TableWriter(dict(zip(TABLES, files, strict=True))) as writer:
            for entry in entries:
                writer.add(entry.output.removesuffix(".json"), unpack(entry.part, entry.name))


@contextlib.contextmanager
def placed_together(folder: Location, unfinished: Path, names: tuple[str, ...]) -> Iterator[list[BinaryIO]]:
    """Files to write that take their names in `folder` when the block ends well, and vanish when it raises.

    An empty file takes no name, and the one that had it goes.
    """
    paths = [unfinished / name for name in names]
    with contextlib.ExitStack() as stack:
        files: list[BinaryIO] = [stack.enter_context(path.open("wb")) for path in paths]
        yield files
        for file in files:
            if not file.closed:
                file.flush()
                os.fsync(file.fileno())
    for path, name in zip(paths, names, strict=True):
        if path.stat().st_size:
            put(path, folder / name)
        else:
            (folder / name).unlink(missing_ok=True)
