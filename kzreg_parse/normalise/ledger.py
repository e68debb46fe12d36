"""The ledger of repairs, drawn from the restored text itself.

Every character of a block knows its place in the source; wherever the blocks' characters do not run
on in step with the source, something was taken out, put in, changed or moved. Those places, and
only those, are the repairs; so the ledger cannot disagree with the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from kzreg_parse.model import Repair, RepairKind, Traced
from kzreg_parse.read import Source

MARKUP = regex.compile(r"[*#_\[\]()`>|\\~\-\s]|https?:\S+")
KIND_RANK: Final[tuple[RepairKind, ...]] = (
    "displaced_link",
    "letter_spacing",
    "script",
    "markdown",
    "page_break",
    "hyphen",
    "line_join",
    "spacing",
)


BLANK_KINDS: Final[frozenset[RepairKind]] = frozenset(("page_break", "hyphen", "line_join", "spacing"))


@dataclass(frozen=True, slots=True)
class Mark:
    """What a repairing step says of a stretch of the source."""

    kind: RepairKind
    span: tuple[int, int]
    confidence: float


@dataclass(slots=True)
class _Edit:
    start: int  # in the source
    end: int
    clean_start: int  # in the block's text
    clean_end: int
    kinds: set[RepairKind]
    confidence: float


class Ledger:
    """`repairs` in the order of the source; `stray`: words that no text holds, apart from markup.

    `texts` are all restored texts, blocks and cells; `aside` what is set apart on purpose; `marks`
    what the steps say of their changes.
    """

    def __init__(self, source: Source, texts: Sequence[Traced], aside: Sequence[Traced], marks: Sequence[Mark]) -> None:
        by_start = sorted(marks, key=lambda mark: mark.span)
        starts = [mark.span[0] for mark in by_start]
        entries = [
            (edit, text.text[edit.clean_start : edit.clean_end])
            for text in texts
            for edit in _edits(source.text, text, by_start, starts)
        ]
        self.stray: list[Traced] = []
        for left_out in _left_out(source, (*texts, *aside), [edit for edit, _ in entries]):
            if MARKUP.sub("", left_out.text) and source.info.media_type != "text/markdown":
                self.stray.append(left_out)
            else:
                entries.append((_Edit(*left_out.span, 0, 0, {"markdown"}, 1.0), ""))
        entries.sort(key=lambda entry: (entry[0].start, entry[0].end))
        self.repairs = tuple(
            Repair(
                id=f"repair_{number}",
                kind=min(edit.kinds, key=KIND_RANK.index),
                raw=source.text[edit.start : edit.end],
                clean=clean,
                span=(edit.start, edit.end),
                page=source.page_of(edit.start),
                confidence=edit.confidence,
            )
            for number, (edit, clean) in enumerate(entries, 1)
        )


def _left_out(source: Source, texts: Sequence[Traced], edits: Sequence[_Edit]) -> Iterator[Traced]:
    """Stretches of the source that hold more than blanks and stand in no text, repair or furniture."""
    covered = [(offset, offset + end - start) for text in texts for start, end, offset in text.stretches()]
    covered += [(edit.start, edit.end) for edit in edits]
    position = 0
    for start, end in [*sorted(covered), (len(source.text), len(source.text))]:
        if start > position:
            left = Traced.cut(source.text, position, start).strip()
            if left:
                yield left
        position = max(position, end)


def _edits(source: str, text: Traced, marks: Sequence[Mark], starts: Sequence[int]) -> list[_Edit]:
    """Where the text departs from the source; overlapping departures become one."""
    merged: list[_Edit] = []
    moved = [
        mark for mark in _overlapping(marks, starts, text.span) if mark.kind in ("displaced_link", "letter_spacing")
    ]
    candidates = [*_steps_out(source, text), *(_marked(text, mark) for mark in moved)]
    for edit in sorted((edit for edit in candidates if edit is not None), key=lambda edit: (edit.start, edit.end)):
        last = merged[-1] if merged else None
        if last is not None and (
            edit.start < last.end
            or edit.clean_start < last.clean_end
            or (edit.start == last.end and edit.clean_start == last.clean_end)
        ):
            last.end = max(last.end, edit.end)
            last.start = min(last.start, edit.start)
            last.clean_start = min(last.clean_start, edit.clean_start)
            last.clean_end = max(last.clean_end, edit.clean_end)
            last.kinds |= edit.kinds
            last.confidence = min(last.confidence, edit.confidence)
        else:
            merged.append(edit)
    for edit in merged:
        if edit.kinds <= BLANK_KINDS and source[edit.start : edit.end].isspace():
            edit.kinds = {_kind_of_gap(source, edit.start, edit.end)}
    return [edit for edit in merged if source[edit.start : edit.end] != text.text[edit.clean_start : edit.clean_end]]


def _overlapping(marks: Sequence[Mark], starts: Sequence[int], span: tuple[int, int]) -> Iterator[Mark]:
    index = bisect_left(starts, span[0])
    while index < len(marks) and starts[index] < span[1]:
        yield marks[index]
        index += 1


def _marked(text: Traced, mark: Mark) -> _Edit | None:
    """The stretch of the text whose characters come from the mark's span."""
    low, high = mark.span
    inside = [
        (max(start, start + low - offset), min(end, start + high - offset))
        for start, end, offset in text.stretches()
        if offset < high and offset + end - start > low
    ]
    if not inside:
        return None
    start, end = min(place for place, _ in inside), max(place for _, place in inside)
    from_, to = text[start:end].span
    return _Edit(from_, max(to, high), start, end, {mark.kind}, mark.confidence)


def _steps_out(source: str, text: Traced) -> Iterator[_Edit]:
    """Gaps, insertions and changed letters: where one stretch in step with the source ends before the next."""
    last_end = None
    for start, end, offset in text.stretches():
        if last_end is not None and offset > last_end:
            yield _Edit(last_end, offset, start, start, {_kind_of_gap(source, last_end, offset)}, 1.0)
        last_end = offset + end - start
        piece = text.text[start:end]
        if piece != source[offset:last_end]:
            for index, letter in enumerate(piece):
                if letter != source[offset + index]:
                    place = offset + index
                    kind = _kind_of_gap(source, place, place + 1) if letter == " " else "script"
                    yield _Edit(place, place + 1, start + index, start + index + 1, {kind}, 1.0)


def _kind_of_gap(source: str, start: int, end: int) -> RepairKind:
    raw = source[start:end]
    if raw.isspace():
        if raw.count("\n") > 3 or "\f" in raw:
            return "page_break"
        if "\n" in raw or "\r" in raw:
            return "hyphen" if source[start - 1 : start] == "-" else "line_join"
        return "spacing"
    return "markdown" if not MARKUP.sub("", raw) else "spacing"
