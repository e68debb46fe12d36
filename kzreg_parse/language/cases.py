"""Grammatical case of a noun, as the one analysis of words gives it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kzreg_parse.language.morphology import analyse
from kzreg_parse.language.unknown_nouns import readings_of_ending
from kzreg_parse.language.word_form import Case

__all__ = ["Case", "case_of", "case_of_ending"]

CLOSING: Final = '.,;:)»"'
CACHED_WORDS: Final = 16_384


@lru_cache(maxsize=CACHED_WORDS)
def case_of(word: str) -> Case:
    """Give the case of a word, or of the last word of several; nominative where no ending fits.

    Where one spelling has several cases, which only its sentence could decide, the likeliest reading of `analyse`
    counts: of a listed noun the one with fewest endings, a nominative before the others (`отын` is the fuel, not a
    form of `от`). A locative with -дағы/-дегі stands before a noun as its attribute: it is given as nominative.
    """
    parts = word.rstrip(CLOSING).split()
    readings = analyse(parts[-1]) if parts else ()
    return readings[0].case if readings and not readings[0].attributive else Case.NOMINATIVE


def case_of_ending(ending: str) -> Case:
    """Give the case of an ending in small letters cut from its noun (`нда`, `тан`); nominative where it is none."""
    readings = readings_of_ending(ending)
    return readings[0].case if readings and not readings[0].attributive else Case.NOMINATIVE
