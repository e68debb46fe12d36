"""Numbers in words to their value and back, strictly: `жиырма бір` is 21, `бір он` is no number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from kzreg_parse.language.cases import Case
from kzreg_parse.language.endings import forms_of
from kzreg_parse.rules import rule

THOUSAND: Final = 1000
LIMIT: Final = 10**12


def number_in_words(words: str) -> int | None:
    """Return the value of a cardinal in words, any letter case, blanks between; None where the words make no number.

    Scales fall from left to right (`екі миллион үш мың төрт жүз елу алты`); before a scale stands a number
    below a thousand or nothing (`мың`, `бір мың`), before `жүз` one of the units or nothing.
    """
    values = [rule("vocabulary.number").words.get(word) for word in words.lower().split()]
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


class NumberWord(NamedTuple):
    """A number in words: its value, whether it says which one (`он екінші`), and the case of its last word."""

    value: int
    ordinal: bool
    case: Case


def read_number(words: str) -> NumberWord | None:
    """Return a cardinal or ordinal in words, its last word in any case, also possessed (`бірін`, `екіншісі`).

    None where the words make no number (`бір он`, `он он`, `екінші он`), and for an ending that vowel harmony
    forbids (`онге`).
    """
    *first, last = words.lower().split() or [""]
    known = _inflected().get(last)
    if known is None:
        return None
    bare, ordinal, case = known
    if not ordinal:
        value = number_in_words(" ".join([*first, bare]))
        return None if value is None else NumberWord(value, False, case)
    unit = rule("vocabulary.ordinal").words[bare]
    cardinal = _cardinals()[unit]
    value = number_in_words(" ".join([*first, cardinal]))
    return None if value is None else NumberWord(value, True, case)


def number_to_words(value: int, *, ordinal: bool = False) -> str:
    """`21` as `жиырма бір`, as an ordinal `жиырма бірінші`. Raises ValueError below 0 and from 10¹² on.

    A thousand and a million are said with their `бір`, a hundred without, as acts print them.
    """
    if not 0 <= value < LIMIT:
        raise ValueError(f"{value} is not between 0 and {LIMIT - 1}")
    words = _cardinals()
    said = [] if value else [words[0]]
    rest = value
    for scale in sorted((key for key in words if key >= THOUSAND), reverse=True):
        times, rest = divmod(rest, scale)
        if times:
            said += [*_group_in_words(times), words[scale]]
    said += _group_in_words(rest)
    if ordinal:
        last = rule("vocabulary.number").words[said[-1]]
        said[-1] = next(word for word, number in rule("vocabulary.ordinal").words.items() if number == last)
    return " ".join(said)


def _group_in_words(value: int) -> list[str]:
    words = _cardinals()
    hundreds, rest = divmod(value, 100)
    said = ([words[hundreds]] if hundreds > 1 else []) + ([words[100]] if hundreds else [])
    tens, units = divmod(rest, 10)
    return said + ([words[tens * 10]] if tens else []) + ([words[units]] if units else [])


@cache
def _cardinals() -> Mapping[int, str]:
    return {value: word for word, value in rule("vocabulary.number").words.items()}


@cache
def _inflected() -> Mapping[str, tuple[str, bool, Case]]:
    """Return every singular form of every number word: the word itself, whether it is an ordinal, the case."""
    forms: dict[str, tuple[str, bool, Case]] = {}
    for name, ordinal in (("vocabulary.number", False), ("vocabulary.ordinal", True)):
        for word in rule(name).words:
            for form, reading in forms_of(word):
                if not reading.plural and not reading.attributive:
                    forms.setdefault(form, (word, ordinal, reading.case))
    return forms
