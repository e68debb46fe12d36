"""Vowel harmony: what a native Kazakh word does not have.

A word has vowels of the back or of the front row, `қ` `ғ` stand beside back ones, `к` `г` beside
front ones, `ө` only in the first syllable, and no vowel follows `ү` `ұ`. Loanwords and compounds
break these rules freely, so breaches say something only of two spellings of one word.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

from kzreg_parse.rules import rule

NEUTRAL: Final = "neutral"  # the row of vowels that stand beside any other
OWN_SYLLABLE, OTHER_SYLLABLE = 2, 1  # what a consonant counts beside a vowel of the other row


def breaches(word: str) -> int:
    """Return how much the word, in lower case, breaks vowel harmony."""
    vowel, consonant = _rows("vowel"), _rows("consonant")
    word = next((word.removesuffix(ending) for ending in _rows("ending") if word.endswith(ending)), word)
    count = int(word.startswith("ң"))
    count += sum(before in "үұ" and after in vowel for before, after in pairwise(word))
    count += sum(letter == "ө" for letter in [letter for letter in word if letter in vowel][1:])
    rows = [(place, vowel[letter]) for place, letter in enumerate(word) if vowel.get(letter, NEUTRAL) != NEUTRAL]
    count += sum(before != after for (_, before), (_, after) in pairwise(rows))
    return count + sum(_beside(word, place, rows) for place, letter in enumerate(word) if letter in consonant)


def _beside(word: str, place: int, rows: list[tuple[int, str]]) -> int:
    """Return what the consonant at `place` counts: it goes with the vowel right behind it, else with the one before."""
    row = _rows("consonant")[word[place]]
    own = next((vowel for at, vowel in reversed(rows) if at < place), None)
    other = next((vowel for at, vowel in rows if at > place), None)
    if own is None or word[place + 1 : place + 2] in _rows("vowel"):
        own, other = other, own
    return OWN_SYLLABLE * (own not in (row, None)) + OTHER_SYLLABLE * (other not in (row, None))


@cache
def _rows(kind: str) -> dict[str, str]:
    """Return what is of a kind, `vowel`, `consonant` or `ending`, with its row."""
    rows = {letter: str(value).split() for letter, value in rule("script.harmony").words.items()}
    return {letter: row for letter, (row, what) in rows.items() if what == kind}
