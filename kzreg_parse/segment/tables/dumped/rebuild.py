"""A dump's table as rows of cells, where every cell is certain; otherwise what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from kzreg_parse.model import Traced
from kzreg_parse.segment.tables.dumped.lines import DumpedCellRun
from kzreg_parse.segment.tables.dumped.numbered_rows import numbered_table_readings
from kzreg_parse.segment.tables.dumped.row_search import Alignment, TableRow
from kzreg_parse.segment.tables.dumped.solver import Row, Solved, solve
from kzreg_parse.segment.tables.dumped.step_rows import step_table_readings
from kzreg_parse.segment.tables.dumped.weights import LEAST_MARGIN, LEAST_WHOLE

NO_ROWS: Final = "where its rows begin"


class Rebuilt(NamedTuple):
    """A table's rows, None for a cell that is not certain; no rows at all where too little is."""

    rows: tuple[Row, ...] | None
    unsure: str = ""  # which cells are not certain
    below: tuple[Traced, ...] = ()  # what no cell has taken of the rows with such cells


class _Found(NamedTuple):
    """What came of one reading."""

    rows: Sequence[TableRow]
    solved: Solved

    @property
    def texts(self) -> list[list[str]]:
        return [[cell.text if cell else "" for cell in row] for row in self.solved.cells]


def rebuild(runs: Sequence[DumpedCellRun]) -> Rebuilt:
    """Return the rows of a table that a dump wrote cell by cell.

    Readings are tried for cells set at the top of their row and in its middle. Only in the middle can
    a row's first halves stand before its first cell, so those readings come last, where no other holds.
    """
    found: list[_Found] = []
    for columns_alike, readings in ((False, step_table_readings(runs)), (True, numbered_table_readings(runs))):
        for _, alike in groupby(sorted(readings, key=lambda reading: reading.order), key=lambda reading: reading.order):
            for reading in alike:
                for alignment in (Alignment.MIDDLE,) if reading.halves else Alignment:
                    solved = solve(reading.rows, reading.width, alignment, columns_alike=columns_alike)
                    found.append(_Found(reading.rows, solved))
            if any(each.solved.whole for each in found):
                break
    return _clearest(found)


def _clearest(found: list[_Found]) -> Rebuilt:
    """Return the table that is clearly better than every other that was found.

    What two others as good differ in is unsure.
    """
    if not found:
        return Rebuilt(None, NO_ROWS)
    found.sort(key=lambda each: (-each.solved.told, each.solved.cost))
    best = found[0]
    cells = best.solved.cells
    for other in found[1:]:
        as_cheap = not best.solved.whole or other.solved.cost < best.solved.cost + LEAST_MARGIN
        equal = other.solved.told == best.solved.told and as_cheap
        if equal and other.texts != best.texts:
            if [len(row.pages) for row in other.rows] != [len(row.pages) for row in best.rows]:
                return Rebuilt(None, _unsure(best.rows, cells))
            cells = tuple(map(_agreed, cells, other.solved.cells))
    told = sum(all(row) for row in cells)
    if not all(cells[0]) or told < LEAST_WHOLE * len(cells):
        return Rebuilt(None, _unsure(best.rows, cells))
    below = tuple(
        left
        for row, own in zip(best.rows, cells, strict=True)
        if not all(own)
        for page in row.pages
        for run in page
        for left in _left_of(run.text, own)
    )
    return Rebuilt(cells, _unsure(best.rows, cells), below)


def _left_of(text: Traced, cells: Row) -> Iterator[Traced]:
    """Yield the stretches of a run's text that no cell has taken."""
    taken = {
        place for cell in cells if cell for start, end, at in cell.stretches() for place in range(at, at + end - start)
    }
    for free, places in groupby(range(len(text)), key=lambda index: text.offset(index) not in taken):
        indexes = list(places)
        left = text[indexes[0] : indexes[-1] + 1].strip()
        if free and left:
            yield left


def _agreed(first: Row, second: Row) -> Row:
    pairs = zip(first, second, strict=True)
    return tuple(one if one and other and one.text == other.text else None for one, other in pairs)


def _unsure(rows: Sequence[TableRow], cells: Sequence[Row]) -> str:
    """Return the rows that are not certain, each with the numbers of the cells that are not; the first column is 1."""
    named = []
    for row, own in zip(rows, cells, strict=True):
        columns = [str(column) for column, cell in enumerate(own, 1) if not cell]
        if columns:
            named.append(f"«{row.name}» {', '.join(columns) if any(own) else ''}".strip())
    return "; ".join(named)
