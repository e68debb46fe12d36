"""The ledger: what a text's places say was repaired, and that nothing is missing or told twice."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import ALL, stages
from hypothesis import given
from hypothesis import strategies as st

from kzreg_parse.model import Traced
from kzreg_parse.read import read
from kzreg_parse.restore.ledger.edits import Edit, Mark, edits_of
from kzreg_parse.restore.ledger.ledger import Ledger, join_blocks, repairs_of

SOURCE = "Осы  бұйрық \nресми жарияланған\n\n\n\n күнінен бастап  енгізіледі.қолданысқа"


def cut(start: int, end: int) -> Traced:
    return Traced.cut(SOURCE, start, end)


def applied(source: str, edits: list[Edit], start: int, end: int) -> str:
    parts, position = [], start
    for edit in edits:
        parts += [source[position : edit.start], edit.clean]
        position = edit.end
    return "".join([*parts, source[position:end]])


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ((cut(0, 11),), []),
        ((cut(0, 3), Traced.blank(3), cut(5, 11)), [("  ", " ", "spacing")]),
        ((cut(5, 11), Traced.blank(11), cut(13, 18)), [(" \n", " ", "line_join")]),
        ((cut(5, 11), cut(13, 18)), [(" \n", "", "line_join")]),
        ((cut(19, 30), Traced.blank(30), cut(35, 42)), [("\n\n\n\n ", " ", "page_break")]),
        ((cut(43, 49), cut(49, 50), cut(62, 72), cut(50, 62)), [("  енгізіледі.қолданысқа", " қолданысқа  енгізіледі.", "")]),
    ],
)  # fmt: skip
def test_blanks_and_moves_are_read_off_the_places(parts: tuple[Traced, ...], found: list[tuple[str, str, str]]) -> None:
    text = Traced.join(parts)
    edits = edits_of(SOURCE, text, [])
    told = [(SOURCE[edit.start : edit.end], edit.clean, edit.kind) for edit in edits]
    if found and not found[0][2]:
        assert told[0][2] == "displaced_link"
    else:
        assert told == found
    assert applied(SOURCE, edits, *text.span) == text.text


def test_a_marked_line_is_one_edit_and_the_line_end_beside_it_another() -> None:
    line = Traced.join((cut(0, 3), Traced.blank(3), cut(5, 11)))
    text = Traced.join((line, Traced.blank(11), cut(13, 18)))
    edits = edits_of(SOURCE, text, [Mark("letter_spacing", (0, 11), 0.8)])
    assert edits == [Edit(0, 11, "Осы бұйрық", "letter_spacing", 0.8), Edit(11, 13, " ", "line_join", 1.0)]


def test_changed_letters_are_told_apart_from_blanks() -> None:
    text = Traced.cut("Кyші", 0, 4).with_text("Күші")
    assert edits_of("Кyші", text, []) == [Edit(1, 2, "ү", "script", 1.0)]


@given(st.permutations(range(8)), st.lists(st.integers(1, 71), min_size=7, max_size=7, unique=True), st.data())
def test_any_order_of_pieces_can_be_rebuilt(order: list[int], cuts: list[int], data: st.DataObject) -> None:
    bounds = [0, *sorted(cuts), len(SOURCE)]
    kept = data.draw(st.integers(1, 8))
    text = Traced.join(cut(bounds[piece], bounds[piece + 1]) for piece in order[:kept])
    zones = [Mark("letter_spacing", (12, 30), 0.9)] if data.draw(st.booleans()) else []
    edits = edits_of(SOURCE, text, zones)
    assert all(above.end <= below.start for above, below in pairwise(edits))
    if not zones:
        assert applied(SOURCE, edits, *text.span) == text.text


@pytest.mark.parametrize("name", ALL)
def test_repairs_are_disjoint_in_order_and_quote_the_source(name: str) -> None:
    made = stages(name)
    repairs = made.act.repairs
    assert all(above.span[1] <= below.span[0] for above, below in pairwise(repairs))
    for number, repair in enumerate(repairs, 1):
        assert repair.id == f"repair_{number}"
        assert repair.raw == made.source.text[slice(*repair.span)] != repair.clean
        assert repair.page == made.source.page_of(repair.span[0])


@pytest.mark.parametrize("name", ALL)
def test_no_two_texts_share_a_place(name: str) -> None:
    spans = sorted(text.span for text in stages(name).restored.ledger.texts)
    assert all(above[1] <= below[0] for above, below in pairwise(spans))


def test_a_join_of_blocks_stands_for_what_was_taken_out_between_them() -> None:
    text = "ҚАУЛЫ\n 12-бет\nЕТЕДІ:"
    source = read(text.encode(), "a.txt")
    blocks = [Traced.cut(source.text, 0, 5), Traced.cut(source.text, 14, 20)]
    ledger = Ledger(source, blocks, [Traced.cut(source.text, 7, 13)])
    joined, joins = join_blocks(blocks, source)
    repairs = repairs_of(source, ledger.edits, joins)
    assert joined.text == "ҚАУЛЫ ЕТЕДІ:"
    assert [(repair.id, repair.raw, repair.clean, repair.kind) for repair in repairs] == [
        ("repair_1", "\n 12-бет\n", " ", "page_break")
    ]


def test_two_cells_that_changed_words_are_one_repair() -> None:
    source = read("| жауап қол |  |\n".encode(), "a.md")
    left, right = Traced.cut(source.text, 2, 7), Traced.cut(source.text, 8, 11)
    pair = Traced.join((left, Traced("\n", ((0, 7),)), right))
    ledger = Ledger(source, [left, right], moved=[pair])
    assert ledger.texts == (pair,)
    assert [(edit.clean, edit.kind, edit.confidence) for edit in ledger.edits if "\n" in edit.clean] == [
        ("\n", "displaced_link", 0.95)
    ]
