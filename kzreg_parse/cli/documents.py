"""What the command prints: progress, summaries, failures, an act as a tree. Messages go to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kzreg_parse.cli.terminal import errors, output
from kzreg_parse.convert.plan import STANDARD, Job, Plan
from kzreg_parse.convert.sequential import Say, Tally, convert_to_files, convert_to_output, convert_together
from kzreg_parse.export.forms import writers
from kzreg_parse.extract.kinds import act_model
from kzreg_parse.model import Act
from kzreg_parse.model.errors import ReadError, printable
from kzreg_parse.read import PdfBackend

OK, FAILED = 0, 1
SAME, DIFFERENT, TROUBLE = 0, 1, 2  # of a comparison, as diff has them
PLAIN_WIDTH, PLAIN_REPAIRS_WIDTH = 120, 80  # columns where standard output is no terminal


def run_convert(
    plan: Plan, out: str, *, format: str, quiet: bool, pdf_backend: PdfBackend, lexicon: Path | None
) -> int:
    """Convert a plan and say what became of it; returns the exit status."""
    console = errors()
    if not plan.jobs:
        _say_error(console, f"nothing to convert ({plan.passed_over} files of other kinds passed over)")
        return FAILED
    try:
        tally = _convert_with_progress(
            plan, out, console, format=format, quiet=quiet, pdf_backend=pdf_backend, lexicon=lexicon
        )
    except OSError as error:
        _say_error(console, f"cannot write {error.filename or out}: {error.strerror or error}")
        return FAILED
    for shown, reason in tally.failed:
        _say_error(console, f"{shown}: {reason}")
    if not quiet:
        console.print(_summary(plan, tally), markup=False)
    return FAILED if tally.failed else OK


def _say_error(console: Console, message: str) -> None:
    console.print(f"kzreg: {message}", markup=False, style="red" if console.is_terminal else "")


def _convert_with_progress(
    plan: Plan,
    out: str,
    console: Console,
    *,
    format: str,
    quiet: bool,
    pdf_backend: PdfBackend,
    lexicon: Path | None,
) -> Tally:
    if quiet or not console.is_terminal:
        done = 0

        def say(job: Job, message: str) -> None:
            nonlocal done
            done += 1
            if not quiet:
                console.print(f"[{done}/{len(plan.jobs)}] {job.shown} {message}", markup=False)

        return _convert(plan, out, say, format=format, pdf_backend=pdf_backend, lexicon=lexicon)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("converting", total=len(plan.jobs))
        return _convert(
            plan,
            out,
            lambda job, message: progress.advance(task),
            format=format,
            pdf_backend=pdf_backend,
            lexicon=lexicon,
        )


def _convert(plan: Plan, out: str, say: Say, *, format: str, pdf_backend: PdfBackend, lexicon: Path | None) -> Tally:
    writer = writers()[format]
    if writer.join is not None:
        target = None if out == STANDARD else Path(out) / writer.file
        return convert_together(plan, target, say, writer=writer, pdf_backend=pdf_backend, lexicon=lexicon)
    if out == STANDARD:
        return convert_to_output(plan, say, writer=writer, pdf_backend=pdf_backend, lexicon=lexicon)
    return convert_to_files(plan, Path(out), say, writer=writer, pdf_backend=pdf_backend, lexicon=lexicon)


def _summary(plan: Plan, tally: Tally) -> str:
    parts = [f"{tally.converted} converted"]
    if tally.partial:
        parts[0] += f" ({tally.partial} only in part, see their diagnostics)"
    if tally.failed:
        parts.append(f"{len(tally.failed)} failed")
    if plan.passed_over:
        parts.append(f"{plan.passed_over} files of other kinds passed over")
    return ", ".join(parts)


def run_show(file: Path, *, full: bool, pdf_backend: PdfBackend, lexicon: Path | None) -> int:
    """Print an act; returns the exit status."""
    from kzreg_parse.cli.views.act import act_view

    return _show(
        file, lambda act: act_view(act, full=full), width=PLAIN_WIDTH, pdf_backend=pdf_backend, lexicon=lexicon
    )


def run_tables(
    file: Path, *, folder: Path | None, book: Path | None, pdf_backend: PdfBackend, lexicon: Path | None
) -> int:
    """Write the tables of an act to files, or print them; returns the exit status."""
    from kzreg_parse.cli.views.act import tables_view
    from kzreg_parse.export.table_files import write_csv, write_xlsx

    if folder is None and book is None:
        return _show(file, tables_view, width=PLAIN_WIDTH, pdf_backend=pdf_backend, lexicon=lexicon)
    try:
        act = load_act(file, pdf_backend=pdf_backend, lexicon=lexicon)
        if folder is not None:
            for path in write_csv(act, folder):
                print(path)
        if book is not None:
            write_xlsx(act, book)
            print(book)
    except ReadError as error:
        _say_error(errors(), f"{file}: {error}")
        return FAILED
    except ImportError:
        _say_error(errors(), "a workbook needs openpyxl: pip install 'kzreg-parse[xlsx]'")
        return FAILED
    except OSError as error:
        _say_error(errors(), f"cannot write {error.filename or folder or book}: {error.strerror or error}")
        return FAILED
    return OK


def run_show_repairs(
    file: Path,
    *,
    kinds: Collection[str],
    below: float | None,
    joins: bool,
    pdf_backend: PdfBackend,
    lexicon: Path | None,
) -> int:
    """Print the repairs of an act; returns the exit status."""
    from kzreg_parse.cli.views.repairs import Wanted, repairs_view

    wanted = Wanted(kinds, below, joins)
    return _show(
        file, lambda act: repairs_view(act, wanted), width=PLAIN_REPAIRS_WIDTH, pdf_backend=pdf_backend, lexicon=lexicon
    )


def run_diff(
    before: Path, after: Path, *, as_json: bool, full: bool, pdf_backend: PdfBackend, lexicon: Path | None
) -> int:
    """Print what differs between two acts; returns the exit status."""
    import orjson

    from kzreg_parse.cli.views.diff import diff_view
    from kzreg_parse.diff import difference

    acts = []
    for file in (before, after):
        try:
            acts.append(load_act(file, pdf_backend=pdf_backend, lexicon=lexicon))
        except ReadError as error:
            _say_error(errors(), f"{file}: {error}")
            return TROUBLE
    found = difference(*acts)
    if as_json:
        data = orjson.dumps(found.as_data(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        sys.stdout.write(data.decode())
        return DIFFERENT if found else SAME
    console = output(soft_wrap=True)
    for part in diff_view(found, full=full):
        console.print(part)
    return DIFFERENT if found else SAME


def _show(
    file: Path,
    view: Callable[[Act], Iterable[RenderableType]],
    *,
    width: int,
    pdf_backend: PdfBackend,
    lexicon: Path | None,
) -> int:
    """Print what `view` makes of an act; `width` is for output that goes to no terminal."""
    try:
        act = load_act(file, pdf_backend=pdf_backend, lexicon=lexicon)
    except ReadError as error:
        _say_error(errors(), f"{file}: {error}")
        return FAILED
    console = output(width=width)
    for part in view(act):
        console.print(part)
    return OK


def load_act(file: Path, *, pdf_backend: PdfBackend, lexicon: Path | None) -> Act:
    """Return an act from any input, or from the JSON that `convert` wrote."""
    from pydantic import ValidationError

    from kzreg_parse.api import parse
    from kzreg_parse.export import to_json

    if file.suffix.lower() == ".json":
        try:
            act = act_model().model_validate_json(file.read_bytes())
            to_json(act)  # a number too large for JSON's readers is no number of ours
            return act
        except OSError as error:
            raise ReadError("KZR04", f"the file cannot be read: {error.strerror}") from error
        except ValidationError as error:
            first = error.errors()[0]
            place = printable(".".join(map(str, first["loc"])))
            raise ReadError(
                "KZR13", f"not an act written by kzreg convert: {place or 'the file'}: {printable(first['msg'])}"
            ) from error
        except TypeError as error:
            raise ReadError("KZR13", f"not an act written by kzreg convert: {printable(str(error))}") from error
    return parse(file, pdf_backend=pdf_backend, lexicon=lexicon)
