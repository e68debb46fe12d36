"""Tables that stand as markup inside a text: `<table>` in Markdown, with spans, line breaks and entities.

The marks are furniture of the text; the words of a cell keep their places in it. A cell that spans rows or columns
holds its words in its first place and leaves the others empty, so that all rows are equally long.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import regex

from kzreg_parse.model import Traced
from kzreg_parse.read.cell_spans import MOST_COLUMNS, MOST_ROWS_SPANNED, MarkedCell, grid_of
from kzreg_parse.read.source import Grid, Line

TAG: Final = regex.compile(
    r"<(?P<end>/?)(?P<name>table|thead|tbody|tfoot|tr|td|th|br|p|div|li)\b(?P<rest>[^<>]*)>", regex.I
)
TABLE: Final = regex.compile(r"<table\b", regex.IGNORECASE)
OTHER_TAG: Final = regex.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
ENTITY: Final = regex.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
SPAN: Final = regex.compile(r"(?P<name>rowspan|colspan)\s*=\s*[\"']?(?P<count>\d{1,4})", regex.I)


@dataclass(slots=True)
class _Cell:
    """A cell while it is read: its lines, each of pieces of the text."""

    rows: int = 1
    columns: int = 1
    is_head: bool = False
    lines: list[list[Traced]] = field(default_factory=lambda: [[]])

    def add(self, text: str, start: int, end: int) -> None:
        """Add the words between two marks; a line end of the text goes on in the same line of the cell."""
        position = start
        for found in OTHER_TAG.finditer(text, start, end):
            self.lines[-1] += _pieces(text, position, found.start())
            position = found.end()
        self.lines[-1] += _pieces(text, position, end)

    def made(self) -> MarkedCell:
        joined = (Traced.join(pieces).strip() for pieces in self.lines)
        lines = tuple(Line(text=words) for words in joined if words)
        return MarkedCell(lines, self.rows, self.columns, self.is_head)


class MarkedTable(NamedTuple):
    """A table of the text from `start` to `end` (code points, end exclusive)."""

    start: int
    end: int
    grid: Grid


class _Reader:
    """The tags of a text one after the other; a table is complete when its outermost mark closes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._start = self._depth = self._position = 0
        self._rows: list[list[_Cell]] = []
        self._cell: _Cell | None = None

    def read(self, tag: regex.Match[str]) -> MarkedTable | None:
        """Take the next tag; return the table that it closes."""
        if self._cell is not None:
            self._cell.add(self._text, self._position, tag.start())
        self._position = tag.end()
        name, closes = tag["name"].lower(), bool(tag["end"])
        if name == "table":
            return self._table(tag, closes=closes)
        if self._depth != 1 or name not in ("tr", "td", "th"):
            self._break_line()
        elif name == "tr":
            self._cell = None
            if not closes:
                self._rows.append([])
        else:
            self._cell = None if closes else self._new_cell(tag["rest"], is_head=name == "th")
        return None

    def end(self) -> MarkedTable | None:
        """Return the table that the text ends in without closing it."""
        if self._cell is not None:
            self._cell.add(self._text, self._position, len(self._text))
        return self._made(len(self._text)) if self._depth else None

    def _table(self, tag: regex.Match[str], *, closes: bool) -> MarkedTable | None:
        self._depth = max(0, self._depth + (-1 if closes else 1))
        if self._depth == 1 and not closes:
            self._start, self._rows, self._cell = tag.start(), [], None
        elif self._depth == 0 and closes:
            self._cell = None
            return self._made(tag.end())
        else:
            self._break_line()
        return None

    def _made(self, end: int) -> MarkedTable:
        return MarkedTable(self._start, end, grid_of([[cell.made() for cell in row] for row in self._rows]))

    def _new_cell(self, attributes: str, *, is_head: bool) -> _Cell:
        told = {found["name"].lower(): max(1, int(found["count"])) for found in SPAN.finditer(attributes)}
        rows, columns = min(told.get("rowspan", 1), MOST_ROWS_SPANNED), min(told.get("colspan", 1), MOST_COLUMNS)
        cell = _Cell(rows, columns, is_head)
        if not self._rows:
            self._rows.append([])
        self._rows[-1].append(cell)
        return cell

    def _break_line(self) -> None:
        if self._cell is not None and self._cell.lines[-1]:
            self._cell.lines.append([])


def marked_tables(text: str) -> Iterator[MarkedTable]:
    """Yield the outermost tables of a text in reading order; one that is not closed ends with the text. Linear."""
    reader = _Reader(text)
    for tag in TAG.finditer(text):
        table = reader.read(tag)
        if table is not None:
            yield table
    last = reader.end()
    if last is not None:
        yield last


def _pieces(text: str, start: int, end: int) -> Iterator[Traced]:
    """Yield the words of a stretch, each entity as the sign it stands for, line ends as blanks."""
    position = start
    for found in ENTITY.finditer(text, start, end):
        yield from _words(text, position, found.start())
        sign = html.unescape(found[0])
        if len(sign) == 1:
            yield Traced(" " if sign == "\u00a0" else sign, ((0, found.start()),))
        else:
            yield from _words(text, found.start(), found.end())
        position = found.end()
    yield from _words(text, position, end)


def _words(text: str, start: int, end: int) -> Iterator[Traced]:
    if start < end:
        words = Traced.cut(text, start, end)
        yield words.with_text(words.text.replace("\n", " ").replace("\r", " "))


def with_marked_tables(text: str, lines: Sequence[Line]) -> list[Line | Grid]:
    """Return the lines with each table of the text in the place of the lines that it was written in."""
    tables = list(marked_tables(text)) if TABLE.search(text) else []
    if not tables:
        return list(lines)
    items: list[Line | Grid] = []
    number = 0
    for line in lines:
        start, end = line.text.span
        while number < len(tables) and tables[number].end <= start:
            number += 1
        if number == len(tables) or end <= tables[number].start:
            items.append(line)
            continue
        table = tables[number]
        before = line.text[: max(0, table.start - start)].strip()
        behind = line.text[max(0, table.end - start) :].strip() if end > table.end else None
        if before:
            items.append(line._replace(text=before))
        if start <= table.start < end and any(cell for row in table.grid.rows for cell in row):
            items.append(table.grid)
        if behind:
            items.append(line._replace(text=behind))
    return items
