"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class PdfBackend(StrEnum):
    """What reads PDFs; as in kzreg_parse.read, which is too heavy to import for a help text."""

    PYPDFIUM2 = "pypdfium2"
    PDFPLUMBER = "pdfplumber"


PdfBackendOption = Annotated[
    PdfBackend,
    typer.Option("--pdf-backend", help="What reads PDFs; pdfplumber is slower and gives the same acts."),
]


def _word_list(path: Path | None) -> Path | None:
    """Return the list is read before any act is, so that a fault in it stops the run with one line."""
    if path is None:
        return None
    from kzreg_parse.model.errors import WordListError
    from kzreg_parse.restore.words.user_list import read_word_list

    try:
        read_word_list(path)
    except WordListError as error:
        typer.echo(f"kzreg: {error}", err=True)
        raise typer.Exit(2) from None
    return path


Lexicon = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        callback=_word_list,
        help="Words of your own, UTF-8, one a line, TAB and a count if known, # for remarks; "
        "they help where blanks or letters are doubtful.",
    ),
]


def examples(*lines: str) -> str:
    """Return the examples of a command as Markdown, each on a line of its own."""
    return "\n\n".join(("Examples:", *(f"`{line}`" for line in lines)))
