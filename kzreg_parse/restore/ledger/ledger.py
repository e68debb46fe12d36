"""The ledger of repairs, drawn from the restored text itself.

Every character of a text knows its place in the source, so the ledger cannot disagree with the
text. Its edits are disjoint and complete: the source with every one of them applied, each once, is
the clean text, its blocks parted by the source's own line ends.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from pydantic import TypeAdapter

from kzreg_parse.model import Repair, RepairKind, Traced
from kzreg_parse.read import Source
from kzreg_parse.restore.ledger.edits import MARKUP, Edit, Mark, edits_of, gap_kind, merged

__all__ = ["Edit", "Ledger", "Mark", "join_blocks", "repairs_of"]

MENDED_WHOLE: Final[frozenset[RepairKind]] = frozenset(("displaced_link", "letter_spacing"))
BY_THE_NEIGHBOURS: Final = 0.95  # confidence of a sign's own cell
REPAIRS: Final = TypeAdapter(tuple[Repair, ...])

Span = tuple[int, int]


class Ledger:
    """`edits` in the order of the source; `stray`: words that no text holds, apart from markup.

    `texts` are all restored texts, blocks and cells; `moved` neighbour cells, each two as one text with a
    line end between them, of which one got words or a sign of the other's; `woven` cells of rows, each row as one text,
    whose lines stand between each other's; `aside` what is set apart on
    purpose (the ledger takes it out); `marks` what the steps say of their changes.
    """

    def __init__(
        self,
        source: Source,
        texts: Sequence[Traced],
        aside: Sequence[Traced] = (),
        marks: Sequence[Mark] = (),
        moved: Sequence[Traced] = (),
        woven: Sequence[Traced] = (),
    ) -> None:
        self._source = source
        self._zones = _disjoint(mark for mark in marks if mark.kind in MENDED_WHOLE)
        self._zone_starts = [mended_span.span[0] for mended_span in self._zones]
        self._zone_ends = [mended_span.span[1] for mended_span in self._zones]
        self._hints = _disjoint(mark for mark in marks if mark.kind not in MENDED_WHOLE)
        self._hint_starts = [hint.span[0] for hint in self._hints]
        pairs = sorted(text.span for text in (*moved, *woven))
        self.texts = (*moved, *woven, *(text for text in texts if not _is_inside(text.span, pairs)))
        hulls = [text.span for text in self.texts]
        self.stray: list[Traced] = []
        found = [self._edits_of(text, hull) for text, hull in zip(self.texts, hulls, strict=True)]
        self.edits = [_as_moved(edit) for edits in found[: len(moved)] for edit in edits]
        behind = len(moved) + len(woven)
        self.edits += [_as_joined(edit) for edits in found[len(moved) : behind] for edit in edits]
        self.edits += [edit for edits in found[behind:] for edit in edits]
        self.edits += self._taken_out(hulls, {text.span for text in aside if text})
        self.edits.sort()

    def _edits_of(self, text: Traced, hull: Span) -> list[Edit]:
        first, last = bisect_right(self._zone_ends, hull[0]), bisect_left(self._zone_starts, hull[1])
        edits = edits_of(self._source.text, text, self._zones[first:last])
        return [self._as_hinted(edit) for edit in edits] if self._hints else edits

    def _as_hinted(self, edit: Edit) -> Edit:
        """Return the edit with the kind and confidence that a step gave for its place."""
        number = bisect_right(self._hint_starts, edit.start) - 1
        if number < 0 or edit.kind in MENDED_WHOLE or edit.end > self._hints[number].span[1]:
            return edit
        hint = self._hints[number]
        return edit._replace(kind=hint.kind, confidence=min(edit.confidence, hint.confidence))

    def _taken_out(self, hulls: Sequence[Span], asides: set[Span]) -> list[Edit]:
        """Return what no text spans: set apart on purpose, markup, or stray words."""
        source = self._source
        is_markdown = source.recognised
        found: list[Edit] = []
        position = 0
        for start, end in [*sorted([*hulls, *asides]), (len(source.text), len(source.text))]:
            left = Traced.cut(source.text, position, start).strip() if start > position else None
            if left:
                if is_markdown or not MARKUP.sub("", left.text):
                    found.append(Edit(*left.span, "", "markdown", 1.0))
                else:
                    self.stray.append(left)
                    found.append(Edit(*left.span, "", gap_kind(source.text, *left.span), 1.0))
            if (start, end) in asides and start >= position:
                found.append(Edit(start, end, "", "page_break", 1.0))
            position = max(position, end)
        return found


def _as_joined(edit: Edit) -> Edit:
    """Return an edit of a row of cells; the one that parts them anew puts lines of one column together."""
    return edit._replace(kind="line_join", confidence=1.0) if "\n" in edit.clean else edit


def _as_moved(edit: Edit) -> Edit:
    """Return an edit of two neighbour cells; the one that parts them anew is the move."""
    return edit._replace(kind="displaced_link", confidence=BY_THE_NEIGHBOURS) if "\n" in edit.clean else edit


def _disjoint(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks in order, overlapping ones as one."""
    apart: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.span):
        last = apart[-1] if apart else None
        both = merged(last, mark) if last is not None and mark.span[0] < last.span[1] else None
        if both is not None:
            apart[-1] = both
        else:
            apart.append(mark)
    return apart


def _is_inside(span: Span, spans: Sequence[Span]) -> bool:
    """Tell whether one of `spans`, disjoint and in order, holds the span."""
    number = bisect_right(spans, (span[0], sys.maxsize)) - 1
    return number >= 0 and span[1] <= spans[number][1]


# ---- what later stages add -----------------------------------------------------------------------


def join_blocks(blocks: Sequence[Traced], source: Source) -> tuple[Traced, list[Edit]]:
    """Return the texts of blocks as one running text, and what that changes in the source between them."""
    edits: list[Edit] = []
    for above, below in pairwise(block.span for block in blocks if block):
        ends = (Traced.cut(source.text, above[1] - 1, above[1]), Traced.cut(source.text, below[0], below[0] + 1))
        edits += edits_of(source.text, Traced.spaced(ends), ())
    return Traced.spaced(blocks), edits


def repairs_of(source: Source, edits: Sequence[Edit], joins: Sequence[Edit] = ()) -> tuple[Repair, ...]:
    """Return edits as the document lists them; a join of blocks stands for every edit inside it."""
    spans = sorted((edit.start, edit.end) for edit in joins)
    edits = sorted((*joins, *(edit for edit in edits if not _is_inside((edit.start, edit.end), spans))))
    return REPAIRS.validate_python(
        tuple(
            {
                "id": f"repair_{number}",
                "kind": edit.kind,
                "raw": source.text[edit.start : edit.end],
                "clean": edit.clean,
                "span": (edit.start, edit.end),
                "page": source.page_of(edit.start),
                "confidence": edit.confidence,
            }
            for number, edit in enumerate(edits, 1)
        )
    )
