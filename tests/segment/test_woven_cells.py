"""Two cells that recognition read as one, line by line: parted where the act and the layout leave one way."""

from __future__ import annotations

import pytest
from segment.test_tables import tables_of
from segment.test_tables_recognised import ACTIONS, NUMBERS, UNITS, cells, printed, unsure
from segment.test_woven_signs import moves, parsed

from kzreg_parse.model import Act

FORM = "Аяқтау нысаны"
KNOWN = f"{FORM}\tӨтініштің көшірмесі\tСұрауды сәтті жасау туралы хабарламаның көрінуі\tАкт\tСұраудың бағдары"


def act_of_two(*rows: str) -> tuple[Act, list[str | None]]:
    """A table that holds the known texts, a heading, and one that ends in the rows given; the latter's last row."""
    act, _ = parsed(ACTIONS, KNOWN, "", "## 8-кесте. Рәсімдер", "", NUMBERS, UNITS, *rows)
    return act, tables_of(act)[-1][-1]


@pytest.mark.parametrize(
    ("row", "whole"),
    [
        (  # act 003
            f"{FORM}\tСұрауды сәтті жасау туралы Сұраудың хабарламаның бағдары көрінуі\tХат\tҚолхат",
            [FORM, "Сұрауды сәтті жасау туралы хабарламаның көрінуі", "Сұраудың бағдары", "Хат", "Қолхат"],
        ),
        (
            f"{FORM}\tХат\tСұрауды сәтті жасау туралы хабарламаның Сұраудың көрінуі бағдары\tҚолхат",
            [FORM, "Хат", "Сұрауды сәтті жасау туралы хабарламаның көрінуі", "Сұраудың бағдары", "Қолхат"],
        ),
        (
            f"{FORM}\tХат\tҚолхат\tСұраудың Өтініштің бағдары көшірмесі",
            [FORM, "Хат", "Қолхат", "Сұраудың бағдары", "Өтініштің көшірмесі"],
        ),
    ],
)
def test_a_cell_of_two_known_texts_is_two_cells_in_the_order_that_the_layout_gives(
    row: str, whole: list[str | None]
) -> None:
    act, last = act_of_two(row)
    assert last == whole
    assert len(moves(act)) == 1
    assert "\n" in moves(act)[0][1]
    assert not unsure(act)


@pytest.mark.parametrize(
    "row",
    [
        f"{FORM}\tСұрауды сәтті жасау туралы Бұйрықтың хабарламаның бағдары көрінуі\tХат\tҚолхат",  # not known
        f"{FORM}\tСұрауды Сұраудың сәтті жасау туралы хабарламаның көрінуі бағдары\tХат\tҚолхат",  # no lines give it
        f"{FORM}\tСұрауды Сұраудың сәтті бағдары жасау туралы хабарламаның көрінуі\tХат\tҚолхат",  # either order
        f"{FORM}\tСұраудың бағдары Өтініштің көшірмесі\tХат\tСұраудың бағдары Өтініштің көшірмесі",  # two of them
        "Орындалу орны\tСұраудың Өтініштің бағдары көшірмесі\tХат\tҚолхат",  # another row
    ],
)
def test_a_cell_that_may_be_parted_otherwise_stays_whole(row: str) -> None:
    act, _ = act_of_two(row)
    assert not moves(act)
    assert set(row.split("\t")[1:]) <= {*printed(act), *(c for t in tables_of(act) for r in t for c in r)}


def test_a_row_that_has_all_its_cells_keeps_them() -> None:
    row = f"{FORM}\tСұраудың Өтініштің бағдары көшірмесі\tХат\tҚолхат\tАкт"
    act, last = act_of_two(row)
    assert last == cells(row)[0]
    assert not moves(act)
