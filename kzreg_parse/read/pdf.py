"""The text layer of a PDF, through pdfplumber, to lines, grids and pictures in reading order."""

from __future__ import annotations

import io
import logging
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import nan
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import regex

from kzreg_parse.model import Diagnostic, Traced
from kzreg_parse.model.errors import ReadError, diagnose
from kzreg_parse.read.layout import Char, TextLine, has_blanks, text_lines
from kzreg_parse.read.source import Box, Grid, Item, Line, Link, Picture, Place, Source, source_info

if TYPE_CHECKING:
    from pdfplumber.page import Page

PARAGRAPH_BLANKS: Final = 3  # the publisher's engine writes six before a paragraph
FAR_EM: Final = 5.0  # further in than this is centred or the right column
INDENT_EM: Final = 0.8
WIDE_LEADING: Final = 1.25  # times the usual distance of baselines: a new block
SMALLEST_PICTURE_PT: Final = 12.0
SAME_HEIGHT_PT: Final = 3.0
RUNNING_LINE_PAGES: Final = 3  # a head or foot stands on at least so many pages
DIGITS = regex.compile(r"\d+")
UNPAINTED: Final = (nan, nan, nan, nan)

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts on every page; nothing to act on


@dataclass(slots=True)
class _PageItems:
    """What one page holds, before any of it has a place in the source text."""

    number: int
    lines: list[TextLine] = field(default_factory=list)
    grids: list[tuple[Box, list[list[list[TextLine]]]]] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    links: list[tuple[Box, str]] = field(default_factory=list)
    blanks: bool = True


def read_pdf(name: str, data: bytes) -> Source:
    """The text of a PDF by geometry. Raises ReadError: encrypted, cut off, no pages, no text layer."""
    import pdfplumber

    pages = _load(data)
    if not any(page.lines or page.grids for page in pages):
        raise ReadError("KZR09", f"a PDF of {len(pages)} pages without a text layer (scanned pictures); run OCR first")
    built = _Builder(pages)
    reader = f"pdfplumber {pdfplumber.__version__}"
    text = built.text
    return Source(
        info=source_info(name, data, media_type="application/pdf", reader=reader, text=text, pages=len(pages)),
        text=text,
        items=tuple(built.items),
        page_starts=tuple(built.page_starts),
        links=tuple(built.links),
        in_place=True,
        furniture=tuple(built.furniture),
        diagnostics=tuple(built.diagnostics),
        boxes=built.boxes,
    )


def _load(data: bytes) -> list[_PageItems]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    if _is_cut_off(data):
        raise ReadError("KZR07", "the PDF is cut off: its end mark is missing")
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if not pdf.pages:
                raise ReadError("KZR08", "the PDF has no pages")
            return [_page_items(page) for page in pdf.pages]
    except ReadError:
        raise
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__)):
            raise ReadError("KZR06", "the PDF is encrypted; open it with its password and save it without") from error
        raise ReadError("KZR07", f"the PDF is broken: {_one_line(error)}") from error
    except Exception as error:  # pdfminer raises whatever a broken object leads to: KeyError, TypeError, struct.error …
        raise ReadError("KZR07", f"the PDF is broken: {_one_line(error)}") from error


def _is_cut_off(data: bytes) -> bool:
    """No end mark, or objects behind the last one: the file's own last part is missing."""
    end = data.rfind(b"%%EOF")
    return end < 0 or b" obj" in data[end:] or b"stream" in data[end:]


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__} {error}".split())[:120]


def _page_items(page: Page) -> _PageItems:
    chars = [char for char in page.chars if char["text"]]
    found = _PageItems(number=page.page_number, blanks=has_blanks(chars) if chars else True)
    tables = page.find_tables() if len(page.rects) + len(page.lines) + len(page.curves) >= 4 else []
    for table in tables:
        inside, chars = _part(chars, table.bbox)
        rows = [[_cell(inside, cell, blanks=found.blanks) for cell in row.cells] for row in table.rows]
        found.grids.append((table.bbox, rows))
    found.lines = text_lines(chars, blanks=found.blanks)
    found.pictures = [
        (image["x0"], image["top"], image["x1"], image["bottom"])
        for image in page.images
        if min(image["width"], image["height"]) >= SMALLEST_PICTURE_PT
    ]
    found.links = [
        ((link["x0"], link["top"], link["x1"], link["bottom"]), link["uri"]) for link in page.hyperlinks if link["uri"]
    ]
    page.close()
    return found


def _cell(chars: list[dict[str, Any]], box: Box | None, *, blanks: bool) -> list[TextLine]:
    return text_lines(_part(chars, box)[0], blanks=blanks) if box else []


