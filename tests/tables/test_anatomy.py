"""What tables say of themselves, and what is made of it: heads, columns, totals, files, flat cells."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kzreg_parse import parse
from kzreg_parse.bulk.tables import rows_of as flat_rows
from kzreg_parse.cli.app import app
from kzreg_parse.export import to_json
from kzreg_parse.export.table_files import write_csv, write_xlsx
from kzreg_parse.model import Act
from kzreg_parse.model.nodes import Table
from kzreg_parse.model.walk import walk
from kzreg_parse.segment.tables.anatomy import columns_of, head_rows, totals_of
from tables.drawn import marked_up, tabbed
from tables.judged import HEAD
from tables.made import tables

BUDGET = """<table>
<tr><td rowspan="2">Р/с №</td><td rowspan="2">Атауы</td><td colspan="2">Көлемі, мың теңге</td></tr>
<tr><td>2024 жыл</td><td>2025 жыл</td></tr>
<tr><td>1</td><td>2</td><td>3</td><td>4</td></tr>
<tr><td>1</td><td>Білім бөлімі</td><td>1 350,0</td><td>-</td></tr>
<tr><td>2</td><td>Мәдениет үйі</td><td>48</td><td>007</td></tr>
<tr><td></td><td>Барлығы</td><td>1 398,0</td><td>12</td></tr>
</table>"""


def act_of(drawn: str, name: str = "act.md") -> Act:
    return parse((HEAD.format(title="# ") + drawn + "\n").encode(), name=name)


def table_of(act: Act) -> Table:
    return next(found.node for found in walk(act) if isinstance(found.node, Table))


def test_head_columns_spans_and_totals_are_told() -> None:
    table = table_of(act_of(BUDGET))
    assert table.header_rows == 3
    assert table.spans == ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2))
    assert [(column.name, column.kind, column.unit) for column in table.columns] == [
        ("Р/с №", "ordinal", None),
        ("Атауы", "text", None),
        ("Көлемі, мың теңге / 2024 жыл", "number", "мың теңге"),
        ("Көлемі, мың теңге / 2025 жыл", "number", "мың теңге"),
    ]
    assert table.totals == (5,)


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ([["Р/с №", "Атауы", "2024"], ["1", "Көктал", "2"], ["2", "Бозтал", "4"]], 1),
        ([["Көктал ауылы", "12"], ["Бозтал ауылы", "15"]], 0),
        ([["Ахметов Б.", "төраға"], ["Серікова А.", "хатшы"]], 0),
        ([["Атауы", "Саны"], ["1", "2"], ["Көктал", "5"]], 2),
        ([["1", "2", "3"], ["Көктал", "5", "7"]], 0),
    ],
)
def test_a_head_is_told_by_what_stands_below_it(rows: list[list[str]], head: int) -> None:
    assert head_rows(rows, ()) == head
    assert bool(columns_of(rows, (), head)) == bool(head)


def test_rows_of_totals_are_told_by_their_labels() -> None:
    rows = [["Атауы", "Саны"], ["Барлығы", "5"], ["Жалпы білім беретін мектептер", "5"], ["Аудан бойынша жиыны:", "9"]]
    assert totals_of(rows, 1) == (1, 3)


def test_heads_of_made_up_tables_are_told() -> None:
    told = [(table, table_of(act_of(marked_up(table)))) for table in tables(5, 12)]
    assert all(read.header_rows in (table.head, table.head + 1) for table, read in told)
    assert all(set(read.spans) == set(table.spans) for table, read in told)


def test_each_table_is_a_file_with_every_cell(tmp_path: Path) -> None:
    act = act_of(BUDGET)
    (path,) = write_csv(act, tmp_path / "out")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [[cell or "" for cell in row] for row in table_of(act).rows or ()]


def test_a_workbook_keeps_figures_that_a_number_would_change(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert write_xlsx(act_of(BUDGET), tmp_path / "book.xlsx") == 1
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[4]] == ["1", "Білім бөлімі", 1350.0, "-"]
    assert sheet["D5"].value == "007"
    assert {str(found) for found in sheet.merged_cells.ranges} == {"A1:A2", "B1:B2", "C1:D1"}


def test_the_command_draws_tables_and_writes_them(tmp_path: Path) -> None:
    source = tmp_path / "act.md"
    source.write_text(HEAD.format(title="# ") + BUDGET, encoding="utf-8")
    drawn = CliRunner().invoke(app, ["tables", str(source)])
    assert drawn.exit_code == 0 and "1 350,0" in drawn.output
    written = CliRunner().invoke(app, ["tables", str(source), "--csv", str(tmp_path / "out")])
    assert written.exit_code == 0 and [path.suffix for path in (tmp_path / "out").iterdir()] == [".csv"]


def test_every_place_of_a_table_is_a_row_of_the_flat_cells() -> None:
    import orjson

    act = act_of(BUDGET)
    cells = [row for name, row in flat_rows("act", orjson.loads(to_json(act))) if name == "cells"]
    assert len(cells) == 6 * 4
    figure = next(row for row in cells if row["text"] == "1 350,0")
    assert (figure["row_number"], figure["column_number"], figure["unit"]) == (3, 2, "мың теңге")
    assert [row["is_total"] for row in cells if row["text"] == "Барлығы"] == [True]


def test_a_table_without_rows_has_no_flat_cells_and_is_written_as_lines(tmp_path: Path) -> None:
    import orjson

    torn = "Атауы       Көлемі\nКөктал      12 458 119\n            551\nБозтал      7 119 100\nАқтоғай     6 119 100"
    act = act_of(torn, "act.txt")
    assert table_of(act).rows is None
    assert not [row for name, row in flat_rows("act", orjson.loads(to_json(act))) if name == "cells"]
    (path,) = write_csv(act, tmp_path)
    assert "12 458 119" in path.read_text("utf-8-sig")


def test_a_table_of_tabs_has_its_head() -> None:
    table = next(tables(11, 1))
    assert table_of(act_of(tabbed(table), "act.txt")).header_rows >= 1
