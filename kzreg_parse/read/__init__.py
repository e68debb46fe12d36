"""Readers: bytes of any kind to one `Source` of lines, told apart by content and not by file ending."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kzreg_parse.model.errors import ReadError
from kzreg_parse.read.encoding import decode
from kzreg_parse.read.form import Form, Input
from kzreg_parse.read.forms import forms
from kzreg_parse.read.kind import refuse_foreign
from kzreg_parse.read.language import require_kazakh
from kzreg_parse.read.odd_characters import without_odd_characters
from kzreg_parse.read.pdf.content import DEFAULT_PDF_BACKEND, PdfBackend
from kzreg_parse.read.source import Box, CellSpan, Grid, Indent, Item, Line, Link, Picture, Role, Source

__all__ = [
    "DEFAULT_PDF_BACKEND",
    "Box",
    "CellSpan",
    "Grid",
    "Indent",
    "Item",
    "Line",
    "Link",
    "PdfBackend",
    "Picture",
    "ReadError",
    "Role",
    "Source",
    "read",
    "text_form",
]


def read(data: bytes, name: str, *, pdf_backend: PdfBackend = DEFAULT_PDF_BACKEND) -> Source:
    """Read one input as a `Source`. `name` is for the output and for messages only, `pdf_backend` for PDFs only.

    Raises ReadError with a KZR code and one line of reason: empty, blanks only, another kind of
    file, an encrypted, cut off or scanned PDF, no known encoding, a text that is not Kazakh.
    """
    source = _read_bytes(data, name, pdf_backend) or _read_text(data, name, pdf_backend)
    require_kazakh(source.text)
    return without_odd_characters(source)


def _read_bytes(data: bytes, name: str, pdf_backend: PdfBackend) -> Source | None:
    """Return the source of a form that its bytes tell; None where the file is a text."""
    for form in forms():
        if form.tells_bytes is not None and form.tells_bytes(data):
            return form.read(Input(name, data, None, f"kzreg_parse {_version()} {form.name}", pdf_backend))
    refuse_foreign(data)
    return None


def _read_text(data: bytes, name: str, pdf_backend: PdfBackend) -> Source:
    if not data.strip():
        raise ReadError("KZR02", "the file holds nothing but blanks")
    decoded = decode(data)
    form = text_form(decoded.text)
    source = form.read(Input(name, data, decoded.text, f"kzreg_parse {_version()} {form.name}", pdf_backend))
    return replace(source, diagnostics=decoded.diagnostics + source.diagnostics) if decoded.diagnostics else source


def text_form(text: str) -> Form:
    """Return the form that decoded text is told to be; plain text is told last and takes all."""
    return next(form for form in forms() if form.tells_text is not None and form.tells_text(text))


@cache
def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("kzreg-parse")
    except PackageNotFoundError:
        return "0"
