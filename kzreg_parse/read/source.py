"""What every reader gives: the source text, and its lines, grids and pictures in reading order."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kzreg_parse.model import Diagnostic, SourceInfo, Traced

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points from the page's top left corner


class Indent(StrEnum):
    """Where a line begins: at the margin, with a paragraph's indent, or far in (centred, right column)."""

    FLUSH = "flush"
    INDENT = "indent"
    FAR = "far"


class Role(StrEnum):
    """What markup says a line is."""

    TITLE = "title"
    STATUS = "status"
    REQUISITES = "requisites"
    HEADING = "heading"
    NOTE = "note"


class Line(NamedTuple):
    """One line as it stands in the source, without its line end and the blanks around it."""

    text: Traced
    page: int | None = None
    place: Indent = Indent.FLUSH
    lead: int = 0  # blanks before the first character
    trail: int = 0  # blanks behind its last character: it was broken there; two and more, and it was stretched
    gap: int = 0  # empty lines before it (dump), or 1 for a wider leading (PDF)
    cell_gap: bool = False  # a line of nothing but blanks stands before it: an empty layout cell
    page_break: bool = False  # first line of a page
    room: float = 0.0  # how many more characters its measure would have held
    first_word: float = 0.0  # the width of its first word in such characters, where glyphs tell; else its letters count
    centred: bool = False  # one of several lines about the middle of the column
    bold: bool = False
    role: Role | None = None
    starts_block: bool = False  # a block begins here for sure: the markup or the lack of line breaks says so
    box: Box | None = None


class CellSpan(NamedTuple):
    """A cell over `rows` × `columns` places of a table; `row` and `column` count from 0."""

    row: int
    column: int
    rows: int
    columns: int


class Grid(NamedTuple):
    """A ruled or marked-up table: rows of cells, a cell a tuple of lines (empty for an empty cell)."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    page: int | None = None
    cut_above: bool = False  # its first row may go on from the page before
    box: Box | None = None
    spans: tuple[CellSpan, ...] = ()  # cells over several rows or columns; those they cover are empty
    left: tuple[Line, ...] = ()  # words of it that no cell is certain for
    doubted: tuple[tuple[int, int], ...] = ()  # row and column of the cells that are empty for that reason
    head: int = 0  # rows at its top that the markup says are its head
    is_torn: bool = False  # it could not be rebuilt: no rows, and all its lines are `left`
    is_drawn: bool = False  # by blanks: a line of a cell that fills its column may end inside a word


class Picture(NamedTuple):
    """A picture that stood at `offset` of the source text."""

    offset: int
    page: int | None = None
    box: Box | None = None


class Link(NamedTuple):
    """A hyperlink over a stretch of the source text."""

    span: tuple[int, int]
    target: str


Item = Line | Grid | Picture


@dataclass(frozen=True, slots=True)
class Source:
    """One input, decoded and laid out. Every span of the output indexes `text`."""

    info: SourceInfo
    text: str
    items: tuple[Item, ...]
    page_starts: tuple[int, ...] = ()  # offset of each page's first character; empty without pages
    links: tuple[Link, ...] = ()
    in_place: bool = False  # links stand where they were printed, so nothing can be displaced
    recognised: bool = False  # letters and cells come from optical recognition, as Markdown does
    in_force_mark: bool | None = None  # what the page's own status says
    furniture: tuple[Traced, ...] = ()  # running heads, page numbers, copyright lines
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    boxes: array[float] | None = field(default=None, repr=False, compare=False)  # of a PDF's characters, see `box_of`

    def page_of(self, offset: int) -> int | None:
        """Return the page that holds the character at `offset`; None where the source has no pages."""
        return bisect_right(self.page_starts, offset) if self.page_starts else None

    def box_of(self, span: tuple[int, int]) -> Box | None:
        """Return the box around the characters of a span that stand on its first page; None where none of them was
        painted.

        `boxes` holds four numbers for each character of `text`, not numbers at all where nothing was
        painted (line ends, blanks put in for gaps).
        """
        if self.boxes is None:
            return None
        page = self.page_of(span[0])
        found = [
            self.boxes[4 * offset : 4 * offset + 4]
            for offset in range(*span)
            if self.boxes[4 * offset] == self.boxes[4 * offset] and self.page_of(offset) == page
        ]
        if not found:
            return None
        x0, top, x1, bottom = zip(*found, strict=True)
        return round(min(x0), 2), round(min(top), 2), round(max(x1), 2), round(max(bottom), 2)


def source_info(name: str, data: bytes, *, media_type: str, reader: str, text: str, pages: int | None) -> SourceInfo:
    """Return what the output says of the file."""
    return SourceInfo(
        name=name,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        chars=len(text),
        pages=pages,
        reader=reader,
    )
