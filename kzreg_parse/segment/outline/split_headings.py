"""Headings that stand in two blocks: `3-тарау.` alone, and its words below."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kzreg_parse.read import Indent, Role
from kzreg_parse.restore import Block, BlockKind
from kzreg_parse.rules import rule
from kzreg_parse.segment.outline.readings import DIVISIONS, Habits, has_heading_shape, is_marked


def words_below(blocks: Sequence[Block], habits: Habits, quoted: Collection[int]) -> set[int]:
    """Indices of the blocks that are the words of the mark right above them."""
    return {
        index
        for index in range(1, len(blocks))
        if index - 1 not in quoted and _is_bare_mark(blocks[index - 1]) and _is_heading(blocks[index], habits)
    }


def _is_bare_mark(block: Block) -> bool:
    if block.kind is not BlockKind.TEXT or block.table_region is not None:
        return False
    found = next((found for name in DIVISIONS if (found := rule(name).match(block.text.text))), None)
    return found is not None and not found["rest"]


def _is_heading(block: Block, habits: Habits) -> bool:
    text = block.text.text
    if block.kind is not BlockKind.TEXT or block.table_region is not None or block.role is Role.NOTE:
        return False
    if is_marked(text) or not has_heading_shape(text):
        return False
    return not habits.indents or block.place is not Indent.INDENT or block.bold or block.role is Role.HEADING
