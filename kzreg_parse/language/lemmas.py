"""Lemma and case of the closed set of nouns that acts are written with, and their forms the other way.

Every form is made from `noun.lemma` by the rules of the endings; a word is known by being one of them. A word
outside the set has no lemma here: `қызметі` is `қызмет`, and `қызметші`, which is not listed, is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kzreg_parse.language.cases import Case
from kzreg_parse.language.endings import WordForm, forms_of
from kzreg_parse.rules import rule


def readings_of(word: str) -> tuple[WordForm, ...]:
    """Every reading of a word's form in any letter case, the simplest first; empty for a word outside the set."""
    return _forms().get(word.lower(), ())


def lemma_of(word: str) -> str | None:
    """The noun of which the word is a form; None outside the set, and where two nouns share the form."""
    lemmas = {reading.lemma for reading in readings_of(word)}
    return lemmas.pop() if len(lemmas) == 1 else None


def form_of(lemma: str, case: Case, *, plural: bool = False, possessed: bool = False) -> str:
    """The form of a listed noun. Raises KeyError for a noun outside the set."""
    return _made()[lemma.lower(), case, plural, possessed]


@cache
def _forms() -> Mapping[str, tuple[WordForm, ...]]:
    forms: dict[str, list[WordForm]] = {}
    for form, reading in _all():
        same = forms.setdefault(form, [])
        if reading not in same:
            same.append(reading)
    return MappingProxyType({form: tuple(sorted(found, key=_weight)) for form, found in forms.items()})


@cache
def _made() -> Mapping[tuple[str, Case, bool, bool], str]:
    return MappingProxyType(
        {
            (reading.lemma, reading.case, reading.plural, reading.possessed): form
            for form, reading in _all()
            if not reading.attributive
        }
    )


def _all() -> list[tuple[str, WordForm]]:
    made: list[tuple[str, WordForm]] = []
    for lemma, value in rule("noun.lemma").words.items():
        told = value if isinstance(value, dict) else {}
        back = {"back": True, "front": False}.get(str(told.get("harmony")))
        made += forms_of(lemma, stem=told.get("stem"), possessed_stem=told.get("possessed"), back=back)
    return made


def _weight(reading: WordForm) -> tuple[bool, bool, bool]:
    return reading.attributive, reading.plural, reading.possessed
