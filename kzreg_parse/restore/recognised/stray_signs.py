"""Signs that recognition wove into a neighbour cell, put back into the cell that printed them.

A table is recognised line by line across its columns. A dash that is all a cell holds then comes out
between two lines of the cell beside it, and a bracket at a line's edge on the wrong side of the
column's rule. Which cell a sign belongs to is taken from what the cells lack: a dash goes to the one
empty cell beside it, half a pair of brackets to the neighbour with the other half, at the place that
the form of a label or another text of the document shows. Where no place or more than one is left,
the sign stays where it is and the cell is doubted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from kzreg_parse.model import Traced
from kzreg_parse.restore.block import Block
from kzreg_parse.restore.recognised.bracket_patterns import PAIRS, ShownBrackets
from kzreg_parse.restore.recognised.split_pairs import has_other_half, return_halves
from kzreg_parse.restore.recognised.stray_dashes import return_dashes, row_kind, says_none, spaced_dashes
from kzreg_parse.restore.table_cells import kind_of

DOUBTED_DASH = regex.compile(r"[;«(]\s*[–—-]\s+(?=\S)")


def return_signs(blocks: Sequence[Block]) -> tuple[list[Block], list[Traced]]:
    """Return the blocks, with signs of their recognised tables moved to the cells that printed them.

    Also gives, for each move, both cells as one text in the order of the page, a line end between
    them: the ledger records the move as one repair.
    """
    texts = ShownBrackets(blocks)
    joined: list[Traced] = []
    made: list[Block] = []
    for block in blocks:
        rows = [list(row) for row in block.rows]
        before = len(joined)
        for row in rows:
            changed = return_dashes(row, joined)
            return_halves(row, texts, joined, changed)
        made.append(block if len(joined) == before else block._replace(rows=tuple(map(tuple, rows))))
    return made, joined


def doubtful_signs(rows: Sequence[Sequence[Traced | None]]) -> Iterator[Traced]:
    """Yield cells with a dash or half a pair that may be a neighbour's, where that was not certain enough to move
    it.
    """
    for row in rows:
        empty = [not cell for cell in row] if says_none(row) else [False] * len(row)
        for number, cell in enumerate(row):
            if not cell:
                continue
            right = row[number + 1] if number + 1 < len(row) else None
            beside_empty = number and kind_of(cell) == "text" and any(empty[max(1, number - 1) : number + 2])
            if (
                DOUBTED_DASH.search(cell.text)
                or (beside_empty and next(spaced_dashes(cell.text, row_kind(row)), None) is not None)
                or (right and any(has_other_half(cell.text, right.text, *pair) for pair in PAIRS))
            ):
                yield cell
