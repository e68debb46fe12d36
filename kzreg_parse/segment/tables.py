"""Tables: ruled and marked-up ones joined over page breaks, linearised ones rebuilt where that is certain.

A dump writes a table cell by cell. It is rebuilt when its head row tells the number of columns and
every row comes out with as many cells; otherwise its text stays in reading order and a diagnostic
says so. Never a cell that was guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from kzreg_parse.model import Diagnostic, Traced
from kzreg_parse.model.errors import diagnose
from kzreg_parse.normalise import Block, BlockKind
from kzreg_parse.read import Source
from kzreg_parse.segment.cell_lines import runs_of
from kzreg_parse.segment.draft import Draft
from kzreg_parse.segment.rebuilt_tables import rebuild
from kzreg_parse.segment.step_tables import label_kind

Row = list[Traced | None]
GOES_ON = regex.compile(r"\p{Ll}|[(),;.:»–-]")


def table_drafts(blocks: Sequence[Block], source: Source) -> tuple[list[Draft], list[Diagnostic]]:
    """Adjoining grids and table cells as tables, or as paragraphs where no table can be told."""
    drafts: list[Draft] = []
    diagnostics: list[Diagnostic] = []
    index = 0
    while index < len(blocks):
        end = index + 1
        if blocks[index].kind is BlockKind.GRID:
            is_markdown = source.info.media_type == "text/markdown"
            while (
                end < len(blocks)
                and blocks[end].kind is BlockKind.GRID
                and (goes_on(blocks[end - 1], blocks[end]) or (is_markdown and is_torn_off(blocks[end])))
            ):
                end += 1
            drafts.extend(_grid_drafts(blocks[index:end], source, diagnostics))
        else:
            while end < len(blocks) and blocks[end].zone == blocks[index].zone:
                end += 1
            drafts.extend(_zone_drafts(blocks[index:end], source, diagnostics))
        index = end
    return drafts, diagnostics


# ---- ruled tables --------------------------------------------------------------------------------


def goes_on(above: Block, below: Block) -> bool:
    """Whether a grid at the top of a page is the rest of the one before it."""
    return below.cut_above and _width(above) == _width(below)


def is_torn_off(below: Block) -> bool:
    """Whether a grid right below another is the rest of it: its first cell is a later row's label, or goes on."""
    first = next((row[0] for row in below.rows if row), None)
    return first is not None and (label_kind(first.text) is not None or first.text[:1].islower())


def _width(block: Block) -> int:
    return max((len(row) for row in block.rows), default=0)


def _grid_drafts(grids: Sequence[Block], source: Source, diagnostics: list[Diagnostic]) -> list[Draft]:
    rows: list[Row] = []
    for number, grid in enumerate(grids):
        part = [list(row) for row in grid.rows]
        if number:
            rows, part = _without_stub(rows), _without_stub(part[::-1])[::-1]
            if rows and part and _is_one_row(rows[-1], part[0]):
                rows[-1] = [_joined(upper, lower) for upper, lower in zip(rows[-1], part[0], strict=False)]
                part = part[1:]
        rows.extend(part)
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    width = max(len(row) for row in rows)
    if any(len(row) < width for row in rows):
        span = next(cell for cell in rows[0] if cell).span
        diagnostics.append(diagnose("KZS12", span, source.page_of(span[0])))
    return [Draft("table", rows=[row + [None] * (width - len(row)) for row in rows])]


def _without_stub(rows: list[Row]) -> list[Row]:
    """Without the empty row that the engine draws where a row moved to the next page."""
    return rows[:-1] if rows and not any(rows[-1]) else rows


def _is_one_row(upper: Row, lower: Row) -> bool:
    """Whether a row was cut by the page: one half lacks the stub cell, or goes on in mid-sentence."""
    if len(upper) != len(lower):
        return False
    if not upper[0] or not lower[0]:
        return True
    return GOES_ON.match(lower[0].text) is not None


def _joined(upper: Traced | None, lower: Traced | None) -> Traced | None:
    if not upper or not lower:
        return upper or lower
    if upper.text.endswith(("(", "«", "-", "/")) or lower.text[0] in "),;.:»":
        return upper + lower
    return Traced.spaced((upper, lower))


# ---- linearised tables ---------------------------------------------------------------------------


def _zone_drafts(cells: Sequence[Block], source: Source, diagnostics: list[Diagnostic]) -> list[Draft]:
    rebuilt = rebuild(runs_of(cells, source))
    span = (min(cell.text.span[0] for cell in cells), max(cell.text.span[1] for cell in cells))
    if rebuilt.rows is None:
        diagnostics.append(diagnose("KZS07", span, source.page_of(span[0]), unsure=rebuilt.unsure))
        return [Draft("alinea", text=cell.text) for cell in cells]
    if rebuilt.unsure:
        diagnostics.append(diagnose("KZS20", span, source.page_of(span[0]), unsure=rebuilt.unsure))
    return [Draft("table", rows=list(map(list, rebuilt.rows))), *(Draft("alinea", text=row) for row in rebuilt.below)]
