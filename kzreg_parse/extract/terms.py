"""When something takes effect."""

from __future__ import annotations

import regex

from kzreg_parse.extract.reader import Notebook
from kzreg_parse.extract.values import amount_of, date_of
from kzreg_parse.model import Term, Traced, Unit
from kzreg_parse.rules import rule

CLAUSE_PART = regex.compile(r"[^;]+")


def term_of(text: Traced, notebook: Notebook) -> Term | None:
    """The term that a text states; None where it states none.

    Where several verbs stand in it (`күшіне енеді және … қолданысқа енгізіледі`), the last one counts.
    """
    verb = None
    for found in rule("term.in_force").pattern.finditer(text.text):
        verb = found
    if verb is None:
        return None
    start = _sentence_start(text.text, verb.start())
    words = text[start : verb.end()].strip()
    stated = rule("date.day_from").search(words.text)
    if stated is not None:
        date = date_of(stated)
        if date is None:
            notebook.note("KZE07", words)
        return Term(value=None, unit=None, after="date", date=date, text=words.text, span=words.span)
    events = list(rule("term.event").pattern.finditer(words.text))
    if not events:
        return None
    value, unit = _lapse(words, notebook)
    after = rule("term.event").value(" ".join(events[-1]["event"].split()))
    return Term(value=value, unit=unit, after=after, date=None, text=words.text, span=words.span)


def _sentence_start(text: str, verb: int) -> int:
    """Where the words that belong to the verb begin: behind the last earlier verb, or at the start."""
    before = [found.end() for found in rule("term.in_force").pattern.finditer(text, 0, verb)]
    start = before[-1] if before else 0
    joined = regex.compile(r"\s*(?:және|,)\s*").match(text, start)
    return joined.end() if joined is not None and start else start


def _lapse(words: Traced, notebook: Notebook) -> tuple[int | None, Unit | None]:
    lapse = rule("term.lapse").search(words.text)
    if lapse is None:
        return None, None
    value, agreed = amount_of(lapse)
    if not agreed:
        notebook.note("KZE05", words)
    counted = lapse["before"] or lapse["between"]
    unit: Unit = rule("term.lapse").value(f"{counted} {lapse['unit']}".lower() if counted else lapse["unit"])
    if value is None or value != int(value):
        return None, None
    return int(value), unit
