"""What a form of input declares of itself: its name, its endings, how it is told, how it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kzreg_parse.read.pdf.content import PdfBackend
from kzreg_parse.read.source import Source


class Input(NamedTuple):
    """One input as a form reads it. `text` is the decoded file, None where the form is told by its bytes."""

    name: str  # for the output and for messages only
    data: bytes
    text: str | None
    label: str  # what `source.reader` says
    pdf_backend: PdfBackend


class Form(NamedTuple):
    """A form of input. Told by its bytes or, where `tells_bytes` is None, by its decoded text, lowest `order` first."""

    name: str
    endings: tuple[str, ...]  # of the files that a folder is searched for, in small letters with the stop
    order: int
    read: Callable[[Input], Source]  # raises ReadError
    tells_bytes: Callable[[bytes], bool] | None = None
    tells_text: Callable[[str], bool] | None = None
