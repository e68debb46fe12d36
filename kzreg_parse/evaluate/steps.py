"""Measures of the steps: first which steps were found, then what each of them says."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from kzreg_parse.evaluate.gold import Gold, GoldStep
from kzreg_parse.evaluate.layout import Layout
from kzreg_parse.evaluate.matching import Found, Matched, Place, Score, Wanted, match, score
from kzreg_parse.evaluate.wording import loose
from kzreg_parse.model import Act
from kzreg_parse.model.facts import Duration, Step

Length = tuple[float, float | None, str]  # value, upper end of a range, unit
TABLE = "table"


@dataclass(frozen=True, slots=True)
class _Told(Wanted):
    """A step of the gold, its entry kept."""

    step: GoldStep | None = None


@dataclass(frozen=True, slots=True)
class _Given(Found):
    """A step of the output, its value kept."""

    step: Step | None = None


def steps(gold: Gold, act: Act, layout: Layout) -> dict[str, Score]:
    """Return all measures of steps.

    `step_text`: the step stands in its clause (or in the attachment, for a column of a table) with its
    text, by its words. `step_label`, `step_kind`, `step_actor`, `step_durations` (all lengths of time of
    the step: value, range, unit): what a step found by its text says; of a step that was not found, all
    of it is missed, and of an extra step all of it is extra.
    """
    matched = match(_told(gold), _found(act, layout))
    return {
        "step_text": matched.score("step_text"),
        "step_label": _compare(matched, "step_label", _labels, lambda step: _label(step.label)),
        "step_kind": _compare(matched, "step_kind", lambda step: (step.kind,), lambda step: step.kind),
        "step_actor": _compare(matched, "step_actor", _actors, lambda step: loose(step.actor)),
        "step_durations": _compare(matched, "step_durations", _lengths, lambda step: lengths(step.durations)),
    }


def length(duration: Duration) -> Length:
    """Return a length of time as it is compared."""
    return float(duration.value), None if duration.max is None else float(duration.max), duration.unit


def lengths(durations: tuple[Duration, ...]) -> tuple[Length, ...]:
    """Return all of them, in an order of their own."""
    return tuple(sorted((length(duration) for duration in durations), key=str))


def _told(gold: Gold) -> Iterator[_Told]:
    for step in gold.steps:
        place = (step.attachment, step.clause)
        keys = tuple((place, loose(text)) for text in step.readings("action", "text") if text is not None)
        optional = step.note is not None or step.action is None
        shown = f"{step.label or step.kind}: {step.action}"
        yield _Told(keys, shown, place, place, optional, step.action, step=step)


def _found(act: Act, layout: Layout) -> Iterator[_Given]:
    for procedure in act.procedures:
        home = layout.home(procedure.node, procedure.appendix)
        place: Place = (home[0], None) if procedure.kind == TABLE else home
        for step in procedure.steps:
            shown = f"{step.label or step.kind}: {step.text}"
            yield _Given((place, loose(step.text)), shown, step.span, place, place, step=step)


def _compare(
    matched: Matched,
    measure: str,
    right: Callable[[GoldStep], tuple[Hashable, ...]],
    given: Callable[[Step], Hashable],
) -> Score:
    """Score one property of the steps; the number of the step is part of the key and is the slot.

    A step of the gold for which `right` gives nothing is not scored, whatever the output says of it; one of
    the output for which `given` gives None has no such property.
    """
    told, found, left_out = [], [], set()
    pairs: list[tuple[Wanted | None, Found | None]] = [
        *matched.pairs,
        *((wanted, None) for wanted in matched.missing),
        *((None, extra) for extra in matched.extra),
    ]
    for number, (wanted, item) in enumerate(pairs):
        if isinstance(wanted, _Told) and wanted.step:
            values = right(wanted.step)
            if values:
                keys = tuple((number, value) for value in values)
                shown = f"{_shown(values[0])} ({wanted.shown})"
                told.append(Wanted(keys, shown, wanted.place, number, words=wanted.words))
            else:
                left_out.add(number)
        if isinstance(item, _Given) and item.step:
            value = given(item.step)
            if value is not None:
                found.append(Found((number, value), f"{_shown(value)} ({item.shown})", item.span, item.place, number))
    return score(measure, told, found, left_out=left_out)


def _shown(value: Hashable) -> str:
    if isinstance(value, tuple):
        return "; ".join(length_shown(length) for length in value) or "no duration"
    return str(value) if value else "none"


def length_shown(length: Length) -> str:
    """Return a length of time for the eye: `10–15 second`."""
    value, top, unit = length
    return f"{value:g}{f'–{top:g}' if top is not None else ''} {unit}"


def _label(label: str | None) -> str | None:
    return loose(label).replace(")", "") or None


def _labels(step: GoldStep) -> tuple[Hashable, ...]:
    return () if step.label is None else tuple(_label(label) for label in step.readings("label"))


def _actors(step: GoldStep) -> tuple[Hashable, ...]:
    return tuple(loose(actor) for actor in step.readings("actor"))  # that none is named is a finding, too


def _lengths(step: GoldStep) -> tuple[Hashable, ...]:
    """With the doubtful ones left out, or with all of them."""
    told = [((entry.value, entry.max, entry.unit), entry.note is not None) for entry in step.durations]
    certain = tuple(sorted((told_length for told_length, noted in told if not noted), key=str))
    return tuple(dict.fromkeys((certain, tuple(sorted((told_length for told_length, _ in told), key=str)))))
