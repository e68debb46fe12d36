"""Tables: ruled and marked-up ones joined over page breaks, linearised ones rebuilt where that is certain.

A dump writes a table cell by cell. It is rebuilt when its head row tells the number of columns and
every row comes out with as many cells; otherwise its text stays in reading order and a diagnostic
says so. Never a cell that was guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from kzreg_parse.model import Diagnostic, Traced
from kzreg_parse.model.errors import diagnose
from kzreg_parse.normalise import Block, BlockKind
from kzreg_parse.read import Source
from kzreg_parse.rules import rule
from kzreg_parse.segment.draft import Draft
from kzreg_parse.segment.numbered_tables import rebuild_numbered

Row = list[Traced | None]
FIGURES = regex.compile(r"\d{1,3}(?:\s+\d{1,3})+")
GOES_ON = regex.compile(r"\p{Ll}|[(),;.:»–-]")
CAPITAL = regex.compile(r"(?<=[\p{Ll}\d.;)]\s)\p{Lu}\p{Ll}")
LEAST_COLUMNS: Final = 2


def table_drafts(blocks: Sequence[Block], source: Source) -> tuple[list[Draft], list[Diagnostic]]:
    """Adjoining grids and table cells as tables, or as paragraphs where no table can be told."""
    drafts: list[Draft] = []
    diagnostics: list[Diagnostic] = []
    index = 0
    while index < len(blocks):
        end = index + 1
        if blocks[index].kind is BlockKind.GRID:
            while end < len(blocks) and blocks[end].kind is BlockKind.GRID and goes_on(blocks[end - 1], blocks[end]):
                end += 1
            drafts.extend(_grid_drafts(blocks[index:end], source, diagnostics))
        else:
            while end < len(blocks) and blocks[end].zone == blocks[index].zone:
                end += 1
            drafts.extend(_zone_drafts([block.text for block in blocks[index:end]], source, diagnostics))
        index = end
    return drafts, diagnostics


# ---- ruled tables --------------------------------------------------------------------------------


def goes_on(above: Block, below: Block) -> bool:
    """Whether a grid at the top of a page is the rest of the one before it."""
    return below.cut_above and _width(above) == _width(below)


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


def _zone_drafts(cells: list[Traced], source: Source, diagnostics: list[Diagnostic]) -> list[Draft]:
    rows = _rebuild(cells) or rebuild_numbered(cells)
    if rows is not None:
        return [Draft("table", rows=rows)]
    span = (min(cell.span[0] for cell in cells), max(cell.span[1] for cell in cells))
    diagnostics.append(diagnose("KZS07", span, source.page_of(span[0])))
    return [Draft("alinea", text=cell) for cell in cells]


def _rebuild(cells: list[Traced]) -> list[Row] | None:
    """A step table's rows; None unless every row has its label and the head row's number of cells."""
    labels = [index for index, cell in enumerate(cells) if rule("table.row_label").match(cell.text)]
    if len(labels) < 2 or labels[0] != 0:
        return None
    rows: list[Row] = []
    width = 0
    for start, end in zip(labels, [*labels[1:], len(cells)], strict=True):
        row = _row_cells(cells[start:end], width)
        if row is None or (width and len(row) != width):
            return None
        width = width or len(row)
        rows.append(row)
    return rows if width >= LEAST_COLUMNS else None


def _row_cells(cells: list[Traced], width: int) -> Row | None:
    """The cells of one row of `width` cells (0: not known yet); None where they do not come out at that number.

    Short cells share a line of the dump. A line is parted where its own form says so (figures, terms),
    and at capitals only when that gives exactly the cells that the row lacks.
    """
    label = rule("table.row_label").match(cells[0].text)
    row: Row = [cells[0]]
    if label is not None and label.end() < len(cells[0].text):
        row = [cells[0][: label.end()], *_parted(cells[0][label.end() :].strip())]
    for cell in cells[1:]:
        row.extend(_parted(cell))
    if width and len(row) < width:
        row = [row[0], *(piece for cell in row[1:] for piece in (_at_capitals(cell) if cell else [cell]))]
    return row if not width or len(row) == width else None


def _parted(cell: Traced) -> Row:
    if FIGURES.fullmatch(cell.text) or rule("table.next_cells").fullmatch(cell.text):
        return _words(cell)
    if rule("table.terms").fullmatch(cell.text):
        return [cell[match.start() : match.end()].strip() for match in rule("table.term").pattern.finditer(cell.text)]
    return [cell]


def _at_capitals(cell: Traced) -> Row:
    starts = [0, *(match.start() for match in CAPITAL.finditer(cell.text))]
    return [cell[start:end].strip() for start, end in zip(starts, [*starts[1:], len(cell)], strict=True)]


def _words(cell: Traced) -> list[Traced | None]:
    return [cell[match.start() : match.end()] for match in regex.finditer(r"\S+", cell.text)]
