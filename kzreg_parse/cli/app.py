"""The command `kzreg`: arguments only."""

from __future__ import annotations

import os
import sys
from codecs import lookup
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from kzreg_parse import __version__
from kzreg_parse.cli.options import Lexicon, PdfBackend, PdfBackendOption, examples
from kzreg_parse.cli.store_arguments import add_commands
from kzreg_parse.cli.table_arguments import add_tables
from kzreg_parse.export.forms import DEFAULT, writers

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for them costs a tenth of the start

app = typer.Typer(
    help="Kazakh normative acts (PDF, text dump, Markdown, saved page) to structured JSON.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    epilog="Example: `kzreg convert acts --out json`, then `kzreg show json/245.json`",
    context_settings={"help_option_names": ["-h", "--help"]},
)


TIMEOUT = 300.0  # seconds; the longest act of the corpora takes below one
MEMORY = 2000  # megabytes of resident memory


class Engine(StrEnum):
    """What a bulk run works with."""

    LOCAL = "local"
    RAY = "ray"


class Kind(StrEnum):
    """Kinds of repair, as in the output."""

    LETTER_SPACING = "letter_spacing"
    DISPLACED_LINK = "displaced_link"
    LINE_JOIN = "line_join"
    PAGE_BREAK = "page_break"
    HYPHEN = "hyphen"
    SCRIPT = "script"
    MARKDOWN = "markdown"
    SPACING = "spacing"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kzreg {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Kazakh normative acts (PDF, text dump, Markdown, saved page) to structured JSON."""
    _write_utf8()


def _write_utf8() -> None:
    """Have what is printed be UTF-8, whatever a redirected console of the system would take (cp1251, ASCII)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and lookup(stream.encoding).name != "utf-8":
            stream.reconfigure(encoding="utf-8")


def _check_formats(given: list[str] | None) -> list[str] | None:
    """Return the forms asked for. Raises BadParameter for one that no module declares."""
    for form in given or ():
        if form not in writers():
            raise typer.BadParameter(f"{form!r} is not one of {', '.join(map(repr, writers()))}")
    return given


class ConvertCommand(TyperCommand):
    """A command whose help names the endings of all forms; they are asked for when it is shown."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help with the endings in it."""
        from kzreg_parse.read.forms import forms

        known = " ".join(ending for form in forms() for ending in form.endings)
        self.help = (self.help or "").replace("{endings}", known)
        super().format_help(ctx, formatter)


@app.command(
    cls=ConvertCommand,
    epilog=examples(
        "kzreg convert acts --out json",
        "kzreg convert 245.pdf 816.txt -o json",
        "kzreg convert acts -o json --format jsonl",
        "cat 245.txt | kzreg convert - > 245.json",
        "kzreg convert archive -o out --workers 8",
        "kzreg convert archive -o out --workers 8 --resume",
        "kzreg convert dump.tar.gz texts.jsonl -o out -w 4 -f json -f parquet --timeout 60",
    ),
)
def convert(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files and folders; - for standard input.")],
    out: Annotated[
        str | None, typer.Option("--out", "-o", metavar="DIR", help="Folder for the output; - for standard output.")
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            callback=_check_formats,
            metavar="|".join(writers()),
            help=f"{'; '.join(writer.help for writer in writers().values())}. May be repeated.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Name only the inputs that failed.")] = False,
    pdf_backend: PdfBackendOption = PdfBackend.PYPDFIUM2,
    lexicon: Lexicon = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", "-w", min=1, metavar="N", help="Bulk run with N worker processes and a manifest."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Bulk run: go on where one ended; leave quarantined documents alone.")
    ] = False,
    timeout: Annotated[
        float | None,
        typer.Option(
            "--timeout", min=0, metavar="SECONDS", help=f"Bulk run: longest time a document ({TIMEOUT:g}; 0: any)."
        ),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option("--memory", min=0, metavar="MB", help=f"Bulk run: most memory a document ({MEMORY}; 0: any)."),
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="Bulk run: processes of this machine, or a Ray cluster.")
    ] = Engine.LOCAL,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="auto|HOST:PORT", help="With --engine ray: the cluster; auto unless said."),
    ] = None,
) -> None:
    """Convert acts to JSON.

    Folders are searched for {endings}; a file named outright is read whatever its
    ending. Exit status: 0 all converted, 1 some failed (each is named, the others are written), 2 usage.

    A **bulk run** (any of --workers, --resume, --timeout, --memory, two formats, Parquet, an archive) keeps a
    manifest in DIR: run again, it converts only what is new or changed. Archives (.zip .tar .tar.gz) and .jsonl
    files of texts are read in place, also in folders. A document over its limits is quarantined. Interrupted: 128
    plus the signal's number.
    """
    from kzreg_parse.cli import documents as terminal
    from kzreg_parse.convert.plan import STANDARD, is_bulk_input, plan_jobs
    from kzreg_parse.convert.remote import is_remote

    formats = frozenset(format or [DEFAULT])
    if address is not None and engine is not Engine.RAY:
        raise typer.BadParameter("it goes with --engine ray", param_hint="--address")
    asked = any(option is not None for option in (workers, timeout, memory)) or resume or engine is Engine.RAY
    if (
        asked
        or len(formats) > 1
        or any(writers()[form].by_run for form in formats)
        or any(is_bulk_input(path) for path in paths)
    ):
        from kzreg_parse.cli import bulk as terminal_bulk

        limits = TIMEOUT if timeout is None else timeout, MEMORY if memory is None else memory
        cluster = (address or "auto") if engine is Engine.RAY else None
        status = terminal_bulk.convert_bulk(
            paths, out, formats, workers, resume, *limits,
            quiet=quiet, pdf_backend=pdf_backend.value, lexicon=lexicon, cluster=cluster,
        )  # fmt: skip
        raise typer.Exit(status)
    if is_remote(out or ""):
        raise typer.BadParameter("an object store needs --engine ray", param_hint="--out")
    if paths.count(STANDARD) > 1:
        raise typer.BadParameter("standard input can be read once", param_hint="PATH")
    if out is None:
        if paths != [STANDARD]:
            raise typer.BadParameter("say where the output goes: --out DIR, or --out - for standard output")
        out = STANDARD
    plan = plan_jobs(paths)
    (only,) = formats
    if out == STANDARD and writers()[only].write is not None and len(plan.jobs) > 1:
        raise typer.BadParameter("several acts to standard output need --format jsonl", param_hint="--out")
    status = terminal.run_convert(plan, out, format=only, quiet=quiet, pdf_backend=pdf_backend.value, lexicon=lexicon)
    raise typer.Exit(status)


