"""Which reading of every block: the most likely outline of a whole document.

A beam over the blocks. A state keeps the last number of every rank and what was opened last; a step
scores the reading's own evidence and how its number follows: clauses of one document run on across
chapters, articles and points start their own counts. `1. Жалпы ережелер` stays chapter and clause
until the lines below decide. What the search passed through is kept, so that every decision has a
margin: how much worse the best outline is that reads this block as another kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kzreg_parse.segment.outline.ranks import (
    ARTICLE,
    CHAPTER,
    CLAUSE,
    POINT,
    RANK,
    SECTION,
    SUBPOINT,
    Order,
    follows,
    follows_in_latin,
)
from kzreg_parse.segment.outline.readings import Reading
from kzreg_parse.segment.outline.weights import (
    ASTRAY,
    BACK,
    BAND,
    BEAM,
    EMPTY,
    EMPTY_NAMED,
    FIRST,
    GAP,
    RESTART,
    SUCCESSOR,
)

TEXT: Final = RANK["alinea"]

Slot = tuple[str, Order] | None  # style and number of the last one of a rank


class _State(NamedTuple):
    """What later blocks can tell of the ones before. `fresh` has a bit for each rank below something new."""

    slots: tuple[Slot, ...]
    fresh: int
    last: int  # rank that was opened last; -1 at the start, TEXT behind running text
    named: bool  # the last one says in a word what it is


class _Edge(NamedTuple):
    """A step of the search: states by their place in the beams before and behind a block."""

    start: int
    reading: int
    end: int
    gain: float


class Choice(NamedTuple):
    """The reading of a block, the best other kind of thing it may be, and by how much that is worse."""

    reading: Reading
    other: Reading | None = None
    margin: float = float("inf")


START: Final = _State((None,) * TEXT, 0, -1, named=False)


def best_outline(choices: Sequence[Sequence[Reading]]) -> list[Choice]:
    """Return one choice for each block, from the best-scoring row of readings. Linear in the number of blocks."""
    beam, scores = [START], [0.0]
    layers: list[list[_Edge]] = []
    for options in choices:
        beam, scores, edges = _advance(beam, scores, options)
        layers.append(edges)
    endings = [score + _unfilled(state) for state, score in zip(beam, scores, strict=True)]
    ahead = [_unfilled(state) for state in beam]
    place = max(range(len(beam)), key=endings.__getitem__)
    return _traced_back(choices, layers, ahead, place)


def _advance(
    beam: list[_State], scores: list[float], options: Sequence[Reading]
) -> tuple[list[_State], list[float], list[_Edge]]:
    best: dict[_State, float] = {}
    steps: list[tuple[int, int, _State, float]] = []
    for start, state in enumerate(beam):
        for number, reading in enumerate(options):
            after, gain = _step(state, reading)
            steps.append((start, number, after, gain))
            score = scores[start] + gain
            if score > best.get(after, -float("inf")):
                best[after] = score
    least = max(best.values()) - BAND
    kept = sorted((state for state in best if best[state] >= least), key=best.__getitem__, reverse=True)[:BEAM]
    places = {state: place for place, state in enumerate(kept)}
    edges = [_Edge(start, number, places[after], gain) for start, number, after, gain in steps if after in places]
    return kept, [best[state] for state in kept], edges


def _traced_back(
    choices: Sequence[Sequence[Reading]], layers: list[list[_Edge]], ahead: list[float], place: int
) -> list[Choice]:
    """Return the best row read backwards; `ahead` is the best that each state of a beam still reaches."""
    behind = _reached(layers)
    found: list[Choice] = []
    for index in range(len(choices) - 1, -1, -1):
        edges, options = layers[index], choices[index]
        totals = [behind[index][edge.start] + edge.gain + ahead[edge.end] for edge in edges]
        best = max((n for n, edge in enumerate(edges) if edge.end == place), key=totals.__getitem__)
        chosen = options[edges[best].reading]
        other, margin = None, float("inf")
        for edge, total in zip(edges, totals, strict=True):
            reading = options[edge.reading]
            if reading.kind != chosen.kind and totals[best] - total < margin:
                other, margin = reading, totals[best] - total
        found.append(Choice(chosen, other, margin))
        place = edges[best].start
        before = [-float("inf")] * len(behind[index])
        for edge in edges:
            before[edge.start] = max(before[edge.start], edge.gain + ahead[edge.end])
        ahead = before
    return found[::-1]


def _reached(layers: list[list[_Edge]]) -> list[list[float]]:
    """Return the best score of every state of every beam, from the start."""
    rows = [[0.0]]
    for edges in layers:
        row = [-float("inf")] * (1 + max(edge.end for edge in edges))
        for edge in edges:
            row[edge.end] = max(row[edge.end], rows[-1][edge.start] + edge.gain)
        rows.append(row)
    return rows


def _step(state: _State, reading: Reading) -> tuple[_State, float]:
    """Return the state behind a block that is read so, and what the reading gains."""
    rank = reading.rank
    if rank == TEXT:
        if state.last in (TEXT, SUBPOINT, POINT, CLAUSE):
            return state, reading.evidence
        return state._replace(last=TEXT), reading.evidence
    gain = reading.evidence
    if rank <= CHAPTER:
        gain += _unfilled(state, rank)
    slot = state.slots[rank]
    order = reading.order
    if order is not None:
        gain += _follow(state, reading, order)
    elif rank == CHAPTER:  # a heading without a number is counted with those that have one
        order = (slot[1][0] + 1,) if slot else (1,)
    slots = list(state.slots)
    if order is not None:
        slots[rank] = (slot[0] if slot and reading.order is None else reading.style, order)
    below = range(rank + 1, TEXT)
    fresh = state.fresh & ~(1 << rank)
    for lower in below:
        fresh |= 1 << lower
        if lower >= POINT or (rank == ARTICLE and lower == CLAUSE) or (rank == CHAPTER and lower == SECTION):
            slots[lower] = None
    return _State(tuple(slots), fresh, rank, named=reading.named), gain


def _unfilled(state: _State, rank: int = CHAPTER) -> float:
    """Return the cost of a heading that ends with nothing in it: nothing, or another one of no lower rank."""
    if state.last < 0 or state.last >= ARTICLE or state.last < rank:  # nothing open, or filled
        return 0.0
    return EMPTY_NAMED if state.named else EMPTY


def _follow(state: _State, reading: Reading, order: Order) -> float:
    """Return how well a number follows the last one of its rank."""
    rank, slot = reading.rank, state.slots[reading.rank]
    if reading.style == "dotted":
        return _follow_dotted(state, rank, order)
    if rank == SUBPOINT or (rank == SECTION and not reading.named):
        above = state.slots[POINT if rank == SUBPOINT else CHAPTER]
        if above is None or above[0] == reading.style:
            return ASTRAY
    last = slot[1] if slot is not None and slot[0] == reading.style else None
    if last is None:
        if slot is not None:
            return GAP  # counted in another way than its like before
        return FIRST if order == (1,) else GAP / 2
    if follows(last, order) or (reading.style == "letter" and follows_in_latin(last, order)):
        return SUCCESSOR
    if order == (1,) and last != (1,) and state.fresh >> rank & 1:
        return RESTART
    if order == (1,) and (last != (1,) or state.fresh >> rank & 1):
        return 0.0 if rank >= CLAUSE else BACK  # a list begins anew
    return GAP if order > last else BACK


def _follow_dotted(state: _State, rank: int, order: Order) -> float:
    """`2.1` belongs to 2, and comes first in it or behind 2.0 and its like."""
    above = range(SECTION, CHAPTER - 1, -1) if rank == CLAUSE else (rank - 1,)
    holder = next((state.slots[place] for place in above if state.slots[place]), None)
    slot = state.slots[rank]
    if holder is None or holder[1] != order[:-1]:
        return ASTRAY
    if slot is not None and slot[0] == "dotted" and follows(slot[1], order):
        return SUCCESSOR
    return FIRST if order[-1] == 1 else GAP
