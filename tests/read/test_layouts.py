"""Lines, places and pages of each kind of source."""

from __future__ import annotations

from conftest import CORPORA, stages

from kzreg_parse.read import Grid, Indent, Line, Picture, Role, read
from kzreg_parse.read.dump import lines_of
from kzreg_parse.read.markdown import read_markdown


def lines(name: str) -> list[Line]:
    return [item for item in stages(name).source.items if isinstance(item, Line)]


def test_four_newlines_are_a_page_break_and_fewer_are_not() -> None:
    found, starts = lines_of("бірінші бет \n\n\n\nекінші бет\n\nсонда да екінші бет\n")
    assert [line.page for line in found] == [1, 2, 2]
    assert [line.page_break for line in found] == [False, True, False]
    assert len(starts) == 2


def test_a_form_feed_is_a_page_break() -> None:
    found, _ = lines_of("бірінші\n\x0cекінші\n")
    assert [line.page for line in found] == [1, 2]


def test_six_blanks_are_a_paragraph_and_one_blank_is_not() -> None:
    found, _ = lines_of("      1. Осы қаулы\n көрсетілген\nжалғасы")
    assert [line.place for line in found] == [Indent.INDENT, Indent.FLUSH, Indent.FLUSH]
    assert found[1].lead == 1


def test_a_dump_without_page_breaks_has_no_pages() -> None:
    assert read((CORPORA / "text" / "003.md").read_bytes(), "x").info.pages is None


def test_pdf_lines_stand_in_reading_order_with_links_in_place() -> None:
    texts = [line.text.text for line in lines("pdf/001.pdf")]
    assert "Қазақстан Республикасы Заңының 10-бабының 2) тармақшасына сәйкес," in texts
    assert "1. Мыналар:" in texts, "a stretched line is read at its blanks, not at its gaps"


def test_pdf_lines_know_their_box_and_links_their_target() -> None:
    source = stages("pdf/001.pdf").source
    line = lines("pdf/001.pdf")[0]
    assert line.box is not None
    assert line.page == 1
    link = next(link for link in source.links if source.text[slice(*link.span)] == "10-бабының")
    assert link.target.startswith("http://adilet.zan.kz/")


def test_pdf_tables_and_pictures_are_set_apart() -> None:
    items = stages("pdf/001.pdf").source.items
    grids = [item for item in items if isinstance(item, Grid)]
    assert [len(row) for row in grids[0].rows] == [6, 6, 6]
    assert sum(isinstance(item, Picture) for item in items) > 10


def test_headings_of_a_pdf_are_bold_and_flush() -> None:
    heading = next(line for line in lines("pdf/001.pdf") if line.text.text == "1. Жалпы ережелер")
    assert heading.bold
    assert heading.place is Indent.FLUSH


def test_html_markup_gives_title_status_and_requisites() -> None:
    roles = [line.role for line in lines("html/004.html")[:3]]
    assert roles == [Role.TITLE, Role.STATUS, Role.REQUISITES]
    assert stages("html/004.html").source.in_force_mark is False


def test_html_menus_are_left_out_and_said_so() -> None:
    source = stages("html/004.html").source
    assert "Негізгі" not in source.text
    assert source.diagnostics[0].code == "KZR22"


def test_html_links_carry_their_target() -> None:
    source = stages("html/004.html").source
    targets = {source.text[slice(*link.span)]: link.target for link in source.links}
    assert targets["16-бабына"] == "/kaz/docs/Z1300000088#z30"


def test_a_layout_table_of_a_page_is_text_and_a_bordered_one_a_table() -> None:
    page = (
        "<html><body><article><p>Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.</p>"
        "<table border='0'><tr><td>&nbsp;</td><td>Шымкент қаласы<br>әкімдігінің<br>қаулысына<br>1-қосымша</td></tr></table>"
        "<table border='1'><tr><td>№</td><td>Атауы</td></tr><tr><td>1</td><td colspan='1'>Өтініш</td></tr></table>"
        "</article></body></html>"
    )
    items = read(page.encode(), "page.html").items
    grids = [item for item in items if isinstance(item, Grid)]
    assert len(grids) == 1
    assert [[cell[0].text.text for cell in row] for row in grids[0].rows] == [["№", "Атауы"], ["1", "Өтініш"]]
    assert "әкімдігінің" in [item.text.text for item in items if isinstance(item, Line)]


def test_markdown_marks_headings_and_tab_tables() -> None:
    items = stages("text/003.md").source.items
    assert any(isinstance(item, Line) and item.role is Role.HEADING for item in items)
    grid = next(item for item in items if isinstance(item, Grid))
    assert [len(row) for row in grid.rows] == [7, 7]


def test_paragraphs_without_line_breaks_are_blocks_of_their_own() -> None:
    text = "\n".join(
        f"{number}. " + "Осы бұйрықтың орындалуын бақылау вице-министрге жүктелсін. " * 4 for number in range(1, 6)
    )
    found, _ = lines_of(text)
    assert all(line.starts_block for line in found)


def test_a_row_of_a_markdown_table_ends_at_any_line_end() -> None:
    text = "бір\tекі\tүш\tтөрт\rбес\tалты\tжеті\tсегіз\n"
    source = read_markdown("x.md", text.encode(), text, "test")
    (grid,) = (item for item in source.items if isinstance(item, Grid))
    cells = [[cell[0].text.text for cell in row] for row in grid.rows]
    assert cells == [["бір", "екі", "үш", "төрт"], ["бес", "алты", "жеті", "сегіз"]]
