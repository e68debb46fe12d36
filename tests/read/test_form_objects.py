"""Drawings that paint drawings: read where they end, refused in a moment where they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from kzreg_parse.model.errors import ReadError
from kzreg_parse.read.pdf import read_pdf

TEXT = b"BT /F1 12 Tf 50 700 Td (1. Text of the page) Tj ET"


def pdf(page: bytes, forms: Mapping[str, tuple[bytes, Sequence[str]]]) -> bytes:
    """A PDF of one page; a form has a content stream and the names of the forms that it may paint."""
    numbers = {name: 6 + place for place, name in enumerate(forms)}

    def resources(names: Sequence[str]) -> str:
        painted = " ".join(f"/{name} {numbers[name]} 0 R" for name in names)
        return f"<</XObject<<{painted}>>/Font<</F1 5 0 R>>>>"

    def stream(about: str, content: bytes) -> bytes:
        return f"<<{about}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"

    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{resources(list(forms))}/Contents 4 0 R>>".encode(),
        stream("", page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(
            stream(f"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources{resources(names)}", content)
            for content, names in forms.values()
        ),
    ]
    data, places = b"%PDF-1.7\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + thing + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        data
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF".encode()
    )


def chain(length: int, times: int) -> dict[str, tuple[bytes, list[str]]]:
    """Forms each of which paints the next one so many times."""
    last = length - 1
    return {
        f"X{at}": (f"/X{at + 1} Do ".encode() * times if at < last else TEXT, [f"X{at + 1}"] if at < last else [])
        for at in range(length)
    }


RUNAWAY = {
    "paints itself": (b"/X Do " + TEXT, {"X": (b"/X Do " + TEXT, ["X"])}),
    "paints what paints it": (b"/X Do", {"X": (b"/Y Do", ["Y"]), "Y": (b"q /X Do Q", ["X"])}),
    "its name written with codes": (b"/#58 Do", {"X": (b"/#58 Do", ["X"])}),
    "each paints the next one twice": (b"/X0 Do", chain(25, 2)),
    "a page that paints one too often": (b"/X0 Do " * 30_000, chain(1, 1)),
}


@pytest.mark.parametrize("backend", ["pypdfium2", "pdfplumber"])
@pytest.mark.parametrize("kind", RUNAWAY)
def test_a_drawing_without_end_is_refused_in_one_line(kind: str, backend: str) -> None:
    with pytest.raises(ReadError, match=r"KZR07 the PDF is broken: .*drawing") as refused:
        read_pdf("a.pdf", pdf(*RUNAWAY[kind]), backend)  # type: ignore[arg-type]
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("backend", ["pypdfium2", "pdfplumber"])
def test_drawings_in_drawings_are_read(backend: str) -> None:
    data = pdf(TEXT + b" /X0 Do /X0 Do", chain(5, 2))
    words = read_pdf("a.pdf", data, backend).text.split()  # type: ignore[arg-type]
    assert words == "1. Text of the page".split()


def test_a_form_that_is_named_and_not_painted_is_no_fault() -> None:
    source = read_pdf("a.pdf", pdf(TEXT, RUNAWAY["paints itself"][1]), "pypdfium2")
    assert source.text.strip() == "1. Text of the page"
