"""Pages of lines, grids and pictures to one source text, with the place of each in it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from math import nan
from typing import Final

import regex

from kzreg_parse.model import Diagnostic, Traced
from kzreg_parse.model.diagnostics import diagnose
from kzreg_parse.read.pdf.column import Column
from kzreg_parse.read.pdf.layout import TextLine
from kzreg_parse.read.pdf.pages import PageItems, TextGrid
from kzreg_parse.read.source import Box, Grid, Indent, Item, Line, Link, Picture

SAME_HEIGHT_PT: Final = 3.0
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
        self._column = Column([page.lines for page in pages])
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
        centred = {id(line) for line in self._column.centred(page.lines)}
        for thing in _by_height(page):
            if isinstance(thing, TextLine):
                if _running_key(thing) in running:
                    self.furniture.append(self._write_line(thing, page))
                    continue
                self.items.append(self._line(thing, page, above, first=first, centred=id(thing) in centred))
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

    def _line(
        self, line: TextLine, page: PageItems, above: TextLine | None, *, first: bool, centred: bool = False
    ) -> Line:
        lead = len(line.text) - len(line.text.lstrip())
        wide = above is not None and self._column.is_below_gap(above, line)
        return Line(
            text=self._write_line(line, page),
            page=page.number,
            place=Indent.FAR if centred else self._column.place(line, lead),
            centred=centred,
            lead=lead,
            trail=len(line.text) - len(line.text.rstrip()),
            gap=1 if wide or (above is None and not first) else 0,
            page_break=first and page.number > 1,
            room=self._column.room(line),
            first_word=self._column.first_word(line),
            bold=line.bold,
            box=line.box,
        )

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


def _running_key(line: TextLine) -> tuple[str, int]:
    return DIGITS.sub("0", " ".join(line.text.split())), round(line.box[1] / SAME_HEIGHT_PT)


def _running_lines(pages: list[PageItems]) -> set[tuple[str, int]]:
    """Heads, feet and page numbers: first or last lines that recur at the same height, figures aside."""
    seen = Counter(
        key for page in pages if page.lines for key in {_running_key(page.lines[0]), _running_key(page.lines[-1])}
    )
    least = max(RUNNING_LINE_PAGES, len(pages) // 2)
    return {key for key, count in seen.items() if count >= least}
