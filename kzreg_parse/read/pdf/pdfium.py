"""The backend on pypdfium2: pdfium says where things stand, the content stream what its strings say.

Both have to agree: as many strings as pdfium has text objects, and each as wide as pdfium's. A page
where they do not, or that is turned, or that paints forms, is read by pdfplumber instead, which
takes its time and gives the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, Literal

import pypdfium2
from pdfminer.pdftypes import PDFObjRef, dict_value, stream_value
from pdfminer.utils import apply_matrix_rect

from kzreg_parse.read.pdf import plumber
from kzreg_parse.read.pdf.content import Glyph, GlyphRun, PageContent, Point, Shape
from kzreg_parse.read.pdf.pdfium_objects import Matrix, opened, page_objects
from kzreg_parse.read.pdf.strings import Font, Shown, UnreadableError, shown_strings
from kzreg_parse.read.source import Box

if TYPE_CHECKING:
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

UNIT_SQUARE: Final = (0.0, 0.0, 1.0, 1.0)
DECIMALS: Final = 3  # of a corner: below 1000 pt the last one that 24 bits hold
RECTANGLE_CORNERS: Final = 5  # the first one again at the end
OVERHANG_EM: Final = 0.5  # how far a letter's ink may stand out of its advance; 0.11 in the publisher's PDFs


def page_contents(pdf: PDF, data: bytes) -> Iterator[PageContent]:
    """Yield every page of a PDF that pdfplumber has opened from `data`."""
    fonts = _Fonts(pdf.rsrcmgr)
    with opened(data, pages=len(pdf.pages)) as document:
        for page in pdf.pages:
            try:
                content = _page_content(page, document, fonts)
            except Exception:  # UnreadableError, or whatever a broken object leads to: pdfplumber has the last word
                content = plumber.page_content(page)
            yield content


def _page_content(page: Page, document: pypdfium2.PdfDocument | None, fonts: _Fonts) -> PageContent:
    objects = page_objects(document, page.page_number - 1) if document is not None else None
    if objects is None or objects.others or page.rotation:
        raise UnreadableError("not a plain upright page")
    shown = list(shown_strings(_content(page.page_obj), fonts.of(page.page_obj)))
    if len(shown) != len(objects.texts):
        raise UnreadableError(f"{len(shown)} strings, {len(objects.texts)} text objects")
    height = float(page.height)
    return PageContent(
        number=page.page_number,
        runs=[_placed(string, matrix, ink, height) for string, (matrix, ink) in zip(shown, objects.texts, strict=True)],
        shapes=[_shape(corners, height) for corners in objects.paths if len(corners) > 1],
        pictures=[_turned(apply_matrix_rect(matrix, UNIT_SQUARE), height) for matrix in objects.pictures],
        links=[(_turned(box, height), text) for box, target in objects.links if (text := _decoded(target))],
    )


def _content(page: PDFPage) -> bytes:
    return b"\n".join(stream_value(stream).get_data() for stream in page.contents)


def _placed(shown: Shown, matrix: Matrix, ink: Box, page_height: float) -> GlyphRun:
    """Return a string where pdfium has it, reckoned in the order in which pdfminer does, so that not a bit differs."""
    a, b, c, d, left, origin = matrix
    font, size, char_space, word_space, rise = shown.state
    if font is None or b or c or a <= 0 or d <= 0:
        raise UnreadableError("text without a font, or not upright")
    x, space, thousandth = 0.0, 0.0, 0.001 * size
    glyphs: list[Glyph] = []
    for string, number in shown.operands:
        for letters, width, is_widened in font[string] if string else ():
            x += space
            start, advance = x * a + left, width * size
            if letters:
                glyphs.append((start, a * advance + start, letters))
            x += advance
            if is_widened:
                x += word_space
            space = char_space
        if number:
            x -= float(number) * thousandth
            space = char_space
    overhang = OVERHANG_EM * a * size
    last = glyphs[-1][0] if glyphs else left
    if not (left - overhang <= ink[0] and last - overhang <= ink[2] <= x * a + left + overhang):
        raise UnreadableError("a string not as wide as pdfium's")
    y0, y1 = d * font.descent * size + origin, d * (font.descent * size + size) + origin
    top = page_height - y1
    return GlyphRun(glyphs, top + y1 - (origin - d * rise), top, page_height - y0, y1 - y0, font.bold)


def _shape(corners: list[Point], page_height: float) -> Shape:
    """Lines, rectangles and others, told apart as pdfminer does."""
    kind: Literal["line", "rect", "curve"] = "curve"
    closed = corners[0] == corners[-1]
    if len(corners) == 2 or (len(corners) == 3 and closed):
        kind, corners = "line", corners[:2]
    elif len(corners) == RECTANGLE_CORNERS and closed:
        (x0, y0), (x1, y1), (x2, y2), (x3, y3), _ = corners
        if (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0):
            kind, corners = "rect", [corners[0], corners[2]]
    return Shape(kind, tuple((round(x, DECIMALS), page_height - round(y, DECIMALS)) for x, y in corners))


def _turned(box: Box, page_height: float) -> Box:
    x0, y0, x1, y1 = box
    return x0, page_height - y1, x1, page_height - y0


def _decoded(target: bytes) -> str:
    for encoding in ("utf-8", "utf-16"):
        try:
            return target.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


class _Fonts:
    """The fonts of the document by the names that each page gives them."""

    def __init__(self, manager: PDFResourceManager) -> None:
        self._manager = manager
        self._made: dict[int, Font] = {}

    def of(self, page: PDFPage) -> dict[str, Font]:
        """Return the page's own fonts. Raises UnreadableError for one that writes downwards."""
        fonts = dict_value(page.resources).get("Font")
        return {str(name): self._font(spec) for name, spec in dict_value(fonts).items()} if fonts else {}

    def _font(self, spec: Any) -> Font:
        number = spec.objid if isinstance(spec, PDFObjRef) else None
        if number is not None and number in self._made:
            return self._made[number]
        font = Font(self._manager.get_font(number, dict_value(spec)))
        if number is not None:
            self._made[number] = font
        return font
