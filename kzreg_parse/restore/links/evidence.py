"""The signs by which a line may hold displaced links; most lines have none, and telling so must be cheap."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import regex

from kzreg_parse.restore.links.holes import grammar_holes
from kzreg_parse.restore.links.nouns import noun_at

LONGEST_LINE: Final = 300  # characters; no page holds more on a line, so a longer one was not laid out by the engine
MOST_REMEMBERED: Final = 1 << 15  # stretches between blanks, from one act to the next
REACH: Final = 70  # characters at the line's end in which moved words may begin

GAPPED = re.compile(r"\s(?:[\s,;:.)»]|-[^\W\d_])|\((?:\s|\))|«(?:\s|»)")  # asked of every line, where re is the faster
GLUED = regex.compile(  # a link glued to what stands before it
    r"[.;:,)](?=[\p{L}\d№])|[\"»](?<=\S.)(?=[\p{L}\d№])|(?<=\p{L})[\d№]|(?<=\p{Ll}{3})\p{Lu}"
)
GLUED_LAST = regex.compile(r"\S*\d-\p{L}+|\S*[(«](?:№|\d\S*|\p{L}+)")
NUMBER_IN_BRACKET = regex.compile(r"[(«]№\s\S+$")
LETTERED_NUMBER = regex.compile(r"(?:\p{Lu}{2,4} )?\p{Lu}{1,5}[-/]\d")  # of an act: `ҚР ДСМ-18`, `С-45/2`
TORN_ABOVE = regex.compile(r"(?:(?<!\S)\d+(?:-\d+)*-|№|№\s?\d+/)$")


def may_be_damaged(text: str, above: str, *, open_links: int) -> bool:
    """Tell whether a line shows any sign of a displaced link; `above` is the line above it in its block.

    `open_links`: how many links were lifted out before the line's first word.
    """
    if len(text) > LONGEST_LINE:
        return False
    if open_links or GAPPED.search(text):
        return True
    place = max(0, len(text) - REACH)
    last = text.rsplit(maxsplit=1)[-1]
    is_glued, is_reference = _signs_of_last(last)
    if is_glued or _is_glued(text, place):
        return True
    if "№" in text and NUMBER_IN_BRACKET.search(text, place):
        return True
    if lacks_torn_noun(text, above):
        return True
    return is_reference and bool(grammar_holes(text))


@lru_cache(maxsize=MOST_REMEMBERED)
def _signs_of_last(token: str) -> tuple[bool, bool]:
    """Of a line's last word: whether a link is glued to it, and whether it may be a link or a part of one."""
    is_reference = token[0].isdigit() or token[-1].isdigit() or noun_at(token, 0) is not None
    return GLUED_LAST.fullmatch(token) is not None, is_reference


def _is_glued(text: str, place: int) -> bool:
    """Tell whether something is glued to what stands before it, from `place` on."""
    end = len(text)
    for chunk in reversed(text.split(" ")):
        start = end - len(chunk)
        if start + _last_glue(chunk) >= place:
            return True
        end = start - 1
        if end <= place:
            return False
    return False


@lru_cache(maxsize=MOST_REMEMBERED)
def _last_glue(chunk: str) -> int:
    """Return where the last sign of glue stands in what two blanks part; far below zero where there is none."""
    return max((found.start() for found in GLUED.finditer(chunk)), default=-LONGEST_LINE)


def lacks_torn_noun(text: str, above: str) -> bool:
    """Tell whether the line above ends in a number torn from its noun, and this line does not begin with that noun."""
    if above[-1:] not in ("-", "№", "/") or not TORN_ABOVE.search(above[-20:]):
        return False
    if above.endswith("№") and LETTERED_NUMBER.match(text):
        return False
    return text[:1] not in "-0123456789" and noun_at(text, 0) is None
