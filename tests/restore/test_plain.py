"""Shortcuts of restoration: a line or text that a cheap question lets pass is one that no step would change."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from kzreg_parse.model import Traced
from kzreg_parse.restore.blocks.tidy import ODD_BLANKS, tidy
from kzreg_parse.restore.letters.closing import may_be_spaced
from kzreg_parse.restore.lines.plain import ODD, is_plain
from kzreg_parse.restore.lines.scripts import fold_aliens, fold_mixed_words
from kzreg_parse.restore.links.nouns import noun_at, noun_before
from kzreg_parse.restore.links.remaining_damage import brackets_cross, is_misplaced, owns_nothing
from kzreg_parse.rules import rule

MISPLACED = ("lone_number", "unit_order", "postposition", "title", "idiom", "behind_end", "glued")
PIECES = (
    "бұйрықтың 4 және тармақтарына 2) 3) 1-тармағының № 253 562 бекітілген бойынша сәйкес туралы» «Ережені күшіне "
    "қаулысы енеді күні жой жазылсын болып табылады. жүргізіледі; ( ) , ; : . - – i I Y ι е ж ә қ a \u00a0 \u200b \t"
).split(" ")
LINES = st.lists(st.sampled_from([*PIECES, "", "сәйкесстандартына", "Заңының6", "XII", "1-"]), max_size=9).map(" ".join)


@given(LINES)
def test_a_plain_line_is_changed_by_no_step(line: str) -> None:
    if is_plain(line):
        text = Traced.cut(line, 0, len(line))
        assert fold_aliens(text) is text
        assert fold_mixed_words(text) is text
        assert not may_be_spaced(line, torn=False, boundaries_kept=True)


def test_letters_of_plain_lines_are_of_one_script_and_their_blanks_common() -> None:
    plain = [chr(code) for code in range(0x10000) if not ODD.search(chr(code))]
    assert [char for char in plain if char.isspace()] == [" "]
    assert not [char for char in plain if regex.match(r"\p{Latin}", char) or char in rule("script.alien").words]
    assert {"ә", "Ғ", "қ", "№", "«", "9", "—"} <= set(plain)


@given(LINES)
def test_signs_spare_no_rule_that_would_hold(text: str) -> None:
    if text.strip():
        held = any(rule(f"misplaced.{name}").pattern.search(text) for name in MISPLACED)
        assert is_misplaced(text) is (owns_nothing(text) or held or brackets_cross(text)), text


@given(LINES)
def test_a_text_taken_for_tidy_has_no_odd_blank(text: str) -> None:
    whole = Traced.cut(text, 0, len(text))
    if not ODD_BLANKS.search(text):
        assert tidy(whole) is whole
    assert "  " not in tidy(whole).text


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("осы Заңның 9-бабы", 4, 10), ("XII тарауының", 0, 13), ("қосымшасына, осы", 0, 11), ("IV бөлімі", 0, 9)],
)
def test_a_noun_is_the_same_wherever_it_stands(text: str, start: int, end: int) -> None:
    inside, alone = noun_at(text, start), noun_at(text[start:], 0)
    assert inside is not None
    assert alone is not None
    assert (inside.end, inside.end - start) == (end, alone.end)
    assert (inside.kind, inside.case, inside.numbered) == (alone.kind, alone.case, alone.numbered)


def test_a_noun_before_is_found_however_long_the_text() -> None:
    near = noun_before("Кодекстің 16 бабының")
    far = noun_before("сөз " * 200 + "Кодекстің 16 бабының")
    assert near == far
    assert near is not None
    assert near.numbered
