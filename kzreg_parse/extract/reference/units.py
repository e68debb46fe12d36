"""Parts of acts by number: `16-бабының 1 және 3 тармақтарына` as units, from the largest to the smallest."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from kzreg_parse.language.numbers import read_number
from kzreg_parse.language.quotes import CLOSING_QUOTES, OPENING_QUOTES
from kzreg_parse.language.vocabulary import ACT_PART_NUMBERED, kind_of, may_name
from kzreg_parse.model.facts import CitedUnit
from kzreg_parse.rules import rule

NUM: Final = regex.compile(r"\d{1,4}(?:-\d{1,3})*+")
LETTER: Final = regex.compile(rf"[{OPENING_QUOTES}]?(\p{{L}})[{CLOSING_QUOTES})]")
RANGE: Final = regex.compile(r"(\d{1,4})(\s?\))?\s*+[-–—]\s*+(\d{1,4})")
HARDENED: Final = {"б": "п", "ғ": "қ", "г": "к"}
HIERARCHY: Final = (
    "appendix",
    "part",
    "chapter",
    "section",
    "article",
    "clause",
    "subdivision",
    "point",
    "alinea",
    "row",
    "column",
)
LONELY: Final = ("article", "clause", "point", "appendix")  # what may be cited without its act


class UnitGroup(NamedTuple):
    """Units in one run of text; `end` is behind the last noun."""

    start: int
    end: int
    units: tuple[CitedUnit, ...]
    owned: bool  # the first noun is possessed: something in front of it has it
    lead: int  # how many of the units name the first member of the list, `2-тарауына, 5-тармағына`: one
    owner: bool  # the last noun is a genitive, possessed or a place: smaller parts may follow


def unit_groups(text: str) -> list[UnitGroup]:
    """Runs of numbered parts in a text, neighbours joined when one belongs to the other or continues its list."""
    groups: list[UnitGroup] = []
    if not may_name(text, ACT_PART_NUMBERED):
        return groups
    for match in rule("citation.unit").pattern.finditer(text):
        if match["unit"] is None:
            continue
        units = tuple(_units(match))
        group = UnitGroup(match.start(), match.end(), units, bool(match["own"]), len(units), _owns(match))
        if groups and _continues(text, groups[-1], group):
            before = groups.pop()
            units = (*before.units, *group.units)
            whole = before.lead == len(before.units) and not text[before.end : group.start].strip()
            lead = len(units) if whole else before.lead
            group = UnitGroup(before.start, group.end, units, before.owned, lead, group.owner)
        groups.append(group)
    return groups


def _owns(match: regex.Match[str]) -> bool:
    case = (match["case"] or "").lower()
    return case.endswith(("ң", "ғы", "гі")) or (not case and bool(match["own"]))


def _continues(text: str, before: UnitGroup, group: UnitGroup) -> bool:
    between = text[before.end : group.start]
    if not between.strip():
        return before.owner or _smaller(group.units[0].kind, before.units[-1].kind)
    return rule("citation.listed").fullmatch(between) is not None


def _smaller(inner: str, outer: str) -> bool:
    return HIERARCHY.index(inner) > HIERARCHY.index(outer)


def _units(match: regex.Match[str]) -> list[CitedUnit]:
    kind = kind_of(match["stem"], ACT_PART_NUMBERED)
    return [CitedUnit(kind=kind, num=num) for num in numbers_in(match["nums"], plural=bool(match["plural"]))]


def numbers_in(words: str, *, plural: bool) -> list[str]:
    """Return the numbers of a list as printed, `)` left out; a range stays one, `1-3`: its ends are what is printed.

    `9-1-бабы` is one article; `739-743-баптары` is a range, told by the plural and the greater second number.
    """
    nums: list[str] = []
    rest = words
    while rest:
        found = RANGE.match(rest)
        if found is not None and (
            found[2] or (plural and int(found[3]) > int(found[1])) or regex.search(r"\s|[–—]", found[0])
        ):
            nums.append(f"{found[1]}-{found[3]}")
        else:
            found, num = _one(rest)
            if num is not None:
                nums.append(num)
        rest = rest[found.end() if found is not None else 1 :]
    return nums


def _one(rest: str) -> tuple[regex.Match[str] | None, str | None]:
    """Return the number that a list goes on with: in figures, a letter, or an ordinal in words."""
    figures = NUM.match(rest)
    if figures is not None:
        return figures, figures[0]
    letter = LETTER.match(rest)
    if letter is not None:
        return letter, letter[1]
    ordinal = rule("citation.ordinal").match(rest)
    number = read_number(ordinal[0]) if ordinal is not None else None
    return ordinal, str(number.value) if number is not None else None


def nominative_units(text: str) -> str:
    """Return parts as printed, each noun in the nominative: `1-тармағының 6) тармақшасы` as `1-тармақ 6) тармақша`."""

    def bare(match: regex.Match[str]) -> str:
        if match["unit"] is None:
            return match[0]
        stem = match["stem"]
        noun = stem[:-1] + HARDENED.get(stem[-1], stem[-1])  # `тармағы`: `тармақ`
        return match[0][: match.start("stem") - match.start()] + noun + (match["plural"] or "")

    return rule("citation.unit").pattern.sub(bare, text)
