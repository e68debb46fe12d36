"""Clean paragraphs to a damaged dump, with the truth kept beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from simulator.engine import LEFT_PT, PAGE_MEASURE_PT, lay_out, natural_width_pt, pieces_of, place
from simulator.kinds import kind_of, line_marks
from simulator.stripper import Stripper

Role = Literal["body", "title", "requisites", "signature", "header"]
PAGE_BREAK: Final = "\n\n\n"  # with the line's own end four newlines
LinkSpan = tuple[int, int]  # code points of the paragraph's clean text, end exclusive


@dataclass(frozen=True, slots=True)
class DumpedLine:
    """One line as it stands in the dump."""

    text: str
    read: str  # its characters in reading order, unstretched
    marks: frozenset[str]
    moved: bool
    on_new_page: bool

    @property
    def natural_width_pt(self) -> float:
        """Its width as printed, without stretching."""
        return natural_width_pt(self.read)


@dataclass(frozen=True, slots=True)
class Damaged:
    """One paragraph: the text that was printed, and where and how it stands in the dump."""

    truth: str
    role: Role
    start: int  # code points of the dump
    end: int
    lines: tuple[DumpedLine, ...]
    measure_pt: float

    @property
    def kind(self) -> str:
        """Its kind of damage."""
        return kind_of(
            [(line.marks, line.moved) for line in self.lines],
            header=self.role == "header",
            page_break=any(line.on_new_page for line in self.lines[1:]),
        )


class DumpWriter:
    """Writes paragraph after paragraph to one dump.

    `old_style` acts stretch every line of a paragraph, its last one too; new ones all but the last.
    `page_breaks` is asked before every line of the body whether a page ends there.
    """

    def __init__(
        self,
        *,
        old_style: bool,
        measure_pt: float = PAGE_MEASURE_PT,
        page_breaks: Callable[[], bool] = lambda: False,
    ) -> None:
        self.old_style = old_style
        self.measure_pt = measure_pt
        self.damaged: list[Damaged] = []
        self._page_breaks = page_breaks
        self._parts: list[str] = []
        self._length = 0
        self._stripper = Stripper()

    def __repr__(self) -> str:
        return f"<dump {self.text!r}>"

    @property
    def text(self) -> str:
        """The dump written so far."""
        return "".join(self._parts)

    def raw(self, text: str) -> None:
        """Text between the paragraphs, as it is."""
        self._parts.append(text)
        self._length += len(text)

    def paragraph(self, text: str, links: Sequence[LinkSpan] = (), *, short_end: bool = False) -> None:
        """A paragraph of the body; `short_end`: its last line is not stretched, whatever the act's style."""
        self.damaged.append(self._write(text, links, stretch_end=self.old_style and not short_end))

    def flush(self, text: str, role: Role) -> None:
        """A title or the requisites: not indented, not justified, on one page."""
        self.damaged.append(self._write(text, (), role=role, indent=False, justify=False, breakable=False))
        self._stripper.new_page()

    def signature(self, text: str) -> None:
        """The line of a signature."""
        self.damaged.append(self._write(text, (), role="signature", stretch_end=False))

    def header(self, parts: Sequence[str], *, measure_pt: float, left_pt: float, parted: Sequence[bool]) -> None:
        """An appendix header: short lines in a narrow cell, an empty line above those that `parted` names."""
        self._stripper.new_page()
        rows: list[Damaged] = []
        for part, gap in zip(parts, parted, strict=True):
            self.raw("\n" if gap else "")
            trail = "  " if self.old_style else ""
            rows.append(
                self._write(
                    part + trail,
                    (),
                    role="header",
                    indent=False,
                    stretch_end=self.old_style,
                    measure_pt=measure_pt,
                    left_pt=left_pt,
                )
            )
        lines = tuple(line for row in rows for line in row.lines)
        truth = " ".join(parts)
        self.damaged.append(Damaged(truth, "header", rows[0].start, rows[-1].end, lines, measure_pt))

    def _write(
        self,
        text: str,
        links: Sequence[LinkSpan],
        *,
        role: Role = "body",
        indent: bool = True,
        justify: bool = True,
        stretch_end: bool = False,
        breakable: bool = True,
        measure_pt: float | None = None,
        left_pt: float = LEFT_PT,
    ) -> Damaged:
        measure = self.measure_pt if measure_pt is None else measure_pt
        printed = lay_out(pieces_of(text, links, indent=indent), measure)
        on_lines = Counter(piece for line in printed for piece in {glyph.piece for glyph in line.glyphs if glyph.link})
        torn = frozenset(piece for piece, count in on_lines.items() if count > 1)
        start = self._length
        lines = []
        for line in printed:
            place(line, justify=justify and (stretch_end or not line.is_last), measure_pt=measure, left_pt=left_pt)
            new_page = breakable and self._page_breaks()
            if new_page:
                self._stripper.new_page()
            stripped = self._stripper.strip(line.painted())
            self.raw(PAGE_BREAK if new_page else "\n" if stripped.empty_line_above else "")
            self.raw(stripped.text + "\n")
            read = "".join(glyph.char for glyph in line.glyphs)
            marks = line_marks(line, stripped, torn)
            lines.append(DumpedLine(stripped.text, read, marks, line.is_moved(), new_page))
        return Damaged(text.strip(), role, start, self._length, tuple(lines), measure)
