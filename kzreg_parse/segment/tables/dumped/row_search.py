"""One row of a linearised table: every way to deal its runs out to the columns that its lines' widths allow.

A row that a page cuts is written in two: what the first page holds of each cell, then the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import Final

from kzreg_parse.model import Traced
from kzreg_parse.segment.tables.dumped.lines import (
    ANY_WIDTH,
    DumpedCellRun,
    Limits,
    Part,
    cuts,
    limits_over_page,
    narrowed,
)

HELD_BACK: Final = 3  # lines that the engine may move over with a cell's last, so that none stands alone on a page
CUT_PLAY: Final = 1  # lines; a line that the page end would halve goes to the next page
MOST_ON_ONE_LINE: Final = 3  # lines of two neighbours, both set in the middle of the row, that share a line
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
        """Tell whether its lines fit into columns of these widths."""
        return all(narrowed(own, given) is not None for own, given in zip(self.limits, columns, strict=True))


@dataclass
class TableRow:
    """A row's runs, page by page; `may_stand` says what a cell can never be."""

    pages: list[list[DumpedCellRun]]
    may_stand: Callable[[int, str], bool]  # whether a text can be the whole cell of that column
    name: str  # for diagnostics
    kind: str | None = None  # of its cells: `number`, `unit`, `name`, `form`, `term`, `next`, `heads`

    @property
    def runs(self) -> int:
        """How many runs it has."""
        return sum(map(len, self.pages))


Cells = tuple[tuple[Part, ...], ...]  # for each column, its parts
Dealt = tuple[tuple[int, Part], ...]  # what one page holds of a row: columns and their parts


class TooManyWaysError(Exception):
    """More ways than are worth trying."""


def joined(texts: Sequence[Traced]) -> Traced:
    """Return the texts of a cell's parts as one, with a blank between them unless the line was broken without one."""
    whole = texts[0]
    for text in texts[1:]:
        tight = whole.text.endswith(("(", "«", "-", "/")) or text.text[0] in "),;.:»"
        whole = whole + text if tight else Traced.spaced((whole, text))
    return whole


def ways_of(row: TableRow, columns: Sequence[Limits], alignment: Alignment, *, weak: bool) -> list[Way]:
    """Return every way to read a row that fits columns of these widths. Raises TooManyWaysError."""
    return _Search(row, columns, alignment, weak=weak).run()


