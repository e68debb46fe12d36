"""Tables with numbered rows, `№ | who | what | term`, rebuilt from the cells that a dump writes one behind the other.

A row whose cells stand apart tells what its columns hold. A row whose cells share lines, or which a
page cut, is put together from cells that other rows of the table have: only where one choice of
them, and a term, uses up every word of the row in its order. Otherwise nothing is rebuilt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from kzreg_parse.model import Traced
from kzreg_parse.rules import rule

Row = list[Traced | None]
WORD = regex.compile(r"\S+")
NUMBER = regex.compile(r"(?P<number>\d{1,3})(?:\s+|$)")
HEAD = regex.compile(r"№|\p{Lu}[^\p{Lu}]*")
LEAST_COLUMNS: Final = 3
LEAST_WHOLE: Final = 0.5  # share of rows whose cells must stand apart, for the table to be told at all


@dataclass(frozen=True, slots=True)
class _NumberedRow:
    number: Traced
    cells: tuple[Traced, ...]  # what stands behind the number, as the dump parts it


def rebuild_numbered(cells: Sequence[Traced]) -> list[Row] | None:
    """The rows of a numbered table, its heads first; None unless every row comes out whole."""
    first = next((index for index, cell in enumerate(cells) if _number_of(cell) == 1), 0)
    if not first:
        return None
    heads = _heads(cells[:first])
    rows = list(_rows(cells[first:]))
    width = len(heads)
    if width < LEAST_COLUMNS or heads[0].text != "№" or not rows:
        return None
    apart = [_apart(row, width) for row in rows]
    whole = [found for found in apart if found is not None]
    if len(whole) < LEAST_WHOLE * len(rows):
        return None
    columns = [{cell.text: None for cell in column} for column in zip(*(row[1:-1] for row in whole), strict=True)]
    done: list[Row] = [list(heads)]
    for row, found in zip(rows, apart, strict=True):
        finished = found or _from_known(row, [list(column) for column in columns])
        if finished is None:
            return None
        done.append(list(finished))
    return done


def _number_of(cell: Traced) -> int | None:
    found = NUMBER.match(cell.text)
    return int(found["number"]) if found is not None else None


def _heads(cells: Sequence[Traced]) -> list[Traced]:
    return [cell[found.start() : found.end()].strip() for cell in cells for found in HEAD.finditer(cell.text)]


def _rows(cells: Sequence[Traced]) -> Iterator[_NumberedRow]:
    """The cells from one number to the next; the numbers count up."""
    starts: list[int] = []
    for index, cell in enumerate(cells):
        if _number_of(cell) == len(starts) + 1 and rule("table.terms").fullmatch(cell.text) is None:
            starts.append(index)
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        found = NUMBER.match(cells[start].text)
        if found is not None:
            rest = cells[start][found.end() :].strip()
            members = (rest, *cells[start + 1 : end]) if rest else tuple(cells[start + 1 : end])
            yield _NumberedRow(cells[start][: found.end("number")], members)


def _apart(row: _NumberedRow, width: int) -> list[Traced] | None:
    """The row's cells where they stand apart, the last of them a term, perhaps on a line with the one before it."""
    cells = list(row.cells)
    if len(cells) == width - 2 and (term := _term_at_end(cells[-1])):
        cells[-1:] = [cells[-1][:term].strip(), cells[-1][term:]]
    if len(cells) != width - 1 or not all(cells) or rule("table.term").fullmatch(cells[-1].text) is None:
        return None
    return [row.number, *cells]


def _term_at_end(cell: Traced) -> int:
    """Where a term begins that ends the cell; 0 where none does."""
    for found in rule("table.term").pattern.finditer(cell.text):
        if found.end() == len(cell) and found.start():
            return found.start()
    return 0


def _from_known(row: _NumberedRow, columns: Sequence[Sequence[str]]) -> list[Traced] | None:
    """The row put together from known cells and a term; None unless exactly one way uses up its words."""
    words = [cell[found.start() : found.end()] for cell in row.cells for found in WORD.finditer(cell.text)]
    ways: list[list[Traced]] = []
    for chosen in _choices(columns, Counter(word.text for word in words)):
        parted = _parted(words, [text.split() for text in chosen])
        if parted is not None and rule("table.term").fullmatch(parted[-1].text):
            ways.append([row.number, *parted])
    texts = {tuple(cell.text for cell in way) for way in ways}
    return ways[0] if len(texts) == 1 else None


def _choices(columns: Sequence[Sequence[str]], words: Counter[str]) -> Iterator[tuple[str, ...]]:
    """Every choice of one known cell a column for which the row has the words."""
    if not columns:
        yield ()
        return
    for text in columns[0]:
        wanted = Counter(text.split())
        if wanted <= words:
            for others in _choices(columns[1:], words - wanted):
                yield (text, *others)


def _parted(words: Sequence[Traced], wanted: Sequence[Sequence[str]]) -> list[Traced] | None:
    """The words dealt out to the wanted cells, each in its order; what is left is the last cell."""
    places = [0] * len(wanted)
    dealt: list[list[Traced]] = [[] for _ in range(len(wanted) + 1)]
    for word in words:
        column = next(
            (
                number
                for number, cell in enumerate(wanted)
                if places[number] < len(cell) and cell[places[number]] == word.text
            ),
            len(wanted),
        )
        if column < len(wanted):
            places[column] += 1
        dealt[column].append(word)
    if any(place < len(cell) for place, cell in zip(places, wanted, strict=True)) or not dealt[-1]:
        return None
    return [Traced.spaced(cell) for cell in dealt]
