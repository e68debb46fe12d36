"""The nouns that the publisher turns into hyperlinks: acts, documents, and the parts of either."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from kzreg_parse.language.cases import Case, case_of
from kzreg_parse.language.vocabulary import ACT_PART_NUMBERED, kind_of
from kzreg_parse.rules import rule

NUMBERED_WORD = regex.compile(r"\d+(?:[-.]\d+)*\)?-\p{Ll}{3,}")
ROMAN: Final = frozenset("IVXІХivxіх")  # letters of a number
TAIL_NOUN = regex.compile(r"(?:\d+(?:-\d+)*\)?\s)?\S+$")


class LinkKind(StrEnum):
    """What a reference names."""

    SECTION = "section"
    CHAPTER = "chapter"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"
    CLAUSE = "clause"
    PART = "part"
    POINT = "point"
    ALINEA = "alinea"
    ANNEX = "annex"
    ACT = "act"
    DOCUMENT = "document"
    THING = "thing"  # numbered, of no known kind: 3-жол, 1-бағыт


UNITS: Final = tuple(LinkKind)[:8]  # the greater first
WHOLES: Final = (LinkKind.ACT, LinkKind.DOCUMENT, LinkKind.ANNEX)
PARTS: Final = {"part": LinkKind.SECTION, "section": LinkKind.PARAGRAPH, "subdivision": LinkKind.PART}
CASES: Final = tuple(case for case in Case if case is not Case.NOMINATIVE)


class Noun(NamedTuple):
    """A noun that names an act, a document or a part of one; `end` is its end in the text searched."""

    end: int
    kind: LinkKind
    numbered: bool
    possessed: bool
    case: Case


def noun_at(text: str, start: int, end: int | None = None) -> Noun | None:
    """Return the link noun that begins at `start`, with its number where it has one."""
    end = len(text) if end is None else end
    if start >= end:
        return None
    if text[start] not in ROMAN and text[start].isalpha():  # without a number it ends where the next blank stands
        blank = text.find(" ", start, end)
        noun = _bare_noun(text[start : end if blank < 0 else blank])
        if noun is None or not start:
            return noun
        return Noun(start + noun.end, noun.kind, noun.numbered, noun.possessed, noun.case)
    return _read_noun(text, start, end)


@lru_cache(maxsize=8_192)
def _bare_noun(text: str) -> Noun | None:
    return _read_noun(text, 0, len(text))


def _read_noun(text: str, start: int, end: int) -> Noun | None:
    nouns = rule("link.noun")
    found = nouns.pattern.match(text, start, end)
    if found is not None and (found.end() == end or not text[found.end()].isalnum()):
        case = next((case for case in CASES if found[case]), Case.NOMINATIVE)
        if case is Case.ACCUSATIVE and found["possessive"]:
            case = Case.NOMINATIVE  # `тәртібін` is owned as `тәртібі` is, and any verb takes it
        return Noun(found.end(), _kind(found), found["num"] is not None, found["possessive"] is not None, case)
    found = NUMBERED_WORD.match(text, start, end) if text[start].isdecimal() else None
    if found is not None:
        possessed = rule("noun.possessed").search(found[0]) is not None
        return Noun(found.end(), LinkKind.THING, numbered=True, possessed=possessed, case=case_of(found[0]))
    return None


def _kind(found: regex.Match[str]) -> LinkKind:
    """Return what the noun of a match of `link.noun` names, by the vocabulary that it is of."""
    if found["part"] is None:
        return next(kind for kind in WHOLES if found[kind])
    kind = kind_of(found["part"], ACT_PART_NUMBERED)
    return PARTS.get(kind) or LinkKind(kind)


def noun_before(text: str) -> Noun | None:
    """Return the link noun that ends the text, with its number where one stands before it; its `end` says nothing."""
    words = text.rsplit(maxsplit=2)
    return _noun_at_end(text[len(words[0]) :].lstrip() if len(words) > 2 else text)


@lru_cache(maxsize=8_192)
def _noun_at_end(text: str) -> Noun | None:
    tail = TAIL_NOUN.search(text)
    if tail is None:
        return None
    for start in (tail.start(), tail.end() - len(tail[0].split()[-1])):
        noun = noun_at(text, start)
        if noun is not None and noun.end == len(text):
            return noun
    return None
