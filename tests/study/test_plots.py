"""Plots: every Kazakh letter has its glyph, long names are wrapped, nothing overlaps."""

from __future__ import annotations

import io
import itertools
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from kzreg_parse.study.plots import bars, columns, lifelines, survival, wrapped
from kzreg_parse.study.survival import kaplan_meier

mpl = pytest.importorskip("matplotlib", reason="matplotlib is not installed (extra kzreg-parse[notebooks])")
LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі № « » – …"
LONG = (
    "Қазақстан Республикасы Премьер-Министрінің орынбасары - Қазақстан Республикасының Индустрия және жаңа "
    "технологиялар министрі"
)


@pytest.fixture(autouse=True)
def without_a_screen() -> Iterator[None]:
    mpl.use("Agg")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph and a layout that does not fit are warnings
        yield
    mpl.pyplot.close("all")


def drawn(figure: Any) -> Any:
    figure.savefig(io.BytesIO(), format="png")
    return figure


def test_every_kazakh_letter_has_a_glyph() -> None:
    drawn(bars([LETTERS], {LETTERS: [1]}, title=LETTERS, unit=LETTERS))


def test_long_names_are_wrapped_between_words_and_cut_openly() -> None:
    lines = wrapped(LONG, width=46, lines=2).split("\n")
    assert len(lines) == 2
    assert all(len(line) <= 46 for line in lines)
    assert lines[-1].endswith(" …")
    assert wrapped(LONG, lines=9).replace("\n", " ") == LONG
    assert wrapped(None) == "–"


def test_names_of_neighbouring_bars_do_not_overlap() -> None:
    figure = drawn(bars([LONG, LONG, "Үкімет", f"{LONG}\n– {LONG}"], {"а": [1, 2, 3, 4]}, title="т", unit="б"))
    boxes = [label.get_window_extent() for label in figure.axes[0].get_yticklabels()]
    assert all(above.y0 >= below.y1 for above, below in itertools.pairwise(boxes))


def test_bars_end_in_their_sums() -> None:
    figure = drawn(bars(["а", "ә"], {"x": [1, 0], "y": [2, 1690]}, title="т", unit="б", pale=["y"]))
    assert [text.get_text() for text in figure.axes[0].texts] == ["3", "1,690"]


def test_the_other_plots_are_drawn() -> None:
    lives = [(1.0, True), (2.5, False), (4.0, True)]
    drawn(survival(kaplan_meier(lives), [2.5], title="Күші", unit="жыл"))
    drawn(survival(kaplan_meier([(3.0, False)]), [3.0], title="Күші", unit="жыл"))
    drawn(columns(list(range(1991, 2024)), {"а": [1] * 33}, title="Жылдар", unit="акт"))
    drawn(lifelines([LONG, "ә"], [(2012.0, 2014.5), (2019.0, 2020.0)], [True, False], pale=[False, True], title="Өмір"))
