"""Lengths of time against truth made by reading: none missed, none that is not stated."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import truth as golden
from conftest import ROOT, stages

INPUTS = ("text/001.txt", "text/003.md", "text/004.txt", "pdf/001.pdf", "pdf/004.pdf", "html/004.html")
# Stated in the cells that name a step, while the truth takes a table's durations from its term row only.
IN_OTHER_CELLS = {"001": Counter({(5.0, None, "working_day"): 1, (1.0, None, "working_day"): 1})}
Key = tuple[float, float | None, str]


def key(duration: dict[str, Any]) -> Key:
    return float(duration["value"]), duration["max"] and float(duration["max"]), duration["unit"]


def told(number: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The durations of the truth, and those that it leaves open."""
    truth = golden.load(ROOT / "golden" / "checked" / f"{number}.json")
    certain, doubtful = [], []
    for step in truth["steps"]:
        for duration in step.get("durations") or []:
            (doubtful if step.get("note") or duration.get("note") else certain).append(duration)
    for duration in truth["durations_other"]:
        (doubtful if duration.get("note") else certain).append(duration)
    return certain, doubtful


@pytest.mark.parametrize("name", INPUTS)
def test_durations_are_those_of_the_truth(name: str) -> None:
    number = name.split("/")[1][:3]
    certain, doubtful = told(number)
    found = Counter((one.value, one.max, one.unit) for one in stages(name).act.durations)
    expected = Counter(map(key, certain))
    assert expected - found == Counter()
    assert found - expected - Counter(map(key, doubtful)) <= IN_OTHER_CELLS.get(number, Counter())


@pytest.mark.parametrize("name", INPUTS)
def test_their_words_and_bounds_are_those_of_the_truth(name: str) -> None:
    certain, _ = told(name.split("/")[1][:3])
    expected = Counter((one["text"], one["bound"]) for one in certain if "bound_alt" not in one)
    found = Counter((one.text, one.bound) for one in stages(name).act.durations)
    assert expected - found == Counter()
