"""A kind of fact without a measure of its own is measured by the fields that the gold gives."""

from __future__ import annotations

from typing import Any

import pytest
from evaluate import made

from kzreg_parse.evaluate.layout import Layout
from kzreg_parse.evaluate.listed import measure_of
from kzreg_parse.evaluate.matching import Score


def scored(told: list[dict[str, Any]] | None) -> Score:
    gold = made.gold() if told is None else made.gold(**{"diagnostics": told})
    act = made.act(
        diagnostics=[
            {"code": "KZE03", "severity": "info", "message": "a", "span": None, "page": None},
            {"code": "KZE05", "severity": "warning", "message": "b", "span": None, "page": None},
        ]
    )
    return measure_of("diagnostics")(gold, act, Layout(gold, act))


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ([{"code": "KZE03"}, {"code": "kze05"}], (2, 2, 2)),  # by their words: letter case does not count
        ([{"code": "KZE03", "severity": "info"}, {"code": "KZE05", "severity": "info"}], (1, 2, 2)),
        ([{"code": "KZE03"}], (1, 1, 2)),
        ([{"code": "KZE03"}, {"code": "KZE05"}, {"code": "KZE07"}], (2, 3, 2)),
        ([{"code": "KZE03"}, {"code": "KZE05", "note": "doubtful"}], (1, 1, 1)),
        ([], (0, 0, 2)),
    ],
)
def test_facts_are_compared_by_what_the_gold_says_of_them(told: list[dict[str, Any]], counts: tuple[int, ...]) -> None:
    assert made.counts(scored(told)) == counts


def test_a_gold_without_the_list_says_nothing_of_the_kind() -> None:
    assert made.counts(scored(None)) == (0, 0, None)
    assert scored(None).value == 1
