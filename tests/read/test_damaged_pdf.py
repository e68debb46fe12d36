"""A PDF that lost bytes or pages on its way says so: a broken stream is never read to its first wrong byte in silence."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest
import regex

import kzreg_parse
from kzreg_parse.export import to_json

PRINT = Path(__file__).parents[2] / "corpora" / "pdf_synthetic" / "0000.pdf"
STREAM = regex.compile(rb"/FlateDecode[^>]*>>\s*stream\r?\n(?P<packed>.*?)\r?\nendstream", regex.DOTALL)


def codes(data: bytes) -> set[str]:
    return {one.code for one in kzreg_parse.parse(data, name="a.pdf").diagnostics}


def content_streams(data: bytes) -> list[tuple[int, int]]:
    """Where the packed streams that paint text stand."""
    return [found.span("packed") for found in STREAM.finditer(data) if b" Tf" in _unpacked(found["packed"])]


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""


@pytest.fixture(scope="module")
def whole() -> bytes:
    return PRINT.read_bytes()


def test_a_whole_file_says_nothing(whole: bytes) -> None:
    assert not codes(whole) & {"KZR40", "KZR41"}


def test_one_wrong_bit_of_a_page_is_told(whole: bytes) -> None:
    start, end = content_streams(whole)[0]
    broken = bytearray(whole)
    broken[(start + end) // 2] ^= 4
    act = kzreg_parse.parse(bytes(broken), name="a.pdf")
    told = [one for one in act.diagnostics if one.code == "KZR41"]
    assert [(one.severity, one.page) for one in told] == [("error", 1)]
    assert act.status == "partial"


def test_a_missing_page_is_told(whole: bytes) -> None:
    count = regex.search(rb"/Count (\d+)", whole)
    assert count is not None
    more = whole.replace(count[0], b"/Count " + str(int(count[1]) + 1).encode())
    assert len(more) == len(whole)
    act = kzreg_parse.parse(more, name="a.pdf")
    assert act.status == "partial"
    assert [one.message for one in act.diagnostics if one.code == "KZR40"] == [
        f"The PDF says it has {int(count[1]) + 1} pages; {int(count[1])} were found."
    ]


@pytest.mark.heavy
def test_no_wrong_bit_changes_a_text_in_silence(whole: bytes) -> None:
    drawn = random.Random(8)
    places = [place for start, end in content_streams(whole) for place in range(start, end)]
    meant = _texts(whole)
    for _ in range(60):
        broken = bytearray(whole)
        broken[drawn.choice(places)] ^= 1 << drawn.randrange(8)
        try:
            act = kzreg_parse.parse(bytes(broken), name="a.pdf")
        except kzreg_parse.ReadError:
            continue
        assert act.status == "partial" or _texts(bytes(broken)) == meant


def _texts(data: bytes) -> bytes:
    act = kzreg_parse.parse(data, name="a.pdf")
    return to_json(act.model_copy(update={"source": kzreg_parse.parse(PRINT).source, "diagnostics": ()}))
