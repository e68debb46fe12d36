"""Signs that recognition wove into a neighbour cell, put back into the cell that printed them.

A table is recognised line by line across its columns. A dash that is all a cell holds then comes out
between two lines of the cell beside it, and a bracket at a line's edge on the wrong side of the
column's rule. Which cell a sign belongs to is taken from what the cells lack: a dash goes to the one
empty cell beside it, half a pair of brackets to the neighbour with the other half, at the place that
the form of a label or another text of the document shows. Where no place or more than one is left,
the sign stays where it is and the cell is doubted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from kzreg_parse.model import Traced
from kzreg_parse.normalise import Block, BlockKind
from kzreg_parse.rules import rule
from kzreg_parse.segment.grid_places import kind_of
from kzreg_parse.segment.step_tables import label_kind

PAIRS: Final = (("(", ")"), ("«", "»"))
WORD = regex.compile(r"[^\s()«»]+")
DOUBTED_DASH = regex.compile(r"[;«(]\s*[–—-]\s+(?=\S)")
BRACKETED = regex.compile(r"\([^()]{1,300}+\)|«[^«»]{1,300}+»")
RANGE_DASH = regex.compile(r"\d\s*[–—-](?=\s*\d)")
STEP_DASH = regex.compile(r"(?:^|[;,])\s*\d{1,2}\s*[–—-]")  # behind a step's number
UNLIKE_DASHES = regex.compile(r"([–—-])\s+(?!\1)[–—-]")  # which of them is the stray one is not told
SPACED_DASH = regex.compile(r"(?<!\S)(?P<sign>[–—-])(?!\S)")
LONGEST_CELL: Final = 1_000  # characters
LONGEST_WORD: Final = 60
NONE_ROWS: Final = frozenset(("next", "term"))  # rows of step tables in which a dash says that there is none

Cells = list[Traced | None]


class _Home(NamedTuple):
    """A sign's own cell: `owner` with the sign put in, `lender` without it; columns of both."""

    owner: int
    lender: int
    whole: Traced
    rest: Traced


def return_signs(blocks: Sequence[Block]) -> tuple[list[Block], list[Traced]]:
    """The blocks, with signs of their recognised tables moved to the cells that printed them.

    Also gives, for each move, both cells as one text in the order of the page, a line end between
    them: the ledger records the move as one repair.
    """
    texts = _Texts(blocks)
    joined: list[Traced] = []
    made: list[Block] = []
    for block in blocks:
        rows = [list(row) for row in block.rows]
        before = len(joined)
        for row in rows:
            changed = _return_dashes(row, joined)
            _return_halves(row, texts, joined, changed)
        made.append(block if len(joined) == before else replace(block, rows=tuple(map(tuple, rows))))
    return made, joined


# ---- dashes --------------------------------------------------------------------------------------


def _return_dashes(row: Cells, joined: list[Traced]) -> set[int]:
    """Give each empty cell the one dash that can only be its own; the columns that this changed."""
    changed: set[int] = set()
    if not says_none(row):
        return changed
    is_sole = _lacks_one_dash(row)
    stray = [_stray_dash(cell, _kind(row), is_sole=is_sole) for cell in row]
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
        joined.append(_side_by_side(rest, sign, blank) if empty > number else _side_by_side(sign, rest, blank))
    return changed


def says_none(row: Sequence[Traced | None]) -> bool:
    """Whether a dash alone in a cell of the row says that there is nothing to say."""
    return _kind(row) in NONE_ROWS or any(kind_of(cell) == "none" for cell in row[1:])


def _kind(row: Sequence[Traced | None]) -> str | None:
    """What the label says that a row of a step table holds."""
    return label_kind(row[0].text) if row and row[0] else None


def _lacks_one_dash(row: Sequence[Traced | None]) -> bool:
    """Whether a row of next steps or terms writes a dash for none, and has one empty cell all the same."""
    empty = sum(not cell for cell in row[1:])
    return empty == 1 and _kind(row) in NONE_ROWS and any(kind_of(cell) == "none" for cell in row[1:])


