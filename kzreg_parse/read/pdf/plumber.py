"""The backend on pdfplumber: slow, and the measure for the other one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from kzreg_parse.read.pdf.content import GlyphRun, PageContent, Shape

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

UNMAPPED: Final = "(cid:"  # pdfminer's stand-in for a letter that the font does not name
UNKNOWN_LETTER: Final = "\ufffd"


def page_contents(pdf: PDF, data: bytes) -> Iterator[PageContent]:
    """Return every page of an opened PDF; `data` is for the other backend, which opens the file a second time."""
    return map(page_content, pdf.pages)


def page_content(page: Page) -> PageContent:
    """Return what pdfplumber finds on a page; the page is closed, so that its objects do not pile up."""
    content = PageContent(
        number=page.page_number,
        runs=list(_runs(page)),
        shapes=_shapes(page),
        pictures=[(image["x0"], image["top"], image["x1"], image["bottom"]) for image in page.images],
        links=[
            ((link["x0"], link["top"], link["x1"], link["bottom"]), link["uri"])
            for link in page.hyperlinks
            if link["uri"]
        ],
    )
    page.close()
    return content


def _runs(page: Page) -> Iterator[GlyphRun]:
    for (baseline, top, bottom, size, font), chars in groupby(page.chars, key=_style):
        glyphs = [(char["x0"], char["x1"], _letters(char["text"])) for char in chars if char["text"]]
        if glyphs:
            yield GlyphRun(glyphs, baseline, top, bottom, size, bold="bold" in font.lower())


def _style(char: dict[str, Any]) -> tuple[float, float, float, float, str]:
    baseline = char["top"] + char["y1"] - char["matrix"][5]
    return baseline, char["top"], char["bottom"], char["size"], char["fontname"]


def _letters(text: str) -> str:
    return UNKNOWN_LETTER if text.startswith(UNMAPPED) else text


def _shapes(page: Page) -> list[Shape]:
    shapes = [Shape("line", tuple(line["pts"])) for line in page.lines]
    shapes += [Shape("rect", ((rect["x0"], rect["top"]), (rect["x1"], rect["bottom"]))) for rect in page.rects]
    shapes += [Shape("curve", tuple(curve["pts"])) for curve in page.curves]
    return shapes
