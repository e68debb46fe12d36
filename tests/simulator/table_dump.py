"""Tables as the publisher's engine sets them and as a dump writes them: cell by cell, row by row.

Modelled on the step tables of act 001 (cells set in the middle of their row) and on tables with cells
set at the top. The extractor writes a line for all that stands at one height; where the pen goes up
to the next cell it writes an empty line, unless the line before was a paragraph's first and the new
one stands to the right of it, as a second line of a paragraph may.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from simulator.engine import SEGMENT, TYPE_SIZE_PT, natural_width_pt

Rows = Sequence[Sequence[str]]
PAGE_END: Final = ("", "", "")
ONE_LINE: Final = 0.5  # lines; what is not farther apart shares a line of the dump
NEW_PARAGRAPH: Final = 2.5  # lines; what is farther from the paragraph's beginning is another
TIE: Final = 1e-6


def narrowest(rows: Rows) -> list[float]:
    """For each column the width in parts of the type size that its longest piece needs."""
    columns = zip(*rows, strict=True)
    return [
        max(natural_width_pt(piece) for cell in column for piece in SEGMENT.findall(cell)) / TYPE_SIZE_PT + 0.01
        for column in columns
    ]


def cell_lines(text: str, width: float) -> list[str]:
    """A cell's lines; a line that had room for the blank it was broken at keeps it."""
    lines, room = [""], width
    for piece in SEGMENT.findall(text):
        needs = natural_width_pt(piece) / TYPE_SIZE_PT
        if needs > room + TIE and lines[-1]:
            lines.append("")
            room = width
        if piece == " " and not lines[-1]:
            continue
        lines[-1] += piece
        room -= needs
    return lines


@dataclass
class _Pen:
    """The extractor's view: the lines it has written, and where the pen and the paragraph's first line stand."""

    lines: list[str] = field(default_factory=list)
    height: float = 0.0
    start: tuple[float, float] = (0.0, 0.0)  # left edge and height of the paragraph's last line beginning
    first: bool = True  # that line was its paragraph's first

    def write(self, text: str, left: float, height: float, *, new_cell: bool) -> None:
        if self.lines and abs(height - self.height) < ONE_LINE:
            self.lines[-1] = f"{self.lines[-1].rstrip()} {text}"
        else:
            far = abs(height - self.start[1]) > NEW_PARAGRAPH
            gap = bool(self.lines) and new_cell and (far or left <= self.start[0] or not self.first)
            self.lines += ["", text] if gap else [text]
            self.first = gap or len(self.lines) == 1
            self.start = left, height
        self.height = height


def row_lines(cells: Sequence[Sequence[str]], lefts: Sequence[float], tops: Sequence[float]) -> list[str]:
    """What a dump writes for one row, or for the part of it on one page."""
    pen = _Pen()
    for lines, left, top in zip(cells, lefts, tops, strict=True):
        for number, line in enumerate(lines):
            pen.write(line, left, top + number, new_cell=number == 0)
    return pen.lines


def table_dump(rows: Rows, widths: Sequence[float], *, middle: bool = False, cut: tuple[int, int] | None = None) -> str:
    """The rows as a dump writes them; `cut`: a page ends in that row behind so many lines."""
    lefts = list(accumulate(widths, initial=0.0))[:-1]
    written: list[str] = []
    for index, row in enumerate(rows):
        cells = [cell_lines(text, width) for text, width in zip(row, widths, strict=True)]
        tallest = max(map(len, cells))
        tops = [(tallest - len(lines)) / 2 if middle else 0.0 for lines in cells]
        if cut is not None and cut[0] == index and 0 < cut[1] < tallest:
            above = [int(max(0, min(len(lines), cut[1] - top))) for lines, top in zip(cells, tops, strict=True)]
            upper = [lines[:count] for lines, count in zip(cells, above, strict=True)]
            lower = [lines[count:] for lines, count in zip(cells, above, strict=True)]
            rest = [max(0.0, top - cut[1]) if not count else 0.0 for top, count in zip(tops, above, strict=True)]
            written += [*row_lines(upper, lefts, tops), *PAGE_END, *row_lines(lower, lefts, rest), ""]
        else:
            written += [*row_lines(cells, lefts, tops), ""]
    return "\n".join(written) + "\n"


def spread(least: Sequence[float], shares: Sequence[float], measure: float = 33.0) -> list[float]:
    """Column widths: what the columns need and, of what is left of the measure, a share each."""
    left = max(0.0, measure - sum(least))
    whole = sum(shares) or 1.0
    return [need + left * share / whole for need, share in zip(least, shares, strict=True)]
