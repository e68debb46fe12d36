"""Quoted wording of amending acts: paragraphs that belong to the text which is put into another act.

The wording opens with a quotation mark below a line that introduces it (`… мынадай редакцияда
жазылсын:`) and closes with a quotation mark before the stop (`…";`). Inside, `2)` is no point of
this act. The same mark may be used inside the wording, so only the ends are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from kzreg_parse.restore import Block
from kzreg_parse.rules import rule

OPENS = regex.compile(r"[«\"“„]")
CLOSES = regex.compile(r"[»\"”“]\s*[;.,]?\s*(?:[»\"”]\s*[;.]?)?$")
MOST_BLOCKS: Final = 400  # a wording longer than this is an unclosed quotation


@dataclass(slots=True)
class Quoted:
    """Indices of the blocks inside quotations, and spans where one stays open."""

    inside: set[int] = field(default_factory=set)
    unclosed: list[tuple[int, int]] = field(default_factory=list)


def quoted_blocks(blocks: Sequence[Block]) -> Quoted:
    """Return the blocks that are quoted wording."""
    found = Quoted()
    index = 0
    while index < len(blocks):
        introduced = index and rule("structure.new_wording").search(blocks[index - 1].text.text)
        if not introduced or not OPENS.match(blocks[index].text.text):
            index += 1
            continue
        end = _closing(blocks, index)
        if end is None:
            found.unclosed.append(blocks[index].text.span)
            end = index
        found.inside.update(range(index, end + 1))
        index = end + 1
    return found


def _closing(blocks: Sequence[Block], start: int) -> int | None:
    for index in range(start, min(len(blocks), start + MOST_BLOCKS)):
        if CLOSES.search(blocks[index].text.text):
            return index
    return None
