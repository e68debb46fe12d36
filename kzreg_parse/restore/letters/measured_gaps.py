"""Which blanks of a dump's line were printed, told from the widths of its letters.

The publisher's engine stretches a line by one and the same gap between all its letters; the text
extractor writes a blank wherever a gap is wider than a threshold of its own: half a blank, or three
tenths of the running mean of the character widths if that is less. So narrow letters (`і`, `.`) tear
a word sooner than wide ones, and a single gap explains the whole line: a blank before a letter is an
artefact where the gap exceeds the threshold there, and must have been seen at every other place
where it does. How wide the gap is follows from the line's length: a fifth of what it lacks to the
column's width is spread between its letters. The gap that contradicts the line least gives the
reading; words need not be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

import regex

from kzreg_parse.restore.letters.weights import (
    BLANK,
    FULL_LINE,
    GAP_PLAY,
    GAP_STEP,
    GAPS,
    IN_A_CELL,
    LEAST_LINES,
    LETTER_SHARE,
    LOWER_WIDTH,
    MEAN_BEFORE,
    MEAN_SHARE,
    MEASURED_LINES,
    NARROWEST_GAP,
    PUBLISHED_MEASURE,
    UPPER_WIDTH,
    WIDEST_PLAY,
    WIDEST_THRESHOLD,
)
from kzreg_parse.rules import grammar_folder

SPACE = regex.compile(r"\s")
BLANK_RUN = re.compile(" +")

STOPS: Final = frozenset(".,;:)")


class GapReading(NamedTuple):
    """How many of the blanks of each run were printed, for a letter gap; and what it leaves unexplained."""

    blanks: tuple[int, ...]
    contradictions: int


@lru_cache(maxsize=4_096)
def readings(line: str, *, lead: int, measure: float) -> tuple[GapReading, ...]:
    """Return the readings that contradict the line least, each once; only the first where nothing is stretched.

    `lead`: blanks before the line's first character. `measure`: width of the text column in parts of
    the type size. The unstretched reading comes first where it is among them.
    """
    line = SPACE.sub(" ", line)
    plain = _read_plain(line)
    if not plain.contradictions:
        return (plain,)
    widths = list(map(_widths().__getitem__, line))
    ink = sum(width for char, width in zip(line, widths, strict=True) if char != " ")
    count = len(line) - line.count(" ")
    usual = _gap_in(measure, ink, count, lead, len(line.split()) - 1)
    found, least = [plain], float(plain.contradictions)
    for gap in _gaps(usual, every=plain.contradictions > IN_A_CELL):
        reading = _read(line, widths, gap, int(least))
        if reading is None:
            continue
        cost = reading.contradictions + _strangeness(gap, _gap_in(measure, ink, count, lead, sum(reading.blanks)))
        if cost < least:
            found, least = [reading], cost
        elif cost == least and reading not in found:
            found.append(reading)
    return tuple(found)


def _gaps(usual: float, *, every: bool) -> Iterator[float]:
    """Yield the gaps worth trying: those near the one that the line's length asks for, or `every` one."""
    low, high = (0.0, 1.0) if every else (usual * (1 - WIDEST_PLAY), usual * (1 + WIDEST_PLAY))
    for step in range(GAPS):
        gap = NARROWEST_GAP + step * GAP_STEP
        if low <= gap <= high or (step == GAPS - 1 and low <= high and gap < low):
            yield gap


def _strangeness(gap: float, likely: float) -> float:
    """Return how much speaks against a gap that is not the one which the line's length asks for, in contradictions."""
    off = abs(gap - likely) / max(likely, GAP_STEP)
    return next((cost for play, cost in GAP_PLAY if off <= play), IN_A_CELL)


def _gap_in(measure: float, ink_width: float, ink: int, lead: int, blanks: int) -> float:
    """Return the gap between the letters of a line that fills its column.

    A fifth of what is left, without blanks all.
    """
    left = max(0.0, measure - ink_width - BLANK * (lead + blanks))
    share = LETTER_SHARE if lead + blanks else 1.0
    return share * left / max(1, ink - 1)


def column_measure(lines: Sequence[tuple[str, int]]) -> float:
    """Return the width of the text column, from lines that were broken at a blank, each with its leading blanks."""
    sample = lines[:: max(1, len(lines) // MEASURED_LINES)]
    width = _widths().__getitem__
    widths = sorted(BLANK * lead + sum(map(width, line)) for line, lead in sample)
    return widths[int(FULL_LINE * len(widths))] if len(widths) >= LEAST_LINES else PUBLISHED_MEASURE


def _read_plain(line: str) -> GapReading:
    """Return the line read as it stands, every blank printed."""
    blanks: list[int] = []
    wrong = 0
    for run in BLANK_RUN.finditer(line):
        start, end = run.span()
        if not start or end == len(line):
            break
        blanks.append(end - start)
        wrong += (end - start > 1) + (line[end] in STOPS)
    return GapReading(tuple(blanks), wrong)


def _read(line: str, widths: list[float], gap: float, most: int) -> GapReading | None:
    """Return the line read with a letter gap; None as soon as more than `most` places contradict it."""
    blanks: list[int] = []
    wrong = 0
    mean = MEAN_BEFORE
    index, length = 0, len(line)
    parted = True  # a blank, or the line's start, stands before
    while index < length:
        char = line[index]
        if char != " ":
            mean = (mean + widths[index]) / 2
            if not parted and (gap > WIDEST_THRESHOLD or gap > MEAN_SHARE * mean):
                wrong += 1  # the extractor would have written a blank here
                if wrong > most:
                    return None
            parted = False
            index += 1
            continue
        end = index
        while end < length and line[end] == " ":
            end += 1
        if end == length or parted:
            break
        printed, contradicts = _printed(end - index, gap, mean, widths[end])
        wrong += contradicts + (printed > 0 and line[end] in STOPS)
        if wrong > most:
            return None
        blanks.append(printed)
        for _ in range(printed):
            mean = (mean + BLANK) / 2
        parted = printed > 0
        if not printed:
            mean = (mean + widths[end]) / 2
            index = end + 1
        else:
            index = end
    return GapReading(tuple(blanks), wrong)


def _printed(run: int, gap: float, mean: float, width: float) -> tuple[int, int]:
    """Return how many blanks of a run were printed, and how many signs speak against it."""
    if run == 1 and gap > min(WIDEST_THRESHOLD, MEAN_SHARE * (mean + width) / 2):
        return 0, 0
    printed = run - (gap > min(WIDEST_THRESHOLD, MEAN_SHARE * (mean + BLANK) / 2))
    if not printed:
        return 1, 1  # neither reading holds
    return printed, int(printed > 1)  # two printed blanks stand only where a link was lifted out


@lru_cache(maxsize=8_192)
def text_width(text: str) -> float:
    """Return the width of some text as it was painted before it was stretched, in parts of the type size."""
    return sum(map(_widths().__getitem__, text))


class _Widths(dict[str, float]):
    """Character widths; of characters that the table lacks a likely one."""

    def __missing__(self, char: str) -> float:
        return UPPER_WIDTH if char.isupper() else LOWER_WIDTH


@cache
def _widths() -> _Widths:
    """Character widths from `grammars/lexicon/serif_widths.tsv`, in parts of the type size."""
    path = grammar_folder() / "lexicon" / "serif_widths.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("# "))
    return _Widths((char, int(width) / 1000) for char, width in rows)
