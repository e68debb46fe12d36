"""A dump's table as rows of cells, where every cell is certain; otherwise what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kzreg_parse.model import Traced
from kzreg_parse.segment.cell_lines import Run
from kzreg_parse.segment.cell_rows import Alignment, TableRow
from kzreg_parse.segment.cell_table import LEAST_MARGIN, Solved, solve
from kzreg_parse.segment.numbered_tables import numbered_table_readings
from kzreg_parse.segment.step_tables import step_table_readings

Row = list[Traced | None]
NO_ROWS: Final = "where its rows begin"
WHICH_READING: Final = "which of several readings holds"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A table's rows, or None and what is not certain about them."""

    rows: list[Row] | None
    unsure: str = ""


def rebuild(runs: Sequence[Run]) -> Rebuilt:
    """The rows of a table that a dump wrote cell by cell; none unless one reading of it alone gives every cell.

    Readings are tried for cells set at the top of their row and in its middle. Only in the middle can
    a row's first halves stand before its first cell, so those readings come last.
    """
    unsure: tuple[int, str] = (-1, NO_ROWS)
    found: list[tuple[float, list[Row]]] = []
    for columns_alike, readings in ((False, step_table_readings(runs)), (True, numbered_table_readings(runs))):
        for reading in readings:
            if found and not reading.plain:
                break
            for alignment in Alignment if reading.plain else (Alignment.MIDDLE,):
                solved = solve(reading.rows, reading.width, alignment, frozenset(), columns_alike=columns_alike)
                if solved.whole:
                    found.append((solved.cost, [list(way.texts) for way in solved.ways if way is not None]))
                else:
                    unsure = max(unsure, (solved.told, _unsure(reading.rows, solved)))
    return _clearest(found) if found else Rebuilt(None, unsure[1])


def _clearest(found: list[tuple[float, list[Row]]]) -> Rebuilt:
    """The table that is clearly better than every other that was found."""
    found.sort(key=lambda solved: solved[0])
    (least, rows), others = found[0], [cost for cost, other in found[1:] if _texts(other) != _texts(found[0][1])]
    if others and others[0] - least < LEAST_MARGIN:
        return Rebuilt(None, WHICH_READING)
    return Rebuilt(rows)


def _texts(rows: list[Row]) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in rows]


def _unsure(rows: Sequence[TableRow], solved: Solved) -> str:
    return ", ".join(f"«{row.name}»" for row, way in zip(rows, solved.ways, strict=True) if way is None)
