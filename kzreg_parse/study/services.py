"""How long the services of an act take, who takes part, and where two accounts of one service contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from kzreg_parse.model import Act
from kzreg_parse.model.facts import Duration, Procedure, Step
from kzreg_parse.model.walk import walk_appendices

QUOTED: Final = regex.compile(r"[«\"“](?P<name>.+)[»\"”]", regex.DOTALL)
HOURS: Final = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0}
UNITS: Final = ("working_day", "hour", "day", "calendar_day", "month", "year")  # that times are summed in
CONTRADICTIONS: Final = ("KZE24", "KZE25")  # other terms, another number of steps

Times = dict[str, tuple[float, float]]  # unit of UNITS to the lower and the upper sum


@dataclass(frozen=True, slots=True)
class Telling:
    """One list or table of a service's steps, with the sums of the terms it states."""

    procedure: Procedure
    times: Times
    untimed: int  # actions that state no term

    @property
    def timed(self) -> int:
        """Steps that state a term."""
        return sum(1 for step in self.procedure.steps if step.durations)


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a service (`variant`: giving a licence, its duplicate …) in all its accounts."""

    service: str  # its name, without the words around its quotes
    appendix: str | None
    variant: str | None
    accounts: tuple[Telling, ...]

    @property
    def fullest(self) -> Telling:
        """The account with the most terms; of several the first."""
        return max(self.accounts, key=lambda account: account.timed)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two accounts of one step that state different terms; spans are code points of the source text."""

    service: str
    first: Step
    second: Step


def cases(act: Act) -> list[Case]:
    """Return every case of every service of an act, in reading order; accounts linked by `same_as` are one case."""
    homes = {found[-1].id: found[0] for found in walk_appendices(act.appendices)}  # the regulation of a service
    by_id = {procedure.id: procedure for procedure in act.procedures}
    taken: set[str] = set()
    found = []
    for procedure in act.procedures:
        if procedure.id in taken:
            continue
        linked = _linked(procedure, by_id)
        taken.update(one.id for one in linked)
        home = homes.get(procedure.appendix or "")
        title = (home.title if home else act.act.title) or ""
        variant = next((one.variant for one in linked if one.variant), None)
        told = tuple(Telling(one, times(one.steps), _untimed(one)) for one in linked)
        found.append(Case(service_name(title), procedure.appendix, variant, told))
    return found


def service_name(title: str) -> str:
    """Return what stands in the title's quotes, from the first to the last; the title itself without any."""
    quoted = QUOTED.search(title)
    return quoted["name"] if quoted else title


def times(steps: Sequence[Step]) -> Times:
    """Return the stated terms of steps added up, unit by unit: nothing says how many working days a calendar day is.

    The lower sum has the steps that every applicant goes through, the upper one those of all conditions, too, though
    some exclude each other; a range counts with its lower and its upper end. Seconds and minutes are given in hours.
    A unit that no step has is left out. The sum is that of terms: steps may be done side by side, or sooner.
    """
    sums: Times = {}
    for step in steps:
        for duration in step.durations:
            unit, factor = ("hour", HOURS[duration.unit]) if duration.unit in HOURS else (duration.unit, 1.0)
            low, high = sums.get(unit, (0.0, 0.0))
            if step.condition is None:
                low += duration.value * factor
            sums[unit] = (low, high + (duration.value if duration.max is None else duration.max) * factor)
    return {unit: sums[unit] for unit in UNITS if unit in sums}


def actors(all_cases: Iterable[Case]) -> Counter[str | None]:
    """Return how many steps each actor takes, a case counted once (its fullest account); None: the text leaves it open.

    Letter case aside; the name is given as it is most often printed.
    """
    spelt: dict[str | None, Counter[str | None]] = {}
    for case in all_cases:
        for step in case.fullest.procedure.steps:
            if step.kind == "action":
                spelt.setdefault(step.actor and step.actor.lower(), Counter())[step.actor] += 1
    return Counter({found.most_common(1)[0][0]: found.total() for found in spelt.values()})


def contradictions(all_cases: Iterable[Case]) -> list[Contradiction]:
    """Linked steps of which each states a term, and another one than the other."""
    found = []
    for case in all_cases:
        steps = {step.id: step for account in case.accounts for step in account.procedure.steps}
        order = {step: place for place, step in enumerate(steps)}
        for step in steps.values():
            for twin in (steps[one] for one in step.same_as if order.get(one, -1) > order[step.id]):
                if step.durations and twin.durations and _terms(step.durations) != _terms(twin.durations):
                    found.append(Contradiction(case.service, step, twin))
    return found


def _linked(procedure: Procedure, by_id: dict[str, Procedure]) -> list[Procedure]:
    found, waiting = {procedure.id}, [procedure.id]
    while waiting:
        for other in by_id[waiting.pop()].same_as:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return [one for one in by_id.values() if one.id in found]


def _untimed(procedure: Procedure) -> int:
    return sum(1 for step in procedure.steps if step.kind == "action" and not step.durations)


def _terms(durations: Sequence[Duration]) -> Counter[tuple[float, float | None, str]]:
    return Counter((duration.value, duration.max, duration.unit) for duration in durations)
