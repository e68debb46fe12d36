"""Tables inside texts: markup in Markdown with its spans and entities, and rows kept apart by TABs."""

from __future__ import annotations

import pytest

from kzreg_parse import parse
from kzreg_parse.model import Act
from kzreg_parse.model.nodes import Table
from kzreg_parse.read import text_form
from kzreg_parse.read.markup_tables import marked_tables

HEAD = (
    "# Суару нормаларын бекіту туралы\n\n"
    "Сарыөзек ауданы әкімдігінің 2019 жылғы 3 маусымдағы № 112 қаулысы\n\n"
    "Аудан әкімдігі ҚАУЛЫ ЕТЕДІ:\n\n1. Нормалар мынадай болып бекітілсін:\n\n"
)
TAIL = "\n\n2. Осы қаулы алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.\n\nАудан әкімі С. Мұратов\n"
SPANS = """<table>
<tr><th rowspan="2">Р/с №</th><th rowspan='2'>Ауылдық округ</th><th colspan=2>Алқап, гектар</th></tr>
<tr><td>суармалы</td><td>тәлімі</td></tr>
<tr><td>1</td><td rowspan="2">Ақтоғай &amp; Жетіген</td><td>1 350,0</td><td>340</td></tr>
<tr><td>2</td><td>45<br>(қырық бес)</td><td><b>60</b>&nbsp;га</td></tr>
</table>"""


def tables(act: Act) -> list[list[list[str | None]]]:
    found = []

    def walk(nodes: object) -> None:
        for node in nodes:  # type: ignore[attr-defined]
            if isinstance(node, Table):
                found.append([list(row) for row in node.rows])
            walk(node.children)

    walk(act.body)
    for appendix in act.appendices:
        walk(appendix.body)
    return found


def test_a_table_of_markup_keeps_its_spans_and_figures() -> None:
    made = parse((HEAD + SPANS + TAIL).encode(), name="act.md")
    assert tables(made) == [
        [
            ["Р/с №", "Ауылдық округ", "Алқап, гектар", None],
            [None, None, "суармалы", "тәлімі"],
            ["1", "Ақтоғай & Жетіген", "1 350,0", "340"],
            ["2", None, "45 (қырық бес)", "60 га"],
        ]
    ]
    assert [node.num for node in made.body if node.kind == "clause"] == ["1", "2"]


def test_the_words_of_a_cell_have_their_place_in_the_text() -> None:
    text = HEAD + SPANS + TAIL
    (table,) = marked_tables(text)
    assert text[table.start : table.end] == SPANS
    cells = [line.text for row in table.grid.rows for cell in row for line in cell]
    assert all(
        text[slice(*cell.span)] == cell.text
        for cell in cells
        if not set(cell.text) & set("&\n") and "га" not in cell.text
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (HEAD + SPANS + SPANS + TAIL, "markdown"),
        ("<html><body><p>Аудан әкімдігі</p>" + SPANS + "</body></html>", "html"),
        ("<p>Аудан әкімдігі</p><p>қаулы етеді</p>" + SPANS, "html"),
        ("Аудан әкімдігі ҚАУЛЫ ЕТЕДІ:\n" + SPANS, "markdown"),
        ("Аудан әкімдігі ҚАУЛЫ ЕТЕДІ:\n1. Бекітілсін.", "dump"),
    ],
)
def test_tables_alone_make_no_saved_page(text: str, kind: str) -> None:
    assert text_form(text).name == kind


@pytest.mark.parametrize(
    "broken", [SPANS[:-9], SPANS[: len(SPANS) // 2], SPANS + "</table></td>", SPANS * 10, "<table>" * 500]
)
def test_broken_markup_loses_no_words(broken: str) -> None:
    made = parse((HEAD + broken + TAIL).encode(), name="act.md")
    assert "Нормалар мынадай болып бекітілсін" in made.model_dump_json()
    if "Р/с" in broken:
        assert "Ауылдық округ" in made.model_dump_json()


def test_rows_kept_apart_by_tabs_are_a_table() -> None:
    rows = "№\tАуылдық округ\tАлқап, гектар\n1\tАқтоғай\t1 350,0\n2\tЖетіген\t\n"
    made = parse((HEAD.replace("# ", "") + rows + TAIL).encode(), name="act.txt")
    assert tables(made) == [
        [["№", "Ауылдық округ", "Алқап, гектар"], ["1", "Ақтоғай", "1 350,0"], ["2", "Жетіген", None]]
    ]


def test_signatures_of_two_columns_are_no_table() -> None:
    text = HEAD.replace("# ", "") + TAIL.replace(
        "Аудан әкімі С. Мұратов", "Аудан әкімі\tС. Мұратов\nМәслихат хатшысы\tА. Оспанов"
    )
    made = parse(text.encode(), name="act.txt")
    assert tables(made) == []
    assert [signed.name for signed in made.act.signatories] == ["С. Мұратов", "А. Оспанов"]


def test_a_row_whose_last_cells_are_empty_does_not_cut_a_table_in_two() -> None:
    rows = "№\tАуылдық округ\tАлқап\n1\tАқтоғай\t\n2\t\t\n3\tЖетіген\t17\n"
    made = parse((HEAD.replace("# ", "") + rows + TAIL).encode(), name="act.txt")
    assert tables(made) == [
        [["№", "Ауылдық округ", "Алқап"], ["1", "Ақтоғай", None], ["2", None, None], ["3", "Жетіген", "17"]]
    ]
