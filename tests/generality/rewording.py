"""A text with one noun put for another, form for form: what it says stays the same."""

from __future__ import annotations

from functools import cache

import regex

from kzreg_parse.language.endings import forms_of

DOUBLED = {"процесс": "процес"}  # a doubled consonant is written once before endings
Reading = tuple[str, bool, bool, bool]  # case, plural, possessed, attributive


def _said(noun: str, stem: str | None) -> dict[Reading, str]:
    """Return the form of a noun for each reading."""
    forms: dict[Reading, str] = {}
    for form, own in forms_of(noun, stem=stem):
        forms.setdefault((str(own.case), own.plural, own.possessed, own.attributive), form)
    return forms


@cache
def _forms(noun: str, other: str) -> tuple[regex.Pattern[str], dict[str, str]]:
    """Return what finds every form of a noun, and the same form of the other for each."""
    told: dict[str, str] = {}
    same = _said(other, DOUBLED.get(other))
    for stem in dict.fromkeys((DOUBLED.get(noun), None)):
        for reading, form in _said(noun, stem).items():
            told.setdefault(form, same[reading])
    words = "|".join(sorted(map(regex.escape, told), key=len, reverse=True))
    return regex.compile(rf"(?<!\p{{L}}|\p{{L}}-)(?:{words})(?!\p{{L}})", regex.IGNORECASE), told


def reworded(text: str, noun: str, other: str) -> str:
    """Return the text with every form of `noun` replaced by the same form of `other`, in the letter case it has."""
    pattern, told = _forms(noun, other)

    def put(found: regex.Match[str]) -> str:
        same = told[found[0].lower()]
        if found[0].isupper():
            return same.upper()
        return same[:1].upper() + same[1:] if found[0][0].isupper() else same

    return pattern.sub(put, text)
