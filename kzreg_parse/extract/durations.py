"""Lengths of time that a text states: `15 (он бес) минут ішінде`, `екі жұмыс күнінен аспайды`.

Only places with a stem of a unit are looked at, a window around each, so that time is linear in the text.
What looks like a length and is none (a date, a clock time, money, a rhythm) is passed over; what can be
read in two ways is noted as a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

import regex

from kzreg_parse.extract.duration_values import quantity, unit_of
from kzreg_parse.extract.passages import passages
from kzreg_parse.extract.reader import Notebook
from kzreg_parse.model import Traced, Unit
from kzreg_parse.model.facts import Duration
from kzreg_parse.rules import rule
from kzreg_parse.segment import Segmented

Bound = Literal["exact", "within", "at_most"]
BEFORE: Final = 150  # characters before a unit that a number, its words and the kind of day may take
AFTER: Final = 24  # characters of the unit and its endings
SENTENCE: Final = 200  # characters before a number in which `ең ұзақ` may stand
SENTENCE_END = regex.compile(r"[.;!?](?=\s)|\n")
ISO: Final[dict[str, str]] = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "calendar_day": "P{}D",
    "working_day": "P{}D",
    "month": "P{}M",
    "year": "P{}Y",
}
SECONDS: Final[dict[Unit, int]] = {"second": 1, "minute": 60, "hour": 3600}
PARTS: Final[dict[tuple[Unit, Unit], int]] = {("hour", "minute"): 60, ("minute", "second"): 60, ("year", "month"): 12}
DASH = regex.compile(r"\s*[-–—]\s*")
OPENING_HOUR: Final = 6  # before it no office opens: `2 сағаттан 4 сағатқа дейін` is a length
CLOCK = regex.compile(r"0\d.*|\d{1,2}\.[0-5]\d")  # `08`, `18.30`: no length is written so
FIRST_YEAR: Final = 1000  # figures before `жыл` from here on name a year


@dataclass(frozen=True, slots=True)
class FoundDuration:
    """One stated length of time; `words` are its number, unit and bound with their places in the source.

    `value` counts `unit`s; of a range it is the lower end and `max` the upper one. `total` says that its
    sentence speaks of the whole service (`жалпы мерзімі`) or of all procedures of a clause. `start` and
    `end` are offsets in the text that was searched, end exclusive.
    """

    words: Traced
    value: float
    max: float | None
    unit: Unit
    bound: Bound
    total: bool
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as they stand in the clean text."""
        return self.words.text

    @property
    def span(self) -> tuple[int, int]:
        """Where the words stand, code points of the source text."""
        return self.words.span

    @property
    def iso8601(self) -> str:
        """`PT15M`, `P1D`, of a range the lower end; days of any kind are written alike."""
        return iso8601(self.value, self.unit)

    def at(self, node: str, *, inherited: bool = False) -> Duration:
        """The duration as the document has it, stated by the node of that id."""
        return Duration(
            text=self.text,
            value=self.value,
            max=self.max,
            unit=self.unit,
            bound=self.bound,
            iso8601=self.iso8601,
            inherited=inherited,
            node=node,
            span=self.span,
        )


def iso8601(value: float, unit: Unit) -> str:
    """An ISO 8601 duration of one unit, with a decimal point where there is a fraction (`PT1.5M`)."""
    return ISO[unit].format(f"{value:g}" if value != int(value) else int(value))


def durations_in(text: Traced, notebook: Notebook) -> list[FoundDuration]:
    """Every length of time in the text, in reading order; doubts go to the notebook."""
    readings: list[tuple[FoundDuration, regex.Match[str]]] = []
    for match in _stated(text.text):
        made = _read(match, text, readings[-1][0].end if readings else 0, notebook)
        if made is not None:
            readings.append((made, match))
    return _joined(readings, text, notebook)


def durations_of(segmented: Segmented, notebook: Notebook) -> tuple[Duration, ...]:
    """Every length of time that the act's nodes state, in reading order, each with its node's id; none inherited."""
    return tuple(
        found.at(node)
        for node, texts in passages(segmented)
        for text in texts
        for found in durations_in(text, notebook)
    )


@cache
def _stems() -> regex.Pattern[str]:
    stems = sorted(rule("duration.unit").words, key=len, reverse=True)
    return regex.compile("|".join(regex.escape(stem) for stem in stems), regex.IGNORECASE)


def _stated(text: str) -> Iterator[regex.Match[str]]:
    """Matches of `duration.stated`, none overlapping another."""
    pattern = rule("duration.stated").pattern
    done = 0
    for stem in _stems().finditer(text):
        if stem.start() < done:
            continue
        window_end = min(len(text), stem.end() + AFTER)
        for match in pattern.finditer(text, max(done, stem.start() - BEFORE), window_end):
            if match.start("stem") == stem.start():
                yield match
                done = match.end()
                break