def _stray_dash(cell: Traced | None, kind: str | None, *, is_sole: bool) -> int | None:
    """Where the cell's text has a dash that none of its own can be; None for none, and for several.

    `kind` is the row's. `is_sole`: the row lacks one dash, so that any but a step number's or a range's is it.
    """
    if not cell or kind_of(cell) != "text":
        return None
    found = [match.start("sign") for match in rule("table.stray_dash").pattern.finditer(cell.text)]
    if is_sole and not found:
        found = list(_spaced_dashes(cell.text, kind))
    return found[0] if len(found) == 1 and not UNLIKE_DASHES.search(cell.text) else None


def _spaced_dashes(text: str, kind: str | None) -> Iterator[int]:
    """Where a text has a dash between blanks that is no sign of a step's number, nor of a range."""
    patterns = (RANGE_DASH,) if kind == "term" else (RANGE_DASH, STEP_DASH)
    own = {place for pattern in patterns for match in pattern.finditer(text) for place in range(*match.span())}
    return (match.start("sign") for match in SPACED_DASH.finditer(text) if match.start("sign") not in own)


def _empty_beside(row: Cells, number: int, place: int) -> int | None:
    """The one empty cell that a dash at `place` of a cell may come from; the label's column has none.

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


def _without_dash(cell: Traced, place: int) -> tuple[Traced, Traced]:
    """The cell without the dash and one of the blanks beside it; and that blank, as a line end."""
    text = cell.text
    blank = place + 1 if text[place + 1 : place + 2] == " " else place - 1
    start, end = min(place, blank), max(place, blank) + 1
    return cell[:start] + cell[end:], _line_end(cell.offset(blank))


def _line_end(offset: int) -> Traced:
    """What parts two cells in the ledger's text; it stands for what the source has at `offset`."""
    return Traced("\n", ((0, offset),))


def _side_by_side(left: Traced, right: Traced, parting: Traced) -> Traced:
    return Traced.join((left, parting, right))


def doubtful_signs(rows: Sequence[Sequence[Traced | None]]) -> Iterator[Traced]:
    """Cells with a dash or half a pair that may be a neighbour's, where that was not certain enough to move it."""
    for row in rows:
        empty = [not cell for cell in row] if says_none(row) else [False] * len(row)
        for number, cell in enumerate(row):
            if not cell:
                continue
            right = row[number + 1] if number + 1 < len(row) else None
            beside_empty = number and kind_of(cell) == "text" and any(empty[max(1, number - 1) : number + 2])
            if (
                DOUBTED_DASH.search(cell.text)
                or (beside_empty and next(_spaced_dashes(cell.text, _kind(row)), None) is not None)
                or (right and any(_has_other_half(cell.text, right.text, *pair) for pair in PAIRS))
            ):
                yield cell


# ---- halves of a pair ----------------------------------------------------------------------------


def _return_halves(row: Cells, texts: _Texts, joined: list[Traced], changed: set[int]) -> None:
    """Put half a pair of brackets or quotes back into the neighbour that has the other half.

    A cell takes part in one move only (`changed`: columns that did), so that the ledger has each once.
    """
    for column, (left, right) in enumerate(pairwise(row)):
        if not left or not right or max(len(left), len(right)) > LONGEST_CELL or {column, column + 1} & changed:
            continue
        homes = [home for pair in PAIRS for home in _homes(left, right, column, pair, texts)]
        if len(homes) != 1:
            continue
        home = homes[0]
        row[home.owner], row[home.lender] = home.whole, home.rest
        changed |= {column, column + 1}
        parts = (home.whole, home.rest) if home.owner < home.lender else (home.rest, home.whole)
        joined.append(_side_by_side(*parts, _line_end(left.span[1])))


