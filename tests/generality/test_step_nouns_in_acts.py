"""Published acts with another noun for their steps say the same of them."""

from __future__ import annotations

import json
from functools import cache

import pytest
from conftest import CORPORA
from generality.rewording import reworded

from kzreg_parse import parse
from kzreg_parse.model import Act

ACTS = {"text/003.md": ("іс-қимыл", "процесс"), "html/004.html": ("іс-қимыл", "процесс", "рәсім")}
NOUNS = ("саты", "операция", "процедура", "үрдіс", "функция", "әрекет")


@cache
def text_of(name: str) -> str:
    return (CORPORA / name).read_text(encoding="utf-8")


@cache
def told_in(name: str) -> str:
    return told(parse(CORPORA / name))


def told(act: Act) -> str:
    """Every fact of the procedures and who takes part, without places and ids."""
    steps = [
        (step.label, step.kind, step.actor, step.text, step.result, step.condition,
         [(term.value, term.max, term.unit, term.bound, term.inherited) for term in step.durations],
         [(following.to, following.condition) for following in step.next])
        for procedure in act.procedures
        for step in procedure.steps
    ]  # fmt: skip
    names = [[one.name for one in each.names] for each in act.participants]
    return json.dumps([[found.kind for found in act.procedures], steps, names], ensure_ascii=False, indent=1)


@pytest.mark.heavy
@pytest.mark.parametrize("other", NOUNS)
@pytest.mark.parametrize(("name", "noun"), [(name, noun) for name, nouns in ACTS.items() for noun in nouns])
def test_an_act_says_the_same_of_steps_called_otherwise(name: str, noun: str, other: str) -> None:
    text = text_of(name)
    changed = reworded(text, noun, other)
    assert changed != text
    assert told(parse(changed.encode(), name=name.rpartition("/")[2])) == reworded(told_in(name), noun, other)
