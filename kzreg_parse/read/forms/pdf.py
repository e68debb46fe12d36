"""PDFs with a text layer."""

from __future__ import annotations

from kzreg_parse.read.form import Form, Input
from kzreg_parse.read.kind import is_pdf
from kzreg_parse.read.source import Source


def _read(given: Input) -> Source:
    from kzreg_parse.read.pdf import read_pdf

    return read_pdf(given.name, given.data, given.pdf_backend)


FORM = Form("pdf", (".pdf",), 10, _read, tells_bytes=is_pdf)
