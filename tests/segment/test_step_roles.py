"""What the rows of a step table say of its steps stands with the table: labels at the left, or heads of columns."""

from __future__ import annotations

import pytest
from segment.test_tables import HEAD, TAIL
from segment.test_tables_recognised import ACTIONS, FOLLOWING, NUMBERS, TERMS, UNITS

from kzreg_parse.model import Traced
from kzreg_parse.model.walk import walk
from kzreg_parse.read import read
from kzreg_parse.restore import restore
from kzreg_parse.segment import NodeDraft, segment
from kzreg_parse.segment.tables.step_roles import step_figures, with_roles


def table(*rows: str) -> NodeDraft:
    places = iter(range(0, 1_000_000, 1_000))
    cells = [[Traced(cell, ((0, next(places)),)) if cell else None for cell in row.split("\t")] for row in rows]
    return with_roles(NodeDraft("table", rows=cells))


def test_a_row_for_each_thing_said() -> None:
    made = table(NUMBERS, UNITS, ACTIONS, TERMS, FOLLOWING)
    assert (made.row_roles, made.steps_run_down) == (("number", "unit", "name", "term", "next"), False)


def test_a_row_without_a_label_has_no_role() -> None:
    assert table(NUMBERS, UNITS, "\t\t\t\t", TERMS).row_roles == ("number", "unit", None, "term")


def test_a_column_for_each_thing_said() -> None:
    turned = [*zip(*(row.split("\t") for row in (NUMBERS, UNITS, ACTIONS, TERMS)), strict=True)]
    made = table(*("\t".join(row) for row in turned))
    assert (made.row_roles, made.steps_run_down) == (("number", "unit", "name", "term"), True)


def test_any_other_table_has_none() -> None:
    made = table("Атауы\tСаны", "Қағаз\t2", "Қалам\t5")
    assert (made.row_roles, made.steps_run_down) == ((), False)


@pytest.mark.parametrize(
    ("cells", "figures"), [(["1", "2."], [1, 2]), (["1", "екі"], []), ([], []), (["12", ""], [12])]
)
def test_step_figures(cells: list[str], figures: list[int]) -> None:
    assert step_figures([Traced(cell, ((0, 0),)) if cell else None for cell in cells]) == figures


def test_the_draft_of_an_act_has_the_roles_of_its_tables() -> None:
    text = f"# {HEAD}## 7-кесте. Рәсімдер\n\n" + "\n".join((NUMBERS, UNITS, ACTIONS, TERMS)) + f"\n\n{TAIL}"
    source = read(text.encode(), "a.md")
    segmented = segment(restore(source), source)
    roles = [found.node.row_roles for found in walk(segmented.draft) if found.node.kind == "table"]
    assert roles == [("number", "unit", "name", "term")]
