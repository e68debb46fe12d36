"""Calendar dates in running text; one that does not exist is a diagnostic, never a value."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from kzreg_parse.extract.reference.values import date_of
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.passages import passages
from kzreg_parse.model import Traced
from kzreg_parse.rules import rule
from kzreg_parse.segment import ActDraft


class FoundDate(NamedTuple):
    """One date and its words, with their places in the source."""

    words: Traced
    date: dt.date


def dates_in(text: Traced, log: DiagnosticLog) -> list[FoundDate]:
    """Return every date in the text, in reading order; KZE07 is noted for a day that the calendar does not have."""
    found = []
    for match in rule("date.any").finditer(text.text):
        words = text[match.start() : match.end()]
        date = date_of(match)
        if date is None:
            log.note("KZE07", words)
        else:
            found.append(FoundDate(words, date))
    return found


def check_dates(act: ActDraft, log: DiagnosticLog) -> None:
    """Note every date of the act's nodes that does not exist, also where no fact is read from it."""
    for _, texts in passages(act):
        for text in texts:
            dates_in(text, log)
