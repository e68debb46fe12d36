"""The repairs of recognised tables, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from kzreg_parse.model import Traced
from kzreg_parse.restore.block import Block
from kzreg_parse.restore.recognised.merged_cells import part_cells
from kzreg_parse.restore.recognised.stray_signs import return_signs


def repair_tables(blocks: Sequence[Block]) -> tuple[list[Block], list[Traced]]:
    """Return the blocks with the cells of their recognised tables put right.

    Also gives, for each two neighbour cells that changed signs or were parted, both as one text in the
    order of the page, a line end between them: the ledger records that as one repair.
    """
    returned, moved = return_signs(blocks)
    parted, apart = part_cells(returned, moved)
    return parted, [*moved, *apart]