class _Search:
    """Deals the runs of a row out to the columns, from the left, and turns back where a width does not fit."""

    def __init__(self, row: TableRow, columns: Sequence[Limits], alignment: Alignment, *, weak: bool) -> None:
        self._row = row
        self._columns = columns
        self._alignment = alignment
        self._weak = weak
        self._cut = len(row.pages) > 1
        self._tried = 0
        self._dealt: dict[tuple[int, tuple[int, ...]], list[Dealt]] = {}
        self._sharing: dict[tuple[int, int, int], list[tuple[Part, ...]]] = {}
        self._fitting: dict[tuple[Part, int], bool] = {}
        self._over_page: dict[tuple[Part, Part], Limits] = {}
        self._found: list[Way] = []

    def run(self) -> list[Way]:
        """Return every way; the search leaves it as soon as too many were tried."""
        width = len(self._columns)
        if self._alignment is Alignment.MIDDLE and not all(
            self._page_alone(page, tuple(range(width))) for page in reversed(range(len(self._row.pages)))
        ):
            return []
        self._page(0, tuple(() for _ in range(width)), tuple(ANY_WIDTH for _ in range(width)))
        return self._found

    def _page(self, page: int, cells: Cells, limits: tuple[Limits, ...]) -> None:
        if page == len(self._row.pages):
            way = Way(cells, limits)
            if all(cells) and (not self._cut or (self._may_stand(way) and self._cut_alike(cells))):
                self._found.append(way)
            return
        for dealt in self._page_alone(page, self._open_columns(page, cells)):
            placed, lined = list(cells), list(limits)
            for place, piece in dealt:
                self._count()
                own = self._limits_with(cells[place], piece, limits[place])
                if own is None or (page and narrowed(own, self._columns[place]) is None):
                    break
                placed[place], lined[place] = (*cells[place], piece), own
            else:
                self._page(page + 1, tuple(placed), tuple(lined))

    def _page_alone(self, page: int, columns: tuple[int, ...]) -> list[Dealt]:
        """Return every way to deal a page's runs out to the columns, whatever other pages hold."""
        key = (page, columns)
        if key not in self._dealt:
            found: list[Dealt] = []
            self._runs(page, 0, columns, (), None, found)
            self._dealt[key] = found
        return self._dealt[key]

    def _open_columns(self, page: int, cells: Cells) -> tuple[int, ...]:
        """Return the columns that may have something on a page.

        All, or of cells set at the top those not ended before.
        """
        if not page or self._alignment is Alignment.MIDDLE:
            return tuple(range(len(self._columns)))
        above = [len(cell[-1].lines) if cell and cell[-1].page == page - 1 else 0 for cell in cells]
        return tuple(column for column, lines in enumerate(above) if lines and lines >= max(above) - HELD_BACK)

    def _runs(
        self, page: int, number: int, columns: tuple[int, ...], dealt: Dealt, last: Part | None, found: list[Dealt]
    ) -> None:
        """Deal the runs of a page from `number` on out to `columns`; the ways to do so are added to `found`."""
        runs = self._row.pages[page]
        filled = self._filled(page)
        if number == len(runs):
            if not filled or not columns:
                found.append(dealt)
            return
        after = len(runs) - number - 1
        most = len(columns) - after
        if most < 1:
            return
        for parts in self._shared(page, number, most):
            if filled and not after and len(parts) != most:
                continue
            if last is not None and not self._may_stand_apart(last, parts[0]):
                continue
            if filled:
                self._in_order(page, number, parts, columns, dealt, found)
            else:
                self._parts(page, number, parts, 0, columns, dealt, found)

    def _shared(self, page: int, number: int, most: int) -> list[tuple[Part, ...]]:
        """Return the cuts of a run whose cells may share its lines as they do."""
        key = (page, number, most)
        if key not in self._sharing:
            self._sharing[key] = [parts for parts in self._cuts(*key) if self._may_share_lines(parts)]
        return self._sharing[key]

    def _filled(self, page: int) -> bool:
        """Tell whether every column has something on the page."""
        return not self._cut or (not page and self._alignment is Alignment.TOP)

    def _cuts(self, page: int, number: int, most: int) -> list[tuple[Part, ...]]:
        run, width = self._row.pages[page][number], len(self._columns)
        weak = self._weak or page > 0  # what goes on from the page before may begin in mid-sentence
        key = (page, most, weak)
        if key not in run.cut:
            finer = next(
                (run.cut[page, more, weak] for more in range(most + 1, width + 1) if (page, more, weak) in run.cut),
                None,
            )
            found = []
            for parts in finer if finer is not None else cuts(run, page, most, weak=weak):
                if len(parts) <= most:
                    self._count()
                    found.append(parts)
            run.cut[key] = found
        return run.cut[key]

    def _count(self, more: int = 1) -> None:
        self._tried += more
        if self._tried > MOST_TRIED:
            raise TooManyWaysError

    def _in_order(
        self,
        page: int,
        number: int,
        parts: tuple[Part, ...],
        columns: tuple[int, ...],
        dealt: Dealt,
        found: list[Dealt],
    ) -> None:
        """Deal the parts of one run out to the first of `columns`, none left out."""
        for place, piece in zip(columns, parts, strict=False):
            self._count()
            if not self._fits(piece, place):
                return
        self._runs(
            page, number + 1, columns[len(parts) :], (*dealt, *zip(columns, parts, strict=False)), parts[-1], found
        )

    def _parts(
        self,
        page: int,
        number: int,
        parts: tuple[Part, ...],
        index: int,
        columns: tuple[int, ...],
        dealt: Dealt,
        found: list[Dealt],
    ) -> None:
        """Deal the parts of one run from `index` on out to `columns`."""
        if index == len(parts):
            self._runs(page, number + 1, columns, dealt, parts[-1], found)
            return
        piece = parts[index]
        for chosen, place in enumerate(columns[: len(columns) - (len(parts) - index) + 1]):
            self._count()
            if self._fits(piece, place):
                self._parts(page, number, parts, index + 1, columns[chosen + 1 :], (*dealt, (place, piece)), found)

    def _fits(self, piece: Part, place: int) -> bool:
        """Tell whether a part may stand in a column, by what it says and by its width."""
        key = (piece, place)
        fits = self._fitting.get(key)
        if fits is None:
            may_stand = (not place and self._cut) or self._row.may_stand(place, piece.text.text)
            fits = self._fitting[key] = may_stand and narrowed(piece.limits, self._columns[place]) is not None
        return fits

    def _may_stand(self, way: Way) -> bool:
        return all(self._row.may_stand(column, text.text) for column, text in enumerate(way.texts))

    def _limits_with(self, above: tuple[Part, ...], piece: Part, limits: Limits) -> Limits | None:
        own = narrowed(limits, piece.limits)
        if own is None or not above:
            return own
        key = (above[-1], piece)
        over = self._over_page.get(key)
        if over is None:
            over = self._over_page[key] = limits_over_page(*key)
        return narrowed(own, over)

    def _cut_alike(self, cells: Cells) -> bool:
        """Tell whether one page end can have cut all cells as they are cut, if they are set in the middle of the row.

        What a cell has above the cut less what it has below is then the same for all that are cut.
        """
        if self._alignment is Alignment.TOP or len(self._row.pages) > 2:
            return True
        low, high = -inf, inf
        for cell in cells:
            above, below = (sum(len(piece.lines) for piece in cell if piece.page == page) for page in (0, 1))
            if above:
                low = max(low, above - below - CUT_PLAY)
            if below and (above or below > HELD_BACK):
                high = min(high, above - below + CUT_PLAY)
        return low <= high

    def _may_stand_apart(self, left: Part, right: Part) -> bool:
        """Tell whether two neighbours of a row may have an empty line between them."""
        if self._alignment is Alignment.TOP:
            return len(left.lines) > 1
        return self._cut or len(left.lines) > 1 or len(right.lines) > 1

    def _may_share_lines(self, parts: tuple[Part, ...]) -> bool:
        """Tell whether the cells of one run may share its lines as they do."""
        for left, right in pairwise(parts):
            same_line = left.last_line == right.first_line
            heights = len(left.lines), len(right.lines)
            if self._alignment is Alignment.TOP:
                if not same_line or heights[0] > 1:
                    return False
            elif not self._cut and (
                (same_line and sum(heights) > MOST_ON_ONE_LINE) or (not same_line and sum(heights) < MOST_ON_ONE_LINE)
            ):
                return False
        return True
