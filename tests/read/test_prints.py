"""The same act printed by another engine, in other layouts, is the same act."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from acts import appendices, nodes
from conftest import stages

from kzreg_parse import parse
from kzreg_parse.model import Act, Table
from kzreg_parse.read import PdfBackend

PRINTS = Path(__file__).parent / "prints"
OF_THE_PAGE = ("page_with_menu", "justified_two_fonts", "ragged_with_heads", "small_page_centred")
BACKENDS: tuple[PdfBackend, ...] = ("pypdfium2", "pdfplumber")


@cache
def printed(name: str, backend: PdfBackend = "pypdfium2") -> Act:
    return parse(PRINTS / f"{name}.pdf", pdf_backend=backend)


def bare(text: str | None) -> str:
    return "".join((text or "").split())


def texts(act: Act) -> list[tuple[str, str | None, str, str]]:
    """Every node of the body and of the appendices with its words; pictures and the frame are left out."""
    frame = {node.id for part in (act.preface, act.conclusions) for node in part}
    return [
        (node.kind, node.num, bare(node.heading), bare(node.text))
        for node in nodes(act)
        if node.id not in frame and node.kind not in ("figure", "table")
    ]


def rows(act: Act) -> Iterator[tuple[tuple[str, ...], ...]]:
    for node in nodes(act):
        if isinstance(node, Table):
            yield tuple(tuple(map(bare, row)) for row in node.rows)


def heads(act: Act) -> list[tuple[str | None, str, str]]:
    return [(appendix.num, bare(appendix.title), bare(appendix.header)) for appendix in appendices(act)]


@pytest.mark.heavy
@pytest.mark.parametrize("name", OF_THE_PAGE)
def test_a_printed_page_is_the_act_of_the_saved_page(name: str) -> None:
    page, act = stages("html/004.html").act, printed(name)
    assert texts(act) == texts(page)
    assert heads(act) == heads(page)
    assert act.status == "complete"
    for field in ("title", "kind", "issuer", "date", "number", "registration", "signatories"):
        assert getattr(act.act, field) == getattr(page.act, field), field
    assert act.act.repeal is not None and page.act.repeal is not None
    assert (act.act.repeal.by, act.act.in_force) == (page.act.repeal.by, False)
    assert [len(one.steps) for one in act.procedures] == [len(one.steps) for one in page.procedures]
    assert len(act.durations) == len(page.durations)


@pytest.mark.heavy
def test_rows_that_a_page_cuts_keep_their_cells() -> None:
    published, act = stages("pdf/001.pdf").act, printed("rows_over_pages")
    assert list(rows(act)) == list(rows(published))
    assert heads(act) == heads(published)
    lost = [text for text in texts(published) if text not in texts(act)]
    assert not lost


def test_words_written_one_by_one_without_blanks_make_the_same_paragraphs() -> None:
    published, act = stages("pdf/004.pdf").act, printed("words_without_blanks")
    assert texts(act) == texts(published)
    assert heads(act) == heads(published)
    assert [step.actor for one in act.procedures for step in one.steps] == [
        step.actor for one in published.procedures for step in one.steps
    ]


@pytest.mark.parametrize(
    "name",
    (
        "words_without_blanks",
        *(pytest.param(name, marks=pytest.mark.heavy) for name in (*OF_THE_PAGE, "rows_over_pages")),
    ),
)
def test_either_backend_reads_the_same(name: str) -> None:
    first, second = (printed(name, backend).model_dump(exclude={"source"}) for backend in BACKENDS)
    assert first == second
