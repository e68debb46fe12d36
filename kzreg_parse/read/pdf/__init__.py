"""The text layer of a PDF to lines, grids and pictures in reading order, by geometry and without guessing."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from kzreg_parse.model.errors import ReadError
from kzreg_parse.read.pdf.content import PdfBackend
from kzreg_parse.read.source import Source, source_info

if TYPE_CHECKING:
    from kzreg_parse.model import Diagnostic
    from kzreg_parse.read.pdf.pages import PageItems

__all__ = ["PdfBackend", "read_pdf"]


def read_pdf(name: str, data: bytes, backend: PdfBackend) -> Source:
    """Return a PDF's source. Raises ReadError: encrypted, cut off, broken, no pages, no text layer.

    Either backend gives the same source; `info.reader` says which it was.
    """
    from kzreg_parse.read.pdf.assemble import Assembler

    pages, damage = _load(data, backend)
    if not any(page.lines or page.grids for page in pages):
        raise ReadError("KZR09", f"a PDF of {len(pages)} pages without a text layer (scanned pictures); run OCR first")
    made = Assembler(pages)
    return Source(
        info=source_info(
            name, data, media_type="application/pdf", reader=_reader(backend), text=made.text, pages=len(pages)
        ),
        text=made.text,
        items=tuple(made.items),
        page_starts=tuple(made.page_starts),
        links=tuple(made.links),
        in_place=True,
        furniture=tuple(made.furniture),
        diagnostics=(*damage, *made.diagnostics),
        boxes=made.boxes,
    )


@cache
def _reader(backend: PdfBackend) -> str:
    from importlib.metadata import version

    return f"{backend} {version(backend)}"


def _load(data: bytes, backend: PdfBackend) -> tuple[list[PageItems], list[Diagnostic]]:
    """Return the pages, laid out one by one, and what of them is known to be lost.

    Pdfplumber opens the file for both backends, so both refuse the same files.
    """
    import logging

    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    from kzreg_parse.read.pdf.damage import damage_of
    from kzreg_parse.read.pdf.form_objects import check_forms
    from kzreg_parse.read.pdf.pages import page_items

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts on every page; nothing to act on
    if backend == "pdfplumber":
        from kzreg_parse.read.pdf.plumber import page_contents
    else:
        from kzreg_parse.read.pdf.pdfium import page_contents
    if _is_cut_off(data):
        raise ReadError("KZR07", "the PDF is cut off: its end mark is missing")
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if not pdf.pages:
                raise ReadError("KZR08", "the PDF has no pages")
            damage = damage_of(pdf)
            for page in pdf.pages:
                check_forms(page.page_obj)
            return [page_items(content) for content in page_contents(pdf, data)], damage
    except ReadError:
        raise
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__)):
            raise ReadError("KZR06", "the PDF is encrypted; open it with its password and save it without") from error
        raise ReadError("KZR07", f"the PDF is broken: {_one_line(error)}") from error
    except Exception as error:  # pdfminer raises whatever a broken object leads to: KeyError, TypeError, struct.error …
        raise ReadError("KZR07", f"the PDF is broken: {_one_line(error)}") from error


def _is_cut_off(data: bytes) -> bool:
    """Return no end mark, or objects behind the last one: the file's own last part is missing."""
    end = data.rfind(b"%%EOF")
    return end < 0 or b" obj" in data[end:] or b"stream" in data[end:]


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__} {error}".split())[:120]
