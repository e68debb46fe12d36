"""Tables of an act as files of their own: CSV for any program, a workbook with a sheet a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import regex

from kzreg_parse.model import Act, Table
from kzreg_parse.model.walk import walk

NUMBER: Final = regex.compile(r"[+\-–—−]?\s?(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:[.,]\d+)?")
MOST_DIGITS: Final = 15  # that a sheet keeps of a number
LONGEST_SHEET_NAME: Final = 31  # characters
FORMULA: Final = ("=", "+", "@", "\t")  # what a sheet would take for a formula


def tables_of(act: Act) -> Iterator[Table]:
    """Yield every table of an act in reading order, also those that could not be rebuilt."""
    for found in walk(act):
        if isinstance(found.node, Table):
            yield found.node


def lines_of(table: Table) -> list[list[str]]:
    """Return the rows of a table, or its lines where it could not be rebuilt; what is null is empty."""
    if table.rows is None:
        return [[child.text or ""] for child in table.children]
    return [[cell or "" for cell in row] for row in table.rows]


def write_csv(act: Act, folder: Path) -> list[Path]:
    """Write each table as a file named by its id; a spreadsheet takes the file's mark for UTF-8. Return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in tables_of(act):
        path = folder / f"{table.id}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(lines_of(table))
        written.append(path)
    return written


def write_xlsx(act: Act, path: Path) -> int:
    """Write a workbook with a sheet a table; return how many. Raises ImportError without openpyxl.

    Cells over several places are merged, heads are bold; a figure is a number where the sheet keeps all of its digits.
    """
    from openpyxl import Workbook

    book: Any = Workbook()
    book.remove(book.active)
    count = 0
    for count, table in enumerate(tables_of(act), start=1):
        sheet = book.create_sheet(f"{count} {table.id}"[:LONGEST_SHEET_NAME])
        _fill(sheet, table)
    if not count:
        book.create_sheet("no tables")
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return count


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Alignment, Font

    for number, row in enumerate(lines_of(table), start=1):
        for column, text in enumerate(row, start=1):
            is_head = number <= table.header_rows
            kind = table.columns[column - 1].kind if table.columns else None
            cell = sheet.cell(number, column)
            value = text if is_head or kind != "number" else _value(text)
            cell.value = value
            if isinstance(value, str) and value.startswith(FORMULA):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if is_head:
                cell.font = Font(bold=True)
    for row_start, column_start, rows, columns in table.spans:
        sheet.merge_cells(
            start_row=row_start + 1, start_column=column_start + 1, end_row=row_start + rows,
            end_column=column_start + columns,
        )  # fmt: skip


def _value(text: str) -> str | float | int:
    """Return the number that a cell prints; the text where it is none, or has more digits than a sheet keeps."""
    digits = sum(map(str.isdigit, text))
    if not NUMBER.fullmatch(text) or digits > MOST_DIGITS or (len(text) > 1 and text[0] == "0" and text[1].isdigit()):
        return text
    plain = regex.sub(r"[\s\u00a0]", "", text).replace(",", ".").replace("–", "-").replace("—", "-").replace("−", "-")
    return float(plain) if "." in plain else int(plain)
