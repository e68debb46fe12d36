"""Grammatical case by a noun's ending."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from kzreg_parse.rules import rule


class Case(StrEnum):
    """Cases of the Kazakh noun; `nominative` also stands for words that are no nouns."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    LOCATIVE = "locative"
    ABLATIVE = "ablative"
    INSTRUMENTAL = "instrumental"


@lru_cache(maxsize=16_384)
def case_of(word: str) -> Case:
    """The case that the word's ending shows; a guess for words whose stem ends like an ending."""
    found = rule("noun.case").search(word.rstrip('.,;:)»"').lower())
    return Case(found.lastgroup) if found is not None and found.lastgroup else Case.NOMINATIVE
