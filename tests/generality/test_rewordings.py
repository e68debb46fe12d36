"""An act said otherwise tells the same facts, but for those that `known.json` counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from itertools import groupby

import pytest
from conftest import ROOT
from generality.cases import KNOWN, MADE_UP, REWORDINGS, SAMPLED, Case, judge, known_differences, sample, told_of

ACTS = [act if act in MADE_UP else pytest.param(act, marks=pytest.mark.heavy) for act in SAMPLED]


@cache
def cases() -> dict[str, list[Case]]:
    """The cases of the sample, act by act."""
    return {act: list(cases) for act, cases in groupby(sample(), key=lambda case: case.act)}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_said_otherwise_tells_the_same(act: str) -> None:
    known = known_differences()
    more, fewer = [], []
    for case in cases()[act]:
        found = judge(case).differences
        allowed = known.get(case.name, 0)
        if len(found) > allowed:
            more.append(f"{case.name}: {len(found)}, {allowed} known\n" + "\n".join(f"    {one}" for one in found))
        elif len(found) < allowed:
            fewer.append(f"{case.name}: {len(found)}, {allowed} known")
    assert not more, "\n".join(more)
    assert not fewer, f"fewer differences than {KNOWN.name} allows, write the new number there:\n" + "\n".join(fewer)


def test_every_known_difference_is_of_a_case_that_is_run() -> None:
    assert set(known_differences()) <= {case.name for some in cases().values() for case in some}


def test_every_rewording_changes_some_act_of_the_sample() -> None:
    assert {way for some in cases().values() for case in some for way in case.ways} == set(REWORDINGS)


@pytest.mark.parametrize("act", MADE_UP)
def test_the_made_up_acts_are_read_without_a_doubt(act: str) -> None:
    told = told_of(act)
    assert not told.doubts
    assert {fact.kind for fact in told.facts} >= {"kind", "issuer", "date", "number", "title", "signatory", "clause"}


def test_what_is_said_otherwise_is_expected_otherwise() -> None:
    """A relation that expected too little would hold for anything."""
    case = Case("order_regulation", ("dates", "number № С-45/2", "durations", "step noun қадам", "quotes “”"), 1)
    _, made = case.reworded()
    before, expected = told_of(case.act).facts, case.expected(made)
    changed = {one.kind for one, other in zip(before, expected, strict=True) if one.values != other.values}
    assert changed == {
        "date", "number", "registration", "entry", "step", "duration", "definition", "citation", "appendix",
    }  # fmt: skip


def _names(cases: Sequence[Case]) -> str:
    return json.dumps([[case.name, case.reworded()[0]] for case in cases], ensure_ascii=False)


@pytest.mark.heavy
def test_a_case_is_the_same_for_any_hash_seed() -> None:
    act = MADE_UP[0]
    code = "from generality.cases import sample; from generality.test_rewordings import _names; "
    code += f"print(_names([case for case in sample() if case.act == {act!r}]))"
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "7")
    }
    assert said == {_names(cases()[act]).encode() + os.linesep.encode()}
