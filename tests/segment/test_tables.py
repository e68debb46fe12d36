"""Step tables of dumps: real wording, each case one kind of difficulty."""

from __future__ import annotations

import pytest
from acts import nodes
from simulator.table_dump import narrowest, spread, table_dump

from kzreg_parse import parse
from kzreg_parse.model import Act

HEAD = (
    "Регламентті бекіту туралы\n\nШымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы\n"
    "      Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:\n      1. Регламент бекітілсін.\n\n"
    "Рәсімдердің (іс-қимылдардың) реттілігі\n\n"
)
TAIL = "\n      2. Бақылау жүктелсін.\n      Қала әкімі Е. Айтаханов\n"
STEPS = [
    ["Рәсім (жұмыс барысының, ағынының) №", "1", "2", "3"],
    [
        "Құрылымдық бөлімшенің атауы",
        "Көрсетілетін қызметті беруші кеңсесінің маманы",
        "Аттестаттау комиссиясы",
        "Көрсетілетін қызметті берушінің басшылығы",
    ],
    [
        "Рәсім (іс-қимыл) атауы",
        "Құжаттарды қабылдау және тіркеу, оларды басшылыққа жіберу",
        "Тестілеуді өткізу",
        "Мемлекеттік қызметті көрсету нәтижесіне қол қою және оны тапсыру",
    ],
    ["Аяқтау нысаны (деректер, құжат, ұйымдық-өкімдік шешім)", "Қарар", "тестілеу", "Рұқсат"],
    ["Орындау мерзімдері", "15 минут", "күнтізбелік 1 күн", "он екі жұмыс күні"],
    ["Келесі іс-қимыл №", "2", "3", "–"],
]


def act_of(table: str) -> Act:
    return parse((HEAD + table + TAIL).encode(), name="act.txt")


def tables_of(act: Act) -> list[list[list[str | None]]]:
    return [[list(row) for row in node.rows] for node in nodes(act) if node.kind == "table" and node.rows]


def codes(act: Act) -> list[str]:
    return [found.code for found in act.diagnostics if found.code in ("KZS07", "KZS20")]


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("measure", [24.0, 30.0, 44.0])
def test_cells_come_back_whatever_the_widths_of_the_columns(measure: float, middle: bool) -> None:
    widths = spread(narrowest(STEPS), [0, 3, 1, 2], measure)
    act = act_of(table_dump(STEPS, widths, middle=middle))
    assert tables_of(act) == [STEPS]
    assert codes(act) == []


def test_short_cells_that_share_a_line_are_parted() -> None:
    """As act 001 prints them: the label's second line, then all terms of the row."""
    table = (
        "Рәсім (жұмыс \nбарысының, \nағынының) №\n\n1 2 3\n\n"
        "Құрылымдық \nбөлімшенің атауы\n\nКөрсетілетін \nқызметті беруші \nкеңсесінің \nмаманы\n\n"
        "Көрсетілетін \nқызметті \nберушінің \nбасшылығы\n\nКөрсетілетін \nқызметті берушінің \nжауапты \nорындаушысы\n\n"
        "О р ы н д а у \nмерзімдері 15 минут 1 жұмыс күні 12 жұмыс күні\n\nКелесі іс-қимыл \n№ 2 3 -\n"
    )
    rows = tables_of(act_of(table))[0]
    assert rows[2] == ["Орындау мерзімдері", "15 минут", "1 жұмыс күні", "12 жұмыс күні"]
    assert rows[3] == ["Келесі іс-қимыл №", "2", "3", "-"]


def test_a_short_cell_above_a_taller_one_without_an_empty_line() -> None:
    """`Рұқсат` stands in the middle of its row, so the taller cell behind it begins on a line of its own."""
    widths = spread(narrowest(STEPS), [0, 1, 1, 1], 30.0)
    rows = [
        *STEPS[:3],
        [STEPS[3][0], "Қарар", "Рұқсат", "Рұқсатты қолма-қол, электрондық түрде не пошта арқылы жіберу"],
        *STEPS[4:],
    ]
    table = table_dump(rows, widths, middle=True)
    assert "Рұқсат\nРұқсатты" in table
    assert tables_of(act_of(table)) == [rows]


@pytest.mark.parametrize("behind", (2, 3, 5))
def test_halves_of_cells_are_put_together_over_the_page(behind: int) -> None:
    widths = spread(narrowest(STEPS), [0, 1, 1, 1], 28.0)
    act = act_of(table_dump(STEPS, widths, cut=(2, behind)))
    assert tables_of(act) == [STEPS]


