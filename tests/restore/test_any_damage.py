"""Whatever the publisher's chain does to a clean paragraph: properties that hold for every dump."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
import regex
from effort import examples
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from simulator.dump import Damaged, DumpedLine, DumpWriter
from simulator.engine import width_pt
from simulator.material import Marked
from simulator.outcome import Outcome, outcomes
from simulator.strategies import acts, linked_paragraphs, paragraphs

from kzreg_parse.read import read
from kzreg_parse.restore import restore

PLAIN = paragraphs().map(Marked)
STEADY = settings(  # the same examples every run; a failure names its paragraph, so none is made smaller
    max_examples=examples(150),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SILENT_SHARE = 0.002  # of paragraphs without links that may come back wrong without a diagnostic; none is the usual
# Letters that the package may turn into each other, since Latin ones stand for Cyrillic ones all over old texts.
LOOK_ALIKE = str.maketrans("aAeEoOpPcCxXyYiIBHKMT", "аАеЕоОрРсСхХуУіІВНКМТ")
INSIDE_A_WORD = regex.compile(r"\d\p{L}|[\p{L}\d%»)][-–/]|[-–/+±(«№][\p{L}\d]|\p{L}\d")


def is_undecidable(paragraph: Damaged) -> bool:
    """Damage that leaves two clean texts behind which a reader could not tell apart.

    - a line ends at a place where the engine may break a word (`14` ⏎ `/169`, `2` ⏎ `А`), and had no room for
      a blank either, so that there may have been one;
    - a page ends behind a stop, the next line is flush and begins like a heading or an item.
    """
    return any(
        _may_be_inside_a_word(above, below, paragraph.measure_pt) or _ends_a_page_behind_a_stop(above, below)
        for above, below in pairwise(paragraph.lines)
    )


def _may_be_inside_a_word(above: DumpedLine, below: DumpedLine, measure_pt: float) -> bool:
    if above.text.endswith(" ") or not INSIDE_A_WORD.match(above.read[-1] + below.read[0]):
        return False
    return above.natural_width_pt + width_pt(" ") > measure_pt


def _ends_a_page_behind_a_stop(above: DumpedLine, below: DumpedLine) -> bool:
    return below.on_new_page and above.text.endswith((".", ";", ":")) and not below.read[0].islower()


@pytest.mark.parametrize("page_breaks", [False, True], ids=["one page", "pages"])
@pytest.mark.parametrize("old_style", [False, True], ids=["new", "old"])
def test_paragraphs_come_back_as_printed_or_are_said_to_be_doubtful(*, old_style: bool, page_breaks: bool) -> None:
    seen: list[Outcome] = []

    @given(acts(PLAIN, old_style=old_style, page_breaks=page_breaks))
    @STEADY
    def restore(act: DumpWriter) -> None:
        seen.extend(outcomes(act))

    restore()
    wrong = [one for one in seen if one.silent and not is_undecidable(one.paragraph)]
    assert len(wrong) <= max(1, SILENT_SHARE * len(seen)), [f"{one.dumped!r} became {one.restored!r}" for one in wrong]


def ink(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def kept(dump: str) -> Counter[str]:
    """Every character that is not blank in what the package makes of the dump, furniture included."""
    made = restore(read(dump.encode(), "any.txt"))
    cells = (cell for block in made.blocks for row in block.rows for cell in row if cell)
    texts = (block.text for block in made.blocks)
    return sum((ink(text.text) for text in (*texts, *cells, *made.furniture)), Counter())


def folded(count: Counter[str]) -> Counter[str]:
    out: Counter[str] = Counter()
    for letter, number in count.items():
        out[letter.translate(LOOK_ALIKE)] += number
    return out


@given(acts(linked_paragraphs()))
@STEADY
def test_no_character_is_lost_or_made_up(act: DumpWriter) -> None:
    assert folded(kept(act.text)) == folded(ink(act.text))


@given(acts(linked_paragraphs(whole_words=True)))
@STEADY
def test_letters_stay_in_the_script_they_were_printed_in(act: DumpWriter) -> None:
    assert kept(act.text) == ink(act.text)


@given(
    acts(linked_paragraphs()),
    st.lists(
        st.tuples(st.integers(0, 10**6), st.sampled_from(("", " ", "  ", "\n", "\f", "\n\n\n\n", "\t", "\u00a0"))),
        max_size=40,
    ),
)
@STEADY
def test_blanks_put_in_and_taken_out_anywhere_cost_no_character(
    act: DumpWriter, changes: list[tuple[int, str]]
) -> None:
    text = act.text
    for place, blank in changes:
        at = place % len(text)
        text = text[:at] + blank + (text[at + 1 :] if text[at].isspace() else text[at:])
    assert folded(kept(text)) == folded(ink(text))


@given(acts(PLAIN))
@STEADY
def test_restored_text_passes_unchanged_a_second_time(act: DumpWriter) -> None:
    once = [block.text.text for block in restore(read(act.text.encode(), "once.txt")).blocks]
    again = restore(read("\n".join(f"      {text}" for text in once).encode(), "again.txt"))
    changed = [pair for pair in zip(once, (block.text.text for block in again.blocks), strict=True) if len({*pair}) > 1]
    assert not changed
