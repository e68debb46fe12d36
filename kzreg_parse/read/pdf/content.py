"""What a page holds before it is laid out: the one thing that each PDF backend has to deliver."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from kzreg_parse.read.source import Box

PdfBackend = Literal["pypdfium2", "pdfplumber"]
DEFAULT_PDF_BACKEND: Final[PdfBackend] = "pypdfium2"  # the faster one; both give the same source
Point = tuple[float, float]  # x and y in points from the page's top left corner


# x of its left and right edge and its letters: mostly one, more for a ligature, U+FFFD where the font
# does not name it. A plain tuple, since a page has thousands.
Glyph = tuple[float, float, str]


class GlyphRun(NamedTuple):
    """Glyphs on one baseline, painted one after the other in one font, real blanks included."""

    glyphs: list[Glyph]
    baseline: float  # y, like top and bottom
    top: float
    bottom: float
    size: float  # height of the type
    bold: bool


class Shape(NamedTuple):
    """A painted path; rectangles and lines stand for table rules, a thin rectangle for one rule."""

    kind: Literal["line", "rect", "curve"]
    points: tuple[Point, ...]  # of a rectangle two opposite corners, of others every corner


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything painted on one page, in the order of painting."""

    number: int  # from 1
    runs: list[GlyphRun] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    links: list[tuple[Box, str]] = field(default_factory=list)
