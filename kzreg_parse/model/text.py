"""Text that remembers where each of its characters stands in the source.

Every stage cuts, joins and reorders text; with the places carried along, a value's span and the
ledger of repairs follow from the text itself and need no book-keeping in the stages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Final

import regex

BLANKS: Final = " \t\u00a0\r\n\f\v\u2007\u202f\u200b\u2028\u2029\ufeff"
_FAR: Final = 1 << 62
_OFFSET: Final = itemgetter(1)  # of a run


@dataclass(frozen=True, slots=True)
class Traced:
    """Some text and, for each of its characters, its offset in the source text (code points).

    `runs` are pairs (position in `text`, offset in the source); from each pair on, text and source
    go in step until the next pair. A character that the source does not have (a blank put in where
    lines were joined) carries the offset of what it replaces.
    """

    text: str
    runs: tuple[tuple[int, int], ...]

    @classmethod
    def cut(cls, source: str, start: int, end: int) -> Traced:
        """Return the source text from `start` to `end`, unchanged."""
        return cls(source[start:end], ((0, start),))

    @classmethod
    def join(cls, parts: Iterable[Traced]) -> Traced:
        """Return the parts one behind the other, in the order given."""
        texts: list[str] = []
        runs: list[tuple[int, int]] = []
        length = 0
        for part in parts:
            if not part.text:
                continue
            for position, offset in part.runs:
                if not runs or offset - runs[-1][1] != length + position - runs[-1][0]:
                    runs.append((length + position, offset))
            texts.append(part.text)
            length += len(part.text)
        return cls("".join(texts), tuple(runs))

    @classmethod
    def spaced(cls, parts: Iterable[Traced]) -> Traced:
        """Return the parts as running text, a blank between them that stands for what follows the part before it."""
        rows: list[Traced] = []
        for part in parts:
            if rows and part:
                rows.append(cls.blank(rows[-1].span[1]))
            if part:
                rows.append(part)
        return cls.join(rows)

    @classmethod
    def blank(cls, offset: int) -> Traced:
        """Return one blank that stands for what the source has at `offset`."""
        return cls(" ", ((0, offset),))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, index: slice) -> Traced:
        start, stop, _ = index.indices(len(self.text))
        if start >= stop:
            return EMPTY
        if (start, stop) == (0, len(self.text)):
            return self
        if len(self.runs) == 1:
            return Traced(self.text[start:stop], ((0, self.runs[0][1] + start),))
        first = bisect_right(self.runs, (start, _FAR)) - 1
        last = bisect_right(self.runs, (stop - 1, _FAR))
        position, offset = self.runs[first]
        runs = [(place - start, at) for place, at in self.runs[first + 1 : last]]
        return Traced(self.text[start:stop], ((0, offset + start - position), *runs))

    def __add__(self, other: Traced) -> Traced:
        return Traced.join((self, other))

    def offset(self, index: int) -> int:
        """Return the place in the source of the character at `index` (negative: from the end)."""
        if index < 0:
            index += len(self.text)
        position, offset = self.runs[bisect_right(self.runs, (index, _FAR)) - 1]
        return offset + index - position

    def stretches(self) -> Iterator[tuple[int, int, int]]:
        """(start, end, offset) of every stretch of the text that goes in step with the source."""
        for index, (position, offset) in enumerate(self.runs):
            end = self.runs[index + 1][0] if index + 1 < len(self.runs) else len(self.text)
            yield position, end, offset

    @property
    def span(self) -> tuple[int, int]:
        """The smallest span of the source that holds every character. Raises ValueError when empty."""
        if not self.text:
            raise ValueError("an empty text has no span")
        runs = self.runs
        if len(runs) == 1:
            return runs[0][1], runs[0][1] + len(self.text)
        ends = [offset + below - position for (position, offset), (below, _) in pairwise(runs)]
        last_position, last_offset = runs[-1]
        ends.append(last_offset + len(self.text) - last_position)
        return min(runs, key=_OFFSET)[1], max(ends)

    def moved(self, by: int) -> Traced:
        """Return the same text, its offsets raised by `by`."""
        return Traced(self.text, tuple((position, offset + by) for position, offset in self.runs))

    def strip(self) -> Traced:
        """Without the blanks at both ends."""
        start = len(self.text) - len(self.text.lstrip(BLANKS))
        return self[start : len(self.text.rstrip(BLANKS))]

    def with_text(self, text: str) -> Traced:
        """Other characters in the same places; `text` has the same length."""
        if len(text) != len(self.text):
            raise ValueError("with_text needs as many characters as there are")
        return self if text == self.text else Traced(text, self.runs)

    def drop(self, pattern: regex.Pattern[str]) -> Traced:
        """Without what the pattern matches; its group `cut`, where it has one, is all that goes."""
        group: int | str = "cut" if "cut" in pattern.groupindex else 0
        if len(self.runs) == 1:
            return self._drop_from_run([match.span(group) for match in pattern.finditer(self.text)])
        kept, position = [], 0
        for match in pattern.finditer(self.text):
            start, end = match.span(group)
            kept.append(self[position:start])
            position = end
        return Traced.join([*kept, self[position:]]) if kept else self

    def _drop_from_run(self, cuts: list[tuple[int, int]]) -> Traced:
        """Without the stretches between `cuts`, where all the text goes in step with the source."""
        text, offset = self.text, self.runs[0][1]
        kept: list[str] = []
        runs: list[tuple[int, int]] = []
        position = length = 0
        for start, end in [*cuts, (len(text), len(text))]:
            if position < start:
                if not runs or offset + position - length != runs[-1][1] - runs[-1][0]:
                    runs.append((length, offset + position))
                kept.append(text[position:start])
                length += start - position
            position = end
        return Traced("".join(kept), tuple(runs)) if cuts else self


EMPTY: Final = Traced("", ())
