"""No score of the acts with gold falls below `golden/scores.json`.

`pytest --golden-update=scores` raises the floor to what is reached today; it lowers nothing. Where a score has to
fall (the gold was corrected), the number is lowered by hand and the reason told in the commit.
"""

from __future__ import annotations

import json
from functools import cache

import pytest
from conftest import ROOT, SCORES, stages

from kzreg_parse.evaluate.floor import below_floor, raised, read_floor
from kzreg_parse.evaluate.gold import read_gold
from kzreg_parse.evaluate.matching import Score
from kzreg_parse.evaluate.measures import MEASURES, evaluate_act

FLOOR = ROOT / "golden" / "scores.json"
INPUTS = ("pdf/001.pdf", "pdf/004.pdf", "text/000.txt", "text/001.txt", "text/002.txt", "text/003.md", "text/004.txt")


def act_of(name: str) -> str:
    """The act as `kzreg evaluate` names it."""
    return name.partition(".")[0]


@cache
def scores_of(name: str) -> dict[str, Score]:
    gold = read_gold(ROOT / "golden" / "checked" / f"{act_of(name).split('/')[1]}.json")
    return evaluate_act(gold, stages(name).act)


@pytest.mark.parametrize("name", INPUTS)
def test_no_score_falls_below_its_floor(name: str, request: pytest.FixtureRequest) -> None:
    act = act_of(name)
    if request.config.getoption("--golden-update") == SCORES:
        floor = {**read_floor(FLOOR), **raised({act: scores_of(name)}, read_floor(FLOOR))}
        FLOOR.write_text(json.dumps(dict(sorted(floor.items())), indent=1) + "\n", encoding="utf-8")
    assert not below_floor({act: scores_of(name)}, {act: read_floor(FLOOR)[act]})


def test_the_floor_holds_every_measure_of_every_act() -> None:
    assert {act: tuple(scores) for act, scores in read_floor(FLOOR).items()} == {
        act_of(name): MEASURES for name in INPUTS
    }
