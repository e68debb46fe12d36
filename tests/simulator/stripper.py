"""The text extractor: placed characters to the lines of a dump.

Modelled on PDFBox's PDFTextStripper without sorting by position. It writes a blank of its own where
the gap to the character before is wider than half a blank or 0.3 of the running mean character
width, never behind a blank; and an empty line above a line whose first painted character stands
more than two blanks to the right of where the line above began, or one to its left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from simulator.engine import Glyph, width_pt

BLANK_TOLERANCE: Final = 0.5  # of a blank's width
MEAN_TOLERANCE: Final = 0.3  # of the running mean character width
DROP_BLANKS: Final = 2.0  # a line that begins so far to the right begins a paragraph


@dataclass(frozen=True, slots=True)
class Stripped:
    """One line as the extractor writes it; `put_in` says of each character whether a made-up blank precedes it."""

    text: str
    empty_line_above: bool
    put_in: tuple[bool, ...]


class Stripper:
    """What the extractor remembers from line to line; begin a new one, or call `new_page`, at a page break."""

    def __init__(self) -> None:
        self.new_page()

    def new_page(self) -> None:
        """Forget the page above."""
        self._mean_width: float | None = None
        self._line_start: float | None = None
        self._begins_paragraph = True

    def strip(self, painted: Sequence[Glyph]) -> Stripped:
        """The characters of one line, in the order of their painting, as text."""
        empty_above = self._starts_paragraph(painted[0].x)
        parts: list[str] = []
        put_in: list[bool] = []
        end: float | None = None
        for glyph in painted:
            width = width_pt(glyph.char)
            mean = width if self._mean_width is None else (self._mean_width + width) / 2
            tolerance = min(BLANK_TOLERANCE * width_pt(" "), MEAN_TOLERANCE * mean)
            put_in.append(end is not None and end + tolerance < glyph.x and not parts[-1].endswith(" "))
            parts.append(f" {glyph.char}" if put_in[-1] else glyph.char)
            end = glyph.x + width
            self._mean_width = mean
        return Stripped("".join(parts), empty_above, tuple(put_in))

    def _starts_paragraph(self, x: float) -> bool:
        """Whether the line counts as a paragraph's first, and is parted by an empty line from the one above."""
        above, self._line_start = self._line_start, x
        if above is None:
            self._begins_paragraph = True
            return False
        drop = x - above
        starts = not self._begins_paragraph and (drop > DROP_BLANKS * width_pt(" ") or drop < -width_pt(" "))
        self._begins_paragraph = starts
        return starts
