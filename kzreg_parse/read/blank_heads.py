"""Heads of tables drawn by blanks: words in the middle of their column, or of all the columns that they stand over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from kzreg_parse.read.blank_columns import Columns, DrawnLine, Piece
from kzreg_parse.read.source import CellSpan

_Own = list[list[tuple[int, Piece]]]  # for each column its pieces with their lines

OFF_CENTRE: Final = 2.0  # characters that words may stand off the middle of what they are over
YEAR: Final = regex.compile(r"(?:19|20)\d\d")


class Head(NamedTuple):
    """Rows of a head: for each column its pieces from above."""

    rows: list[list[list[Piece]]]
    spans: list[CellSpan]


class _Over(NamedTuple):
    """Words over several columns, by the numbers of the first and the last."""

    line: int
    first: int
    last: int
    piece: Piece


def head_of(lines: Sequence[DrawnLine], columns: Columns) -> Head | None:
    """Return the head that the lines are; None where it is open which words stand over which columns."""
    placed = _placed(lines, columns)
    if placed is None:
        return None
    own, over = placed
    if not all(own):
        return None
    for column, pieces in enumerate(own):
        if _is_over(own, column):
            over.append((pieces[0][0], range(column, column + 1), pieces.pop(0)[1]))
    grown = _grown(lines, columns)
    if not over:
        return None if grown or any(column[0][0] for column in own) else Head([[_pieces(column) for column in own]], [])
    spans = [_over(number, place, piece, own, columns) for number, place, piece in over]
    covered = [column for span in spans for column in range(span.first, span.last + 1)]
    if len(set(covered)) < len(covered):
        return None  # of three levels, or words over several columns in two lines
    for span in spans:
        begun = {own[column][0][0] for column in range(span.first, span.last + 1)}
        if len(begun) > 1 or min(begun) <= span.line:
            return None
    if grown - {own[span.first][0][0] for span in spans}:
        return None
    return _of_two_rows(own, spans, set(covered))


def _grown(lines: Sequence[DrawnLine], columns: Columns) -> set[int]:
    """Return the lines on which a column has words that had none on the line above: a row begins there."""
    filled = [{column for piece in line.pieces for column in columns.of(piece)} for line in lines]
    return {number for number, (above, line) in enumerate(pairwise(filled), start=1) if line - above}


def _placed(lines: Sequence[DrawnLine], columns: Columns) -> tuple[_Own, list[tuple[int, range, Piece]]] | None:
    """Return the pieces of each column, and those that go over several, with their lines; None where one is in none."""
    own: _Own = [[] for _ in columns.bands]
    over: list[tuple[int, range, Piece]] = []
    for number, line in enumerate(lines):
        for piece in line.pieces:
            place = columns.of(piece)
            if not place:
                return None
            if len(place) == 1:
                own[place[0]].append((number, piece))
            else:
                over.append((number, place, piece))
    return own, over


def _is_over(own: Sequence[Sequence[tuple[int, Piece]]], column: int) -> bool:
    """Tell whether the first words of a column stand over its neighbours too: those begin below, on one line on which
    this column goes on."""
    line = own[column][0][0]
    beside = {own[other][0][0] for other in (column - 1, column + 1) if 0 <= other < len(own)}
    lower = {number for number in beside if number > line}
    return len(lower) == 1 and len(own[column]) > 1 and own[column][1][0] == min(lower)


def _of_two_rows(own: Sequence[Sequence[tuple[int, Piece]]], over: Sequence[_Over], covered: set[int]) -> Head | None:
    upper = [[] if column in covered else _pieces(own[column]) for column in range(len(own))]
    lower = [_pieces(own[column]) if column in covered else [] for column in range(len(own))]
    if any(own[column][0][0] > max(span.line for span in over) for column in range(len(own)) if column not in covered):
        return None
    spans = [CellSpan(0, column, 2, 1) for column in range(len(own)) if column not in covered]
    for span in over:
        upper[span.first] = [span.piece]
        spans.append(CellSpan(0, span.first, 1, span.last - span.first + 1))
    return Head([upper, lower], sorted(spans))


def _pieces(column: Sequence[tuple[int, Piece]]) -> list[Piece]:
    return [piece for _, piece in column]


def _over(line: int, place: range, piece: Piece, own: Sequence[Sequence[tuple[int, Piece]]], columns: Columns) -> _Over:
    """Return which columns words stand over: those they touch, and more where that brings them into the middle."""
    first, last = place[0], place[-1]
    while first > 0 and own[first - 1][0][0] > line:
        first -= 1
    while last + 1 < len(own) and own[last + 1][0][0] > line:
        last += 1
    middle = (piece.start + piece.end) / 2
    choices = [
        (abs((columns.bands[left][0] + columns.bands[right][1]) / 2 - middle), left, right)
        for left in range(first, place[0] + 1)
        for right in range(place[-1], last + 1)
    ]
    off, left, right = min(choices)
    if off > OFF_CENTRE and piece.start <= columns.bands[place[0]][0]:
        return _Over(line, place[0], last, piece)
    return _Over(line, left, right, piece)
