"""Tables that optical recognition tore, cut or shortened: every cell is right or null, and what is null is named."""

from __future__ import annotations

import pytest
from acts import nodes
from segment.test_tables import HEAD, TAIL, tables_of

from kzreg_parse import parse
from kzreg_parse.model import Act

NUMBERS = "Рәсім (іс-қимыл) №\t1\t2\t3\t4"
UNITS = "Құрылымдық бөлімшенің атауы\tМұрағатшы\tБасшы\tКеңсе маманы\tИнспектор"
ACTIONS = "Рәсім (іс-қимыл) атауы\tӨтінішті тіркейді\tБұрыштама қояды\tАктіні дайындайды\tҚол қояды"
TERMS = "Орындау мерзімдері\t15 минут\t1 сағат\t2 жұмыс күні\t10-20 минут"
FOLLOWING = "Келесі іс-қимыл №\t2\t3\t4\t-"


def act_of(*rows: str) -> Act:
    return parse(
        (f"# {HEAD}## 7-кесте. Рәсімдер\n\n" + "\n".join(rows) + f"\n\n**Ескерту**\n\n{TAIL}").encode(), name="a.md"
    )


def cells(*rows: str) -> list[list[str | None]]:
    return [[cell or None for cell in row.split("\t")] for row in rows]


def unsure(act: Act) -> list[str]:
    return [found.message.rsplit("Unsure: ", 1)[1].rstrip(".") for found in act.diagnostics if found.code == "KZS20"]


def printed(act: Act) -> list[str | None]:
    return [node.text for node in nodes(act)]


def test_a_whole_table_is_left_as_it_is_and_has_its_caption() -> None:
    act = act_of(NUMBERS, UNITS, ACTIONS, TERMS, FOLLOWING)
    assert tables_of(act) == [cells(NUMBERS, UNITS, ACTIONS, TERMS, FOLLOWING)]
    assert unsure(act) == []
    assert [node.caption for node in nodes(act) if node.kind == "table"] == ["7-кесте. Рәсімдер"]


def test_a_row_torn_from_its_label_is_one_row() -> None:
    act = act_of(NUMBERS, UNITS, ACTIONS, "\t15 минут\t1 сағат\t\t3 күн", "", "Орындау мерзімдері\t\t\t\t", FOLLOWING)
    assert tables_of(act)[0][3] == ["Орындау мерзімдері", "15 минут", "1 сағат", None, "3 күн"]
    assert unsure(act) == []


def test_a_term_beside_which_the_row_has_too_few_cells_is_in_no_column() -> None:
    act = act_of(NUMBERS, UNITS, ACTIONS, "\t\t1 сағат\t2 күн\t3 күн", "", "Орындау мерзімдері\t\t15 минут", FOLLOWING)
    assert tables_of(act)[0][3] == ["Орындау мерзімдері", None, "1 сағат", "2 күн", "3 күн"]
    assert unsure(act) == ["«Орындау мерзімдері» 2"]
    assert "15 минут" in printed(act)


def test_two_terms_for_one_cell_are_neither_of_them_its_term() -> None:
    act = act_of(
        NUMBERS, UNITS, ACTIONS, "\t15 минут\t1 сағат\t\t", "", "Орындау мерзімдері\t\t30 минут\t\t", FOLLOWING
    )
    assert tables_of(act)[0][3] == ["Орындау мерзімдері", "15 минут", None, None, None]
    assert unsure(act) == ["«Орындау мерзімдері» 3"]
    assert {"1 сағат", "30 минут"} <= set(printed(act))


def test_a_label_cut_by_a_page_end_is_one_label() -> None:
    upper, lower = "Аяқтау нысаны (деректер, құжат,\t\t\t\t", "ұйымдық-өкімдік шешім)\t\t\t"
    act = act_of(NUMBERS, UNITS, ACTIONS, upper, "", lower, TERMS, FOLLOWING)
    assert tables_of(act)[0][3] == ["Аяқтау нысаны (деректер, құжат, ұйымдық-өкімдік шешім)", *[None] * 4]
    assert len(tables_of(act)[0]) == 6


def test_a_short_row_that_nothing_places_has_no_cells() -> None:
    act = act_of(NUMBERS, UNITS, "Рәсім (іс-қимыл) атауы\tТіркейді\tҚояды\tДайындайды", TERMS, FOLLOWING)
    assert tables_of(act)[0][2] == ["Рәсім (іс-қимыл) атауы", None, None, None, None]
    assert unsure(act) == ["«Рәсім (іс-қимыл) атауы» 2, 3, 4, 5"]
    assert {"Тіркейді", "Қояды", "Дайындайды"} <= set(printed(act))


def test_short_rows_are_placed_by_the_steps_that_one_of_them_names_as_next() -> None:
    act = act_of(
        NUMBERS, UNITS, ACTIONS, "", "Орындау мерзімдері\t15 минут\t1 сағат\t2 күн", "Келесі іс-қимыл №\t2\t3\t4"
    )
    assert tables_of(act)[0][3:] == cells(
        "Орындау мерзімдері\t15 минут\t1 сағат\t2 күн\t", "Келесі іс-қимыл №\t2\t3\t4\t"
    )
    assert "KZS12" in {found.code for found in act.diagnostics}


def test_short_rows_whose_next_steps_may_have_moved_are_not_placed() -> None:
    act = act_of(
        NUMBERS, UNITS, ACTIONS, "", "Орындау мерзімдері\t15 минут\t1 сағат\t2 күн", "Келесі іс-қимыл №\t3\t4\t-"
    )
    assert tables_of(act)[0][3] == ["Орындау мерзімдері", None, None, None, None]
    assert unsure(act)[0] == "«Орындау мерзімдері» 2, 3, 4, 5"


