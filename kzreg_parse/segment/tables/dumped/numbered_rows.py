"""Tables with numbered rows, `№ | who | what | term`: where a dump's rows begin and how many columns there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

import regex

from kzreg_parse.restore.table_cells import is_terms
from kzreg_parse.segment.tables.dumped.lines import DumpedCellRun
from kzreg_parse.segment.tables.dumped.row_bounds import RowReading, by_pages, readings_of_rows
from kzreg_parse.segment.tables.dumped.row_search import TableRow

NUMBER = regex.compile(r"(?P<number>\d{1,3})(?:\s+|$)")
HEAD = regex.compile(r"№|\p{Lu}[^\p{Lu}]*")
LEAST_COLUMNS: Final = 3
LEAST_ROWS: Final = 2


def numbered_table_readings(runs: Sequence[DumpedCellRun]) -> Iterator[RowReading]:
    """Yield every way to part the runs of a numbered table into rows; none for other tables."""
    starts = _starts(runs)
    if len(starts) < LEAST_ROWS or not starts[0] or not runs[0].text.text.startswith("№"):
        return
    heads = [head for run in runs[: starts[0]] for head in HEAD.findall(run.text.text)]
    if len(heads) < LEAST_COLUMNS:
        return
    names = ["№", *map(str, range(1, len(starts) + 1))]
    for bounds in readings_of_rows(runs, [0, *starts], len(heads)):
        rows = tuple(
            TableRow(by_pages(runs[start:end]), partial(_in_row, name), name, "heads" if name == "№" else None)
            for (start, end), name in zip(bounds, names, strict=True)
        )
        yield RowReading(rows, len(heads), halves=[start for start, _ in bounds[1:]] != starts)


def _in_row(name: str, column: int, text: str) -> bool:
    return column > 0 or text == name


def _starts(runs: Sequence[DumpedCellRun]) -> list[int]:
    """Return the runs that begin with the rows' numbers, which count up; a term is no row."""
    starts: list[int] = []
    for index, run in enumerate(runs):
        found = NUMBER.match(run.text.text)
        if found is not None and int(found["number"]) == len(starts) + 1 and not is_terms(run.text.text):
            starts.append(index)
    return starts
