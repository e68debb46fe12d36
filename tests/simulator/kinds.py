"""What has happened to a line and to a paragraph on the way into the dump.

A line's marks are not exclusive; of a paragraph `kind_of` names the one damage that is hardest to undo.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from simulator.engine import Glyph, PrintedLine
from simulator.stripper import Stripped

HOLES: Final = ("double", "stop", "start", "single", "bare")
STOPS: Final = frozenset(",;:.)»")
FULL: Final = 0.95  # share of letter gaps that became blanks, from which a line counts as wholly letter-spaced


def line_marks(line: PrintedLine, stripped: Stripped, torn_pieces: frozenset[int]) -> frozenset[str]:
    """The marks of one line; `torn_pieces` are the paragraph's links that run over a line end.

    Holes that lifted links leave: `double` (two blanks), `stop` (a blank before a stop), `start` (at the
    line's start), `single` (one blank), `bare` (none); `several`, `torn`. Letter-spacing: `full`,
    `partial`, `blanks` (only beside real blanks). `in place`: links, but the words stand as printed.
    """
    marks = {mark for mark in (_spacing(line, stripped),) if mark}
    if not line.is_moved():
        return frozenset(marks | ({"in place"} if any(glyph.link for glyph in line.glyphs) else set()))
    moved = 0
    for start, end in _link_runs(line.glyphs):
        hole = _hole(line.glyphs, start, end)
        if hole:
            moved += 1
            marks.add(hole)
            if line.glyphs[start].piece in torn_pieces:
                marks.add("torn")
    if moved > 1:
        marks.add("several")
    return frozenset(marks)


def _spacing(line: PrintedLine, stripped: Stripped) -> str | None:
    painted = line.painted()
    inner = [index for index in range(1, len(painted)) if painted[index].piece == painted[index - 1].piece]
    put_in = [index for index in inner if stripped.put_in[index]]
    if not put_in:
        return None
    gaps = sum(painted[index].char != " " and painted[index - 1].char != " " for index in inner)
    torn = sum(painted[index].char != " " for index in put_in)
    return "blanks" if not torn else "full" if torn >= FULL * gaps else "partial"


def _link_runs(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """Start and end of every link on the line."""
    borders = [0, *(i for i, (a, b) in enumerate(pairwise(glyphs), 1) if a.piece != b.piece), len(glyphs)]
    return ((start, end) for start, end in pairwise(borders) if glyphs[start].link)


def _hole(glyphs: Sequence[Glyph], start: int, end: int) -> str | None:
    """What a link leaves behind where it stood; None where nothing follows it on the line."""
    before = [glyph.char for glyph in glyphs[:start] if not glyph.link]
    after = [glyph.char for glyph in glyphs[end:] if not glyph.link]
    if not any(char != " " for char in after):
        return None
    if not any(char != " " for char in before):
        return "start"
    blanks = (before[-1] == " ") + (after[0] == " ")
    if blanks == 2:
        return "double"
    if before[-1] == " " and after[0] in STOPS:
        return "stop"
    return "single" if blanks else "bare"


def kind_of(lines: Sequence[tuple[frozenset[str], bool]], *, header: bool, page_break: bool) -> str:
    """The paragraph's kind of damage, from the marks of its lines and whether words of theirs moved."""
    every = frozenset().union(*(marks for marks, _ in lines))
    if header:
        return "header"
    moved = [marks for marks, is_moved in lines if is_moved]
    if moved:
        return _kind_of_moved(moved)
    for spacing in ("partial", "full", "blanks"):
        if spacing in every:
            return f"spacing, {spacing}"
    if "in place" in every:
        return "link left in place"
    if page_break:
        return "page break"
    return "line ends" if len(lines) > 1 else "none"


def _kind_of_moved(moved: Sequence[frozenset[str]]) -> str:
    every = frozenset().union(*moved)
    if any(marks & {"full", "partial", "blanks"} for marks in moved):
        return "link, on a spaced line"
    if "torn" in every:
        return "link, torn by a line end"
    if "several" in every:
        return "link, several on a line"
    if len(moved) > 1:
        return "link, on two lines"
    return f"link, {next(hole for hole in HOLES if hole in every)}"
