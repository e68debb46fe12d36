"""Acts to trees: small cases of every difficulty, and the five acts' outlines."""

from __future__ import annotations

import pytest
from acts import appendices, nodes
from conftest import ALL, stages

from kzreg_parse import parse
from kzreg_parse.model import Act, AnyNode

HEAD = (
    "Регламентті бекіту туралы\n\nШымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы. Шымкент қаласының Әділет \n"
    "департаментінде 2019 жылғы 31 қазанда № 70 болып тіркелді.\n"
    "      Заңның 16-бабына сәйкес Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:\n"
)
TAIL = "      Қала әкімі Е. Айтаханов\n"


def act_of(body: str, tail: str = TAIL) -> Act:
    return parse((HEAD + body + tail).encode(), name="act.txt")


def outline(nodes_: tuple[AnyNode, ...]) -> list[object]:
    rows: list[object] = []
    for node in nodes_:
        mark = f"{node.kind} {node.num}" if node.num else node.kind
        rows.append([mark, *outline(node.children)] if node.children else mark)
    return rows


def codes(act: Act) -> set[str]:
    return {found.code for found in act.diagnostics}


def test_clauses_points_and_paragraphs() -> None:
    act = act_of(
        "      1. Мыналар бекітілсін:\n      1) регламент;\n      2) тізбе.\n      9-1. Бақылау жүктелсін.\n"
        "      Орындалуы туралы есеп берілсін.\n"
    )
    assert outline(act.body) == [["clause 1", "point 1", "point 2"], ["clause 9-1", "alinea"]]
    assert act.body[0].label == "1."
    assert act.body[0].text == "Мыналар бекітілсін:"


def test_a_step_label_is_text_and_no_mark() -> None:
    act = act_of(
        "      1. Рәсімдер:\n      1-рәсім – маман құжаттарды тіркейді;\n      2 процесс – портал тексереді.\n"
    )
    assert [child.text for child in act.body[0].children] == [
        "1-рәсім – маман құжаттарды тіркейді;",
        "2 процесс – портал тексереді.",
    ]


def test_points_restart_in_each_variant() -> None:
    act = act_of(
        "      1. Мазмұны:\n      лицензия беру кезінде:\n      1) тіркейді;\n      2) береді;\n"
        "      лицензияны қайта ресімдеу кезінде:\n      1) тіркейді;\n      2) қайта ресімдейді.\n"
    )
    assert outline(act.body) == [["clause 1", "alinea", "point 1", "point 2", "alinea", "point 1", "point 2"]]
    assert [child.id for child in act.body[0].children][-1] == "cl_1__point_2_2"


def test_a_paragraph_that_continues_a_point_is_the_points() -> None:
    act = act_of(
        "      1. Мазмұны:\n      1) алты сағат ішінде:\n      басшы анықтайды;\n      2) орындаушы тексереді.\n"
        "      Рәсімдердің ұзақтығы екі күннен аспайды.\n"
    )
    assert outline(act.body) == [["clause 1", ["point 1", "alinea"], "point 2", "alinea"]]


def test_quoted_wording_is_text_of_its_clause() -> None:
    act = act_of(
        "      1. Қаулыға мынадай өзгерістер енгізілсін:\n      1) және 2) тармақшалар мынадай редакцияда жазылсын:\n"
        '      "1) "Рұқсат беру" регламенті;\n      2) "Бекіту" регламенті;";\n      6) тармақша алып тасталсын.\n'
    )
    assert outline(act.body) == [["clause 1", "alinea", "alinea", "alinea", "alinea"]]


REGULATION = (
    "\n \n\nШымкент қаласы әкімдігінің\n2019 жылғы 28 қазандағы\n\n№ 816 қаулысына\nқосымша\n\n"
    '"Рұқсат беру" мемлекеттік көрсетілетін қызмет регламенті\n'
)


