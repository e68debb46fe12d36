"""Cells of marked-up tables, each over the rows and columns that its markup says, as rows of one length."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from kzreg_parse.read.source import CellSpan, Grid, Line

MOST_COLUMNS: Final = 200
MOST_ROWS_SPANNED: Final = 2_000


class MarkedCell(NamedTuple):
    """A cell with its lines; `is_head`: the markup says that it is one of the head."""

    lines: tuple[Line, ...]
    rows: int = 1
    columns: int = 1
    is_head: bool = False


def grid_of(rows: Sequence[Sequence[MarkedCell]]) -> Grid:
    """Return the rows with an empty cell wherever a span covers, all of one length."""
    covered: dict[int, int] = {}  # column: rows below that a cell above still covers
    made: list[list[tuple[Line, ...]]] = []
    spans: list[CellSpan] = []
    for row in rows:
        cells: list[tuple[Line, ...]] = []
        for cell in row:
            _pass_covered(cells, covered)
            first, width = len(cells), min(cell.columns, MOST_COLUMNS - len(cells))
            if width < 1:
                break
            height = min(cell.rows, MOST_ROWS_SPANNED, len(rows) - len(made))
            covered.update(dict.fromkeys(range(first, first + width), height - 1))
            cells += [cell.lines, *[()] * (width - 1)]
            if height > 1 or width > 1:
                spans.append(CellSpan(len(made), first, height, width))
        _pass_covered(cells, covered)
        made.append(cells)
    width = max((len(cells) for cells in made), default=0)
    head = sum(1 for _ in takewhile(lambda row: row and all(cell.is_head for cell in row), rows))
    return Grid(
        rows=tuple((*cells, *[()] * (width - len(cells))) for cells in made),
        spans=tuple(spans),
        head=head if head < len(rows) else 0,
    )


def _pass_covered(cells: list[tuple[Line, ...]], covered: dict[int, int]) -> None:
    while covered.get(len(cells), 0):
        covered[len(cells)] -= 1
        cells.append(())
