"""Either PDF backend gives the same source, on acts and on pages that the fast one leaves to the other."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pypdfium2
import pytest
from conftest import CORPORA, PDFS
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, RectangleObject

from kzreg_parse import parse, parse_many
from kzreg_parse.cli.app import PdfBackend as BackendOption
from kzreg_parse.read import Line, PdfBackend, Source, read
from kzreg_parse.read.pdf import pdfium, plumber, read_pdf
from kzreg_parse.restore import restore

ALL_PDFS = sorted(path.relative_to(CORPORA).as_posix() for path in CORPORA.rglob("*.pdf"))
ACT = (CORPORA / PDFS[1]).read_bytes()


def without_reader(source: Source) -> Source:
    return replace(source, info=source.info.model_copy(update={"reader": ""}))


def lines_of(source: Source) -> list[tuple[str, int | None, str, int, int, bool]]:
    """What of a line may not depend on the last bits of a number."""
    return [
        (line.text.text, line.page, line.place, line.lead, line.gap, line.bold)
        for line in source.items
        if isinstance(line, Line)
    ]


@pytest.fixture
def left_to_pdfplumber(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages that the fast backend left to the slow one."""
    pages: list[int] = []
    slow = plumber.page_content

    def noting(page: Any) -> Any:
        pages.append(page.page_number)
        return slow(page)

    monkeypatch.setattr(pdfium.plumber, "page_content", noting)
    return pages


@pytest.mark.heavy
@pytest.mark.parametrize("name", ALL_PDFS)
def test_both_backends_give_the_same_source_and_blocks(name: str, left_to_pdfplumber: list[int]) -> None:
    data = (CORPORA / name).read_bytes()
    fast = read(data, name, pdf_backend="pypdfium2")
    assert left_to_pdfplumber == [], "and the fast one has read every page itself"
    slow = read(data, name, pdf_backend="pdfplumber")
    assert fast.info.reader.startswith("pypdfium2 ")
    assert slow.info.reader.startswith("pdfplumber ")
    assert without_reader(fast) == without_reader(slow)
    assert fast.boxes is not None and slow.boxes is not None and fast.boxes.tobytes() == slow.boxes.tobytes()
    by_fast, by_slow = restore(fast), restore(slow)
    assert by_fast.blocks == by_slow.blocks
    assert by_fast.diagnostics == by_slow.diagnostics


def made_of(content: bytes, *, form: bytes | None = None) -> bytes:
    """A PDF of one page with Helvetica as /F1, from its content stream; `form` is what /X1 paints."""
    writer = PdfWriter()
    page = writer.add_blank_page(600, 800)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica-Bold", "/Encoding": "/WinAnsiEncoding"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(named)})
    resources = DictionaryObject({NameObject("/Font"): fonts})
    if form is not None:
        painted = DecodedStreamObject()
        painted.set_data(form)
        painted.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
        painted.update({NameObject("/BBox"): RectangleObject((0, 0, 600, 800)), NameObject("/Resources"): resources})
        forms = DictionaryObject({NameObject("/X1"): writer._add_object(painted)})
        resources = DictionaryObject({NameObject("/Font"): fonts, NameObject("/XObject"): forms})
    page[NameObject("/Resources")] = resources
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


STRINGS = {
    "words and letters spaced": b"BT /F1 12 Tf 3 Tc 5 Tw 72 700 Td (two words) Tj 0 -20 Td [(a)-300(b c)] TJ ET",
    "scaled sideways": b"BT /F1 12 Tf 60 Tz 1 Tc 72 700 Td (narrow words here) Tj ET",
    "raised figure": b"BT /F1 12 Tf 72 700 Td (m) Tj 5 Ts (2) Tj 0 Ts ( of land) Tj ET",
    "next line operator": b"BT /F1 12 Tf 14 TL 72 700 Td (one) Tj (two) ' T* (three) Tj ET",
    "brackets and escapes": rb"BT /F1 12 Tf 72 700 Td (a (b (c)) \( \051 \\ \101) Tj ET",
    "hexadecimal": b"BT /F1 12 Tf 72 700 Td <48 65 6C6C 6F> Tj ET",
    "empty strings": b"BT /F1 12 Tf 72 700 Td () Tj [()] TJ [-200] TJ (left) Tj ET",
    "state saved and restored": b"q BT /F1 12 Tf 72 700 Td (big) Tj ET q BT /F1 6 Tf 72 650 Td (small) Tj ET Q "
    b"BT 72 600 Td (big again) Tj ET Q",
    "magnified by the page": b"2 0 0 2 10 20 cm BT /F1 12 Tf 36 300 Td (twice as large) Tj ET",
    "operators inside strings": b"% (no) Tj\n/A << /B (no) >> BDC BT /F1 12 Tf 72 700 Td (Q q BI TJ] Tj) Tj ET EMC",
    "six blanks": b"BT /F1 12 Tf 72 700 Td (      1. Words  apart) Tj ET",
}
LEFT_OUT = {
    "a string that sets the spacing": b'BT /F1 12 Tf 72 700 Td 1 2 (one two) " ET',
    "slanted": b"BT /F1 12 Tf 1 0 0.3 1 72 700 Tm (slanted) Tj ET",
    "turned": b"BT /F1 12 Tf 0 1 -1 0 72 400 Tm (upwards) Tj ET",
    "inline picture": b"BT /F1 12 Tf 72 700 Td (text) Tj ET q 9 0 0 9 0 0 cm "
    b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q BT /F1 12 Tf 72 600 Td (more) Tj ET",
}


