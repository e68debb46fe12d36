"""Where one restored text departs from the source, read off the places of its characters.

A text is cut into stretches that follow one another in the source. Between two of them something
was taken out; a stretch out of step was mended as a whole: the steps marked its line, or its
characters changed places. What is left differs from the source letter by letter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from kzreg_parse.model import RepairKind, Traced

MARKUP = regex.compile(r"[*#_\[\]()`>|\\~\-\s]|https?:\S+")
INK = regex.compile(r"[^\s\p{Cf}\p{Cc}\p{Mn}]")
UNPRINTED = regex.compile(r"[\p{Cf}\p{Cc}\p{Mn}--\s]+", regex.V1)
LINE_END = regex.compile("\n")
KIND_RANK: Final[tuple[RepairKind, ...]] = (
    "displaced_link",
    "letter_spacing",
    "script",
    "markdown",
    "page_break",
    "hyphen",
    "line_join",
    "spacing",
)
LINE_ENDS_OF_A_PAGE: Final = 4
BLANK: Final = frozenset(" \n")  # a line end parts two cells


class Mark(NamedTuple):
    """What a repairing step says of a stretch of the source."""

    kind: RepairKind
    span: tuple[int, int]
    confidence: float


class Edit(NamedTuple):
    """The source from `start` to `end` reads `clean` in the restored text."""

    start: int
    end: int
    clean: str
    kind: RepairKind
    confidence: float


class _Stretch(NamedTuple):
    """Source `start` to `end` beside the text's `clean_start` to `clean_end`; in step unless `out_of_step`."""

    start: int
    end: int
    clean_start: int
    clean_end: int
    out_of_step: bool = False
    mark: Mark | None = None


def merged(one: Mark | None, other: Mark | None) -> Mark | None:
    """Return both marks as one: the graver kind, the lesser confidence."""
    if one is None or other is None or one is other:
        return one or other
    return Mark(
        min(one.kind, other.kind, key=KIND_RANK.index),
        (min(one.span[0], other.span[0]), max(one.span[1], other.span[1])),
        min(one.confidence, other.confidence),
    )


def edits_of(source: str, text: Traced, mended_spans: Sequence[Mark]) -> list[Edit]:
    """Return the text's departures, disjoint and in the order of the source.

    `mended_spans` are the marks of steps that mend a line as a whole, disjoint and in order; each becomes
    one edit, so that a reader sees the line before and after.
    """
    if len(text.runs) == 1 and not mended_spans and source.startswith(text.text, text.runs[0][1]):
        return []
    edits: list[Edit] = []
    last: _Stretch | None = None
    for stretch in _in_order(_stretches(text, mended_spans)):
        if last is not None and last.end < stretch.start:
            blank_before = not last.out_of_step and text.text[stretch.clean_start - 1] == " "
            _add_gap(source, last.end, stretch.start, edits, blank_before=blank_before)
        if stretch.out_of_step:
            _add_whole(source, text, stretch, edits)
        else:
            _add_letters(source, text, stretch, edits)
        last = stretch
    return edits


def _stretches(text: Traced, mended_spans: Sequence[Mark]) -> Iterator[_Stretch]:
    """Yield the text cut where it leaves the source's order and where a mended_span begins or ends."""
    if not mended_spans:
        for start, end, offset in text.stretches():
            yield _Stretch(offset, offset + end - start, start, end)
        return
    starts = [mended_span.span[0] for mended_span in mended_spans]
    runs = [*text.runs, (len(text.text), -1)]
    index = 0
    position, offset = runs[0]
    while index < len(runs) - 1:
        end = runs[index + 1][0]
        number = bisect_right(starts, offset) - 1
        if number >= 0 and offset < mended_spans[number].span[1]:
            low, high = mended_spans[number].span
            first = position
            while low <= runs[index + 1][1] < high:  # a closed-up line has a run for each letter
                index += 1
                position, offset = runs[index]
            end = runs[index + 1][0]
            stop = min(end, position + high - offset)
            yield _Stretch(low, high, first, stop, True, mended_spans[number])
        else:
            below = starts[number + 1] if number + 1 < len(starts) else offset + end - position
            stop = min(end, position + below - offset)
            yield _Stretch(offset, offset + stop - position, position, stop)
        index += stop == end
        position, offset = (stop, offset + stop - position) if stop < end else runs[index]


def _in_order(stretches: Iterator[_Stretch]) -> list[_Stretch]:
    """Return the stretches in the order of the source; those that changed places with others become one with them."""
    done: list[_Stretch] = []
    for stretch in stretches:
        whole = stretch
        while done and done[-1].end > whole.start:
            last = done.pop()
            ends = (min(last.start, whole.start), max(last.end, whole.end))
            whole = _Stretch(*ends, last.clean_start, whole.clean_end, True, merged(last.mark, whole.mark))
        done.append(whole)
    return done


def _add_whole(source: str, text: Traced, stretch: _Stretch, edits: list[Edit]) -> None:
    raw, clean = source[stretch.start : stretch.end], text.text[stretch.clean_start : stretch.clean_end]
    if raw == clean:
        return
    if stretch.mark is not None:
        kind, confidence = stretch.mark.kind, stretch.mark.confidence
    else:
        kind, confidence = ("spacing" if raw.split() == clean.split() else "displaced_link"), 1.0
    edits.append(Edit(stretch.start, stretch.end, clean, kind, confidence))


def _add_letters(source: str, text: Traced, stretch: _Stretch, edits: list[Edit]) -> None:
    """The characters of a stretch in step that were changed; neighbours of one kind make one edit."""
    start, _, clean_start, clean_end, *_ = stretch
    raw, clean = source[start : stretch.end], text.text[clean_start:clean_end]
    if raw == clean:
        return
    if raw.replace("\n", " ") == clean:
        places = [match.start() for match in LINE_END.finditer(raw)]
    else:
        places = [index for index, letter in enumerate(raw) if letter != clean[index]]
    for index in places:
        place, letter = start + index, clean[index]
        kind = gap_kind(source, place, place + 1, letter) if letter in BLANK else "script"
        if edits and edits[-1].end == place and kind == edits[-1].kind == "script":
            edits[-1] = edits[-1]._replace(end=place + 1, clean=edits[-1].clean + letter)
        else:
            edits.append(Edit(place, place + 1, letter, kind, 1.0))


def _add_gap(source: str, start: int, end: int, edits: list[Edit], *, blank_before: bool) -> None:
    """Something was taken out; with it goes the blank before it, so that the edit shows what stands there instead."""
    clean = ""
    last = edits[-1] if edits else None
    if last is not None and last.end == start and last.clean == " ":
        edits.pop()
        start, clean = last.start, " "
    elif blank_before and source[start - 1] == " " and not INK.search(source, start, end):
        start, clean = start - 1, " "
    edits.append(Edit(start, end, clean, gap_kind(source, start, end, clean), 1.0))


def gap_kind(source: str, start: int, end: int, clean: str = "") -> RepairKind:
    """Return what kind of repair puts a blank or nothing for the source from `start` to `end`.

    Words are taken out only at a page's edge. A word that goes on behind its hyphen leaves no blank.
    """
    raw = source[start:end]
    if UNPRINTED.fullmatch(raw):
        return "script"
    if not INK.search(raw):
        if raw.count("\n") >= LINE_ENDS_OF_A_PAGE or "\f" in raw:
            return "page_break"
        if "\n" in raw or "\r" in raw:
            return "hyphen" if not clean and source[start - 1 : start] == "-" else "line_join"
        return "spacing"
    return "page_break" if MARKUP.sub("", raw) else "markdown"
