"""The publisher's page engine: paragraphs to lines, lines to placed characters, in the order of their painting.

Modelled on Flying Saucer 9.0.7 with Liberation Serif. Lines are filled greedily with the segments of
Java's word BreakIterator; a blank that has no room left is dropped. A justified line gives 80 % of its
slack to its blanks and 20 % to the gaps between its other characters. The words of a link are painted
after the rest of their line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import regex

WIDTHS_FILE: Final = Path(__file__).resolve().parents[2] / "grammars" / "lexicon" / "serif_widths.tsv"
TYPE_SIZE_PT: Final = 13.99
PAGE_MEASURE_PT: Final = (
    490.6  # of the publisher's A4 page; with 490.0 or 491.0 more lines of the samples end elsewhere
)
LEFT_PT: Final = 52.2
INDENT: Final = " " * 6
UNKNOWN_WIDTH, UNKNOWN_CAPITAL_WIDTH = 0.5, 0.722  # em, of characters that the table does not have
BLANKS_SHARE: Final = 0.8  # of a justified line's slack

# A figure with its decimals, a word with its inner hyphens, or one character: a line may end behind each.
SEGMENT = regex.compile(r"\d+(?:[.,]\d+)*|\p{L}+(?:[-'’.]\p{L}+)*|.", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a paragraph, hyperlinked or not."""

    text: str
    link: bool = False


@dataclass(slots=True)
class Glyph:
    """One character on the page; `piece` numbers the paragraph's piece that it belongs to."""

    char: str
    link: bool
    piece: int
    x: float = 0.0  # pt from the page's left edge


@dataclass(slots=True)
class PrintedLine:
    """One line of a paragraph, its characters in reading order."""

    glyphs: list[Glyph]
    is_last: bool = False

    def painted(self) -> list[Glyph]:
        """The characters in the order of their painting: links come last."""
        return [glyph for glyph in self.glyphs if not glyph.link] + [glyph for glyph in self.glyphs if glyph.link]

    def is_moved(self) -> bool:
        """Whether the painting changes the order of what is not blank."""
        links_seen = False
        for glyph in self.glyphs:
            if glyph.char == " ":
                continue
            if links_seen and not glyph.link:
                return True
            links_seen = links_seen or glyph.link
        return False


@cache
def _widths() -> dict[str, float]:
    rows = (line.split("\t") for line in WIDTHS_FILE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {letter: int(width) / 1000 for letter, width in rows}


def width_pt(char: str) -> float:
    """How far one character moves the pen."""
    missing = UNKNOWN_CAPITAL_WIDTH if char.isupper() else UNKNOWN_WIDTH
    return _widths().get(char, missing) * TYPE_SIZE_PT


def natural_width_pt(text: str) -> float:
    """The width of a text that is not stretched."""
    return sum(map(width_pt, text))


def pieces_of(text: str, links: Sequence[tuple[int, int]], *, indent: bool) -> list[Piece]:
    """The paragraph cut at its links; `links` are (start, end) in `text`, in order and apart."""
    pieces: list[Piece] = []
    position = 0
    lead = INDENT if indent else ""
    for start, end in [*links, (len(text), len(text))]:
        plain = lead + text[position:start]
        lead = ""
        if plain:
            pieces.append(Piece(plain))
        if end > start:
            pieces.append(Piece(text[start:end], link=True))
        position = end
    return pieces


def lay_out(pieces: Sequence[Piece], measure_pt: float = PAGE_MEASURE_PT) -> list[PrintedLine]:
    """The lines of a paragraph. A segment ends where its piece ends, even inside a word."""
    lines = [PrintedLine([])]
    room = measure_pt
    for number, segment in _segments(pieces):
        width = natural_width_pt(segment)
        if width > room + 1e-6 and lines[-1].glyphs:
            lines.append(PrintedLine([]))
            room = measure_pt
        if segment == " " and not lines[-1].glyphs and len(lines) > 1:
            continue  # a blank at a line's start is not printed
        lines[-1].glyphs += [Glyph(char, pieces[number].link, number) for char in segment]
        room -= width
    if len(lines) > 1 and all(glyph.char == " " for glyph in lines[-1].glyphs):
        lines.pop()
    lines[-1].is_last = True
    return lines


def _segments(pieces: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    for number, piece in enumerate(pieces):
        for segment in SEGMENT.findall(piece.text):
            yield number, segment


def place(line: PrintedLine, *, justify: bool, measure_pt: float = PAGE_MEASURE_PT, left_pt: float = LEFT_PT) -> None:
    """Give every character of the line its x; a justified line is stretched over the whole measure."""
    slack = measure_pt - sum(width_pt(glyph.char) for glyph in line.glyphs)
    blanks = sum(glyph.char == " " for glyph in line.glyphs)
    others = len(line.glyphs) - blanks
    at_blank = at_other = 0.0
    if justify and slack > 0:
        if blanks:
            at_blank = BLANKS_SHARE * slack / blanks
            at_other = (1 - BLANKS_SHARE) * slack / (others - 1) if others > 1 else 0.0
        elif others > 1:
            at_other = slack / (others - 1)
    x = left_pt
    for glyph in line.glyphs:
        glyph.x = x
        x += width_pt(glyph.char) + (at_blank if glyph.char == " " else at_other)
