"""Words of repeal in the head of an act, also where a copy damaged them.

An act may be called in force only where its head was read whole. So the head is searched for the words that say an act
lost force with some letters wrong, lost, doubled or put in, blanks and signs in the middle, Latin letters among them:
everything but letters is passed over, letters of like shape count as one, and the number of slips that each wording
bears is data (`repeal.signal`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import regex

from kzreg_parse.restore.words.packaged import packaged_words
from kzreg_parse.rules import rule

LETTERS: Final = regex.compile(r"\p{L}+")


class Signal(NamedTuple):
    """Words of repeal at `start` to `end` (characters of the text asked); `meant` is what they say undamaged."""

    start: int
    end: int
    meant: str
    exact: bool


def signals_in(text: str) -> Iterator[Signal]:
    """Yield the places of a text that say, or nearly say, that something lost force, in reading order."""
    places = [index for found in LETTERS.finditer(text) for index in range(*found.span())]
    folded = "".join(_fold(text[index]) for index in places)
    reached = 0
    for found in _any_signal().finditer(folded):
        start, end = places[found.start()], places[found.end() - 1] + 1
        if start < reached or not found[0]:
            continue
        meant = _phrases()[int(str(found.lastgroup)[1:])]
        printed = " ".join(text[start:end].lower().split())
        if printed != meant and _is_another_word(text, start, end):
            continue
        reached = end
        yield Signal(start, end, meant, printed == meant)


def says_only_repealed(text: str) -> str | None:
    """Return what a text means that is nothing but damaged words of repeal, as a status line is; else None."""
    letters = sum(letter.isalpha() for letter in text)
    for signal in signals_in(text):
        inside = sum(letter.isalpha() for letter in text[signal.start : signal.end])
        if letters - inside <= 2:
            return signal.meant
    return None


def _is_another_word(text: str, start: int, end: int) -> bool:
    """Tell whether the place lies in one whole word that published acts have: `қойылды` is no damaged `жойылды`."""
    around = next((word for word in LETTERS.finditer(text) if word.start() <= start and end <= word.end()), None)
    return around is not None and around[0].lower() in packaged_words()


@cache
def _phrases() -> tuple[str, ...]:
    """Return the wordings, the longest first."""
    return tuple(sorted(rule("repeal.signal").words, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _any_signal() -> regex.Pattern[str]:
    """Return one pattern for all wordings in folded letters, each with the slips it bears."""
    slips = rule("repeal.signal").words
    parts = [
        f"(?P<s{number}>(?:{''.join(_fold(letter) for letter in phrase if letter.isalpha())}){{e<={slips[phrase]}}})"
        for number, phrase in enumerate(_phrases())
    ]
    return regex.compile("|".join(parts), regex.ENHANCEMATCH)


@cache
def _fold(letter: str) -> str:
    """Return the letter that stands for all of the same shape, in small."""
    cyrillic = str(rule("script.lookalike").words.get(letter, letter)).lower()
    return str(rule("script.shape").words.get(cyrillic, cyrillic))