@pytest.mark.parametrize("content", STRINGS.values(), ids=STRINGS.keys())
def test_strings_of_every_kind_are_read_alike(content: bytes, left_to_pdfplumber: list[int]) -> None:
    data = made_of(content)
    fast = read_pdf("x", data, "pypdfium2")
    assert left_to_pdfplumber == []
    slow = read_pdf("x", data, "pdfplumber")
    assert fast.text == slow.text
    assert lines_of(fast) == lines_of(slow)
    for one, other in zip(fast.items, slow.items, strict=True):
        assert one.box == pytest.approx(other.box, abs=0.01)


@pytest.mark.parametrize("content", LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_strings_that_need_an_interpreter_are_left_to_pdfplumber(content: bytes, left_to_pdfplumber: list[int]) -> None:
    data = made_of(content)
    fast = read_pdf("x", data, "pypdfium2")
    assert left_to_pdfplumber == [1]
    assert without_reader(fast) == without_reader(read_pdf("x", data, "pdfplumber"))


def test_a_page_that_paints_a_form_is_left_to_pdfplumber(left_to_pdfplumber: list[int]) -> None:
    words = b"BT /F1 12 Tf 72 700 Td (words of a form) Tj ET"
    fast = read_pdf("x", made_of(b"/X1 Do", form=words), "pypdfium2")
    assert left_to_pdfplumber == [1]
    assert "words of a form" in fast.text


def changed(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(ACT)).pages[:3]:
        writer.add_page(page)
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def shift_sheet(writer: PdfWriter) -> None:
    for page in writer.pages:
        page.mediabox = RectangleObject((-20, -30, 575.28, 811.89))
        page.cropbox = RectangleObject((0, 0, 500, 800))


CHANGES: dict[str, Callable[[PdfWriter], object]] = {
    "a page on its side": lambda writer: writer.pages[1].rotate(90),
    "a page made smaller": lambda writer: writer.pages[0].scale_by(0.5),
    "another origin": shift_sheet,
    "compressed and rewritten": lambda writer: [page.compress_content_streams() for page in writer.pages],
    "two pages on one": lambda writer: writer.pages[0].merge_transformed_page(
        writer.pages[1], Transformation().translate(0, -780)
    ),
    "a user's password that is empty": lambda writer: writer.encrypt("", owner_password="owner", algorithm="AES-128"),
}


@pytest.mark.heavy
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_pages_changed_by_other_programs_are_read_alike(change: Callable[[PdfWriter], object]) -> None:
    data = changed(change)
    fast, slow = (read_pdf("x", data, backend) for backend in get_args(PdfBackend))
    assert fast.text == slow.text
    assert lines_of(fast) == lines_of(slow)
    assert fast.links == slow.links


@pytest.mark.heavy
def test_a_file_that_pdfium_does_not_open_is_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch, left_to_pdfplumber: list[int]
) -> None:
    def refuse(data: bytes) -> object:
        raise pypdfium2.PdfiumError("no")

    monkeypatch.setattr(pypdfium2, "PdfDocument", refuse)
    fast = read(ACT, "x", pdf_backend="pypdfium2")
    assert left_to_pdfplumber == list(range(1, 15))
    assert without_reader(fast) == without_reader(read(ACT, "x", pdf_backend="pdfplumber"))


@pytest.mark.heavy
def test_threads_do_not_disturb_each_other() -> None:
    alone = read(ACT, "x")
    with ThreadPoolExecutor(4) as pool:
        assert all(source == alone for source in pool.map(lambda _: read(ACT, "x"), range(8)))


def test_the_backend_can_be_chosen_and_a_slip_is_told() -> None:
    path = CORPORA / PDFS[1]
    assert parse(path).source.reader.startswith("pypdfium2")
    assert parse(path, pdf_backend="pdfplumber").source.reader.startswith("pdfplumber")
    slip: Any = "pdfbox"
    with pytest.raises(ValueError, match="pypdfium2 or pdfplumber"):
        parse(path, pdf_backend=slip)
    with pytest.raises(ValueError, match="pdfbox"):
        next(parse_many([Path("none.pdf")], pdf_backend=slip))


def test_the_command_offers_the_same_backends() -> None:
    assert tuple(option.value for option in BackendOption) == get_args(PdfBackend)
