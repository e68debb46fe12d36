"""Restoration: the lines of a source to blocks of text as they were printed, every repair in the ledger."""

from kzreg_parse.restore.block import Block, BlockKind, Restored
from kzreg_parse.restore.restoring import restore

__all__ = ["Block", "BlockKind", "Restored", "restore"]
