"""The parts of a ruled or marked-up table as one table: rows that a page or a recogniser tore, cells put in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from kzreg_parse.model import Traced
from kzreg_parse.restore.table_cells import Row, kind_of
from kzreg_parse.segment.tables.ruled.doubts import CellPlace, cut_cells, repeated_units
from kzreg_parse.segment.tables.ruled.placing import placed_part, spread_none_signs, step_numbers

GOES_ON = regex.compile(r"\p{Ll}|[(),;.:»–-]")
LONGEST_NAME: Final = 40  # characters of a row's label in a diagnostic
WHOLE_KINDS: Final = {"figure", "term", "none"}  # of cells that do not go on over a page


@dataclass(slots=True)
class WholeTable:
    """One table of several parts. `doubted`: null cells whose words stand in `left` instead; `is_short`: some row
    had fewer cells than the table has columns."""

    rows: list[Row] = field(default_factory=list)
    doubted: set[CellPlace] = field(default_factory=set)
    left: list[Traced] = field(default_factory=list)
    is_short: bool = False

    def unsure(self) -> Iterator[tuple[Row, str]]:
        """Yield each row with doubted cells, and what names it with the numbers of those cells.

        The first column is 1.
        """
        for number, row in enumerate(self.rows):
            columns = sorted(column + 1 for place, column in self.doubted if place == number)
            if columns:
                name = row[0].text if row[0] else str(number + 1)
                short = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME].rstrip()}…"
                yield row, f"«{short}» {', '.join(map(str, columns))}"


def whole_table(grids: Sequence[Sequence[Sequence[Traced | None]]], *, is_recognised: bool) -> WholeTable:
    """Return the rows of all parts. `is_recognised`: read by optical recognition, which cuts cells and moves them."""
    parts = [[list(row) for row in grid] for grid in grids]
    width = max((len(row) for part in parts for row in part), default=0)
    parts = [[spread_none_signs(row, width) for row in part] for part in parts]
    full = [row for part in parts for row in part if len(row) == width and any(row)]
    table = WholeTable()
    is_lost_below = False
    for part in parts:
        placed: list[tuple[Row, list[Traced]]] = []
        for row, columns in zip(part, placed_part(part, full, width), strict=True):
            made: Row = [None] * width
            for cell, column in zip(row, columns, strict=True):
                if column is not None:
                    made[column] = cell
            placed.append((made, [cell for cell, column in zip(row, columns, strict=True) if cell and column is None]))
            table.is_short |= len(row) < width
            is_lost_below |= 1 < len(row) < width and None not in columns and columns[-1] == len(row) - 1
        _add_part(table, placed)
    kept = [number for number, row in enumerate(table.rows) if any(row)]
    table.doubted = {(kept.index(number), column) for number, column in table.doubted if number in kept}
    table.rows = [table.rows[number] for number in kept]
    if is_recognised and table.rows:
        for number, column in {*cut_cells(table.rows, is_lost_below=is_lost_below), *repeated_units(table.rows)}:
            cell = table.rows[number][column]
            if cell:
                table.left.append(cell)
            table.rows[number][column] = None
            table.doubted.add((number, column))
    table.left.sort(key=lambda text: text.span)
    return table


def _add_part(table: WholeTable, part: list[tuple[Row, list[Traced]]]) -> None:
    if table.rows:
        table.rows = _without_stub(table.rows)
        part = part if any(part[0][0]) or part[0][1] else part[1:]
    for number, (row, left) in enumerate(part):
        is_rest = not number and bool(table.rows) and (bool(row[0]) or not left) and is_one_row(table.rows[-1], row)
        upper: Row = table.rows.pop() if is_rest else [None] * len(row)
        place = len(table.rows)
        made = [joined(above, cell) for above, cell in zip(upper, row, strict=True)]
        for column, (above, cell) in enumerate(zip(upper, row, strict=True)):
            if above and cell and {kind_of(above), kind_of(cell)} <= WHOLE_KINDS:
                made[column] = None
                table.left += [above, cell]
                table.doubted.add((place, column))
        table.rows.append(made)
        table.left += left
        if left:
            table.doubted |= {(place, column) for column, cell in enumerate(made) if not cell}


def _without_stub(rows: list[Row]) -> list[Row]:
    """Without the empty row that the engine draws where a row moved to the next page."""
    return rows[:-1] if rows and not any(rows[-1]) else rows


def is_one_row(upper: Row, lower: Row) -> bool:
    """Tell whether a row was cut by the page: one half lacks the stub cell, or goes on in mid-sentence."""
    if not upper[0] or not lower[0]:
        return True
    return GOES_ON.match(lower[0].text) is not None


def joined(upper: Traced | None, lower: Traced | None) -> Traced | None:
    """Return both halves of a cell as one."""
    if not upper or not lower:
        return upper or lower
    if upper.text.endswith(("(", "«", "-", "/")) or lower.text[0] in "),;.:»":
        return upper + lower
    return Traced.spaced((upper, lower))


# ---- further columns -----------------------------------------------------------------------------


def widened(above: Sequence[Row], below: Sequence[Row], labels: Sequence[str | None]) -> list[Row] | None:
    """Return a table with further columns, printed below it without their labels; None where it is not certain whose
    they are.

    The columns go on counting, and every row is of the kind of the one that it continues. Rows without a
    single cell may be left out below. `labels`: the kinds of the rows above.
    """
    if not above or not below or not _goes_on_counting(above[0], below[0]):
        return None
    filled = [number for number, row in enumerate(above) if any(row[1:])]
    for numbers in (list(range(len(above))), filled):
        if len(numbers) == len(below) and all(
            not number or _fits(row, labels[number]) for number, row in zip(numbers, below, strict=True)
        ):
            more = dict(zip(numbers, below, strict=True))
            empty: Row = [None] * len(below[0])
            return [[*row, *more.get(number, empty)] for number, row in enumerate(above)]
    return None


def _goes_on_counting(above: Row, below: Row) -> bool:
    upper, lower = step_numbers(above[1:]), step_numbers(below)
    return bool(upper and lower) and lower[0] == upper[-1] + 1


def _fits(row: Row, label: str | None) -> bool:
    """Tell whether a row without its label is of the kind that the label names."""
    kinds = {kind_of(cell) for cell in row} - {""}
    if label == "term":
        return kinds <= {"term", "none"}
    if label == "next":
        return "term" not in kinds and all(
            not cell or cell.text[0].isdigit() or kind_of(cell) == "none" for cell in row
        )
    return not kinds & {"term", "figure"}
