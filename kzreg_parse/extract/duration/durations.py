"""Lengths of time that a text states: `15 (он бес) минут ішінде`, `екі жұмыс күнінен аспайды`.

Only places with a stem of a unit are looked at, a window around each, so that time is linear in the text.
What looks like a length and is none (a date, a clock time, money, a rhythm) is passed over; what can be
read in two ways is noted as a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

import regex

from kzreg_parse.extract.duration.joining import QuantityReading, is_clock, joined
from kzreg_parse.extract.duration.quantity import Bound, FoundDuration, iso8601, quantity, unit_of
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.passages import passages
from kzreg_parse.language.vocabulary import DAY_KIND, TIME_UNIT, words_in
from kzreg_parse.model import Traced
from kzreg_parse.model.facts import Duration
from kzreg_parse.rules import rule
from kzreg_parse.segment import ActDraft

__all__ = ["FoundDuration", "durations_in", "durations_of", "iso8601"]
BEFORE: Final = 150  # characters before a unit that a number, its words and the kind of day may take
AFTER: Final = 24  # characters of the unit and its endings
SENTENCE: Final = 200  # characters before a number in which `ең ұзақ` may stand
TOKEN = regex.compile(r"\S+")
ANY_DIGIT = regex.compile(r"\d")
NOT_A_WORD = regex.compile(r"[^\p{L}]+")
SENTENCE_END = regex.compile(r"[.;!?](?=\s)|\n")
CLOCK = regex.compile(r"0\d.*|\d{1,2}\.[0-5]\d")  # `08`, `18.30`: no length is written so
FIRST_YEAR: Final = 1000  # figures before `жыл` from here on name a year


def durations_in(text: Traced, log: DiagnosticLog) -> list[FoundDuration]:
    """Return every length of time in the text, in reading order; doubts go to the log."""
    readings: list[QuantityReading] = []
    for match in _stated(text.text):
        made = _read(match, text, readings[-1].found.end if readings else 0, log)
        if made is not None:
            readings.append(QuantityReading(made, match, match))
    kept = []
    for reading in joined(readings, text):
        if is_clock(reading):
            log.note("KZE33", reading.found.words)
        else:
            kept.append(reading.found)
    return kept


def durations_of(act: ActDraft, log: DiagnosticLog) -> tuple[Duration, ...]:
    """Return every length of time that the act's nodes state, in reading order, each with its node's id.

    None inherited.
    """
    return tuple(found.at(node) for node, texts in passages(act) for text in texts for found in durations_in(text, log))


@cache
def _stems() -> regex.Pattern[str]:
    """Return a unit's stem at the start of a word, or glued to the word that says which days are counted
    (`жұмыскүні`).
    """
    stems, kinds = ("|".join(sorted(words_in(names), key=len, reverse=True)) for names in (TIME_UNIT, DAY_KIND))
    return regex.compile(rf"(?<!\p{{L}})(?:{kinds})?(?P<stem>{stems})", regex.IGNORECASE)


def _stated(text: str) -> Iterator[regex.Match[str]]:
    """Matches of `duration.stated`, none overlapping another."""
    pattern = rule("duration.stated").pattern
    done = 0
    for found in _stems().finditer(text):
        stem = found.start("stem")
        start = _number_start(text, done, stem)
        if start is None:
            continue
        for match in pattern.finditer(text, start, min(len(text), stem + AFTER)):
            if match.start("stem") == stem:
                yield match
                done = match.end()
                break


@cache
def _number_words() -> frozenset[str]:
    return frozenset((*rule("vocabulary.number").words, *rule("duration.quantity").words))


def _number_start(text: str, done: int, stem: int) -> int | None:
    """Return where the number in front of a unit's stem begins, not before `done`; None where no number stands there.

    Looked for word by word, so that the whole pattern is tried in few places only.
    """
    numbers = _number_words()
    begin = max(done, stem - BEFORE)
    start: int | None = None
    in_bracket = False
    for index, token in enumerate(reversed([*TOKEN.finditer(text, begin, stem)])):
        word = token[0].lower()
        closes, opens = ")" in word, "(" in word
        if in_bracket or closes or opens or ANY_DIGIT.search(word):
            start, in_bracket = token.start(), (in_bracket or closes) and not opens
        elif NOT_A_WORD.fullmatch(word) or any(part in numbers for part in NOT_A_WORD.split(word)):
            start = token.start()
        elif start is not None:
            return token.start() if word in words_in(DAY_KIND) else start
        elif index:
            return None  # one word, `жұмыс`, may part the number from the unit
    return start


def _read(match: regex.Match[str], text: Traced, last_end: int, log: DiagnosticLog) -> FoundDuration | None:
    """Return the length that a match states; `last_end` is where the one before it ended."""
    before = _sentence(text.text, last_end, match.start())
    after = rule("duration.after").pattern.match(text.text, match.end())
    is_range = any(match[f"to_{group}"] for group in ("figures", "words", "part"))
    if _is_none(match, before, after):
        return None
    low = quantity(match, "", text, log)
    high = quantity(match, "to_", text, log) if is_range else None
    counted = unit_of(match, text, log)
    if not low or counted is None or (is_range and (high is None or high <= low)):
        return None
    unit, start = counted
    if unit == "year" and max(low, high or 0) >= FIRST_YEAR:
        return None
    end = after.end() if after is not None and not after["at_least"] else match.end()
    times = words_in(TIME_UNIT)[match["stem"].lower()].get("times", 1)
    if (after is not None and after["at_least"]) or (before is not None and before["at_least"]):
        log.note("KZE32", text[match.start() : end])
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
    """Tell whether the match is a rhythm, a rate, a day of a month, a clock time or the sun."""
    if after is not None and (after["recurring"] or after["sun"] or after["minutes_past"]):
        return True
    if before is not None and before["rate"]:
        return True
    if before is not None and before["day_of_month"] and not match["between"] and not match["before"]:
        return True
    return any(CLOCK.fullmatch(match[group] or "") for group in ("figures", "to_figures"))


def _sentence_start(text: str, end: int) -> int:
    start = max(0, end - SENTENCE)
    ends = [found.end() for found in SENTENCE_END.finditer(text, start, end)]
    return ends[-1] if ends else start


def _sentence(text: str, last_end: int, end: int) -> regex.Match[str] | None:
    """Return the last word of `duration.before` in the sentence before `end`, behind the length before it."""
    start = max(last_end, _sentence_start(text, end))
    *_, last = (None, *rule("duration.before").pattern.finditer(text, start, end))
    return last
