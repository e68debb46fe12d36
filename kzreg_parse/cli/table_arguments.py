"""The command `kzreg tables`: arguments only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kzreg_parse.cli.options import Lexicon, PdfBackend, PdfBackendOption, examples


def add_tables(app: typer.Typer) -> None:
    """Give the command to an app."""
    told = examples(
        "kzreg tables 245.pdf", "kzreg tables 245.pdf --csv tables", "kzreg tables json/245.json --xlsx 245.xlsx"
    )
    app.command(epilog=told)(tables)


def tables(
    file: Annotated[Path, typer.Argument(help="An act in any form that convert reads, or its JSON.")],
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="DIR", help="Write each table to a file of this folder.")
    ] = None,
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", metavar="FILE", help="Write a workbook with a sheet a table; needs openpyxl."),
    ] = None,
    pdf_backend: PdfBackendOption = PdfBackend.PYPDFIUM2,
    lexicon: Lexicon = None,
) -> None:
    """Show the tables of an act, or write them to files.

    Files are named by the ids of the tables. A cell over several places has its text in the first of them; a
    table that could not be rebuilt has its lines in one column.
    """
    from kzreg_parse.cli import documents as terminal

    raise typer.Exit(terminal.run_tables(file, folder=csv, book=xlsx, pdf_backend=pdf_backend.value, lexicon=lexicon))
