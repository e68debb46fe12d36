"""Short names of the document whose letters stand apart."""

from __future__ import annotations

import pytest

from kzreg_parse.model import Traced
from kzreg_parse.restore.letters.torn_abbreviations import close_short_names, short_names, torn_short_names
from kzreg_parse.restore.links.junctions import WordPairs

LINES = [
    "өтініш «Е-лицензиялау» МДБ АЖ арқылы беріледі",
    "хабарлама ХҚКО АЖ арқылы қалыптасады",
    "ЖСН/БСН болуы тиіс",
    "сынып А немесе Б деп бөлінеді, ол қала ішінде",
]


def closed(text: str) -> str:
    traced = Traced.cut(text, 0, len(text))
    return close_short_names(traced, torn_short_names(traced, short_names(LINES), WordPairs(LINES))).text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("«Е-лицензиялау» МДБ А Ж авторизацияланады", "«Е-лицензиялау» МДБ АЖ авторизацияланады"),
        ("МДБ А Ж-да тексеру", "МДБ АЖ-да тексеру"),
        ("А Ж арқылы жіберу", "АЖ арқылы жіберу"),
        ("ол ХҚКО А Ж және МДБ А Ж", "ол ХҚКО АЖ және МДБ АЖ"),
    ],
)
def test_letters_that_the_document_writes_closed_beside_the_same_word_close_up(text: str, clean: str) -> None:
    assert closed(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "бағдарлама А Ж деп аталады",  # beside no word that it stands beside elsewhere
        "МДБ А Б нұсқалары",  # no short name of the document
        "МДБ А. Ж. Сериков",
        "О Л қала",  # a word of the document, but no short name
        "сынып А немесе Б",
        "1-А Ж арқылы",
    ],
)
def test_single_capitals_stay_apart(text: str) -> None:
    assert closed(text) == text
