"""What a bulk run prints: a bar or plain lines, the failures, a summary; and what ends it early."""

from __future__ import annotations

import contextlib
import importlib.util
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import FrameType

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from kzreg_parse.bulk.joint import REPORT_FILE
from kzreg_parse.bulk.pool import Limits
from kzreg_parse.bulk.run import Options, Summary, Watch, run_bulk, with_word_list
from kzreg_parse.cli.terminal import errors
from kzreg_parse.convert.plan import STANDARD
from kzreg_parse.convert.remote import Location, RemotePath, location_of
from kzreg_parse.export.forms import writers
from kzreg_parse.model.diagnostics import MESSAGES
from kzreg_parse.model.errors import KzregError

OK, FAILED = 0, 1
SIGNALLED = 128  # plus the signal's number, as shells count
RATE_WINDOW = 60.0  # seconds over which the rate is told
Engine = Callable[[Watch, Callable[[], bool]], Summary]  # a run that waits for its watch and who stops it


class PlainWatch:
    """A line for each document that was settled in this run; nothing where `quiet`."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._console, self._quiet = console, quiet
        self._documents = self._seen = 0

    def planned(self, documents: int) -> None:
        """So many documents are to be looked at."""
        self._documents = documents

    def done(self, shown: str, message: str, *, failed: bool) -> None:
        """A document was settled in this run."""
        self._seen += 1
        self._say(f"[{self._seen}/{self._documents}] {shown} {message}")

    def unchanged(self, failed: bool) -> None:
        """Counted in silence; the summary tells how many."""
        self._seen += 1

    def joining(self, format: str) -> None:
        """All documents are done."""
        self._say(f"writing {format}")

    def _say(self, line: str) -> None:
        if not self._quiet:
            self._console.print(line, markup=False)


class BarWatch:
    """A bar with the rate of this run, the time left and the failures so far."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID = progress.add_task("converting", total=None, told="")
        self._failed = self._done = 0
        self._start = time.monotonic()

    def planned(self, documents: int) -> None:
        """So many documents are to be looked at."""
        self._progress.update(self._task, total=documents)
        self._start = time.monotonic()

    def done(self, shown: str, message: str, *, failed: bool) -> None:
        """A document was settled in this run."""
        self._done += 1
        self._failed += failed
        self._advance()

    def unchanged(self, failed: bool) -> None:
        """A document was settled by an earlier run."""
        self._failed += failed
        self._advance()

    def joining(self, format: str) -> None:
        """All documents are done."""
        self._progress.update(self._task, description=f"writing {format}")

    def _advance(self) -> None:
        rate = self._done / max(time.monotonic() - self._start, 0.1)
        self._progress.update(self._task, advance=1, told=f"{rate:.1f}/s, {self._failed} failed")


def convert_bulk(
    paths: list[str],
    out: str | None,
    formats: frozenset[str],
    workers: int | None,
    resume: bool,
    seconds: float,
    megabytes: int,
    *,
    quiet: bool,
    pdf_backend: str,
    lexicon: Path | None,
    cluster: str | None,
) -> int:
    """Run the command as its arguments ask for it; return the exit status. Raises BadParameter."""
    if out in (None, STANDARD) or STANDARD in paths:
        raise typer.BadParameter("a bulk run goes from files to a folder: --out DIR", param_hint="--out")
    for form in sorted(formats):
        needed = writers()[form].needs
        if needed and importlib.util.find_spec(needed) is None:
            told = f"{form} needs {needed}: pip install 'kzreg-parse[{form}]'"
            raise typer.BadParameter(told, param_hint="--format")
    folder = location_of(out or "")
    if cluster is None and isinstance(folder, RemotePath):
        raise typer.BadParameter("an object store needs --engine ray", param_hint="--out")
    count = workers or (1 if cluster is None else 0)
    options = Options(formats, count, resume, Limits(seconds or None, megabytes or None), pdf_backend)
    if lexicon is not None:
        options = with_word_list(options, lexicon)
    return run_convert_bulk(paths, folder, options, quiet=quiet, cluster=cluster)