def _homes(left: Traced, right: Traced, column: int, pair: tuple[str, str], texts: _Texts) -> Iterator[_Home]:
    """Every place of a half in either of two cells that a label's form or another text of the document shows."""
    if not _has_other_half(left.text, right.text, *pair):
        return
    (first,), (second,) = _lone_halves(left.text, *pair), _lone_halves(right.text, *pair)
    for owner, own, partner, lender, lent, sign in (
        (column, left, first, column + 1, right, second),
        (column + 1, right, second, column, left, first),
    ):
        for place in _places(own.text, partner, opens=own.text[partner] == pair[1]):
            whole = own[:place] + lent[sign : sign + 1] + own[place:]
            is_label = owner == 0 and rule("table.bracketed_label").match(whole.text) is not None
            if is_label or texts.show(whole.text, *sorted((place, partner + (place <= partner)))):
                yield _Home(owner, lender, whole, (lent[:sign] + lent[sign + 1 :]).strip())


def _has_other_half(one: str, other: str, opening: str, closing: str) -> bool:
    """Whether each of two texts has one half of a pair alone, and they are the two halves."""
    first, second = _lone_halves(one, opening, closing), _lone_halves(other, opening, closing)
    return len(first) == len(second) == 1 and one[first[0]] != other[second[0]]


def _lone_halves(text: str, opening: str, closing: str) -> list[int]:
    """Where a text has a half of a pair without the other."""
    opened: list[int] = []
    lone: list[int] = []
    for place, char in enumerate(text):
        if char == opening:
            opened.append(place)
        elif char == closing and opened:
            opened.pop()
        elif char == closing:
            lone.append(place)
    return sorted([*lone, *opened])


def _places(text: str, partner: int, *, opens: bool) -> Iterator[int]:
    """Where the missing half may stand: before a word in front of its partner, or behind a word after it."""
    for word in WORD.finditer(text):
        if opens and word.start() < partner:
            yield word.start()
        elif not opens and word.start() > partner:
            yield word.end()


class _Texts:
    """What the document prints elsewhere: its cells, and all of its text. Made when first asked for."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    def show(self, text: str, opening: int, closing: int) -> bool:
        """Whether other texts have brackets at these places of a text.

        Either a cell has the same words before and behind its brackets, or the same words stand in
        brackets behind the same word, or before it.
        """
        before, inside, behind = (_plain(part) for part in _parted(text, opening, closing))
        if before and behind and (before, behind) in self._frames:
            return True
        bracketed = f"{text[opening]}{inside}{text[closing]}"
        last, first = before.rsplit(" ", 1)[-1], behind.split(" ", 1)[0]
        return bool(
            (last and (last, bracketed) in self._bracketed) or (first and (bracketed, first) in self._bracketed)
        )

    @cached_property
    def _frames(self) -> frozenset[tuple[str, str]]:
        """What stands before and behind the brackets of each cell that has one pair."""
        cells = (cell.text for block in self._blocks for row in block.rows for cell in row if cell)
        return frozenset(found for text in cells for pair in PAIRS for found in _frames_of(text, *pair))

    @cached_property
    def _bracketed(self) -> frozenset[tuple[str, str]]:
        """Words in brackets with the word before them, and with the word behind them."""
        found: set[tuple[str, str]] = set()
        for text in self._printed():
            plain = _plain(text)
            for words in BRACKETED.finditer(plain):
                start, end = words.span()
                before, behind = plain[max(0, start - LONGEST_WORD) : start], plain[end : end + LONGEST_WORD]
                found |= {(_last(before), words[0]), (words[0], _first(behind))}
        return frozenset(found)

    def _printed(self) -> Iterator[str]:
        for block in self._blocks:
            if block.kind is BlockKind.GRID:
                yield from (cell.text for row in block.rows for cell in row if cell)
            else:
                yield block.text.text


def _frames_of(text: str, opening: str, closing: str) -> Iterator[tuple[str, str]]:
    if text.count(opening) == text.count(closing) == 1:
        before, _, behind = _parted(text, text.index(opening), text.index(closing))
        yield _plain(before), _plain(behind)


def _parted(text: str, opening: int, closing: int) -> tuple[str, str, str]:
    return text[:opening], text[opening + 1 : closing], text[closing + 1 :]


def _last(words: str) -> str:
    return words.strip().rsplit(" ", 1)[-1][-LONGEST_WORD:]


def _first(words: str) -> str:
    return words.strip().split(" ", 1)[0][:LONGEST_WORD]


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
