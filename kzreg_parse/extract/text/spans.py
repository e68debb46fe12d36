"""Stretches of one text that do not overlap, asked by place in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Spans:
    """Sorted (start, end) pairs; `end` is exclusive."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.items = sorted(spans)
        self._starts = [start for start, _ in self.items]

    def covers(self, place: int) -> bool:
        """Tell whether the place lies in one of them."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self.items[index][1]

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return those that lie in the stretch from `start` to `end`."""
        return [
            span
            for span in self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
            if span[1] <= end
        ]

    def after(self, place: int) -> tuple[int, int] | None:
        """Return the first that begins at or behind the place."""
        index = bisect_left(self._starts, place)
        return self.items[index] if index < len(self.items) else None

    def before(self, place: int) -> tuple[int, int] | None:
        """Return the last that ends at or before the place."""
        index = bisect_right(self._starts, place) - 1
        while index >= 0 and self.items[index][1] > place:
            index -= 1
        return self.items[index] if index >= 0 else None