@pytest.mark.parametrize(
    ("first", "second", "nums"),
    [
        ("1-тарау. Жалпы ережелер", "2-тарау. Қызмет көрсету тәртібі", ["1", "2"]),
        ("1. Жалпы ережелер", "2. Қызмет көрсету тәртібінің сипаттамасы", ["1", "2"]),
        ("Жалпы ережелер", "Қызмет көрсету тәртібінің сипаттамасы", [None, None]),
        ("І бөлім. Жалпы ережелер", "ІІ бөлім. Қызмет көрсету тәртібі", ["І", "ІІ"]),
        ("1-ТАРАУ. ЖАЛПЫ ЕРЕЖЕЛЕР", "2-ТАРАУ. ТӘРТІП", ["1", "2"]),
    ],
)
def test_chapters_in_every_numbering_style(first: str, second: str, nums: list[str | None]) -> None:
    act = act_of(
        "      1. Регламент бекітілсін.\n",
        TAIL + REGULATION + f"\n{first}\n\n      1. Қызметті басқарма көрсетеді.\n      2. Нысаны қағаз түрінде.\n\n"
        f"{second}\n\n      3. Негіз өтініш болып табылады.\n",
    )
    chapters = [node for node in nodes(act) if node.kind in ("chapter", "part")]
    assert [chapter.num for chapter in chapters] == nums
    assert [[child.num for child in chapter.children] for chapter in chapters] == [["1", "2"], ["3"]]


def test_a_chapter_heading_at_clause_indent_is_found_by_the_sequence() -> None:
    act = act_of(
        "      1. Регламент бекітілсін.\n",
        TAIL
        + REGULATION
        + "\n1. Жалпы ережелер\n\n      1. Қызметті басқарма көрсетеді.\n      2. Нысаны қағаз түрінде.\n"
        "      2. Ақпараттық жүйелерді пайдалану тәртібінің сипаттамасы\n      3. Портал арқылы жүгінеді.\n",
    )
    regulation = act.appendices[0]
    assert outline(regulation.body) == [["chapter 1", "clause 1", "clause 2"], ["chapter 2", "clause 3"]]


def test_a_gap_in_the_clause_numbers_is_reported() -> None:
    act = act_of("      1. Бекітілсін.\n      2. Жүктелсін.\n      5. Енгізіледі.\n")
    assert outline(act.body) == ["clause 1", "clause 2", "clause 5"]
    assert "KZS03" in codes(act)


def test_appendices_hang_on_what_their_headers_name() -> None:
    annex = '\n \n\n"Рұқсат беру" мемлекеттік\nкөрсетілетін қызмет регламентіне\n{}-қосымша\n\nҚызметтің блок-схемасы\n'
    act = act_of(
        "      1. Бекітілсін.\n", TAIL + REGULATION + "\n      1. Көрсетеді.\n" + annex.format(1) + annex.format(2)
    )
    assert [(appendix.num, appendix.of) for appendix in appendices(act)] == [
        (None, None),
        ("1", "appendix_u1"),
        ("2", "appendix_u1"),
    ]
    assert act.appendices[0].title == '"Рұқсат беру" мемлекеттік көрсетілетін қызмет регламенті'


def test_two_headers_one_below_the_other_belong_to_one_appendix() -> None:
    act = stages("text/002.txt").act
    assert [appendix.num for appendix in act.appendices] == ["1", "2", "3", "4"]
    assert act.appendices[3].second_header is not None
    assert act.appendices[3].second_header.endswith("№ 380 бұйрығына 7-қосымша")


def test_a_cut_header_is_still_an_appendix_and_says_so() -> None:
    act = stages("text/003.md").act
    assert act.appendices[1].num is None
    assert "KZS05" in codes(act)
    assert act.status == "partial"


def test_a_law_has_chapters_and_articles() -> None:
    act = parse(
        (
            "Қорғаныс туралы\n\nҚазақстан Республикасының 2005 жылғы 7 қаңтардағы N 29 Заңы.\n"
            "      Осы Заң қорғаныс саласындағы қатынастарды реттейді.\n\n1-тарау. ЖАЛПЫ ЕРЕЖЕЛЕР\n\n"
            "1-бап. Негізгі ұғымдар\n\n      1. Осы Заңда мынадай ұғымдар пайдаланылады:\n      1) қару – құрал;\n      2) әскер – құрама.\n\n"
            "1-1-бап. Заңнама\n\n      1. Заңнама Конституцияға негізделеді.\n      2. Халықаралық шарт басым.\n"
        ).encode(),
        name="law.txt",
    )
    assert act.act.kind == "law"
    assert act.preamble is not None
    assert act.preamble.text == "Осы Заң қорғаныс саласындағы қатынастарды реттейді."
    assert outline(act.body) == [
        ["chapter 1", ["article 1", ["clause 1", "point 1", "point 2"]], ["article 1-1", "clause 1", "clause 2"]]
    ]


