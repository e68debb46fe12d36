"""Half a pair of brackets or quotes that was read in the neighbour cell of a recognised table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from kzreg_parse.model import Traced
from kzreg_parse.restore.recognised.bracket_patterns import PAIRS, ShownBrackets
from kzreg_parse.restore.table_cells import Row, side_by_side
from kzreg_parse.rules import rule

WORD = regex.compile(r"[^\s()«»]+")
LONGEST_CELL: Final = 1_000  # characters


class _Home(NamedTuple):
    """A sign's own cell: `owner` with the sign put in, `lender` without it; columns of both."""

    owner: int
    lender: int
    whole: Traced
    rest: Traced


def return_halves(row: Row, texts: ShownBrackets, joined: list[Traced], changed: set[int]) -> None:
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
        joined.append(side_by_side(*parts, left.span[1]))


def _homes(left: Traced, right: Traced, column: int, pair: tuple[str, str], texts: ShownBrackets) -> Iterator[_Home]:
    """Yield every place of a half in either of two cells that a label's form or another text of the document shows."""
    if not has_other_half(left.text, right.text, *pair):
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


def has_other_half(one: str, other: str, opening: str, closing: str) -> bool:
    """Tell whether each of two texts has one half of a pair alone, and they are the two halves."""
    first, second = _lone_halves(one, opening, closing), _lone_halves(other, opening, closing)
    return len(first) == len(second) == 1 and one[first[0]] != other[second[0]]


def _lone_halves(text: str, opening: str, closing: str) -> list[int]:
    """Return where a text has a half of a pair without the other."""
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
    """Yield where the missing half may stand: before a word in front of its partner, or behind a word after it."""
    for word in WORD.finditer(text):
        if opens and word.start() < partner:
            yield word.start()
        elif not opens and word.start() > partner:
            yield word.end()
