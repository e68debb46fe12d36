"""Heads of tables drawn by blanks: words in the middle of their column, or of all the columns that they stand over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import regex

from kzreg_parse.read.blank_columns import Columns, DrawnLine, Piece
from kzreg_parse.read.source import CellSpan

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
    width = len(columns.bands)
    own: list[list[tuple[int, Piece]]] = [[] for _ in range(width)]
    over: list[tuple[int, range, Piece]] = []
    for number, line in enumerate(lines):
        for piece in line.pieces:
            place = columns.of(piece)
            if len(place) == 1:
                own[place[0]].append((number, piece))
            elif place:
                over.append((number, place, piece))
            else:
                return None
    if not all(own):
        return None
    if not over:
        return None if any(column[0][0] for column in own) else Head([[_pieces(column) for column in own]], [])
    spans = [_over(number, place, piece, own, columns) for number, place, piece in over]
    covered = [column for span in spans for column in range(span.first, span.last + 1)]
    if len(set(covered)) < len(covered):
        return None  # of three levels, or words over several columns in two lines
    for span in spans:
        begun = {own[column][0][0] for column in range(span.first, span.last + 1)}
        if len(begun) > 1 or min(begun) <= span.line:
            return None
    return _of_two_rows(own, spans, set(covered))


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
