"""Markdown, as OCR tools write it, to lines.

Heading marks and bold say nothing of the level: they are kept as hints only. One word may be a
paragraph of its own. The marks stay in the text here; restoration takes them out and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from kzreg_parse.read.dump import lines_of
from kzreg_parse.read.markup_tables import with_marked_tables
from kzreg_parse.read.source import Grid, Indent, Item, Line, Link, Picture, Role, Source, source_info
from kzreg_parse.read.tab_rows import cells_between, whole_line

HEADING_MARK = regex.compile(r"\#{1,6}\s")
BOLD_LINE = regex.compile(r"(?:\#{1,6}\s+)?(\*{1,3}|__)(?:(?!\1).)+\1")
LINK = regex.compile(r"\[(?P<words>[^\]\n]{1,300})\]\((?P<target>[^)\s]{1,500})\)")
IMAGE = regex.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
PIPE_RULE = regex.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
TABLE_TABS: Final = 2  # a line with as many TABs is a row; list lines of the OCR tool have one


def read_markdown(name: str, data: bytes, text: str, reader: str) -> Source:
    """Return the lines of a Markdown text. `text` is the decoded file and is what spans index."""
    roles = {match.start(): Role.HEADING for match in regex.finditer(r"^\#{1,6}\s", text, regex.MULTILINE)}
    lines, _ = lines_of(text, roles)
    lines = [
        line._replace(page=None, page_break=False, place=Indent.FLUSH, trail=0, starts_block=False) for line in lines
    ]
    links = [Link(found.span("words"), found["target"]) for found in LINK.finditer(text)]
    return Source(
        info=source_info(name, data, media_type="text/markdown", reader=reader, text=text, pages=None),
        text=text,
        items=tuple(_items(text, lines)),
        links=tuple(links),
        in_place=True,
        recognised=True,
    )


def _items(text: str, lines: list[Line]) -> Iterator[Item]:
    rows: list[Line] = []
    for line in with_marked_tables(text, lines):
        if rows and (isinstance(line, Grid) or line.gap or not _is_row(text, line)):
            yield _grid(text, rows)
            rows = []
        if isinstance(line, Grid):
            yield line
        elif _is_row(text, line):
            rows.append(line)
        elif IMAGE.fullmatch(line.text.text):
            yield Picture(offset=line.text.offset(0))
        else:
            yield line._replace(bold=BOLD_LINE.fullmatch(line.text.text) is not None)
    if rows:
        yield _grid(text, rows)


def _is_row(text: str, line: Line) -> bool:
    start, end = whole_line(text, line)
    return text.count("\t", start, end) >= TABLE_TABS or (
        line.text.text.startswith("|") and line.text.text.count("|") >= TABLE_TABS
    )


def _grid(text: str, lines: list[Line]) -> Grid:
    made = []
    for line in lines:
        if PIPE_RULE.fullmatch(line.text.text):
            continue
        start, end = whole_line(text, line)
        separator = "|" if line.text.text.startswith("|") else "\t"
        if separator == "|":
            start, end = line.text.offset(0) + 1, line.text.offset(-1) + (0 if line.text.text.endswith("|") else 1)
        made.append(tuple(cells_between(text, start, end, separator)))
    return Grid(rows=tuple(made), page=None)
