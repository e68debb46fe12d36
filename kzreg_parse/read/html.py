"""Saved pages of adilet.zan.kz to lines.

The markup says much of the structure: `<h1>` is the title, `span.status` the act's status, the next
`<p>` the requisites; inside `<article>` headings are `<h3>`, articles and clauses `<p>`, editorial
notes `.note` or red type, and a layout table without borders holds an appendix header or a
signature. The source text is the page's visible text laid out one paragraph a line, with the six
blanks of indent that the page prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import lxml.html
import regex
from lxml.etree import ErrorTypes, ParserError
from lxml.html import HtmlElement

from kzreg_parse.model import Traced
from kzreg_parse.model.diagnostics import diagnose
from kzreg_parse.model.errors import ReadError
from kzreg_parse.read.cell_spans import MarkedCell, grid_of
from kzreg_parse.read.odd_characters import printed
from kzreg_parse.read.source import Grid, Indent, Item, Line, Link, Picture, Role, Source, source_info
from kzreg_parse.rules import rule

PARAGRAPH_INDENT: Final = 3  # blanks
SPAN: Final = regex.compile(r"[1-9]\d{0,3}")
BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "blockquote",
        "center",
        "article",
        "section",
        "pre",
    ]
)
SKIPPED: Final = frozenset(["script", "style", "noscript", "svg", "button", "form", "iframe", "head"])
HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
NOTE_COLOURS: Final = frozenset(("#ff0000", "ff0000", "red"))
SPACES = regex.compile(r"[ \t\r\n\f]+")  # what HTML folds; no-break spaces are the page's indent


@dataclass(slots=True)
class _Run:
    """Words of one kind on the line that is being gathered."""

    text: str
    bold: bool
    note: bool
    link: str | None


@dataclass(slots=True)
class _Writer:
    """Gathers runs into lines and lines into the source text."""

    items: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[_Run] = field(default_factory=list)
    broken: bool = False  # the line being gathered stands behind a line break inside its block

    def write(self, text: str) -> int:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def line(self, role: Role | None = None, *, at_break: bool = False) -> Line | None:
        """End the line being gathered and write it; None when it holds nothing."""
        runs, self.runs = self.runs, []
        broken, self.broken = self.broken, at_break
        text = "".join(run.text for run in runs).replace("\u00a0", " ")
        if not text.strip():
            return None
        start = self.write(text + "\n")
        position = start
        for run in runs:
            if run.link and run.text.strip():
                self.links.append(Link((position, position + len(run.text)), run.link))
            position += len(run.text)
        lead = len(text) - len(text.lstrip())
        inked = [run for run in runs if run.text.strip("\u00a0 ")]
        return Line(
            text=Traced.cut(text, 0, len(text)).moved(start).strip(),
            place=Indent.INDENT if lead >= PARAGRAPH_INDENT else Indent.FLUSH,
            lead=lead,
            trail=len(text) - len(text.rstrip()),
            bold=all(run.bold for run in inked),
            role=role or (Role.NOTE if inked[0].note else None),
            starts_block=not broken,
        )

    def add(self, role: Role | None = None, *, at_break: bool = False) -> None:
        """End the line being gathered and put it among the items. `at_break`: a line break ends it, not its block."""
        line = self.line(role, at_break=at_break)
        if line is not None:
            self.items.append(line)


def read_html(name: str, data: bytes, text: str, reader: str) -> Source:
    """Return the act on a saved page. Raises ReadError where the page holds no text."""
    parser = lxml.html.HTMLParser()
    try:
        root = lxml.html.fromstring(SPACES.sub(" ", text.replace("\x00", "")), parser=parser)
    except (ParserError, ValueError) as error:
        raise ReadError("KZR12", f"the page cannot be parsed ({error})") from error
    if any(fault.type == ErrorTypes.ERR_RESOURCE_LIMIT for fault in parser.error_log):  # the rest was left out
        raise ReadError("KZR12", "the page cannot be parsed (elements are nested too deep)")
    writer = _Writer()
    status = _write_head(root, writer)
    article = next(root.iter("article"), None)
    content = article if article is not None else next(root.iter("body"), root)
    _write_block(content, writer)
    source_text = "".join(writer.parts)
    notes = (diagnose("KZR22"),) if article is not None else ()
    return Source(
        info=source_info(name, data, media_type="text/html", reader=reader, text=source_text, pages=None),
        text=source_text,
        items=tuple(writer.items),
        links=tuple(writer.links),
        in_place=True,
        in_force_mark=status,
        diagnostics=notes,
    )


def _write_head(root: HtmlElement, writer: _Writer) -> bool | None:
    """Title, status and requisites; returns whether the status says that the act is in force."""
    title = next(root.iter("h1"), None)
    if title is None:
        return None
    _gather(title, writer, bold=True)
    writer.add(Role.TITLE)
    in_force = None
    for sibling in title.itersiblings():
        classes = sibling.get("class", "")
        if sibling.tag == "span" and "status" in classes:
            in_force = "status_yts" not in classes and not rule("frame.repealed").search(
                printed(sibling.text_content())
            )
            _gather(sibling, writer)
            writer.add(Role.STATUS)
        elif sibling.tag == "p":
            _gather(sibling, writer)
            writer.add(Role.REQUISITES)
            break
    return in_force


def _write_block(element: HtmlElement, writer: _Writer) -> None:
    """A block element: its own words line by line, its inner blocks in order."""
    heading = Role.HEADING if element.tag in HEADINGS else None
    _add_words(element.text, writer, bold=heading is not None)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else "comment"
        if tag == "table":
            writer.add(heading)
            _write_table(child, writer)
        elif tag in BLOCKS:
            writer.add(heading)
            _write_block(child, writer)
            writer.add()
        elif tag == "br":
            writer.add(heading, at_break=True)
        elif tag not in SKIPPED and tag != "comment":
            _gather(child, writer, bold=heading is not None)
        _add_words(child.tail, writer, bold=heading is not None)
    writer.add(heading)


def _gather(
    element: HtmlElement, writer: _Writer, *, bold: bool = False, note: bool = False, link: str | None = None
) -> None:
    """An inline element: its words join the line being gathered; a line break ends it."""
    if element.tag == "img":
        writer.add()
        writer.items.append(Picture(offset=writer.length))
        return
    bold = bold or element.tag in ("b", "strong")
    note = note or "note" in element.get("class", "") or element.get("color", "").lower() in NOTE_COLOURS
    link = element.get("href") if element.tag == "a" else link
    _add_words(element.text, writer, bold=bold, note=note, link=link)
    for child in element:
        if child.tag == "br":
            writer.add(at_break=True)
        elif child.tag == "table":
            writer.add()
            _write_table(child, writer)
        elif isinstance(child.tag, str) and child.tag not in SKIPPED:
            _gather(child, writer, bold=bold, note=note, link=link)
        _add_words(child.tail, writer, bold=bold, note=note, link=link)


def _add_words(
    text: str | None, writer: _Writer, *, bold: bool = False, note: bool = False, link: str | None = None
) -> None:
    if not text:
        return
    if not writer.runs or writer.runs[-1].text.endswith(" "):
        text = text.lstrip(" ")
    if text:
        writer.runs.append(_Run(text, bold, note, link))


def _write_table(table: HtmlElement, writer: _Writer) -> None:
    writer.add()
    rows: list[list[HtmlElement]] = []
    _own_cells(table, rows, writer)
    writer.add()
    rows = [row for row in rows if row]
    if _is_layout(table, rows):
        writer.write(" \n")
        for row in rows:
            for cell in row:
                first = len(writer.items)
                _write_block(cell, writer)
                _mark_cell(writer, first)
        return
    grid = grid_of([
        [
            MarkedCell(
                tuple(_cell_lines(cell, writer)), _count(cell, "rowspan"), _count(cell, "colspan"), cell.tag == "th"
            )
            for cell in row
        ]
        for row in rows
    ])  # fmt: skip
    if any(cell for row in grid.rows for cell in row):
        writer.items.append(grid)


def _own_cells(element: HtmlElement, rows: list[list[HtmlElement]], writer: _Writer) -> None:
    """The cells of a table row by row, not those of tables inside it; words beside cells (a caption) are gathered."""
    _add_words(element.text, writer)
    for child in element:
        if child.tag in ("td", "th"):
            if element.tag != "tr" and not rows:
                rows.append([])
            rows[-1].append(child)
        elif child.tag == "tr":
            rows.append([])
            _own_cells(child, rows, writer)
        elif child.tag == "table":
            _write_table(child, writer)
        elif next(child.iter("tr", "td", "th"), None) is not None:  # a body, a form around rows
            _own_cells(child, rows, writer)
        elif isinstance(child.tag, str) and child.tag not in SKIPPED:
            _gather(child, writer)
            writer.add()
        _add_words(child.tail, writer)


def _mark_cell(writer: _Writer, first: int) -> None:
    """Lines of a layout cell belong together, apart from what stands before them."""
    for index in range(first, len(writer.items)):
        item = writer.items[index]
        if isinstance(item, Line):
            writer.items[index] = item._replace(
                place=Indent.FAR if item.place is Indent.FLUSH else item.place,
                gap=int(index == first),
                cell_gap=index == first,
                starts_block=index == first,
            )


def _cell_lines(cell: HtmlElement, writer: _Writer) -> Iterator[Line]:
    inner = _Writer(length=writer.length)
    _write_block(cell, inner)
    writer.parts.extend(inner.parts)
    writer.length = inner.length
    writer.links.extend(inner.links)
    for item in inner.items:
        if isinstance(item, Line):
            yield item
        elif isinstance(item, Grid):  # a table in a cell: its words, row by row
            yield from (line for row in item.rows for inner_cell in row for line in inner_cell)


def _count(cell: HtmlElement, attribute: str) -> int:
    """Return over how many rows or columns the markup says that a cell goes."""
    span = str(cell.get(attribute, "1")).strip()
    return int(span) if SPAN.fullmatch(span) else 1


def _is_layout(table: HtmlElement, rows: list[list[HtmlElement]]) -> bool:
    """Return a table that only places words: no border, few cells, as around appendix headers and signatures."""
    border = table.get("border", "")
    if border not in ("", "0") or "border" in table.get("style", ""):
        return False
    return all(len(row) <= 2 for row in rows) and len(rows) <= 6