def _joined(
    readings: list[tuple[FoundDuration, regex.Match[str]]], text: Traced, notebook: Notebook
) -> list[FoundDuration]:
    """Two lengths that make one: `30 сек – 1 минут` a range, `1 сағат 30 минут` a sum; clock times taken out."""
    made: list[FoundDuration] = []
    index = 0
    while index < len(readings):
        first, match = readings[index]
        if index + 1 < len(readings):
            second, other = readings[index + 1]
            gap = text.text[first.end : second.start]
            alone = not _adjoins(readings, index - 1, text) and not _adjoins(readings, index + 1, text)
            whole = _range(first, match, gap, second, text)
            if whole is None and alone and not gap.strip():
                whole = _sum(first, match, second, text)
            if whole is not None:
                index += 2
                if _is_clock(whole, other, first.unit):
                    notebook.note("KZE33", whole.words)
                else:
                    made.append(whole)
                continue
        index += 1
        if first.max is not None and match["from"] and _is_clock(first, match, first.unit):
            notebook.note("KZE33", first.words)
        else:
            made.append(first)
    return made


def _adjoins(readings: list[tuple[FoundDuration, regex.Match[str]]], index: int, text: Traced) -> bool:
    """Whether only blanks part the reading at `index` from the one behind it, as in a row of a linearised table."""
    if index < 0 or index + 1 >= len(readings):
        return False
    return not text.text[readings[index][0].end : readings[index + 1][0].start].strip()


def _range(
    low: FoundDuration, match: regex.Match[str], gap: str, high: FoundDuration, text: Traced
) -> FoundDuration | None:
    """`low – high`, or `low-дан high-ға дейін`, in the unit of `low`; None where the two make no range."""
    if low.max is not None or high.max is not None or low.bound != "exact":
        return None
    until = match["ablative"] and not gap.strip() and high.bound == "at_most"
    if not until and not (DASH.fullmatch(gap) and not match["case"]):
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
    return replace(
        high, words=text[low.start : high.end], value=low.value, max=high.value * times, unit=unit, start=low.start
    )


def _sum(more: FoundDuration, match: regex.Match[str], less: FoundDuration, text: Traced) -> FoundDuration | None:
    """`1 сағат 30 минут` as 90 minutes; None where the second is no part of the first's unit."""
    times = PARTS.get((more.unit, less.unit))
    whole = more.bound == "exact" and more.max is None and less.max is None and not match["case"]
    if times is None or not whole or less.value >= times or more.value != int(more.value):
        return None
    value = more.value * times + less.value
    return replace(less, words=text[more.start : less.end], value=value, start=more.start)


def _is_clock(found: FoundDuration, match: regex.Match[str], unit: Unit) -> bool:
    """Whether a range or a sum that begins with hours may as well name hours of the day: `9-дан 18 сағатқа дейін`."""
    if unit != "hour":
        return False
    hours = found.value if found.unit == "hour" else found.value / 60
    if not OPENING_HOUR <= hours <= 24 or (found.max or 0) > 24:
        return False
    if found.max is not None:
        return found.bound == "at_most"
    ends_like_a_time = (match["ablative"] or match["locative"]) and found.bound == "exact"
    return bool(ends_like_a_time or (match["dative"] and found.bound == "at_most"))


def _read(match: regex.Match[str], text: Traced, last_end: int, notebook: Notebook) -> FoundDuration | None:
    """The length that a match states; `last_end` is where the one before it ended."""
    before = _sentence(text.text, last_end, match.start())
    after = rule("duration.after").pattern.match(text.text, match.end())
    is_range = any(match[f"to_{group}"] for group in ("figures", "words", "part"))
    if _is_none(match, before, after):
        return None
    low = quantity(match, "", text, notebook)
    high = quantity(match, "to_", text, notebook) if is_range else None
    counted = unit_of(match, text, notebook)
    if not low or counted is None or (is_range and (high is None or high <= low)):
        return None
    unit, start = counted
    if unit == "year" and max(low, high or 0) >= FIRST_YEAR:
        return None
    end = after.end() if after is not None and not after["at_least"] else match.end()
    times = rule("duration.unit").value(match["stem"]).get("times", 1)
    if (after is not None and after["at_least"]) or (before is not None and before["at_least"]):
        notebook.note("KZE32", text[match.start() : end])
    return FoundDuration(
        words=text[start:end],
        value=low * times,
        max=None if high is None else high * times,
        unit=unit,
        bound=_bound(before, after),
        total=rule("duration.total").search(text.text[_sentence_start(text.text, match.start()) : match.start()])
        is not None,
        start=start,
        end=end,
    )


def _bound(before: regex.Match[str] | None, after: regex.Match[str] | None) -> Bound:
    if after is not None and after["within"]:
        return "within"
    if (after is not None and after["at_most"]) or (before is not None and before["at_most"]):
        return "at_most"
    return "exact"


def _is_none(match: regex.Match[str], before: regex.Match[str] | None, after: regex.Match[str] | None) -> bool:
    """Whether the match is a rhythm, a day of a month, a clock time or the sun."""
    if after is not None and (after["recurring"] or after["sun"] or after["minutes_past"]):
        return True
    if before is not None and before["day_of_month"] and not match["between"] and not match["before"]:
        return True
    return any(CLOCK.fullmatch(match[group] or "") for group in ("figures", "to_figures"))


def _sentence_start(text: str, end: int) -> int:
    start = max(0, end - SENTENCE)
    ends = [found.end() for found in SENTENCE_END.finditer(text, start, end)]
    return ends[-1] if ends else start


def _sentence(text: str, last_end: int, end: int) -> regex.Match[str] | None:
    """The last word of `duration.before` in the sentence before `end`, behind the length before it."""
    start = max(last_end, _sentence_start(text, end))
    *_, last = (None, *rule("duration.before").pattern.finditer(text, start, end))
    return last
