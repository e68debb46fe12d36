"""Glyphs with positions to lines of text: the geometry shared by a page's flow and a table's cells.

Rules measured on the publisher's PDFs: characters sorted by baseline and then by x stand in reading
order, links included; words are parted at blank characters only, since the gap between the letters
of a stretched line reaches 20 pt at 14 pt type. Pages of other producers may have no blank
characters at all; there, and only there, a gap parts words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter, itemgetter
from statistics import median
from typing import Final, NamedTuple

from kzreg_parse.read.pdf.content import Glyph, GlyphRun
from kzreg_parse.read.source import Box

BASELINE_TOLERANCE_EM: Final = 0.4  # raised figures stay on their line
DOUBLE_STRIKE_PT: Final = 0.8  # the same letter painted twice for bold
WORD_GAP_EM: Final = 0.22  # parts words on a page without blank characters
BLANK_EM: Final = 0.3  # what a blank takes that a page leaves out
COLUMN_GAP_EM: Final = 2.5  # parts columns on any page; above the widest letter gap seen (1.45 em)
LETTER_GAP_EM: Final = 0.03  # mean gap between a word's letters above which they are moved apart
BLANK_SHARE: Final = 0.03  # fewer blank characters than this, and the page has none to speak of

BY_BASELINE = attrgetter("baseline")
BY_X = itemgetter(0)


class TextLine(NamedTuple):
    """One line of text in reading order."""

    text: str
    glyphs: Sequence[Glyph | None]  # the glyph of each character of `text`, None for a put-in blank
    baseline: float  # pt from the page's top
    start: float  # x of the first glyph, a blank or not
    box: Box
    natural_width: float  # pt, without the stretching between letters
    letters_apart: bool  # the letters of its words are moved apart
    bold: bool
    size: float  # pt


def has_blanks(runs: Iterable[GlyphRun]) -> bool:
    """Tell whether the page's words are parted by blank characters."""
    letters = [letter for run in runs for _, _, letter in run.glyphs]
    return sum(map(str.isspace, letters)) >= BLANK_SHARE * len(letters)


def text_lines(runs: Iterable[GlyphRun], *, blanks: bool) -> list[TextLine]:
    """Return the runs as lines from top to bottom, blanks at the line ends kept."""
    rows: list[list[GlyphRun]] = []
    current = None
    for run in sorted(runs, key=BY_BASELINE):
        if current is None or run.baseline - current > BASELINE_TOLERANCE_EM * run.size:
            rows.append([])
            current = run.baseline
        rows[-1].append(run)
    lines = (_text_line(row, blanks=blanks) for row in rows)
    return [line for line in lines if line is not None]


def _text_line(row: list[GlyphRun], *, blanks: bool) -> TextLine | None:
    inked = [
        (min(ink)[0], run, ink) for run in row if (ink := [glyph for glyph in run.glyphs if not glyph[2].isspace()])
    ]
    if not inked:
        return None
    left, first, _ = min(inked, key=BY_X)
    sizes = [run.size for _, run, ink in inked for _ in ink]
    size = median(sizes) if len(inked) > 1 else first.size
    glyphs = sorted(chain.from_iterable(run.glyphs for run in row), key=BY_X)
    text, shown, apart = _words(glyphs, widest_gap=size * (COLUMN_GAP_EM if blanks else WORD_GAP_EM))
    return TextLine(
        text=text,
        glyphs=shown,
        baseline=first.baseline,
        start=glyphs[0][0],
        box=(
            left,
            min(run.top for _, run, _ in inked),
            max(x1 for _, _, ink in inked for _, x1, _ in ink),
            max(run.bottom for _, run, _ in inked),
        ),
        natural_width=sum(x1 - x0 for x0, x1, _ in glyphs if x0 >= left) + shown.count(None) * BLANK_EM * size,
        letters_apart=apart > LETTER_GAP_EM * size,
        bold=2 * sum(len(ink) for _, run, ink in inked if run.bold) > len(sizes),
        size=size,
    )


def _words(glyphs: list[Glyph], *, widest_gap: float) -> tuple[str, list[Glyph | None], float]:
    """Return the letters from left to right, the glyph of each, and the mean gap between letters of a word.

    A gap wider than `widest_gap` becomes a blank.
    """
    text: list[str] = []
    shown: list[Glyph | None] = []
    gaps, pairs = 0.0, 0
    last_letters, last_start, last_end, after_blank = "", 0.0, 0.0, True
    for glyph in glyphs:
        x0, x1, letters = glyph
        is_blank = letters.isspace()
        if not is_blank:
            if letters == last_letters and abs(x0 - last_start) < DOUBLE_STRIKE_PT:
                continue
            if not after_blank:
                if x0 - last_end > widest_gap:
                    text.append(" ")
                    shown.append(None)
                else:
                    gaps += x0 - last_end
                    pairs += 1
        text.append(letters)
        shown.append(glyph)
        if len(letters) > 1:
            shown += [glyph] * (len(letters) - 1)
        last_letters, last_start, last_end, after_blank = letters, x0, x1, is_blank
    return "".join(text), shown, gaps / pairs if pairs else 0.0
