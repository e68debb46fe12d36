"""Two lengths of time that make one (`30 сек – 1 минут`, `1 сағат 30 минут`), and hours of the day among them."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from kzreg_parse.extract.duration.quantity import FoundDuration
from kzreg_parse.language.vocabulary import TIME_UNIT, words_in
from kzreg_parse.model import Traced, Unit

SECONDS: Final[dict[Unit, int]] = {"second": 1, "minute": 60, "hour": 3600}
PARTS: Final[dict[tuple[Unit, Unit], int]] = {("hour", "minute"): 60, ("minute", "second"): 60, ("year", "month"): 12}
DASH = regex.compile(r"\s*[-–—]\s*")
OPENING_HOUR: Final = 6  # before it no office opens: `2 сағаттан 4 сағатқа дейін` is a length
HOURS_OF_A_DAY: Final = 24


class QuantityReading(NamedTuple):
    """A length with the matches of `duration.stated` that its words begin and end with."""

    found: FoundDuration
    first: regex.Match[str]
    last: regex.Match[str]


def joined(readings: list[QuantityReading], text: Traced) -> list[QuantityReading]:
    """Return the readings with sums, then ranges, made one."""
    summed: list[QuantityReading] = []
    for index, reading in enumerate(readings):
        before = summed[-1] if summed else None
        row = index > 1 and _adjoin(readings[index - 2], readings[index - 1], text)
        row = row or (index + 1 < len(readings) and _adjoin(reading, readings[index + 1], text))
        whole = _sum(before, reading, text) if before is not None and not row else None
        if whole is not None:
            summed[-1] = whole
        else:
            summed.append(reading)
    made: list[QuantityReading] = []
    for reading in summed:
        whole = _range(made[-1], reading, text) if made else None
        if whole is not None:
            made[-1] = whole
        else:
            made.append(reading)
    return made


def _adjoin(one: QuantityReading, other: QuantityReading, text: Traced) -> bool:
    """Tell whether only blanks part the two; three such are a row of a table written out, not a sum."""
    return not text.text[one.found.end : other.found.start].strip() and not one.first["ablative"]


def _sum(before: QuantityReading, after: QuantityReading, text: Traced) -> QuantityReading | None:
    """`1 сағат 30 минут` as 90 minutes; None where the second is no part of the first's unit."""
    more, less = before.found, after.found
    times = PARTS.get((more.unit, less.unit))
    if times is None or text.text[more.end : less.start].strip() or before.last["case"] or more.bound != "exact":
        return None
    if more.max is not None or less.max is not None or less.value >= times or more.value != int(more.value):
        return None
    words = text[more.start : less.end]
    return QuantityReading(
        less._replace(words=words, value=more.value * times + less.value, start=more.start), before.first, after.last
    )


def _range(before: QuantityReading, after: QuantityReading, text: Traced) -> QuantityReading | None:
    """`low – high`, or `low-дан high-ға дейін`, in the unit of `low`; None where the two make no range."""
    low, high = before.found, after.found
    if low.max is not None or high.max is not None or low.bound != "exact":
        return None
    gap = text.text[low.end : high.start]
    until = before.last["ablative"] and not gap.strip() and high.bound == "at_most"
    if not until and (before.last["case"] or not DASH.fullmatch(gap)):
        return None
    unit = high.unit if low.unit == "day" and high.unit in ("calendar_day", "working_day") else low.unit
    if unit == high.unit:
        times = 1.0
    elif low.unit in SECONDS and high.unit in SECONDS:
        times = SECONDS[high.unit] / SECONDS[low.unit]
    else:
        return None
    if high.value * times <= low.value:
        return None
    found = high._replace(
        words=text[low.start : high.end],
        value=low.value,
        max=high.value * times,
        unit=unit,
        total=low.total or high.total,
        start=low.start,
    )
    return QuantityReading(found, before.first, after.last)


def is_clock(reading: QuantityReading) -> bool:
    """Tell whether a range or a sum that begins with hours may as well name hours of the day.

    `9-дан 18 сағатқа дейін`.
    """
    found, first, last = reading.found, reading.first, reading.last
    if words_in(TIME_UNIT)[first["stem"].lower()]["unit"] != "hour" or (first is last and not first["from"]):
        return False
    in_hour = SECONDS["hour"] / SECONDS[found.unit]
    if not OPENING_HOUR <= found.value / in_hour <= HOURS_OF_A_DAY or (found.max or 0) / in_hour > HOURS_OF_A_DAY:
        return False
    if found.max is not None:
        return found.bound == "at_most"
    ends_like_a_time = (last["ablative"] or last["locative"]) and found.bound == "exact"
    return bool(ends_like_a_time or (last["dative"] and found.bound == "at_most"))
