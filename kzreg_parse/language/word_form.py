"""What a reading of a Kazakh noun says: lemma, case, number, possession."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Case(StrEnum):
    """Cases of the Kazakh noun; `nominative` also stands for words that are no nouns."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    LOCATIVE = "locative"
    ABLATIVE = "ablative"
    INSTRUMENTAL = "instrumental"


class WordForm(NamedTuple):
    """One reading of a word's form.

    `lemma` is the noun, or for an unknown one (`known` false) the stem that is left without its endings.
    `attributive` says that -дағы/-дегі stands behind the locative (`тармағындағы`).
    """

    lemma: str
    case: Case
    plural: bool = False
    possessed: bool = False
    attributive: bool = False
    known: bool = True
