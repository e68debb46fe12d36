"""Readers: bytes of any kind to one `Source` of lines, told apart by content and not by file ending."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kzreg_parse.model.errors import ReadError
from kzreg_parse.read.encoding import decode
from kzreg_parse.read.kind import sniff, sniff_text
from kzreg_parse.read.language import require_kazakh
from kzreg_parse.read.odd_characters import without_odd_characters
from kzreg_parse.read.pdf.content import DEFAULT_PDF_BACKEND, PdfBackend
from kzreg_parse.read.source import Box, Grid, Indent, Item, Line, Link, Picture, Role, Source

__all__ = [
    "DEFAULT_PDF_BACKEND",
    "Box",
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
]


def read(data: bytes, name: str, *, pdf_backend: PdfBackend = DEFAULT_PDF_BACKEND) -> Source:
    """One input as a `Source`. `name` is for the output and for messages only, `pdf_backend` for PDFs only.

    Raises ReadError with a KZR code and one line of reason: empty, blanks only, another kind of
    file, an encrypted, cut off or scanned PDF, no known encoding, a text that is not Kazakh.
    """
    kind = sniff(data)
    if kind == "pdf":
        from kzreg_parse.read.pdf import read_pdf

        source = read_pdf(name, data, pdf_backend)
    else:
        source = _read_text(data, name)
    require_kazakh(source.text)
    return without_odd_characters(source)


def _read_text(data: bytes, name: str) -> Source:
    if not data.strip():
        raise ReadError("KZR02", "the file holds nothing but blanks")
    decoded = decode(data)
    text_kind = sniff_text(decoded.text)
    reader = f"kzreg_parse {_version()} {text_kind}"
    if text_kind == "html":
        from kzreg_parse.read.html import read_html

        source = read_html(name, data, decoded.text, reader)
    elif text_kind == "markdown":
        from kzreg_parse.read.markdown import read_markdown

        source = read_markdown(name, data, decoded.text, reader)
    else:
        from kzreg_parse.read.dump import read_dump

        source = read_dump(name, data, decoded.text, reader)
    return replace(source, diagnostics=decoded.diagnostics + source.diagnostics) if decoded.diagnostics else source


@cache
def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("kzreg-parse")
    except PackageNotFoundError:
        return "0"
