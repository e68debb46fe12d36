"""Paragraphs of the head that hold two things: a title and the requisites, or the requisites and the preamble.

Other databases print title and requisites in one paragraph, and a copy without empty lines runs them together. Where
the requisites begin and end their own words tell: a title ends in its last word and what follows begins in a capital;
behind the requisites come the registration and the repeal, and what then ends in an enacting formula is the preamble.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import regex

from kzreg_parse.read import Role
from kzreg_parse.restore import Block, BlockKind
from kzreg_parse.rules import rule

SPACE_BETWEEN: Final = regex.compile(r"[\s.]*+(?:\([^()]{3,200}\)[\s.]*+)?")  # a stop, a bracket


def cut_head(blocks: Sequence[Block], most: int) -> list[Block]:
    """Return the blocks, the first among `most` that holds requisites cut into title, requisites and preamble."""
    for index, block in enumerate(blocks[:most]):
        if block.kind is not BlockKind.TEXT or block.role not in (None, Role.REQUISITES):
            continue
        start = requisites_start(block.text.text)
        if start is not None:
            return [*blocks[:index], *_pieces(block, start), *blocks[index + 1 :]]
    return list(blocks)


def requisites_start(text: str) -> int | None:
    """Return where a whole requisites line begins in a paragraph: at its start, or behind a title; None without one."""
    found = rule("frame.requisites").match(text)
    tails = [tail.end() for tail in rule("frame.title_tail").pattern.finditer(text)]
    if found is not None:
        return max((tail for tail in tails if tail < found.end("issuer")), default=0)
    return next((tail for tail in tails if rule("frame.requisites").match(text[tail:])), None)


def _pieces(block: Block, start: int) -> list[Block]:
    """Return the block as title, requisites and preamble, those that it holds."""
    text = block.text
    end = _requisites_end(text.text, start)
    cuts = [0, *([start] if start else []), *([end] if end is not None else []), len(text)]
    texts = [text[left:right].strip() for left, right in pairwise(cuts)]
    if len(texts) == 1:
        return [block]
    return [block._replace(text=part, role=None, gap=block.gap and not number) for number, part in enumerate(texts)]


def _requisites_end(text: str, start: int) -> int | None:
    """Return where the preamble begins in a paragraph of requisites; None where it holds none."""
    if not rule("frame.enacting").search(text):
        return None
    found = rule("frame.requisites").match(text[start:])
    end = start + (found.end() if found is not None else 0)
    registered = rule("frame.registration").match(text[end:].lstrip(" ."))
    if registered is not None:
        end = len(text) - len(text[end:].lstrip(" .")) + registered.end()
    repealed = rule("repeal.notice").search(text[end:])
    if repealed is not None:
        named = rule("act.reference").search(text[end:], repealed.start("rest"))
        if named is None:
            return None
        end += named.end()
    between = SPACE_BETWEEN.match(text, end)
    end = between.end() if between is not None else end
    return end if text[end : end + 1].isupper() or text[end : end + 1] in '«"“' else None
