"""Characters with positions to lines of text: the geometry shared by a page's flow and a table's cells.

Rules measured on the publisher's PDFs: characters sorted by baseline and then by x stand in reading
order, links included; words are parted at blank characters only, since the gap between the letters
of a stretched line reaches 20 pt at 14 pt type. Pages of other producers may have no blank
characters at all; there, and only there, a gap parts words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from kzreg_parse.read.source import Box

BASELINE_TOLERANCE_EM: Final = 0.4  # raised figures stay on their line
DOUBLE_STRIKE_PT: Final = 0.8  # the same letter painted twice for bold
WORD_GAP_EM: Final = 0.22  # parts words on a page without blank characters
COLUMN_GAP_EM: Final = 2.5  # parts columns on any page; above the widest letter gap seen (1.45 em)
BLANK_SHARE: Final = 0.03  # fewer blank characters than this, and the page has none to speak of
UNMAPPED: Final = "(cid:"

Char = dict[str, Any]  # a pdfplumber character


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of characters in reading order; `chars` is one character of `text` each, None for a put-in blank."""

    text: str
    chars: tuple[Char | None, ...]
    baseline: float  # pt from the page's top
    start: float  # x of the first character, a blank or not
    box: Box
    natural_width: float  # pt, without the stretching between letters
    bold: bool
    size: float  # pt


def has_blanks(chars: Sequence[Char]) -> bool:
    """Whether the page's words are parted by blank characters."""
    return sum(1 for char in chars if char["text"].isspace()) >= BLANK_SHARE * len(chars)


def text_lines(chars: Iterable[Char], *, blanks: bool) -> list[TextLine]:
    """The characters as lines from top to bottom, blanks at the line ends kept."""
    rows: list[list[Char]] = []
    current = None
    for char in sorted(chars, key=_baseline):
        base = _baseline(char)
        if current is None or base - current > BASELINE_TOLERANCE_EM * char["size"]:
            rows.append([])
            current = base
        rows[-1].append(char)
    lines = (_text_line(row, blanks=blanks) for row in rows)
    return [line for line in lines if line is not None]


def _baseline(char: Char) -> float:
    return float(char["top"] + char["y1"] - char["matrix"][5])


def _text_line(row: list[Char], *, blanks: bool) -> TextLine | None:
    row.sort(key=lambda char: char["x0"])
    text: list[str] = []
    chars: list[Char | None] = []
    last: Char | None = None
    for char in row:
        if last is not None and not char["text"].isspace():
            if char["text"] == last["text"] and abs(char["x0"] - last["x0"]) < DOUBLE_STRIKE_PT:
                continue
            gap = (char["x0"] - last["x1"]) / (char["size"] or 1.0)
            if gap > (COLUMN_GAP_EM if blanks else WORD_GAP_EM) and not last["text"].isspace():
                text.append(" ")
                chars.append(None)
        letters = "\ufffd" if char["text"].startswith(UNMAPPED) else char["text"]
        text.append(letters)
        chars.extend([char] * len(letters))
        last = char
    inked = [char for char in row if not char["text"].isspace()]
    if not inked:
        return None
    return TextLine(
        text="".join(text),
        chars=tuple(chars),
        baseline=_baseline(inked[0]),
        start=row[0]["x0"],
        box=(
            inked[0]["x0"],
            min(char["top"] for char in inked),
            max(char["x1"] for char in inked),
            max(char["bottom"] for char in inked),
        ),
        natural_width=sum(char["width"] for char in row if char["x0"] >= inked[0]["x0"]),
        bold=2 * sum("bold" in char["fontname"].lower() for char in inked) > len(inked),
        size=median(char["size"] for char in inked),
    )
