"""Items of the gold matched with items of the output, one to one; what is left are the misses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

Place = tuple[int, str | None]  # number of the gold's attachment (0: the act itself), number of the clause
Span = tuple[int, int]
WHOLE_ACT: Final[Place] = (0, None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One item of the gold.

    Any of `keys` is right, the first is the one that is written. `slot` is what it stands in (a field, a
    cell): of two items in one slot that differ, the one is wrong for the other. An `optional` item is
    left out of scoring: it is neither missed, nor does what the output has for it count as an extra;
    where no key agrees, it covers one item of the output in its slot. `words` are the act's words that it
    was made from, `quote` is the damaged source text where the gold quotes it: both only to find its place.
    """

    keys: tuple[Hashable, ...]
    shown: str
    place: Place = WHOLE_ACT
    slot: Hashable = None
    optional: bool = False
    words: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One item of the output; `counts` is false for what the gold need not list (no extra, but may be matched)."""

    key: Hashable
    shown: str
    span: Span | None
    place: Place = WHOLE_ACT
    slot: Hashable = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Miss:
    """A point lost: `missing` (no `found`), `extra` (no `wanted`) or `wrong` (both)."""

    measure: str
    wanted: Wanted | None
    found: Found | None

    @property
    def kind(self) -> Literal["missing", "extra", "wrong"]:
        """Which side has it."""
        if self.found is None:
            return "missing"
        return "extra" if self.wanted is None else "wrong"


@dataclass(frozen=True, slots=True)
class Score:
    """How one measure came out: items that agree, items of the gold, items of the output.

    `found` is None where the output's own items are no fair count (restored pairs are a choice of the
    gold's); there is no precision then.
    """

    hits: int = 0
    gold: int = 0
    found: int | None = 0
    misses: tuple[Miss, ...] = field(default=(), repr=False)

    @property
    def precision(self) -> float | None:
        """Share of the output's items that are right; None where there is none."""
        return self.hits / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the gold's items that were found; None where there is none."""
        return self.hits / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; None where neither side has an item, or there is no precision."""
        if self.found is None or not self.gold + self.found:
            return None
        return 2 * self.hits / (self.gold + self.found)

    @property
    def value(self) -> float:
        """The one number a floor looks at: F1, or recall; 1 where nothing was wanted and nothing found."""
        if self.found is None:
            return 1.0 if self.recall is None else self.recall
        return 1.0 if self.f1 is None else self.f1

    def __add__(self, other: Score) -> Score:
        found = None if self.found is None or other.found is None else self.found + other.found
        return Score(self.hits + other.hits, self.gold + other.gold, found, self.misses + other.misses)


@dataclass(slots=True)
class Matched:
    """Pairs that agree, and what is left on either side."""

    pairs: list[tuple[Wanted, Found]]
    missing: list[Wanted]
    extra: list[Found]

    def score(self, measure: str) -> Score:
        """Return the counts, with a miss for every point lost."""
        hits = len(self.pairs)
        misses = tuple(_misses(measure, self.missing, self.extra))
        return Score(hits, hits + len(self.missing), hits + len(self.extra), misses)


def match(wanted: Iterable[Wanted], found: Iterable[Found], *, left_out: Collection[Hashable] = ()) -> Matched:
    """Match by key, each item once; an item in the same place goes before one that stands elsewhere.

    Items of the output whose slot is in `left_out` are no extras.
    """
    items = list(wanted)
    pool = _Pool(list(found))
    scored = [item for item in items if not item.optional]
    pairs: dict[int, Found] = {}
    for same_place in (True, False):
        for first in (True, False):
            for number, item in enumerate(scored):
                if number not in pairs:
                    taken = pool.take(item.keys[:1] if first else item.keys[1:], item.place if same_place else None)
                    if taken is not None:
                        pairs[number] = taken
    optional = [item for item in items if item.optional]
    uncovered = [item for item in optional if pool.take(item.keys, None) is None]
    for item in uncovered:
        pool.take_slot(item.slot)
    extra = [item for item in pool.rest() if item.counts and (item.slot is None or item.slot not in left_out)]
    return Matched(
        [(scored[number], pairs[number]) for number in sorted(pairs)],
        [item for number, item in enumerate(scored) if number not in pairs],
        extra,
    )


def score(
    measure: str, wanted: Iterable[Wanted], found: Iterable[Found], *, left_out: Collection[Hashable] = ()
) -> Score:
    """Match and count in one go."""
    return match(wanted, found, left_out=left_out).score(measure)


class _Pool:
    """The output's items, each to be taken once, in reading order."""

    def __init__(self, items: Sequence[Found]) -> None:
        self._items = items
        self._free = [True] * len(items)
        self._by_key = _index(items, lambda item: item.key)
        self._by_slot = _index(items, lambda item: item.slot)

    def take(self, keys: Iterable[Hashable], place: Place | None) -> Found | None:
        """Return the first free item with one of the keys, in `place` where one is given."""
        for key in keys:
            numbers = self._by_key.get(key, [])
            for number in numbers:
                if self._free[number] and (place is None or self._items[number].place == place):
                    self._free[number] = False
                    return self._items[number]
        return None

    def take_slot(self, slot: Hashable) -> None:
        """Take the first free item of a slot, where there is one."""
        for number in self._by_slot.get(slot, []) if slot is not None else []:
            if self._free[number] and self._items[number].counts:
                self._free[number] = False
                return

    def rest(self) -> list[Found]:
        """Return what nobody took."""
        return [item for item, free in zip(self._items, self._free, strict=True) if free]


def _index(items: Sequence[Found], of: Callable[[Found], Hashable]) -> dict[Hashable, list[int]]:
    numbers: dict[Hashable, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        numbers[of(item)].append(number)
    return numbers


def _misses(measure: str, missing: Iterable[Wanted], extra: Sequence[Found]) -> Iterable[Miss]:
    """Yield what is missing, beside the extra of its slot where there is one; then the other extras."""
    in_slot: dict[Hashable, list[int]] = defaultdict(list)
    for number in reversed(range(len(extra))):
        if extra[number].slot is not None:
            in_slot[extra[number].slot].append(number)
    used = set()
    for item in missing:
        numbers = in_slot[item.slot] if item.slot is not None else []
        beside = numbers.pop() if numbers else None
        if beside is not None:
            used.add(beside)
        yield Miss(measure, item, None if beside is None else extra[beside])
    for number, other in enumerate(extra):
        if number not in used:
            yield Miss(measure, None, other)
