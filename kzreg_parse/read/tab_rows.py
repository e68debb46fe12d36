"""Rows of cells that a copy keeps apart by TABs, as a browser or a spreadsheet puts them on the clipboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from kzreg_parse.model import Traced
from kzreg_parse.read.source import Grid, Line
from kzreg_parse.rules import rule

LINE_END_SIGNS: Final = "\n\r\x0b\x0c\u2028\u2029"
LINE_END: Final = regex.compile(rf"\r\n|[{LINE_END_SIGNS}]")
SURE_TABS: Final = 2  # a line with as many is a row wherever it stands; with one, only beside others alike
LEAST_ROWS: Final = 2  # of rows with one TAB


def with_tab_rows(text: str, lines: Sequence[Line]) -> list[Line | Grid]:
    """Return the lines with each run of TAB rows as a grid. Signatures of two columns stay lines."""
    items: list[Line | Grid] = []
    run: list[Line] = []
    for line in lines:
        is_row = "\t" in text[slice(*whole_line(text, line))]  # TABs at its end are empty cells
        if run and (line.gap or not is_row):
            items += _grid_or_lines(text, run)
            run = []
        if is_row:
            run.append(line)
        else:
            items.append(line)
    return items + _grid_or_lines(text, run)


def _grid_or_lines(text: str, run: list[Line]) -> list[Line | Grid]:
    tabs = [text.count("\t", *whole_line(text, line)) for line in run]
    sure = max(tabs, default=0) >= SURE_TABS or len(run) >= LEAST_ROWS
    if not sure or any(rule("signature.name").search(line.text.text) for line in run):
        return list(run)
    rows = [tuple(cells_between(text, *whole_line(text, line), "\t")) for line in run]
    width = max(map(len, rows))
    return [Grid(rows=tuple((*row, *[()] * (width - len(row))) for row in rows))]


def whole_line(text: str, line: Line) -> tuple[int, int]:
    """Return where the line begins and ends in the source text, blanks and TABs at its edges included."""
    first = start = line.text.offset(0)
    while start and text[start - 1] not in LINE_END_SIGNS:
        start -= 1
    end = LINE_END.search(text, first)
    return start, end.start() if end is not None else len(text)


def cells_between(text: str, start: int, end: int, separator: str) -> Iterator[tuple[Line, ...]]:
    """Yield the cells of a row of the source text from `start` to `end`, empty ones as empty tuples."""
    position = start
    while position <= end:
        cut = text.find(separator, position, end)
        cut = end if cut < 0 else cut
        cell = Traced.cut(text, position, cut).strip()
        yield (Line(text=cell),) if cell else ()
        position = cut + 1
