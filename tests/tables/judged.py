"""Cells of a made-up table beside those that were read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kzreg_parse import parse
from kzreg_parse.model.nodes import Table
from kzreg_parse.model.walk import walk
from tables.made import MadeTable

HEAD: Final = """{title}Шығыстардың көлемін бекіту туралы

Бозтал ауданы әкімдігінің 2021 жылғы 3 маусымдағы № 112 қаулысы

      «Білім туралы» Қазақстан Республикасының Заңына сәйкес Бозтал ауданының әкімдігі
ҚАУЛЫ ЕТЕДІ:
      1. Шығыстардың көлемі осы қаулыға қосымшаға сәйкес бекітілсін.
      2. Осы қаулы алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.
      Аудан әкімі            Т. Ермекұлы

Бозтал ауданы әкімдігінің
2021 жылғы 3 маусымдағы
№ 112 қаулысына
қосымша

Шығыстардың көлемі

"""
OPEN: Final = {"KZS07", "KZS12", "KZS20", "KZS21"}
NUMBER: Final = re.compile(r"\d[\d .,]*\d|\d")


@dataclass(slots=True)
class Tally:
    """Cells with words in them: how many, how many right, wrong with nothing said, and with a figure not printed."""

    cells: int = 0
    right: int = 0
    silent: int = 0
    figures: int = 0

    def add(self, other: Tally) -> None:
        """Add what another table gave."""
        self.cells += other.cells
        self.right += other.right
        self.silent += other.silent
        self.figures += other.figures

    def __str__(self) -> str:
        return f"{self.right} of {self.cells} right, {self.silent} wrong in silence, {self.figures} of them figures"


def judge(table: MadeTable, drawn: str, name: str) -> Tally:
    """Return how the cells of a table come back from an act that has it as its annex."""
    text = HEAD.format(title="# " if name.endswith(".md") else "") + drawn + "\n"
    act = parse(text.encode(), name=name)
    read = max((found.node.rows or () for found in walk(act) if isinstance(found.node, Table)), key=len, default=())
    said = any(found.code in OPEN for found in act.diagnostics)
    printed = {number for row in table.rows for cell in row if cell for number in NUMBER.findall(cell)}
    tally = Tally()
    for number in range(max(len(table.rows), len(read))):
        for column in range(len(table.kinds)):
            told = table.shown(number, column) if number < len(table.rows) else ""
            cell = (read[number][column] if number < len(read) and column < len(read[number]) else None) or ""
            covered = number < len(table.rows) and table.rows[number][column] is None
            is_right = cell == told or (covered and not cell)
            tally.cells += bool(told)
            tally.right += bool(told) and is_right
            if not is_right and not said:
                tally.silent += 1
                tally.figures += bool(set(NUMBER.findall(cell)) - printed) or bool(NUMBER.search(cell + told))
    return tally