def _part(chars: list[dict[str, Any]], box: Box) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The characters whose middle lies in the box, and the others."""
    x0, top, x1, bottom = box
    inside: list[dict[str, Any]] = []
    outside: list[dict[str, Any]] = []
    for char in chars:
        middle_x, middle_y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        (inside if x0 <= middle_x <= x1 and top <= middle_y <= bottom else outside).append(char)
    return inside, outside


class _Builder:
    """Lays the pages' lines into one source text and notes where each stands."""

    def __init__(self, pages: list[_PageItems]) -> None:
        self.items: list[Item] = []
        self.page_starts: list[int] = []
        self.links: list[Link] = []
        self.furniture: list[Traced] = []
        self.diagnostics: list[Diagnostic] = []
        self.boxes = array("f")
        self._parts: list[str] = []
        self._length = 0
        lines = [line for page in pages for line in page.lines]
        self._left = _low_edge([line.box[0] for line in lines])
        self._right = _low_edge([-line.box[2] for line in lines]) * -1
        self._leading = _usual_leading(pages)
        running = _running_lines(pages)
        for page in pages:
            self._add_page(page, running)

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def _write(self, text: str, chars: Sequence[Char | None] = (None,)) -> int:
        """Put text at the end; `chars` are its characters as painted, None for what was not."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        for char in chars:
            self.boxes.extend((char["x0"], char["top"], char["x1"], char["bottom"]) if char is not None else UNPAINTED)
        return start

    def _add_page(self, page: _PageItems, running: set[tuple[str, int]]) -> None:
        if page.number > 1:
            self._write("\f")
        self.page_starts.append(self._length)
        if not page.lines and not page.grids and page.pictures:
            self.diagnostics.append(diagnose("KZR23", page=page.number, number=page.number))
        if not page.blanks:
            self.diagnostics.append(diagnose("KZR24", page=page.number))
        above: TextLine | None = None
        first = True
        for thing in _by_height(page):
            if isinstance(thing, TextLine):
                if _running_key(thing) in running:
                    self.furniture.append(self._write_line(thing, page))
                    continue
                self.items.append(self._line(thing, page, above, first=first))
                above, first = thing, False
            elif len(thing) == 2:
                self.items.append(self._grid(thing, page, first=first))
                above, first = None, False
            else:
                self.items.append(Picture(offset=self._length, page=page.number, box=thing))
                above = None

    def _write_line(self, line: TextLine, page: _PageItems) -> Traced:
        start = self._write(line.text + "\n", (*line.chars, None))
        self._note_links(line, start, page)
        return Traced.cut(line.text, 0, len(line.text)).moved(start).strip()

    def _note_links(self, line: TextLine, start: int, page: _PageItems) -> None:
        for (x0, top, x1, bottom), target in page.links:
            if not top <= (line.box[1] + line.box[3]) / 2 <= bottom:
                continue
            covered = [
                index
                for index, char in enumerate(line.chars)
                if char is not None and x0 <= (char["x0"] + char["x1"]) / 2 <= x1
            ]
            if covered:
                self.links.append(Link((start + covered[0], start + covered[-1] + 1), target))

    def _line(self, line: TextLine, page: _PageItems, above: TextLine | None, *, first: bool) -> Line:
        lead = len(line.text) - len(line.text.lstrip())
        width = line.natural_width / max(1, len(line.text.strip()))
        wide = above is not None and line.baseline - above.baseline > WIDE_LEADING * self._leading
        return Line(
            text=self._write_line(line, page),
            page=page.number,
            place=self._place(line, lead),
            lead=lead,
            trail=len(line.text) - len(line.text.rstrip()),
            gap=1 if wide or (above is None and not first) else 0,
            page_break=first and page.number > 1,
            room=(self._right - line.box[0] - line.natural_width) / width if width else 0.0,
            bold=line.bold,
            box=line.box,
        )

    def _place(self, line: TextLine, lead: int) -> Place:
        if lead >= PARAGRAPH_BLANKS and line.start - self._left < INDENT_EM * line.size:
            return Place.INDENT
        offset = (line.box[0] - self._left) / line.size
        if offset > FAR_EM:
            return Place.FAR
        return Place.INDENT if offset > INDENT_EM else Place.FLUSH

    def _grid(self, grid: tuple[Box, list[list[list[TextLine]]]], page: _PageItems, *, first: bool) -> Grid:
        box, rows = grid
        made = tuple(tuple(tuple(self._cell_line(line, page) for line in cell) for cell in row) for row in rows)
        return Grid(rows=made, page=page.number, cut_above=first, box=box)

    def _cell_line(self, line: TextLine, page: _PageItems) -> Line:
        return Line(
            text=self._write_line(line, page),
            page=page.number,
            trail=len(line.text) - len(line.text.rstrip()),
            bold=line.bold,
            box=line.box,
        )


def _by_height(page: _PageItems) -> Iterator[Any]:
    things: list[tuple[float, int, Any]] = [(line.box[1], 0, line) for line in page.lines]
    things += [(grid[0][1], 1, grid) for grid in page.grids]
    things += [(box[1], 2, box) for box in page.pictures]
    for _, _, thing in sorted(things, key=lambda entry: entry[:2]):
        yield thing


def _low_edge(edges: list[float]) -> float:
    """The edge that most lines keep to: the tenth percentile, so that single outliers do not count."""
    return sorted(edges)[len(edges) // 10] if edges else 0.0


def _usual_leading(pages: list[_PageItems]) -> float:
    steps = [
        below.baseline - above.baseline
        for page in pages
        for above, below in zip(page.lines, page.lines[1:], strict=False)
    ]
    return median(steps) if steps else 18.0


def _running_key(line: TextLine) -> tuple[str, int]:
    return DIGITS.sub("0", " ".join(line.text.split())), round(line.box[1] / SAME_HEIGHT_PT)


def _running_lines(pages: list[_PageItems]) -> set[tuple[str, int]]:
    """Heads, feet and page numbers: first or last lines that recur at the same height, figures aside."""
    seen = Counter(
        key for page in pages if page.lines for key in {_running_key(page.lines[0]), _running_key(page.lines[-1])}
    )
    least = max(RUNNING_LINE_PAGES, len(pages) // 2)
    return {key for key, count in seen.items() if count >= least}
