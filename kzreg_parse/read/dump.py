"""Plain-text dumps of PDFs, as a text extractor leaves them, to lines.

Facts about the dumps (measured on the sample acts): a page ends in exactly four newlines or in a
form feed; a paragraph's first line begins with six blanks; a line that ends in a blank was broken
at that blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import regex

from kzreg_parse.model import Traced
from kzreg_parse.read.source import Indent, Line, Role, Source, source_info

LINE_END_SIGNS: Final = "\n\r\x0b\x0c\u2028\u2029"
LINE_END = re.compile(rf"\r\n|[{LINE_END_SIGNS}]")
LONE = re.compile(r"\s\S\s+\S(?!\S)")  # two single characters behind a blank; of a line without, nothing more is asked
SPACED_OUT = regex.compile(r"(?:^|\s)\S(?:\s+\S){3,}(?:\s|$)")
PAGE_BREAK_EMPTY_LINES: Final = 3  # four newlines
PARAGRAPH_INDENT: Final = 3  # blanks; the publisher's engine writes six
USUAL_INDENT: Final = 0.8  # share of the indented lines
LEADING_BLANKS = regex.compile(r"(?m)^[^\S\n]{3,13}(?=\S)")
FAR_INDENT: Final = 14  # blanks; right column or centred, where an extractor keeps the layout
UNWRAPPED_LINE: Final = 140  # characters; the publisher's lines hold up to 90
MEASURE_SLACK: Final = 0.9  # share of the measure from which a line is full: letters differ. Seen: 0.9 to 1.05
LAYOUT_CELL_BLANKS: Final = 2  # a line of one blank is an empty cell beside an appendix header


def read_dump(name: str, data: bytes, text: str, reader: str) -> Source:
    """The lines of a dump. `text` is the decoded file and is what spans index."""
    lines, starts = lines_of(text)
    pages = len(starts) if len(starts) > 1 else None
    return Source(
        info=source_info(name, data, media_type="text/plain", reader=reader, text=text, pages=pages),
        text=text,
        items=tuple(lines),
        page_starts=tuple(starts) if pages else (),
    )


def lines_of(text: str, roles: dict[int, Role] | None = None) -> tuple[list[Line], list[int]]:
    """Every line that holds more than blanks, and the offset at which each page starts.

    `roles` says what markup knows of the line that starts at an offset.
    """
    width, wrapped = line_measure(text)
    indent = _paragraph_indent(text)
    found: list[tuple[int, str, int, int, int, bool, bool]] = []
    starts = [0]
    empty_run = gap = 0
    cell_gap = page_break = False
    for start, end, form_feed in _cut(text):
        raw = text[start:end]
        bare = raw.strip()
        if not bare:
            empty_run = empty_run + 1 if not raw else 0
            gap += 1
            cell_gap = cell_gap or 0 < len(raw) <= LAYOUT_CELL_BLANKS
            page_break = page_break or form_feed or empty_run >= PAGE_BREAK_EMPTY_LINES
            continue
        page_break = page_break and bool(found)
        if page_break:
            starts.append(start)
        found.append((start, raw, len(bare), len(starts), gap, cell_gap, page_break))
        empty_run = gap = 0
        cell_gap, page_break = False, form_feed
    paged = len(starts) > 1
    lines: list[Line] = []
    for start, raw, length, page, gap, cell_gap, page_break in found:
        lead = len(raw) - len(raw.lstrip())
        lines.append(
            Line(
                text=Traced(raw[lead : lead + length], ((0, start + lead),)),
                page=page if paged else None,
                place=_place(lead, indent),
                lead=lead,
                trail=len(raw) - lead - length,
                gap=gap,
                cell_gap=cell_gap,
                page_break=page_break,
                room=MEASURE_SLACK * width - (lead + length),
                role=roles.get(start) if roles else None,
                starts_block=not wrapped,
            )
        )
    return lines, starts


def line_measure(text: str) -> tuple[int, bool]:
    """How many characters a full line holds, and whether paragraphs are broken into lines at all."""
    printed = (line for line in text.splitlines() if line.strip())
    lengths = sorted(
        len(line) for line in printed if not (LONE.search(line, 0, 200) and SPACED_OUT.search(line, 0, 200))
    )
    if not lengths:
        return 0, True
    return lengths[int(0.95 * (len(lengths) - 1))], lengths[int(0.9 * (len(lengths) - 1))] <= UNWRAPPED_LINE


def _cut(text: str) -> Sequence[tuple[int, int, bool]]:
    """Start and end of every line, and whether a form feed ends it."""
    cuts, start = [], 0
    for end in LINE_END.finditer(text):
        cuts.append((start, end.start(), end[0] == "\x0c"))
        start = end.end()
    cuts.append((start, len(text), False))
    return cuts


def _paragraph_indent(text: str) -> int:
    """From how many blanks on a line is indented. Where most indented lines have as many, fewer are holes of links."""
    leads = Counter(len(found[0]) for found in LEADING_BLANKS.finditer(text))
    usual, count = leads.most_common(1)[0] if leads else (PARAGRAPH_INDENT, 0)
    return usual if count >= USUAL_INDENT * leads.total() else PARAGRAPH_INDENT


def _place(lead: int, indent: int) -> Indent:
    if lead >= FAR_INDENT:
        return Indent.FAR
    return Indent.INDENT if lead >= indent else Indent.FLUSH
