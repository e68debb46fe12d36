"""Pages of lines, grids and pictures to one source text, with the place of each in it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import nan
from statistics import median
from typing import Final

import regex

from kzreg_parse.model import Diagnostic, Traced
from kzreg_parse.model.errors import diagnose
from kzreg_parse.read.pdf.layout import TextLine
from kzreg_parse.read.pdf.pages import PageItems, TextGrid
from kzreg_parse.read.source import Box, Grid, Item, Line, Link, Picture, Place

OFF_AXIS_EM: Final = 0.3  # a centred line's middle is so near to the column's
UNLIKE_EM: Final = 0.1  # paragraphs of one line keep to the same indent more nearly than that
SAME_SIZE_PT: Final = 0.5
RAGGED_OUTLIERS: Final = 0.02  # of lines end outside the column; few of a ragged margin come near to its edge
WIDE_WORD: Final = 1.15  # times the line's mean width of a character: the next word may be of wide letters
LEAST_INDENTED: Final = 0.03  # share of lines that begin where paragraphs are indented
PARAGRAPH_BLANKS: Final = 3  # the publisher's engine writes six before a paragraph
FAR_EM: Final = 5.0  # further in than this is centred or the right column
INDENT_EM: Final = 0.8
FULL_LINE_EM: Final = 0.5  # a line that ends so near the right edge reaches it
STOPS: Final = (".", ";", ":")
WIDE_LEADING: Final = 1.25  # times the usual distance of baselines: a new block
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
        lines = [line for page in pages for line in page.lines]
        self._left = _low_edge([line.box[0] for line in lines])
        column = [line for line in lines if line.box[0] - self._left < FAR_EM * line.size]  # a cell may stand beside it
        self._right = -_low_edge([-line.box[2] for line in column], outliers=RAGGED_OUTLIERS)
        self._leading = _usual_leading(pages)
        indents = Counter(round((line.box[0] - self._left) / line.size / UNLIKE_EM) for line in lines)
        often = LEAST_INDENTED * len(lines)
        self._indents = {
            near for indent, count in indents.items() if count > often for near in range(indent - 1, indent + 2)
        }
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
        centred = {id(line) for line in self._centred(page.lines)}
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

    def _centred(self, lines: list[TextLine]) -> list[TextLine]:
        """The lines of every paragraph set in the middle of the column: neighbours of other widths about one axis."""
        found: list[TextLine] = []
        run: list[TextLine] = []
        for line in lines:
            if run and not (self._is_in_middle(line) and self._is_next(run[-1], line)):
                found += run if self._is_centred(run) else []
                run = []
            if run or self._is_in_middle(line):
                run.append(line)
        return found + run if self._is_centred(run) else found

    def _is_in_middle(self, line: TextLine) -> bool:
        return abs(line.box[0] - self._left - (self._right - line.box[2])) < 2 * OFF_AXIS_EM * line.size

    def _is_next(self, above: TextLine, line: TextLine) -> bool:
        """Whether a line may belong to the paragraph of the one above it, for its looks and distance."""
        if above.text.rstrip().endswith(STOPS):
            return False
        near = line.baseline - above.baseline <= WIDE_LEADING * max(self._leading, line.size)
        return near and line.bold is above.bold and abs(line.size - above.size) < SAME_SIZE_PT

    def _is_centred(self, run: list[TextLine]) -> bool:
        """Whether lines about one axis are centred.

        One of them stands further in, or less far, than the one above it; one alone is bold, or stands where
        no paragraph of the document begins.
        """
        offsets = [(line.box[0] - self._left) / line.size for line in run]
        if max(offsets, default=0.0) <= INDENT_EM:
            return False
        if len(run) == 1:
            return run[0].bold or round(offsets[0] / UNLIKE_EM) not in self._indents
        return any(below > UNLIKE_EM and abs(below - above) > UNLIKE_EM for above, below in pairwise(offsets))

    def _line(
        self, line: TextLine, page: PageItems, above: TextLine | None, *, first: bool, centred: bool = False
    ) -> Line:
        lead = len(line.text) - len(line.text.lstrip())
        wide = above is not None and line.baseline - above.baseline > WIDE_LEADING * self._leading
        return Line(
            text=self._write_line(line, page),
            page=page.number,
            place=Place.FAR if centred else self._place(line, lead),
            centred=centred,
            lead=lead,
            trail=len(line.text) - len(line.text.rstrip()),
            gap=1 if wide or (above is None and not first) else 0,
            page_break=first and page.number > 1,
            room=self._room(line),
            bold=line.bold,
            box=line.box,
        )

    def _room(self, line: TextLine) -> float:
        """How many more characters the column would have held.

        A line justified between its words is full, unless it ends a sentence: then it may be the last of its
        paragraph, which the publisher's engine justifies as well.
        """
        full = not line.letters_apart and line.box[2] > self._right - FULL_LINE_EM * line.size
        if full and not line.text.rstrip().endswith(STOPS):
            return 0.0
        width = WIDE_WORD * line.natural_width / max(1, len(line.text.strip()))
        return (self._right - line.box[0] - line.natural_width) / width if width else 0.0

    def _place(self, line: TextLine, lead: int) -> Place:
        if lead >= PARAGRAPH_BLANKS and line.start - self._left < INDENT_EM * line.size:
            return Place.INDENT
        offset = (line.box[0] - self._left) / line.size
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


def _low_edge(edges: list[float], outliers: float = 0.1) -> float:
    """The edge that lines keep to; that share of them may stand outside."""
    return sorted(edges)[int(len(edges) * outliers)] if edges else 0.0


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
