"""Lengths of time that a text states: `15 (он бес) минут ішінде`, `екі жұмыс күнінен аспайды`.

Only places with a stem of a unit are looked at, a window around each, so that time is linear in the text.
What looks like a length and is none (a date, a clock time, money, a rhythm) is passed over; what can be
read in two ways is noted as a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import regex

from kzreg_parse.extract.duration_values import quantity, unit_of
from kzreg_parse.extract.reader import Notebook
from kzreg_parse.model import Traced, Unit
from kzreg_parse.model.facts import Duration
from kzreg_parse.rules import rule

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
    found: list[FoundDuration] = []
    for match in _stated(text.text):
        made = _read(match, text, found[-1].end if found else 0, notebook)
        if made is not None:
            found.append(made)
    return found


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


def _read(match: regex.Match[str], text: Traced, last_end: int, notebook: Notebook) -> FoundDuration | None:
    """The length that a match states; `last_end` is where the one before it ended."""
    before = _sentence(text.text, last_end, match.start())
    after = rule("duration.after").pattern.match(text.text, match.end())
    is_range = any(match[f"to_{group}"] for group in ("figures", "words", "part"))
    if _is_none(match, before, after):
        return None
    low = quantity(match, "", text, notebook)
    high = quantity(match, "to_", text, notebook) if is_range else None
    unit = unit_of(match, text, notebook)
    if not low or unit is None or (is_range and (high is None or high <= low)):
        return None
    if unit == "year" and max(low, high or 0) >= FIRST_YEAR:
        return None
    end = after.end() if after is not None and not after["at_least"] else match.end()
    times = rule("duration.unit").value(match["stem"]).get("times", 1)
    if (after is not None and after["at_least"]) or (before is not None and before["at_least"]):
        notebook.note("KZE32", text[match.start() : end])
    return FoundDuration(
        words=text[match.start() : end],
        value=low * times,
        max=None if high is None else high * times,
        unit=unit,
        bound=_bound(before, after),
        total=rule("duration.total").search(text.text[_sentence_start(text.text, match.start()) : match.start()])
        is not None,
        start=match.start(),
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
    if after is not None and (after["recurring"] or after["sun"]):
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
