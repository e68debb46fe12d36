"""When something takes effect."""

from __future__ import annotations

from typing import Final

import regex

from kzreg_parse.extract.reference.values import amount_of, date_of
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.language.vocabulary import DAY_KIND, TIME_UNIT, words_in
from kzreg_parse.model import Term, Traced, Unit
from kzreg_parse.rules import rule

LAST_WORD = regex.compile(r"\p{L}+(?=\s*$)")
LEAST_LIKENESS: Final = 80.0  # rapidfuzz ratio; one wrong letter of eleven gives 91, of five 80


def effective_date_of(text: Traced, log: DiagnosticLog) -> Term | None:
    """Return the term that a text states; None where it states none.

    Where several verbs stand in it (`күшіне енеді және … қолданысқа енгізіледі`), the last one counts.
    """
    verb = None
    for found in rule("term.in_force").pattern.finditer(text.text):
        verb = found
    if verb is None:
        return None
    start = _sentence_start(text.text, verb.start())
    words = text[start : verb.end()].strip()
    excepted = rule("term.excepted").search(words.text)
    if excepted is not None:
        log.note("KZE14", text)
        words = words[excepted.end() :].strip()
    elif rule("term.excepted").search(text.text[verb.end() :]):
        log.note("KZE14", text)
    if rule("term.not_before").search(words.text):
        log.note("KZE15", text)
    stated = rule("date.day_from").search(words.text)
    if stated is not None:
        date = date_of(stated)
        if date is None:
            log.note("KZE07", words)
        return Term(value=None, unit=None, after="date", date=date, text=words.text, span=words.span)
    events = list(rule("term.event").pattern.finditer(words.text))
    if not events:
        return None
    value, unit = _lapse(words, log)
    after = rule("term.event").value(events[-1]["event"])
    return Term(value=value, unit=unit, after=after, date=None, text=words.text, span=words.span)


def _sentence_start(text: str, verb: int) -> int:
    """Return where the words that belong to the verb begin: its bracket, behind the last earlier verb, or the start."""
    bracket = _open_bracket(text, verb)
    if bracket is not None:
        return bracket + 1
    before = [found.end() for found in rule("term.in_force").pattern.finditer(text, 0, verb)]
    if not before:
        return 0
    joined = rule("term.joining").pattern.match(text, before[-1])
    return joined.end() if joined is not None else before[-1]


def _open_bracket(text: str, place: int) -> int | None:
    """Return the bracket around a place, those closed before it left aside."""
    closed = 0
    for index in range(place - 1, -1, -1):
        if text[index] == ")":
            closed += 1
        elif text[index] == "(":
            if not closed:
                return index
            closed -= 1
    return None


def _lapse(words: Traced, log: DiagnosticLog) -> tuple[int | None, Unit | None]:
    lapse = rule("term.lapse").search(words.text)
    if lapse is None:
        return None, None
    value, agreed = amount_of(lapse)
    if not agreed:
        log.note("KZE05", words)
    if value is None or value != int(value):
        return None, None
    counted = lapse["before"] or lapse["between"] or _misspelt_counting(words, lapse.start(), log)
    stated = words_in(TIME_UNIT)[lapse["unit"].lower()]
    unit: Unit = stated["unit"]
    if counted and unit == "day" and "times" not in stated:  # `күнтізбелік ай` is a month
        unit = words_in(DAY_KIND)[counted.lower()]["unit"]
    return int(value) * int(stated.get("times", 1)), unit


def _misspelt_counting(words: Traced, start: int, log: DiagnosticLog) -> str | None:
    """`күнтізбелік` or `жұмыс` with a letter wrong, right before the number: the kind of day hangs on it."""
    before = LAST_WORD.search(words.text, 0, start)
    if before is None:
        return None
    from rapidfuzz import fuzz, process  # loaded only where a word is in doubt

    best = process.extractOne(
        before[0].lower(),
        [word for word, told in words_in(DAY_KIND).items() if not told.get("near")],
        scorer=fuzz.ratio,
        score_cutoff=LEAST_LIKENESS,
    )
    if best is None:
        return None
    log.note("KZE11", words[before.start() : before.end()], meant=best[0])
    return str(best[0])
