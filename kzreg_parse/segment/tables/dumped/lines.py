"""The lines of a linearised table's cells: where they begin and end, how wide they were, what may be cut from them.

A dump writes a table cell by cell. What stands between two empty lines, a run, is one cell with its
lines, or several cells that share lines. The engine broke a cell's lines where the next word had no
room, so the widths of its lines tell between which limits the column's width lies.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from kzreg_parse.model import Traced
from kzreg_parse.read import Source
from kzreg_parse.restore import Block
from kzreg_parse.restore.letters.measured_gaps import text_width
from kzreg_parse.restore.letters.weights import BLANK
from kzreg_parse.rules import rule

LINE_ENDS: Final = frozenset("\n\r\f\v\u2028\u2029")
WORD = regex.compile(r"\S+")
BEFORE_WORD = re.compile("[ («]")
LOOKS_FIRST = regex.compile(r"[\p{Lu}\d«\"№–—-]")
FIRST_PIECE = regex.compile(r"\d+(?:[.,]\d+)*+|\p{L}+(?:[-'’.]\p{L}+)*+|.")  # a line may break behind it
OPENING: Final = frozenset("(«")
TIGHT: Final = frozenset("(«-/")  # a line may break behind them without a blank
PLAY: Final = 0.05  # in parts of the type size, for letters that the table of widths does not know exactly
ANY_WIDTH: Final = (0.0, float("inf"))

Limits = tuple[float, float]  # of a column's width, in parts of the type size


class CellLine(NamedTuple):
    """One source line of a run, as a stretch of the run's text."""

    start: int
    end: int
    blank: bool  # it ends in a blank in the source
    words: tuple[int, ...]  # where its words begin


@dataclass(frozen=True, eq=False)
class DumpedCellRun:
    """What a dump writes between two empty lines of a table."""

    text: Traced
    lines: tuple[CellLine, ...]
    page: int | None
    keeps_blanks: bool  # the dump writes the blank at which a line was broken
    parts: dict[tuple[int, int, int], Part] = field(default_factory=dict, repr=False)  # those made so far
    cut: dict[tuple[int, int, bool], list[tuple[Part, ...]]] = field(default_factory=dict, repr=False)  # by `cuts`
    _firsts: dict[int, bool] = field(default_factory=dict, repr=False)

    @cached_property
    def reordered(self) -> bool:
        """Whether restoration moved words in it, as it does with links; cells that share a line look much like that."""
        return any(below < above for (_, above), (_, below) in pairwise(self.text.runs))

    def line_at(self, offset: int) -> int:
        """Number of the line that holds the character at `offset`."""
        return bisect_right(self._ends, offset)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(line.end for line in self.lines)

    def looks_first(self, place: int) -> bool:
        """Tell whether the word at `place` looks like a cell's first."""
        known = self._firsts.get(place)
        if known is None:
            known = self._firsts[place] = looks_first(self.text.text, place)
        return known


def runs_of(blocks: Sequence[Block], source: Source) -> list[DumpedCellRun]:
    """Return the runs of a table's blocks, in order."""
    lines = [tuple(_lines(block.text, source)) for block in blocks]
    keeps_blanks = any(line.blank for found in lines for line in found)
    return [
        DumpedCellRun(block.text, found, block.page, keeps_blanks) for block, found in zip(blocks, lines, strict=True)
    ]


def _lines(text: Traced, source: Source) -> Iterator[CellLine]:
    start = 0
    for position in _line_starts(text, source):
        yield _line(text, start, position, source)
        start = position
    yield _line(text, start, len(text), source)


def _line_starts(text: Traced, source: Source) -> Iterator[int]:
    """Positions of the first characters below each line end; lines are joined only where the text leaves its source."""
    last = 0  # offset behind the last character that is no blank
    edges = {start for start, _, _ in text.stretches()}
    edges |= {found.start() for found in WORD.finditer(text.text)}
    for edge in sorted(edges):
        if text.text[edge] == " ":
            continue
        offset = text.offset(edge)
        if edge:
            before = edge - 1 if text.text[edge - 1] != " " else edge - 2
            last = text.offset(before) + 1
            if last <= offset and not LINE_ENDS.isdisjoint(source.text[last:offset]):
                yield edge


def _line(text: Traced, start: int, end: int, source: Source) -> CellLine:
    while end > start and text.text[end - 1] == " ":
        end -= 1
    behind = text.offset(end - 1) + 1
    below = [found.end() for found in BEFORE_WORD.finditer(text.text, start, end)]
    words = (start, *(place for place in below if place < end and _begins_word(text, place)))
    return CellLine(start, end, blank=source.text[behind : behind + 1] in (" ", "\u00a0"), words=words)


def _begins_word(text: Traced, place: int) -> bool:
    """Tell whether a blank stood before the character, also one that was taken out behind a bracket."""
    if text.text[place - 1] in OPENING:
        return text.offset(place) > text.offset(place - 1) + 1
    return text.text[place - 1] == " "


