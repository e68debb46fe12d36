"""Letters of another script inside a word, put back into the word's own script.

Only the script is mended: a Cyrillic letter in the place of another Cyrillic one (`ЭЦК` for `ЭЦҚ`)
is left as printed.
"""

from __future__ import annotations

from functools import cache

import regex

from kzreg_parse.model import Traced
from kzreg_parse.rules import rule

CYRILLIC = regex.compile(r"\p{Cyrillic}")
LATIN = regex.compile(r"\p{Latin}")
MIXED_WORD = regex.compile(r"\p{L}*(?:\p{Cyrillic}\p{Latin}|\p{Latin}\p{Cyrillic})\p{L}*")
GLUED_NUMERAL = regex.compile(r"\p{Ll}{3,}[IVX]{1,4}")  # a displaced link glued to the word before it
ROMAN_NUMERAL = regex.compile(r"[IVXLCDMІХСМ]+")
LATIN_TAIL = regex.compile(r"(?P<head>\p{Cyrillic}{2,})(?P<tail>\p{Latin}+)")


def fold_aliens(text: Traced) -> Traced:
    """Armenian, Greek and Devanagari look-alikes to Cyrillic, in a line that is otherwise Cyrillic."""
    if not _aliens().search(text.text) or not CYRILLIC.search(text.text):
        return text
    table = _table("script.alien")
    return text.with_text("".join(table.get(letter, letter) for letter in text.text))


def fold_mixed_words(text: Traced) -> Traced:
    """Return every word of two scripts to the one that most of its letters have; a tie stays as it is."""
    if not LATIN.search(text.text):
        return text
    return text.with_text(MIXED_WORD.sub(lambda word: _one_script(word[0]), text.text))


def _one_script(word: str) -> str:
    if ROMAN_NUMERAL.fullmatch(word) or GLUED_NUMERAL.fullmatch(word):
        return word
    cyrillic, latin = len(CYRILLIC.findall(word)), len(LATIN.findall(word))
    if latin > cyrillic:
        return _translate(word, _to_latin(), LATIN)
    folded = _translate(word, _table("script.lookalike"), CYRILLIC) if cyrillic > latin else word
    tail = LATIN_TAIL.fullmatch(word) if folded == word else None
    if tail is not None and len(tail["head"]) >= len(tail["tail"]):
        folded = tail["head"] + _translate(tail["tail"], _table("script.translit"), CYRILLIC)
    return folded


def _translate(word: str, table: dict[str, str], script: regex.Pattern[str]) -> str:
    """Return the word in one script, or unchanged where a letter has no counterpart."""
    out = "".join(letter if script.match(letter) else table.get(letter, letter) for letter in word)
    return out if all(script.match(letter) or not letter.isalpha() for letter in out) else word


@cache
def _table(rule_id: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in rule(rule_id).words.items()}


@cache
def _aliens() -> regex.Pattern[str]:
    return regex.compile(f"[{''.join(regex.escape(letter) for letter in _table('script.alien'))}]")


@cache
def _to_latin() -> dict[str, str]:
    return {cyrillic: latin for latin, cyrillic in _table("script.lookalike").items()}
