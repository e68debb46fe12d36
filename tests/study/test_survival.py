"""The Kaplan–Meier estimate against published figures and by its own definition."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzreg_parse.study.survival import kaplan_meier, median

# Weeks of remission under 6-mercaptopurine; + where it was still going on. E. J. Freireich et al., Blood 21 (1963),
# the example of most textbooks (Cox and Oakes 1984, table 1.1, and its estimate in table 4.1).
FREIREICH = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PUBLISHED = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}


def lives(text: str) -> list[tuple[float, bool]]:
    return [(float(word.rstrip("+")), not word.endswith("+")) for word in text.split()]


def test_it_gives_the_published_figures() -> None:
    curve = kaplan_meier(lives(FREIREICH))
    assert {int(point.time): round(point.share, 3) for point in curve[1:]} == PUBLISHED
    assert [point.at_risk for point in curve[1:]] == [21, 17, 15, 12, 11, 7, 6]
    assert median(curve) == 23


def test_the_band_is_greenwoods_on_the_log_log_scale() -> None:
    curve = kaplan_meier(lives(FREIREICH))
    # at 10 weeks: what R's survfit(conf.type = "log-log") prints for the same data
    assert [round(value, 3) for value in (curve[3].low, curve[3].high)] == [0.503, 0.889]
    assert all(0 <= point.low <= point.share <= point.high <= 1 for point in curve)


def test_without_censored_lives_it_is_the_share_that_is_left() -> None:
    curve = kaplan_meier(lives("1 2 2 4"))
    assert [(point.time, point.share) for point in curve] == [(0, 1), (1, 0.75), (2, 0.25), (4, 0)]


def test_a_life_seen_to_the_day_on_which_another_ends_was_at_risk_then() -> None:
    assert kaplan_meier(lives("3 3+"))[-1].share == 0.5


def test_nothing_ends_or_nothing_is_there() -> None:
    assert [point.share for point in kaplan_meier(lives("5+ 9+"))] == [1.0]
    assert median(kaplan_meier(lives("5+ 9+"))) is None
    assert kaplan_meier([]) == []


def test_a_negative_or_undefined_length_is_refused() -> None:
    for length in (-1.0, math.nan):
        with pytest.raises(ValueError, match="shorter than nothing"):
            kaplan_meier([(length, True)])


@given(st.lists(st.tuples(st.integers(0, 50).map(float), st.booleans()), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_curve_falls_and_its_band_holds_it(made: list[tuple[float, bool]]) -> None:
    curve = kaplan_meier(made)
    shares = [point.share for point in curve]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= point.low <= point.share <= point.high <= 1 for point in curve)
    assert sum(point.ended for point in curve) == sum(seen for _, seen in made)
