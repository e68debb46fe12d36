"""Signs that recognition wove into a neighbour cell: back in their own cell, recorded, or doubted."""

from __future__ import annotations

import pytest
from segment.test_tables import HEAD, TAIL, tables_of
from segment.test_tables_recognised import ACTIONS, NUMBERS, TERMS, UNITS, act_of, cells

from kzreg_parse import parse
from kzreg_parse.model import Act
from kzreg_parse.trace import rebuild

LABEL = "Келесі іс-қимыл №"
FORMS = "Аяқтау нысаны (деректер, құжат)\tХат\tХат\tХат\tХат"


def parsed(*rows: str) -> tuple[Act, list[str | None]]:
    """The act of a table that ends in the rows given, and its last row; the ledger makes every cell from the source."""
    act = act_of(NUMBERS, UNITS, *rows)
    text = act_source(*rows)
    for repair in act.repairs:
        assert text[slice(*repair.span)] == repair.raw
    again = rebuild(act, text)
    assert not again.unmatched
    assert all(again.rebuild(printed) == printed.text for printed in again.texts)
    return act, tables_of(act)[0][-1]


def act_source(*rows: str) -> str:
    rows = (NUMBERS, UNITS, *rows)
    return f"# {HEAD}## 7-кесте. Рәсімдер\n\n" + "\n".join(rows) + f"\n\n**Ескерту**\n\n{TAIL}"


def doubted(act: Act) -> list[str]:
    return [found.message for found in act.diagnostics if found.code == "KZN07"]


def moves(act: Act) -> list[tuple[str, str]]:
    return [(repair.raw, repair.clean) for repair in act.repairs if repair.kind == "displaced_link"]


@pytest.mark.parametrize(
    ("row", "mended"),
    [
        (
            f"{LABEL}\t2–егер құжат толық болса; – 3–егер толық болмаса\t\t4\t5",
            f"{LABEL}\t2–егер құжат толық болса; 3–егер толық болмаса\t–\t4\t5",
        ),
        (f"{LABEL}\t2\t« - Әкімдік» жүйесінде тексеру\t\t5", f"{LABEL}\t2\t«Әкімдік» жүйесінде тексеру\t-\t5"),
        (
            f"{LABEL}\t2\t3\t\t4 - егер өтініштің – көшірмесі болса",
            f"{LABEL}\t2\t3\t–\t4 - егер өтініштің көшірмесі болса",
        ),
        (f"{LABEL}\t2\t3-егер құжат толық болса –\t\t5", f"{LABEL}\t2\t3-егер құжат толық болса\t–\t5"),
        (f"{LABEL}\t\t3 - егер хат және – қолхат болса\t4\t5", f"{LABEL}\t–\t3 - егер хат және қолхат болса\t4\t5"),
        (  # the row has a dash where there is none, and one empty cell
            f"{LABEL}\t2\t6-егер шешім (оң, теріс) – қабылданса\t\t-",
            f"{LABEL}\t2\t6-егер шешім (оң, теріс) қабылданса\t–\t-",
        ),
        (f"{LABEL}\t2\t4 – – егер төлемесе\t\t-", f"{LABEL}\t2\t4 – егер төлемесе\t–\t-"),
        (f"{LABEL}\t-\t\t– 4-егер төлемесе\t5", f"{LABEL}\t-\t–\t4-егер төлемесе\t5"),
        ("Орындау мерзімдері\t-\t15 – жұмыс күні\t\t3 күн", "Орындау мерзімдері\t-\t15 жұмыс күні\t–\t3 күн"),
        ("Орындау мерзімдері\t1 күн\t( – 2 сағат\t\t3 күн", "Орындау мерзімдері\t1 күн\t(2 сағат\t–\t3 күн"),
    ],
)
def test_a_dash_that_no_sentence_has_is_the_empty_cell_beside_it(row: str, mended: str) -> None:
    act, last = parsed(ACTIONS, row)
    assert last == cells(mended)[0]
    assert not doubted(act)


def test_a_moved_sign_is_one_repair_over_both_cells() -> None:
    act, _ = parsed(ACTIONS, f"{LABEL}\t2–егер хат болса; – 3–егер болмаса\t\t4\t5")
    assert moves(act) == [("– 3–егер болмаса", "3–егер болмаса\n–")]
    act, _ = parsed("Рәсім іс-қимыл) атауы\t( Тіркейді\tҚояды\tБереді\tАлады")
    assert moves(act) == [("іс-қимыл) атауы\t(", "(іс-қимыл) атауы\n")]
    act, _ = parsed(f"{LABEL}\t2\t3-егер хат болса –\t\t5")
    assert moves(act) == [(" ", "\n")]


