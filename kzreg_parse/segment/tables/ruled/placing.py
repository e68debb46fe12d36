"""In which columns the cells of a row stand that has fewer of them than its table has columns.

Optical recognition loses cells, and what is left of a row does not say where. A cell's column is told
by its kind where the column holds one kind only, and in a step table by the step that it names as the
next one: no step is followed by itself. A cell that may stand in two columns is placed in none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import regex

from kzreg_parse.language.row_labels import label_kind
from kzreg_parse.model import Traced
from kzreg_parse.restore.table_cells import Row, kind_of
from kzreg_parse.rules import rule

NONE_SIGNS = regex.compile(r"[–—-](?:\s+[–—-])+")
WOVEN = regex.compile(r"\p{Ll}\s+(?=\p{Lu}\p{Ll}+)")
LEAST_OF_A_KIND: Final = 2


def spread_none_signs(row: Row, width: int) -> Row:
    """Return the row with `- - -` as three cells, where that makes it as long as its table is wide."""
    made: Row = []
    for cell in row:
        if cell and NONE_SIGNS.fullmatch(cell.text):
            made.extend(cell[place : place + 1] for place, sign in enumerate(cell.text) if not sign.isspace())
        else:
            made.append(cell)
    return made if len(made) == width else row


def placed_part(part: Sequence[Row], whole: Sequence[Row], width: int) -> Iterator[list[int | None]]:
    """For each row of a part the columns of its cells; None for a cell that may stand in several.

    `whole` are the table's rows that have all cells. A part is a grid of its own, whose empty cells are
    written: where one of its rows shows that all of its columns but perhaps the last one stand in their
    places, its short rows of that length lack the columns at the right edge.
    """
    columns = _column_kinds(whole)
    numbers = whole[0] if whole and step_numbers(whole[0][1:]) else None
    for row in part:
        if len(row) >= width:
            yield list(range(len(row)))
            continue
        alike = [own for own in part if len(own) == len(row)]
        if numbers is not None and any(_is_in_place(own, numbers) for own in alike):
            yield _until_woven(row)
        else:
            yield _by_kind(row, columns, is_labelled=_begins_row(row))


def step_numbers(cells: Sequence[Traced | None]) -> list[int]:
    """Return the numbers of a row of step numbers; empty where the cells hold anything else or do not count on."""
    if not cells or any(cell is None or kind_of(cell) != "figure" for cell in cells):
        return []
    numbers = [int(cell.text.strip(" .")) for cell in cells if cell]
    return numbers if numbers == list(range(numbers[0], numbers[0] + len(numbers))) else []


def _begins_row(row: Row) -> bool:
    """Tell whether the first cell is a label, the rest of one, or all that there is."""
    first = row[0]
    return bool(first and (label_kind(first.text) or first.text[0].islower() or not any(row[1:])))


def _is_in_place(row: Row, numbers: Row) -> bool:
    """Tell whether the steps that a row names as next show that its cells, but perhaps the last one, begin at the left.

    A cell can only have moved to the right, over the columns that the row lacks; it has not where each of
    those is the very step that the cell names.
    """
    if label_kind(row[0].text if row[0] else "") != "next":
        return False
    lacking = len(numbers) - len(row)
    last = [place for place in range(1, len(row)) if _is_fixed(row[place], numbers[place + 1 : place + 1 + lacking])]
    return bool(last) and last[-1] >= len(row) - 2


def _is_fixed(cell: Traced | None, moved_to: Sequence[Traced | None]) -> bool:
    named = {found["to"] for found in rule("table.next_step").pattern.finditer(cell.text)} if cell else set()
    return bool(moved_to) and all(number and number.text.strip(" .") in named for number in moved_to)


def _until_woven(row: Row) -> list[int | None]:
    """Return each cell in its place, up to one in which a second sentence begins.

    Two cells may have run together there.
    """
    merged = next((place for place, cell in enumerate(row) if place and cell and WOVEN.search(cell.text)), len(row))
    return [place if place < merged else None for place in range(len(row))]


def _column_kinds(rows: Iterable[Row]) -> list[set[str]]:
    """Return the kinds of cells that each column holds below the head row; a column seen too little may hold any."""
    columns = [[kind_of(cell) for cell in column] for column in zip(*list(rows)[1:], strict=True)]
    return [set(kinds) if len(kinds) >= LEAST_OF_A_KIND else set() for kinds in columns]


def _by_kind(row: Row, columns: Sequence[set[str]], *, is_labelled: bool) -> list[int | None]:
    """Return the columns of cells that have only one place, going from the left and from the right.

    Linear in the row.
    """
    if is_labelled or not columns:
        return [0 if is_labelled else None, *([None] * (len(row) - 1))]
    kinds = [kind_of(cell) for cell in row]
    left = _first_fit(kinds, columns)
    right = _first_fit(kinds[::-1], columns[::-1])
    if left is None or right is None:
        return [None] * len(row)
    last = len(columns) - 1
    return [one if one == last - other else None for one, other in zip(left, right[::-1], strict=True)]


def _first_fit(kinds: Sequence[str], columns: Sequence[set[str]]) -> list[int] | None:
    """Return the leftmost columns that take cells of these kinds in this order; None where they do not fit."""
    places: list[int] = []
    column = 0
    for number, kind in enumerate(kinds):
        while column < len(columns) and kind and columns[column] and kind not in columns[column]:
            column += 1
        if len(columns) - column < len(kinds) - number:
            return None
        places.append(column)
        column += 1
    return places