def test_cells_that_ran_together_take_what_is_behind_them_out_of_place() -> None:
    form = "Аяқтау нысаны\tҚолхат\tАкт жобасы туралы Бұрыштаманың мәтіні\tХаттама"
    act = act_of(NUMBERS, UNITS, ACTIONS, "", form, "Келесі іс-қимыл №\t2\t3\t4")
    assert tables_of(act)[0][3] == ["Аяқтау нысаны", "Қолхат", None, None, None]
    assert unsure(act) == ["«Аяқтау нысаны» 3, 4, 5"]


def test_dashes_for_several_cells_are_parted_where_the_row_is_whole_with_them() -> None:
    assert (
        tables_of(act_of(NUMBERS, UNITS, ACTIONS, "Келесі іс-қимыл №\t2\t3\t- -"))[0][3]
        == cells("Келесі іс-қимыл №\t2\t3\t-\t-")[0]
    )
    whole = act_of(NUMBERS, UNITS, ACTIONS, "Келесі іс-қимыл №\t2\t3\t4\t- -")
    assert tables_of(whole)[0][3][-1] == "- -"


def test_a_last_column_cut_by_the_page_edge_is_null_and_named() -> None:
    cut = ["Мұрағатшы", "Мұрағатш"], ["Өтінішті тіркейді", "Құж мәлім (қол"], ["15 минут", "15"]
    rows = [f"{label}\t{whole}\t{whole}\t{whole}\t{part}" for label, (whole, part) in zip(
        ("Құрылымдық бөлімшенің атауы", "Рәсім (іс-қимыл) атауы", "Орындау мерзімдері"), cut, strict=True)]  # fmt: skip
    act = act_of(NUMBERS, *rows, FOLLOWING)
    assert [row[4] for row in tables_of(act)[0]] == ["4", None, None, None, "-"]
    assert [name.rsplit(" ", 1)[1] for name in unsure(act)] == ["5", "5", "5"]
    assert {part for _, part in cut} <= set(printed(act))


def test_an_action_that_only_names_the_unit_again_is_null() -> None:
    act = act_of(NUMBERS, UNITS, ACTIONS.replace("Бұрыштама қояды", "Басшы"), TERMS, FOLLOWING)
    assert tables_of(act)[0][2][2] is None
    assert unsure(act) == ["«Рәсім (іс-қимыл) атауы» 3"]


@pytest.mark.parametrize("announced", ["кестенің жалғасы:", "Кестенің жалғасы", "7-кестенің жалғасы:"])
def test_further_columns_belong_to_the_table(announced: str) -> None:
    form = "Аяқтау нысаны\t\t\t\t"
    below = ["5\t6\t7", "Басшы\tМаман\tБасшы", "Тексереді\tЖібереді\tБереді", "1 күн\t5-10 минут\t-", "6\t7\t-"]
    act = act_of(
        NUMBERS,
        UNITS,
        ACTIONS,
        form,
        TERMS,
        FOLLOWING.replace("-", "5").replace("іс5", "іс-"),
        "",
        announced,
        "",
        *below,
    )
    above = [NUMBERS, UNITS, ACTIONS, form, TERMS, FOLLOWING.replace("\t-", "\t5")]
    joined = [f"{row}\t{more}" for row, more in zip(above, [*below[:3], "\t\t", *below[3:]], strict=True)]
    assert tables_of(act) == [cells(*joined)]
    assert announced in printed(act)
    steps = [step for procedure in act.procedures for step in procedure.steps]
    assert [step.label for step in steps] == list("1234567")
    assert [duration.text for duration in steps[5].durations] == ["5-10 минут"]


@pytest.mark.parametrize(
    "below", [["6\t7\t8", "Басшы\tМаман\tБасшы"], ["5\t6\t7", "Басшы\tМаман\tБасшы", "1 күн\t2 күн\t-"]]
)
def test_further_columns_that_fit_no_rows_stand_apart(below: list[str]) -> None:
    act = act_of(NUMBERS, UNITS, ACTIONS, TERMS, FOLLOWING, "", "кестенің жалғасы:", "", *below)
    assert tables_of(act) == [cells(NUMBERS, UNITS, ACTIONS, TERMS, FOLLOWING), cells(*below)]
    assert "KZS21" in {found.code for found in act.diagnostics}


def test_a_short_row_of_any_table_is_placed_by_the_kinds_of_its_columns() -> None:
    rows = ["№\tАтауы\tМерзімі\tҚұжат", "1\tТіркеу\t15 минут\tҚолхат", "2\tҚарау\t2 күн\tАкт", "3\tБеру\t1 сағат"]
    act = act_of(*rows)
    assert tables_of(act)[0][3] == ["3", "Беру", "1 сағат", None]
    assert tables_of(act_of(*rows[:3], "Беру\t1 сағат\tҚолхат"))[0][3] == [None, "Беру", "1 сағат", "Қолхат"]


def test_the_title_of_a_form_is_no_picture() -> None:
    annex = "Регламентке 1-қосымша\n\n# **Сауалнама**\n\n### **Қызмет сапасын бағалау парағы**\n\n(ұйымның атауы)\n"
    act = parse(f"# {HEAD}{TAIL}\n{annex}".encode(), name="a.md")
    assert {node.kind for node in nodes(act) if node.text in ("Қызмет сапасын бағалау парағы", "(ұйымның атауы)")} == {
        "alinea"
    }
