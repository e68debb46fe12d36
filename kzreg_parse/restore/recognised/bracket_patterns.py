"""Where a document prints brackets and quotes: what stands before, in and behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

import regex

from kzreg_parse.restore.block import Block, BlockKind

PAIRS: Final = (("(", ")"), ("«", "»"))
BRACKETED = regex.compile(r"\([^()]{1,300}+\)|«[^«»]{1,300}+»")
LONGEST_WORD: Final = 60


class ShownBrackets:
    """The brackets of a document's cells and of all of its text; looked up when first asked for."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    def show(self, text: str, opening: int, closing: int) -> bool:
        """Tell whether other texts have brackets at these places of a text.

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
