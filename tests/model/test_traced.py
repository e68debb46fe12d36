"""Text that knows its source keeps the two in step through every operation."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from kzreg_parse.model import Traced

SOURCE = "осы қаулының  сәйкес бекітілсін.қосымшасына"


def agrees(text: Traced, source: str) -> bool:
    """Every character that is no put-in blank is the source's character at its offset."""
    return all(letter in (" ", source[text.offset(index)]) for index, letter in enumerate(text.text))


def test_a_cut_knows_its_place() -> None:
    text = Traced.cut(SOURCE, 4, 12)
    assert (text.text, text.span, text.offset(0), text.offset(-1)) == ("қаулының", (4, 12), 4, 11)


def test_moved_words_keep_their_offsets() -> None:
    whole = Traced.cut(SOURCE, 0, len(SOURCE))
    moved = Traced.join((whole[:13], whole[32:], whole[13:32]))
    assert moved.text == "осы қаулының қосымшасына сәйкес бекітілсін."
    assert moved.offset(13) == 32
    assert moved.span == (0, len(SOURCE))


def test_running_parts_become_one_stretch() -> None:
    assert len(Traced.join((Traced.cut(SOURCE, 0, 4), Traced.cut(SOURCE, 4, 9))).runs) == 1


def test_an_empty_text_has_no_span() -> None:
    with pytest.raises(ValueError, match="empty"):
        _ = Traced.cut("", 0, 0).span


def test_letters_are_exchanged_only_one_for_one() -> None:
    text = Traced.cut("Күшi", 0, 4)
    assert text.with_text("Күші").offset(3) == 3
    with pytest.raises(ValueError, match="as many"):
        text.with_text("Күшін")


def test_dropping_a_pattern_leaves_the_rest_in_place() -> None:
    text = Traced.cut("**бекітілсін.**", 0, 15).drop(regex.compile(r"\*\*"))
    assert (text.text, text.offset(0)) == ("бекітілсін.", 2)


def test_spaced_parts_are_joined_by_one_blank() -> None:
    parts = (Traced.cut(SOURCE, 0, 3), Traced.cut(SOURCE, 4, 12))
    assert Traced.spaced(parts).text == "осы қаулының"


@given(st.text(min_size=1, max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_any_row_of_slices_agrees_with_the_source(source: str, slices: list[tuple[int, int]]) -> None:
    whole = Traced.cut(source, 0, len(source))
    pieces = [whole[min(pair) : max(pair)] for pair in slices]
    joined = Traced.join(pieces)
    assert joined.text == "".join(piece.text for piece in pieces)
    assert all(joined.text[index] == source[joined.offset(index)] for index in range(len(joined)))
    assert agrees(joined.strip(), source)
