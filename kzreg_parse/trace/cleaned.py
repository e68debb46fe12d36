"""The whole source with every repair applied: one line for each block, and where each character comes from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import regex

from kzreg_parse.model import Repair
from kzreg_parse.model.errors import LedgerError
from kzreg_parse.trace.inside import places_inside

BETWEEN_BLOCKS = regex.compile(r"[\s\u200b\ufeff]{2,}|[^\S ]|[\u200b\ufeff]")  # within a block one blank parts words

Span = tuple[int, int]


class Segment(NamedTuple):
    """Clean `start` to `end` stands for source `low` to `high`: unchanged, a repair, or what parts two blocks."""

    start: int
    end: int
    low: int
    high: int
    repair: Repair | None
    is_gap: bool = False


class Cleaned:
    """`text` is the clean text, its blocks parted by line ends.

    Raises LedgerError where the repairs are not those of this source text.
    """

    def __init__(self, source_text: str, repairs: Iterable[Repair]) -> None:
        self._segments: list[Segment] = []
        self._parts: list[str] = []
        self._length = 0
        position = 0
        for repair in repairs:
            low, high = repair.span
            if low < position or source_text[low:high] != repair.raw:
                raise LedgerError(f"{repair.id} is not a repair of this source text")
            self._copy(source_text, position, low)
            self._add(repair.clean, low, high, repair)
            position = high
        self._copy(source_text, position, len(source_text))
        self.text = "".join(self._parts)
        self._starts = [segment.start for segment in self._segments]
        self._lows = [segment.low for segment in self._segments]

    def _copy(self, source_text: str, low: int, high: int) -> None:
        """The source unchanged, but a line end for whatever parts two blocks."""
        position = low
        for gap in BETWEEN_BLOCKS.finditer(source_text, low, high):
            self._add(source_text[position : gap.start()], position, gap.start())
            self._add("\n", *gap.span(), is_gap=True)
            position = gap.end()
        self._add(source_text[position:high], position, high)

    def _add(self, clean: str, low: int, high: int, repair: Repair | None = None, *, is_gap: bool = False) -> None:
        if low == high and not clean:
            return
        end = self._length + len(clean)
        self._segments.append(Segment(self._length, end, low, high, repair, is_gap))
        self._parts.append(clean)
        self._length = end

    def region(self, span: Span) -> Span:
        """Return the clean stretch that stands for a span of the source; whole repairs where the span cuts one."""
        first = self._segments[max(0, bisect_right(self._lows, span[0]) - 1)]
        last = self._segments[max(0, bisect_left(self._lows, span[1]) - 1)]
        start = first.start if first.repair or first.is_gap else first.start + span[0] - first.low
        end = last.end if last.repair or last.is_gap else min(last.end, last.start + span[1] - last.low)
        return start, max(start, end)

    def segment_at(self, position: int) -> Segment:
        """Return what the clean character at `position` belongs to."""
        return self._segments[bisect_right(self._starts, position) - 1]

    def source_of(self, position: int) -> tuple[Span, bool, Repair | None]:
        """Return the source span of a clean character; whether it is that very character; the repair it lies in."""
        segment = self.segment_at(position)
        if segment.repair is None and not segment.is_gap:
            place = segment.low + position - segment.start
            return (place, place + 1), True, None
        if segment.repair is not None:
            inside = _places(segment.repair.raw, segment.repair.clean)[position - segment.start]
            if inside is not None:
                return (segment.low + inside, segment.low + inside + 1), True, segment.repair
        return (segment.low, segment.high), False, segment.repair

    def clean_of(self, offset: int) -> tuple[Span, bool, Repair | None]:
        """Return the clean stretch that a source character went into; whether it is that very character; the repair."""
        segment = self._segments[bisect_right(self._lows, offset) - 1]
        if segment.repair is None and not segment.is_gap:
            place = segment.start + offset - segment.low
            return (place, place + 1), True, None
        if segment.repair is not None:
            inside = _places(segment.repair.raw, segment.repair.clean)
            if offset - segment.low in inside:
                place = segment.start + inside.index(offset - segment.low)
                return (place, place + 1), True, segment.repair
        return (segment.start, segment.end), False, segment.repair


@lru_cache(maxsize=1024)
def _places(raw: str, clean: str) -> tuple[int | None, ...]:
    return tuple(places_inside(raw, clean))
