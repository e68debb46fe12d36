"""What a table is made of, whatever it was read from: head, columns with kind and unit, totals.

Only what the cells show is told: a table whose head cannot be told from its rows has no head rows, a column whose cells
are of different kinds is one of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from kzreg_parse.model.nodes import ColumnKind, TableColumn
from kzreg_parse.rules import rule

Rows = Sequence[Sequence[str | None]]
Spans = Sequence[tuple[int, int, int, int]]  # row, column, rows, columns

NUMBER: Final = regex.compile(r"[+\-–—−]?\s?\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d+)?|[+\-–—−]?\s?\d+(?:[.,]\d+)?")
PERCENT: Final = regex.compile(r"\d+(?:[.,]\d+)?\s?%")
DATE: Final = regex.compile(r"\d{1,2}\.\d{1,2}\.\d{4}(?:\s?ж\.?)?")
ORDINAL: Final = regex.compile(r"(?P<number>\d{1,4})[.)]?")
YEAR: Final = regex.compile(r"(?:19|20)\d\d")
NOTHING: Final = regex.compile(r"[–—−-]")
UNIT: Final = regex.compile(r"(?:\((?P<unit>[^()]{1,30})\)|,\s(?P<unit>[^,()]{1,30}))\s*$")
LONGEST_HEAD: Final = 12  # rows
SURE_SHARE: Final = 0.9  # of the cells of a column that are of its kind
KINDS: Final[tuple[tuple[ColumnKind, regex.Pattern[str]], ...]] = (
    ("percent", PERCENT),
    ("date", DATE),
    ("number", NUMBER),
)


def head_rows(rows: Rows, spans: Spans, marked: int = 0) -> int:
    """Return how many rows at the top are the head; none where that cannot be told. `marked`: so many the markup says.

    Below a head stand figures, or rows that count from 1; a row that numbers the columns is the head's last.
    """
    if marked:
        return marked + (marked < len(rows) and _numbers_columns(rows[marked]))
    for number, row in enumerate(rows[: LONGEST_HEAD + 1]):
        if _numbers_columns(row) and number + 1 < len(rows):
            return number + 1 if number else 0
        first = next(iter(row), None) or ""
        counted = ORDINAL.fullmatch(first)
        figures = [cell for cell in row[1:] if cell and (NUMBER.fullmatch(cell) or PERCENT.fullmatch(cell))]
        if (counted and counted["number"] == "1") or any(not YEAR.fullmatch(cell) for cell in figures):
            return max(number, _below_spans(spans)) if number and _is_head(rows[:number]) else 0
    return _below_spans(spans)


def _is_head(rows: Rows) -> bool:
    """Tell whether rows above the first figures name the columns: the last of them, or all together, leave none out."""
    return all(any(row[column] for row in rows) for column in range(len(rows[0]))) or bool(
        rows[0][0] and rule("table.head_corner").search(rows[0][0])
    )


def _below_spans(spans: Spans) -> int:
    """Return the row below those that cells of the first row reach down to; 0 where none goes over rows."""
    reach = max((rows for row, _, rows, _ in spans if row == 0), default=1)
    return reach if reach > 1 else 0


def _numbers_columns(row: Sequence[str | None]) -> bool:
    return len(row) > 1 and [cell or "" for cell in row] == [str(number) for number in range(1, len(row) + 1)]


def columns_of(rows: Rows, spans: Spans, head: int) -> tuple[TableColumn, ...]:
    """Return the columns of a table with a head; none of one without."""
    if not head:
        return ()
    shown = _spread(rows[:head], spans)
    last = head - 1 if head > 1 and _numbers_columns(rows[head - 1]) else head
    return tuple(
        _column([row[column] for row in shown[:last]], [row[column] for row in rows[head:]])
        for column in range(len(rows[0]))
    )


def _column(heads: Sequence[str | None], cells: Sequence[str | None]) -> TableColumn:
    names = list(dict.fromkeys(head for head in heads if head))
    kind = _kind([cell for cell in cells if cell and not NOTHING.fullmatch(cell)])
    found = next((found for name in reversed(names) if (found := UNIT.search(name))), None)
    unit = found["unit"].strip() if found and kind == "number" else "%" if kind == "percent" else None
    return TableColumn(name=" / ".join(names) or None, kind=kind, unit=unit)


def _kind(cells: Sequence[str]) -> ColumnKind | None:
    if not cells:
        return None
    counted = [int(found["number"]) for cell in cells if (found := ORDINAL.fullmatch(cell))]
    if len(counted) == len(cells) and counted[0] == 1 and counted == list(range(1, len(counted) + 1)):
        return "ordinal"
    for kind, pattern in KINDS:
        if sum(pattern.fullmatch(cell) is not None for cell in cells) >= SURE_SHARE * len(cells):
            return kind
    return "text"


def totals_of(rows: Rows, head: int) -> tuple[int, ...]:
    """Return the rows that sum up others, by their labels."""
    return tuple(
        number
        for number, row in enumerate(rows)
        if number >= head and any(cell and rule("table.total_row").search(cell) for cell in row[:2])
    )


def _spread(rows: Rows, spans: Spans) -> list[list[str | None]]:
    """Return the rows with the text of a span in every place that it covers."""
    made = [list(row) for row in rows]
    for place in _covered(spans, len(rows)):
        (row, column), (top, left) = place
        made[row][column] = made[top][left]
    return made


def _covered(spans: Spans, rows: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for top, left, height, width in spans:
        for row in range(top, min(top + height, rows)):
            for column in range(left, left + width):
                yield (row, column), (top, left)
