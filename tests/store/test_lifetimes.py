"""Lives of acts: who has one, when it ends, who is left out and why."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from store_made import act, put, ref

from kzreg_parse.store.index import index_folder
from kzreg_parse.store.lifetimes import BACKWARDS, LATER, NO_END, UNDATED, UNTOLD, Lifetimes, lifetimes
from kzreg_parse.store.schema import open_store

ACTS = (
    act("бұйрық", "1", "2015-01-01", repealed_by=ref("бұйрық", "9", "2016-01-01")),
    act("бұйрық", "2", "2016-03-01"),
    act("бұйрық", "3", "2014-01-01", in_force=None),
    act("бұйрық", "4", None),
    act("бұйрық", "5", "2018-01-01", repealed_by=ref("бұйрық", None, None)),
    act("бұйрық", "6", "2018-01-01", repealed_by=ref("бұйрық", "8", "2017-01-01")),
    act("қаулы", "7", "2019-06-30", repeals=(ref("бұйрық", "2", "2016-03-01"),)),
)


def told(folder: Path, seen_on: dt.date | None = None) -> Lifetimes:
    put(folder / "out", *ACTS)
    index_folder(folder / "out", folder / "a.duckdb")
    with open_store(folder / "a.duckdb") as connection:
        return lifetimes(connection, seen_on=seen_on)


def test_a_life_ends_with_the_repealing_act_or_goes_on(tmp_path: Path) -> None:
    found = told(tmp_path)
    assert found.seen_on == dt.date(2019, 6, 30)
    assert [(life.name, life.days, life.repealed) for life in found.lives] == [
        ("бұйрық № 1", 365, True),
        ("бұйрық № 2", 1216, True),
        ("қаулы № 7", 0, False),
    ]


def test_acts_without_a_life_are_counted_by_reason(tmp_path: Path) -> None:
    assert dict(told(tmp_path).left_out) == {UNTOLD: 1, UNDATED: 1, NO_END: 1, BACKWARDS: 1}


def test_what_came_after_the_last_day_is_not_known_then(tmp_path: Path) -> None:
    found = told(tmp_path, dt.date(2017, 1, 1))
    assert [(life.name, life.until, life.repealed) for life in found.lives] == [
        ("бұйрық № 1", dt.date(2016, 1, 1), True),
        ("бұйрық № 2", dt.date(2017, 1, 1), False),
    ]
    assert found.left_out[LATER] == 1


def test_a_repeal_names_the_words_that_say_so(tmp_path: Path) -> None:
    first, second, _ = told(tmp_path).lives
    assert (first.said_in, first.node, first.span) == (first.file, "preface__note_1", (12, 30))
    assert second.said_in is not None
    assert second.said_in.startswith("7-")
    assert second.issuer == "Қазақстан Республикасы Энергетика министрі"


def test_an_act_in_force_has_no_words_that_repeal_it(tmp_path: Path) -> None:
    last = told(tmp_path).lives[-1]
    assert (last.said_in, last.node, last.span) == (None, None, None)


@pytest.mark.parametrize("day", [dt.date(2010, 1, 1)])
def test_before_the_first_act_there_are_no_lives(tmp_path: Path, day: dt.date) -> None:
    assert told(tmp_path, day).lives == []
