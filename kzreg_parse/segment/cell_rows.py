"""One row of a linearised table: every way to deal its runs out to the columns that its lines' widths allow.

A row that a page cuts is written in two: what the first page holds of each cell, then the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

from kzreg_parse.model import Traced
from kzreg_parse.segment.cell_lines import (
    ANY_WIDTH,
    Limits,
    Part,
    Run,
    cuts,
    narrowed,
    overflow,
)

MOST_TRIED: Final = 4_000  # parts set into columns, for one row; beyond it the row is left undecided


class Alignment(Enum):
    """How the cells of a row stand to each other; it decides which of them share a line of the dump."""

    TOP = "top"
    MIDDLE = "middle"


@dataclass(frozen=True)
class Way:
    """One way to read a row: for each column its parts, one a page that holds some of it, and the limits they set."""

    cells: tuple[tuple[Part, ...], ...]
    limits: tuple[Limits, ...]

    @cached_property
    def texts(self) -> tuple[Traced, ...]:
        """The cells' texts, their parts joined."""
        return tuple(joined([piece.text for piece in cell]) for cell in self.cells)

    def fits(self, columns: Sequence[Limits]) -> bool:
        """Whether its lines fit into columns of these widths."""
        return all(narrowed(own, given) is not None for own, given in zip(self.limits, columns, strict=True))


@dataclass
class TableRow:
    """A row's runs, page by page; `is_first` says what may stand in its first column."""

    pages: list[list[Run]]
    is_first: Callable[[str], bool]
    name: str  # for diagnostics
    kind: str | None = None  # of its cells behind the first: `term`, `next`

    @property
    def runs(self) -> int:
        """How many runs it has."""
        return sum(map(len, self.pages))


class TooManyWaysError(Exception):
    """More ways than are worth trying."""


def joined(texts: Sequence[Traced]) -> Traced:
    """The texts of a cell's parts as one, with a blank between them unless the line was broken without one."""
    whole = texts[0]
    for text in texts[1:]:
        tight = whole.text.endswith(("(", "«", "-", "/")) or text.text[0] in "),;.:»"
        whole = whole + text if tight else Traced.spaced((whole, text))
    return whole


def ways_of(row: TableRow, columns: Sequence[Limits], alignment: Alignment, *, weak: bool) -> list[Way]:
    """Every way to read a row that fits columns of these widths. Raises TooManyWaysError."""
    return list(_Search(row, columns, alignment, weak=weak).run())


class _Search:
    """Deals the runs of a row out to the columns, from the left, and turns back where a width does not fit."""

    def __init__(self, row: TableRow, columns: Sequence[Limits], alignment: Alignment, *, weak: bool) -> None:
        self._row = row
        self._columns = columns
        self._alignment = alignment
        self._weak = weak
        self._cut = len(row.pages) > 1
        self._tried = 0
        self._known: dict[tuple[int, int, int], list[tuple[Part, ...]]] = {}

    def run(self) -> Iterator[Way]:
        width = len(self._columns)
        yield from self._page(0, tuple(() for _ in range(width)), tuple(ANY_WIDTH for _ in range(width)))

    def _page(self, page: int, cells: tuple[tuple[Part, ...], ...], limits: tuple[Limits, ...]) -> Iterator[Way]:
        if page == len(self._row.pages):
            if all(cells) and self._row.is_first(joined([piece.text for piece in cells[0]]).text):
                yield Way(cells, limits)
            return
        yield from self._runs(page, 0, 0, cells, limits, None)

    def _runs(
        self,
        page: int,
        number: int,
        column: int,
        cells: tuple[tuple[Part, ...], ...],
        limits: tuple[Limits, ...],
        last: Part | None,
    ) -> Iterator[Way]:
        runs = self._row.pages[page]
        if number == len(runs):
            if self._cut or column == len(self._columns):
                yield from self._page(page + 1, cells, limits)
            return
        after = len(runs) - number - 1
        most = len(self._columns) - column - after
        if most < 1:
            return
        for parts in self._cuts(page, number, most):
            if not self._cut and not after and len(parts) != most:
                continue
            if last is not None and not self._may_stand_apart(last, parts[0]):
                continue
            if self._may_share_lines(parts):
                yield from self._parts(page, number, parts, 0, column, cells, limits)

    def _cuts(self, page: int, number: int, most: int) -> list[tuple[Part, ...]]:
        key = (page, number, most)
        if key not in self._known:
            found = []
            for parts in cuts(self._row.pages[page][number], most, weak=self._weak):
                self._count()
                found.append(parts)
            self._known[key] = found
        return self._known[key]

    def _count(self) -> None:
        self._tried += 1
        if self._tried > MOST_TRIED:
            raise TooManyWaysError

    def _parts(
        self,
        page: int,
        number: int,
        parts: tuple[Part, ...],
        index: int,
        column: int,
        cells: tuple[tuple[Part, ...], ...],
        limits: tuple[Limits, ...],
    ) -> Iterator[Way]:
        if index == len(parts):
            yield from self._runs(page, number + 1, column, cells, limits, parts[-1])
            return
        # in a row that a page cuts, a column may have nothing on this page
        last = len(self._columns) - (len(parts) - index) if self._cut else column
        for place in range(column, last + 1):
            self._count()
            own = self._limits_with(cells[place], parts[index], limits[place])
            if own is None or narrowed(own, self._columns[place]) is None:
                continue
            placed = (*cells[:place], (*cells[place], parts[index]), *cells[place + 1 :])
            yield from self._parts(
                page,
                number,
                parts,
                index + 1,
                place + 1,
                placed,
                (*limits[:place], own, *limits[place + 1 :]),
            )

    @staticmethod
    def _limits_with(above: tuple[Part, ...], piece: Part, limits: Limits) -> Limits | None:
        own = narrowed(limits, piece.limits)
        if own is not None and above:
            own = narrowed(own, (0.0, overflow(above[-1].lines[-1], piece.lines[0])))
        return own

    def _may_stand_apart(self, left: Part, right: Part) -> bool:
        """Whether two neighbours of a row may have an empty line between them."""
        if self._cut:
            return True
        if self._alignment is Alignment.TOP:
            return len(left.lines) > 1
        return len(left.lines) > 1 or len(right.lines) > 1

    def _may_share_lines(self, parts: tuple[Part, ...]) -> bool:
        """Whether the cells of one run may share its lines as they do."""
        for left, right in zip(parts, parts[1:], strict=False):
            same_line = left.run.line_at(left.end - 1) == right.run.line_at(right.start)
            heights = len(left.lines), len(right.lines)
            if self._alignment is Alignment.TOP or self._cut:
                if not same_line and not self._cut:
                    return False
                if heights[0] > 1 and not self._cut:
                    return False
            elif (same_line and sum(heights) > 3) or (not same_line and sum(heights) < 3):
                return False
        return True
