"""The layout unit that the segmenter works on."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kzreg_parse.model import Diagnostic, Traced
from kzreg_parse.read import CellSpan, Indent, Role
from kzreg_parse.restore.ledger.ledger import Ledger


class BlockKind(StrEnum):
    """What a block is made of."""

    TEXT = "text"
    GRID = "grid"
    PICTURE = "picture"


class Block(NamedTuple):
    """One printed paragraph, heading, header, table or picture, restored.

    `text` is empty for a grid and a picture. Its offsets are places in the source text.
    """

    text: Traced
    kind: BlockKind = BlockKind.TEXT
    page: int | None = None
    place: Indent = Indent.FLUSH
    gap: bool = False  # something empty stands before it
    page_break: bool = False
    bold: bool = False
    role: Role | None = None
    header: bool = False  # an appendix header, gathered from its lines
    table_region: int | None = None  # a cell of the linearised table of this number
    rows: tuple[tuple[Traced | None, ...], ...] = ()
    cut_above: bool = False  # a grid that may go on from the page before
    spans: tuple[CellSpan, ...] = ()  # of a grid's cells
    head: int = 0  # rows of a grid's head where markup says so
    doubted: tuple[tuple[int, int], ...] = ()  # cells of a grid that are empty because what they hold is open
    left: tuple[Traced, ...] = ()  # words of a grid that no cell holds; of one without rows, its lines
    offset: int = 0  # where a picture stood


class Restored(NamedTuple):
    """The restored text of one source."""

    blocks: tuple[Block, ...]
    ledger: Ledger  # closed: every edit that restoration made
    furniture: tuple[Traced, ...]
    diagnostics: tuple[Diagnostic, ...]