@app.command(epilog=examples("kzreg report out", "kzreg report out && open out/report.html"))
def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Output folder of a bulk run.")],
) -> None:
    """Write report.html on the last bulk run of a folder: counts by status and code, times, failures.

    One self-contained page; its path is printed. Exit status: 0 written, 1 no manifest or not writable, 2 usage.
    """
    from kzreg_parse.cli.bulk import run_report

    raise typer.Exit(run_report(folder))


@app.command(
    epilog=examples(
        "kzreg show 245.pdf",
        "kzreg show json/245.json",
        "kzreg show 245.txt --repairs",
        "kzreg show 245.txt --repairs --kind displaced_link --below 0.9",
    )
)
def show(
    file: Annotated[Path, typer.Argument(help="An act in any form that convert reads, or its JSON.")],
    repairs: Annotated[bool, typer.Option("--repairs", help="List the repairs: source beside clean text.")] = False,
    kind: Annotated[
        list[Kind] | None,
        typer.Option("--kind", metavar="KIND", help=f"With --repairs: only {', '.join(Kind)}; may be repeated."),
    ] = None,
    below: Annotated[
        float | None,
        typer.Option("--below", min=0, max=1, metavar="CONFIDENCE", help="With --repairs: only less certain ones."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="With --repairs: also where only lines were joined or blanks set.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Whole texts instead of one line each.")] = False,
    pdf_backend: PdfBackendOption = PdfBackend.PYPDFIUM2,
    lexicon: Lexicon = None,
) -> None:
    """Show an act as a readable tree, or its repairs.

    Metadata and repeal, then chapters, clauses, appendices and tables with their places in the source;
    where the text was repaired, the node says so.
    """
    from kzreg_parse.cli import documents as terminal

    if not repairs and (kind or below is not None or every):
        raise typer.BadParameter("--kind, --below and --all go with --repairs")
    if not repairs:
        raise typer.Exit(terminal.run_show(file, full=full, pdf_backend=pdf_backend.value, lexicon=lexicon))
    status = terminal.run_show_repairs(
        file, kinds=kind or (), below=below, joins=every, pdf_backend=pdf_backend.value, lexicon=lexicon
    )
    raise typer.Exit(status)


