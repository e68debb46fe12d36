"""Cells whose lines stand between each other's lines in the source, as one text for the ledger.

A table drawn by blanks has the first lines of all cells of a row on one line, then all second lines. A cell by itself
would reach over its neighbours' words, so the ledger takes the cells of such a row together: what it notes is that
their lines were put one behind the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from kzreg_parse.model import Traced


def woven(texts: Sequence[Traced]) -> list[Traced]:
    """Return each run of texts whose places overlap as one text, line ends between them; those that stand alone are
    left out. `texts` are in reading order."""
    placed = sorted((text.span, number) for number, text in enumerate(texts) if text)
    made: list[Traced] = []
    run: list[int] = []
    end = -1
    for (start, stop), number in placed:
        if start >= end and run:
            made += _together(texts, run)
            run = []
        run.append(number)
        end = max(end, stop)
    return made + _together(texts, run)


def _together(texts: Sequence[Traced], run: Sequence[int]) -> list[Traced]:
    if len(run) < 2:
        return []
    parts: list[Traced] = []
    for number in sorted(run):
        if parts:
            parts.append(Traced("\n", ((0, parts[-1].offset(-1) + 1),)))
        parts.append(texts[number])
    return [Traced.join(parts)]