def run_convert_bulk(
    paths: Sequence[str], out: Location, options: Options, *, quiet: bool, cluster: str | None = None
) -> int:
    """Run, here or on the Ray cluster at that address, tell how it goes, and return the exit status."""
    console = errors()
    try:
        with _signals() as caught:
            summary = _with_watch(_engine(paths, out, options, cluster), caught, console, quiet=quiet)
    except OSError as error:
        return _end(console, f"cannot write {error.filename or out}: {error.strerror or error}")
    except KzregError as error:
        return _end(console, str(error))
    if not summary.documents:
        return _end(console, f"nothing to convert ({summary.passed_over} files of other kinds passed over)")
    for shown, reason in summary.failures:
        _end(console, f"{shown}: {reason}")
    if summary.failed > len(summary.failures):
        _end(console, f"{summary.failed - len(summary.failures)} more failed; kzreg report {out} lists them")
    if not quiet:
        for line in summary_lines(summary):
            console.print(line, markup=False)
    if caught and summary.interrupted:
        _end(console, "interrupted; the same command with --resume goes on")
        return SIGNALLED + caught[0]
    return FAILED if summary.failed else OK


def run_report(folder: Path) -> int:
    """Write the report page of an output folder; returns the exit status."""
    from kzreg_parse.bulk.report import write_report

    console = errors()
    try:
        print(write_report(folder, folder / REPORT_FILE))
    except OSError as error:
        return _end(console, f"{error.filename or folder}: {error.strerror or error}")
    except KzregError as error:
        return _end(console, str(error))
    return OK


def summary_lines(summary: Summary) -> Iterator[str]:
    """Yield the summary of a run: counts by status, then by diagnostic code."""
    statuses = summary.statuses
    converted = statuses.get("complete", 0) + statuses.get("partial", 0)
    told = [f"{converted} converted"]
    if statuses.get("partial"):
        told[0] += f" ({statuses['partial']} only in part, see their diagnostics)"
    for count, word in (
        (statuses.get("failed", 0), "failed"),
        (statuses.get("quarantined", 0), "quarantined"),
        (summary.unchanged, "of all these unchanged since an earlier run"),
        (summary.reused, "written from a result of the same content"),
        (summary.passed_over, "files of other kinds passed over"),
    ):
        if count:
            told.append(f"{count} {word}")
    yield ", ".join(told)
    for code, documents, times in summary.codes:
        message = MESSAGES[code][1] if code in MESSAGES else "not converted"
        yield f"  {code}  {documents:>7} documents {times:>8} times  {message}"


def _engine(paths: Sequence[str], out: Location, options: Options, cluster: str | None) -> Engine:
    """Return the run with everything but its watch. Ray is imported here at the earliest."""
    if cluster is None:
        assert isinstance(out, Path)
        return partial(run_bulk, paths, out, options)
    from kzreg_parse.bulk.cluster.engine import run_on_cluster

    return partial(run_on_cluster, paths, out, options, address=cluster)


def _with_watch(engine: Engine, caught: list[int], console: Console, *, quiet: bool) -> Summary:
    def stopped() -> bool:
        return bool(caught)

    if quiet or not console.is_terminal:
        return engine(PlainWatch(console, quiet=quiet), stopped)
    columns = (
        TextColumn("{task.description}"), BarColumn(bar_width=20), MofNCompleteColumn(),
        TextColumn("{task.fields[told]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True, speed_estimate_period=RATE_WINDOW) as progress:
        return engine(BarWatch(progress), stopped)


@contextlib.contextmanager
def _signals() -> Iterator[list[int]]:
    """While the block runs, SIGINT and SIGTERM only put their number into the list."""
    caught: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        caught.append(number)

    numbers = (signal.SIGINT,) if sys.platform == "win32" else (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, note) for number in numbers}
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(console: Console, message: str) -> int:
    console.print(f"kzreg: {message}", markup=False, style="red" if console.is_terminal else "")
    return FAILED