@pytest.mark.parametrize(
    ("row", "is_doubted"),
    [
        (f"{LABEL}\t2\t3 - егер өтініштің – көшірмесі болса\t4\t5", False),  # no cell lacks a dash
        (f"{LABEL}\t2\t\t3 - егер ол « – Әкімдік» жүйесінде болса\t", True),  # two cells lack one
        (f"{LABEL}\t2 – егер « – хат» болса; – 3–егер болмаса\t\t4\t5", True),  # two dashes
        (f"{LABEL}\t2-егер « – хат» болса\t\t3-егер « – қолхат» болса\t5", True),  # two cells for one place
        (f"{LABEL}\t2-егер құжат – қолхат болса\t\t4\t5", True),  # it may be the author's
        (f"{LABEL}\t2-егер құжат – қолхат болса\t\t-\t", True),  # two cells lack one
        (f"{LABEL}\t- 2-егер құжат болса\t\t-\t5", True),  # what is on the right is not read first
        ("Басқа\tБасшы – хат\t\t-\tАкт", True),
        (f"{LABEL}\t2\t4 - – егер төлемесе\t\t-", True),  # one of the two is the step's own
        ("Басқа\tБасшы « – Әкімдік» жүйесінде\t\tҚұжат\tАкт", True),  # nothing says that the row has lone dashes
        ("Басқа\tтізбесі: – хат – акт\t\tҚұжат\tАкт", False),
    ],
)
def test_a_dash_that_may_be_another_cells_stays_and_is_doubted(row: str, *, is_doubted: bool) -> None:
    act, last = parsed(ACTIONS, row)
    assert [cell and cell.replace("« ", "«") for cell in last] == [
        (cell or None) and cell.replace("« ", "«") for cell in row.split("\t")
    ]
    assert bool(doubted(act)) is is_doubted
    assert not moves(act)


@pytest.mark.parametrize(
    ("rows", "mended"),
    [
        (
            (
                "Рәсім (үдеріс) атауы\tА\tБ\tВ\tГ",
                "",
                "Рәсім процесс, операция) атауы\t( Тіркейді\tҚояды\tБереді\tАлады",
            ),
            "Рәсім (процесс, операция) атауы\tТіркейді\tҚояды\tБереді\tАлады",
        ),
        (
            ("Рәсім іс-қимыл) атауы\t( Тіркейді\tҚояды\tБереді\tАлады",),  # the head has the same words in brackets
            "Рәсім (іс-қимыл) атауы\tТіркейді\tҚояды\tБереді\tАлады",
        ),
        (
            ("Рәсім процесс, операция) атауы\t(Тіркейді\tҚояды\tБереді\tАлады",),  # a label's form
            "Рәсім (процесс, операция) атауы\tТіркейді\tҚояды\tБереді\tАлады",
        ),
        (
            ("Аяқтау нысаны (деректер, шешім\t) Акт\tХат\tХат\tХат",),
            "Аяқтау нысаны (деректер, шешім)\tАкт\tХат\tХат\tХат",
        ),
        (
            (FORMS, "", "Аяқтау нысаны (деректер, құжат\t) Акт\tХат\tХат\tХат"),
            "Аяқтау нысаны (деректер, құжат)\tАкт\tХат\tХат\tХат",
        ),
        (
            (ACTIONS, "«Әкімдік» жүйесі\tА\tБ\tВ\tГ", "Мәлімет\tӘкімдік» жүйесі\t« Басшы\tБ\tВ"),
            "Мәлімет\t«Әкімдік» жүйесі\tБасшы\tБ\tВ",
        ),
    ],
)
def test_half_a_pair_goes_where_another_text_shows_its_place(rows: tuple[str, ...], mended: str) -> None:
    act, last = parsed(*rows)
    assert last == cells(mended)[0]
    assert not doubted(act)


@pytest.mark.parametrize(
    "rows",
    [
        ("Құжат атауы хат, қолхат) түрі\t(Тіркейді\tҚояды\tБереді\tАлады",),  # no other text has its words
        ("Құжат (хат, қолхат түрі\t) Тіркейді\tҚояды\tБереді\tАлады",),
        ("Рәсім (а) атауы\tА\tБ\tВ\tГ", "Рәсім іс (а) атауы\tА\tБ\tВ\tГ", "Рәсім іс үдеріс) атауы\t(Х\tБ\tВ\tГ"),
    ],
)
def test_half_a_pair_whose_place_is_not_shown_stays_and_is_doubted(rows: tuple[str, ...]) -> None:
    act, last = parsed(*rows)
    assert last == cells(rows[-1])[0]
    assert doubted(act)
    assert not moves(act)


def test_dashes_and_ranges_of_their_own_are_not_doubted() -> None:
    act, last = parsed(ACTIONS, "Орындау мерзімдері\t30 сек – 1 минут\t\t-\t10 – 15 сек")
    assert last == cells("Орындау мерзімдері\t30 сек – 1 минут\t\t-\t10 – 15 сек")[0]
    assert not doubted(act)


def test_signs_of_tables_that_were_not_recognised_stay() -> None:
    row = "Рәсім (іс-қимыл) атауы\tҚол қойған «Хат\tБасшы»\tБереді\tАлады"
    act, last = parsed(row, TERMS)
    assert tables_of(act)[0][2] == cells(row)[0]
    assert last == cells(TERMS)[0]
    assert doubted(act)


def test_a_sign_of_a_table_with_upright_bars_goes_back_too() -> None:
    rows = (
        NUMBERS,
        UNITS,
        f"{LABEL}\t2–егер хат болса; – 3–егер болмаса\t\t4\t5",
        "Рәсім іс-қимыл) атауы\t( А\tБ\tВ\tГ",
    )
    text = (
        f"# {HEAD}## 7-кесте. Рәсімдер\n\n"
        + "\n".join("| " + row.replace("\t", " | ") + " |" for row in rows)
        + "\n\n**Ескерту**\n"
    )
    act = parse(text.encode(), name="a.md")
    again = rebuild(act, text)
    assert not again.unmatched
    assert all(again.rebuild(shown) == shown.text for shown in again.texts)
    assert tables_of(act)[0][2:] == cells(
        f"{LABEL}\t2–егер хат болса; 3–егер болмаса\t–\t4\t5", "Рәсім (іс-қимыл) атауы\tА\tБ\tВ\tГ"
    )
