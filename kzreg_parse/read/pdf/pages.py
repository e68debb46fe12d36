"""A page's content to its lines, table cells and pictures, the same way for either backend."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress
from operator import not_
from typing import Final, NamedTuple

from kzreg_parse.read.pdf.content import GlyphRun, PageContent
from kzreg_parse.read.pdf.layout import TextLine, has_blanks, text_lines
from kzreg_parse.read.pdf.tables import find_tables
from kzreg_parse.read.source import Box

SMALLEST_PICTURE_PT: Final = 12.0


class TextGrid(NamedTuple):
    """A table whose cells hold lines of text."""

    box: Box
    rows: list[list[list[TextLine]]]


@dataclass(slots=True)
class PageItems:
    """What one page holds, before any of it has a place in the source text."""

    number: int
    blanks: bool  # whether its words are parted by blank characters
    lines: list[TextLine] = field(default_factory=list)
    grids: list[TextGrid] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    links: list[tuple[Box, str]] = field(default_factory=list)


def page_items(content: PageContent) -> PageItems:
    """Tables are taken out first; what is left are the page's lines."""
    runs = content.runs
    found = PageItems(number=content.number, blanks=has_blanks(runs), links=content.links)
    for table in find_tables(content.shapes):
        rows: list[list[list[TextLine]]] = []
        inside, runs = _part(runs, table.box)
        for row in table.rows:
            rows.append([])
            for cell in row:
                mine, inside = _part(inside, cell) if cell else ([], inside)
                rows[-1].append(text_lines(mine, blanks=found.blanks))
        runs += inside  # in the table's frame, but in no cell
        found.grids.append(TextGrid(table.box, rows))
    found.lines = text_lines(runs, blanks=found.blanks)
    found.pictures = [
        (x0, top, x1, bottom)
        for x0, top, x1, bottom in content.pictures
        if min(x1 - x0, bottom - top) >= SMALLEST_PICTURE_PT
    ]
    return found


def _part(runs: list[GlyphRun], box: Box) -> tuple[list[GlyphRun], list[GlyphRun]]:
    """Return what stands in the box, told by the middle of each glyph, and what does not.

    A run over its edge is cut.
    """
    x0, top, x1, bottom = box
    inside: list[GlyphRun] = []
    outside: list[GlyphRun] = []
    for run in runs:
        if not top <= (run.top + run.bottom) / 2 <= bottom:
            outside.append(run)
            continue
        within = [x0 <= (glyph[0] + glyph[1]) / 2 <= x1 for glyph in run.glyphs]
        if all(within):
            inside.append(run)
        elif not any(within):
            outside.append(run)
        else:
            inside.append(run._replace(glyphs=list(compress(run.glyphs, within))))
            outside.append(run._replace(glyphs=list(compress(run.glyphs, map(not_, within)))))
    return inside, outside
