"""What kind of copy a text is, decided once from the text itself.

Extractors leave different traces of the page: the publisher's engine and PDFBox keep six blanks before a paragraph and
a blank where a line was broken, PDFium leaves one blank of an indent, poppler none; a browser writes a paragraph a
line, some indent every line. Every later step asks the profile, not a media type or a length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

LONE: Final = re.compile(r"\s\S\s+\S(?!\S)")  # two single characters; of a line without, no more is asked
SPACED_OUT: Final = regex.compile(r"(?:^|\s)\S(?:\s+\S){3,}(?:\s|$)")
NEW_TEXT: Final = regex.compile(r"[\p{Lu}«\"“„\d(•–-]")
ENDED: Final = regex.compile(r"[.;:!?][»\"”]?\s*$")
EMPTY_LINES: Final = regex.compile(r"\n(?:[^\S\n]*\n)+")
PARTED_SHARE: Final = 0.6  # empty lines for each line with words, where a copy parts paragraphs by them
PARAGRAPH_INDENT: Final = 3  # blanks; the publisher's engine writes six
USUAL_INDENT: Final = 0.8  # share of the indented lines that have the usual number of blanks
WIDEST_INDENT: Final = 13  # blanks; more is a right column or centred
UNWRAPPED_LINE: Final = 140  # characters; lines of pages hold up to 90
COMMON_MARGIN: Final = 0.97  # share of wrapped lines that have the margin of every line
BROKEN_SHARE: Final = 0.25  # of lines that go on in a small letter below one without a stop, in a text of broken lines
INDENTED_COPY: Final = 0.9  # share of one-line paragraphs from which an indent marks nothing
NARROW_SHARE: Final = 0.05  # of the lines that begin with one or two blanks, to be the indents of paragraphs
NARROW_ENDED: Final = 0.7  # of them whose line above ended a sentence; below a hole of a link few did


class LayoutProfile(NamedTuple):
    """How a text was laid out. Lengths are characters."""

    width: int  # of a full line
    wrapped: bool  # paragraphs are broken into lines
    margin: int  # blanks before every line, which mark nothing
    indent: int  # blanks behind the margin from which a line begins a paragraph
    broken_at_blank: bool  # a line that was broken inside a paragraph may end in the blank it was broken at
    evidence: tuple[str, ...] = ()

    def lead(self, blanks: int) -> int:
        """Return the blanks before a line without the margin's."""
        return max(0, blanks - self.margin)


def profile_of(text: str) -> LayoutProfile:
    """Return the profile of a text. Linear in its length."""
    lines = [line for line in text.splitlines() if line.strip() and "\t" not in line]
    width, wrapped = line_measure(text)
    leads = [len(line) - len(line.lstrip()) for line in lines]
    margin, why = _margin(lines, leads, wrapped=wrapped, parted=_is_parted(text, len(lines)))
    indent, reason = _indent(lines, [max(0, lead - margin) for lead in leads])
    trailing = sum(line[-1].isspace() for line in lines)
    evidence = (
        f"{len(lines)} lines of up to {width} characters, {'broken' if wrapped else 'a paragraph each'}",
        *why,
        reason,
        f"{trailing} lines end in a blank",
    )
    return LayoutProfile(width, wrapped, margin, indent, trailing > 0, evidence)


def line_measure(text: str) -> tuple[int, bool]:
    """Return how many characters a full line holds, and whether paragraphs are broken into lines at all."""
    printed = (line for line in text.splitlines() if line.strip())
    lengths = sorted(
        len(line) for line in printed if not (LONE.search(line, 0, 200) and SPACED_OUT.search(line, 0, 200))
    )
    if not lengths:
        return 0, True
    return lengths[int(0.95 * (len(lengths) - 1))], lengths[int(0.9 * (len(lengths) - 1))] <= UNWRAPPED_LINE


def _is_parted(text: str, lines: int) -> bool:
    """Tell whether empty lines part the paragraphs, so that lines without one between them belong together."""
    return len(EMPTY_LINES.findall(text)) >= PARTED_SHARE * lines


def _margin(lines: Sequence[str], leads: Sequence[int], *, wrapped: bool, parted: bool) -> tuple[int, tuple[str, ...]]:
    """Return the blanks that every line begins with: a quoted mail, a copy that indents each paragraph."""
    if not leads:
        return 0, ()
    usual, count = Counter(leads).most_common(1)[0]
    if not wrapped and parted and usual and count >= INDENTED_COPY * len(leads):
        return usual, (f"{count} of {len(leads)} paragraphs begin with {usual} blanks, which marks none of them",)
    least = sorted(leads)[int((1 - COMMON_MARGIN) * len(leads))]
    broken = sum(not ENDED.search(above) and line.lstrip()[:1].islower() for above, line in pairwise(lines))
    if wrapped and least and broken >= BROKEN_SHARE * len(lines):
        return least, (f"nearly every line begins with {least} blanks",)
    return 0, ()


def _indent(lines: Sequence[str], leads: Sequence[int]) -> tuple[int, str]:
    """Return from how many blanks a line is indented.

    Where most indented lines have as many, fewer are holes of links. One or two blanks are an indent where the lines
    that have them begin something and stand below an ended sentence.
    """
    counts = Counter(lead for lead in leads if PARAGRAPH_INDENT <= lead <= WIDEST_INDENT)
    usual, count = counts.most_common(1)[0] if counts else (PARAGRAPH_INDENT, 0)
    if count >= max(1, USUAL_INDENT * counts.total()):
        return usual, f"{count} lines begin with {usual} blanks, a paragraph's indent"
    if counts.total() < NARROW_SHARE * len(lines):
        narrow = [index for index, lead in enumerate(leads) if 0 < lead < PARAGRAPH_INDENT and index]
        told = sum(bool(ENDED.search(lines[i - 1]) and NEW_TEXT.match(lines[i].lstrip())) for i in narrow)
        if len(narrow) >= NARROW_SHARE * len(lines) and told >= NARROW_ENDED * len(narrow):
            return 1, f"{told} of {len(narrow)} lines behind one or two blanks begin a paragraph"
    return PARAGRAPH_INDENT, "no usual indent" if not counts else f"indents of {min(counts)} to {max(counts)} blanks"
