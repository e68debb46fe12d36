"""Vowel harmony: what a native Kazakh word does not have.

A word has vowels of the back or of the front row, `қ` `ғ` stand beside back ones, `к` `г` beside
front ones, `ө` only in the first syllable, and no vowel follows `ү` `ұ`. Loanwords and compounds
break these rules freely, so breaches say something only of two spellings of one word.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

BACK: Final = frozenset("аоұы")
FRONT: Final = frozenset("әөүіе")
VOWELS: Final = BACK | FRONT | frozenset("уиэюяё")
WRONG_BESIDE: Final = {"қ": FRONT, "ғ": FRONT, "к": BACK, "г": BACK}


def breaches(word: str) -> int:
    """How often the word, in lower case, breaks vowel harmony."""
    vowels = [(place, letter) for place, letter in enumerate(word) if letter in VOWELS]
    count = int(word.startswith("ң"))
    for (place, before), (next_place, after) in pairwise(vowels):
        count += (before in BACK and after in FRONT) or (before in FRONT and after in BACK)
        count += before in "үұ" and next_place == place + 1
        count += after == "ө"
    for place, letter in enumerate(word):
        wrong = WRONG_BESIDE.get(letter)
        if wrong:
            before = next((vowel for at, vowel in reversed(vowels) if at < place), "")
            after = next((vowel for at, vowel in vowels if at > place), "")
            count += (before in wrong) + (after in wrong)
    return count
