"""Tables whose columns are drawn by blanks, parted by TABs or marked up: cells, figures, and what is no table."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from acts import texts

from kzreg_parse import parse
from kzreg_parse.model import Act
from kzreg_parse.model.nodes import Table
from kzreg_parse.model.walk import walk
from kzreg_parse.read import read
from kzreg_parse.trace import rebuild
from tables.drawn import even, laid_out, marked_up, tabbed
from tables.judged import HEAD, Tally, judge
from tables.made import MadeTable, tables

Drawer = Callable[[MadeTable, Random], str]
FORMS: dict[str, tuple[Drawer, str, float]] = {
    "even": (lambda table, random: even(table, random.choice((10, 14, 20, 26))), "act.txt", 0.98),
    "layout": (laid_out, "act.txt", 0.9),
    "centred": (lambda table, random: laid_out(table, random, centred_head=True), "act.txt", 0.9),
    "parted": (lambda table, random: laid_out(table, random, parted=True), "act.txt", 0.9),
    "tabs": (lambda table, random: tabbed(table), "act.txt", 0.995),
    "markup": (lambda table, random: marked_up(table), "act.md", 0.995),
}
MOST_SILENT = 0.002  # share of the cells
MOST_SILENT_PARTED = 0.004  # a row with one cell between empty lines may end its table


def act_with(drawn: str) -> Act:
    return parse((HEAD.format(title="") + drawn + "\n").encode(), name="act.txt")


def tables_of(act: Act) -> list[Table]:
    return [found.node for found in walk(act) if isinstance(found.node, Table)]


def rows_of(act: Act) -> list[list[str | None]]:
    (table,) = tables_of(act)
    assert table.rows is not None
    return [list(row) for row in table.rows]


def codes(act: Act) -> list[str]:
    return [found.code for found in act.diagnostics if found.code in ("KZS07", "KZS12", "KZS20")]


def tally(form: str, seed: int, count: int) -> Tally:
    drawer, name, _ = FORMS[form]
    whole = Tally()
    for number, table in enumerate(tables(seed, count)):
        whole.add(judge(table, drawer(table, Random(number)), name))
    return whole


@pytest.mark.parametrize("form", FORMS)
def test_made_up_tables_come_back(form: str) -> None:
    told = tally(form, 3, 6)
    assert told.silent <= max(1, MOST_SILENT * told.cells), told


@pytest.mark.heavy
@pytest.mark.parametrize("form", FORMS)
def test_many_made_up_tables_come_back(form: str) -> None:
    told = tally(form, 7, 150)
    assert told.right >= FORMS[form][2] * told.cells, told
    assert told.silent <= (MOST_SILENT_PARTED if form == "parted" else MOST_SILENT) * told.cells, told


def test_words_broken_at_the_columns_edge_are_whole_and_thousands_stay() -> None:
    act = act_with(
        "Р/с №       Атауы       Көлемі,     Жоспар\n"
        "                        мың теңге\n"
        "1           Ауыл шаруа  12 458 551  1 350,0\n"
        "            шылығы\n"
        "            бөлімі\n"
        "2           Мәдениет    948         -\n"
        "            үйі\n"
        "            Барлығы     12 459 499  1 350,0"
    )
    assert rows_of(act) == [
        ["Р/с №", "Атауы", "Көлемі, мың теңге", "Жоспар"],
        ["1", "Ауыл шаруашылығы бөлімі", "12 458 551", "1 350,0"],
        ["2", "Мәдениет үйі", "948", "-"],
        [None, "Барлығы", "12 459 499", "1 350,0"],
    ]
    assert codes(act) == []


def test_three_digits_below_a_full_column_are_left_open() -> None:
    act = act_with(
        "Атауы       Көлемі\nКөктал      12 458 119\n            551\nБозтал      7 119 100\nАқтоғай     6 119 100"
    )
    (table,) = tables_of(act)
    assert table.rows is None and codes(act) == ["KZS07"] and act.status == "partial"
    assert [child.text for child in table.children][2:5] == ["Көктал", "12 458 119", "551"]


@pytest.mark.parametrize(
    "lines",
    [
        "Аудан әкімі                    Т. Ермекұлы\nМәслихат хатшысы               Б. Серікова",
        "Қазақстан Республикасы              Республика Казахстан\n  Бозтал ауданы                       Бозтальский район",
        "      Қызмет  алушы  құжаттарды  тапсырады  және\nқызмет  беруші  оларды  үш  күнде  қарайды.",
        "________________          ______________\n   (қолы)                   (күні)",
    ],
)
def test_signatures_letterheads_and_stretched_lines_are_no_tables(lines: str) -> None:
    assert tables_of(act_with(lines)) == []


def test_a_row_of_two_cells_that_ends_in_a_tab_is_a_row() -> None:
    assert rows_of(act_with("Атауы\tСаны\nКөктал\t\nБозтал\t994"))[1:] == [["Көктал", None], ["Бозтал", "994"]]


def test_every_word_of_a_table_that_cannot_be_rebuilt_stands_below_it() -> None:
    drawn = "Атауы        Саны\nКөктал       Бозтал\nауылы        ауылы\nжолы         жолы"
    act = act_with(drawn)
    (table,) = tables_of(act)
    words = " ".join(child.text or "" for child in table.children) if table.rows is None else str(table.rows)
    assert all(word in words for word in drawn.split())


@pytest.mark.parametrize("form", [form for form in FORMS if form != "markup"])
def test_the_ledger_rebuilds_every_cell_and_loses_nothing(form: str) -> None:
    drawer, name, _ = FORMS[form]
    for number, table in enumerate(tables(9, 4, columns=(2, 9))):
        data = (HEAD.format(title="") + drawer(table, Random(number)) + "\n").encode()
        act = parse(data, name=name)
        made = rebuild(act, read(data, name).text)
        assert not made.unmatched
        assert sorted(made.rebuild(text) for text in made.texts) == sorted(texts(act))


JUSTIFIED = (
    "толтыруы              (деректерді             енгізуі);\n"
    "4-рәсім – көрсетілетін қызметті алушының сұрауды қол қоюы\n"
    "үшін       ЭЦҚ-ны       тіркеу    куәлігін        таңдауы;"
)


def test_justified_lines_are_no_table_though_both_begin_and_end_at_the_margins() -> None:
    assert tables_of(act_with(JUSTIFIED)) == []


def test_row_numbers_one_blank_before_the_words_are_a_column() -> None:
    act = act_with(
        "№ Қызмет алушы      Рәсімнің атауы                Мерзімі\n"
        "1 Басқарма          құжаттарды қабылдауды         2 сағат\n"
        "  басшысы           жүзеге асырады\n"
        "2 Кеңсе маманы      нәтижені тіркейді             15 минут\n"
        "3 Жауапты           хат жазады                    1 сағат\n"
        "  орындаушы"
    )
    assert rows_of(act)[1:] == [
        ["1", "Басқарма басшысы", "құжаттарды қабылдауды жүзеге асырады", "2 сағат"],
        ["2", "Кеңсе маманы", "нәтижені тіркейді", "15 минут"],
        ["3", "Жауапты орындаушы", "хат жазады", "1 сағат"],
    ]


def test_words_that_ran_into_the_next_column_are_parted_where_it_begins_or_not_at_all() -> None:
    lines = [
        "№    Орындаушы           Рәсімнің атауы           Мерзімі",
        "1    Басқарма            құжаттарды қабылдайды    2 сағат",
        "     басшысының орынбасары және тіркейді",
        "2    Кеңсе маманы        нәтижені тіркейді        15 минут",
        "3    Кеңсе маманы        хат жазады               1 сағат",
    ]
    (table,) = tables_of(act_with("\n".join(lines)))
    assert table.rows is None
    lines[2] = "     басшысы қабылдаушы  және тіркейді"
    (table,) = tables_of(act_with("\n".join(lines)))
    assert table.rows is not None and table.rows[1][1] == "Басқарма басшысы қабылдаушы"


def test_the_ledger_rebuilds_a_table_that_has_no_rows() -> None:
    data = (
        HEAD.format(title="")
        + "Атауы       Саны    Көлемі\nКөктал      12      12 458 119\n                    551\n"
        + "Бозтал      7       119 100\nАқтоғай     6       119 100\n"
    ).encode()
    act = parse(data, name="act.txt")
    assert [table.rows for table in tables_of(act)] == [None]
    made = rebuild(act, read(data, "act.txt").text)
    assert not made.unmatched
    assert {"12", "12 458 119"} <= {text.text for text in made.texts}
