"""Tell whether a text is Kazakh in Cyrillic letters at all; turn other languages away with a reason."""

from __future__ import annotations

import re
from typing import Final

import regex

from kzreg_parse.model.errors import ReadError
from kzreg_parse.read.encoding import KAZAKH_LETTERS
from kzreg_parse.rules import rule

SAMPLE: Final = 400_000  # characters
LEAST_CYRILLIC: Final = 0.4  # share of all letters
LEAST_KAZAKH: Final = 0.03  # share of Kazakh letters among Cyrillic ones; Kazakh prose has 0.17 to 0.22
CYRILLIC = regex.compile(r"\p{Cyrillic}+")
COMMON_CYRILLIC = re.compile(r"[\u0400-\u0481\u048a-\u04ff]+")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
LETTER = regex.compile(r"\p{L}+")


def require_kazakh(text: str) -> None:
    """Raises ReadError KZR02 (blanks only), KZR10 (Russian) or KZR11 (no Cyrillic text)."""
    if not text or text.isspace():
        raise ReadError("KZR02", "the file holds nothing but blanks")
    sample = text[:SAMPLE]
    kazakh = sum(map(sample.count, KAZAKH_LETTERS))
    if kazakh >= LEAST_KAZAKH * len(sample):
        known = sum(map(len, COMMON_CYRILLIC.findall(sample)))
        if known >= LEAST_CYRILLIC * len(sample):
            return  # even if all its other characters were letters
    sample = MARKUP.sub(" ", sample)
    letters = sum(map(len, LETTER.findall(sample)))
    cyrillic = sum(map(len, CYRILLIC.findall(sample)))
    if letters == 0:
        raise ReadError("KZR11", "the file holds no words")
    if cyrillic < LEAST_CYRILLIC * letters:
        raise ReadError("KZR11", "the text is not in Cyrillic letters (English or another language), not a Kazakh act")
    if kazakh < LEAST_KAZAKH * cyrillic:
        language = "Russian" if len(rule("word.russian").pattern.findall(sample)) * 40 > cyrillic / 6 else "not Kazakh"
        raise ReadError("KZR10", f"the text is {language}; only Kazakh acts are read")
