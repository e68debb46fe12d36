"""Step tables, a column for each step and a row for each thing said of it: where a dump's rows begin.

The row of step numbers tells how many columns there are, and the labels, of which there are six
kinds, where the rows begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import regex

from kzreg_parse.language.row_labels import is_label, label_kind, may_open_label
from kzreg_parse.segment.tables.dumped.lines import DumpedCellRun
from kzreg_parse.segment.tables.dumped.row_bounds import Bounds, RowReading, by_pages, readings_of_rows
from kzreg_parse.segment.tables.dumped.row_search import TableRow

FIGURES = regex.compile(r"(?:^|\s)(?P<figures>1(?:\s+\d{1,2})++)$")
FIRST_WORD = regex.compile(r"[\p{L}-]+")
LEAST_ROWS: Final = 3
LEAST_COLUMNS: Final = 3
MOST_OPENERS: Final = 6


def step_table_readings(runs: Sequence[DumpedCellRun]) -> Iterator[RowReading]:
    """Yield every way to part the runs of a step table into rows; none where it is no such table."""
    found = _head(runs)
    if found is None:
        return
    end, width = found
    sure, openers = _starts(runs, end)
    for opener in (None, *openers):
        starts = sorted({0, *sure, *(() if opener is None else (opener,))})
        if len(starts) < LEAST_ROWS:
            continue
        for bounds in readings_of_rows(runs, starts, width):
            rows = tuple(_row(runs, own, start) for own, start in zip(bounds, starts, strict=True))
            halves = [start for start, _ in bounds] != starts
            yield RowReading(rows, width, halves, cut_label=opener is not None)


def _head(runs: Sequence[DumpedCellRun]) -> tuple[int, int] | None:
    """Return how many runs make up the head row, and how many columns its step numbers tell of."""
    for index, run in enumerate(runs):
        figures = FIGURES.search(run.text.text)
        if figures is not None:
            numbers = [int(number) for number in figures["figures"].split()]
            width = len(numbers) + 1
            return (index + 1, width) if numbers == list(range(1, width)) and width >= LEAST_COLUMNS else None
    return None


def _starts(runs: Sequence[DumpedCellRun], first: int) -> tuple[list[int], list[int]]:
    """Return the runs that begin with a label, each kind once; and those whose label a page may have cut."""
    sure: list[int] = []
    seen: set[str] = set()
    for index in range(first, len(runs)):
        kind = label_kind(runs[index].text.text)
        if kind is not None and kind not in seen:
            seen.add(kind)
            sure.append(index)
    openers = [
        index
        for start, end in pairwise((first, *sure, len(runs)))
        for index in range(start, end)
        if index not in sure and runs[index].page != runs[end - 1].page and _may_open_label(runs[index])
    ]
    return sure, openers[:MOST_OPENERS]


def _may_open_label(run: DumpedCellRun) -> bool:
    """Tell whether a run begins with a label's first word."""
    word = FIRST_WORD.match(run.text.text)
    return word is not None and may_open_label(word[0])


def _row(runs: Sequence[DumpedCellRun], bounds: Bounds, start: int) -> TableRow:
    own = runs[bounds[0] : bounds[1]]
    name = runs[start].text.text
    if start == 0:
        return TableRow(by_pages(own), _in_head_row, name, "number")
    return TableRow(by_pages(own), _in_labelled_row, name, label_kind(name))


def _in_head_row(column: int, text: str) -> bool:
    return text == str(column) if column else not text[-1:].isdigit()


def _in_labelled_row(column: int, text: str) -> bool:
    return column > 0 or is_label(text)