def test_first_halves_stand_before_the_label_that_is_set_in_the_middle() -> None:
    widths = spread(narrowest(STEPS), [0, 1, 1, 1], 28.0)
    table = table_dump(STEPS, widths, middle=True, cut=(2, 2))
    assert table.index("Құжаттарды") < table.index("\n\n\n\n") < table.index("Рәсім (іс-қимыл)")
    assert tables_of(act_of(table)) == [STEPS]


@pytest.mark.parametrize(
    "labels",
    [
        ("Іс-әрекеттің (барысының, жұмыс ағынының) нөмірі", "ҚФБ-нің атауы", "Іс-қимылдың (процестің, рәсімнің) атауы және олардың сипаттамасы"),
        ("Әрекеттің (барысының, ағынының) нөмірі", "Функционалдық бірліктің атауы", "Іс-әрекеттің (үдерістің) атауы"),
        ("Іс-қимыл (жұмыстар барысы, ағыны) №", "Құрылымдық бөлімшелердің атауы", "Рәсімдердің (іс-қимылдардың) атауы және оларды сипаттау"),
    ],
)  # fmt: skip
def test_rows_may_have_other_labels(labels: tuple[str, str, str]) -> None:
    rows = [
        [label, *row[1:]]
        for label, row in zip(
            (*labels, "Аяқталу нысаны (құжат, шешім)", "Орындалу мерзімі", "Келесі іс-әрекеттің нөмірі"),
            STEPS,
            strict=True,
        )
    ]
    assert tables_of(act_of(table_dump(rows, spread(narrowest(rows), [0, 1, 1, 1], 34.0)))) == [rows]


def test_what_is_not_certain_is_null_is_named_and_stands_below_as_text() -> None:
    """Nothing tells which column the term on the next page belongs to (a row of act 001)."""
    widths = spread(narrowest(STEPS), [0, 3, 1, 2], 44.0)
    table = table_dump(STEPS, widths).replace(
        "күнтізбелік 1 күн он екі жұмыс күні", "күнтізбелік 1 күн\n\n\n\nон екі жұмыс күні"
    )
    assert "\n\n\n\n" in table
    act = act_of(table)
    rows = tables_of(act)[0]
    assert codes(act) == ["KZS20"]
    assert rows[:4] == STEPS[:4] and rows[5] == STEPS[5]
    assert all(cell in (None, told) for cell, told in zip(rows[4], STEPS[4], strict=True))
    assert None in rows[4]  # which of the terms stand in which column, nothing tells
    below = [node.text for node in nodes(act) if node.kind == "alinea" and node.text]
    assert {"15 минут күнтізбелік 1 күн", "он екі жұмыс күні"} <= {
        text.removeprefix("Орындау мерзімдері ") for text in below
    }
    assert "«Орындау" in next(found.message for found in act.diagnostics if found.code == "KZS20")


def test_a_table_whose_rows_cannot_be_told_stays_text() -> None:
    rows = [[f"Баған {number}", *row[1:]] for number, row in enumerate(STEPS)]
    act = act_of(table_dump(rows, spread(narrowest(rows), [1, 1, 1, 1])))
    assert tables_of(act) == []
    assert codes(act) == ["KZS07"]
    text = " ".join(node.text for node in nodes(act) if node.text)
    assert all(word in text for row in rows for cell in row for word in cell.split())


def test_a_table_that_recognition_tore_is_one_again() -> None:
    """Rows lost a cell at the right edge (act 003); it is null, and a diagnostic says so."""
    table = (
        "Іс-қимыл (жұмыстар барысы, ағыны) №\t1\t2\t3\nҚФБ атауы\tАлушы\tЭҮП\tАлушы\n\n"
        "Орындалу мерзімдері\t10-15 сек\t20 сек\nКелесі іс-қимылдың нөмірі\t2\t3\n"
    )
    act = parse((f"# {HEAD}## 1-кесте\n\n{table}\n## 2-кесте\n\n**Ескерту**\n\n{TAIL}").encode(), name="act.md")
    assert tables_of(act) == [
        [
            ["Іс-қимыл (жұмыстар барысы, ағыны) №", "1", "2", "3"],
            ["ҚФБ атауы", "Алушы", "ЭҮП", "Алушы"],
            ["Орындалу мерзімдері", "10-15 сек", "20 сек", None],
            ["Келесі іс-қимылдың нөмірі", "2", "3", None],
        ]
    ]
    assert "KZS12" in {found.code for found in act.diagnostics}
