"""Numbered tables of dumps, `№ | who | what | term`: real wording, each case one kind of difficulty."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from segment.test_tables import act_of, codes, tables_of
from simulator.table_dump import narrowest, spread, table_dump

HEADS = ["№", "Қызмет алушы", "Рәсімнің атауы", "Мерзімі"]
WHO = [
    "Басқарма басшысы",
    "Көрсетілетін қызметті берушінің жауапты орындаушысы",
    "Кеңсе маманы",
    "Көрсетілетін қызметті беруші кеңсесінің қызметкері",
]
WHAT = [
    "дәлелді бас тарту туралы жауапты келіседі",
    "мемлекеттік қызметті көрсету нәтижесін тіркейді және оны көрсетілетін қызметті алушыға қолма-қол жібереді",
    "қарар жазады және оларды басқарма басшысының қарауына жібереді",
]
TERMS = ["2 жұмыс күні", "20 (жиырма) минут", "күнтізбелік 10 күн", "3 (үш) жұмыс күні", "он екі сағат"]
WIDE, NARROW = [1.1, 14.0, 20.0, 9.0], [1.1, 7.5, 13.0, 5.2]


def rows_of(count: int) -> list[list[str]]:
    made = [[str(n + 1), WHO[n % len(WHO)], WHAT[n % len(WHAT)], TERMS[n % len(TERMS)]] for n in range(count)]
    return [HEADS, *made]


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("widths", [WIDE, NARROW])
def test_rows_come_back_whatever_the_widths_of_the_columns(widths: Sequence[float], middle: bool) -> None:
    rows = rows_of(9)
    widths = [max(pair) for pair in zip(widths, narrowest(rows), strict=True)]
    act = act_of(table_dump(rows, widths, middle=middle))
    assert tables_of(act) == [rows]
    assert codes(act) == []


@pytest.mark.parametrize("behind", [1, 2, 3])
def test_a_row_cut_by_the_page_is_put_together(behind: int) -> None:
    """At a page's foot the first lines of all cells stand on one line of the dump."""
    rows = rows_of(8)
    widths = [max(pair) for pair in zip(NARROW, narrowest(rows), strict=True)]
    assert tables_of(act_of(table_dump(rows, widths, cut=(2, behind)))) == [rows]


def test_a_term_that_begins_with_the_next_number_is_no_row() -> None:
    rows = rows_of(6)
    rows[2][3], rows[4][3] = "3 жұмыс күні", "5 сағат"
    assert tables_of(act_of(table_dump(rows, spread(narrowest(rows), [0, 1, 2, 1])))) == [rows]


def test_heads_may_take_several_lines() -> None:
    rows = rows_of(6)
    rows[0] = ["№", "Құрылымдық бөлімше", "Іс-қимылдың мазмұны", "Орындау мерзімі"]
    widths = [max(pair) for pair in zip([1.1, 7.5, 9.0, 5.2], narrowest(rows), strict=True)]
    table = table_dump(rows, widths)
    assert "№ Құрылымдық \n" in table
    assert tables_of(act_of(table)) == [rows]


def test_a_torn_figure_is_not_passed_on_as_a_term() -> None:
    """The dump of a stretched line may leave `2 2` of a 22; the cell is null and its row stands below."""
    rows = rows_of(6)
    rows[3][3] = "22 (жиырма екі) сағат"
    table = table_dump(rows, [1.1, 14.0, 20.0, 9.9]).replace("22 (жиырма", "2 2  (жиырма")
    act = act_of(table)
    cells = tables_of(act)[0]
    assert cells[3][3] in (None, rows[3][3])
    assert cells[3][:3] == rows[3][:3]


def test_a_number_too_many_leaves_the_table_as_text() -> None:
    rows = rows_of(6)
    rows[3][0] = "7"
    act = act_of(table_dump(rows, WIDE))
    assert all(
        cell in row for table in tables_of(act) for told, row in zip(table, rows, strict=False) for cell in told if cell
    )
    assert codes(act) != []
