"""Tables: ruled and marked-up ones joined over page breaks, linearised ones rebuilt where that is certain.

A dump writes a table cell by cell. It is rebuilt when its head row tells the number of columns and
every row comes out with as many cells; otherwise its text stays in reading order and a diagnostic
says so. Never a cell that was guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from kzreg_parse.language.row_labels import label_kind
from kzreg_parse.model import Diagnostic, Traced
from kzreg_parse.model.diagnostics import diagnose
from kzreg_parse.read import Source
from kzreg_parse.restore import Block, BlockKind
from kzreg_parse.restore.recognised.stray_signs import doubtful_signs
from kzreg_parse.segment.draft import NodeDraft
from kzreg_parse.segment.tables.dumped.lines import runs_of
from kzreg_parse.segment.tables.dumped.rebuild import rebuild
from kzreg_parse.segment.tables.ruled.rows import whole_table, widened
from kzreg_parse.segment.tables.step_roles import with_roles


def table_drafts(blocks: Sequence[Block], source: Source) -> tuple[list[NodeDraft], list[Diagnostic]]:
    """Adjoining grids and table cells as tables, or as paragraphs where no table can be told."""
    drafts: list[NodeDraft] = []
    diagnostics: list[Diagnostic] = []
    index = 0
    while index < len(blocks):
        end = index + 1
        if blocks[index].kind is BlockKind.GRID:
            is_markdown = source.recognised
            while (
                end < len(blocks)
                and blocks[end].kind is BlockKind.GRID
                and (goes_on(blocks[end - 1], blocks[end]) or (is_markdown and is_torn_off(blocks[end])))
            ):
                end += 1
            drafts.extend(_grid_drafts(blocks[index:end], source, diagnostics))
        else:
            while end < len(blocks) and blocks[end].table_region == blocks[index].table_region:
                end += 1
            drafts.extend(_zone_drafts(blocks[index:end], source, diagnostics))
        index = end
    return drafts, diagnostics


# ---- ruled tables --------------------------------------------------------------------------------


def goes_on(above: Block, below: Block) -> bool:
    """Tell whether a grid at the top of a page is the rest of the one before it."""
    return below.cut_above and _width(above) == _width(below)


def is_torn_off(below: Block) -> bool:
    """Tell whether a grid right below another is the rest of it: its first cell is a later row's label, or goes on."""
    first = next((row[0] for row in below.rows if row), None)
    return first is not None and (label_kind(first.text) is not None or first.text[:1].islower())


def _width(block: Block) -> int:
    return max((len(row) for row in block.rows), default=0)


def _grid_drafts(grids: Sequence[Block], source: Source, diagnostics: list[Diagnostic]) -> list[NodeDraft]:
    is_recognised = source.recognised
    if not any(grid.rows for grid in grids):
        return _torn_table([text for grid in grids for text in grid.left], "where its rows begin", source, diagnostics)
    table = whole_table([grid.rows for grid in grids], is_recognised=is_recognised)
    if not table.rows:
        return []
    table.left += [text for grid in grids for text in grid.left]
    table.doubted |= {place for grid in grids[:1] for place in grid.doubted}
    span = next((cell.span for row in table.rows for cell in row if cell), (0, 0))
    if table.is_short:
        diagnostics.append(diagnose("KZS12", span, source.page_of(span[0])))
    for row, unsure in table.unsure():
        own = next((cell.span for cell in row if cell), span)
        diagnostics.append(diagnose("KZS20", own, source.page_of(own[0]), unsure=unsure))
    for cell in doubtful_signs(table.rows) if is_recognised else ():
        diagnostics.append(diagnose("KZN07", cell.span, source.page_of(cell.span[0]), text=cell.text))
    made = NodeDraft("table", rows=table.rows)
    if _are_in_place(grids[0], table.rows):
        made.spans, made.marked_head = grids[0].spans, grids[0].head
    return [with_roles(made), *(NodeDraft("alinea", text=text) for text in table.left)]


def _are_in_place(grid: Block, rows: Sequence[Sequence[Traced | None]]) -> bool:
    """Tell whether the rows of the first part stand in the table where they stood in the part."""
    return len(rows) >= len(grid.rows) and all(
        len(above) == len(below) and [bool(cell) for cell in above] == [bool(cell) for cell in below]
        for above, below in zip(grid.rows[:-1], rows, strict=False)
    )


def continue_table(table: NodeDraft, part: NodeDraft) -> bool:
    """Put a part with further columns to the table it continues; whether it is certain how."""
    no_roles = not table.row_roles or table.steps_run_down
    labels = [None] * len(table.rows) if no_roles else list(table.row_roles)
    rows = widened(table.rows, part.rows, labels)
    if rows is None:
        return False
    table.rows = rows
    with_roles(table)
    return True


# ---- linearised tables ---------------------------------------------------------------------------


def _zone_drafts(cells: Sequence[Block], source: Source, diagnostics: list[Diagnostic]) -> list[NodeDraft]:
    rebuilt = rebuild(runs_of(cells, source))
    span = (min(cell.text.span[0] for cell in cells), max(cell.text.span[1] for cell in cells))
    if rebuilt.rows is None:
        return _torn_table([cell.text for cell in cells], rebuilt.unsure, source, diagnostics)
    if rebuilt.unsure:
        diagnostics.append(diagnose("KZS20", span, source.page_of(span[0]), unsure=rebuilt.unsure))
    return [
        with_roles(NodeDraft("table", rows=list(map(list, rebuilt.rows)))),
        *(NodeDraft("alinea", text=row) for row in rebuilt.below),
    ]


def _torn_table(lines: Sequence[Traced], unsure: str, source: Source, diagnostics: list[Diagnostic]) -> list[NodeDraft]:
    """Return a table that could not be rebuilt: its lines in order, and no rows."""
    table = NodeDraft("table", children=[NodeDraft("alinea", text=line) for line in lines])
    diagnostics.append(diagnose("KZS07", table.span, source.page_of(table.span[0]), unsure=unsure))
    return [table]
