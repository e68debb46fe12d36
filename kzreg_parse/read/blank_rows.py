"""Rows and cells of tables whose columns a copy draws by blanks.

Cells begin at the top of their row, so words below an empty place begin a new one; so does a number below a number, and
a word that would have had room on the line above it. Whatever comes out crossed or torn is no table: its lines are kept
in order and said to be one that could not be rebuilt.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from kzreg_parse.read.blank_columns import (
    GOES_ON,
    WORD,
    Columns,
    DrawnLine,
    Piece,
    columns_of,
    groups_of,
    with_row_numbers,
)
from kzreg_parse.read.blank_heads import YEAR, Head, head_of
from kzreg_parse.read.source import CellSpan, Grid, Line

NUMBER: Final = regex.compile(r"[+\-–—−]?\d+(?:[ \u00a0.,]\d+)*%?")
THREE_DIGITS: Final = regex.compile(r"\d{3}(?:[ \u00a0]\d{3})*(?:[.,]\d+)?")
ORDINAL: Final = regex.compile(r"(?P<number>\d{1,4})[.)]?")
NONE_SIGN: Final = regex.compile(r"[–—−-]")
MOST_TORN: Final = 0.1  # share of the rows that may be doubtful before the table is
SLACK: Final = 0.15  # share of a column's width that a line may stay short of where letters differ in width


class _Row(NamedTuple):
    """Lines of one row, for each column its pieces from above."""

    cells: list[list[Piece]]
    first: int  # the number of its first line in the group


class _Cells(NamedTuple):
    """The pieces of one line by columns. `doubted`: columns whose pieces cannot be told apart."""

    pieces: list[Piece | None]
    doubted: dict[int, Piece]
    spans: dict[int, int]  # column in which a piece over several begins: how many


def with_blank_columns(items: Sequence[Line | Grid]) -> list[Line | Grid]:
    """Return the items with lines that draw a table by blanks as a grid."""
    made: list[Line | Grid] = []
    done = 0
    for start, group in groups_of(items):
        grid = _grid_of(group)
        if grid is None:
            continue
        made += items[done:start]
        made.append(grid)
        done = start + len(group)
    return made + list(items[done:])


def _grid_of(printed: Sequence[DrawnLine]) -> Grid | None:
    """Return the table that lines draw; None where they draw none. One that cannot be rebuilt keeps its words piece by
    piece: put on one line, figures of two columns would read as one."""
    group = with_row_numbers(printed)
    columns = columns_of(group)
    if columns is None:
        return None
    lines = [_cells_of(line, columns) for line in group]
    rows = None if None in lines else _rows_of(group, [line for line in lines if line is not None], columns)
    if rows is None and not columns.is_sure:
        return None
    if rows is None:
        pieces = tuple(Line(text=piece.text) for line in printed for piece in line.pieces)
        return Grid(rows=(), page=printed[0].line.page, left=pieces, is_torn=True)
    made = tuple(
        tuple(_cell(pieces, width) for pieces, width in zip(row.cells, rows.widths, strict=True)) for row in rows.rows
    )
    return Grid(
        rows=made, page=group[0].line.page, doubted=rows.doubted, left=rows.left, spans=rows.spans, is_drawn=True
    )


# ---- lines ---------------------------------------------------------------------------------------


def _cells_of(line: DrawnLine, columns: Columns) -> _Cells | None:
    """Return the pieces of a line by columns; None where two stand in one."""
    cells = _Cells([None] * len(columns.bands), {}, {})
    for piece in line.pieces:
        place = columns.of(piece)
        if not place or any(cells.pieces[column] is not None or column in cells.doubted for column in place):
            return None
        if len(place) == 1:
            cells.pieces[place[0]] = piece
            continue
        parts = _parted(piece, place, columns)
        if parts is not None:
            for column, part in zip(place, parts, strict=True):
                cells.pieces[column] = part
        elif any(map(str.isdigit, piece.text.text)) and (len(line.pieces) > 1 or NUMBER.fullmatch(piece.text.text)):
            cells.doubted.update(dict.fromkeys(place, piece))
        else:
            cells.pieces[place[0]] = piece
            cells.spans[place[0]] = len(place)
    return cells


def _parted(piece: Piece, place: range, columns: Columns) -> list[Piece] | None:
    """Return a piece over several columns as one a column: one blank stands in each river, where a column begins or
    ends, and a figure on one side of it or all parts begin where their columns do. None where it does not, or where the
    parts may be one number."""
    cuts: list[int] = []
    for left, right in pairwise(place):
        low, high = columns.bands[left][1] - 1, columns.bands[right][0]
        blanks = [at for at in range(max(low, piece.start + 1), high + 1) if piece.text.text[at - piece.start] == " "]
        fitting = [at for at in blanks if at + 1 == columns.starts[right] or at == columns.ends[left]]
        if len(fitting) != 1:
            return None
        cuts.append(fitting[0] - piece.start)
    edges = [-1, *cuts, len(piece.text)]
    parts = [piece.text[start + 1 : end] for start, end in pairwise(edges)]
    figures = [is_figure_text(part.text) for part in parts]
    starts = [piece.start + edge + 1 for edge in edges[:-1]]
    is_upright = all(start == columns.starts[column] for start, column in zip(starts, place, strict=True))
    if not is_upright and not all(left or right for left, right in pairwise(figures)):
        return None
    if any(left.text[-1:].isdigit() and THREE_DIGITS.match(right.text) for left, right in pairwise(parts)):
        return None
    return [Piece(start, start + len(part), part) for start, part in zip(starts, parts, strict=True)]


# ---- rows ----------------------------------------------------------------------------------------


class _Rows(NamedTuple):
    rows: list[_Row]
    widths: list[int]
    doubted: tuple[tuple[int, int], ...]
    left: tuple[Line, ...]
    spans: tuple[CellSpan, ...]


class _Measure(NamedTuple):
    """What the lines of each column hold, in characters: the longest line, and what any holds at least and at most.
    `numbered`: the lines on which the first column counts rows."""

    widths: list[int]
    least: list[float]
    rooms: list[float]
    numbered: frozenset[int]
    is_even: bool  # the columns are of one width, and every cell begins at the left of its column


def _rows_of(group: Sequence[DrawnLine], lines: Sequence[_Cells], columns: Columns) -> _Rows | None:
    """Return the rows; None where they contradict each other."""
    measure = _measure(group, lines, columns)
    body = 0 if measure.is_even else _body(lines, measure)
    head = head_of(group[:body], columns) if body else Head([], [])
    if head is None:
        return None
    rows = [_Row(cells, 0) for cells in head.rows]
    held = [int(room) if measure.is_even else 1 << 10 for room in measure.least]
    found = _Rows(rows, held, (), (), ())
    doubted: dict[tuple[int, int], Piece] = {}
    spans = list(head.spans)
    for number, (line, cells) in list(enumerate(zip(group, lines, strict=True)))[body:]:
        if cells.spans and not _may_span(cells):
            return None
        begins = number == body or bool(line.line.gap) or _begins_row(lines, number, rows[-1], measure)
        if begins is None:
            return None
        if begins:
            rows.append(_Row([[] for _ in columns.bands], number))
        row = len(rows) - 1
        for column, piece in enumerate(cells.pieces):
            if piece is not None:
                rows[row].cells[column].append(piece)
        doubted |= {(row, column): piece for column, piece in cells.doubted.items()}
        spans += [CellSpan(row, column, 1, width) for column, width in cells.spans.items()]
    if len(doubted) > MOST_TORN * len(rows) * len(columns.bands):
        return None
    left = list(dict.fromkeys(doubted.values()))
    for row, column in doubted:
        left += rows[row].cells[column]
        rows[row].cells[column].clear()
    return found._replace(
        doubted=tuple(sorted(doubted)),
        left=tuple(Line(text=piece.text) for piece in sorted(left, key=lambda piece: piece.text.span)),
        spans=tuple(dict.fromkeys(spans)),
    )


def _may_span(line: _Cells) -> bool:
    """Tell whether words over several columns below the head are a row of their own or the label of one: they begin in
    the first column, and beside them stand figures or nothing. Other words ran into their neighbours."""
    others = [piece for column, piece in enumerate(line.pieces) if piece is not None and column not in line.spans]
    words = line.pieces[0]
    return (
        list(line.spans) == [0] and words is not None and words.text.text[:1].isupper() and all(map(is_figure, others))
    )


def _body(lines: Sequence[_Cells], measure: _Measure) -> int:
    """Return the number of the first line below the head: it has figures, or counts rows or columns."""
    for number, line in enumerate(lines):
        figures = [piece for piece in line.pieces[1:] if piece is not None and is_figure(piece)]
        if number in measure.numbered or _counts_columns(line) or not all(map(is_year, figures)):
            return number
    return 0


def _begins_row(lines: Sequence[_Cells], number: int, row: _Row, measure: _Measure) -> bool | None:
    """Tell whether a line begins a row; None where that is open. `row`: what stands above it."""
    above, line = lines[number - 1], lines[number]
    if above.spans or line.spans or above.doubted or line.doubted:
        return True
    if number in measure.numbered or _counts_columns(above) or _counts_columns(line):
        return True
    in_body = bool(measure.numbered) and number > min(measure.numbered)
    seen = _signs(above, line, row, measure)
    first = line.pieces[0] is not None
    if seen.is_figure_below:
        return True
    if seen.is_rest_of_figure:
        return None
    if in_body and not first:
        return None if seen.is_below_empty else False
    if seen.is_below_empty:
        return None if seen.goes_on and not first else True
    if seen.has_room:
        return True if first else None if not measure.numbered else False
    if first and seen.is_figure_below_words:
        return True
    if not first or seen.goes_on:
        is_open = seen.is_alike and not seen.has_no_room and sum(piece is not None for piece in line.pieces) > 1
        return None if first and is_open else False
    return None if seen.has_no_room or not seen.is_alike else True


class _Signs(NamedTuple):
    """What a line says of the one above it. `is_alike`: it has words in the same columns."""

    is_figure_below: bool = False  # a whole figure below one of the row
    is_rest_of_figure: bool = False  # three digits that may be the rest of the figure above them
    is_figure_below_words: bool = False
    is_below_empty: bool = False  # words below an empty place
    has_room: bool = False  # the line above would have held its first word for sure
    has_no_room: bool = False  # it would not have held it
    goes_on: bool = False  # it begins in a small letter
    is_alike: bool = True


def _signs(above: _Cells, line: _Cells, row: _Row, measure: _Measure) -> _Signs:
    seen = _Signs()
    filled = [piece.text.text for piece in line.pieces if piece is not None]
    is_bare = all(map(THREE_DIGITS.fullmatch, filled))  # nothing else on the line says that it is a row
    for column, (upper, lower) in enumerate(zip(above.pieces, line.pieces, strict=True)):
        if lower is None:
            seen = seen._replace(is_alike=seen.is_alike and upper is None)
            continue
        last = row.cells[column][-1] if row.cells[column] else None
        if is_figure(lower) and last is not None and is_figure(last):
            room = measure.least[column] if is_bare else measure.rooms[column]
            is_rest = upper and THREE_DIGITS.fullmatch(lower.text.text) and not _has_room(last, lower, room)
            seen = seen._replace(**{"is_rest_of_figure" if is_rest else "is_figure_below": True})
        elif upper is None:
            seen = seen._replace(is_below_empty=True, is_alike=False)
        elif is_figure(lower):
            seen = seen._replace(is_figure_below_words=True)
        else:
            seen = seen._replace(
                has_room=seen.has_room or _has_room(upper, lower, measure.least[column]),
                has_no_room=seen.has_no_room or not _has_room(upper, lower, measure.rooms[column]),
            )
        seen = seen._replace(goes_on=seen.goes_on or GOES_ON.match(lower.text.text) is not None)
    return seen


def _counts_columns(line: _Cells) -> bool:
    """Tell whether a line numbers the columns: `1`, `2`, `3`."""
    texts = [piece.text.text if piece is not None else "" for piece in line.pieces]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def is_figure(piece: Piece) -> bool:
    """Tell whether a piece is a number or the dash that stands for none."""
    return is_figure_text(piece.text.text)


def is_year(piece: Piece) -> bool:
    """Tell whether a piece is a year, which heads have as well."""
    return YEAR.fullmatch(piece.text.text) is not None


def is_figure_text(text: str) -> bool:
    """Tell whether a text is a number, that of a row among them, or the dash that stands for none."""
    return any(sign.fullmatch(text) for sign in (NUMBER, NONE_SIGN, ORDINAL))


def _has_room(upper: Piece, lower: Piece, room: float) -> bool:
    """Tell whether the first word of a line would have had room behind the words above it."""
    first = WORD.match(lower.text.text)
    return len(upper.text) + 1 + (len(first[0]) if first else 0) <= room


def _measure(group: Sequence[DrawnLine], lines: Sequence[_Cells], columns: Columns) -> _Measure:
    widths = [0] * len(columns.bands)
    is_even = True
    for cells in lines:
        for column, piece in enumerate(cells.pieces):
            if piece is not None and column not in cells.spans:
                widths[column] = max(widths[column], len(piece.text))
                is_even = is_even and piece.start == columns.starts[column]
    strides = [lower - upper - 2 for upper, lower in pairwise(columns.starts)]
    if is_even and len(strides) > 1 and len(set(strides)) == 1:
        exact = [float(strides[0])] * len(widths)
        return _Measure(widths, exact, exact, _numbered(lines), True)
    edges = [band[0] for band in columns.bands]
    rooms = [float(lower - upper - 1) for upper, lower in pairwise(edges)]
    least = [width * (1 - SLACK) for width in widths]
    most = [max(width, room) for width, room in zip(widths, [*rooms, 2.0 * widths[-1]], strict=True)]
    return _Measure(widths, least, most, _numbered(lines), False)


def _numbered(lines: Sequence[_Cells]) -> frozenset[int]:
    """Return the lines on which the first column counts on: `1`, `2`, `3`."""
    counted: list[tuple[int, int]] = []
    for number, cells in enumerate(lines):
        first = cells.pieces[0]
        if first is not None and (found := ORDINAL.fullmatch(first.text.text)):
            counted.append((number, int(found["number"])))
    runs = [(upper, lower) for (upper, one), (lower, other) in pairwise(counted) if other == one + 1]
    return frozenset(number for run in runs for number in run)


# ---- cells ---------------------------------------------------------------------------------------


def _cell(pieces: Sequence[Piece], width: int) -> tuple[Line, ...]:
    """Return the lines of a cell; one that fills its column has no `room`, so its last word may be broken."""
    return tuple(Line(text=piece.text, room=float(width - len(piece.text))) for piece in pieces)
