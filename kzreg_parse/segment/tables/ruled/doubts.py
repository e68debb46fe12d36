"""Cells of a recognised table that cannot be what was printed: cut at the page's edge, or another cell's text.

A scan that lost its right edge leaves the beginnings of words in a table's last column (`Сұра` for
`Сұрау`), brackets that never close and numbers without their unit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, takewhile
from typing import Final

import regex

from kzreg_parse.language.row_labels import label_kind
from kzreg_parse.model import Traced
from kzreg_parse.restore.table_cells import Row, kind_of
from kzreg_parse.restore.words.lexicon import LONGEST_SUFFIX, WORD, suffixes
from kzreg_parse.restore.words.packaged import packaged_words
from kzreg_parse.rules import rule

BARE_NUMBER = regex.compile(r"\d+(?:[.,]\d+)?(?:\s*[–—-]\s*\d+(?:[.,]\d+)?)?")
LEAST_CUT_WORD: Final = 3  # letters; shorter ones are too often words that the list lacks
LEAST_LONGER: Final = 20  # how often the list counts the words that a cut one begins, so that it would know it whole
MOST_LONGER: Final = 60  # words looked at
LEAST_SIGNS: Final = 2
LONG_CELL: Final = 3  # words; a shorter cell still fits into a column whose edge is cut

CellPlace = tuple[int, int]  # row and column


def cut_cells(rows: Sequence[Row], *, is_lost_below: bool) -> set[CellPlace]:
    """Return the last column's cells that the page's edge cut. `is_lost_below`: further rows lost that column whole."""
    last = len(rows[0]) - 1
    elsewhere = {word for row in rows for cell in row[:last] if cell for word in _words(cell)}
    signs = {
        number: _signs_of_cut(row[last], row, elsewhere)
        for number, row in enumerate(rows)
        if number and last and (kind_of(row[last]) == "text" or _lacks_unit(row))
    }
    is_cut = is_lost_below or sum(signs.values()) >= LEAST_SIGNS
    return {
        (number, last)
        for number, count in signs.items()
        if is_cut and (count or (is_lost_below and len(_words(rows[number][last])) >= LONG_CELL))
    }


def _signs_of_cut(cell: Traced | None, row: Row, elsewhere: set[str]) -> int:
    text = cell.text if cell else ""
    found = sum(_is_beginning(word) for word in _words(cell) if word not in elsewhere)
    found += len(rule("table.lone_consonant").pattern.findall(text)) + max(0, _surplus(cell) if cell else 0)
    found += any(other and other.text != text and other.text.startswith(text) for other in row[1:-1])
    return found + _lacks_unit(row)


def _lacks_unit(row: Row) -> bool:
    """Tell whether a row of terms ends with a bare number."""
    last, terms = row[-1], sum(kind_of(other) == "term" for other in row[1:-1])
    return terms >= LEAST_SIGNS and last is not None and BARE_NUMBER.fullmatch(last.text) is not None


def _words(cell: Traced | None) -> list[str]:
    return [word.lower() for word in WORD.findall(cell.text)] if cell else []


def _is_beginning(word: str) -> bool:
    """Tell whether a word is none that is known, but the beginning of ones that often occur."""
    known = packaged_words()
    if word in known or len(word) < LEAST_CUT_WORD or _has_known_stem(word):
        return False
    listed = _sorted_words()
    behind = islice(listed, bisect_left(listed, word), None)
    longer = islice(takewhile(lambda other: other.startswith(word), behind), MOST_LONGER)
    return sum(known[other] for other in longer) >= LEAST_LONGER


def _has_known_stem(word: str) -> bool:
    return any(
        word[:-length] in packaged_words() and word[-length:] in suffixes()
        for length in range(1, min(LONGEST_SUFFIX, len(word) - 3) + 1)
    )


@cache
def _sorted_words() -> tuple[str, ...]:
    return tuple(sorted(packaged_words()))


def _surplus(cell: Traced) -> int:
    return cell.text.count("(") - cell.text.count(")")


def repeated_units(rows: Sequence[Row]) -> Iterator[CellPlace]:
    """Yield cells of a step table's row of actions that only name again who takes the step."""
    by_kind = {label_kind(row[0].text): number for number, row in enumerate(rows) if row[0]}
    unit, name = by_kind.get("unit"), by_kind.get("name")
    if unit is None or name is None:
        return
    for column, (who, what) in enumerate(zip(rows[unit], rows[name], strict=True)):
        if column and who and what and who.text == what.text:
            yield name, column
