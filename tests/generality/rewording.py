"""A text with one noun put for another, form for form: what it says stays the same."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import regex

from kzreg_parse.language.endings import forms_of

DOUBLED = {"процесс": "процес"}  # a doubled consonant is written once before endings


@cache
def _forms(noun: str, other: str) -> tuple[regex.Pattern[str], dict[str, str]]:
    """Return what finds every form of a noun, and the same form of the other for each."""
    told: dict[str, str] = {}
    for stem in dict.fromkeys((DOUBLED.get(noun), None)):
        same = {}
        for form, reading in forms_of(other, stem=DOUBLED.get(other)):
            same.setdefault(replace(reading, lemma=""), form)
        for form, reading in forms_of(noun, stem=stem):
            told.setdefault(form, same[replace(reading, lemma="")])
    words = "|".join(sorted(map(regex.escape, told), key=len, reverse=True))
    return regex.compile(rf"(?<!\p{{L}})(?:{words})(?!\p{{L}})", regex.IGNORECASE), told


def reworded(text: str, noun: str, other: str) -> str:
    """Return the text with every form of `noun` replaced by the same form of `other`, in the letter case it has."""
    pattern, told = _forms(noun, other)

    def put(found: regex.Match[str]) -> str:
        same = told[found[0].lower()]
        if found[0].isupper():
            return same.upper()
        return same[:1].upper() + same[1:] if found[0][0].isupper() else same

    return pattern.sub(put, text)
