"""Which reading of every block: the most likely outline of a whole document.

A beam over the blocks. A state keeps the last number of each kind and what was opened last; a step
scores the reading's own evidence and how its number follows: clauses of one document run on across
chapters, articles and points start their own counts. `1. Жалпы ережелер` stays chapter and clause
until the lines below decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kzreg_parse.segment.marks import Reading

BEAM: Final = 8
SUCCESSOR: Final = 2.0
FIRST: Final = 1.5
RESTART: Final = 0.5  # 1 again where a chapter or an article has just begun
GAP: Final = -1.5
BACK: Final = -2.0

Order = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    chapter: Order | None
    article: Order | None
    clause: Order | None
    point: Order | None
    last: str  # kind that was opened last; "" at the start
    trail: _Trail | None


@dataclass(frozen=True, slots=True)
class _Trail:
    reading: Reading
    above: _Trail | None


def best_outline(choices: Sequence[Sequence[Reading]]) -> list[Reading]:
    """One reading for each block, by the best-scoring row of them. Linear in the number of blocks."""
    beam = [_State(0.0, None, None, None, None, "", None)]
    for options in choices:
        best: dict[tuple[object, ...], _State] = {}
        for state in beam:
            for reading in options:
                after = _step(state, reading)
                key = (after.chapter, after.article, after.clause, after.point, after.last)
                if key not in best or after.score > best[key].score:
                    best[key] = after
        beam = sorted(best.values(), key=lambda state: -state.score)[:BEAM]
    rows: list[Reading] = []
    trail = beam[0].trail
    while trail is not None:
        rows.append(trail.reading)
        trail = trail.above
    return rows[::-1]


def _step(state: _State, reading: Reading) -> _State:
    score = state.score + reading.evidence
    trail = _Trail(reading, state.trail)
    order = reading.order
    if reading.kind in ("part", "chapter", "section"):
        if reading.kind != "chapter":
            return replace(state, score=score, point=None, last=reading.kind, trail=trail)
        score += _follow(state.chapter, order) if order else 0.0
        chapter = order or _next(state.chapter)
        if state.last in ("chapter", "section"):
            score -= 0.5  # a chapter without anything in it
        return replace(state, score=score, chapter=chapter, point=None, last="chapter", trail=trail)
    if reading.kind == "article":
        score += _follow(state.article, order)
        return replace(state, score=score, article=order, clause=None, point=None, last="article", trail=trail)
    if reading.kind == "clause":
        score += _follow_clause(state, order)
        return replace(state, score=score, clause=order, point=None, last="clause", trail=trail)
    if reading.kind == "point":
        score += _follow(state.point, order)
        return replace(state, score=score, point=order, last="point", trail=trail)
    return replace(state, score=score, trail=trail)


def _follow_clause(state: _State, order: Order | None) -> float:
    if order == (1,) and state.clause is not None and state.last in ("chapter", "section", "part"):
        return RESTART
    return _follow(state.clause, order)


def _follow(last: Order | None, order: Order | None) -> float:
    """How well a number follows the last of its kind."""
    if order is None:
        return 0.0
    if last is None:
        return FIRST if order == (1,) else GAP / 2
    if follows(last, order):
        return SUCCESSOR
    if order == (1,):
        return 0.0  # a list begins anew
    return GAP if order > last else BACK


def follows(last: Order, order: Order) -> bool:
    """Whether `order` is the number right behind `last`: 2 or 1-1 behind 1, 10 or 9-2 behind 9-1."""
    return order == (last[0] + 1,) or (len(order) == 2 and order == (last[0], (last[1] if len(last) > 1 else 0) + 1))


def _next(order: Order | None) -> Order:
    return (order[0] + 1,) if order else (1,)
