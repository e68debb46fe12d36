"""What the rows of a step table say of its steps: found once, when the table is made, and kept with it.

A step table has a column for each step and a row for each thing said of all of them, or the other way
round. Whoever reads its steps asks the table's draft, not the labels again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

import regex

from kzreg_parse.language.row_labels import role_of
from kzreg_parse.model import Traced
from kzreg_parse.segment.draft import NodeDraft

FIGURES: Final = regex.compile(r"\d{1,3}\.?")
LEAST_COUNTED: Final = 3  # rows that a column numbers
LEAST_ROLES: Final = 2  # labels of different roles that make a table one of steps


def with_roles(table: NodeDraft) -> NodeDraft:
    """Return the table after its rows were set: `row_roles`, `steps_run_down` and `label_column` set by them."""
    columns = [_role_of_row(column) for column in zip_longest(*table.rows)]
    table.label_column = int(_numbers_rows(table.rows))
    rows = [_role_of_row(row[table.label_column :]) for row in table.rows]
    across, down = (len({role for role in roles if role}) for roles in (rows, columns))
    table.steps_run_down = down > max(LEAST_ROLES, across)  # heads of columns are told less surely than labels
    roles = columns if table.steps_run_down else rows
    table.row_roles = tuple(roles) if table.steps_run_down or across >= LEAST_ROLES else ()
    if table.steps_run_down or not table.row_roles:
        table.label_column = 0
    return table


def _numbers_rows(rows: Sequence[Sequence[Traced | None]]) -> bool:
    """Tell whether the first column only counts the rows, a banner over all columns aside, and labels stand behind."""
    first = [row[0] for row in rows if row and row[0] and any(row[1:])]
    return len(first) >= LEAST_COUNTED and step_figures(first) == list(range(1, len(first) + 1))


def _role_of_row(row: Sequence[Traced | None]) -> str | None:
    """Return the role of a row or column by its label; of a bare noun of steps (`Кезең`) by the cells beside it."""
    role = role_of(row[0].text) if row and row[0] else None
    if role != "bare":
        return role
    return "number" if step_figures(row[1:]) else "name"


def step_figures(cells: Sequence[Traced | None]) -> list[int]:
    """Return the step numbers of a row of numbers; none where it holds anything else."""
    figures = [cell.text.strip(" .") for cell in cells if cell]
    return [int(figure) for figure in figures] if all(FIGURES.fullmatch(figure) for figure in figures) else []
