"""All rows of a linearised table together: the widths of its columns and the rows decide each other."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Final, NamedTuple

from kzreg_parse.model import Traced
from kzreg_parse.segment.tables.dumped.cell_cost import KINDS, Habit, cost, has_torn_figure, is_doubtful
from kzreg_parse.segment.tables.dumped.lines import ANY_WIDTH, Limits, narrowed
from kzreg_parse.segment.tables.dumped.row_search import Alignment, TableRow, TooManyWaysError, Way, ways_of
from kzreg_parse.segment.tables.dumped.weights import LEAST_MARGIN, MOST_COST, STRANGE

Row = tuple[Traced | None, ...]
ONE_BY_ONE: Final = 40  # rows; of more that are open, all clear ones are chosen together


class Solved(NamedTuple):
    """The rows of a table as far as they are certain."""

    cells: tuple[Row, ...]  # None for a cell that is not certain
    cost: float  # what speaks against them all together

    @property
    def whole(self) -> bool:
        """Whether every cell is certain."""
        return all(all(row) for row in self.cells)

    @property
    def told(self) -> int:
        """How many rows are certain."""
        return sum(all(row) for row in self.cells)


def solve(rows: Sequence[TableRow], width: int, alignment: Alignment, *, columns_alike: bool) -> Solved:
    """Return the rows, each in the only way that fits, or in one that is clearly better than all others.

    `columns_alike`: the cells of a column are
    of one kind, as in a numbered table.
    """
    return _Table(rows, width, alignment, columns_alike=columns_alike).solve()


def _texts(way: Way | None) -> tuple[str, ...]:
    return tuple(text.text for text in way.texts) if way is not None else ()


class _Table:
    """The rows that are told narrow the columns, and the columns leave fewer ways to read the other rows."""

    def __init__(
        self,
        rows: Sequence[TableRow],
        width: int,
        alignment: Alignment,
        *,
        columns_alike: bool,
    ) -> None:
        self._rows = rows
        self._alignment = alignment
        self._columns: list[Limits] = [ANY_WIDTH] * width
        self._ways: dict[int, list[Way]] = {}
        self._tried: dict[int, list[Limits]] = {}  # with which columns a row was tried
        self._only_likely: set[int] = set()  # rows of which only cuts before likely words were tried
        self._chosen: dict[int, Way] = {}
        self._habits: list[Habit | None] = [Habit() if columns_alike else None for _ in range(width)]

    def solve(self) -> Solved:
        """Return each row that can be told, in its one way."""
        left = sorted(range(len(self._rows)), key=lambda index: self._open(self._rows[index]))
        while left:
            for index in left:
                self._find(index)
            if not self._narrow(left):
                break
            told = self._sole(left) or self._clearest(left)
            if not told:
                break
            for index in told:
                self._choose(index)
            left = [index for index in left if index not in self._chosen]
        total = sum(self._cost(index, way) for index, way in self._chosen.items())
        return Solved(tuple(self._certain(index) for index in range(len(self._rows))), total)

    def _certain(self, index: int) -> Row:
        """Return the cells of a row that are the same in every way that is not clearly worse than the best."""
        ways = [] if index in self._only_likely else self._ranked(index)
        if index not in self._chosen:
            ways = [found for found in ways if found[0] < min(MOST_COST, ways[0][0] + LEAST_MARGIN)]
        if not ways:
            return (None,) * len(self._columns)
        best = ways[0][2]
        if any(self._is_doubtful(index, best, column) for column in range(len(best.texts))):
            return (None,) * len(self._columns)  # what one cell has too much, a neighbour lacks
        columns = zip(*(way.texts for _, _, way in ways), strict=True)
        return tuple(
            texts[0] if len({text.text for text in texts}) == 1 and not has_torn_figure(texts[0].text) else None
            for texts in columns
        )

    def _is_doubtful(self, index: int, way: Way, column: int) -> bool:
        text = way.texts[column].text
        parts = way.cells[column]
        if parts[-1].broken_at_blank is True or any(piece.run.reordered for piece in parts):
            return True
        return is_doubtful(text, self._kind(index, column), column)

    def _kind(self, index: int, column: int) -> str | None:
        """Return what kind the cell is of, by its row or by its column."""
        habit, kind = self._habits[column], self._rows[index].kind
        return "term" if kind is None and habit is not None and habit.holds_terms() else kind

    def _cost(self, index: int, way: Way) -> float:
        return cost(way, self._habits, kind=self._rows[index].kind)

    def _open(self, row: TableRow) -> int:
        return len(self._columns) * len(row.pages) - row.runs

    def _find(self, index: int) -> None:
        """The ways of a row, where they are not known or were too many with wider columns."""
        if (index in self._ways and index not in self._only_likely) or self._tried.get(index) == self._columns:
            return
        self._tried[index] = list(self._columns)
        by_kind = self._rows[index].kind in KINDS  # its cells begin as cells of that kind do, if they are of it
        for weak in (False, True) if by_kind else (True, False):
            try:
                self._ways[index] = ways_of(self._rows[index], self._columns, self._alignment, weak=weak)
            except TooManyWaysError:
                continue
            (self._only_likely.discard if weak else self._only_likely.add)(index)
            if weak and self._ways[index]:
                self._take_in(self._ways[index])  # the rows tried next have narrower columns
            if weak or not by_kind or any(found[0] < STRANGE for found in self._ranked(index)):
                return

    def _narrow(self, left: Sequence[int]) -> bool:
        """Narrow the columns by what all ways of a row have in common, until nothing changes; False: a row has none."""
        while True:
            before = list(self._columns)
            for index in left:
                ways = self._ways.get(index)
                if ways is None:
                    continue
                ways = self._ways[index] = [way for way in ways if way.fits(self._columns)]
                if not ways and index not in self._only_likely:
                    return False
                if ways and index not in self._only_likely:
                    self._take_in(ways)
            if before == self._columns:
                return True

    def _take_in(self, ways: Sequence[Way]) -> None:
        for column, given in enumerate(self._columns):
            hull = min(way.limits[column][0] for way in ways), max(way.limits[column][1] for way in ways)
            self._columns[column] = narrowed(given, hull) or given

    def _sole(self, left: Sequence[int]) -> list[int]:
        return [index for index in left if index not in self._only_likely and len(self._ways.get(index, ())) == 1]

    def _clearest(self, left: Sequence[int]) -> list[int]:
        """Return the row whose best way is ahead of its next by most, if that is enough.

        In a long table all such rows.
        """
        clear: list[tuple[float, int]] = []
        for index in left:
            ways = self._ranked(index)
            if not ways or (index in self._only_likely and ways[0][0] >= STRANGE):
                continue
            margin = ways[1][0] - ways[0][0] if len(ways) > 1 else inf
            if margin >= LEAST_MARGIN:
                clear.append((margin, index))
                self._ways[index].sort(key=lambda way, best=ways[0][2]: way is not best)  # type: ignore[misc]
        if len(left) > ONE_BY_ONE:
            return [index for _, index in clear]
        return [max(clear, key=lambda found: found[0])[1]] if clear else []

    def _ranked(self, index: int) -> list[tuple[float, int, Way]]:
        """Return the ways of a row by what speaks against them; those that give the same cells count once."""
        costs: dict[tuple[str, ...], tuple[float, int, Way]] = {}
        for number, way in enumerate(self._ways.get(index, ())):
            costs.setdefault(_texts(way), (self._cost(index, way), number, way))
        return sorted(costs.values(), key=lambda found: found[:2])

    def _choose(self, index: int) -> None:
        way = self._ways[index][0]
        self._ways[index] = [way]
        self._chosen[index] = way
        self._only_likely.discard(index)
        self._take_in([way])
        for habit, text in zip(self._habits, way.texts, strict=True):
            if habit is not None and self._rows[index].kind != "heads":
                habit.add(text.text)
