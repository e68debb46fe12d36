"""The column that a document's lines stand in: its edges, its indents, and what a line's place in it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile, pairwise, takewhile
from statistics import median
from typing import Final

from kzreg_parse.read.pdf.layout import TextLine
from kzreg_parse.read.source import Indent

PARAGRAPH_BLANKS: Final = 3  # the publisher's engine writes six before a paragraph
FAR_EM: Final = 5.0  # further in than this is centred or the right column
INDENT_EM: Final = 0.8
WIDE_LEADING: Final = 1.25  # times the usual distance of baselines: a new block
USUAL_LEADING_PT: Final = 18.0  # where there are no two lines
LEFT_OUTLIERS: Final = 0.1  # share of lines that may begin outside the column
RIGHT_OUTLIERS: Final = 0.02  # share that may end outside; few of a ragged margin come near to its edge
LEAST_INDENTED: Final = 0.03  # share of lines that begin where paragraphs are indented
FULL_LINE_EM: Final = 0.5  # a line that ends so near the right edge reaches it
OFF_AXIS_EM: Final = 0.3  # a centred line's middle is so near to the column's
UNLIKE_EM: Final = 0.1  # paragraphs of one line keep to the same indent more nearly than that
LEAST_SIZE_PT: Final = 1.0  # type of size 0 is legal in a PDF; nobody can read it
SAME_SIZE_PT: Final = 0.5
STOPS: Final = (".", ";", ":")


class Column:
    """The edges and the usual distances of a document's lines, in points."""

    def __init__(self, pages: Sequence[Sequence[TextLine]]) -> None:
        lines = [line for page in pages for line in page]
        steps = [below.baseline - above.baseline for page in pages for above, below in pairwise(page)]
        self._leading = median(steps) if steps else USUAL_LEADING_PT
        self._left = _low_edge([line.box[0] for line in lines], LEFT_OUTLIERS)
        # what begins far in may stand in a cell that reaches over the right edge
        self._right = -_low_edge([-line.box[2] for line in lines if self._offset(line) < FAR_EM], RIGHT_OUTLIERS)
        indents = Counter(round(self._offset(line) / UNLIKE_EM) for line in lines)
        often = [indent for indent, count in indents.items() if count > LEAST_INDENTED * len(lines)]
        self._indents = {near for indent in often for near in range(indent - 1, indent + 2)}

    def place(self, line: TextLine, lead: int) -> Indent:
        """Return where a line with `lead` blanks before its first character begins."""
        if lead >= PARAGRAPH_BLANKS and line.start - self._left < INDENT_EM * line.size:
            return Indent.INDENT
        offset = self._offset(line)
        if offset > FAR_EM:
            return Indent.FAR
        return Indent.INDENT if offset > INDENT_EM else Indent.FLUSH

    def room(self, line: TextLine) -> float:
        """Return how many more characters of half an em the column would have held.

        A line justified between its words is full, unless it ends a sentence: then it may be the last of its
        paragraph, which the publisher's engine justifies as well.
        """
        full = not line.letters_apart and line.box[2] > self._right - FULL_LINE_EM * line.size
        if full and not line.text.rstrip().endswith(STOPS):
            return 0.0
        return (self._right - line.box[0] - line.natural_width) / _character(line)

    @staticmethod
    def first_word(line: TextLine) -> float:
        """Return the width of a line's first word in characters of half an em, without the stretching between
        letters.
        """
        inked = dropwhile(lambda glyph: glyph is None or glyph[2].isspace(), line.glyphs)
        word = takewhile(lambda glyph: glyph is not None and not glyph[2].isspace(), inked)
        return sum(glyph[1] - glyph[0] for glyph in word if glyph) / _character(line)

    def is_below_gap(self, above: TextLine, line: TextLine) -> bool:
        """Tell whether more than the usual leading parts two lines of a page."""
        return line.baseline - above.baseline > WIDE_LEADING * self._leading

    def centred(self, lines: Sequence[TextLine]) -> list[TextLine]:
        """Return the lines of every paragraph that is set in the middle of the column."""
        found: list[TextLine] = []
        run: list[TextLine] = []
        for line in lines:
            if run and not (self._is_in_middle(line) and self._is_next(run[-1], line)):
                found += run if self._is_centred(run) else []
                run = []
            if run or self._is_in_middle(line):
                run.append(line)
        return found + run if self._is_centred(run) else found

    def _offset(self, line: TextLine) -> float:
        """Return how far in a line begins, in em."""
        return (line.box[0] - self._left) / max(line.size, LEAST_SIZE_PT)

    def _is_in_middle(self, line: TextLine) -> bool:
        return abs(line.box[0] - self._left - (self._right - line.box[2])) < 2 * OFF_AXIS_EM * line.size

    def _is_next(self, above: TextLine, line: TextLine) -> bool:
        """Tell whether a line may belong to the paragraph of the one above it, for its looks and distance."""
        if above.text.rstrip().endswith(STOPS):
            return False
        near = line.baseline - above.baseline <= WIDE_LEADING * max(self._leading, line.size)
        return near and line.bold is above.bold and abs(line.size - above.size) < SAME_SIZE_PT

    def _is_centred(self, run: Sequence[TextLine]) -> bool:
        """Tell whether lines about one axis are centred.

        One of them stands further in, or less far, than the one above it; one alone is bold, or stands where
        no paragraph of the document begins.
        """
        offsets = [self._offset(line) for line in run]
        if max(offsets, default=0.0) <= INDENT_EM:
            return False
        if len(run) == 1:
            return run[0].bold or round(offsets[0] / UNLIKE_EM) not in self._indents
        return any(below > UNLIKE_EM and abs(below - above) > UNLIKE_EM for above, below in pairwise(offsets))


def _character(line: TextLine) -> float:
    return max(line.size, LEAST_SIZE_PT) / 2


def _low_edge(edges: list[float], outliers: float) -> float:
    """Return the edge that all but the share `outliers` of lines keep to."""
    return sorted(edges)[int(len(edges) * outliers)] if edges else 0.0
