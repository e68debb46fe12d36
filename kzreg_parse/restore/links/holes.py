"""Where a line lacks words: the holes that displaced hyperlinks leave.

A link that is painted later takes its own letters out and leaves the blanks around it. So the number
of blanks tells how many links stood there: one more blank than links between two words, as many as
links before a stop or behind a bracket. A link painted with its own blank leaves nothing but the
single blank of a clean line; only grammar shows such a hole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import Final, NamedTuple

import regex

from kzreg_parse.language.cases import Case, case_of
from kzreg_parse.restore.links.junctions import governed, last_word
from kzreg_parse.restore.links.nouns import LinkKind, noun_at
from kzreg_parse.rules import rule

MOST_HOLES: Final = 8
MOST_BLANKS: Final = 6  # of one hole
STOPS: Final = ",;:.)»"
GAP = regex.compile(r"(?<=\S)(?:\s{2,}(?=\S)|\s+(?=[,;:.)»](?:\s|$|[,;:.)»]))|(?<=[(«])\s+(?=\S)|\s+(?=-\p{L}))")
EMPTY_BRACKETS = regex.compile(r"\((?=\))|«(?=»)")
NUMBER_WITHOUT_KIND = regex.compile(r"(?<=(?:№|N)\s?[\d/-]{1,12})\s(?=\((?:\p{L}|$))")
BEHIND_MONTH = regex.compile(r"\d\s\p{L}{4,}(?P<gap>\s)(?=\p{L})")
BLANK_BEFORE_NUMBER = regex.compile(r"\p{L}(?P<gap>\s)(?=\d)")


BY_START: Final = attrgetter("start")


class HoleKind(StrEnum):
    """How a hole shows."""

    BLANKS = "blanks"
    STOP = "stop"  # a blank before a stop, which some authors type
    BRACKET = "bracket"  # a blank inside a bracket or before a hyphen, which few do
    START = "start"
    GAP = "gap"  # an empty line, which also stands above a line that merely begins far to the right
    GRAMMAR = "grammar"


class Hole(NamedTuple):
    """A place in the line's text where words may be missing; `links`: how many, by the blanks."""

    start: int
    end: int
    kind: HoleKind
    links: int = 1


def holes_before(text: str, tail: int, unseen: Sequence[Hole], *, open_links: int, gap: bool) -> list[Hole]:
    """Return every place before the tail where words may be missing, in order; `unseen`: the line's `grammar_holes`."""
    stem_end = len(text[:tail].rstrip())
    found = [Hole(0, 0, HoleKind.GAP if gap else HoleKind.START, open_links)] if open_links else []
    found += [hole for hole in visible_holes(text, tail) if hole.start < stem_end]
    seen = {hole.start for hole in found}
    found += [hole for hole in unseen if hole.end < stem_end and hole.start not in seen]
    return sorted(found, key=BY_START)[:MOST_HOLES]


def visible_holes(text: str, end: int) -> Iterator[Hole]:
    """Yield the holes that blanks or empty brackets show, in text[:end]."""
    for gap in GAP.finditer(text, 0, end):
        blanks = gap.end() - gap.start()
        following = text[gap.end() : gap.end() + 1]
        if blanks > MOST_BLANKS or (following.isdigit() and text[gap.start() - 1].isdigit()):
            continue  # a signature's layout, or a row of figures
        if following in ",;:." and text[gap.start() - 1] not in "(«":
            yield Hole(gap.start(), gap.end(), HoleKind.STOP, blanks)
        elif following in ")»-" or text[gap.start() - 1] in "(«":
            yield Hole(gap.start(), gap.end(), HoleKind.BRACKET, blanks)
        else:
            yield Hole(gap.start(), gap.end(), HoleKind.BLANKS, blanks - 1)
    for empty in EMPTY_BRACKETS.finditer(text, 0, end):
        yield Hole(empty.end(), empty.end(), HoleKind.BRACKET)


def grammar_holes(text: str) -> list[Hole]:
    """Single blanks where grammar may lack a word.

    Before a governor whose case is missing (`Стандарттың сәйкес`), or which a document in the dative
    has but not its appendix (`осы бұйрыққа сәйкес`), behind a number without its kind
    of act (`№ 331 (Норма…`), between a date and a kind of act, between a genitive and a conjunction,
    behind `осы` before a word that names no act, and before a numbered part.
    """
    found = [Hole(gap.start(), gap.end(), HoleKind.GRAMMAR) for gap in NUMBER_WITHOUT_KIND.finditer(text)]
    for governor in rule("link.governor").pattern.finditer(text):
        before = text[: governor.start()]
        start = len(before.rstrip())
        if not start or start == len(before):
            continue
        word = last_word(before)
        if case_of(word) is Case.DATIVE or not governed(word, text[governor.start() :]):
            found.append(Hole(start, governor.start(), HoleKind.GRAMMAR))
    for blank in BEHIND_MONTH.finditer(text):
        noun = noun_at(text, blank.end())
        if noun is not None and noun.kind is LinkKind.ACT and rule("link.dated").search(text[: blank.start("gap")]):
            found.append(Hole(blank.start("gap"), blank.end("gap"), HoleKind.GRAMMAR))
    for joining in rule("word.conjunction").pattern.finditer(text):
        before = text[: joining.start()].rstrip()
        if before[-1:].isalpha() and len(before) < joining.start() and case_of(last_word(before)) is Case.GENITIVE:
            found.append(Hole(len(before), joining.start(), HoleKind.GRAMMAR))
    for pointer in rule("link.this").pattern.finditer(text):
        if noun_at(text, pointer.end()) is None:
            found.append(Hole(pointer.start("gap"), pointer.end("gap"), HoleKind.GRAMMAR))
    for blank in BLANK_BEFORE_NUMBER.finditer(text):
        if case_of(last_word(text[: blank.start("gap")])) is not Case.ACCUSATIVE and noun_at(text, blank.end()):
            found.append(Hole(blank.start("gap"), blank.end("gap"), HoleKind.GRAMMAR))
    return found
