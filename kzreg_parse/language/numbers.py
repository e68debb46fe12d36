"""Cardinal numbers in words to their value, strictly: `жиырма бір` is 21, `бір он` is no number."""

from __future__ import annotations

from typing import Final

from kzreg_parse.rules import rule

THOUSAND: Final = 1000


def number_in_words(words: str) -> int | None:
    """The value of a cardinal in words, any letter case, blanks between; None where the words make no number.

    Scales fall from left to right (`екі миллион үш мың төрт жүз елу алты`); before a scale stands a number
    below a thousand or nothing (`мың`, `бір мың`), before `жүз` one of the units or nothing.
    """
    values = [rule("number.word").words.get(word) for word in words.lower().split()]
    if not values or None in values:
        return None
    known = [value for value in values if value is not None]
    if 0 in known:
        return 0 if known == [0] else None
    total, group, last_scale = 0, [], None
    for value in known:
        if value < THOUSAND:
            group.append(value)
            continue
        times = _below_thousand(group) if group else 1
        if times is None or (last_scale is not None and value >= last_scale):
            return None
        total, group, last_scale = total + times * value, [], value
    rest = _below_thousand(group) if group else 0
    return None if rest is None else total + rest


def _below_thousand(values: list[int]) -> int | None:
    """`[2, 100, 50, 6]` as 256; None where hundreds, tens and units do not follow in that order."""
    hundreds = 0
    if 100 in values:
        place = values.index(100)
        if place > 1 or (place == 1 and values[0] >= 10):
            return None
        hundreds, values = 100 * (values[0] if place else 1), values[place + 1 :]
    match values:
        case []:
            return hundreds
        case [only] if only < 100:
            return hundreds + only
        case [tens, units] if 10 <= tens < 100 and units < 10:
            return hundreds + tens + units
    return None
