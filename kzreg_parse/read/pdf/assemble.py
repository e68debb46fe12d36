"""Pages of lines, grids and pictures to one source text, with the place of each in it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from math import nan
from statistics import median
from typing import Final

import regex

from kzreg_parse.model import Diagnostic, Traced
from kzreg_parse.model.errors import diagnose
from kzreg_parse.read.pdf.layout import TextLine
from kzreg_parse.read.pdf.pages import PageItems, TextGrid
from kzreg_parse.read.source import Box, Grid, Item, Line, Link, Picture, Place

PARAGRAPH_BLANKS: Final = 3  # the publisher's engine writes six before a paragraph
FAR_EM: Final = 5.0  # further in than this is centred or the right column
INDENT_EM: Final = 0.8
WIDE_LEADING: Final = 1.25  # times the usual distance of baselines: a new block
SAME_HEIGHT_PT: Final = 3.0
LEAST_SIZE_PT: Final = 1.0  # type of size 0 is legal in a PDF; nobody can read it
RUNNING_LINE_PAGES: Final = 3  # a head or foot stands on at least so many pages
DIGITS = regex.compile(r"\d+")
UNPAINTED: Final = (nan, nan, nan, nan)


class Assembler:
    """Lays the pages' lines into one source text and notes where each stands."""

    def __init__(self, pages: list[PageItems]) -> None:
        self.items: list[Item] = []
        self.page_starts: list[int] = []
        self.links: list[Link] = []
        self.furniture: list[Traced] = []
        self.diagnostics: list[Diagnostic] = []
        self.boxes = array("f")  # see Source.box_of; a character is as high as its line
        self._parts: list[str] = []
        self._length = 0
        lines = [line for page in pages for line in page.lines]
        self._left = _low_edge([line.box[0] for line in lines])
        self._right = _low_edge([-line.box[2] for line in lines]) * -1
        self._leading = _usual_leading(pages)
        running = _running_lines(pages)
        for page in pages:
            self._add_page(page, running)

    @property
    def text(self) -> str:
        """The source text, as far as the pages have been laid into it."""
        return "".join(self._parts)

    def _write(self, text: str) -> int:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start

    def _add_page(self, page: PageItems, running: set[tuple[str, int]]) -> None:
        if page.number > 1:
            self._write("\f")
            self.boxes.extend(UNPAINTED)
        self.page_starts.append(self._length)
        if not page.lines and not page.grids and page.pictures:
            self.diagnostics.append(diagnose("KZR23", page=page.number, number=page.number))
        if not page.blanks:
            self.diagnostics.append(diagnose("KZR24", page=page.number))
        above: TextLine | None = None
        first = True
        for thing in _by_height(page):
            if isinstance(thing, TextLine):
                if _running_key(thing) in running:
                    self.furniture.append(self._write_line(thing, page))
                    continue
                self.items.append(self._line(thing, page, above, first=first))
                above, first = thing, False
            elif isinstance(thing, TextGrid):
                self.items.append(self._grid(thing, page, first=first))
                above, first = None, False
            else:
                self.items.append(Picture(offset=self._length, page=page.number, box=thing))
                above = None

    def _write_line(self, line: TextLine, page: PageItems) -> Traced:
        start = self._write(line.text + "\n")
        _, top, _, bottom = line.box
        for glyph in line.glyphs:
            self.boxes.extend((glyph[0], top, glyph[1], bottom) if glyph else UNPAINTED)
        self.boxes.extend(UNPAINTED)  # the line end
        self._note_links(line, start, page)
        return Traced.cut(line.text, 0, len(line.text)).moved(start).strip()

    def _note_links(self, line: TextLine, start: int, page: PageItems) -> None:
        for (x0, top, x1, bottom), target in page.links:
            if not top <= (line.box[1] + line.box[3]) / 2 <= bottom:
                continue
            covered = [
                index for index, glyph in enumerate(line.glyphs) if glyph and x0 <= (glyph[0] + glyph[1]) / 2 <= x1
            ]
            if covered:
                self.links.append(Link((start + covered[0], start + covered[-1] + 1), target))

    def _line(self, line: TextLine, page: PageItems, above: TextLine | None, *, first: bool) -> Line:
        lead = len(line.text) - len(line.text.lstrip())
        width = line.natural_width / max(1, len(line.text.strip()))
        wide = above is not None and line.baseline - above.baseline > WIDE_LEADING * self._leading
        return Line(
            text=self._write_line(line, page),
            page=page.number,
            place=self._place(line, lead),
            lead=lead,
            trail=len(line.text) - len(line.text.rstrip()),
            gap=1 if wide or (above is None and not first) else 0,
            page_break=first and page.number > 1,
            room=(self._right - line.box[0] - line.natural_width) / width if width else 0.0,
            bold=line.bold,
            box=line.box,
        )

    def _place(self, line: TextLine, lead: int) -> Place:
        if lead >= PARAGRAPH_BLANKS and line.start - self._left < INDENT_EM * line.size:
            return Place.INDENT
        offset = (line.box[0] - self._left) / max(line.size, LEAST_SIZE_PT)
        if offset > FAR_EM:
            return Place.FAR
        return Place.INDENT if offset > INDENT_EM else Place.FLUSH

    def _grid(self, grid: TextGrid, page: PageItems, *, first: bool) -> Grid:
        made = tuple(tuple(tuple(self._cell_line(line, page) for line in cell) for cell in row) for row in grid.rows)
        return Grid(rows=made, page=page.number, cut_above=first, box=grid.box)

    def _cell_line(self, line: TextLine, page: PageItems) -> Line:
        return Line(
            text=self._write_line(line, page),
            page=page.number,
            trail=len(line.text) - len(line.text.rstrip()),
            bold=line.bold,
            box=line.box,
        )


def _by_height(page: PageItems) -> Iterator[TextLine | TextGrid | Box]:
    things: list[tuple[float, int, TextLine | TextGrid | Box]] = [(line.box[1], 0, line) for line in page.lines]
    things += [(grid.box[1], 1, grid) for grid in page.grids]
    things += [(box[1], 2, box) for box in page.pictures]
    for _, _, thing in sorted(things, key=lambda entry: entry[:2]):
        yield thing


def _low_edge(edges: list[float]) -> float:
    """The edge that most lines keep to: the tenth percentile, so that single outliers do not count."""
    return sorted(edges)[len(edges) // 10] if edges else 0.0


def _usual_leading(pages: list[PageItems]) -> float:
    steps = [
        below.baseline - above.baseline
        for page in pages
        for above, below in zip(page.lines, page.lines[1:], strict=False)
    ]
    return median(steps) if steps else 18.0


def _running_key(line: TextLine) -> tuple[str, int]:
    return DIGITS.sub("0", " ".join(line.text.split())), round(line.box[1] / SAME_HEIGHT_PT)


def _running_lines(pages: list[PageItems]) -> set[tuple[str, int]]:
    """Heads, feet and page numbers: first or last lines that recur at the same height, figures aside."""
    seen = Counter(
        key for page in pages if page.lines for key in {_running_key(page.lines[0]), _running_key(page.lines[-1])}
    )
    least = max(RUNNING_LINE_PAGES, len(pages) // 2)
    return {key for key, count in seen.items() if count >= least}
