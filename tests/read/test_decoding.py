"""Bytes to text: every encoding that Kazakh acts are kept in."""

from __future__ import annotations

import pytest
from conftest import CORPORA

from kzreg_parse.model.errors import ReadError
from kzreg_parse.read import read, text_form
from kzreg_parse.read.encoding import decode
from kzreg_parse.read.kind import refuse_foreign

ACT = (CORPORA / "text" / "004.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    decoded = decode(ACT.encode(encoding))
    assert decoded.text == ACT
    assert decoded.diagnostics == ()


@pytest.mark.parametrize(("codec", "name"), [("kz1048", "KZ-1048"), ("ptcp154", "PT154")])
def test_kazakh_code_pages_are_told_apart_by_their_letters(codec: str, name: str) -> None:
    decoded = decode(ACT.encode(codec, errors="replace"))
    assert decoded.text == ACT.encode(codec, errors="replace").decode(codec)
    assert "әкімдігінің" in decoded.text
    assert name in decoded.diagnostics[0].message


def test_broken_bytes_are_counted_and_reported() -> None:
    data = bytearray(ACT.encode())
    data[2001] = 0xFF
    decoded = decode(bytes(data))
    assert "\ufffd" in decoded.text
    assert decoded.diagnostics[0].code == "KZR20"


def test_a_text_cut_inside_a_letter_is_read() -> None:
    assert decode(ACT.encode()[:1001]).text.startswith(ACT[:400])


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_other_line_ends_give_the_same_act(line_end: str) -> None:
    from kzreg_parse import parse

    other = parse(ACT.replace("\n", line_end).encode())
    plain = parse(ACT.encode())
    assert [node.text for node in other.body] == [node.text for node in plain.body]
    assert [appendix.header for appendix in other.appendices] == [appendix.header for appendix in plain.appendices]


def test_no_break_spaces_are_blanks() -> None:
    from kzreg_parse import parse

    act = parse(ACT.replace(" ", "\u00a0").encode())
    assert act.act.number == "245"
    assert act.act.issuer == "Шығыс Қазақстан облысы әкімдігі"


@pytest.mark.parametrize(
    ("name", "kind"), [("text/004.txt", "dump"), ("text/003.md", "markdown"), ("html/004.html", "html")]
)
def test_the_kind_of_text_is_told_by_content(name: str, kind: str) -> None:
    data = (CORPORA / name).read_bytes()
    refuse_foreign(data)
    assert text_form(decode(data).text).name == kind


def test_the_file_ending_does_not_matter() -> None:
    data = (CORPORA / "pdf" / "004.pdf").read_bytes()
    assert read(data, "act.txt").info.media_type == "application/pdf"


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(ReadError, match="KZR05"):
        decode(bytes(range(128, 256)) * 50)