# ---- parts of runs -------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Part:
    """The part of a cell that one page holds: characters `start` to `end` of a run."""

    run: DumpedCellRun
    page: int  # counted from the row's first
    start: int
    end: int
    first_line: int  # number in the run
    lines: tuple[str, ...]
    limits: Limits
    odd: bool  # a line of it ends without a blank, though there was room for one

    @property
    def last_line(self) -> int:
        """Number of its last line in the run."""
        return self.first_line + len(self.lines) - 1

    @cached_property
    def text(self) -> Traced:
        """The part's text."""
        return self.run.text[self.start : self.end].strip()

    @property
    def broken_at_blank(self) -> bool | None:
        """Whether its last line was broken at a blank; None where another cell follows on the line."""
        line = self.run.lines[self.last_line]
        return line.blank if self.run.keeps_blanks and self.end >= line.end else None


def part(run: DumpedCellRun, start: int, end: int, page: int = 0) -> Part:
    """Return the stretch `start` to `end` of a run as a part of one cell, with the limits that its lines set."""
    key = (start, end, page)
    if key not in run.parts:
        run.parts[key] = _part(run, start, end, page)
    return run.parts[key]


def _part(run: DumpedCellRun, start: int, end: int, page: int) -> Part:
    inside = [line for line in run.lines if line.start < end and start < line.end]
    lines = [run.text.text[max(start, line.start) : min(end, line.end)].rstrip() for line in inside]
    odd = False
    limits = max(map(text_width, lines)), ANY_WIDTH[1]
    for line, text, below in zip(inside, lines, lines[1:], strict=False):
        parted = run.text.text[line.end : line.end + 1] == " "
        told = _broken(limits, text, below, parted=parted, blank=line.blank if run.keeps_blanks else None)
        if not line.blank and told[0] > told[1] + PLAY:
            odd, told = True, _broken(limits, text, below, parted=parted, blank=None)
        limits = told
    return Part(run, page, start, end, run.line_at(start), tuple(lines), limits, odd)


def limits_over_page(above: Part, below: Part) -> Limits:
    """Return the limits that follow from a cell's last line on one page and its first on the next."""
    line = above.lines[-1]
    return _broken(ANY_WIDTH, line, below.lines[0], parted=line[-1] not in TIGHT, blank=above.broken_at_blank)


def _broken(limits: Limits, line: str, below: str, *, parted: bool, blank: bool | None) -> Limits:
    """Return the limits with what a break between two lines says; `blank`.

    Whether the upper one ends in a blank, if known.
    """
    width = text_width(line)
    low, high = limits[0], min(limits[1], overflow(line, below, parted=parted))
    if parted and blank is not None:
        return (max(low, width + BLANK), high) if blank else (low, min(high, width + BLANK))
    return low, high


def overflow(line: str, below: str, *, parted: bool = True) -> float:
    """Return the width that the line would have had with the first piece of the line below, which had no room on it."""
    return text_width(line) + BLANK * parted + _width_of_first(below)


@lru_cache(maxsize=8_192)
def _width_of_first(line: str) -> float:
    """Return the width of a line's first piece."""
    found = FIRST_PIECE.match(line)
    return text_width(found[0] if found is not None else line)


def narrowed(limits: Limits, by: Limits) -> Limits | None:
    """Return the limits that both allow; None where they contradict each other."""
    low = limits[0] if limits[0] > by[0] else by[0]
    high = limits[1] if limits[1] < by[1] else by[1]
    return (low, high) if low <= high + PLAY else None


def cuts(run: DumpedCellRun, page: int, most: int, *, weak: bool) -> Iterator[tuple[Part, ...]]:
    """Yield every way to cut a run into at most `most` cells; without `weak` only before words that look like a
    cell's first.

    Cells share a line only where one of them has no other line. A line end without an empty line
    parts cells only below the run's first line: a paragraph's second line hangs, so the extractor
    writes no empty line before it.
    """
    for found in _cut_from(run, (0,), most, weak=weak, single=False):
        yield tuple(part(run, start, end, page) for start, end in pairwise((*found, len(run.text))))


def _cut_from(
    run: DumpedCellRun, starts: tuple[int, ...], most: int, *, weak: bool, single: bool
) -> Iterator[tuple[int, ...]]:
    """Yield the cuts that begin with `starts`; `single`: the last of these cells has one line only."""
    begin = starts[-1]
    number = run.line_at(begin)
    if not single or number == len(run.lines) - 1:
        yield starts
    if len(starts) >= most:
        return
    for word in run.lines[number].words:
        if word > begin and (weak or run.looks_first(word)):
            yield from _cut_from(run, (*starts, word), most, weak=weak, single=False)
    if number + 1 == len(run.lines):
        return
    below = run.lines[number + 1]
    for word in below.words:
        at_start = word == below.start
        if (at_start and number > 0) or (single and not at_start):
            continue
        if weak or run.looks_first(word):
            yield from _cut_from(run, (*starts, word), most, weak=weak, single=not at_start)


def looks_first(text: str, place: int) -> bool:
    """Tell whether the word at `place` looks like a cell's first.

    A capital, a figure, a dash, the beginning of a term.
    """
    return LOOKS_FIRST.match(text, place) is not None or rule("table.term").pattern.match(text, place) is not None
