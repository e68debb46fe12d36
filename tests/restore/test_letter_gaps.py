"""Partly stretched lines, read by the widths of their letters."""

from __future__ import annotations

import pytest

from kzreg_parse.restore.letters.measured_gaps import column_measure, readings
from kzreg_parse.restore.letters.weights import PUBLISHED_MEASURE


def read_line(line: str, lead: int = 0) -> set[str]:
    """The texts that the best readings give, holes as two blanks."""
    tokens = line.split()
    texts = set()
    for reading in readings(line, lead=lead, measure=PUBLISHED_MEASURE):
        blanks = [" " * count for count in reading.blanks]
        texts.add("".join(a + b for a, b in zip(tokens, [*blanks, ""], strict=True)))
    return texts


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("ұйымдар  қорытындысының көшірмес і ;", "ұйымдар қорытындысының көшірмесі;"),
        ("үшін  ЭЦҚ-ны т іркеу  куәл і г ін  таңдауы;", "үшін ЭЦҚ-ны тіркеу куәлігін таңдауы;"),
        ("Министр ін ің  орынбасары  –  Қазақстан", "Министрінің орынбасары – Қазақстан"),
        ("мамандарын аттестаттау»  мемлекетт ік", "мамандарын аттестаттау» мемлекеттік"),
        ("рұқсат жобасын әз ірлейді  –  2  жұмыс күні ;", "рұқсат жобасын әзірлейді – 2 жұмыс күні;"),
    ],
)
def test_one_gap_explains_every_blank_of_a_stretched_line(line: str, clean: str) -> None:
    assert read_line(line) == {clean}


def test_two_gaps_may_explain_a_line_equally_well() -> None:
    assert "жүргізуге аккредиттеу туралы куәлік." in read_line("жүрг і зуге  аккредиттеу  туралы куәл ік .")


@pytest.mark.parametrize(
    "line",
    [
        "салмағы 40 г пакет, көлемі 1 л бөтелке",
        "мұндағы х – жұмыс күндерінің саны, у – ауысым саны;",
        "тармақтың ,  және  көзделген іс-шаралардың орындалуы 1) 2) 3) тармақшаларында",
        "қолданысқа енгізіледі) .қаулысымен",
    ],
)
def test_a_line_that_no_gap_explains_better_stays(line: str) -> None:
    first = readings(line, lead=0, measure=PUBLISHED_MEASURE)[0]
    assert first.blanks == tuple(len(run) for run in _runs(line))


def _runs(line: str) -> list[str]:
    runs, rest = [], line
    for token in line.split():
        at = rest.index(token)
        runs.append(rest[:at])
        rest = rest[at + len(token) :]
    return runs[1:]


def test_the_column_is_as_wide_as_its_fullest_lines() -> None:
    full = "Қазақстан Республикасының Индустрия және жаңа технологиялар министрлігінің"
    assert column_measure([("қысқа жол", 0)]) == PUBLISHED_MEASURE, "too few lines to tell"
    short = column_measure([(full, 0)] * 30)
    assert short == pytest.approx(PUBLISHED_MEASURE, abs=0.1), "a line of act 001 that fills the publisher's column"
    assert column_measure([(full, 6)] * 30) == pytest.approx(short + 1.5), "the indent counts"
