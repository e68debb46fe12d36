"""Services of an act: their cases, sums of terms, actors, contradictions."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import stages

from kzreg_parse.model import Act
from kzreg_parse.model.facts import Duration, Step
from kzreg_parse.study.services import actors, cases, contradictions, service_name, times


def duration(value: float, unit: Any, most: float | None = None) -> Duration:
    return Duration(
        text="мерзім", value=value, max=most, unit=unit, bound="within", iso8601="P1D", inherited=False, node="cl_1",
        span=(0, 6),
    )  # fmt: skip


def step(*durations: Duration, condition: str | None = None) -> Step:
    return Step(
        id="s", seq=1, label=None, kind="action", actor=None, text="қарау", durations=durations, result=None, next=(),
        node="cl_1", span=(0, 5), page=None, condition=condition,
    )  # fmt: skip


def act(name: str) -> Act:
    return stages(name).act


def test_terms_are_added_up_unit_by_unit() -> None:
    made = [step(duration(2, "working_day")), step(duration(15, "minute"), duration(3, "calendar_day")), step()]
    assert times(made) == {"working_day": (2, 2), "hour": (0.25, 0.25), "calendar_day": (3, 3)}


def test_a_range_and_a_condition_make_two_sums() -> None:
    made = [step(duration(10, "second", 15)), step(duration(1, "hour"), condition="құжаттар толық болмаған жағдайда")]
    assert times(made) == {"hour": (pytest.approx(10 / 3600), pytest.approx(1 + 15 / 3600))}


def test_a_service_is_called_by_what_stands_in_its_quotes() -> None:
    assert service_name('"«X» беру, "Y" алу" қызмет регламенті') == '«X» беру, "Y" алу'
    assert service_name("Қызмет регламенті") == "Қызмет регламенті"


def test_a_clause_and_its_table_are_one_case() -> None:
    found = cases(act("pdf/001.pdf"))
    first = found[0]
    assert first.service.startswith("Тұтынушылардың белгіленген қуаты 100 кВт-тан жоғары")
    assert [account.procedure.kind for account in first.accounts] == ["sequence", "table"]
    assert all(account.times == {"working_day": (15, 15), "hour": (0.25, 0.25)} for account in first.accounts)
    told = [account.procedure.id for case in found for account in case.accounts]
    assert sorted(told) == sorted(procedure.id for procedure in act("pdf/001.pdf").procedures)


def test_the_fullest_telling_counts() -> None:
    case = next(case for case in cases(act("text/001.txt")) if len({account.timed for account in case.accounts}) > 1)
    assert case.fullest.timed == max(account.timed for account in case.accounts)


def test_each_case_of_a_service_has_its_own_sum() -> None:
    found = [case for case in cases(act("text/004.txt")) if case.variant]
    assert [(case.variant, case.fullest.times["working_day"][0]) for case in found] == [
        ("лицензия беру кезінде", 5),
        ("лицензияны қайта ресімдеу кезінде", 3),
        ("лицензияның телнұсқасын беру кезінде", 1),
    ]


@pytest.mark.parametrize("name", ["text/000.txt", "text/001.txt", "pdf/001.pdf", "text/002.txt", "text/004.txt"])
def test_contradictions_are_those_that_the_diagnostics_tell(name: str) -> None:
    found = contradictions(cases(act(name)))
    assert len(found) == sum(told.code == "KZE24" for told in act(name).diagnostics)


def test_a_contradiction_shows_both_terms() -> None:
    first = contradictions(cases(act("pdf/001.pdf")))[0]
    assert first.service == "Энергетикалық ұйымдардың басшылары мен мамандарын аттестаттау"
    assert [one.durations[0].text for one in (first.first, first.second)] == ["1 жұмыс күннің ішінде", "15 минут"]


def test_actors_are_counted_once_a_case_and_letter_case_aside() -> None:
    counted = actors(cases(act("text/003.md")))
    names = [name.lower() for name in counted if name]
    assert len(names) == len(set(names))
    steps = sum(step.kind == "action" for case in cases(act("text/003.md")) for step in case.fullest.procedure.steps)
    assert counted.total() == steps
