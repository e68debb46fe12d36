"""Which lines make an appendix header.

A header stands in a narrow right-hand cell: up to eighteen short lines, blank lines and page breaks
inside, ending in `N-қосымша` or `бекітілді`. It is found from that last line backwards: the nearest
line that begins something (a gap before it, or a sentence ended above it) and from which the words
make a whole header. Where the word stands first (`Бекітілген`, `1-қосымша`, and the act's name below), the
lines are read forwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import regex

from kzreg_parse.language.quotes import OPENING_QUOTES, QUOTES
from kzreg_parse.read import Indent, Line
from kzreg_parse.rules import rule

MOST_LINES: Final = 24  # eighteen is the longest header seen
STOPS = regex.compile(r"(?<!\bж|\bм\.а)[.;:!?]\s*$|(?<!^\d{1,2})[.;:](?=\d+-\p{L}|\p{L})\S+\s*$")
ENDING_NUMBER = regex.compile(r"(?<!\S)\d{1,3}$")
OPENS_NAME = regex.compile(f"[{OPENING_QUOTES}]")


def header_runs(lines: Sequence[Line]) -> list[range]:
    """Return index ranges of the lines that make an appendix header each, in order."""
    runs: list[range] = []
    taken = 0
    for index, line in enumerate(lines):
        text = _with_its_number(lines, index)
        if not _may_end_header(text.rsplit(maxsplit=1)[-1]) or rule("appendix.anchor").search(text) is None:
            continue
        if line.place is Indent.INDENT or STOPS.search(text):
            continue
        start = _header_start(lines, taken, index)
        run = range(start, index + 1) if start is not None else _header_below(lines, index) if index >= taken else None
        if run is not None:
            runs.append(run)
            taken = run.stop
    return runs


def _with_its_number(lines: Sequence[Line], index: int) -> str:
    """Return a line's text, before a hyphen the number that ends the line above (`1` / `-қосымша`)."""
    text = lines[index].text.text
    if index == 0 or not text.startswith("-"):
        return text
    number = ENDING_NUMBER.search(lines[index - 1].text.text)
    return text if number is None else number[0] + text


@lru_cache(maxsize=8_192)
def _may_end_header(word: str) -> bool:
    """Tell whether a line's last word is one that ends a header; asked of every line."""
    return rule("appendix.anchor").search(word) is not None


def _header_below(lines: Sequence[Line], first: int) -> range | None:
    """Return the lines of a header whose word stands first, up to the name of the act in its case."""
    if rule("appendix.anchor").fullmatch(lines[first].text.text) is None or not begins_something(lines, first):
        return None
    text = ""
    for index in range(first + 1, min(len(lines), first + MOST_LINES)):
        line = lines[index]
        if line.place is Indent.INDENT or STOPS.search(line.text.text):
            return None
        text = f"{text} {line.text.text}".strip()
        named = rule("appendix.to_act").match(" ".join(text.split()))
        if named is not None:
            return range(first, index + 1) if not named["rest"] and not _has_heading_before(text) else None
    return None


def _header_start(lines: Sequence[Line], lowest: int, anchor: int) -> int | None:
    """Return the index of the header's first line; None where the anchor ends no header."""
    found = None
    text = ""
    for index in range(anchor, max(lowest, anchor - MOST_LINES) - 1, -1):
        line = lines[index]
        if line.place is Indent.INDENT or (index < anchor and _has_ended(line)):
            break
        text = f"{line.text.text} {text}".strip()
        if begins_something(lines, index) and is_whole_header(
            text, cell=line.cell_gap or line.page_break or line.place is Indent.FAR
        ):
            found = index
            if not _is_one_word_above(lines, index, lowest):
                break
        elif found is not None and not _is_one_word(line):
            break
    return found


def begins_something(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a block may begin at the line: a gap stands before it, or what stands above has ended."""
    if index == 0:
        return True
    line, above = lines[index], lines[index - 1]
    return (
        line.gap > 0
        or line.page_break
        or line.place is not above.place
        or above.bold is not line.bold
        or _has_ended(above)
        or rule("appendix.anchor").search(above.text.text) is not None
        or rule("signature.name").search(above.text.text) is not None
    )


def _has_ended(line: Line) -> bool:
    """Return a stop at the line's end; that of `министрінің м.а.` ends nothing."""
    return STOPS.search(line.text.text) is not None and rule("citation.acting").search(line.text.text) is None


def is_whole_header(text: str, *, cell: bool) -> bool:
    """Tell whether the words are a header from its first word on. `cell`: they fill a layout cell or start a page."""
    text = " ".join(text.split())
    if rule("appendix.to_bare_act").fullmatch(text) is not None:
        return text[:1].isupper() or text[:1].isdigit()
    if rule("appendix.to_law").match(text) is not None:
        return True
    if rule("appendix.to_act").match(text) is not None:
        return text[:1].isupper() and not _has_heading_before(text)
    named = rule("appendix.to_document").match(text)
    if named is None:
        return False
    if OPENS_NAME.match(text):
        return True
    quotes = sum(text.count(quote) for quote in QUOTES)
    return text[:1].isupper() and (quotes == 0 or (cell and quotes % 2 == 1))


def _has_heading_before(text: str) -> bool:
    """Return a title that slipped in: the header's own words hold no quotation before the issuer."""
    issuer = rule("appendix.to_act").match(text)
    return issuer is not None and any(quote in issuer["issuer"] for quote in QUOTES)


def _is_one_word(line: Line) -> bool:
    return line.gap > 0 and " " not in line.text.text


def _is_one_word_above(lines: Sequence[Line], index: int, lowest: int) -> bool:
    """Optical recognition may leave one word a paragraph; a header then goes on upwards."""
    return index - 1 >= lowest and _is_one_word(lines[index]) and _is_one_word(lines[index - 1])