@app.command(
    epilog=examples(
        "kzreg diff old/245.json new/245.json",
        "kzreg diff 245.pdf 245.txt --full",
        "kzreg diff old/245.json new/245.json --json > changes.json",
    )
)
def diff(
    before: Annotated[Path, typer.Argument(help="An act in any form that convert reads, or its JSON.")],
    after: Annotated[Path, typer.Argument(help="What it is compared with.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the differences as JSON.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Whole texts, not only the words around a change.")] = False,
    pdf_backend: PdfBackendOption = PdfBackend.PYPDFIUM2,
    lexicon: Lexicon = None,
) -> None:
    """Show what differs between two acts, node by node and fact by fact.

    Nodes are matched by id, then by their words; changed texts are compared word by word. Places in the
    source and repairs do not count. Exit status: 0 the same, 1 different, 2 usage, or an input cannot be read.
    """
    from kzreg_parse.cli import documents as terminal

    status = terminal.run_diff(
        before, after, as_json=as_json, full=full, pdf_backend=pdf_backend.value, lexicon=lexicon
    )
    raise typer.Exit(status)


@app.command(
    epilog=examples(
        "kzreg convert corpora -o out",
        "kzreg evaluate golden/checked out",
        "kzreg evaluate golden/checked out --only steps,durations --misses 5",
        "kzreg evaluate golden/checked out --json > scores.json",
        "kzreg evaluate golden/checked out --floor golden/scores.json",
    )
)
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(metavar="GOLD_DIR", exists=True, file_okay=False, help="Hand-made gold, a JSON file an act."),
    ],
    out: Annotated[
        Path,
        typer.Argument(metavar="OUT_DIR", exists=True, file_okay=False, help="What convert wrote, in any subfolders."),
    ],
    misses: Annotated[
        int, typer.Option("--misses", min=0, metavar="N", help="Print the first N misses a measure and act.")
    ] = 0,
    only: Annotated[
        str | None,
        typer.Option(
            "--only", metavar="A,B", help="Only these measures, or groups: head, structure, text, steps, facts."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    floor: Annotated[
        Path | None,
        typer.Option("--floor", metavar="FILE", help="Scores that none may fall below: JSON, by act and measure."),
    ] = None,
    sources: Annotated[
        Path, typer.Option("--sources", metavar="DIR", help="Where the converted files are, for the lines of misses.")
    ] = Path("corpora"),
) -> None:
    """Compare converted acts with hand-made gold: precision, recall, F1.

    The gold of act 001 goes with every 001.json of OUT_DIR. Exit status: 0 done, 1 a score is below the
    floor (named), 2 usage, or something that cannot be compared (named; the rest is scored).
    """
    from kzreg_parse.cli.evaluate import run_evaluate
    from kzreg_parse.evaluate.measures import MEASURES, chosen

    try:
        measures = MEASURES if only is None else chosen([word.strip() for word in only.split(",")])
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--only") from error
    status = run_evaluate(
        gold, out, measures=measures, misses=misses, as_json_text=as_json, floor_file=floor, sources=sources
    )
    raise typer.Exit(status)


@app.command(epilog=examples("kzreg schema > act.schema.json"))
def schema() -> None:
    """Print the JSON Schema of the output."""
    from kzreg_parse.export import json_schema

    typer.echo(json_schema(), nl=False)


add_tables(app)
add_commands(app)
