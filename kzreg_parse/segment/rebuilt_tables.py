"""A dump's table as rows of cells, where every cell is certain; otherwise what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kzreg_parse.model import Traced
from kzreg_parse.segment.cell_lines import Run
from kzreg_parse.segment.cell_rows import TableRow
from kzreg_parse.segment.cell_table import Solved, solve
from kzreg_parse.segment.numbered_tables import numbered_table_readings
from kzreg_parse.segment.step_tables import step_table_readings

Row = list[Traced | None]
NO_ROWS: Final = "where its rows begin"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A table's rows, or None and what is not certain about them."""

    rows: list[Row] | None
    unsure: str = ""


def rebuild(runs: Sequence[Run]) -> Rebuilt:
    """The rows of a table that a dump wrote cell by cell; none unless exactly one reading of it gives every cell."""
    found: list[list[Row]] = []
    best: tuple[int, str] = (-1, NO_ROWS)
    for columns_alike, readings in ((False, step_table_readings(runs)), (True, numbered_table_readings(runs))):
        for rows, width in readings:
            solved = solve(rows, width, frozenset(), columns_alike=columns_alike)
            if solved.whole:
                found.append([list(way.texts) for way in solved.ways if way is not None])
            else:
                best = max(best, (solved.told, _unsure(rows, solved)))
    if len({tuple(tuple(cell.text for cell in row if cell) for row in rows) for rows in found}) == 1:
        return Rebuilt(found[0])
    return Rebuilt(None, "which of several readings holds" if found else best[1])


def _unsure(rows: Sequence[TableRow], solved: Solved) -> str:
    return ", ".join(f"«{row.name}»" for row, way in zip(rows, solved.ways, strict=True) if way is None)
