"""Two cells of a recognised table that were read as one, line by line across both: parted where that is certain.

`Сұрауды сәтті жасау туралы Сұраудың хабарламаның бағдары көрінуі` is two cells if the row lacks one,
and if other tables of the act hold both texts in rows of the same kind. Which of them stood on the
left follows from how a table is laid out: each cell broken where the next word had no room, set at
the top of the row or in its middle, read line by line. Where both orders, or other texts, give the
same words, the cell stays as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, product
from typing import Final

import regex

from kzreg_parse.language.row_labels import label_kind
from kzreg_parse.model import Traced
from kzreg_parse.restore.block import Block, BlockKind
from kzreg_parse.restore.letters.measured_gaps import text_width
from kzreg_parse.restore.letters.weights import BLANK
from kzreg_parse.restore.table_cells import side_by_side

WORD = regex.compile(r"\S+")
LEAST_WORDS: Final = 2  # of each of the two cells; one word may stand anywhere
MOST_WORDS: Final = 24  # of both; a long text can be broken in too many ways
MOST_TEXTS: Final = 40  # that begin with a word of a cell
MOST_CELLS: Final = 200  # of an act that are tried

Cells = list[Traced | None]
Owners = tuple[bool, ...]  # for each word of a merged cell whether it is the right cell's


def part_cells(blocks: Sequence[Block], moved: Sequence[Traced]) -> tuple[list[Block], list[Traced]]:
    """Return the blocks, with cells of their recognised tables parted that two cells ran together in.

    `moved`: cells that got a sign of another's, or lost one; they are not looked at. Also gives the two
    cells of each as one text, a line end between them, for the ledger.
    """
    known = _Texts(blocks, [text.span for text in moved])
    parted: list[Traced] = []
    made: list[Block] = []
    for is_grid, found in groupby(blocks, key=lambda block: block.kind is BlockKind.GRID):
        group = list(found)
        width = max((len(row) for block in group for row in block.rows), default=0) if is_grid else 0
        for block in group:
            rows = tuple(tuple(_parted(list(row), width, known, parted)) for row in block.rows)
            made.append(block if rows == block.rows else block._replace(rows=rows))
    return made, parted


class _Texts:
    """The cells of step tables by the kind of their row and their first word."""

    def __init__(self, blocks: Sequence[Block], taken: Sequence[tuple[int, int]]) -> None:
        self._taken = sorted(taken)
        self._texts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._left = MOST_CELLS
        for block in blocks:
            for row in block.rows:
                kind = label_kind(row[0].text) if row and row[0] else None
                for cell in row[1:]:
                    if kind is not None and cell and len(cell.text.split()) <= MOST_WORDS:
                        self._texts[kind, cell.text.split()[0]].add(cell.text)

    def is_taken(self, cell: Traced) -> bool:
        """Tell whether a sign was moved in a cell."""
        start, end = cell.span
        number = bisect_left(self._taken, (end, end)) - 1
        return number >= 0 and self._taken[number][1] > start

    def inside(self, kind: str, text: str) -> list[str]:
        """Other texts of a kind all of whose words a text holds; none where there are too many to try."""
        whole = Counter(text.split())
        begun = [other for word in whole for other in self._texts.get((kind, word), ()) if other != text]
        if len(begun) > MOST_TEXTS or self._left <= 0:
            return []
        found = sorted(other for other in begun if Counter(other.split()) <= whole)
        self._left -= len(found) > 1
        return found


def _parted(row: Cells, width: int, known: _Texts, parted: list[Traced]) -> Cells:
    """Return the row with its one merged cell as two, if it lacks a cell."""
    kind = label_kind(row[0].text) if row and row[0] else None
    if kind is None or len(row) >= width:
        return row
    cells = [(place, cell) for place, cell in enumerate(row) if place and cell and not known.is_taken(cell)]
    merged = [(place, cell, owners) for place, cell in cells for owners in _owners(cell.text, kind, known)]
    if len(merged) != 1:
        return row
    place, cell, owners = merged[0]
    left, right = (_words_of(cell, owners, is_right=side) for side in (False, True))
    parted.append(side_by_side(left, right, cell.offset(0)))
    return [*row[:place], left, right, *row[place + 1 :]]


def _words_of(cell: Traced, owners: Owners, *, is_right: bool) -> Traced:
    words = [cell[found.start() : found.end()] for found in WORD.finditer(cell.text)]
    return Traced.spaced(word for word, owner in zip(words, owners, strict=True) if owner is is_right)


def _owners(text: str, kind: str, known: _Texts) -> list[Owners]:
    """Return every way to part a cell into two known texts; which of two equal words is whose does not matter."""
    words = tuple(text.split())
    if not 2 * LEAST_WORDS <= len(words) <= MOST_WORDS:
        return []
    whole, inside = Counter(words), known.inside(kind, text)
    ways: dict[tuple[str, str], Owners] = {}
    for left, right in product(inside, repeat=2):
        if Counter(left.split()) + Counter(right.split()) == whole:
            for owners in _layouts(tuple(left.split()), tuple(right.split()), words):
                ways.setdefault((left, right), owners)
    return list(ways.values())


def _layouts(left: tuple[str, ...], right: tuple[str, ...], words: tuple[str, ...]) -> Iterator[Owners]:
    """Yield whose each word is, for every way of laying two cells side by side that reads as `words`, line by line."""
    if min(len(left), len(right)) < LEAST_WORDS:
        return
    for lines, others in product(_breakings(left), _breakings(right)):
        slack = len(lines) - len(others)
        for shift in {0, slack // 2, -(-slack // 2)}:  # at the top, in the middle
            found = _read(lines, others, shift)
            if tuple(word for word, _ in found) == words:
                yield tuple(is_right for _, is_right in found)


def _read(lines: Sequence[Sequence[str]], others: Sequence[Sequence[str]], shift: int) -> list[tuple[str, bool]]:
    """Return the words of two cells line by line; the right one begins `shift` lines below the left one."""
    found: list[tuple[str, bool]] = []
    for number in range(min(0, shift), max(len(lines), len(others) + shift)):
        found += [(word, False) for word in (lines[number] if 0 <= number < len(lines) else ())]
        found += [(word, True) for word in (others[number - shift] if 0 <= number - shift < len(others) else ())]
    return found


@lru_cache(maxsize=1_024)
def _breakings(words: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return every way to break a text into lines that some width of its column gives."""
    sizes = [text_width(word) for word in words]
    widths = {
        sum(sizes[start:end]) + BLANK * (end - start - 1)
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    }
    return tuple({_broken(words, sizes, width) for width in widths if width >= max(sizes)})


def _broken(words: Sequence[str], sizes: Sequence[float], width: float) -> tuple[tuple[str, ...], ...]:
    lines: list[tuple[str, ...]] = []
    used = width
    for word, size in zip(words, sizes, strict=True):
        if lines and used + BLANK + size <= width:
            lines[-1] = (*lines[-1], word)
            used += BLANK + size
        else:
            lines.append((word,))
            used = size
    return tuple(lines)
