"""Clean text passes through reading and restoration as it is."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence

import pytest
from conftest import CORPORA, stages
from simulator.material import material

from kzreg_parse.read import Indent, read
from kzreg_parse.restore import BlockKind, restore

REQUISITES = "Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы."
LONG = "Мемлекеттік органдар құжаттарды қарайды және жеті жұмыс күні ішінде осы шешім бойынша жауап береді. " * 2
PROSE = [one.text for name in ("linked", "notes", "prose") for one in material(name)]
SINGLE = [one.text for one in material("single")]
STRETCHED = "      Осы қаулының орындалуын бақылау облыс әкімінің орынбасарына \nж ү к т е л с і н  ж ә н е  е с е п  б е р і л с і н .\n"
CLOSED = "Осы қаулының орындалуын бақылау облыс әкімінің орынбасарына жүктелсін және есеп берілсін."
PDFS = ("pdf/001.pdf", "pdf/004.pdf", "pdf_synthetic/0003.pdf", "pdf_synthetic/0011.pdf")
LAYOUTS = {"flush": "{}\n", "indented": "      {}\n", "parted by empty lines": "      {}\n\n"}


def restored(dump: str) -> list[str]:
    """The texts of the blocks below the requisites."""
    made = restore(read(f"{REQUISITES}\n{dump}".encode(), "clean.txt"))
    return [block.text.text for block in made.blocks if block.text][1:]


def assert_same(clean: Sequence[str], got: Sequence[str]) -> None:
    matcher = difflib.SequenceMatcher(None, clean, got, autojunk=False)
    changed = [(clean[a:b], got[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    if changed:
        pytest.fail(f"{len(changed)} places, the first: {changed[0][0]} became {changed[0][1]}")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_ordinary_paragraphs_pass_unchanged(layout: str) -> None:
    assert_same(PROSE, restored("".join(LAYOUTS[layout].format(text) for text in PROSE)))


@pytest.mark.parametrize("name", PDFS)
def test_the_printed_paragraphs_of_an_act_pass_unchanged(name: str) -> None:
    blocks = stages(name).restored.blocks
    clean = [block.text.text for block in blocks if block.kind is BlockKind.TEXT and block.place is Indent.INDENT]
    assert_same(clean, restored("".join(f"      {text}\n" for text in clean)))


def test_the_true_paragraphs_of_made_up_acts_pass_unchanged() -> None:
    for truth in sorted((CORPORA / "pdf_synthetic").glob("*.json")):
        clean = [block["text"] for block in json.loads(truth.read_text("utf-8"))["blocks"] if block["type"] == "para"]
        assert_same(clean, restored("".join(f"      {text}\n" for text in clean)))


# Each line alone among ordinary ones; test ids are ASCII, so they number the lines of material/single.txt.
LINE_NUMBERS = [f"line {number}" for number in range(2, len(SINGLE) + 2)]


@pytest.mark.parametrize("number", range(len(SINGLE)), ids=LINE_NUMBERS)
def test_a_short_line_passes_unchanged(number: int) -> None:
    line = SINGLE[number]
    clean = [LONG.strip(), line, LONG.strip()]
    assert restored("".join(f"      {text}\n" for text in clean)) == clean
    in_old_act = restored(f"{STRETCHED}      {line}\n{STRETCHED}")
    assert in_old_act == [CLOSED, line, CLOSED], "in an old act, where blanks are looked at more closely"
