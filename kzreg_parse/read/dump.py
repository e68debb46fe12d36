"""Plain-text dumps of PDFs, as a text extractor leaves them, to lines.

Facts about the dumps (measured on the sample acts): a page ends in exactly four newlines or in a
form feed; a paragraph's first line begins with six blanks; a line that ends in a blank was broken
at that blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kzreg_parse.model import Traced
from kzreg_parse.read.blank_rows import with_blank_columns
from kzreg_parse.read.profile import LayoutProfile, profile_of
from kzreg_parse.read.source import Indent, Line, Role, Source, source_info
from kzreg_parse.read.tab_rows import LINE_END, with_tab_rows

PAGE_BREAK_EMPTY_LINES: Final = 3  # four newlines
FAR_INDENT: Final = 14  # blanks; right column or centred, where an extractor keeps the layout
MEASURE_SLACK: Final = 0.9  # share of the measure from which a line is full: letters differ. Seen: 0.9 to 1.05
LAYOUT_CELL_BLANKS: Final = 2  # a line of one blank is an empty cell beside an appendix header


def read_dump(name: str, data: bytes, text: str, reader: str) -> Source:
    """Return the lines of a dump. `text` is the decoded file and is what spans index."""
    lines, starts = lines_of(text)
    pages = len(starts) if len(starts) > 1 else None
    return Source(
        info=source_info(name, data, media_type="text/plain", reader=reader, text=text, pages=pages),
        text=text,
        items=tuple(with_blank_columns(with_tab_rows(text, lines) if "\t" in text else lines)),
        page_starts=tuple(starts) if pages else (),
    )


def lines_of(
    text: str, roles: dict[int, Role] | None = None, profile: LayoutProfile | None = None
) -> tuple[list[Line], list[int]]:
    """Return every line that holds more than blanks, and the offset at which each page starts.

    `roles` says what markup knows of the line that starts at an offset, `profile` how the text is laid out.
    """
    profile = profile or profile_of(text)
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
        blanks = len(raw) - len(raw.lstrip())
        lead = profile.lead(blanks)
        lines.append(
            Line(
                text=Traced(raw[blanks : blanks + length], ((0, start + blanks),)),
                page=page if paged else None,
                place=_place(lead, profile.indent),
                lead=lead,
                trail=len(raw) - blanks - length,
                gap=gap,
                cell_gap=cell_gap,
                page_break=page_break,
                room=MEASURE_SLACK * profile.width - (blanks + length),
                role=roles.get(start) if roles else None,
                starts_block=not profile.wrapped,
            )
        )
    return lines, starts


def _cut(text: str) -> Sequence[tuple[int, int, bool]]:
    """Start and end of every line, and whether a form feed ends it."""
    cuts, start = [], 0
    for end in LINE_END.finditer(text):
        cuts.append((start, end.start(), end[0] == "\x0c"))
        start = end.end()
    cuts.append((start, len(text), False))
    return cuts


def _place(lead: int, indent: int) -> Indent:
    if lead >= FAR_INDENT:
        return Indent.FAR
    return Indent.INDENT if lead >= indent else Indent.FLUSH
