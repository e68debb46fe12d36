"""How items are matched one to one."""

from __future__ import annotations

from itertools import permutations

import pytest

from kzreg_parse.evaluate.matching import Found, Score, Wanted, match, score
from kzreg_parse.evaluate.wording import act_number, bare, clean, loose


def found(key: object, **other: object) -> Found:
    return Found(key, str(key), None, **other)  # type: ignore[arg-type]


def test_each_item_is_matched_once() -> None:
    made = score("m", [Wanted(("a",), "a"), Wanted(("a",), "a")], [found("a"), found("b")])
    assert (made.hits, made.gold, made.found) == (1, 2, 2)
    assert [miss.kind for miss in made.misses] == ["missing", "extra"]


def test_two_that_differ_in_one_slot_are_one_wrong_one() -> None:
    (miss,) = score("m", [Wanted(("a",), "a", slot=1)], [found("b", slot=1)]).misses
    assert (miss.kind, miss.wanted and miss.wanted.shown, miss.found and miss.found.shown) == ("wrong", "a", "b")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_an_alternative_does_not_take_what_another_item_has_in_the_first_place(order: tuple[int, ...]) -> None:
    told = [Wanted(("a", "b"), "a or b"), Wanted(("b",), "b"), Wanted(("c", "b"), "c or b")]
    given = [found("b"), found("a"), found("c")]
    assert score("m", [told[i] for i in order], given).hits == 3


def test_an_item_in_the_same_place_goes_first() -> None:
    told = [Wanted(("a",), "far", (2, "1")), Wanted(("a",), "near", (1, "1"))]
    here, there = found("a", place=(1, "1")), found("a", place=(3, "1"))
    assert [(w.shown, f) for w, f in match(told, [here, there]).pairs] == [("far", there), ("near", here)]


def test_what_is_left_out_is_neither_missed_nor_extra() -> None:
    doubtful = Wanted(("a",), "a", slot="s", optional=True)
    for given in ([], [found("a")], [found("other", slot="s")]):
        made = score("m", [doubtful], given)
        assert (made.hits, made.gold, made.found, made.misses) == (0, 0, 0, ())
    assert score("m", [doubtful], [found("x", slot="s"), found("y", slot="s")]).found == 1
    assert score("m", [], [found("x", slot="s")], left_out={"s"}).found == 0


def test_a_doubtful_item_leaves_the_certain_one_its_match() -> None:
    made = score("m", [Wanted(("a",), "a", optional=True), Wanted(("a",), "a")], [found("a")])
    assert (made.hits, made.gold, made.found) == (1, 1, 1)


def test_what_need_not_be_listed_may_be_matched() -> None:
    given = [found("a", counts=False), found("b", counts=False)]
    made = score("m", [Wanted(("a",), "a")], given)
    assert (made.hits, made.gold, made.found) == (1, 1, 1)


@pytest.mark.parametrize(
    ("made", "precision", "recall", "f1", "value"),
    [
        (Score(3, 4, 6), 0.5, 0.75, 0.6, 0.6),
        (Score(0, 0, 0), None, None, None, 1.0),
        (Score(0, 0, 2), 0.0, None, 0.0, 0.0),
        (Score(0, 2, 0), None, 0.0, 0.0, 0.0),
        (Score(3, 4, None), None, 0.75, None, 0.75),
    ],
)
def test_shares(made: Score, precision: float | None, recall: float | None, f1: float | None, value: float) -> None:
    assert (made.precision, made.recall, made.f1, made.value) == (precision, recall, f1, value)


def test_what_counts_as_equal() -> None:
    assert clean(" Қызмет \n көрсету ") == "Қызмет көрсету"
    assert loose("«Қызмет\u00a0көрсету»  – тәртібі;") == loose('"қызмет көрсету" - тәртібі.')
    assert loose("қызмет көрсету") != loose("қызмет көрсетеді")
    assert bare("к ө р с е т у") == "көрсету"
    assert act_number("223-\u0406\u0406") == act_number("223-II") == "223-II"
    assert act_number(" ") is None
