"""Every input that holds no act gets one clear reason, and no traceback."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from typing import get_args

import pytest
from conftest import CORPORA
from pypdf import PdfWriter

from kzreg_parse import ReadError, parse
from kzreg_parse.read import PdfBackend

PDF = (CORPORA / "pdf" / "004.pdf").read_bytes()


def _zip(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


def _pdf(change: Callable[[PdfWriter], object], *, from_act: bool = True) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(PDF)) if from_act else PdfWriter()
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


RUSSIAN = (
    "Приказ Министра энергетики Республики Казахстан. В соответствии с Законом ПРИКАЗЫВАЮ: 1. Утвердить правила.\n"
)
ENGLISH = "Order of the Minister of Energy of the Republic of Kazakhstan. 1. To approve the attached rules.\n"
STORY = (
    "Бір күні ауылда үлкен той болды. Балалар ойнап жүрді, қариялар әңгіме айтты. Күн батқанда бәрі үйлеріне қайтты.\n"
)


@pytest.mark.parametrize("pdf_backend", get_args(PdfBackend))
@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "KZR01", "empty"),
        (b" \n\t\r\n" * 100, "KZR02", "blanks"),
        ("\u00a0\n".encode() * 100, "KZR02", "blanks"),
        (b"\xff\xd8\xff\xe0JFIF", "KZR03", "JPEG"),
        (_zip("a.txt"), "KZR03", "zip"),
        (_zip("word/document.xml"), "KZR03", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "KZR03", "Word"),
        (b"{\\rtf1\\ansi", "KZR03", "RTF"),
        (bytes(range(128, 256)) * 60, "KZR05", "encoding"),
        (_pdf(lambda writer: writer.encrypt("secret")), "KZR06", "encrypted"),
        (PDF[:40_000], "KZR07", "cut off"),
        (PDF[:40_000] + b"\n%%EOF\n", "KZR07", "broken"),
        (b"%PDF-1.4\nhello\n%%EOF\n", "KZR07", "broken"),
        (_pdf(lambda writer: None, from_act=False), "KZR08", "no pages"),
        (_pdf(lambda writer: writer.add_blank_page(200, 200), from_act=False), "KZR09", "text layer"),
        (RUSSIAN.encode() * 20, "KZR10", "Russian"),
        (ENGLISH.encode() * 20, "KZR11", "Cyrillic"),
        (b"1234567890 " * 50, "KZR11", "no words"),
        (STORY.encode() * 20, "KZR12", "no act"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else None,
)
def test_input_without_an_act_gets_one_clear_line(data: bytes, code: str, words: str, pdf_backend: PdfBackend) -> None:
    with pytest.raises(ReadError) as caught:
        parse(data, pdf_backend=pdf_backend)
    assert caught.value.code == code
    assert words in caught.value.reason
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named_as_such(tmp_path: object) -> None:
    with pytest.raises(ReadError, match="KZR04"):
        parse(f"{tmp_path}/none.pdf")


@pytest.mark.parametrize("pdf_backend", get_args(PdfBackend))
def test_an_encrypted_pdf_that_opens_without_a_password_is_read(pdf_backend: PdfBackend) -> None:
    act = parse(_pdf(lambda writer: writer.encrypt("", owner_password="owner")), pdf_backend=pdf_backend)
    assert act.act.number == "245"


def test_fifty_megabytes_of_blanks_are_refused_at_once() -> None:
    started = time.process_time()
    with pytest.raises(ReadError, match="KZR02"):
        parse(b" \n" * 25_000_000)
    assert time.process_time() - started < 20  # seconds; a guard against a hang, not a measure of speed


def test_an_act_understood_only_in_part_is_still_written(text_of: Callable[[str], bytes]) -> None:
    cut = (CORPORA / "text" / "004.txt").read_bytes()[2600:12_000]
    act = parse(cut, name="cut.txt")
    assert act.status == "partial"
    assert {found.code for found in act.diagnostics} >= {"KZS01", "KZE18"}
    assert act.act.number == "245"  # the header of its annex says so
    assert act.act.in_force is None
