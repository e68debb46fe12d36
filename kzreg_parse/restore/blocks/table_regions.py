"""Where a dump holds a table written cell by cell.

A step table begins with a row of figures (`1 2 3 4 5`) behind its corner cell; a process table with
`№` and its column heads, each following row with its number. It ends where a header, an indented
paragraph or another table begins, or behind its row of next steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from kzreg_parse.read import Indent, Line
from kzreg_parse.rules import rule

FIGURES = regex.compile(r"\d{1,3}(?:\s+\d{1,3})+")
LABELLED_FIGURES = regex.compile(r"^\p{L}.*\s(?P<figures>1(?:\s+\d{1,2})+)$")
NEXT_ROW = regex.compile(r"[\d/–—-]+(?:\s+[\d/–—-]+)+")
COLUMN_HEADS = regex.compile(r"№\s+\p{Lu}\p{Ll}")
FIRST_ROW = regex.compile(r"1(?:\s+\S|$)")
LEAST_COLUMNS: Final = 2
LEAST_UNLABELLED: Final = 3  # figures that may end a sentence are no table's
MOST_CORNER_LINES: Final = 6
MOST_HEAD_LINES: Final = 10


class Zone(NamedTuple):
    """Lines `start` to `end` (exclusive) are the cells of one table."""

    start: int
    end: int


def table_regions(lines: Sequence[Line], headers: Sequence[range]) -> list[Zone]:
    """Return the tables of a dump, in order; `headers` are the appendix headers' line ranges."""
    header_starts = {run.start for run in headers}
    regions: list[Zone] = []
    index = 0
    while index < len(lines):
        start = _zone_start(lines, index, regions[-1].end if regions else 0, header_starts)
        if start is None:
            index += 1
            continue
        end = _zone_end(lines, index + 1, header_starts)
        regions.append(Zone(start, end))
        index = max(end, index + 1)
    return regions


def _zone_start(lines: Sequence[Line], index: int, lowest: int, header_starts: set[int]) -> int | None:
    """Return index of the table's first line when the line at `index` is its head row; None otherwise."""
    line = lines[index]
    if line.place is Indent.INDENT:
        return None
    ends_in_figure = line.text.text[-1:].isdecimal()
    labelled = LABELLED_FIGURES.search(line.text.text) if ends_in_figure else None
    if labelled is not None and _is_figures_row(labelled["figures"]):
        start = _first_line_of_cell(lines, index, lowest)
        known = rule("table.number_row").match(_cell_text(lines, start)) is not None
        return start if len(labelled["figures"].split()) >= (LEAST_COLUMNS if known else LEAST_UNLABELLED) else None
    if ends_in_figure and _is_figures_row(line.text.text):
        start = index
        while start > lowest and index - start < MOST_CORNER_LINES:
            if lines[start].gap and start < index:
                break
            if lines[start - 1].place is Indent.INDENT:
                return None
            start -= 1
        return start if start < index else None
    if line.gap and COLUMN_HEADS.match(line.text.text) and _has_first_row(lines, index, header_starts):
        return index
    return None


def _first_line_of_cell(lines: Sequence[Line], index: int, lowest: int) -> int:
    """Return the first line of what ends in the line at `index`: up to the empty line or the paragraph above."""
    start = index
    while start > lowest and index - start < MOST_CORNER_LINES and not lines[start].gap:
        if lines[start - 1].place is Indent.INDENT:
            break
        start -= 1
    return start


def _has_first_row(lines: Sequence[Line], index: int, header_starts: set[int]) -> bool:
    """Tell whether the row numbered 1 stands below the column heads that begin at `index`, which may take several
    lines.
    """
    for below in range(index + 1, min(len(lines), index + 1 + MOST_HEAD_LINES)):
        if lines[below].place is Indent.INDENT or below in header_starts:
            return False
        if lines[below].gap and FIRST_ROW.match(lines[below].text.text):
            return True
    return False


def _is_figures_row(text: str) -> bool:
    if not FIGURES.fullmatch(text):
        return False
    numbers = [int(figure) for figure in text.split()]
    return len(numbers) >= LEAST_COLUMNS and all(below + 1 == above for below, above in pairwise(numbers))


def _zone_end(lines: Sequence[Line], index: int, header_starts: set[int]) -> int:
    next_row = False
    while index < len(lines):
        line = lines[index]
        if index in header_starts or line.place is Indent.INDENT or line.starts_block:
            break
        if next_row and line.gap and not NEXT_ROW.fullmatch(line.text.text):
            break
        if line.gap and COLUMN_HEADS.match(line.text.text):
            break
        if rule("table.next_row").match(_cell_text(lines, index)):
            next_row = True
        elif next_row and line.gap and NEXT_ROW.fullmatch(line.text.text):
            return index + 1
        if next_row and rule("table.next_row").match(line.text.text) and NEXT_ROW.search(line.text.text):
            return index + 1
        index += 1
    return index


def _cell_text(lines: Sequence[Line], index: int) -> str:
    """Return the cell that begins at the line, on one line."""
    parts = [lines[index].text.text]
    for line in lines[index + 1 : index + MOST_CORNER_LINES]:
        if line.gap:
            break
        parts.append(line.text.text)
    return " ".join(parts)
