"""A stated length of time; what a match of `duration.stated` holds: numbers, checked with their words, and the unit."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, Literal, NamedTuple

import regex

from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.language.numbers import number_in_words
from kzreg_parse.language.vocabulary import DAY_KIND, TIME_UNIT, words_in
from kzreg_parse.model import Traced, Unit
from kzreg_parse.model.facts import Duration
from kzreg_parse.rules import rule

Bound = Literal["exact", "within", "at_most"]
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
LEAST_LIKENESS: Final = 80.0  # rapidfuzz ratio; one wrong letter of eleven gives 91, of five 80
DASH = regex.compile(r"\s*[-–—]\s*")
BLANK_IN_NUMBER = regex.compile(r"[ \u00a0]")
LONGEST_KIND: Final = 20  # characters before a number in which such a word stands
LAST_WORD = regex.compile(r"\p{L}+(?=\s*$)")


class FoundDuration(NamedTuple):
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
        """Return the duration as the document has it, stated by the node of that id."""
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
    """Return an ISO 8601 duration of one unit, with a decimal point where there is a fraction (`PT1.5M`)."""
    return ISO[unit].format(f"{value:g}" if value != int(value) else int(value))


def quantity(match: regex.Match[str], prefix: str, text: Traced, log: DiagnosticLog) -> float | None:
    """Return the number in the groups of `duration.quantity`; None where there is none, or its words make none.

    `15 (он бес)`: where figures and words differ, the figures are given and KZE05 is noted.
    """
    place = text[match.start() : match.end()]
    part, figures, words = (match[f"{prefix}{group}"] for group in ("part", "figures", "words"))
    if part:
        return _fraction(part)
    if figures:
        value = float(BLANK_IN_NUMBER.sub("", figures).replace(",", ".")) + _fraction(match[f"{prefix}figures_half"])
        if match[f"{prefix}bracket"]:
            _compare(value, match[f"{prefix}bracket"], place, log)
        return value
    if not words:
        return None
    value_of_words = amount_in_words(words)
    if value_of_words is None:
        log.note("KZE30", place)
        return None
    value = value_of_words + _fraction(match[f"{prefix}words_half"])
    beside = match[f"{prefix}beside"]
    if beside and float(beside) != value:
        log.note("KZE05", place)
        return float(beside)
    return value


def amount_in_words(words: str) -> float | None:
    """`он бес` as 15, `бір жарым` as 1.5; words that are no part of the number may follow it (`бес жұмыс`)."""
    found = rule("number.word").match(_unglued(words.strip()))
    if found is None:
        return float(rule("duration.quantity").value_or_none(words) or 0) or None
    number = number_in_words(found[0])
    rest = found.string[found.end() :].split()
    return None if number is None else number + _fraction(rest[0] if rest else None)


def _unglued(words: str) -> str:
    """`онбес` as `он бес`; other words as they are."""
    parts = _number_words().findall(words.lower())
    return " ".join(parts) if "".join(parts) == words.lower() else words


@cache
def _number_words() -> regex.Pattern[str]:
    return regex.compile("|".join(sorted(rule("vocabulary.number").words, key=len, reverse=True)))


def _fraction(word: str | None) -> float:
    return float(rule("duration.quantity").value_or_none(word) or 0) if word else 0.0


def _compare(value: float, bracket: str, place: Traced, log: DiagnosticLog) -> None:
    """Note words in brackets that are no number or another one; `он-бес` may be 15, and the end of 10 to 15."""
    readings = {amount_in_words(DASH.split(bracket)[-1]), amount_in_words(DASH.sub(" ", bracket))}
    if readings == {None}:
        log.note("KZE30", place)
    elif value not in readings:
        log.note("KZE05", place)


def unit_of(match: regex.Match[str], text: Traced, log: DiagnosticLog) -> tuple[Unit, int] | None:
    """Return the unit, and where the words it was read from begin; None where an unknown word stands between.

    `құнтізбелік он күн`: the word that says which days are counted is known also with a letter wrong.
    """
    stem = words_in(TIME_UNIT)[match["stem"].lower()]
    unit: Unit = stem["unit"]
    start = match.start()
    between = _kind(match, "between", text, log) if match["between"] else None
    if between is not None and between[0]["unit"] == "calendar_day" and unit in ("month", "year"):
        return unit, start  # `бір күнтізбелік жыл`
    if match["between"] and (between is None or unit not in ("day", "hour") or "times" in stem):
        return None
    if "meant" in stem:
        log.note("KZE11", text[match.start("stem") : match.end("stem")], meant=stem["meant"])
    if unit != "day" or "times" in stem:
        if between is not None:  # `4 жұмыс сағаты`
            log.note("KZE31", text[match.start() : match.end()], unit=unit)
        return unit, start
    found = between or _kind(match, "before", text, log)
    if found is None:
        return unit, start
    kind, place = found
    if kind.get("near"):
        log.note("KZE31", text[match.start() : match.end()], unit=kind["unit"])
    return kind["unit"], min(start, place)


def _kind(match: regex.Match[str], group: str, text: Traced, log: DiagnosticLog) -> tuple[dict[str, Any], int] | None:
    """Return what `күнтізбелік`, `жұмыс` … stands for, and where it begins; a letter may be wrong (KZE11)."""
    words = words_in(DAY_KIND)
    if group == "before":
        words = {word: told for word, told in words.items() if told.get("ahead")}
    if match[group]:
        start, end = match.span(group)
    else:
        before = LAST_WORD.search(text.text, max(0, match.start() - LONGEST_KIND), match.start())
        if before is None:
            return None
        start, end = before.span()
    word = text.text[start:end].lower()
    if word in words:
        return words[word], start
    from rapidfuzz import fuzz, process  # loaded only where a word is in doubt

    best = process.extractOne(word, list(words), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
    if best is None:
        return None
    log.note("KZE11", text[start:end], meant=best[0])
    return words[best[0]], start
