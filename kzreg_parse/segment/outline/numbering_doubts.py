"""Gaps and repeats in the numbers of siblings, and readings that another outline would decide otherwise.

What the search could not make into a row is said, never mended: a number that is printed twice or
left out may be the author's, or a paragraph that was taken for something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kzreg_parse.model import Diagnostic
from kzreg_parse.model.diagnostics import diagnose
from kzreg_parse.read import Source
from kzreg_parse.restore import Block
from kzreg_parse.segment.outline.ranks import CHAPTER, CLAUSE, POINT, RANK, SUBPOINT, Order, follows, follows_in_latin
from kzreg_parse.segment.outline.readings import Reading
from kzreg_parse.segment.outline.search import Choice

CODES: Final = {"chapter": "KZS11", "article": "KZS13", "clause": "KZS03", "point": "KZS14"}
# margin of the outline; of 1965 decisions in acts 000-004, the law page and synthetic acts none has less than 4
UNSURE: Final = 1.5

Printed = tuple[Block, Choice]


def doubts(chosen: Sequence[Printed], source: Source) -> list[Diagnostic]:
    """Return what there is to say about the numbers of one document, in reading order."""
    restarts = _restarts_everywhere([choice.reading for _, choice in chosen])
    last: dict[int, Reading] = {}
    fresh: set[int] = set()  # ranks below a division that was opened since their last number
    found: list[Diagnostic] = []
    for block, choice in chosen:
        reading = choice.reading
        span = block.text.span
        page = source.page_of(span[0])
        if choice.other is not None and choice.margin < UNSURE:
            other = choice.other
            names = {"read": _name(reading), "other": _name(other)}
            found.append(diagnose("KZS15", span, page, **names))
        if reading.rank == RANK["alinea"]:
            continue
        above = last.get(reading.rank)
        allowed = reading.rank in fresh and (reading.rank != CLAUSE or restarts or _in_article(last))
        if reading.order is not None and above is not None and _is_odd(above, reading, allowed=allowed):
            found.append(diagnose(CODES[reading.kind], span, page, found=reading.num, last=above.num))
        _enter(last, fresh, reading)
    return found


def _is_odd(above: Reading, reading: Reading, *, allowed: bool) -> bool:
    order, last = reading.order, above.order
    if reading.kind not in CODES or order is None or last is None or reading.num is None or above.num is None:
        return False
    if above.style != reading.style:
        return False
    if order == (1,) and (allowed or (reading.rank >= POINT and last != (1,))):
        return False  # a count that begins anew
    if reading.style == "dotted" and order[-1] == 1:
        return False
    return not follows(last, order) and not (reading.style == "letter" and follows_in_latin(last, order))


def _enter(last: dict[int, Reading], fresh: set[int], reading: Reading) -> None:
    """Points are counted anew below everything, clauses below an article; the rest runs on."""
    rank, above = reading.rank, last.get(reading.rank)
    if reading.order is not None:
        last[rank] = reading
    elif above is not None and above.order is not None:  # a heading without a number is counted with the others
        last[rank] = above._replace(order=(above.order[0] + 1,))
    fresh.discard(rank)
    for lower in range(rank + 1, SUBPOINT + 1):
        fresh.add(lower)
        if lower >= POINT or (lower == CLAUSE and reading.kind == "article"):
            last.pop(lower, None)


def _in_article(last: dict[int, Reading]) -> bool:
    return RANK["article"] in last


def _restarts_everywhere(readings: Sequence[Reading]) -> bool:
    """Tell whether the clauses of every chapter are counted from 1, in two chapters at least."""
    firsts: list[Order | None] = []
    waiting = False
    for reading in readings:
        if reading.rank <= CHAPTER:
            waiting = True
        elif reading.rank == CLAUSE and waiting:
            firsts.append(reading.order)
            waiting = False
    return len(firsts) > 1 and all(first == (1,) for first in firsts)


def _name(reading: Reading) -> str:
    return f"{reading.kind} {reading.num}" if reading.num else reading.kind
