"""Dates in every form that acts print, and days that the calendar does not have."""

from __future__ import annotations

import pytest
from conftest import source_of

from kzreg_parse import parse
from kzreg_parse.extract.act.impossible_dates import dates_in
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Traced

SOURCE = source_of("text/000.txt")


def read(text: str) -> tuple[list[tuple[str, str]], list[tuple[str, tuple[int, int] | None]]]:
    log = DiagnosticLog(SOURCE)
    found = dates_in(Traced.cut(text, 0, len(text)), log)
    said = [(diagnostic.code, diagnostic.span) for diagnostic in log.diagnostics]
    return [(one.words.text, one.date.isoformat()) for one in found], said


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("министрінің 2014 жылғы 2 маусымдағы № 192 бұйрығы", "2014 жылғы 2 маусымдағы", "2014-06-02"),
        ("2012 жылы 28 қыркүйекте № 7951 тіркелді", "2012 жылы 28 қыркүйекте", "2012-09-28"),
        ("2014 жылғы «11» қыркүйектегі", "2014 жылғы «11» қыркүйектегі", "2014-09-11"),
        ("2003 жылғы 1 тамыздан бастап", "2003 жылғы 1 тамыздан", "2003-08-01"),
        ("төрағасының 28.05.2015 № 376", "28.05.2015", "2015-05-28"),
        ("ҚР 2011.04.18 № 429-IV", "2011.04.18", "2011-04-18"),
        ("әкімдігінің 2015 ж. 08.06  № 2/335", "2015 ж. 08.06", "2015-06-08"),
        ("2000 ж. 5 ақпандағы", "2000 ж. 5 ақпандағы", "2000-02-05"),
        ("2016 жылғы 29 ақпандағы", "2016 жылғы 29 ақпандағы", "2016-02-29"),
        ("2023 жылдың 1 қаңтарынан бастап күшіне енеді", "2023 жылдың 1 қаңтарынан", "2023-01-01"),
    ],
)
def test_a_date_is_read(text: str, words: str, date: str) -> None:
    assert read(text) == ([(words, date)], [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2015 жылғы 29 ақпандағы № 7", "2015 жылғы 29 ақпандағы"),
        ("31.06.2014 № 5", "31.06.2014"),
        ("2015 ж. 08.16 № 2", "2015 ж. 08.16"),
        ("2014 жылғы 0 маусымдағы", "2014 жылғы 0 маусымдағы"),
        ("2014 жылғы 45 желтоқсандағы", "2014 жылғы 45 желтоқсандағы"),
        ("2011.13.01 № 4", "2011.13.01"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_said_and_not_read(text: str, words: str) -> None:
    start = text.index(words)
    assert read(text) == ([], [("KZE07", (start, start + len(words)))])


@pytest.mark.parametrize("text", ["2014 жылғы", "12.05.15", "1.2.3-тармақ", "2 маусым", "2015 ж. № 08", "15 қазандық"])
def test_what_is_no_whole_date_is_passed_over(text: str) -> None:
    assert read(text) == ([], [])


def test_an_impossible_date_anywhere_in_an_act_is_reported(text_of) -> None:  # type: ignore[no-untyped-def]
    act = parse(text_of("      1. Министрдің 2017 жылғы 31 сәуірдегі № 12 бұйрығы ескерілсін.\n"), name="a.txt")
    (said,) = [found for found in act.diagnostics if found.code == "KZE07"]
    assert said.message.endswith("«2017 жылғы 31 сәуірдегі».")
