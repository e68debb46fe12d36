"""The printed texts of a document, each found in the rebuilt clean text.

A node's own text begins where its span begins, behind its label; the cells of a table follow one
another from where the table begins. A row that a page cut in two stands there in two waves: first
the upper parts of its cells, then the lower ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kzreg_parse.model import Act, AnyNode, Appendix, Table
from kzreg_parse.model.walk import walk_appendices, walk_nodes
from kzreg_parse.trace.cleaned import Cleaned

Part = Literal["label", "heading", "text", "cell", "header", "second_header", "title"]
LINES_TO_A_TITLE: Final = 4  # below an appendix header; form words may stand before it


@dataclass(frozen=True, slots=True)
class Printed:
    """One text of the document: `part` of the node, appendix or preamble `id`.

    `pieces` say where it stands in the rebuilt clean text: (place in this text, place there, length).
    One piece, but for a cell that a page cut. None where the clean text does not hold it.
    """

    id: str
    part: Part
    text: str
    pieces: tuple[tuple[int, int, int], ...] | None
    row: int | None = None
    column: int | None = None


def printed_texts(act: Act, cleaned: Cleaned) -> Iterator[Printed]:
    """Yield every text that the document prints, once, in reading order."""
    finder = _Finder(cleaned)
    yield from finder.nodes(act.preface)
    if act.preamble is not None:
        yield finder.begin(act.preamble.span).take("preamble", "text", act.preamble.text)
    yield from finder.nodes(act.body)
    yield from finder.nodes(act.conclusions)
    for *_, appendix in walk_appendices(act.appendices):
        yield from finder.appendix(appendix)


class _Finder:
    """Walks through the clean text, taking one printed text after the other."""

    def __init__(self, cleaned: Cleaned) -> None:
        self._cleaned = cleaned
        self._flat = cleaned.text.replace("\n", " ")
        self._place = 0
        self._latest = 0  # where the next text may begin at the latest: it is not known where in a repair it does

    def begin(self, span: tuple[int, int]) -> _Finder:
        """Go to where a span of the source begins."""
        self._place = self._latest = self._cleaned.region(span)[0]
        segment = self._cleaned.segment_at(self._place)
        if segment.repair is not None:
            self._latest = segment.end
        return self

    def nodes(self, nodes: Iterable[AnyNode]) -> Iterator[Printed]:
        """Yield the nodes' texts, each node's before those of its parts."""
        for node, _ in walk_nodes(nodes):
            if node.label or node.heading or node.text or isinstance(node, Table):
                self.begin(node.span)
            for part, words in (("label", node.label), ("heading", node.heading), ("text", node.text)):
                if words:
                    yield self.take(node.id, part, words)  # type: ignore[arg-type]
            if isinstance(node, Table):
                yield from self._cells(node)

    def appendix(self, appendix: Appendix) -> Iterator[Printed]:
        """Headers, title and parts of an appendix, those of its annexes left out."""
        yield self.begin(appendix.span).take(appendix.id, "header", appendix.header)
        if appendix.second_header:
            yield self.take(appendix.id, "second_header", appendix.second_header)
        if appendix.title:
            self._go_to_line(appendix.title)
            yield self.take(appendix.id, "title", appendix.title)
        yield from self.nodes(appendix.body)

    def take(self, owner: str, part: Part, words: str, row: int | None = None, column: int | None = None) -> Printed:
        """Return the text that begins here, blanks aside; behind it the next one is looked for."""
        self._skip_blanks()
        found = self._flat.find(words, self._place, max(self._place, self._latest) + len(words))
        if found < 0:
            return Printed(owner, part, words, None, row, column)
        self._place = self._latest = found + len(words)
        return Printed(owner, part, words, ((0, found, len(words)),), row, column)

    def _skip_blanks(self) -> None:
        while self._flat[self._place : self._place + 1] == " ":
            self._place += 1

    def _go_to_line(self, words: str) -> None:
        place = self._place
        for _ in range(LINES_TO_A_TITLE):
            while self._flat[place : place + 1] == " ":
                place += 1
            if self._flat.startswith(words, place):
                self._place = self._latest = place
                return
            place = self._line_end(place)

    def _line_end(self, place: int) -> int:
        end = self._cleaned.text.find("\n", place)
        return end if end >= 0 else len(self._flat)

    def _cells(self, table: Table) -> Iterator[Printed]:
        """Yield the cells where they stand: row by row, or a table with further columns below it, part after part."""
        start, latest = self._place, self._latest
        width = len(table.rows[0]) if table.rows else 0
        plain: list[Printed] | None = None
        for split in range(width, 0, -1):
            self._place, self._latest = start, latest
            found = [*self._cells_of(table, range(split)), *self._cells_of(table, range(split, width))]
            plain = plain or found
            if all(cell.pieces for cell in found):
                yield from found
                return
        yield from plain or ()

    def _cells_of(self, table: Table, columns: range) -> Iterator[Printed]:
        end = self._cleaned.region(table.span)[1]
        if columns.start < columns.stop and columns.start:
            self._latest = end  # the words that announce these columns stand before them
        for number, row in enumerate(table.rows or ()):
            start, latest = self._place, self._latest
            cells = {column: row[column] or "" for column in columns if row[column]}
            found = list(self._in_line(table, number, columns, end))
            if all(cell.pieces for cell in found):
                yield from found
            else:
                self._place, self._latest = start, latest
                pieces = self._waves(cells)
                for column, cell in cells.items():
                    where = tuple(pieces[column]) if pieces else None
                    yield Printed(table.id, "cell", cell, where, number, column)
            if len(cells) < len(columns):
                self._latest = end  # what the cells that are null hold stands here, and in nodes of its own

    def _in_line(self, table: Table, number: int, columns: range, end: int) -> Iterator[Printed]:
        """Yield the cells of a row one behind the other.

        Behind one that is null its words may stand before the next.
        """
        row, is_behind_null = table.rows[number] if table.rows else (), False
        for column in columns:
            cell = row[column]
            if not cell:
                is_behind_null = True
                continue
            found = self.take(table.id, "cell", cell, number, column)
            if found.pieces is None and is_behind_null:
                self._go_to_whole_line(cell, end)
                found = self.take(table.id, "cell", cell, number, column)
            yield found
            is_behind_null = False

    def _go_to_whole_line(self, words: str, end: int) -> None:
        """To the next line that holds these words and nothing else; nowhere where there is none before `end`."""
        found = f"\n{self._cleaned.text[self._place : end]}\n".find(f"\n{words}\n")
        if found >= 0:
            self._place = self._latest = self._place + found

    def _waves(self, cells: dict[int, str]) -> dict[int, list[tuple[int, int, int]]] | None:
        """Return the pieces of each cell of a row that pages cut; None where the lines here do not make the row.

        A line holds a piece of one cell, or pieces of several: the longest beginnings of what is left of
        them, from left to right.
        """
        rest = dict(cells)
        pieces: dict[int, list[tuple[int, int, int]]] = {column: [] for column in cells}
        last, place, latest = -1, self._place, self._latest
        while any(rest.values()):
            while self._flat[place : place + 1] == " ":
                place += 1
            line = self._flat[place : self._line_end(place)].rstrip(" ")
            lengths = {column: _common_words(line, words) for column, words in rest.items()}
            whole = [column for column, length in lengths.items() if length and length == len(line)]
            fitting = whole or [column for column, length in lengths.items() if length]
            if not fitting:
                if place >= latest:
                    return None
                place += 1  # the row begins further on
                continue
            latest = place
            last = next((column for column in fitting if column > last), fitting[0])
            length = lengths[last]
            pieces[last].append((len(cells[last]) - len(rest[last]), place, length))
            rest[last] = rest[last][length:].lstrip(" ")
            place += length
        self._place = self._latest = place
        return pieces


def _common_words(line: str, words: str) -> int:
    """Return how long a beginning, of whole words or up to a bracket, a line and what is left of a cell have in
    common.
    """
    pairs = zip(line, words, strict=False)
    length = next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(line), len(words)))
    while length and not (_may_end(line, length) and _may_end(words, length)):
        length -= 1
    return len(line[:length].rstrip(" "))


def _may_end(text: str, place: int) -> bool:
    return place == len(text) or text[place] == " " or text[place - 1] in " («-/"
