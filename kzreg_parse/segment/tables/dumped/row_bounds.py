"""Where the rows of a linearised table begin, also of rows that a page cuts.

A row is written from its first cell on. Where a page cuts a row whose cells are set in the middle of
its height, the first halves of the taller cells come before the first cell, which stands on the next
page; how many they are is not told, so every number of them is a reading of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice, product
from typing import Final, NamedTuple

from kzreg_parse.segment.tables.dumped.lines import DumpedCellRun
from kzreg_parse.segment.tables.dumped.row_search import TableRow

MOST_READINGS: Final = 24

Bounds = tuple[int, int]  # a row's first run, and the one behind its last


class RowReading(NamedTuple):
    """One way to part a table's runs into rows."""

    rows: tuple[TableRow, ...]
    width: int  # columns
    halves: bool = False  # the first halves of a row that a page cuts stand before its first cell
    cut_label: bool = False  # a page cuts a row's first cell

    @property
    def order(self) -> int:
        """Plain readings are tried first; where one of them holds, the others are not tried."""
        return self.cut_label + 2 * self.halves


def readings_of_rows(runs: Sequence[DumpedCellRun], starts: Sequence[int], width: int) -> Iterator[list[Bounds]]:
    """Yield every way to part the runs into rows; the plain one first. `starts`.

    The runs that rows' first cells begin.
    """
    choices: list[range] = []
    for start, above in zip(starts, [0, *starts], strict=False):
        lowest = start
        if start > above and runs[start].page != runs[start - 1].page:
            lowest = max(above + 1, start - width + 1)
        choices.append(range(start, lowest - 1, -1))
    for chosen in islice(product(*choices), MOST_READINGS):
        yield list(zip(chosen, [*chosen[1:], len(runs)], strict=True))


def by_pages(runs: Sequence[DumpedCellRun]) -> list[list[DumpedCellRun]]:
    """Return a row's runs, those of each page together."""
    return [list(found) for _, found in groupby(runs, key=lambda run: run.page)]
