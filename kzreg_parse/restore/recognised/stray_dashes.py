"""The dash that is all a cell of a recognised table holds, read between two lines of the cell beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from kzreg_parse.language.row_labels import label_kind
from kzreg_parse.model import Traced
from kzreg_parse.restore.table_cells import Row, kind_of, side_by_side
from kzreg_parse.rules import rule

RANGE_DASH = regex.compile(r"\d\s*[–—-](?=\s*\d)")
STEP_DASH = regex.compile(r"(?:^|[;,])\s*\d{1,2}\s*[–—-]")  # behind a step's number
UNLIKE_DASHES = regex.compile(r"([–—-])\s+(?!\1)[–—-]")  # which of them is the stray one is not told
SPACED_DASH = regex.compile(r"(?<!\S)(?P<sign>[–—-])(?!\S)")
NONE_ROWS: Final = frozenset(("next", "term"))  # rows of step tables in which a dash says that there is none


def return_dashes(row: Row, joined: list[Traced]) -> set[int]:
    """Give each empty cell the one dash that can only be its own; the columns that this changed."""
    changed: set[int] = set()
    if not says_none(row):
        return changed
    is_sole = _lacks_one_dash(row)
    stray = [_stray_dash(cell, row_kind(row), is_sole=is_sole) for cell in row]
    found = [(number, place) for number, place in enumerate(stray) if number and place is not None]
    wanted = [(number, place, _empty_beside(row, number, place)) for number, place in found]
    claims = Counter(empty for _, _, empty in wanted)
    for number, place, empty in wanted:
        cell = row[number]
        if cell is None or empty is None or claims[empty] > 1:
            continue
        sign = cell[place : place + 1]
        rest, blank = _without_dash(cell, place)
        row[number], row[empty] = rest, sign
        changed |= {number, empty}
        joined.append(side_by_side(rest, sign, blank) if empty > number else side_by_side(sign, rest, blank))
    return changed


def says_none(row: Sequence[Traced | None]) -> bool:
    """Tell whether a dash alone in a cell of the row says that there is nothing to say."""
    return row_kind(row) in NONE_ROWS or any(kind_of(cell) == "none" for cell in row[1:])


def row_kind(row: Sequence[Traced | None]) -> str | None:
    """Return what the label says that a row of a step table holds."""
    return label_kind(row[0].text) if row and row[0] else None


def _lacks_one_dash(row: Sequence[Traced | None]) -> bool:
    """Tell whether a row of next steps or terms writes a dash for none, and has one empty cell all the same."""
    empty = sum(not cell for cell in row[1:])
    return empty == 1 and row_kind(row) in NONE_ROWS and any(kind_of(cell) == "none" for cell in row[1:])


def _stray_dash(cell: Traced | None, kind: str | None, *, is_sole: bool) -> int | None:
    """Return where the cell's text has a dash that none of its own can be; None for none, and for several.

    `kind` is the row's. `is_sole`: the row lacks one dash, so that any but a step number's or a range's is it.
    """
    if not cell or kind_of(cell) != "text":
        return None
    found = [match.start("sign") for match in rule("table.stray_dash").pattern.finditer(cell.text)]
    if is_sole and not found:
        found = list(spaced_dashes(cell.text, kind))
    return found[0] if len(found) == 1 and not UNLIKE_DASHES.search(cell.text) else None


def spaced_dashes(text: str, kind: str | None) -> Iterator[int]:
    """Return where a text has a dash between blanks that is no sign of a step's number, nor of a range."""
    patterns = (RANGE_DASH,) if kind == "term" else (RANGE_DASH, STEP_DASH)
    own = {place for pattern in patterns for match in pattern.finditer(text) for place in range(*match.span())}
    return (match.start("sign") for match in SPACED_DASH.finditer(text) if match.start("sign") not in own)


def _empty_beside(row: Row, number: int, place: int) -> int | None:
    """Return the one empty cell that a dash at `place` of a cell may come from; the label's column has none.

    What stands on the left is read before the cell's first line, not behind its last; on the right the
    other way round.
    """
    beside = {column for column in (number - 1, number + 1) if 0 < column < len(row) and not row[column]}
    cell = row[number]
    if cell is not None and place == len(cell) - 1:
        beside.discard(number - 1)
    if place == 0:
        beside.discard(number + 1)
    return beside.pop() if len(beside) == 1 else None


def _without_dash(cell: Traced, place: int) -> tuple[Traced, int]:
    """Return the cell without the dash and one of the blanks beside it; and the place of that blank in the source."""
    text = cell.text
    blank = place + 1 if text[place + 1 : place + 2] == " " else place - 1
    start, end = min(place, blank), max(place, blank) + 1
    return cell[:start] + cell[end:], cell.offset(blank)