def test_tables_of_a_pdf_are_joined_over_the_page() -> None:
    tables = [node for node in nodes(stages("pdf/001.pdf").act) if node.kind == "table"]
    assert [(len(table.rows), len(table.rows[0])) for table in tables] == [
        (6, 6), (6, 8), (6, 6), (6, 8), (6, 6), (6, 7), (6, 8), (6, 8)
    ]  # fmt: skip
    assert tables[0].rows[2][1] == (
        "Құжаттарды қабылдау және тіркеу, оларды көрсетілетін қызметті берушінің басшылығына жіберу;"
    )


def test_no_cell_of_a_dump_differs_from_the_ruled_table() -> None:
    """The PDF has the ruled lines, so its tables are right; what is null in the dump is named in a diagnostic."""
    act = stages("text/001.txt").act
    tables = [node for node in nodes(act) if node.kind == "table"]
    truth = [node for node in nodes(stages("pdf/001.pdf").act) if node.kind == "table"]
    assert len(tables) == len(truth)
    unsure = 0
    for table, ruled in zip(tables, truth, strict=True):
        for row, printed in zip(table.rows, ruled.rows, strict=True):
            unsure += sum(cell is None and other is not None for cell, other in zip(row, printed, strict=True))
            assert all(cell in (None, other) or other is None for cell, other in zip(row, printed, strict=True))
    assert unsure <= 6
    assert [found.code for found in act.diagnostics if found.code in ("KZS07", "KZS20")] == ["KZS20"]


@pytest.mark.parametrize("name", ALL)
def test_ids_are_unique_and_children_stand_in_reading_order(name: str) -> None:
    act = stages(name).act
    ids = [node.id for node in nodes(act)] + [appendix.id for appendix in appendices(act)]
    assert len(ids) == len(set(ids))
    for node in nodes(act):
        starts = [child.span[0] for child in node.children]
        assert starts == sorted(starts)
        assert all(node.span[0] <= child.span[0] and child.span[1] <= node.span[1] for child in node.children)


@pytest.mark.parametrize("name", ALL)
def test_spans_and_pages_lie_in_the_source(name: str) -> None:
    made = stages(name)
    for node in nodes(made.act):
        assert 0 <= node.span[0] <= node.span[1] <= made.act.source.chars
        assert (node.page is None) == (made.act.source.pages is None)


def test_a_title_runs_over_lines_up_to_the_next_blank_or_mark() -> None:
    act = act_of(
        "      1. Бекітілсін.\n",
        TAIL + "\nҚала әкімдігінің \n2019 жылғы 28 қазандағы \n№ 816 қаулысымен бекітілген\n\n"
        "Қала әкімдігі аппаратының\nРЕГЛАМЕНТІ\n\n1-тарау. Жалпы ережелер\n\n      1. Регламент тәртіпті белгілейді.\n",
    )
    assert act.appendices[0].title == "Қала әкімдігі аппаратының РЕГЛАМЕНТІ"
    assert outline(act.appendices[0].body) == [["chapter 1", "clause 1"]]


def test_a_status_line_may_stand_below_the_requisites() -> None:
    act = parse(
        (
            "Ережені бекіту туралы\n\nҚазақстан Республикасы Үкіметінің 2006 жылғы 25 тамыздағы N 817 Қаулысы\n\n"
            "Күшін жойған\n\n      Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:\n      1. Бекітілсін.\n"
        ).encode()
    )
    assert act.act.in_force is False
    assert act.preamble is not None
    assert act.preamble.text == "Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:"
