"""Lines and tables of a page, from what a backend finds painted on it."""

from __future__ import annotations

from kzreg_parse.read.pdf.content import GlyphRun, PageContent, Shape
from kzreg_parse.read.pdf.pages import page_items


def word(text: str, x: float, y: float) -> GlyphRun:
    """A word whose letters are 6 pt wide, on the baseline `y`."""
    glyphs = [(x + 6 * index, x + 6 * index + 6, letter) for index, letter in enumerate(text)]
    return GlyphRun(glyphs, baseline=y, top=y - 10, bottom=y + 2, size=12, bold=False)


def box(x0: float, top: float, x1: float, bottom: float) -> Shape:
    return Shape("rect", ((x0, top), (x1, bottom)))


def texts(content: PageContent) -> tuple[list[str], list[list[list[str]]]]:
    found = page_items(content)
    grids = [[[line.text for line in cell] for cell in row] for grid in found.grids for row in grid.rows]
    return [line.text for line in found.lines], grids


THREE_CELLS = [box(0, 0, 100, 50), box(100, 0, 200, 50), box(0, 50, 100, 100), box(0, 0, 200, 0.5)]


def test_words_stand_in_the_cell_that_holds_their_middle() -> None:
    runs = [word("a", 20, 30), word("b", 120, 30), word("c", 20, 80), word("below", 20, 150)]
    lines, cells = texts(PageContent(number=1, runs=runs, shapes=THREE_CELLS))
    assert cells == [[["a"], ["b"]], [["c"], []]]
    assert lines == ["below"]


def test_a_word_in_the_tables_frame_but_in_none_of_its_cells_is_not_lost() -> None:
    lines, _ = texts(PageContent(number=1, runs=[word("a", 20, 30), word("stray", 120, 80)], shapes=THREE_CELLS))
    assert lines == ["stray"]


def test_a_string_that_goes_over_a_rule_is_cut_there() -> None:
    across = word("leftright", 76, 30)  # its fifth letter begins at 100 pt
    lines, cells = texts(PageContent(number=1, runs=[across], shapes=THREE_CELLS))
    assert cells[0] == [["left"], ["right"]]
    assert lines == []


def test_a_letter_struck_twice_is_read_once_and_letter_gaps_part_no_words() -> None:
    stretched = [word("б", 0, 30), word("б", 0.3, 30), word("а", 20, 30), word(" ", 26, 30), word("п", 45, 30)]
    lines, _ = texts(PageContent(number=1, runs=stretched))
    assert lines == ["ба п"]
