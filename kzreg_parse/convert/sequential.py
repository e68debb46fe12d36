"""Converting a plan of inputs, one after the other, with a word on each."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kzreg_parse.api import try_parse
from kzreg_parse.convert.plan import Job, Plan, open_atomically, write_atomically
from kzreg_parse.export.writer import Writer
from kzreg_parse.model import Act
from kzreg_parse.read import PdfBackend


@dataclass(slots=True)
class Tally:
    """What became of the inputs."""

    complete: int = 0
    partial: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)  # input and reason

    def add(self, act: Act) -> None:
        """Count a converted act."""
        if act.status == "complete":
            self.complete += 1
        else:
            self.partial += 1

    @property
    def converted(self) -> int:
        """How many acts were written."""
        return self.complete + self.partial


Say = Callable[[Job, str], None]  # called once for each input when it is done


def convert_to_files(
    plan: Plan, folder: Path, say: Say, *, writer: Writer, pdf_backend: PdfBackend, lexicon: Path | None
) -> Tally:
    """Write one file an act below `folder`. Raises OSError where the folder cannot be written."""
    assert writer.write is not None  # forms of all acts together go another way
    tally = Tally()
    for job, act in _acts(plan, tally, say, pdf_backend=pdf_backend, lexicon=lexicon):
        target = folder / with_ending(job.output, writer)
        write_atomically(target, writer.write(act))
        tally.add(act)
        say(job, f"-> {target} ({act.status})")
    return tally


def convert_together(
    plan: Plan, target: Path | None, say: Say, *, writer: Writer, pdf_backend: PdfBackend, lexicon: Path | None
) -> Tally:
    """Write all acts into one file, or to standard output where `target` is None; return the tally."""
    assert writer.join is not None
    tally = Tally()

    def acts() -> Iterator[Act]:
        for job, act in _acts(plan, tally, say, pdf_backend=pdf_backend, lexicon=lexicon):
            yield act
            tally.add(act)  # when the next one is asked for: this one is written, or kept by what joins them
            say(job, f"-> {target or 'standard output'} ({act.status})")

    with contextlib.nullcontext(sys.stdout.buffer) if target is None else open_atomically(target) as file:
        for piece in writer.join(acts()):
            file.write(piece)
            file.flush()
    return tally


def with_ending(output: str, writer: Writer) -> str:
    """Return the name of an act's file in a form; plans name outputs by their JSON."""
    return output.removesuffix(".json") + writer.ending


def convert_to_output(plan: Plan, say: Say, *, writer: Writer, pdf_backend: PdfBackend, lexicon: Path | None) -> Tally:
    """Write one act to standard output."""
    assert writer.write is not None
    tally = Tally()
    for job, act in _acts(plan, tally, say, pdf_backend=pdf_backend, lexicon=lexicon):
        sys.stdout.buffer.write(writer.write(act))
        sys.stdout.buffer.flush()
        tally.add(act)
        say(job, f"-> standard output ({act.status})")
    return tally


def _acts(
    plan: Plan, tally: Tally, say: Say, *, pdf_backend: PdfBackend, lexicon: Path | None
) -> Iterator[tuple[Job, Act]]:
    for job in plan.jobs:
        given, name = (job.path, None) if job.path is not None else (sys.stdin.buffer.read(), "stdin")
        result = try_parse(given, name=name, pdf_backend=pdf_backend, lexicon=lexicon)
        if isinstance(result, Act):
            yield job, result
        else:
            tally.failed.append((job.shown, str(result)))
            say(job, f"failed: {result}")
