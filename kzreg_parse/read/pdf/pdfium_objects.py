"""Where pdfium sees text, paths, pictures and links on the pages of a PDF.

pdfium keeps global state and is not thread safe, so every call to it stands under one lock of this
module. Other code of the same process that calls pdfium in another thread has to take `PDFIUM` too;
several processes need nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_float, c_int, create_string_buffer
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from typing import Any, Final

import pypdfium2
from pdfminer.utils import apply_matrix_pt
from pypdfium2 import raw

from kzreg_parse.read.pdf.content import Point
from kzreg_parse.read.source import Box

PDFIUM: Final = Lock()
DIGITS: Final = 6  # decimal ones that the 24 bits of pdfium's numbers hold for sure
UNCHANGED: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]  # x' = a·x + c·y + e, y' = b·x + d·y + f


@dataclass(slots=True)
class PageObjects:
    """The objects of one page in the order of painting; y grows upwards, as in the file."""

    texts: list[tuple[Matrix, Box]] = field(default_factory=list)  # where a string begins; x0, y0, x1, y1 of its ink
    paths: list[list[Point]] = field(default_factory=list)  # corners of one subpath each, in pdfium's 24 bits
    pictures: list[Matrix] = field(default_factory=list)  # what becomes of the unit square
    links: list[tuple[Box, bytes]] = field(default_factory=list)
    others: int = 0  # forms and shadings, which are not looked into


@contextmanager
def opened(data: bytes, *, pages: int) -> Iterator[pypdfium2.PdfDocument | None]:
    """The document for `page_objects`, closed when the block ends.

    None where pdfium cannot open it or does not find as many `pages`: then its page 3 may not be ours.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            document = None
        same = document is not None and len(document) == pages
    try:
        yield document if same else None
    finally:
        if document is not None:
            with PDFIUM:
                document.close()


def page_objects(document: pypdfium2.PdfDocument, index: int) -> PageObjects | None:
    """Return the objects of a page (`index` from 0); None where pdfium cannot load it."""
    with PDFIUM:
        page = raw.FPDF_LoadPage(document.raw, index)
        if not page:
            return None
        try:
            reader = _Reader()
            for number in range(raw.FPDFPage_CountObjects(page)):
                reader.add(raw.FPDFPage_GetObject(page, number))
            reader.found.links = list(_links(document, page))
            return reader.found
        finally:
            raw.FPDF_ClosePage(page)


class _Reader:
    """Collects a page's objects; the places that pdfium writes its answers to are made once, for speed."""

    def __init__(self) -> None:
        self.found = PageObjects()
        self._matrix = raw.FS_MATRIX()
        self._matrix_out = byref(self._matrix)
        self._numbers = [c_float() for _ in range(4)]
        self._numbers_out = [byref(number) for number in self._numbers]

    def add(self, thing: Any) -> None:
        """Take note of one page object."""
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self.found.texts.append((self._matrix_of(thing), self._bounds_of(thing)))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self.found.paths += self._subpaths_of(thing)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.found.pictures.append(self._matrix_of(thing))
        else:
            self.found.others += 1

    def _matrix_of(self, thing: Any) -> Matrix:
        raw.FPDFPageObj_GetMatrix(thing, self._matrix_out)
        found = self._matrix
        return (
            _as_written(found.a), _as_written(found.b), _as_written(found.c),
            _as_written(found.d), _as_written(found.e), _as_written(found.f),
        )  # fmt: skip

    def _bounds_of(self, thing: Any) -> Box:
        raw.FPDFPageObj_GetBounds(thing, *self._numbers_out)
        left, bottom, right, top = self._numbers
        return left.value, bottom.value, right.value, top.value

    def _subpaths_of(self, path: Any) -> list[list[Point]]:
        """Return the corners that a path passes; of a curve only its end. pdfium ends a closed one where it began."""
        matrix = self._matrix_of(path)
        x, y, *_ = self._numbers
        x_out, y_out, *_ = self._numbers_out
        subpaths: list[list[Point]] = []
        bends = count(1)
        for number in range(raw.FPDFPath_CountSegments(path)):
            segment = raw.FPDFPath_GetPathSegment(path, number)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_BEZIERTO and next(bends) % 3:
                continue  # two control points stand before the end point
            raw.FPDFPathSegment_GetPoint(segment, x_out, y_out)
            if kind == raw.FPDF_SEGMENT_MOVETO or not subpaths:
                subpaths.append([])
            subpaths[-1].append((x.value, y.value))
        if matrix == UNCHANGED:
            return subpaths
        return [[apply_matrix_pt(matrix, corner) for corner in corners] for corners in subpaths]


def _as_written(value: float) -> float:
    """Return the decimal number of the file that pdfium made a 24-bit one of, so that both backends reckon with the
    same.
    """
    return value if value.is_integer() else float(f"{value:.{DIGITS}g}")


def _links(document: pypdfium2.PdfDocument, page: Any) -> Iterator[tuple[Box, bytes]]:
    position, link, rectangle = c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page, byref(position), byref(link)):
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
        if size <= 1 or not raw.FPDFLink_GetAnnotRect(link, byref(rectangle)):
            continue
        target = create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document.raw, action, target, size)
        edges = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        x0, y0, x1, y1 = (_as_written(edge) for edge in edges)
        yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), target.raw[: size - 1]
